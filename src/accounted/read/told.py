"""What was told by telephone, taken down in a form: each field told, not asked, not known or refused; none is empty."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from accounted.core.cells import cells_of
from accounted.core.claim import Claim, Reading
from accounted.core.dates import read_edtf
from accounted.core.document import Document, MadeBy
from accounted.core.ids import content_id
from accounted.core.outcome import Outcome, SetAside
from accounted.core.person import FIRST_FIELD, FORM_COLUMN, ColumnUse, PersonList
from accounted.core.person import Mapping as Uses
from accounted.read.claims_table import claim_in_cell
from accounted.read.sheet import naming_of

VERSION: Final = "1"
HEADER: Final = ("field", "answer", "value")
TOLD, NOT_ASKED, NOT_KNOWN, REFUSED = "told", "not asked", "not known", "refused"
ANSWERS: Final = (TOLD, NOT_ASKED, NOT_KNOWN, REFUSED)
"""What a field can say: an empty one would say nothing, so there is none."""
COUNTED: Final = ("killed", "injured", "missing", "detained", "displaced")
INCIDENT: Final = ("speaker", "told on", "where", "when", "what", *COUNTED, "who is counted", "how known", "words")
PERSON: Final = (
    "list", "speaker", "told on", "name", "other name", "father", "age", "birth", "sex", "date", "place", "cause",
    "status", "how known", "words",
)  # fmt: skip
FIELDS: Final = {"incident": INCIDENT, "person": PERSON}
ALWAYS: Final = {"incident": ("speaker",), "person": ("list", "speaker")}
"""Fields that are told in every form: whom to attribute it to, and which list a person belongs to."""
DATES: Final = ("told on", "when")
_ROLES: Final = {
    "name": "name", "other name": "other_name", "father": "father", "age": "age", "birth": "birth", "sex": "sex",
    "date": "date", "place": "place", "cause": "cause", "status": "status", "words": "text",
}  # fmt: skip
_MADE_BY: Final = MadeBy(step="read.told", version=VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as received: what kind it is, and each field's answer with its value, "" where it is not told."""

    kind: str
    fields: Mapping[str, tuple[str, str]]

    def told(self, field: str) -> str:
        """Takes a field, gives its value, "" where it was not told."""
        return self.fields[field][1]


def is_form(header: Sequence[str]) -> bool:
    """Takes the cells of a header, gives whether it is that of a form.

    >>> is_form(["field", "answer", "value"]), is_form(["name", "age"])
    (True, False)
    """
    return tuple(header) == HEADER


def form_bytes(form: Form) -> bytes:
    """Takes a form, gives it as the file that is received: a line a field, in the order of the form, as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerow(("form", TOLD, form.kind))
    writer.writerows((name, *form.fields[name]) for name in FIELDS[form.kind])
    return out.getvalue().encode()


def faults_of(form: Form) -> list[tuple[str, str]]:
    """Takes a form, gives what cannot be kept so: (field, what is wrong)."""
    found = []
    for name in FIELDS[form.kind]:
        answer, value = form.fields.get(name, ("", ""))
        if answer not in ANSWERS:
            found.append((name, f"“{answer}” is no answer; expected {', '.join(ANSWERS)}."))
        elif answer == TOLD and not value.strip():
            found.append((name, "It is marked as told and nothing is written."))
        elif answer != TOLD and value.strip():
            found.append((name, f"It is marked as {answer}, and something is written."))
        elif name in ALWAYS[form.kind] and answer != TOLD:
            found.append((name, "This field has to be told."))
        elif name in DATES and answer == TOLD and read_edtf(value) is None:
            found.append((name, f"“{value}” is no date; expected such as 2009-03-04, 2009-03, 2009 or 2009-03-03/04."))
    return found


def form_of(document: Document, content: bytes) -> Form | SetAside:
    """Takes a document and its bytes, gives the form, or why it cannot be read."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeError, csv.Error) as fault:
        return _aside(document, 1, "broken-row", str(fault))
    kind = lines[1][2] if len(lines) > 1 and len(lines[1]) == len(HEADER) and lines[1][0] == "form" else ""
    names = [line[0] for line in lines[2:] if line]
    if kind not in FIELDS or names != list(FIELDS[kind]) or any(len(line) != len(HEADER) for line in lines):
        return _aside(document, 2, "unknown-kind", "other fields than those of a form of this version")
    form = Form(kind=kind, fields={name: (answer, value) for name, answer, value in lines[2:]})
    wrong = faults_of(form)
    if wrong:
        line = FIRST_FIELD + FIELDS[kind].index(wrong[0][0])
        return _aside(document, line, "bad-value", f"{wrong[0][0]}: {wrong[0][1]}")
    return form


