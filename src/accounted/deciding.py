"""What persons decide, kept as acts: takes what was typed or clicked, checks it, gives the decision and its act."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from accounted.core.claim import Claim, Denial, Label, Reading
from accounted.core.decision import (
    ASSESSED,
    DECISIONS,
    NESTINGS,
    POSITIONS,
    REMARK_STATES,
    SENSITIVITIES,
    TIE_VALUES,
    Assessment,
    Consent,
    Decision,
    Search,
    Term,
    assessment_id,
    decision_id,
    standing,
)
from accounted.core.document import Document, Place
from accounted.core.outcome import SetAside, WrongUsage
from accounted.core.plain import to_plain
from accounted.core.rule import InclusionRule
from accounted.holdings import Holdings, Texts
from accounted.read.decided import CORRECTED, MADE, Unreadable, as_decided, fields_of, with_made
from accounted.receiving import Who
from accounted.reconcile import EVERY_PERSON, Recipe, carry, read_inclusion, read_rule
from accounted.store import Act, act_of

Noted = Term | Search | Consent
_SAME_WORD: Final = ("accept", "reject", "same", "different", "unsure")
_CLOSED: Final[Mapping[str, Sequence[str]]] = {
    "tie": TIE_VALUES,
    "nest": NESTINGS,
    "position": POSITIONS,
    "actions-near": ("likely", "confirmed", "no"),
    "edition": ("replaces",),
    "remark": REMARK_STATES,
    "protect": ("withheld",),
    "sensitivity": SENSITIVITIES,
    **{kind: (kind,) for kind in _SAME_WORD},
}
_HOW_MANY: Final[Mapping[str, int]] = {"tie": 2, "nest": 2, "edition": 2, "same": 2, "different": 2, "unsure": 2}
_SHORTEST: Final = 6
_INCLUSION: Final = "[count]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A decision as asked for: its kind, what it is about (ids, their beginnings, or names), its value, and why."""

    kind: str
    about: tuple[str, ...]
    value: str = ""
    why: str = ""
    undoes: str | None = None


def decision_of(asked: Request, *, who: Who, held: Holdings, readings: Sequence[Reading]) -> Decision:
    """Takes a decision as asked for, gives it whole: ids in full, the places that it is about; WrongUsage says what
    cannot be decided so.
    """
    undoes = _whole(asked.undoes, [one.id for one in held.decisions]) if asked.undoes else None
    if undoes and not asked.about:
        before = next((one for one in held.decisions if one.id == undoes), None)
        if before is None:
            raise WrongUsage(
                where=undoes,
                found="no decision of that id",
                expected="the id of a decision, or its beginning",
                advice="See `accounted decisions`.",
            )
        asked = Request(kind=before.kind, about=before.about, why=asked.why, undoes=undoes)
    _check_kind(asked)
    places = _places(readings)
    ids = {document.name: document.id for document in held.documents.values()}
    known = [*places, *ids.values()]
    about = tuple(ids.get(name) or _whole(name, known) for name in asked.about)
    value = asked.value or (asked.kind if asked.kind in _SAME_WORD and not undoes else "")
    _check_value(asked, value, undoes)
    return Decision(
        id=decision_id(asked.kind, about, value=value, by=who.name, when=who.when),
        kind=asked.kind,
        about=about,
        value=value,
        by=who.name,
        when=who.when,
        why=asked.why,
        undoes=undoes,
        places=tuple(places[name] for name in about) if all(name in places for name in about) else (),
    )


def about_stated(asked: Request, held: Holdings) -> bool:
    """Takes a decision as asked for and what is held, gives whether it is about figures, names or rejections read in
    documents: for any other, documents need not be read.
    """
    undone = [one.about for one in held.decisions if asked.undoes and one.id.startswith(asked.undoes)]
    about = [*asked.about, *(name for names in undone for name in names)]
    return any(name.partition("-")[0] in ("clm", "lbl", "dnl") for name in about)


def document_named(held: Holdings, name: str) -> Document:
    """Takes what is held and a document's name or id, gives the document; of several with one name, the newest."""
    found = [d for d in held.documents.values() if name in (d.name, d.id)]
    if not found:
        raise WrongUsage(
            where=name, found="no document of that name", expected="a name as collected", advice="See `accounted read`."
        )
    return found[-1]


