"""Tables in the formats of UCDP GED, ACLED, Airwars, Iraq Body Count and HURIDOCS: each figure a claim at its cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Citation, Claim, Quantity, Reading, claim_id
from accounted.core.dates import read_edtf
from accounted.core.document import Cell, Document, MadeBy
from accounted.core.outcome import Outcome, SetAside
from accounted.read.importers_formats import FORMATS, Format, Told, Wanted
from accounted.read.records import Record, only_id, records
from accounted.read.table_figures import Fault

LEGEND = ("column", "meaning", "allowed")
"""The header of a template's sheet that explains the columns: no claims stand in it."""
VERSION = "1"
_NUMBER = re.compile(r"\d+(?:\.0+)?")
_FIELD = re.compile(r"(\d{4}(?:_\d)?)(?:_\D.*)?")
_ADVICE = "Correct the row and collect the table again; the other rows were read."


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRows:
    """The filled rows of a table as text by column, the number of each as a sheet shows it, the columns' numbers."""

    columns: Mapping[str, int]
    rows: tuple[Mapping[str, str], ...]
    numbers: tuple[int, ...]
    sheet: str = ""
    set_aside: tuple[SetAside, ...] = ()


def format_of(header: Sequence[str]) -> str | None:
    """Takes the cells of a header, gives the name of the published format it is known to be, or None.

    >>> format_of(["event_id_cnty", "event_date", "actor1", "fatalities"])
    'ACLED'
    """
    found = _format(_names(header))
    return found.name if found else None


def _format(names: Sequence[str]) -> Format | None:
    held = {*names, *(f"*_{end}" for name in names for end in ("killed_min", "killed_max") if name.endswith(f"_{end}"))}
    return next((one for one in FORMATS if one.known_by <= held), None)


def _names(header: Sequence[str]) -> tuple[str, ...]:
    """Gives the columns in plain form; a HURIDOCS column may carry its title after its number."""
    plain = [re.sub(r"[\W_]+", "_", cell.strip("\ufeff ").lower()).strip("_") for cell in header]
    return tuple(field[1] if (field := _FIELD.fullmatch(name)) else name for name in plain)


def table_rows(document: Document, content: bytes, *, encoding: str | None = None) -> TableRows:
    """Takes a CSV document and its bytes, gives its rows for a comparison of two editions.

    Column names are as they are written, without blanks at their ends; a row that is broken is set aside.
    """
    text = _decoded(document, content, encoding)
    if isinstance(text, SetAside):
        return TableRows(columns={}, rows=(), numbers=(), set_aside=(text,))
    return rows_of(document, records(text))


