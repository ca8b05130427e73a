"""The documented claims CSV: each row a claim, a name for the event or a denial, whose place is its cell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accounted.core.claim import EFFECTS, SEEN_IN, STANCES, UNITS, Citation, Claim, Denial, Label, Reading, claim_id
from accounted.core.dates import read_edtf
from accounted.core.document import Cell, Document, MadeBy
from accounted.core.ids import content_id
from accounted.core.outcome import Outcome, Remark, SetAside
from accounted.read.records import Record, only_id, records
from accounted.read.table_figures import Fault, Figure, figure_of

VERSION = "2"
COLUMNS = (
    "id kind event effect low high best qualifier figure_as_written victims unit part_of when where speaker stance "
    "as_of cumulative said_on seen_in relay publisher title url what"
).split()
_ALSO = {"original_repost_relayed": "relay", "figure": "figure_as_written", "as_written": "figure_as_written"}
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_FIGURE_COLUMNS = {"figure_as_written", "low", "high", "best"}
_BAD_DATE = "a date in EDTF, such as 1992, 1992-02, 1992-02-26 or 1992-02-25/1992-02-26"
_MADE_BY = MadeBy(step="read.claims_table", version=VERSION)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row by column, with its number and the number of each column, in one document."""

    document: Document
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    sheet: str = ""

    def told(self, column: str) -> str | None:
        return self.cells.get(column, "").strip() or None

    @property
    def held_in(self) -> str:
        """Gives what ids are made of: the document, and the sheet where there are sheets."""
        return f"{self.document.id}/{self.sheet}" if self.sheet else self.document.id

    def cell(self, column: str) -> Cell:
        number = self.columns.get(column, 0) + 1
        quote = self.cells.get(column, "")
        return Cell(document=self.document.id, sheet=self.sheet, row=self.number, column=number, quote=quote)


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """Takes the cells of a header, gives the columns that they name; case, blanks, hyphens and slashes do not matter.

    >>> column_names(["Figure as written", "SAID ON", "original / repost / relayed"])
    ('figure_as_written', 'said_on', 'relay')
    """
    plain = (re.sub(r"[\W_]+", "_", cell.strip("\ufeff ").lower()).strip("_") for cell in header)
    return tuple(_ALSO.get(name, name) for name in plain)


def is_claims_table(header: Sequence[str]) -> bool:
    """Takes the cells of a header, gives whether it is that of a claims table: an effect, a speaker and a figure."""
    names = set(column_names(header))
    return {"effect", "speaker"} <= names and bool(names & _FIGURE_COLUMNS)


def table_header(content: bytes, *, encoding: str | None = None) -> tuple[str, ...]:
    """Takes the bytes of a CSV file, gives the cells of its first row that holds any; none where it cannot be read."""
    try:
        text = content.decode(encoding or "utf-8-sig")
    except (UnicodeError, LookupError):
        return ()
    return next((record.cells for record in records(text) if any(record.cells)), ())


def read_claims_table(document: Document, content: bytes, *, encoding: str | None = None) -> Outcome[Reading]:
    """Takes a claims CSV and its bytes, gives one reading with its claims, names and denials, and the rows set aside.

    The columns are those of docs/claims-table.md. An empty cell is "not stated", never zero. A remark "figure-differs"
    says where the words of a figure and its bounds share no number. Rows that hold an id at most are passed over.
    """
    try:
        text = content.decode(encoding or document.encoding or "utf-8").removeprefix("\ufeff")
    except (UnicodeError, LookupError) as fault:
        return Outcome(set_aside=(_undecodable(document, fault),))
    return read_claim_records(document, records(text))


def read_claim_records(document: Document, given: Iterable[Record], *, sheet: str = "") -> Outcome[Reading]:
    """Takes a document and the records of one table in it, gives its reading as `read_claims_table` does."""
    filled = (record for record in given if record.fault or any(cell.strip() for cell in record.cells))
    header = next(filled, None)
    if header is None or not is_claims_table(header.cells):
        return Outcome(set_aside=(_not_a_claims_table(document),))
    names = column_names(header.cells)
    rows: list[_Row] = []
    set_aside = [_unknown_column(document, header.row, name) for name in names if name and name not in COLUMNS]
    for record in filled:
        if not record.fault and only_id(names, record.cells):
            continue
        row = _row(document, record, names, sheet)
        if isinstance(row, SetAside):
            set_aside.append(row)
        else:
            rows.append(row)
    reading, faults, remarks = _read_rows(document, rows, sheet)
    return Outcome(kept=(reading,), set_aside=(*set_aside, *faults), remarks=remarks)


