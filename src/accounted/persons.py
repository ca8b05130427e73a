"""The persons of a project: lists among its documents, linked as its decisions say, and kept in `derived/`."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from accounted.core.decision import standing
from accounted.core.document import Document
from accounted.core.outcome import AccountedError, Outcome, Refusal, Remark, SetAside
from accounted.core.person import FIRST_FIELD, PersonList, person_id, row_id
from accounted.core.person import Mapping as Uses
from accounted.holdings import Holdings
from accounted.link import (
    Answer,
    Decided,
    Draws,
    Linkage,
    Measured,
    Question,
    chains,
    draws,
    leaning_lists,
    link,
    measured,
    missed_rate,
)
from accounted.link.clerical import FOR_DOUBT, FOR_MEASURE
from accounted.link.decide import SAME, settled
from accounted.link.linkage import persons as persons_of
from accounted.read import format_of, is_claims_table, read_workbook, table_header
from accounted.read.mapping import corrected
from accounted.read.sheet import is_persons, read_sheet
from accounted.read.sheet_diff import Comparison, compare_editions
from accounted.read.told import Form, form_of, is_form, told_lists

SHEET_TYPES: Final = (
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.apache.parquet",
)
_WORKBOOK: Final = SHEET_TYPES[2]
ASKED: Final = "asked to measure: "
_DRAWS: Final = 200
Content = Callable[[Document], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsHeld:
    """Lists of persons among a project's documents, newest editions alone, and what is to be said of them.

    `origins[list id][row]` is the id under which a row was first known, in an earlier edition.
    """

    lists: tuple[PersonList, ...]
    origins: dict[str, dict[int, str]]
    set_aside: tuple[SetAside, ...]
    remarks: tuple[Remark, ...]
    editions: tuple[tuple[PersonList, PersonList, Comparison], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPersons:
    """The persons of a project: the linkage with its decisions, ids that stay, what was measured, and draws."""

    held: ListsHeld
    linkage: Linkage
    answers: tuple[Answer, ...]
    person: tuple[str, ...]
    supersedes: dict[str, tuple[str, ...]]
    measured: Measured | Refusal
    draws: Draws
    remarks: tuple[Remark, ...]

    @property
    def missed(self) -> tuple[float, float] | None:
        """Gives the beta distribution of the share of links missed, or None where it was not measured."""
        return missed_rate(self.measured) if isinstance(self.measured, Measured) else None


def lists_held(held: Holdings, content: Content) -> ListsHeld:
    """Takes what a project holds, gives its lists of persons: sheets that name persons and are no table of figures.

    Of a list with editions the newest is linked; a person's decision says which document replaces which. A table in a
    page or a text is a list where a person said what its columns hold.
    """
    stand = standing(held.decisions)
    later = {one.about[0]: one.about[1] for one in stand if one.kind == "edition"}
    tables = {name for one in stand if one.kind == "mapping" for name in one.about}
    found: dict[str, list[PersonList]] = {}
    aside: dict[str, list[SetAside]] = {}
    remarks: list[Remark] = []
    for document in held.documents.values():
        in_page = document.media_type not in SHEET_TYPES and {document.id, document.name} & tables
        if in_page or (document.media_type in SHEET_TYPES and not of_figures(document, content)):
            outcome = list_of(document, content, held)
            found[document.id] = [one for one in outcome.kept if is_persons(one)]
            if found[document.id] or not outcome.kept:
                own = tuple(f"{one.name}:" for one in found[document.id])
                told = outcome.set_aside
                aside[document.id] = [one for one in told if not in_page or not own or one.where.startswith(own)]
                remarks += outcome.remarks
    found = _told_apart(found, aside, later)
    lists = tuple(one for at, kept in found.items() if later.get(at) not in found for one in kept)
    forms = told_lists(_forms(held, content, later))
    origins, editions = _origins(found, later)
    return ListsHeld(
        lists=(*lists, *forms), origins=origins | _first_forms(forms, later),
        set_aside=tuple(one for some in aside.values() for one in some),
        remarks=tuple(remarks), editions=tuple(editions),
    )  # fmt: skip


def _told_apart(
    found: Mapping[str, list[PersonList]], aside: dict[str, list[SetAside]], later: Mapping[str, str]
) -> dict[str, list[PersonList]]:
    """Gives the lists by document, no two that are linked under one name: by it a list is known in captures and tables.

    Of lists received under one name the second is called "NAME (2)", and so on; so are places of what was set aside.
    """
    seen: Counter[str] = Counter()
    named: dict[str, list[PersonList]] = {}
    for at, kept in found.items():
        named[at] = []
        for one in kept:
            stands = later.get(at) not in found
            seen[one.name] += stands
            name = f"{one.name} ({seen[one.name]})" if stands and seen[one.name] > 1 else one.name
            named[at].append(replace(one, name=name))
            if name != one.name:
                aside[at] = [_renamed(told, one.name, name) for told in aside[at]]
    return named


def _renamed(told: SetAside, old: str, new: str) -> SetAside:
    return replace(told, where=new + told.where.removeprefix(old)) if told.where.startswith(f"{old}:") else told


def _forms(held: Holdings, content: Content, later: Mapping[str, str]) -> Iterator[tuple[str, Form]]:
    """Gives the forms among the documents that no later one replaces, with their documents' ids."""
    for document in held.documents.values():
        if document.media_type == SHEET_TYPES[0] and document.id not in later:
            told = content(document)
            form = form_of(document, told) if is_form(table_header(told)) else None
            if isinstance(form, Form):
                yield document.id, form


