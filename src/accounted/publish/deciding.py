"""Takes what persons decided and assessed, gives it in words: who, when, why, of what, and whether it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounted.core.decision import Assessment, Decision, standing
from accounted.publish.catalogue import Catalogue, Stated, all_stated, page_of, trace_of
from accounted.publish.edition import Edition
from accounted.publish.statements import title_of
from accounted.publish.trace import Part, Step
from accounted.publish.wording import decision_words, figure_words, named

_LOOKED_AT = ("accepted by", "corrected by", "made by")
_OF = {"claim": "assessed as", "status": "given the status"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a decision is about, as shown: words, whether they are an id, and the way there, where it is on a page."""

    words: str
    code: bool = False
    href: str | None = None


def stated_by_id(held: Catalogue) -> dict[str, Stated]:
    """Takes a catalogue, gives every figure, name and rejection by id."""
    found: dict[str, Stated] = {}
    for readings in held.readings.values():
        for reading in readings:
            found.update((one.id, one) for one in all_stated(reading))
    return found


def about(name: str, held: Catalogue, stated: Mapping[str, Stated]) -> Named:
    """Takes an id or a name that a decision is about, gives it as shown."""
    if name in held.claims:
        claim = held.claims[name]
        return Named(words=figure_words(claim.quantity), href=trace_of(claim))
    if name in stated:
        return Named(words=f"“{stated[name].place.quote}”", href=trace_of(stated[name]))
    if name in held.documents:
        return Named(words=title_of(held.documents[name]), href=page_of(name))
    return Named(words=named(name), code=name[:4] in ("clm-", "lbl-", "den-", "doc-", "row-", "dec-"))


def decisions_view(edition: Edition, held: Catalogue) -> list[dict[str, Any]]:
    """Takes an edition and its catalogue, gives every decision in order of time, those undone too."""
    made = edition.doings.decisions
    stand = {one.id for one in standing(made)}
    undone_by = {one.undoes: one for one in made if one.undoes}
    stated = stated_by_id(held)
    return [
        {
            "decision": one,
            "kind": decision_words(one.kind),
            "about": [about(name, held, stated) for name in one.about],
            "stands": one.id in stand,
            "undone_by": undone_by.get(one.id),
            "undoes": one.undoes,
        }
        for one in sorted(made, key=lambda one: (one.when, one.id))
    ]


def assessments_view(edition: Edition, held: Catalogue, of: str) -> list[dict[str, Any]]:
    """Takes an edition, its catalogue and what is assessed, gives those assessments in order of time, with the newest
    of each marked as the one that stands.
    """
    found = sorted((a for a in edition.doings.assessments if a.of == of), key=lambda one: (one.when, one.id))
    newest = {one.about: one.id for one in found}
    stated = stated_by_id(held)
    return [
        {"assessment": one, "about": about(one.about, held, stated), "stands": newest[one.about] == one.id}
        for one in found
    ]


def replaced_documents(edition: Edition, held: Catalogue) -> dict[str, Decision]:
    """Takes an edition and its catalogue, gives the decision by which a later edition replaces a document, by id."""
    found = [d for d in standing(edition.doings.decisions) if d.kind == "edition" and d.value == "replaces"]
    pairs = [(d.about[0], d) for d in found if len(d.about) == 2]
    return {earlier: d for earlier, d in pairs if earlier in held.documents}


def by_claim(assessments: Iterable[Assessment]) -> dict[str, tuple[Assessment, ...]]:
    """Takes assessments, gives those of figures by the figure's id, in order of time."""
    found: dict[str, list[Assessment]] = {}
    for one in sorted(assessments, key=lambda one: (one.when, one.id)):
        if one.of in _OF:
            found.setdefault(one.about, []).append(one)
    return {claim: tuple(some) for claim, some in found.items()}


def decided_steps(stated: Stated, assessed: Mapping[str, tuple[Assessment, ...]]) -> tuple[Step, ...]:
    """Takes what was stated and the assessments of figures, gives the steps of its trace that persons made."""
    told = stated.made_by.parameters
    lines: list[tuple[Part, ...]] = []
    for name, value in told:
        if name in _LOOKED_AT:
            lines.append((Part(words=f"{name}"), Part(words=named(value), kind="given")))
        elif lines and name == "why":
            lines.append((Part(words="why:"), Part(words=named(value), kind="given")))
        elif lines and name == "decision":
            lines.append((Part(words="decision"), Part(words=value, kind="code")))
    steps = [Step(name="Decision", lines=tuple(lines))] if lines else []
    found = [_assessed(one) for one in assessed.get(stated.id, ())]
    return (*steps, *([Step(name="Assessment", lines=tuple(found))] if found else []))


def _assessed(one: Assessment) -> tuple[Part, ...]:
    value = (Part(words=_OF[one.of]), Part(words=one.value, kind="quote"), Part(words="by"))
    who = (Part(words=named(one.by), kind="given"), Part(words=one.when[:10]))
    return (*value, *who, *((Part(words="why:"), Part(words=named(one.why), kind="given")) if one.why else ()))