def _aside(document: Document, line: int, code: str, found: str) -> SetAside:
    return SetAside(
        code=code, where=f"{document.name}:{line}", found=found,
        expected="a form as the desk writes it: field, answer, value",
        advice="Take it down again at the desk; the file is kept as received.", sha256=document.sha256,
    )  # fmt: skip


def read_form(document: Document, content: bytes) -> Outcome[Reading]:
    """Takes a form and its bytes, gives its reading: of an incident one figure for each field that counts somebody.

    Each stands at the cell of its value; the speaker is the name under which the informant is told, a pseudonym.
    """
    form = form_of(document, content)
    if isinstance(form, SetAside):
        return Outcome(kept=(_reading(document, ()),), set_aside=(form,))
    claims: list[Claim] = []
    aside: list[SetAside] = []
    for name in COUNTED if form.kind == "incident" else ():
        if form.fields[name][0] == TOLD:
            made = _claim(document, form, name)
            (aside if isinstance(made, SetAside) else claims).append(made)  # type: ignore[arg-type]
    return Outcome(kept=(_reading(document, claims),), set_aside=tuple(aside))


def _claim(document: Document, form: Form, name: str) -> Claim | SetAside:
    cells = {
        "effect": name, "figure_as_written": form.told(name), "victims": form.told("who is counted"),
        "when": form.told("when"), "where": form.told("where"), "speaker": form.told("speaker"),
    }  # fmt: skip
    row = FIRST_FIELD + FIELDS[form.kind].index(name)
    made = claim_in_cell(document, cells, row=row, column=FORM_COLUMN)
    note = form.told("what") or None
    return made if isinstance(made, SetAside) else replace(made, rule="told.form", made_by=_MADE_BY, note=note)


def _reading(document: Document, claims: Iterable[Claim]) -> Reading:
    return Reading(document=document.id, language=None, claims=tuple(claims), made_by=_MADE_BY)


def told_lists(forms: Iterable[tuple[str, Form]]) -> tuple[PersonList, ...]:
    """Takes forms of persons with the ids of their documents, gives their lists: each form is one row of its list."""
    by_list: dict[str, list[tuple[str, Form]]] = {}
    for document, form in forms:
        if form.kind == "person":
            by_list.setdefault(form.told("list").strip(), []).append((document, form))
    return tuple(_list(name, rows) for name, rows in by_list.items())


def _list(name: str, rows: Sequence[tuple[str, Form]]) -> PersonList:
    header = (*PERSON, *(f"{field}: answer" for field in PERSON))
    values = [tuple(form.fields[field][1].strip() for _, form in rows) for field in PERSON]
    answers = [tuple(form.fields[field][0] for _, form in rows) for field in PERSON]
    uses = tuple(
        ColumnUse(column=n, header=title, role=_ROLES.get(title, "unused"), reason="a form of this desk")
        for n, title in enumerate(header)
    )
    named = {n: naming_of(form.told("name") or "-") for n, (_, form) in enumerate(rows)}
    return PersonList(
        id=content_id("lst", {"told": name}), name=name, document=rows[0][0], sheet="", header=header,
        columns=tuple(map(cells_of, (*values, *answers))),
        sheet_rows=range(1, len(rows) + 1), mapping=Uses(uses=uses, proposed=False),
        not_named={n: told for n, told in named.items() if told is not None},
        made_by=_MADE_BY, forms=tuple(document for document, _ in rows),
    )  # fmt: skip