def _first_forms(lists: Sequence[PersonList], later: Mapping[str, str]) -> dict[str, dict[int, str]]:
    """Gives for rows whose form replaces another the id of the row of the first one."""
    before = {new: old for old, new in later.items()}
    origins: dict[str, dict[int, str]] = {}
    for one in lists:
        for number, document in enumerate(one.forms):
            first = _first_of(document, before)
            if first != document:
                origins.setdefault(one.id, {})[number] = row_id(first, "", FIRST_FIELD)
    return origins


def _first_of(document: str, before: Mapping[str, str]) -> str:
    seen = [document]
    while seen[-1] in before and before[seen[-1]] not in seen:
        seen.append(before[seen[-1]])
    return seen[-1]


def of_figures(document: Document, content: Content) -> bool:
    """Takes a sheet, gives whether it is a table of figures, or a form."""
    if document.media_type == _WORKBOOK:
        table = read_workbook(document, content(document))
        return bool(table is not None and table.kept and table.kept[0].claims)
    if document.media_type not in SHEET_TYPES[:2]:
        return False
    header = table_header(content(document), encoding=document.encoding)
    return bool(is_claims_table(header) or is_form(header) or format_of(header))


def edition_like(name: str, about: str, held: Holdings) -> bool:
    """Takes a name, and a document's id or name, gives whether both differ in figures and signs alone.

    So do names-2009.csv and names-2010.csv.
    """
    other = held.documents[about].name if about in held.documents else about
    return _letters(name) == _letters(other)


def _letters(name: str) -> str:
    return re.sub(r"[\W\d_]+", "", name.rsplit("/", 1)[-1].casefold())


def list_of(document: Document, content: Content, held: Holdings) -> Outcome[PersonList]:
    """Takes a sheet and what a project holds, gives its lists by the columns that were decided for it or an earlier
    edition of it, else as proposed.
    """
    stand = standing(held.decisions)
    told = [one for one in stand if one.kind == "mapping"]
    said: list[Remark] = []

    def correct(proposed: Uses) -> Uses:
        known = {use.header for use in proposed.uses}
        for one in told:
            uses = json.loads(one.value)
            own = document.id in one.about or document.name in one.about
            if own:
                proposed = corrected(proposed, {header: role for header, role in uses.items() if header in known})
            elif set(uses) <= known and any(edition_like(document.name, about, held) for about in one.about):
                proposed = corrected(proposed, uses)
                message = f"What its columns hold was decided for an earlier edition ({one.by}, {one.when})."
                said.append(Remark(code="mapping-carried", where=document.name, message=message, made_from=(one.id,)))
        return proposed

    try:
        outcome = read_sheet(
            document.name, content(document), document=document.id, encoding=document.encoding, correct=correct
        )
    except AccountedError as error:
        told_aside = SetAside(
            code="sheet-not-read", where=document.name, found=error.found, expected=error.expected, advice=error.advice
        )
        return Outcome(kept=(), set_aside=(told_aside,), remarks=())
    return Outcome(kept=outcome.kept, set_aside=outcome.set_aside, remarks=(*outcome.remarks, *said))


