"""Totals against each other: takes the statements of one comparison, gives remarks on figures that cannot both hold."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from accounted.core.dates import read_edtf
from accounted.core.outcome import Remark
from accounted.core.worded import listed, worded
from accounted.reconcile.population import population_of
from accounted.reconcile.quantities import (
    SHARES,
    bounds_of,
    cannot_both_hold,
    figure_words,
    is_further,
    number_words,
    same_figure,
)
from accounted.reconcile.statements import Statement
from accounted.reconcile.where import remark_on

NAMED = 8
"""A remark names so many figures at most; the comparison itself shows all of them."""

FRACTION_OF = 10
"""In one document, a figure below a tenth of another by the same speaker is read as a count of something else."""


def total_remarks(group: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes the statements of one comparison in order of statement and the texts, gives the remarks on its figures.

    Rejected and doubted figures are not their speaker's, shares are not compared, and the effect "other" holds things
    of different kinds. Parts are compared where their words name a category of persons.
    """
    stated = _whole_counts([one for one in group if one.claim.stance in ("asserts", "reports") and _comparable(one)])
    dates: dict[str, list[Statement]] = defaultdict(list)
    for one in stated:
        dates[_described(one)].append(one)
    for some in dates.values():
        speakers: dict[str, list[Statement]] = defaultdict(list)
        for one in some:
            speakers[one.voice.key].append(one)
        for said in speakers.values():
            yield from _one_speaker(said, texts)
        yield from _between(some, texts)


def _described(one: Statement) -> str:
    """Gives the date that a figure of a series describes: two of them are compared where it is the same."""
    return (one.claim.as_of or one.said_on or "undated") if one.claim.cumulative is not None else ""


def _whole_counts(stated: Sequence[Statement]) -> list[Statement]:
    """Leaves out figures far below another of the same speaker in the same document: counts of a part, unsaid."""
    largest: dict[tuple[str, str], float] = defaultdict(float)
    for one in stated:
        said = one.document, one.voice.key
        largest[said] = max(largest[said], bounds_of(one.claim).low)
    least = [(one, bounds_of(one.claim)) for one in stated]
    return [
        one
        for one, bounds in least
        if bounds.high == 0 or bounds.high * FRACTION_OF >= largest[one.document, one.voice.key]
        if bounds.low == 0 or not _bodies(one) or bounds.low * FRACTION_OF >= largest[one.document, one.voice.key]
    ]


def _bodies(one: Statement) -> bool:
    return population_of(one.claim).bodies


def _comparable(one: Statement) -> bool:
    if one.claim.quantity.qualifier in SHARES or one.claim.effect == "other" or is_further(one.claim):
        return False
    return one.claim.part_of is None or bool(population_of(one.claim).key)


