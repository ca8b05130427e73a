"""Lists as columns of numbers: each distinct value once, so that a million rows fit in a few hundred megabytes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np

from accounted.core.cells import Cells, Codes
from accounted.core.person import PersonList
from accounted.link.blocks import join_letters
from accounted.link.days import age_of, date_parts, day_first, whole_date
from accounted.link.kernels import AGES, DAYS, SEXES, SLOTS, TEXTS
from accounted.link.letters import LONGEST, letters_of, sets_of, word_facts
from accounted.link.names import fold, name_words, nickname_groups, parts_of_names, romanise, skeletons, stem
from accounted.link.plan import AGE, DAY, PLACE, SEX, Field, Plan

WORDS: Final = SLOTS
OTHERS: Final = 100
"""Rows of other persons added when a share is taken: in a list of three rows a name is not borne by a third of all."""

_TEXT, _JOINED, _NICK = 28, 40, 4
_KINDS: Final = {DAY: DAYS, AGE: AGES, SEX: SEXES}


@dataclass(slots=True, kw_only=True)
class Words:
    """The distinct words of all names: eight numbers of each (letters.py), its skeleton's number, and the logarithms of
    the shares of rows with the word and with its skeleton.
    """

    roman: list[str]
    facts: Any
    bone_id: Any
    logs: Any


@dataclass(slots=True, kw_only=True)
class Column:
    """One field over all rows: numbers, or codes of values; `share` is the share of rows with a code, None where values
    are not told apart by how rare they are. `texts` says where the letters of its values begin in the table of all.
    """

    field: Field
    code: Any
    share: Any = None
    texts: int = 0

    @property
    def year(self) -> Any:
        """Gives the year of each row's day, -1 where none is told."""
        return np.where(self.code > 0, self.code >> 9, -1)


@dataclass(slots=True, kw_only=True)
class Tables:
    """What compiled code asks of fields: a rule of each, log shares of codes, letters of texts, columns in each
    other.
    """

    rules: Any
    log_share: Any
    letters: Any
    sets: Any
    nested: Any


@dataclass(slots=True, kw_only=True)
class Encoded:
    """All rows of all lists one after the other: row r of list k stands at `offsets[k] + r`. `usable` rows are
    compared.

    `lines` holds for each row the codes of its fields, then the words of its name: twice their number, and one more
    where it may be a given name: all words of a whole name; -1 where there is none.
    """

    lists: tuple[PersonList, ...]
    offsets: Any
    side: Any
    usable: Any
    words: Words
    lines: Any
    columns: tuple[Column, ...]
    tables: Tables

    def place_of(self, at: int) -> tuple[int, int]:
        """Takes a row's place among all, gives its list's place and its number in that list."""
        which = int(np.searchsorted(self.offsets, at, side="right")) - 1
        return which, at - int(self.offsets[which])

    def places_of(self, rows: Any) -> tuple[list[int], list[int]]:
        """Takes rows by their place among all, gives the place of each one's list and its number in that list."""
        which = np.searchsorted(self.offsets, rows, side="right") - 1
        return which.tolist(), (rows - self.offsets[which]).tolist()

    def row_id(self, at: int) -> str:
        """Takes a row's place among all, gives the row's id."""
        which, number = self.place_of(at)
        return self.lists[which].row_id(number)

    def is_aside(self, at: int) -> bool:
        """Takes a row's place among all, gives whether it was set aside."""
        which, number = self.place_of(at)
        return number in self.lists[which].aside

    def row_ids(self) -> Iterator[str]:
        """Gives the ids of all rows in their order."""
        return chain.from_iterable(one.row_ids() for one in self.lists)

    def places_of_ids(self, wanted: Collection[str]) -> dict[str, int]:
        """Takes ids of rows, gives the place among all of each that is there; looks no farther than the last."""
        left, found = set(wanted), dict[str, int]()
        for at, row in enumerate(self.row_ids() if left else ()):
            if row in left:
                found[row] = at
                left.discard(row)
                if not left:
                    break
        return found

    def word(self, k: int) -> Any:
        """Takes a place in a name, gives the word that stands there in each row, -1 where there is none."""
        return self.lines[:, len(self.columns) + k] >> 1

    def joined(self) -> tuple[Any, Any]:
        """Gives the skeletons of each row's words joined in the order written, for dense comparison, and their
        lengths.
        """
        out = np.zeros((len(self.lines), _JOINED), np.uint8)
        return out, join_letters(self.lines, len(self.columns), self.words.facts, out)