def _origins(
    found: Mapping[str, list[PersonList]], later: Mapping[str, str]
) -> tuple[dict[str, dict[int, str]], list[tuple[PersonList, PersonList, Comparison]]]:
    """Gives for the rows of later editions the id of the row in the first edition that has it, and the editions row by
    row.
    """
    origins: dict[str, dict[int, str]] = {}
    editions: list[tuple[PersonList, PersonList, Comparison]] = []
    for old, new in _chained(found, later):
        sheets = {one.sheet: one for one in found[old]}
        for one in found[new]:
            before = sheets.get(one.sheet) or (found[old][0] if len(found[old]) == len(found[new]) == 1 else None)
            if before is None:
                continue
            known = origins.get(before.id, {})
            compared = compare_editions(before, one)
            editions.append((before, one, compared))
            pairs = [(c.old, c.new) for c in compared.changes]
            origins[one.id] = {b: known.get(a) or before.row(a).id for a, b in pairs if a is not None and b is not None}
    return origins, editions


def _chained(found: Mapping[str, Any], later: Mapping[str, str]) -> list[tuple[str, str]]:
    """Gives pairs of documents, earlier and later, an earlier pair before a later one."""
    pairs: list[tuple[str, str]] = []
    waiting = [at for at in later if at in found and later[at] in found and at not in later.values()]
    while waiting:
        at = waiting.pop(0)
        pairs.append((at, later[at]))
        if later[at] in later and later[later[at]] in found and len(pairs) <= len(later):
            waiting.append(later[at])
    return pairs


def link_persons(
    held: Holdings, content: Content, *, seed: int = 1, count: int = _DRAWS, lists: ListsHeld | None = None
) -> ProjectPersons:
    """Takes what a project holds, gives its persons: linked, as decided, with draws; the same again for the same.

    `lists` are those that it holds, where they were read already.
    """
    lists = lists or lists_held(held, content)
    if not lists.lists:
        raise AccountedError(
            where="accounted link",
            found="no list of persons among the documents",
            expected="a sheet with names and something else of each person",
            advice="Collect one; or say what its columns hold: accounted lists columns FILE HEADER=name.",
        )
    answers, carried = _answers(held, lists)
    made = link(lists.lists, answers=answers, seed=seed)
    ids, supersedes = _ids(made, lists)
    found = _measured(made, answers, seed)
    missed = missed_rate(found) if isinstance(found, Measured) else None
    said = (*lists.remarks, *made.remarks, *carried, *chains(made), *leaning_lists(made))
    if missed is not None:
        said = tuple(one for one in said if one.code != "missed-links-not-measured")
    return ProjectPersons(
        held=lists, linkage=made, answers=answers, person=ids, supersedes=supersedes, measured=found,
        draws=draws(made, count=count, seed=seed, missed=missed), remarks=said,
    )  # fmt: skip


def _answers(held: Holdings, lists: ListsHeld) -> tuple[tuple[Answer, ...], tuple[Remark, ...]]:
    """Gives decisions on pairs of rows as answers, those on rows of an earlier edition carried to the newest."""
    told = [one for one in standing(held.decisions) if one.kind in ("same", "different", "unsure")]
    places = {one.id: one for one in lists.lists}
    moved = {origin: places[at].row(row).id for at, rows in lists.origins.items() if at in places
             for row, origin in rows.items()}  # fmt: skip
    made = tuple(
        Answer(
            row_a=moved.get(one.about[0], one.about[0]), row_b=moved.get(one.about[1], one.about[1]),
            answer=one.kind, by=one.by, when=one.when, why=one.why,
        )
        for one in told
    )  # fmt: skip
    count = sum(1 for one in told if any(row in moved for row in one.about))
    if not count:
        return made, ()
    message = f"{count} decisions on rows of an earlier edition were carried to the same rows of the newest."
    return made, (Remark(code="decisions-carried", where="decisions", message=message),)


