"""Counting rules and what they give: every number with its rule's text, source and parameters beside it."""

from dataclasses import dataclass, field

from accounted.core.outcome import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule:
    """A named rule that makes one figure of several stated ones: its text, where it is from, its parameters."""

    id: str
    name: str
    version: str
    text: str
    source: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionRule:
    """What is counted at all: closed lists of terms, and a period; an empty list leaves that question open.

    `populations` are words as a comparison's scope has them ("" is everyone); `statuses` are credibilities.
    """

    name: str
    version: str
    text: str
    effects: tuple[str, ...] = ()
    units: tuple[str, ...] = ("persons",)
    places: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    populations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A claim that an inclusion rule leaves out, with the reason."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """What one inclusion rule counts and what it leaves out: every claim stands in one of the two."""

    rule: InclusionRule
    counted: tuple[str, ...]
    excluded: tuple[Excluded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a rule does with one claim: the numbers it reads in its words, the slots that they set, or why it is left.

    `low` and `high` None is "the words state no such bound under this rule".
    """

    claim: str
    used: bool
    reason: str
    low: float | None = None
    high: float | None = None
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One number of a rule, or None where it gives none, and the claims that set it."""

    name: str
    number: float | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigure:
    """The numbers that a rule gives, its grade or status where it has one, and sentences that belong beside them."""

    slots: tuple[Slot, ...]
    status: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule on one event and effect: its figure or its refusal, and every claim with what was done with it.

    `unconfirmed` are used claims that no person assessed with "confirm": the figure is flagged wherever it is shown.
    """

    rule: CountingRule
    inclusion: InclusionRule
    event: str
    effect: str
    answer: RuleFigure | Refusal
    taken: tuple[Taken, ...] = field(default=())
    origins: int = 0
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDifference:
    """How two rules differ on one claim: in words, with what each does."""

    claim: str
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDifference:
    """Two rules on one event and effect: what differs in their numbers, and every claim they treat differently."""

    one: str
    other: str
    event: str
    effect: str
    numbers: tuple[str, ...]
    claims: tuple[ClaimDifference, ...]
