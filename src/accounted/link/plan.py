"""Which columns of several lists are compared with each other, and how: one field each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.core.person import PersonList
from accounted.link.days import part_of_header

DAY, AGE, SEX, TEXT, ID, PLACE = "day", "age", "sex", "text", "id", "place"
PARTS_OF_NAME: Final = ("given", "father", "grandfather", "family")
_SIGNS: Final = re.compile(r"[\W_]+")
_SAMPLE: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One comparison: what it is called, its kind, its column in each list (-1 where a list has none).

    `shared` says that members of one family on one day agree on it as often as one person in two lists does.
    """

    label: str
    kind: str
    columns: tuple[int, ...]
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is compared: the columns of names of each list in order of use, dates in parts, and the other fields."""

    names: tuple[tuple[tuple[int, ...], ...], ...]
    given: tuple[frozenset[int], ...]
    fields: tuple[Field, ...]
    date_parts: tuple[dict[str, int], ...]


def plan(lists: Sequence[PersonList]) -> Plan:
    """Takes lists with their mappings, gives what is compared.

    Full names in several scripts are ways to write one name: the script that most lists share goes first. Columns of
    places and categories are paired by their header, or else by the values they share.
    """
    parts = tuple(_date_parts(one) for one in lists)
    fields: list[Field] = []
    for role, label, shared in (("birth", "birth", False), ("date", "date", True)):
        columns = tuple(_day_column(one, role, taken) for one, taken in zip(lists, parts, strict=True))
        fields += _told(
            [Field(label=label, kind=DAY, columns=columns, shared=shared)], whole=parts if role == "date" else ()
        )
    for role, kind in (("age", AGE), ("sex", SEX)):
        columns = tuple(next(iter(one.mapping.columns(role)), -1) for one in lists)
        fields += _told([Field(label=role, kind=kind, columns=columns, shared=False)])
    for role, kind, shared in (
        ("place", PLACE, True),
        ("mother", TEXT, True),
        ("cause", TEXT, True),
        ("status", TEXT, True),
        ("category", TEXT, True),
        ("text", TEXT, True),
        ("id", ID, False),
    ):
        fields += _told(list(_paired(lists, role, kind, shared)))
    names = _scripts_in_order(lists)
    given = tuple(frozenset(one.mapping.columns("given")) for one in lists)
    return Plan(names=names, given=given, fields=tuple(fields), date_parts=parts)


def _told(fields: list[Field], *, whole: Sequence[dict[str, int]] = ()) -> list[Field]:
    """Keeps the fields that a second row can be compared on: two lists have it, or there is one list alone.

    A column of places stays in any case: one list's county may be what the other writes as a town.
    """
    kept = []
    for one in fields:
        have = [column >= 0 or bool(whole and whole[at]) for at, column in enumerate(one.columns)]
        if sum(have) >= min(2, len(have)) or one.kind == PLACE:
            kept.append(one)
    return kept


def _date_parts(one: PersonList) -> dict[str, int]:
    found = {part: at for at in one.mapping.columns("date") if (part := part_of_header(one.header[at]))}
    return found if "year" in found and len(one.mapping.columns("date")) > 1 else {}


def _day_column(one: PersonList, role: str, taken: dict[str, int]) -> int:
    columns = [at for at in one.mapping.columns(role) if at not in taken.values()]
    return max(columns, key=lambda at: sum(1 for value in one.columns[at][:_SAMPLE] if value), default=-1)


def _scripts_in_order(lists: Sequence[PersonList]) -> tuple[tuple[tuple[int, ...], ...], ...]:
    ways = [_ways(one) for one in lists]
    scripts = [[_script(one, way) for way in found] for one, found in zip(lists, ways, strict=True)]
    shared = Counter(script for found in scripts for script in set(found))
    ordered = []
    for one, found, told in zip(lists, ways, scripts, strict=True):
        share = {way: _filled(one, way) for way in found}
        known = {way: shared[script] for way, script in zip(found, told, strict=True)}
        ordered.append(tuple(sorted(found, key=lambda way: (-known[way] * (share[way] > 0.3), -share[way], way))))
    return tuple(ordered)


def _ways(one: PersonList) -> list[tuple[int, ...]]:
    parts = one.mapping.columns(*PARTS_OF_NAME)
    ways = [parts] if len(parts) > 1 else []
    ways += [(at,) for at in one.mapping.columns("name")]
    return ways or ([parts] if parts else [(at,) for at in one.mapping.columns("other_name")])


def _script(one: PersonList, way: tuple[int, ...]) -> str:
    counts: Counter[str] = Counter()
    for at in way:
        for value in one.columns[at][:_SAMPLE]:
            letter = next((c for c in value if c.isalpha()), "")
            if letter:
                counts["latin" if letter < "ɐ" else f"{ord(letter) >> 8}"] += 1
    return counts.most_common(1)[0][0] if counts else ""


def _filled(one: PersonList, way: tuple[int, ...]) -> float:
    sample = list(zip(*(one.columns[at][:_SAMPLE] for at in way), strict=True))
    return sum(1 for parts in sample if any(parts)) / max(len(sample), 1)


def _header(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()


def _paired(lists: Sequence[PersonList], role: str, kind: str, shared: bool) -> Iterator[Field]:
    open_columns = [list(one.mapping.columns(role)) for one in lists]
    while any(open_columns):
        lead = next(at for at, columns in enumerate(open_columns) if columns)
        column = open_columns[lead].pop(0)
        chosen = [-1] * len(lists)
        chosen[lead] = column
        for at in range(lead + 1, len(lists)):
            match = _partner(lists[lead], column, lists[at], open_columns[at])
            if match >= 0:
                open_columns[at].remove(match)
                chosen[at] = match
        yield Field(label=lists[lead].header[column], kind=kind, columns=tuple(chosen), shared=shared)


def _partner(one: PersonList, column: int, other: PersonList, columns: Sequence[int]) -> int:
    title = _header(one.header[column])
    same = next((at for at in columns if _header(other.header[at]) == title), -1)
    if same >= 0:
        return same
    values = {value.casefold() for value in one.columns[column][:_SAMPLE] if value}
    best, most = -1, 0.25
    for at in columns:
        others = {value.casefold() for value in other.columns[at][:_SAMPLE] if value}
        share = len(values & others) / max(min(len(values), len(others)), 1)
        if share > most and len(values & others) > 1:
            best, most = at, share
    return best
