"""What persons decide and how they assess: kept with who, when and why; the newest stands, none is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounted.core.document import Place, Tie
from accounted.core.ids import content_id

DECISIONS = (
    "accept",
    "reject",
    "correct",
    "make",
    "same",
    "different",
    "unsure",
    "mapping",
    "event",
    "nest",
    "tie",
    "position",
    "attributed",
    "actions-near",
    "discounted",
    "party",
    "edition",
    "remark",
    "protect",
    "sensitivity",
)
"""What a decision can be about: see `Decision`."""

SENSITIVITIES = ("ordinary", "sensitive", "protected")
"""Who may see a document at a desk with accounts, from everyone to few; what nobody decided on is ordinary."""

TIE_VALUES = ("leans", "does-not-lean", "reversed")
REMARK_STATES = ("worked through", "open")
"""What a person says of a remark: it was looked into, with the outcome as reason; or it is open again."""
NESTINGS = ("precedes", "encompasses", "causes", "parallel", "part of", "follows", "consequence")
"""How one event stands to another: HURIDOCS Events Standard Formats, micro-thesaurus 22."""

POSITIONS = (
    "acknowledges act, states circumstances",
    "denies act",
    "acknowledges act, denies responsibility",
    "acknowledges act, gives other explanation",
    "acknowledges and accepts responsibility",
)
"""The five declarations of HURIDOCS Events Standard Formats, micro-thesaurus 28; the terms are the standard's."""

RELIABILITIES = (
    "highly reliable",
    "likely reliable",
    "unsure",
    "likely unreliable",
    "highly unreliable",
    "unknown",
)
"""Reliability of a source: HURIDOCS Events Standard Formats, micro-thesaurus 42, best first."""

CREDIBILITIES = ("confirm", "undetermined", "reject")
"""Outcome of evaluating a claim: Every Casualty, Standards for Casualty Recording (2016), page 25."""

STATUSES = (
    "confirmed as violation",
    "confirmed as similar act",
    "confirmed as not a violation",
    "likely",
    "possible",
    "unlikely",
    "unknown",
)
"""Violation status: HURIDOCS Events Standard Formats, micro-thesaurus 41."""

ASSESSED = {"source": RELIABILITIES, "claim": CREDIBILITIES, "status": STATUSES}
"""What is assessed, and the terms for it: a source's reliability and a claim's credibility are never mixed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision by a person.

    `kind` and what `about` and `value` hold: "accept" and "reject" (a claim, label or denial; the same word; what is
    accepted is the reading, also of a claim that was corrected before: who accepts the correction gives it once more),
    "correct" (a claim; a JSON object of every field that differs from the reading, since the newest answer alone
    counts), "make" (a document; a JSON object of a
    claim that was not read, with its place), "same", "different" and "unsure" (ids of rows; the same word),
    "mapping" (a list; a JSON object of its columns' uses), "event" (ids of claims, or of documents; the name of
    their event), "nest" (two names of events; a term of `NESTINGS`, read "the first ... the second"), "tie" (two
    ids of documents; a term of `TIE_VALUES`, read "the first leans on the second"), "position" (an event and a
    speaker, or a claim or denial alone; a term of `POSITIONS`), "attributed" (a claim; the party its words
    attribute it to), "actions-near" (an event; "likely", "confirmed" or "no"), "discounted" (an event; why),
    "party" (an event; the name of a party to it), "edition" (an earlier and a later document; "replaces"),
    "remark" (the id of a remark as the desk names it, made of its content, so that a remark that changed is open again;
    a term of `REMARK_STATES`), "protect" (ids of rows of a person; "withheld"), "sensitivity" (documents; a term of
    `SENSITIVITIES`). `undoes` is the id of an earlier decision that no longer stands; with an empty `value` a decision
    does nothing else. `places` are those of the claims it was about when it was taken, so that it can be carried where
    a better reader moves a span.
    """

    id: str
    kind: str
    about: tuple[str, ...]
    value: str
    by: str
    when: str
    why: str = ""
    undoes: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How a person assesses one source ("source": its name), or one claim ("claim", "status": its id)."""

    id: str
    of: str
    about: str
    value: str
    by: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the organisation's own codebook, in one version: what it means here, and where that is from."""

    term: str
    meaning: str
    version: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search that was made: where, with which words, when, by whom, how many were found. None is "not counted".

    A search without a result is kept as any other: `found` is then 0.
    """

    where: str
    words: str
    when: str
    by: str
    found: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent for named purposes, by whom it was taken down, and when it was withdrawn, if it was.

    `about` is the id of a document or row; `giver` is a name or a pseudonym, never shown outside the project.
    """

    about: str
    giver: str
    purposes: tuple[str, ...]
    given: str
    by: str
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTie:
    """A tie that a person refused: it is shown with the decision and counts for nothing."""

    tie: Tie
    decision: Decision


def decision_id(kind: str, about: tuple[str, ...], *, value: str, by: str, when: str) -> str:
    """Takes what a decision says, who decides and when, gives its id."""
    return content_id("dec", {"kind": kind, "about": list(about), "value": value, "by": by, "when": when})


def assessment_id(of: str, about: str, *, value: str, by: str, when: str) -> str:
    """Takes what an assessment says, who assesses and when, gives its id."""
    return content_id("ass", {"of": of, "about": about, "value": value, "by": by, "when": when})


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Takes decisions as their ledgers have them, gives those that stand, oldest first; of one second, as they came.

    A decision is undone by one that names it and is itself not undone, whatever the clocks of two computers say.
    """
    undoing: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.undoes:
            undoing.setdefault(one.undoes, []).append(one)
    known: dict[str, bool] = {}

    def stands(one: Decision) -> bool:
        if one.id not in known:
            known[one.id] = True  # two that undo each other end here: the first one asked for stands
            known[one.id] = not any(stands(later) for later in undoing.get(one.id, ()))
        return known[one.id]

    return tuple(one for one in sorted(decisions, key=lambda one: one.when) if one.value and stands(one))
