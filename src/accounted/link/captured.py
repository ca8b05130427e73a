"""From persons to a capture table: one row a person, which lists it stands on, and in which stratum it is.

Rows that name nobody and fit no other row, groups, and rows set aside are no persons that could be found on a second
list: they are left out of the table and counted, since leaving them in would make persons on one list alone of them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.outcome import WrongUsage
from accounted.core.person import person_id
from accounted.link.draws import NOT_MEASURED, Draws, put_back
from accounted.link.encode import sex_of
from accounted.link.linkage import Linkage

NOT_TOLD: Final = "not told"
_OF_DATE: Final = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRows:
    """One row a person: its id, 0 or 1 for each list, its stratum; rows beyond the first on a list; rows left out.

    `left_out` says how many rows are in no capture: "unnamed", "group", "set aside".
    """

    lists: tuple[str, ...]
    persons: tuple[str, ...]
    on: tuple[tuple[int, ...], ...]
    stratum_names: tuple[str, ...]
    strata: tuple[tuple[str, ...], ...]
    duplicates: dict[str, int]
    left_out: dict[str, int]

    def table(self) -> CaptureTable:
        """Gives the capture table: counts by pattern and stratum."""
        labels = self.strata or ((),) * len(self.on)
        counted = [("".join(map(str, on)), 1, stratum) for on, stratum in zip(self.on, labels, strict=True)]
        return CaptureTable.of(self.lists, counted, stratum_names=self.stratum_names, duplicates=self.duplicates)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteringDraws:
    """Drawn clusterings as capture tables, one a draw; `measured` says whether links missed are in them.

    Draws in which links missed were not measured must not feed an estimate that is published.
    """

    measured: bool
    note: str
    missed: tuple[float, ...]
    tables: tuple[CaptureTable, ...]


def capture_rows(
    made: Linkage, *, strata: Sequence[str] = (), merged: Sequence[Sequence[str]] = (), person: Any = None
) -> CaptureRows:
    """Takes a linkage, gives one row a person: on which lists, in which stratum.

    `strata` are roles or headers: "sex", "place", "date:year", "date:month". `merged` names lists that count as one
    capture, since one took rows from the other. `person` is another clustering of the same rows, as a draw gives it.
    """
    names, list_of = _captures(made, merged)
    of = made.person if person is None else person
    counted = counted_rows(made, of)
    rows = np.flatnonzero(counted)
    roots, index = np.unique(of[rows], return_inverse=True)
    times = np.zeros((len(roots), len(names)), np.int64)
    np.add.at(times, (index, list_of[made.rows.side[rows]]), 1)
    labels = [_labels(made, what)[rows] for what in strata]
    told = tuple(zip(*(_of_persons(label, index, len(roots)) for label in labels), strict=True)) if labels else ()
    more = np.maximum(times - 1, 0).sum(axis=0)
    return CaptureRows(
        lists=names, persons=tuple(_ids(made, rows, index, len(roots))),
        on=tuple(tuple(row) for row in (times > 0).astype(int).tolist()), stratum_names=tuple(strata), strata=told,
        duplicates={name: int(n) for name, n in zip(names, more, strict=True) if n}, left_out=_left_out(made, counted),
    )  # fmt: skip


def clustering_draws(
    made: Linkage, found: Draws, *, strata: Sequence[str] = (), merged: Sequence[Sequence[str]] = ()
) -> ClusteringDraws:
    """Takes a linkage and its drawn clusterings, gives one capture table a draw, links missed put back where measured.

    With a share missed of .2 and 100 persons on two lists, 25 persons on each alone are 25 on both.
    """
    tables = []
    for which in range(len(found)):
        rows = capture_rows(made, strata=strata, merged=merged, person=found.clustering(which))
        table = rows.table()
        share = None if found.missed is None else min(float(found.missed[which]), 0.95)
        tables.append(table if share is None else _with_missed(table, share / (1 - share)))
    shares = () if found.missed is None else tuple(round(float(share), 9) for share in found.missed)
    return ClusteringDraws(measured=found.note != NOT_MEASURED, note=found.note, missed=shares, tables=tuple(tables))


def _with_missed(table: CaptureTable, odds: float) -> CaptureTable:
    counted = []
    for stratum, part in table.strata().items():
        told = Counter({tuple(k for k, on in enumerate(c.pattern) if on == "1"): c.count for c in part.counts})
        for lists, count in sorted(put_back(told, odds).items()):
            counted.append(("".join("1" if k in lists else "0" for k in range(len(table.lists))), count, stratum))
    return CaptureTable.of(table.lists, counted, stratum_names=table.stratum_names, duplicates=dict(table.duplicates))


def counted_rows(made: Linkage, person: Any) -> Any:
    """Takes a linkage and the person of each row, gives which rows count as a person on a list.

    A row without a name counts where it is linked to another row, by a score or by a person.
    """
    counted = made.rows.usable.copy()
    sizes = np.bincount(person, minlength=len(person))
    for at, one in enumerate(made.rows.lists):
        for row in one.not_named:
            place = int(made.rows.offsets[at]) + row
            counted[place] &= bool(sizes[person[place]] > 1)
    return counted


def _captures(made: Linkage, merged: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Any]:
    lists = [one.name for one in made.rows.lists]
    if unknown := sorted({name for names in merged for name in names} - set(lists)):
        raise WrongUsage(where="merged lists", found=unknown[0], expected=", ".join(lists), advice="Name a list.")
    group = {name: tuple(sorted(names, key=lists.index)) for names in merged for name in names if name in lists}
    captures = list(dict.fromkeys("+".join(group.get(name, (name,))) for name in lists))
    places = [captures.index("+".join(group.get(name, (name,)))) for name in lists]
    return tuple(captures), np.array(places, np.int64)


def _labels(made: Linkage, what: str) -> Any:
    role, _, part = what.partition(":")
    values: list[str] = []
    for one in made.rows.lists:
        column = _column(one.mapping.columns(role), one.header, role)
        if column is None:
            values += [_label("", role, part)] * len(one)
        else:
            told = [_label(cell.strip(), role, part) for cell in one.columns[column].values]
            values += map(told.__getitem__, one.columns[column].codes)
    return np.array(values, dtype=object)


def _column(of_role: Sequence[int], header: Sequence[str], name: str) -> int | None:
    if of_role:
        return of_role[0]
    return header.index(name) if name in header else None


def _label(cell: str, role: str, part: str) -> str:
    if role == "sex":
        return {0: "male", 1: "female"}.get(sex_of(cell), "")
    return cell[: _OF_DATE[part]] if part in _OF_DATE and cell[:4].isdecimal() else "" if part else cell


def _of_persons(label: Any, index: Any, count: int) -> list[str]:
    """Gives each person's most frequent value; of equally frequent ones the first written."""
    told: list[Counter[str]] = [Counter() for _ in range(count)]
    for person, value in zip(index.tolist(), label.tolist(), strict=True):
        if value:
            told[person][value] += 1
    return [counts.most_common(1)[0][0] if counts else NOT_TOLD for counts in told]


def _ids(made: Linkage, rows: Any, index: Any, count: int) -> list[str]:
    members: list[list[str]] = [[] for _ in range(count)]
    for row, person in zip(rows.tolist(), index.tolist(), strict=True):
        members[person].append(made.rows.row_id(row))
    return [person_id(tuple(ids)) for ids in members]


def _left_out(made: Linkage, counted: Any) -> dict[str, int]:
    out: Counter[str] = Counter()
    for at, one in enumerate(made.rows.lists):
        out["set aside"] += len(one.aside)
        for row, (naming, _) in one.not_named.items():
            if row not in one.aside and not counted[int(made.rows.offsets[at]) + row]:
                out[naming] += 1
    return {why: count for why, count in sorted(out.items()) if count}