def _row(document: Document, record: Record, names: Sequence[str], sheet: str) -> _Row | SetAside:
    if record.fault:
        fault = Fault("broken-row", f"a row that does not end ({record.fault})", "quotation marks that close")
        return _aside(document, record.row, fault, sheet)
    if any(cell.strip() for cell in record.cells[len(names) :]):
        found = f"{len(record.cells)} cells under {len(names)} columns"
        many = Fault("too-many-cells", found, "a cell with a comma in quotation marks")
        return _aside(document, record.row, many, sheet)
    cells = dict(zip(names, record.cells, strict=False))
    columns = {name: index for index, name in reversed(list(enumerate(names)))}
    return _Row(document, record.row, cells, columns, sheet)


def _read_rows(document: Document, rows: list[_Row], sheet: str) -> tuple[Reading, list[SetAside], tuple[Remark, ...]]:
    made: dict[int, Claim | Label | Denial | Fault] = {}
    remarks: list[Remark] = []
    named: dict[str, int] = {}
    for row in rows:
        made[row.number] = _second_id(row, named) or _one(row)
        figure = figure_of(row.cells) if isinstance(made[row.number], Claim) else None
        if isinstance(figure, Figure) and not figure.agrees:
            remarks.append(_figure_differs(row, figure))
    by_number = {row.number: row for row in rows}
    _link_parts(made, by_number, named)
    kept = [thing for thing in made.values() if not isinstance(thing, Fault)]
    faults = [_aside(document, number, thing, sheet) for number, thing in made.items() if isinstance(thing, Fault)]
    reading = Reading(
        document=document.id,
        language=document.described.language,
        claims=tuple(thing for thing in kept if isinstance(thing, Claim)),
        labels=tuple(thing for thing in kept if isinstance(thing, Label)),
        denials=tuple(thing for thing in kept if isinstance(thing, Denial)),
        made_by=_MADE_BY,
    )
    return reading, faults, tuple(remarks)


def _second_id(row: _Row, named: dict[str, int]) -> Fault | None:
    told = row.told("id")
    if told is None:
        return None
    if told in named:
        return Fault("duplicate-id", f"the id “{told}” of row {named[told]} again", "each id once")
    named[told] = row.number
    return None


def _one(row: _Row) -> Claim | Label | Denial | Fault:
    kind = (row.told("kind") or "claim").lower()
    if kind in ("claim", "figure"):
        return _claim(row)
    if kind not in ("label", "denial"):
        return Fault("unknown-kind", f"“{kind}” under kind", "claim, label or denial")
    return _label(row) if kind == "label" else _denial(row)


def _claim(row: _Row) -> Claim | Fault:
    for column, closed, code in _CLOSED:
        told = row.told(column)
        if (told or column == "effect") and _term(told or "") not in closed:
            return Fault(code, f"“{told or ''}” under {column}", f"one of {', '.join(closed)}")
    for column in ("when", "said_on", "as_of"):
        told = row.told(column)
        if told and read_edtf(told) is None:
            return Fault("bad-date", f"“{told}” under {column.replace('_', ' ')}", _BAD_DATE)
    running = row.told("cumulative")
    if running and running.lower() not in _YES_NO:
        return Fault("bad-cumulative", f"“{running}” under cumulative", "yes, no, or an empty cell: not stated")
    figure = figure_of(row.cells)
    if isinstance(figure, Fault):
        return figure
    place, effect = row.cell(figure.column), _term(row.told("effect") or "")
    return Claim(
        id=claim_id(row.held_in, place=(place.row, place.column), effect=effect, quantity=figure.quantity),
        place=place,
        effect=effect,
        quantity=figure.quantity,
        victims=row.told("victims"),
        unit=_term(row.told("unit") or "persons"),
        part_of=None,
        when=row.told("when"),
        where=row.told("where"),
        speaker=row.told("speaker"),
        stance=_term(row.told("stance") or "asserts"),
        rule="table.row",
        as_of=row.told("as_of"),
        cumulative=_YES_NO[running.lower()] if running else None,
        event=row.told("event"),
        citation=_citation(row),
        made_by=_MADE_BY,
    )


def claim_in_cell(document: Document, cells: Mapping[str, str], *, row: int, column: int) -> Claim | SetAside:
    """Takes a document, a figure's fields by column name and the cell that holds its words, gives the claim.

    All fields stand in that cell's row and column, as they do in a form, and the document itself speaks.
    """
    told = _Row(document, row, cells, dict.fromkeys(cells, column - 1))
    made = _claim(told)
    return _aside(document, row, made) if isinstance(made, Fault) else replace(made, citation=None)


_CLOSED = (
    ("effect", EFFECTS, "unknown-effect"),
    ("unit", UNITS, "unknown-unit"),
    ("stance", STANCES, "unknown-stance"),
    ("relay", SEEN_IN, "unknown-relay"),
)


def _term(told: str) -> str:
    return re.sub(r"[\s-]+", "_", told.strip().lower())


def _citation(row: _Row) -> Citation:
    relay = row.told("relay")
    return Citation(
        said_on=row.told("said_on"),
        seen_in=row.told("seen_in"),
        relay=_term(relay) if relay else None,
        publisher=row.told("publisher"),
        title=row.told("title"),
        url=row.told("url"),
    )