def origin_of(made: Linkage, lists: ListsHeld, at: int) -> str:
    """Takes a row's place among all, gives the id under which the row was first known."""
    which, number = made.rows.place_of(at)
    one = made.rows.lists[which]
    return lists.origins.get(one.id, {}).get(number) or made.rows.row_id(at)


def _ids(made: Linkage, lists: ListsHeld) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Gives the person of each row: the id that its first row bears alone; ids that its other rows would bear are
    superseded, so that whatever id a row ever had leads to its person.
    """
    origin = [origin_of(made, lists, at) for at in range(len(made.person))]
    members: dict[int, list[str]] = {}
    for at, root in enumerate(made.person.tolist()):
        members.setdefault(root, []).append(origin[at])
    ids = {root: person_id(tuple(rows)) for root, rows in members.items()}
    over = {
        ids[root]: tuple(sorted(person_id((row,)) for row in set(rows) - {min(rows)}))
        for root, rows in members.items()
        if len(rows) > 1
    }
    return tuple(ids[root] for root in made.person.tolist()), over


def machine(made: Linkage) -> Linkage:
    """Takes a linkage, gives it as the scores alone have it, without what persons decided: that is what is measured."""
    if not (made.decided.same or made.decided.different):
        return made
    person = persons_of(made.rows, made.scored, repeats=made.repeats, decided=Decided())
    return replace(made, person=person, decided=Decided())


def _measured(made: Linkage, answers: Sequence[Answer], seed: int) -> Measured | Refusal:
    kept, _ = settled(answers)
    asked = {one.key(): stratum_of(one.why) for one in answers if one.why.startswith(ASKED)}
    place = made.rows.places_of_ids({row for key in kept for row in key})
    told = []
    for key, one in sorted(kept.items()):
        if key[0] in place and key[1] in place:
            left, right = sorted((place[key[0]], place[key[1]]))
            why = FOR_MEASURE if key in asked else FOR_DOUBT
            question = Question(left=left, right=right, stratum=asked.get(key, FOR_DOUBT), asked_for=why)
            told.append((question, one.answer == SAME))
    return measured(machine(made), told, seed=seed)


def stratum_of(why: str) -> str:
    """Takes why a pair was asked and answered, gives the stratum that it measures; a reason may stand behind it.

    >>> stratum_of("asked to measure: alone, compared; another father")
    'alone, compared'
    """
    return why.removeprefix(ASKED).partition("; ")[0]


def answered_pairs(made: ProjectPersons) -> frozenset[tuple[int, int]]:
    """Takes persons, gives the pairs of rows that somebody answered, "unsure" among them."""
    place = made.linkage.rows.places_of_ids({row for one in made.answers for row in one.key()})
    found = [[place[row] for row in one.key() if row in place] for one in made.answers]
    return frozenset((min(pair), max(pair)) for pair in found if len(pair) == 2)


def withheld_rows(held: Holdings) -> frozenset[str]:
    """Takes what a project holds, gives the ids of rows that a person decided to withhold."""
    return frozenset(row for one in standing(held.decisions) if one.kind == "protect" for row in one.about)


def names_of(one: PersonList) -> Any:
    """Takes a list, gives the name of each row as written, its parts in the order of the sheet."""
    columns = sorted(set(one.mapping.columns("name", "given", "father", "grandfather", "family")))
    if not columns:
        return np.full(len(one), "", object)
    cells = (" ".join(part for part in parts if part) for parts in zip(*(one.columns[c] for c in columns), strict=True))
    return np.array(list(cells), object)
