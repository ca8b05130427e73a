"""What the later steps of this room stand on: documents, readings, comparisons, ties and what persons decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accounted.core.claim import Comparison, Reading
from accounted.core.decision import Assessment, Decision, standing
from accounted.core.document import Document, Tie
from accounted.reconcile.speakers import name_key
from accounted.reconcile.statements import Statement, statements

_SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What persons decided and assessed, all of it, in any order."""

    decisions: tuple[Decision, ...] = ()
    assessments: tuple[Assessment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """Documents in order of intake, their readings, the comparisons and ties made of them, what persons decided."""

    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    comparisons: tuple[Comparison, ...] = ()
    ties: tuple[Tie, ...] = ()
    decided: Decided = Decided()
    _statements: dict[str, Statement] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Made at the first use: a dozen steps ask for them, and making them takes as long as a step."""

    def by_claim(self) -> Mapping[str, Statement]:
        """Gives every claim with its document, by the claim's id."""
        if not self._statements:
            self._statements.update((one.claim.id, one) for one in statements(self.documents, self.readings))
        return self._statements

    def by_event(self) -> dict[str, list[Comparison]]:
        """Gives the comparisons by event, in their order."""
        found: dict[str, list[Comparison]] = {}
        for comparison in self.comparisons:
            found.setdefault(comparison.event, []).append(comparison)
        return found


def of_kind(decisions: Sequence[Decision], kind: str) -> Iterator[Decision]:
    """Takes decisions, gives those of one kind that stand, oldest first."""
    return (one for one in standing(decisions) if one.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The assessment that stands for each source and claim: the newest one; the history stays with the caller."""

    sources: Mapping[str, str]
    claims: Mapping[str, str]
    statuses: Mapping[str, str]

    @classmethod
    def of(cls, assessments: Sequence[Assessment]) -> "Assessed":
        """Takes assessments in any order, gives the newest of each."""
        newest: dict[str, dict[str, str]] = {"source": {}, "claim": {}, "status": {}}
        for one in sorted(assessments, key=lambda one: (one.when, one.id)):
            about = name_key(one.about) if one.of == _SOURCE else one.about
            newest.setdefault(one.of, {})[about] = one.value
        return cls(sources=newest["source"], claims=newest["claim"], statuses=newest["status"])

    def unconfirmed(self, claims: Sequence[str]) -> tuple[str, ...]:
        """Takes claims, gives those that nobody confirmed."""
        return tuple(claim for claim in claims if self.claims.get(claim) != "confirm")

    def source_of(self, one: Statement) -> str | None:
        """Gives how the speaker of a statement is assessed as a source, or None where nobody did."""
        return self.sources.get(name_key(one.voice.name)) or self.sources.get(one.voice.key)


def history(assessments: Sequence[Assessment], *, about: str) -> tuple[Assessment, ...]:
    """Takes assessments and what they are about, gives all of them on it, oldest first; none is ever left out."""
    return tuple(sorted((one for one in assessments if one.about == about), key=lambda one: (one.when, one.id)))


def unconfirmed(claims: Sequence[str], assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Takes claims and assessments, gives the claims to flag wherever they are shown: no "confirm" stands for them.

    Every Casualty, Standards for Casualty Recording (2016), page 57: unconfirmed data is flagged where published.
    """
    return Assessed.of(assessments).unconfirmed(claims)