def encode(lists: Sequence[PersonList], told: Plan) -> Encoded:
    """Takes lists and what is compared, gives all rows as numbers."""
    sizes = [len(one) for one in lists]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    side = np.repeat(np.arange(len(lists), dtype=np.int32), sizes)
    usable = np.ones(int(offsets[-1]), np.bool_)
    for at, one in enumerate(lists):
        for row in one.aside:
            usable[int(offsets[at]) + row] = False
        for row, (naming, _) in one.not_named.items():
            usable[int(offsets[at]) + row] &= naming != "group"
    columns, texts = _columns(lists, told)
    lines = np.full((int(offsets[-1]), len(columns) + WORDS), -1, np.int32)
    for at, column in enumerate(columns):
        lines[:, at] = column.code
    vocabulary: dict[str, int] = {}
    for at, one in enumerate(lists):
        mine = lines[int(offsets[at]) : int(offsets[at + 1]), len(columns) :]
        _words_of_list(one, told.names[at], told.given[at], (vocabulary, mine))
    return Encoded(
        lists=tuple(lists), offsets=offsets, side=side, usable=usable, columns=columns, lines=lines,
        words=_vocabulary(list(vocabulary) or [""], lines[:, len(columns) :]), tables=_tables(columns, texts),
    )  # fmt: skip


def coded(values: Iterable[str]) -> tuple[Any, list[str]]:
    """Takes values, gives their codes by first appearance and the distinct values."""
    return _coded_all([values])


def _coded_all(parts: Iterable[Iterable[str]]) -> tuple[Any, list[str]]:
    """Takes columns, one of each list, gives codes by first appearance over all and the distinct values."""
    table = Codes()
    codes = [np.zeros(0, np.int32)]
    for part in parts:
        if isinstance(part, Cells):
            told = np.fromiter(map(table.__getitem__, part.values), np.int32, len(part.values))
            codes.append(told[np.frombuffer(part.codes, np.int32)])
        else:
            codes.append(np.fromiter(map(table.__getitem__, part), np.int32))
    return np.concatenate(codes), list(table)


def _words_of_list(
    one: PersonList, ways: tuple[tuple[int, ...], ...], given: frozenset[int], into: tuple[dict[str, int], Any]
) -> None:
    """Writes the words of each name; where a way of writing names is silent, those of the next one."""
    silent = np.zeros(len(one), np.bool_)
    silent[list(one.not_named)] = True
    for way in ways:
        empty = (into[1][:, 0] < 0) & ~silent
        if not empty.any():
            return
        at_word = np.zeros(len(one), np.int8)
        for column in way:
            _add_column(one.columns[column], column in given or len(way) == 1, (empty, at_word), into)


def _add_column(cells: Cells, given: bool, open_rows: tuple[Any, Any], into: tuple[dict[str, int], Any]) -> None:
    """Writes the words of a column behind those of the columns before, marked where they may be given names."""
    (empty, at_word), (vocabulary, words) = open_rows, into
    codes, distinct = coded(cells)
    cut = [[vocabulary.setdefault(w, len(vocabulary)) for w in name_words(value)[:WORDS]] for value in distinct]
    width = max((len(told) for told in cut), default=0)
    table = np.full((len(cut), max(width, 1)), -1, np.int32)
    for at, told in enumerate(cut):
        table[at, : len(told)] = told
    for k in range(table.shape[1]):
        mine = table[:, k][codes]
        rows = np.flatnonzero(empty & (mine >= 0) & (at_word < WORDS))
        words[rows, at_word[rows]] = 2 * mine[rows] + given
        at_word[rows] += 1


def _vocabulary(romans: list[str], words: Any) -> Words:
    stems = [stem(roman) for roman in romans]
    bones = skeletons(stems)
    bone_id, _ = coded(bones)
    groups = nickname_groups()
    nick = np.zeros((len(romans), _NICK), np.uint16)
    for at, form in enumerate(romans):
        if form in groups:
            found = groups[form][:_NICK]
            nick[at, : len(found)] = np.array(found) + 1
    count = np.zeros(len(romans))
    for k in range(words.shape[1]):
        count += np.bincount(words[:, k][words[:, k] >= 0] >> 1, minlength=len(romans))
    rows = int((words[:, 0] >= 0).sum()) + OTHERS
    of_bone = np.bincount(bone_id, weights=count)
    shares = np.stack([np.maximum(count, 1), np.maximum(of_bone, 1)[bone_id]], axis=1) / rows
    facts = word_facts(letters_of(stems, LONGEST), letters_of([b[:10] for b in bones], LONGEST), bone_id, nick)
    return Words(roman=romans, facts=facts, bone_id=bone_id, logs=np.log(np.minimum(shares, 0.9)).astype(np.float32))


def _columns(lists: Sequence[PersonList], told: Plan) -> tuple[tuple[Column, ...], list[str]]:
    """Gives the columns of all fields, places last, and the texts whose letters are compared."""
    texts: list[str] = []
    columns = [_column(lists, field, told, texts) for field in told.fields if field.kind != PLACE]
    places = [field for field in told.fields if field.kind == PLACE]
    if places:
        values = (_values(one, at, field, told) for field in places for at, one in enumerate(lists))
        columns += _text_columns(*_coded_all(values), places, texts)
    return tuple(columns), texts


