"""What persons decide and how they assess: kept with who, when and why; the newest stands, none is deleted."""

from dataclasses import dataclass

from accounted.core.ids import content_id

DECISIONS = (
    "event",
    "nest",
    "tie",
    "position",
    "attributed",
    "actions-near",
    "discounted",
    "party",
)
"""What a decision can be about: see `Decision`."""

TIE_VALUES = ("leans", "does-not-lean", "reversed")
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

    `kind` and what `about` and `value` hold: "event" (ids of claims; the name of their event), "nest" (two names of
    events; a term of `NESTINGS`, read "the first ... the second"), "tie" (two ids of documents; a term of `TIE_VALUES`,
    read "the first leans on the second"), "position" (an event and a speaker, or a claim or denial alone; a term of
    `POSITIONS`), "attributed" (a claim; the party its words attribute it to), "actions-near" (an event; "likely",
    "confirmed" or "no"), "discounted" (an event; why), "party" (an event; the name of a party to it). `undoes` is the
    id of an earlier decision that no longer stands.
    """

    id: str
    kind: str
    about: tuple[str, ...]
    value: str
    by: str
    when: str
    why: str = ""
    undoes: str | None = None


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


def decision_id(kind: str, about: tuple[str, ...], *, value: str, by: str, when: str) -> str:
    """Takes what a decision says, who decides and when, gives its id."""
    return content_id("dec", {"kind": kind, "about": list(about), "value": value, "by": by, "when": when})


def assessment_id(of: str, about: str, *, value: str, by: str, when: str) -> str:
    """Takes what an assessment says, who assesses and when, gives its id."""
    return content_id("ass", {"of": of, "about": about, "value": value, "by": by, "when": when})
