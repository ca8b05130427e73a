"""Capture tables: how many persons stand on which lists, by stratum; the persons on no list are never in them."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Any, NoReturn, Self

from accounted.core.capture_text import TableNotUsable, lines_of, text_of
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import Remark

MOST_LISTS = 60
"""More lists than any published table has (21 lists: Colombia, JEP-CEV-HRDAG); beyond it a file is read wrongly."""
MOST_PERSONS = 10**12
"""More than live on Earth: a larger count is a misread cell, not a count of persons."""
_ZERO, _ONE = ("0", "0.0", "false", "f", "no"), ("1", "1.0", "true", "t", "yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCount:
    """How many persons have one capture history: "1101" is on the first, second and fourth list, not on the third."""

    pattern: str
    count: int
    stratum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTable:
    """Counts of persons by capture history and stratum, in canonical order.

    `duplicates` counts, by list, the rows beyond the first that one person has inside that list. Two tables with the
    same persons have the same `data_hash`, in whatever order lists, patterns or rows came.

    >>> table = CaptureTable.from_patterns(["110", "100", "011"], [4, 9, 2], lists=["ngo", "church", "press"])
    >>> table.persons, table.per_list(), table.overlap("ngo", "church")
    (15, {'ngo': 13, 'church': 6, 'press': 2}, 4)
    """

    lists: tuple[str, ...]
    counts: tuple[PatternCount, ...]
    stratum_names: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(
        cls,
        lists: Sequence[str],
        counted: Iterable[tuple[str, int, tuple[str, ...]]],
        *,
        stratum_names: Sequence[str] = (),
        duplicates: Mapping[str, int] | None = None,
    ) -> Self:
        """Takes list names and (pattern, count, stratum), gives the table; the same pattern twice is added up."""
        _check_names(lists)
        total: Counter[tuple[tuple[str, ...], str]] = Counter()
        for place, (pattern, count, stratum) in enumerate(counted, start=1):
            if _usable(pattern, count, size=len(lists), where=f"pattern {place}"):
                total[stratum, pattern] += count
        made = tuple(PatternCount(pattern=p, count=c, stratum=s) for (s, p), c in sorted(total.items()) if c)
        again = tuple(sorted((name, n) for name, n in (duplicates or {}).items() if n))
        return cls(lists=tuple(lists), counts=made, stratum_names=tuple(stratum_names), duplicates=again)

    @classmethod
    def from_patterns(cls, patterns: Iterable[Any], counts: Iterable[int], *, lists: Sequence[str]) -> Self:
        """Takes patterns ("101", or rows of 0 and 1) and their counts in the same order, gives the table."""
        given, numbers = list(patterns), list(counts)
        if len(given) != len(numbers):
            _refuse("patterns and counts", f"{len(given)} patterns and {len(numbers)} counts", "one count a pattern")
        cells = [_pattern(p, where=f"pattern {i}") for i, p in enumerate(given, start=1)]
        whole = [_count(c, where=f"count {i}") for i, c in enumerate(numbers, start=1)]
        return cls.of(lists, [(p, c, ()) for p, c in zip(cells, whole, strict=True)])

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[Any]], *, lists: Sequence[str]) -> Self:
        """Takes one row of 0 and 1 a person, gives the table."""
        return cls.of(lists, [(_pattern(row, where=f"row {i}"), 1, ()) for i, row in enumerate(rows, start=1)])

    @classmethod
    def from_columns(
        cls, data: Any, *, lists: Sequence[str], strata: Sequence[str] = (), count: str | None = None
    ) -> Self:
        """Takes any dataframe (whatever gives a column by its name) and names of columns, gives the table.

        Works for a dict of lists, pandas, polars, pyarrow and narwhals frames, since only `data[name]` is asked.
        """
        cells = [_column(data, name) for name in lists]
        labels = [_column(data, name) for name in strata]
        numbers = _column(data, count) if count else [1] * (len(cells[0]) if cells else 0)
        made = []
        for row, values in enumerate(zip(*cells, strict=True)):
            pattern = _pattern(values, where=f"row {row + 1}")
            stratum = tuple(_label(column[row]) for column in labels)
            made.append((pattern, _count(numbers[row], where=f"row {row + 1}, {count or 'count'}"), stratum))
        return cls.of(lists, made, stratum_names=strata)

    @classmethod
    def from_csv(cls, path: str | Path, *, strata: Sequence[str] | None = None, count: str = "count") -> Self:
        """Takes a CSV with one 0/1 column a list, perhaps a column of counts and columns of strata, gives the table.

        Without a count column each row is one person. Without `strata`, columns whose values are not all 0 or 1 are
        strata, if they stand before the lists.
        """
        return cls.from_text(text_of(Path(path)), name=Path(path).name, strata=strata, count=count)

    @classmethod
    def from_text(cls, text: str, *, name: str, strata: Sequence[str] | None = None, count: str = "count") -> Self:
        """Takes the text of such a CSV and its name for messages, gives the table."""
        where = name
        header, rows = lines_of(text, where)
        if again := [name for name in header if header.count(name) > 1]:
            _refuse(where, f"a second column {again[0]!r}", "a name of its own for each column")
        named = [name for name in header if name != count]
        chosen = [name for name in named if _looks_like_stratum(header, rows, name)] if strata is None else list(strata)
        if absent := [name for name in chosen if name not in header]:
            _refuse(where, f"no column {absent[0]!r}", f"one of {', '.join(header)}")
        lists = [name for name in named if name not in chosen]
        _check_names(lists, where=where)
        places = {name: header.index(name) for name in header}
        columns = _Columns(places=places, lists=lists, strata=chosen, count=count, where=where)
        made = [_csv_cell(row, columns) for row in rows]
        return cls.of(lists, made, stratum_names=chosen)

    @classmethod
    def from_clusters(
        cls,
        clusters: Iterable[Iterable[str]],
        *,
        lists: Sequence[str] | None = None,
        strata: Sequence[tuple[str, ...]] | None = None,
        stratum_names: Sequence[str] = (),
    ) -> Self:
        """Takes, for each person, the list of every row held to be that person, gives the table and its duplicates."""
        held = [Counter(rows) for rows in clusters]
        names = tuple(lists) if lists is not None else tuple(sorted({name for rows in held for name in rows}))
        if unknown := sorted({name for rows in held for name in rows} - set(names)):
            _refuse("clusters", f"a row of list {unknown[0]!r}", f"one of {', '.join(names)}")
        again: Counter[str] = Counter()
        for rows in held:
            again.update({name: n - 1 for name, n in rows.items() if n > 1})
        patterns = ["".join("1" if name in rows else "0" for name in names) for rows in held]
        labels = strata if strata is not None else [()] * len(patterns)
        counted = [(p, 1, tuple(s)) for p, s in zip(patterns, labels, strict=True)]
        return cls.of(names, counted, stratum_names=stratum_names, duplicates=again)

    @property
    def persons(self) -> int:
        """Gives how many persons stand on at least one list."""
        return sum(cell.count for cell in self.counts)

    @property
    def data_hash(self) -> str:
        """Gives the SHA-256 of the table in canonical form: lists by name, patterns sorted, no empty cells."""
        order = sorted(range(len(self.lists)), key=lambda i: self.lists[i])
        cells = sorted([list(c.stratum), "".join(c.pattern[i] for i in order), c.count] for c in self.counts)
        names = [self.lists[i] for i in order]
        return sha256_of(canonical_json({"lists": names, "strata": list(self.stratum_names), "counts": cells}))

    def patterns(self) -> dict[str, int]:
        """Gives the count of each pattern, strata added up."""
        found: Counter[str] = Counter()
        for cell in self.counts:
            found[cell.pattern] += cell.count
        return dict(sorted(found.items()))

    def per_list(self) -> dict[str, int]:
        """Gives how many persons stand on each list."""
        return {name: sum(c.count for c in self.counts if c.pattern[i] == "1") for i, name in enumerate(self.lists)}

    def overlap(self, *names: str) -> int:
        """Takes names of lists, gives how many persons stand on all of them."""
        places = [self._place(name) for name in names]
        return sum(cell.count for cell in self.counts if all(cell.pattern[i] == "1" for i in places))

    def _repr_html_(self) -> str:
        sizes = "; ".join(f"{escape(name)}: {count:,}" for name, count in self.per_list().items())
        return (
            f"<p>{self.persons:,} persons in {len(self.patterns()):,} patterns on {len(self.lists)} lists ({sizes})</p>"
        )

    def captured(self) -> tuple[int, ...]:
        """Gives how many persons stand on exactly 1, 2, 3, ... lists."""
        times = Counter[int]()
        for cell in self.counts:
            times[cell.pattern.count("1")] += cell.count
        return tuple(times[k] for k in range(1, len(self.lists) + 1))

    def strata(self) -> dict[tuple[str, ...], "CaptureTable"]:
        """Gives one table a stratum, all with the same lists; one nameless stratum where there are none."""
        found: dict[tuple[str, ...], list[PatternCount]] = {}
        for cell in self.counts:
            found.setdefault(cell.stratum, []).append(cell)
        return {s: type(self).of(self.lists, [(c.pattern, c.count, ()) for c in cells]) for s, cells in found.items()}

    def whole(self) -> "CaptureTable":
        """Gives the table with its strata added up."""
        counted = [(pattern, count, ()) for pattern, count in self.patterns().items()]
        return type(self).of(self.lists, counted, duplicates=dict(self.duplicates))

    def only(self, names: Sequence[str]) -> "CaptureTable":
        """Takes names of lists, gives the table of these lists; persons on none of them leave it."""
        return self._rebuilt(names, [(self._place(name),) for name in names])

    def without(self, name: str) -> "CaptureTable":
        """Takes the name of a list, gives the table of the others."""
        return self.only([other for other in self.lists if other != self.lists[self._place(name)]])

    def merged(self, first: str, second: str) -> "CaptureTable":
        """Takes two lists, gives the table in which they are one list: a person is on it who is on either."""
        pair = (self._place(first), self._place(second))
        others = [(i,) for i in range(len(self.lists)) if i not in pair]
        names = [f"{first}+{second}", *[self.lists[i] for (i,) in others]]
        return self._rebuilt(names, [pair, *others])

    def in_use(self) -> "CaptureTable":
        """Gives the table without the lists that hold nobody."""
        held = self.per_list()
        return (
            self
            if all(held.values()) or not any(held.values())
            else self.only([name for name in self.lists if held[name]])
        )

    def suppressed(self, *, smallest: int = 5) -> tuple[tuple[tuple[str, ...], str, str], ...]:
        """Takes the smallest count that may be shown, gives (stratum, pattern, words) with small cells as "fewer than
        5". Subtraction from sums may still give them: `accounted.estimate.withheld` withholds what stands in its way.
        """
        return tuple(
            (c.stratum, c.pattern, f"{c.count}" if c.count >= smallest else f"fewer than {smallest}")
            for c in self.counts
        )

    def remarks(self) -> tuple[Remark, ...]:
        """Gives what the table shows that an estimate has to face: few lists, no overlap, lists that hold nobody,
        duplicates.
        """
        return tuple(_remarks(self))

    def _place(self, name: str) -> int:
        if name not in self.lists:
            _refuse("table of lists", f"no list {name!r}", f"one of {', '.join(self.lists)}")
        return self.lists.index(name)

    def _rebuilt(self, names: Sequence[str], places: Sequence[tuple[int, ...]]) -> "CaptureTable":
        made = []
        for cell in self.counts:
            pattern = "".join("1" if any(cell.pattern[i] == "1" for i in group) else "0" for group in places)
            if "1" in pattern:
                made.append((pattern, cell.count, cell.stratum))
        kept = {name: n for name, n in self.duplicates if name in names}
        return type(self).of(names, made, stratum_names=self.stratum_names, duplicates=kept)


def _remarks(table: CaptureTable) -> Iterator[Remark]:
    held = table.per_list()
    if len(table.lists) < 3:
        yield _remark(
            "few-lists", f"{len(table.lists)} lists. With fewer than three, dependence between lists cannot be seen."
        )
    for name in (name for name, n in held.items() if not n):
        yield _remark("list-holds-nobody", f"The list {name!r} holds nobody in this table.")
    for first, second in combinations([name for name, n in held.items() if n], 2):
        if not table.overlap(first, second):
            yield _remark("no-overlap", f"Nobody stands on both {first!r} and {second!r}.")
    for name, n in table.duplicates:
        yield _remark("duplicates-in-list", f"{n} rows of {name!r} are persons that the list holds already.")
    yield from _remarks_on_strata(table)


def _remarks_on_strata(table: CaptureTable) -> Iterator[Remark]:
    if not table.stratum_names:
        return
    overall = table.per_list()
    for stratum, part in table.strata().items():
        for name in (name for name, n in part.per_list().items() if not n and overall[name]):
            words = f"The list {name!r} holds nobody in stratum {' / '.join(stratum)}."
            yield _remark("list-vanishes-in-stratum", words)


def _remark(code: str, message: str) -> Remark:
    return Remark(code=code, where="table of lists", message=message)


def _refuse(where: str, found: str, expected: str, advice: str = "Correct the table and try again.") -> NoReturn:
    raise TableNotUsable(where=where, found=found, expected=expected, advice=advice)


def _check_names(lists: Sequence[str], *, where: str = "table of lists") -> None:
    if not lists:
        _refuse(where, "no list", "one 0/1 column a list")
    if len(lists) > MOST_LISTS:
        _refuse(where, f"{len(lists)} lists", f"at most {MOST_LISTS}")
    if len(set(lists)) != len(lists) or "" in lists:
        _refuse(where, f"list names {', '.join(map(repr, lists))}", "a name of its own for each list")


def _usable(pattern: str, count: int, *, size: int, where: str) -> bool:
    if len(pattern) != size:
        _refuse(where, f"a pattern of {len(pattern)} lists", f"{size}")
    if not 0 <= count <= MOST_PERSONS:
        _refuse(where, f"a count of {count}", f"between 0 and {MOST_PERSONS:,}")
    if "1" not in pattern and count:
        advice = "Leave the row out: how many are on no list is what is to be estimated."
        _refuse(where, f"{count} persons on no list", "persons on at least one list", advice)
    return count > 0


def _pattern(given: Any, *, where: str) -> str:
    cells = list(given)
    return "".join(_cell(value, where=f"{where}, column {i}") for i, value in enumerate(cells, start=1))


def _cell(value: Any, *, where: str) -> str:
    text = str(value).strip().casefold()
    if text in _ZERO:
        return "0"
    if text in _ONE:
        return "1"
    return _refuse(
        where, repr(value), "0 or 1", "Write 1 where the person is on the list, 0 where not; unknown is neither."
    )


def _count(value: Any, *, where: str) -> int:
    try:
        number = float(value)
    except (TypeError, ValueError):
        _refuse(where, repr(value), "a whole number of persons")
    if not math.isfinite(number) or number != int(number):
        _refuse(where, repr(value), "a whole number of persons")
    return int(value) if not isinstance(value, str) else int(number)


def _column(data: Any, name: str) -> list[Any]:
    try:
        column = data[name]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise TableNotUsable(
            where="table of lists",
            found=f"no column {name!r}",
            expected="a column of that name",
            advice="Name it as the data do.",
        ) from error
    for verb in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, verb):
            return list(getattr(column, verb)())
    return list(column)


def _label(value: Any) -> str:
    return "not told" if value is None or value != value else str(value)  # noqa: PLR0124 - a missing number differs from itself


def _looks_like_stratum(header: Sequence[str], rows: Sequence[tuple[int, list[str]]], name: str) -> bool:
    """A column is a stratum where it holds words and no 0 or 1: one word among marks is a cell that is wrong."""
    place = header.index(name)
    values = {row[place].strip().casefold() for _, row in rows if place < len(row)}
    marks, words = values & {*_ZERO[:2], *_ONE[:2]}, {v for v in values if any(c.isalpha() or c == "_" for c in v)}
    return bool(words - {*_ZERO, *_ONE}) and not marks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    places: Mapping[str, int]
    lists: Sequence[str]
    strata: Sequence[str]
    count: str
    where: str


def _csv_cell(row: tuple[int, list[str]], columns: _Columns) -> tuple[str, int, tuple[str, ...]]:
    places, count = columns.places, columns.count
    line, values = row
    if len(values) != len(places):
        _refuse(f"{columns.where}:{line}", f"{len(values)} columns", f"{len(places)}")
    at = f"{columns.where}:{line}"
    pattern = "".join(_cell(values[places[name]], where=f"{at}, column {name!r}") for name in columns.lists)
    number = _count(values[places[count]].strip(), where=f"{at}, column {count!r}") if count in places else 1
    if number < 0 or number > MOST_PERSONS:
        _refuse(f"{at}, column {count!r}", f"a count of {number}", f"between 0 and {MOST_PERSONS:,}")
    if "1" not in pattern and number:
        _refuse(
            at,
            f"{number} persons on no list",
            "persons on at least one list",
            "Leave the row out: it is what is to be estimated.",
        )
    return pattern, number, tuple(_label(values[places[name]]) for name in columns.strata)
