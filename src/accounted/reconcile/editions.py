"""Two editions of one table: takes the rows of both, gives what was added, removed and changed, both readings kept.

Rows are matched by key columns. Nothing decides which edition is right. Time and memory are linear in the rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Reading
from accounted.core.decision import Decision
from accounted.core.document import Cell
from accounted.core.edition import CellChange, EditionDifference, Row, RowDifference, TableRows
from accounted.core.outcome import SetAside, WrongUsage
from accounted.reconcile.assembled import of_kind


def compare_editions(
    earlier: TableRows,
    later: TableRows,
    *,
    keys: Sequence[str],
    reasons: Mapping[tuple[str, ...], str] | None = None,
    reason_column: str | None = None,
) -> EditionDifference:
    """Takes two editions, the columns that name a row, and the reasons given for differences, gives the differences.

    Reasons come from a mapping by key, else from a column: of the later edition, or where a row is gone of the earlier.
    Cells are compared without blanks at their ends; an empty cell and a filled one differ. A key that a row does not
    fill, or that two rows of one edition share, sets all rows of that key aside in both.
    """
    _require(earlier, later, keys)
    given = _Reasons(by_key=reasons or {}, column=reason_column)
    mine, its = _by_key(earlier, keys), _by_key(later, keys)
    both = [column for column in earlier.columns if column in later.columns and column != reason_column]
    usable = [key for key in dict.fromkeys([*mine, *its]) if _usable(key, mine, its)]
    pairs = [(key, mine[key][0], its[key][0]) for key in usable if key in mine and key in its]
    changes = [(key, one, other, _changes(earlier, one, later, other, both)) for key, one, other in pairs]
    return EditionDifference(
        earlier=earlier.name,
        later=later.name,
        keys=tuple(keys),
        changed=tuple(
            _changed(key, (earlier, one), (later, other), cells=cells, given=given)
            for key, one, other, cells in changes
            if cells
        ),
        removed=tuple(_removed(key, earlier, mine[key][0], given) for key in usable if key not in its),
        added=tuple(_added(key, later, its[key][0], given) for key in usable if key not in mine),
        unchanged=sum(not cells for _, _, _, cells in changes),
        matched=tuple((earlier.numbers[one], later.numbers[other]) for _, one, other in pairs),
        columns_added=tuple(column for column in later.columns if column not in earlier.columns),
        columns_removed=tuple(column for column in earlier.columns if column not in later.columns),
        set_aside=(*_unusable(earlier, mine, its), *_unusable(later, its, mine)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reasons:
    """The reasons given for differences: by key, and the column that may hold one."""

    by_key: Mapping[tuple[str, ...], str]
    column: str | None

    def of(self, key: tuple[str, ...], row: Row) -> str | None:
        """Takes a key and its row, gives the reason, or None where none was given."""
        told = row.get(self.column, "").strip() if self.column else ""
        return self.by_key.get(key) or told or None


def _changed(
    key: tuple[str, ...],
    one: tuple[TableRows, int],
    other: tuple[TableRows, int],
    *,
    cells: tuple[CellChange, ...],
    given: _Reasons,
) -> RowDifference:
    earlier, later = one[0].rows[one[1]], other[0].rows[other[1]]
    return RowDifference(
        kind="changed",
        key=key,
        earlier=earlier,
        later=later,
        earlier_row=one[0].numbers[one[1]],
        later_row=other[0].numbers[other[1]],
        cells=cells,
        reason=given.of(key, later),
    )


def _removed(key: tuple[str, ...], table: TableRows, place: int, given: _Reasons) -> RowDifference:
    row = table.rows[place]
    return RowDifference(
        kind="removed", key=key, earlier=row, earlier_row=table.numbers[place], reason=given.of(key, row)
    )


def _added(key: tuple[str, ...], table: TableRows, place: int, given: _Reasons) -> RowDifference:
    row = table.rows[place]
    return RowDifference(kind="added", key=key, later=row, later_row=table.numbers[place], reason=given.of(key, row))


def _require(earlier: TableRows, later: TableRows, keys: Sequence[str]) -> None:
    for table in (earlier, later):
        missing = [key for key in keys if key not in table.columns]
        if missing or not keys:
            raise WrongUsage(
                where=table.name,
                found=f"no column {', '.join(missing)}" if missing else "no key column named",
                expected=f"key columns among {', '.join(table.columns)}",
                advice="Name columns that both editions have and that name one row each.",
            )


def _by_key(table: TableRows, keys: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(table.rows):
        found[tuple(row.get(key, "").strip() for key in keys)].append(place)
    return found


def _usable(
    key: tuple[str, ...], mine: Mapping[tuple[str, ...], list[int]], its: Mapping[tuple[str, ...], list[int]]
) -> bool:
    return any(key) and len(mine.get(key, ())) < 2 and len(its.get(key, ())) < 2


def _unusable(
    table: TableRows, own: Mapping[tuple[str, ...], list[int]], other: Mapping[tuple[str, ...], list[int]]
) -> Iterator[SetAside]:
    for key, places in own.items():
        if _usable(key, own, other):
            continue
        named = ", ".join(part or "(empty)" for part in key)
        found = f"{len(places)} rows with the key {named}" if len(places) > 1 else f"the key {named}"
        for place in places:
            yield SetAside(
                code="key-not-unique" if any(key) else "row-without-key",
                where=f"{table.name}:{table.numbers[place]}",
                found=found if any(key) else "an empty key",
                expected="a key that one row of each edition has",
                advice="Name further key columns, or give these rows a key; all of them stay as they are in both.",
            )


def _changes(
    earlier: TableRows, here: int, later: TableRows, there: int, columns: Sequence[str]
) -> tuple[CellChange, ...]:
    one, other = earlier.rows[here], later.rows[there]
    return tuple(
        CellChange(column=column, earlier=earlier.cell(here, column), later=later.cell(there, column))
        for column in columns
        if one.get(column, "").strip() != other.get(column, "").strip()
    )


def current_readings(readings: Sequence[Reading], decisions: Sequence[Decision]) -> tuple[Reading, ...]:
    """Takes readings and decisions, gives the readings without those of documents that a later edition replaces.

    A keyed table that is collected again is an update where a person decides so (kind "edition", "replaces"): its rows
    then stand once. The earlier document, its reading and its differences stay.
    """
    replaced = {
        one.about[0] for one in of_kind(decisions, "edition") if len(one.about) == 2 and one.value == "replaces"
    }
    return tuple(reading for reading in readings if reading.document not in replaced)


def carried(earlier: Reading, later: Reading, difference: EditionDifference) -> dict[str, str]:
    """Takes the readings of two editions and their differences, gives for each earlier claim's id the later one's.

    A decision on a claim of the earlier edition is carried to the claim of the same row and effect. A row with several
    figures of one effect is matched by column; what has no counterpart is not in the result.
    """
    rows = dict(difference.matched)
    there = {(c.place.row, c.effect, c.place.column): c.id for c in later.claims if isinstance(c.place, Cell)}
    by_row: dict[tuple[int, str], list[str]] = defaultdict(list)
    for (row, effect, _), one in there.items():
        by_row[row, effect].append(one)
    found: dict[str, str] = {}
    for claim in earlier.claims:
        if isinstance(claim.place, Cell) and claim.place.row in rows:
            row = rows[claim.place.row]
            alone = by_row[row, claim.effect]
            same = there.get((row, claim.effect, claim.place.column)) or (alone[0] if len(alone) == 1 else None)
            if same:
                found[claim.id] = same
    return found