def _one_speaker(said: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    falling: tuple[Statement, Statement] | None = None
    differing = False
    for earlier, later in _extremes(said):
        if _falls(earlier, later):
            falling = falling or (earlier, later)
        elif _differ(earlier, later) and not _two_totals(earlier, later):
            differing = True
    if falling:
        yield _fall_remark(*falling, texts)
    if differing:
        named = _runs([one for one in said if bounds_of(one.claim).known])
        each = [worded("{figure} ({said})", figure=_words(one), said=_said(one)) for one in named[:NAMED]]
        message = worded(
            "{speaker} states figures that cannot all hold: {figures}.",
            speaker=named[0].voice.name, figures=listed([*each, *_further(named)]),
        )  # fmt: skip
        yield remark_on("totals-of-one-speaker-differ", named, texts, message=message)


def _extremes(said: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Gives each statement after the earlier ones that it can differ from most: the largest low, the smallest high."""
    highest: Statement | None = None
    lowest: Statement | None = None
    for one in said:
        bounds = bounds_of(one.claim)
        if not bounds.known:
            continue
        yield from [(other, one) for other in (highest, lowest) if other is not None]
        highest = one if highest is None or bounds.low > bounds_of(highest.claim).low else highest
        lowest = one if lowest is None or bounds.high < bounds_of(lowest.claim).high else lowest


def _differ(one: Statement, other: Statement) -> bool:
    return cannot_both_hold(bounds_of(one.claim), bounds_of(other.claim))


def _two_totals(one: Statement, other: Statement) -> bool:
    """Gives whether two figures of one document are parts of two totals, or of one total that has two such parts."""
    return one.document == other.document and bool(one.claim.part_of or other.claim.part_of)


def _falls(one: Statement, other: Statement) -> bool:
    """Gives whether the other is surely said later, and surely lower."""
    first, later = (read_edtf(s.said_on) if s.said_on else None for s in (one, other))
    dated = first and later and first.last and later.first and first.last < later.first
    mine, its = bounds_of(one.claim), bounds_of(other.claim)
    return bool(dated) and mine.known and its.known and its.high < mine.low


def _fall_remark(one: Statement, other: Statement, texts: Mapping[str, str]) -> Remark:
    lower = bounds_of(one.claim).low - bounds_of(other.claim).high
    exact = {one.claim.quantity.qualifier, other.claim.quantity.qualifier} == {"exact"}
    amount = f"{'' if exact else 'at least '}{number_words(lower)}"
    message = worded(
        "{speaker}: {figure} ({when}), later {figure2} ({when2}): {figure3} lower.", speaker=one.voice.name,
        figure=_words(one), when=one.said_words, figure2=_words(other), when2=other.said_words, figure3=amount,
    )  # fmt: skip
    return remark_on("later-figure-lower", [other, one], texts, message=message)


def _between(stated: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Gives one remark for the comparison, however many pairs of speakers differ."""
    named = _distinct([one for one in stated if bounds_of(one.claim).known and one.claim.part_of is None])
    if not _any_differ(named):
        return
    each = [
        worded("{speaker} ({said}): {figure}", speaker=one.voice.name, said=_said(one), figure=_words(one))
        for one in named[:NAMED]
    ]
    message = worded(
        "Figures of different speakers that cannot all hold, by date: {figures}.",
        figures=listed([*each, *_further(named)]),
    )
    yield remark_on("totals-differ-between-speakers", named, texts, message=message)


def _any_differ(named: Sequence[Statement]) -> bool:
    """Gives whether two speakers differ, without trying every pair: by the largest low and the smallest high."""
    lows = sorted(named, key=lambda one: -bounds_of(one.claim).low)
    highs = sorted(named, key=lambda one: bounds_of(one.claim).high)
    return any(
        one.voice.key != other.voice.key and _differ(one, other)
        for one in _of_two_speakers(lows)
        for other in _of_two_speakers(highs)
    )


def _of_two_speakers(ordered: Sequence[Statement]) -> list[Statement]:
    first = ordered[:1]
    second = next((one for one in ordered if one.voice.key != first[0].voice.key), None) if first else None
    return [*first, *([second] if second else [])]


def _distinct(said: Sequence[Statement]) -> list[Statement]:
    """Gives the first statement of each figure by each speaker."""
    found: dict[object, Statement] = {}
    for one in said:
        found.setdefault((one.voice.key, _figure(one)), one)
    return list(found.values())


def _runs(said: Sequence[Statement]) -> list[Statement]:
    """Gives the first of each run of one figure, so that a return to an earlier figure is seen."""
    return [
        one for one, before in zip(said, [None, *said], strict=False) if not before or _figure(one) != _figure(before)
    ]


def _figure(one: Statement) -> tuple[float | None, float | None, str]:
    return one.claim.quantity.low, one.claim.quantity.high, one.claim.quantity.qualifier


def _said(one: Statement) -> str:
    if one.said_on:
        return worded("{when}", when=one.said_words)
    return worded("undated, {document}", document=one.name)


def _words(one: Statement) -> str:
    return figure_words(one.claim.quantity)


def _further(named: Sequence[Statement]) -> list[str]:
    return [worded("and {n} more in the comparison", n=len(named) - NAMED)] if len(named) > NAMED else []


def breakdown_remarks(
    totals: Sequence[Statement], parts: Sequence[Statement], texts: Mapping[str, str]
) -> Iterator[Remark]:
    """Takes the totals of one comparison and all parts, gives where one total has two figures for one of its parts."""
    of_total = {one.claim.id: one for one in totals if one.claim.quantity.qualifier not in SHARES}
    parts = [one for one in parts if _same_effect(one, of_total.get(one.claim.part_of or ""))]
    alike: dict[tuple[float | None, float | None, str], list[Statement]] = defaultdict(list)
    seen = Counter((part.claim.part_of, population_of(part.claim).key) for part in parts)
    twice = {where for where, count in seen.items() if count > 1}
    for part in parts:
        total = of_total.get(part.claim.part_of or "")
        population = population_of(part.claim)
        alone = (part.claim.part_of, population.key) not in twice
        if total and alone and population.key and bounds_of(total.claim).known:
            quantity = total.claim.quantity
            alike[quantity.low, quantity.high, population.key].append(part)
    for some in alike.values():
        named = _distinct(some)
        if any(_differ(one, other) for one, other in combinations(named[:NAMED], 2)):
            total = of_total[named[0].claim.part_of or ""]
            who = population_of(named[0].claim).words
            each = [
                worded("{figure} ({speaker}, {said})", figure=_words(one), speaker=one.voice.name, said=_said(one))
                for one in named[:NAMED]
            ]
            message = worded(
                "{figure} is broken down with different figures for {who}: {figures}.",
                figure=_words(total), who=who, figures=listed([*each, *_further(named)]),
            )  # fmt: skip
            yield remark_on("same-total-broken-down-differently", named, texts, message=message)


def _same_effect(part: Statement, total: Statement | None) -> bool:
    return total is not None and part.claim.effect == total.claim.effect


def inside_and_beside(event: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes the statements of one event, gives figures that are a part of another effect's total here and not there.

    Such a figure is added once by one reader and twice by another.
    """
    by_id = {one.claim.id: one for one in event}
    inside: dict[tuple[str, float], Statement] = {}
    beside: dict[tuple[str, float], Statement] = {}
    for one in event:
        number, total = one.claim.quantity.best, by_id.get(one.claim.part_of or "")
        if number is None or one.claim.quantity.qualifier in SHARES or number < FRACTION_OF:
            continue
        if total and total.claim.effect != one.claim.effect:
            inside.setdefault((one.claim.effect, number), one)
        elif not one.claim.part_of:
            beside.setdefault((one.claim.effect, number), one)
    for figure, part in inside.items():
        other = beside.get(figure)
        if other and other.document != part.document and same_figure(part.claim.quantity, other.claim.quantity):
            total = by_id[part.claim.part_of or ""]
            yield _beside_remark(part, total, other, texts)


def _beside_remark(part: Statement, total: Statement, other: Statement, texts: Mapping[str, str]) -> Remark:
    effect, wider = (one.claim.effect.replace("_", " ") for one in (part, total))
    message = worded(
        "{figure} {effect}: a part of {figure2} {effect2} in {document} ({speaker}), not a part in {document2} "
        "({speaker2}).",
        figure=_words(part), effect=effect, figure2=_words(total), effect2=wider, document=part.name,
        speaker=part.voice.name, document2=other.name, speaker2=other.voice.name,
    )  # fmt: skip
    return remark_on("part-here-total-there", [part, total, other], texts, message=message)