def _places(readings: Iterable[Reading]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for reading in readings:
        every: tuple[Claim | Label | Denial, ...] = (*reading.claims, *reading.labels, *reading.denials)
        found.update((one.id, one.place) for one in every)
    return found


def _whole(name: str, known: Iterable[str]) -> str:
    """An id may be given by its beginning, where one alone begins so."""
    if len(name) < _SHORTEST:
        return name
    found = {one for one in known if one.startswith(name)}
    return found.pop() if len(found) == 1 else name


def _check_kind(asked: Request) -> None:
    if asked.kind not in DECISIONS:
        raise WrongUsage(
            where="decision", found=f"the kind “{asked.kind}”", expected=", ".join(DECISIONS), advice="Choose one."
        )
    wanted = _HOW_MANY.get(asked.kind)
    if not asked.about or (wanted and len(asked.about) != wanted):
        raise WrongUsage(
            where=f"decision {asked.kind}",
            found=f"{len(asked.about)} things that it is about",
            expected=str(wanted or "one or more"),
            advice="Give ids as `accounted read --json` prints them, or names of documents.",
        )


def _check_value(asked: Request, value: str, undoes: str | None) -> None:
    closed = _CLOSED.get(asked.kind)
    if closed and value not in closed and not (undoes and not value):
        raise WrongUsage(
            where=f"decision {asked.kind}", found=f"“{value}”", expected=", ".join(closed), advice="Choose one."
        )
    if not value and not undoes:
        raise WrongUsage(
            where=f"decision {asked.kind}", found="no value", expected="what is decided", advice="Give it as --value."
        )
    try:
        if asked.kind in ("correct", "make") and value:
            fields_of(value, known=CORRECTED if asked.kind == "correct" else MADE)
    except Unreadable as fault:
        raise WrongUsage(
            where=f"decision {asked.kind}", found=fault.found, expected=fault.expected, advice="Mend the value."
        ) from None


def assessment_of(of: str, about: str, value: str, *, why: str, who: Who) -> Assessment:
    """Takes what is assessed ("source", "claim", "status"), gives the assessment; WrongUsage where no term fits."""
    terms = ASSESSED.get(of)
    if terms is None or value not in terms:
        found = f"“{value}”" if terms else f"“{of}”"
        raise WrongUsage(
            where="assessment", found=found, expected=", ".join(terms or ASSESSED), advice="Choose one of these."
        )
    made = assessment_id(of, about, value=value, by=who.name, when=who.when)
    return Assessment(id=made, of=of, about=about, value=value, by=who.name, when=who.when, why=why)


def act_for(kept: Decision | Assessment | Noted, *, who: Who) -> Act:
    """Takes a decision, an assessment, a term, a search or a consent, gives the act that keeps it."""
    kind = type(kept).__name__.lower()
    return act_of(kind, {kind: to_plain(kept)}, by=who.by())


def rule_act(name: str, content: bytes, *, who: Who) -> Act | SetAside:
    """Takes a rule file (counting or inclusion), gives the act that keeps it, or where it cannot be read."""
    read = _read_own(name, content)
    if isinstance(read, SetAside):
        return read
    return act_of("rule", {"name": name, "text": content.decode("utf-8")}, by=who.by())


def _read_own(name: str, content: bytes) -> Recipe | InclusionRule | SetAside:
    return read_inclusion(name, content) if _INCLUSION.encode() in content else read_rule(name, content)


def own_rules(held: Holdings) -> tuple[tuple[Recipe, ...], InclusionRule]:
    """Takes what is held, gives the organisation's own counting rules and the inclusion rule: its own, or every
    person.
    """
    read = [_read_own(name, text.encode()) for name, text in held.rules.items()]
    inclusion = [one for one in read if isinstance(one, InclusionRule)]
    return tuple(one for one in read if isinstance(one, Recipe)), inclusion[-1] if inclusion else EVERY_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedReadings:
    """Readings as persons decided them, the decisions that stand, carried to them, and what could not be used.

    `read` are the readings as they were read.
    """

    read: tuple[Reading, ...]
    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...]
    set_aside: tuple[SetAside, ...]


def decided_readings(readings: Sequence[Reading], held: Holdings, texts: Texts) -> DecidedReadings:
    """Takes readings as they were read, gives them as decided: claims made, corrected, rejected."""
    stand = standing(held.decisions)
    aside: list[SetAside] = []
    made: list[Reading] = []
    makes = _by_thing(one for one in stand if one.kind == "make" and len(one.about) == 1)
    for reading in readings:
        if reading.document in makes:
            outcome = with_made(reading, list(makes[reading.document].values()), text=texts[reading.document])
            aside.extend(outcome.set_aside)
            made.append(outcome.kept[0])
        else:
            made.append(reading)
    carried, lost = carry(stand, made)
    aside.extend(lost)
    answered = _by_thing(one for one in carried if one.kind in ("accept", "reject", "correct"))
    if answered:
        outcomes = [as_decided(reading, _on(reading, answered)) for reading in made]
        names = {document.id: document.name for document in held.documents.values()}
        for outcome, reading in zip(outcomes, made, strict=True):
            aside.extend(_named(told, reading, names) for told in outcome.set_aside)
        made = [outcome.kept[0] for outcome in outcomes]
    return DecidedReadings(read=tuple(readings), readings=tuple(made), decisions=carried, set_aside=tuple(aside))


def _by_thing(decisions: Iterable[Decision]) -> dict[str, dict[int, Decision]]:
    """Gives decisions by what they are about and their order, so that each document is shown its own."""
    found: dict[str, dict[int, Decision]] = defaultdict(dict)
    for place, one in enumerate(decisions):
        for thing in one.about:
            found[thing][place] = one
    return found


def _on(reading: Reading, answered: Mapping[str, Mapping[int, Decision]]) -> list[Decision]:
    """Gives the decisions on what a reading states, in their order."""
    every: tuple[Claim | Label | Denial, ...] = (*reading.claims, *reading.labels, *reading.denials)
    here = {place: one for stated in every for place, one in answered.get(stated.id, {}).items()}
    return [here[place] for place in sorted(here)]


def _named(told: SetAside, reading: Reading, names: Mapping[str, str]) -> SetAside:
    rejected = next((c for c in reading.claims if c.id == told.where), None)
    row = f":{getattr(rejected.place, 'row', '')}" if rejected is not None else ""
    return replace(told, where=f"{names[reading.document]}{row}") if told.code == "rejected-by-decision" else told
