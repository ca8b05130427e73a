"""Which claims a rule can use and which numbers it reads in them; each claim gets one line, with its reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Claim
from accounted.core.dates import read_edtf
from accounted.core.rule import Taken
from accounted.reconcile.assembled import Assessed
from accounted.reconcile.counting.recipe import VAGUE_FLOORS, Recipe
from accounted.reconcile.population import population_of
from accounted.reconcile.quantities import SHARES, bounds_of, figure_words, is_further, number_words
from accounted.reconcile.statements import Statement
from accounted.reconcile.totals import FRACTION_OF

OF_BODIES = "a count of bodies, at least so many killed; figures of all are stated beside it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim that a rule uses: the numbers read in its words; None is "no such bound stated"."""

    one: Statement
    low: float | None
    high: float | None
    reason: str

    @property
    def bodies(self) -> bool:
        """Gives whether the words count bodies: at least so many persons were killed."""
        return population_of(self.one.claim).bodies

    @property
    def named(self) -> float:
        """Gives the number that the words name; of a range its lower end."""
        return next(n for n in (self.one.claim.quantity.best, self.low, self.high) if n is not None)


def sorted_out(
    found: Sequence[Statement], recipe: Recipe, assessed: Assessed, *, excluded: Mapping[str, str]
) -> tuple[list[Candidate], list[Taken]]:
    """Takes the statements of one event and effect, a rule, assessments and what the inclusion rule leaves out.

    Gives the claims that the rule uses and, for all others, why not: each statement stands in one of the two.
    """
    parts_unsaid = _parts_unsaid(found)
    replaced = _replaced(found) if recipe.revisions == "latest" else {}
    used: list[Candidate] = []
    left: list[Taken] = []
    for one in found:
        reason = (
            (f"not counted by the inclusion rule: {excluded[one.claim.id]}" if one.claim.id in excluded else None)
            or _scope_fault(one.claim)
            or (parts_unsaid.get(one.claim.id))
            or _rule_fault(one, recipe, assessed)
            or replaced.get(one.claim.id)
        )
        made = _candidate(one, recipe) if reason is None else reason
        if isinstance(made, str):
            left.append(Taken(claim=one.claim.id, used=False, reason=made))
        else:
            used.append(made)
    whole = [one for one in used if not one.bodies]
    bodies = [one for one in used if one.bodies] if whole else []
    left += [Taken(claim=one.one.claim.id, used=False, reason=f"{one.reason}: {OF_BODIES}") for one in bodies]
    return whole or used, left


def _scope_fault(claim: Claim) -> str | None:
    """Gives why a claim is no figure of everyone in this event, for any rule."""
    population = population_of(claim)
    if claim.part_of is not None:
        return "a part of another figure"
    if claim.quantity.qualifier in SHARES:
        return "a share, not a number"
    if claim.unit != "persons":
        return f"counts {claim.unit}"
    if claim.cumulative:
        return "a running total"
    if population.key:
        return f"counts {population.words}, not everyone"
    return "adds to a figure before it (“another …”)" if is_further(claim) else None


def _parts_unsaid(found: Sequence[Statement]) -> dict[str, str]:
    """Gives the claims far below another one of the same speaker in the same document, with the reason."""
    largest: dict[tuple[str, str], float] = defaultdict(float)
    asserted = [one for one in found if one.claim.part_of is None and one.claim.stance in ("asserts", "reports")]
    for one in asserted:
        said = one.document, one.voice.key
        largest[said] = max(largest[said], bounds_of(one.claim).low)
    reason = f"under a {_ordinal()} of another figure of this speaker in the document: read as a count of a part"
    small = [one for one in asserted if _far_below(one, largest[one.document, one.voice.key])]
    return {one.claim.id: reason for one in small}


def _ordinal() -> str:
    return "tenth" if FRACTION_OF == 10 else f"{FRACTION_OF}th"


def _far_below(one: Statement, largest: float) -> bool:
    bounds = bounds_of(one.claim)
    bodies = population_of(one.claim).bodies
    most = bounds.low if bodies else bounds.high
    return bounds.known and most > 0 and most * FRACTION_OF < largest


def _rule_fault(one: Statement, recipe: Recipe, assessed: Assessed) -> str | None:
    if one.claim.stance not in recipe.stances:
        return f"its speaker {one.claim.stance} it"
    credibility = assessed.claims.get(one.claim.id, "")
    if credibility not in recipe.credibilities:
        return f"assessed “{credibility}”" if credibility else "not assessed"
    source = assessed.source_of(one)
    if source in recipe.left_out_sources:
        return f"its source is assessed “{source}”"
    return None


def _replaced(found: Sequence[Statement]) -> dict[str, str]:
    """Gives the claims that their speaker's surely later figure replaces; undated ones replace nothing."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for one in found:
        if one.claim.stance in ("asserts", "reports") and _scope_fault(one.claim) is None and one.voice.proper:
            said[one.voice.key].append(one)
    return {
        one.claim.id: f"replaced by the speaker's later figure, {figure_words(later.claim.quantity)}"
        for some in said.values()
        for one in some
        for later in [next((o for o in reversed(some) if _surely_before(one, o)), None)]
        if later is not None
    }


def _surely_before(one: Statement, other: Statement) -> bool:
    first, later = (read_edtf(s.said_on) if s.said_on else None for s in (one, other))
    return bool(first and later and first.last and later.first and first.last < later.first)


def _candidate(one: Statement, recipe: Recipe) -> Candidate | str:
    """Gives the numbers that the rule reads in the words, or why it reads none."""
    quantity = one.claim.quantity
    words = figure_words(quantity)
    if quantity.qualifier == "vague":
        return _vague(one, recipe)
    low, high = quantity.low, quantity.high
    if quantity.qualifier == "about":
        low = high = quantity.best
    if low is None and high is None:
        low = high = quantity.best
    if low is None and high is None:
        return "the words name no number"
    bodies = population_of(one.claim).bodies
    reason = f"{words} bodies" if bodies else words
    return Candidate(one=one, low=low, high=high, reason=reason)


def _vague(one: Statement, recipe: Recipe) -> Candidate | str:
    quantity = one.claim.quantity
    word = VAGUE_FLOORS.get(quantity.low or 0.0)
    number = recipe.vague.get(word) if word else recipe.unstated
    if number is None:
        return f"{figure_words(quantity)}: this rule names no number for the word"
    reason = f"{figure_words(quantity)}, read as {number_words(number)} under this rule"
    return Candidate(one=one, low=number, high=number, reason=reason)