def rows_of(document: Document, given: Iterable[Record], *, sheet: str = "") -> TableRows:
    """Takes a document and the records of one table in it, gives its rows by column; see `only_id`."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    aside: list[SetAside] = []
    names: tuple[str, ...] = ()
    for record in given:
        if record.fault:
            fault = Fault("broken-row", f"a row that does not end ({record.fault})", "quotation marks that close")
            aside.append(_aside(document, record.row, fault, sheet))
        elif any(cell.strip() for cell in record.cells):
            if names and not only_id(names, record.cells):
                kept.append((record.row, record.cells))
            elif not names:
                names = tuple(cell.strip("\ufeff ") for cell in record.cells)
    return TableRows(
        columns={name: number for number, name in reversed(list(enumerate(names, start=1))) if name},
        rows=tuple({name: cell for name, cell in zip(names, cells, strict=False) if name} for _, cells in kept),
        numbers=tuple(number for number, _ in kept),
        sheet=sheet,
        set_aside=tuple(aside),
    )


def read_import(document: Document, content: bytes, *, encoding: str | None = None) -> Outcome[Reading]:
    """Takes a CSV document in a published format and its bytes, gives one reading with its figures as claims.

    The publisher speaks; whom it names stands in the citation or the note. A row without a usable number is set aside
    alone. An empty cell is "not stated", never zero.
    """
    text = _decoded(document, content, encoding)
    if isinstance(text, SetAside):
        return Outcome(set_aside=(text,))
    return read_import_rows(document, rows_of(document, records(text)))


def read_import_rows(document: Document, held: TableRows) -> Outcome[Reading]:
    """Takes a document and its rows, gives the reading as `read_import` does."""
    made_from = _format(_names(tuple(held.columns)))
    if made_from is None:
        expected = "the columns of " + ", ".join(one.name for one in FORMATS)
        fault = Fault("not-a-known-format", "another header, or none", expected, "See docs/rules.md for the columns.")
        return Outcome(set_aside=(*held.set_aside, _aside(document, 1, fault, held.sheet)))
    made_by = MadeBy(step="read.importers", version=VERSION, parameters=(("format", made_from.name),))
    claims: list[Claim] = []
    aside = list(held.set_aside)
    plain = dict(zip(held.columns, _names(tuple(held.columns)), strict=True))
    for number, row in zip(held.numbers, held.rows, strict=True):
        cells = _Cells(
            document=document,
            row=number,
            sheet=held.sheet,
            cells={plain[name]: cell for name, cell in row.items()},
            columns={plain[name]: column for name, column in held.columns.items()},
        )
        found, why = _claims(cells, made_from, made_by)
        claims += found
        aside += [_aside(document, number, why, held.sheet)] if why else []
    language = document.described.language
    return Outcome(
        kept=(Reading(document=document.id, language=language, claims=tuple(claims), made_by=made_by),),
        set_aside=tuple(aside),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cells:
    """One row by plain column names, with the place of each cell."""

    document: Document
    row: int
    sheet: str
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def cell(self, column: str) -> Cell:
        return Cell(
            document=self.document.id,
            sheet=self.sheet,
            row=self.row,
            column=self.columns.get(column, 0),
            quote=self.cells.get(column, ""),
        )


def _claims(row: _Cells, made_from: Format, made_by: MadeBy) -> tuple[list[Claim], Fault | None]:
    """Gives the figures of a row; where its first cannot be used, none and the reason."""
    told = made_from.told(row.cells)
    if told.when and read_edtf(told.when) is None:
        return [], Fault("bad-date", f"“{told.when}”", "a last day that is not before the first", _ADVICE)
    made: list[Claim] = []
    whole: Claim | None = None
    for wanted in made_from.wanted(row.cells):
        column, quantity = _quantity(row, wanted)
        if isinstance(quantity, Fault):
            if not made:
                return [], quantity
            continue
        part_of = whole.id if wanted.part and whole else None
        made.append(_claim(row, wanted, told, (column, quantity, part_of, made_by)))
        whole = made[-1] if part_of is None else whole
    if not made:
        return [], Fault("claim-without-number", "no figure in this row", f"a number in a column of {made_from.name}")
    return made, None


def _claim(row: _Cells, wanted: Wanted, told: Told, made: tuple[str, Quantity, str | None, MadeBy]) -> Claim:
    column, quantity, part_of, made_by = made
    place = row.cell(column)
    held_in = f"{row.document.id}/{row.sheet}" if row.sheet else row.document.id
    notes = "; ".join(note for note in (wanted.note, told.note) if note)
    described = row.document.described
    return Claim(
        id=claim_id(held_in, place=(place.row, place.column), effect=wanted.effect, quantity=quantity),
        place=place,
        effect=wanted.effect,
        quantity=quantity,
        victims=wanted.victims,
        unit=wanted.unit,
        part_of=part_of,
        when=told.when,
        where=told.where,
        speaker=wanted.speaker or told.speaker or None,
        stance="asserts",
        rule=f"import.{made_by.parameters[0][1].lower().replace(' ', '-')}",
        note=notes or None,
        event=told.event,
        citation=Citation(
            said_on=described.published,
            seen_in=told.seen_in,
            relay="relayed" if wanted.speaker else "original",
            publisher=described.publisher or told.speaker or None,
            title=told.title,
            url=told.url,
        ),
        made_by=made_by,
    )


def _quantity(row: _Cells, wanted: Wanted) -> tuple[str, Quantity | Fault]:
    """Gives the quantity of a figure and the column whose cell it stands in."""
    numbers: dict[str, float] = {}
    for bound, name in (("low", wanted.low), ("high", wanted.high), ("best", wanted.best)):
        written = row.cells.get(name or "", "").strip()
        if written:
            if not _NUMBER.fullmatch(written):
                return "", Fault("bad-number", f"“{written}” under {name}", "a whole number", _ADVICE)
            numbers[bound] = float(written)
    column = next((n for n in (wanted.best, wanted.low, wanted.high) if n and row.cells.get(n, "").strip()), None)
    if column is None:
        named = ", ".join(n for n in (wanted.low, wanted.best, wanted.high) if n)
        return "", Fault("claim-without-number", "no figure", f"a number under {named}", _ADVICE)
    low, high, best = (numbers.get(bound) for bound in ("low", "high", "best"))
    fault = _order_fault(low, best, high)
    if fault:
        return "", fault
    return column, _filled(row.cells[column], low, best, high)


def _filled(quote: str, low: float | None, best: float | None, high: float | None) -> Quantity:
    """Gives the quantity of a cell: one number is exact, two are a range; one bound alone is that bound."""
    words = quote.strip()
    start = quote.index(words)
    named = {n for n in (low, best, high) if n is not None}
    if len(named) == 1 and (best is not None or (low is not None and high is not None)):
        low = high = best = named.pop()
        qualifier = "exact"
    elif low is not None and high is not None:
        qualifier = "range"
    else:
        qualifier = "at_least" if high is None else "at_most"
        best = best if best is not None else (low if high is None else high)
    return Quantity(low=low, high=high, best=best, qualifier=qualifier, text=words, start=start, end=start + len(words))


def _order_fault(low: float | None, best: float | None, high: float | None) -> Fault | None:
    stated = [number for number in (low, best, high) if number is not None]
    if stated == sorted(stated):
        return None
    found = ", ".join(f"{n:g}" for n in stated)
    return Fault("low-above-high", f"low, best and high as {found}", "low at most best, best at most high", _ADVICE)


def _decoded(document: Document, content: bytes, encoding: str | None) -> str | SetAside:
    try:
        return content.decode(encoding or document.encoding or "utf-8").removeprefix("\ufeff")
    except (UnicodeError, LookupError) as fault:
        found = f"bytes that are not text in the encoding told ({type(fault).__name__})"
        advice = "Tell the encoding (--encoding) or save the table as UTF-8; it is kept as received."
        return _aside(document, 1, Fault("undecodable-text", found, "a CSV file in UTF-8", advice))


def _aside(document: Document, row: int, fault: Fault, sheet: str = "") -> SetAside:
    where = f"{document.name}:{sheet}:{row}" if sheet else f"{document.name}:{row}"
    return SetAside(
        code=fault.code,
        where=where,
        found=fault.found,
        expected=fault.expected,
        advice=fault.advice,
        sha256=document.sha256,
    )