def _column(lists: Sequence[PersonList], field: Field, told: Plan, texts: list[str]) -> Column:
    values = (_values(one, at, field, told) for at, one in enumerate(lists))
    codes, distinct = _coded_all(values)
    if field.kind == DAY:
        first = day_first(distinct)
        table = np.array([date_parts(value, first_is_day=first) for value in distinct] or [(0, 0, 0)], np.int32)
        whole = np.where(table[:, 0] > 0, table[:, 0] * 512 + table[:, 1] * 32 + table[:, 2], -1)
        code = whole[codes].astype(np.int32)
        return Column(field=field, code=code, share=_shares(code))
    if field.kind == AGE:
        ages = np.array([age_of(value) for value in distinct] or [-1.0], np.float32)
        return Column(field=field, code=np.floor(ages).astype(np.int32)[codes])
    if field.kind == SEX:
        return Column(field=field, code=np.array([sex_of(value) for value in distinct] or [-1], np.int32)[codes])
    return _text_columns(codes, distinct, [field], texts)[0]


def _text_columns(codes: Any, distinct: Sequence[str], fields: Sequence[Field], texts: list[str]) -> list[Column]:
    """Codes columns of one table of values: one list's county may be what the other writes as a town."""
    again, plain = coded([_plain(value, place=fields[0].kind == PLACE) for value in distinct])
    told = np.array([bool(text) for text in plain] or [False])
    code = np.where(told[again], again, -1).astype(np.int32)[codes] if len(codes) else codes
    begin = len(texts)
    texts += plain
    parts = np.split(code, len(fields))
    return [
        Column(field=field, code=part, share=_shares(part), texts=begin)
        for field, part in zip(fields, parts, strict=True)
    ]


def _tables(columns: Sequence[Column], texts: list[str]) -> Tables:
    shares = [np.log(c.share) if c.share is not None else np.zeros(0) for c in columns]
    begin = np.concatenate([[0], np.cumsum([len(one) for one in shares])]).astype(np.int64)
    rules = [
        (
            _KINDS.get(c.field.kind, TEXTS), begin[at], c.texts, c.field.kind == PLACE, c.share is not None,
            c.field.label == "birth",
        )
        for at, c in enumerate(columns)
    ]  # fmt: skip
    letters, sizes = letters_of(texts or [""], _TEXT)
    return Tables(
        rules=np.array(rules, np.int64).reshape(-1, 6),
        log_share=np.concatenate([*shares, np.zeros(1)]).astype(np.float32),
        letters=np.concatenate([letters, sizes[:, None].astype(np.uint8)], axis=1),
        sets=sets_of(letters),
        nested=np.array(nested_places(columns), np.int64).reshape(-1, 2),
    )


def nested_places(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Takes columns, gives pairs (finer, coarser) of those of places: nine in ten of one value lie in one other."""
    places = [at for at, column in enumerate(columns) if column.field.kind == PLACE]
    found = []
    for fine in places:
        for coarse in places:
            a, b = columns[fine].code, columns[coarse].code
            told = (a >= 0) & (b >= 0)
            if fine == coarse or not told.any() or len(np.unique(a[told])) <= len(np.unique(b[told])):
                continue
            pairs, counts = np.unique(a[told].astype(np.int64) * (int(b.max()) + 1) + b[told], return_counts=True)
            most = np.zeros(int(a.max()) + 1)
            np.maximum.at(most, pairs // (int(b.max()) + 1), counts)
            if most.sum() >= 0.85 * told.sum() and told.sum() > 1.5 * (most > 0).sum():
                found.append((fine, coarse))
    return found


def _values(one: PersonList, at: int, field: Field, told: Plan) -> Iterable[str]:
    if field.label == "date" and told.date_parts[at]:
        parts = {part: one.columns[column] for part, column in told.date_parts[at].items()}
        return whole_date(parts, len(one))
    column = field.columns[at]
    return one.columns[column] if column >= 0 else ("",) * len(one)


def _shares(code: Any) -> Any:
    """Gives for each code the share of rows with it."""
    told = code[code >= 0]
    count = np.bincount(told, minlength=int(code.max(initial=0)) + 1).astype(np.float64)
    return np.maximum(count, 1) / (len(told) + OTHERS)


def sex_of(text: str) -> int:
    """Takes a cell, gives 0 for a man's word, 1 for a woman's, -1 where none is told."""
    told = fold(text).strip(" .")
    return 1 if told in _sex_words("female") else 0 if told in _sex_words("male") else -1


@lru_cache(maxsize=2)
def _sex_words(which: str) -> frozenset[str]:
    return frozenset(fold(word) for word in parts_of_names()["sex"][which])


def _plain(value: str, *, place: bool = False) -> str:
    pieces = [romanise(piece) or "".join(c for c in piece if c.isdigit()) for piece in _pieces(value)]
    kinds = parts_of_names()["place"]["kinds"] if place else ()
    told = "".join(piece for piece in pieces if piece not in kinds) or "".join(pieces)
    return "" if told in ("unknown", "nan", "none", "null", "na", "u", "unk") else told


def _pieces(value: str) -> list[str]:
    pieces: list[str] = []
    for word in fold(value).split():
        run = ""
        for char in word:
            if run and char.isdigit() != run[-1].isdigit():
                pieces.append(run)
                run = ""
            run += char
        pieces.append(run)
    return pieces
