"""Claims of a text's tables: of those that its file lays out, and of lines that end in numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accounted.core.claim import Claim, NoClaim, claim_id
from accounted.core.document import Table
from accounted.read.circumstance import Circumstance, Circumstances
from accounted.read.drafts import TextRead
from accounted.read.grid import grids
from accounted.read.grid_figures import Told, grid_figures
from accounted.read.numbers import Number
from accounted.read.tables import CellFigure, table_figures
from accounted.read.tokens import Sentence

_LONGEST_CAPTION = 300


@dataclass(slots=True)
class TableClaims:
    """What tables gave: claims, numbers that are none, and the stretches that are not to be read as sentences."""

    claims: list[Claim] = field(default_factory=list)
    no_claims: list[NoClaim] = field(default_factory=list)
    stretches: list[tuple[int, int]] = field(default_factory=list)

    def holds(self, offset: int) -> bool:
        """Takes an offset, gives whether a table was read there."""
        return any(start <= offset < end for start, end in self.stretches)


def table_claims(text: TextRead, tables: Sequence[Table], circumstances: Circumstances) -> TableClaims:
    """Takes a text, its tables and its dates, gives what the tables say.

    A number in a cell is a claim where a head tells its effect, else a number that is none, with the reason. Sentences
    in cells are read as sentences.
    """
    made = TableClaims()
    laid_out: list[tuple[int, int]] = []
    for grid in grids(tables, text.text, text.lexicon):
        caption = _caption(text.text, grid.start)
        told = grid_figures(grid, text.text, text.lexicon, caption=text.text[caption[0] : caption[1]].strip())
        laid_out.append((grid.start, grid.end))
        _take(made, text, told, (caption, circumstances))
    for (start, end), cells in table_figures(text.text, text.lexicon):
        if any(first < end and start < last for first, last in laid_out):
            continue
        made.stretches.append((start, end))
        around = {id(c): circumstances.of(c.number.start, Sentence(c.start, c.end, [])) for c in cells}
        made.claims += _claims(text, cells, around)
    return made


def _take(made: TableClaims, text: TextRead, told: Told, around: tuple[tuple[int, int], Circumstances]) -> None:
    (start, end), circumstances = around
    above = circumstances.of(max(end - 1, start), Sentence(start, end, []))
    made.claims += _claims(text, told.figures, {id(f): _of_cell(text, f, above, circumstances) for f in told.figures})
    made.no_claims += [_none(text.text, number, reason) for number, reason in told.others]
    made.stretches += told.cells


def _caption(text: str, start: int) -> tuple[int, int]:
    """The last line with words above a table."""
    above = text[max(0, start - _LONGEST_CAPTION) : start]
    end = start - (len(above) - len(above.rstrip()))
    return max(text.rfind("\n", 0, end) + 1, start - len(above)), end


def _of_cell(text: TextRead, figure: CellFigure, above: Circumstance, circumstances: Circumstances) -> Circumstance:
    """When and where by the table itself, else by the line above it."""
    when, said = above.when, above.said
    if figure.when is not None:
        start, end = figure.when
        words = text.text[start:end].strip()
        dates = circumstances.within(start, end)
        year = words if words.isdecimal() and len(words) == len("1992") else None
        when, said = (dates[0].edtf, dates[0].said) if dates else (year, "")
    return Circumstance(when=when, as_of=above.as_of, where=figure.where or above.where, said=said)


def _none(text: str, number: Number, reason: str) -> NoClaim:
    return NoClaim(start=number.start, end=number.end, text=text[number.start : number.end], reason=reason)


def _claims(text: TextRead, cells: Sequence[CellFigure], around: dict[int, Circumstance]) -> Iterator[Claim]:
    """The figures of one table; a total is named by its parts."""
    ids = {id(cell): _cell_id(text, cell) for cell in cells}
    for cell in cells:
        here = around[id(cell)]
        yield Claim(
            id=ids[id(cell)],
            place=text.span(cell.start, cell.end),
            effect=cell.effect,
            quantity=cell.number.quantity(text.text),
            victims=cell.row or None,
            unit=cell.unit,
            part_of=ids.get(id(cell.whole)) if cell.whole is not None else None,
            when=here.when,
            as_of=here.as_of,
            where=here.where,
            speaker=cell.speaker,
            stance="asserts",
            rule=f"{text.lexicon.code}.table-cell",
            tokens=(cell.header,),
            note="; ".join(told for told in (cell.note, here.said) if told) or None,
            made_by=text.made_by,
        )


def _cell_id(text: TextRead, cell: CellFigure) -> str:
    quantity = cell.number.quantity(text.text)
    return claim_id(text.document, place=(cell.start, cell.end), effect=cell.effect, quantity=quantity)