def _words_column(row: _Row) -> str | None:
    return next((column for column in ("what", "figure_as_written") if row.told(column)), None)


def _label(row: _Row) -> Label | Fault:
    column, stance = _words_column(row), _term(row.told("stance") or "asserts")
    if column is None:
        return Fault("row-without-words", "a label without words", "the name as written under “what”")
    if stance not in STANCES:
        return Fault("unknown-stance", f"“{stance}” under stance", f"one of {', '.join(STANCES)}")
    place = row.cell(column)
    return Label(
        id=content_id("lbl", {"document": row.held_in, "row": row.number}),
        place=place,
        label=place.quote.strip(),
        speaker=row.told("speaker"),
        stance=stance,
        rule="table.row",
        event=row.told("event"),
        citation=_citation(row),
        made_by=_MADE_BY,
    )


def _denial(row: _Row) -> Denial | Fault:
    column = _words_column(row)
    if column is None:
        return Fault("row-without-words", "a denial without words", "what is rejected, under “what”")
    place = row.cell(column)
    return Denial(
        id=content_id("dnl", {"document": row.held_in, "row": row.number}),
        place=place,
        speaker=row.told("speaker"),
        what=place.quote.strip(),
        rule="table.row",
        event=row.told("event"),
        citation=_citation(row),
        made_by=_MADE_BY,
    )


def _link_parts(
    made: dict[int, Claim | Label | Denial | Fault], rows: Mapping[int, _Row], named: Mapping[str, int]
) -> None:
    """Puts the id of the whole into each part. A part whose whole cannot be used is set aside with its reason."""
    whole_of: dict[int, int] = {}
    for number, told in _parts(made, rows):
        whole = named.get(told, int(told) if told.isascii() and told.isdecimal() else 0)
        if whole == number or not isinstance(made.get(whole), Claim):
            made[number] = _unknown_whole(told)
        else:
            whole_of[number] = whole
    for number in list(whole_of):
        if _ends_badly(number, whole_of, made):
            made[number] = _unknown_whole(rows[number].told("part_of") or "")
    for number, whole in whole_of.items():
        part, total = made[number], made[whole]
        if isinstance(part, Claim) and isinstance(total, Claim):
            made[number] = replace(part, part_of=total.id)


def _parts(made: Mapping[int, Claim | Label | Denial | Fault], rows: Mapping[int, _Row]) -> Iterator[tuple[int, str]]:
    for number, row in rows.items():
        told = row.told("part_of")
        if told and isinstance(made[number], Claim):
            yield number, told


def _ends_badly(number: int, whole_of: Mapping[int, int], made: Mapping[int, Claim | Label | Denial | Fault]) -> bool:
    """Whether the way up from a part runs in a circle or into a row that was set aside."""
    seen = {number}
    while number in whole_of:
        number = whole_of[number]
        if number in seen:
            return True
        seen.add(number)
    return isinstance(made[number], Fault)


def _unknown_whole(told: str) -> Fault:
    expected = "the id or the row number of a claim in this table that is kept, without a circle"
    return Fault("unknown-part-of", f"“{told}” under part of", expected)


def _figure_differs(row: _Row, figure: Figure) -> Remark:
    return Remark(
        code="figure-differs",
        where=_where(row.document, row.number, row.sheet),
        message=f"The words “{figure.quantity.text}” and the numbers in low, high and best have no number in common.",
        places=(row.cell(figure.column),),
        made_from=(row.document.id,),
    )


def _where(document: Document, row: int, sheet: str = "") -> str:
    return f"{document.name}:{sheet}:{row}" if sheet else f"{document.name}:{row}"


def _aside(document: Document, row: int, fault: Fault, sheet: str = "") -> SetAside:
    return SetAside(
        code=fault.code,
        where=_where(document, row, sheet),
        found=fault.found,
        expected=fault.expected,
        advice=fault.advice,
        sha256=document.sha256,
    )


def _unknown_column(document: Document, row: int, name: str) -> SetAside:
    expected = ", ".join(column.replace("_", " ") for column in COLUMNS)
    advice = "Rename the column or leave it: what it holds was not read, the other columns were."
    return _aside(document, row, Fault("unknown-field", f"the column “{name.replace('_', ' ')}”", expected, advice))


def _not_a_claims_table(document: Document) -> SetAside:
    expected = "a header with effect, speaker and one of figure as written, low, high, best"
    advice = "See docs/claims-table.md for the columns; the file is kept as received."
    return _aside(document, 1, Fault("not-a-claims-table", "another header, or none", expected, advice))


def _undecodable(document: Document, fault: Exception) -> SetAside:
    found = f"bytes that are not text in the encoding told ({type(fault).__name__})"
    advice = "Tell the encoding (--encoding) or save the table as UTF-8; it is kept as received."
    return replace(
        _aside(document, 1, Fault("undecodable-text", found, "a CSV file in UTF-8", advice)), where=document.name
    )
