"""How events and comparisons stand to each other: proposed, decided, or set apart by their scope."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """Two events that may be one ("same") or of which the first may be "part of" the second, with every reason."""

    one: str
    other: str
    proposed: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nesting:
    """How two events stand to each other, as decided: "ONE precedes OTHER", by whom."""

    one: str
    term: str
    other: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeDifference:
    """A comparison of the same effect that stands apart, and each thing that differs: "period: ... / ..."."""

    comparison: str
    other: str
    differs: tuple[str, ...]
