"""Lists as columns of numbers: each distinct value once, so that a million rows fit in a few hundred megabytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from accounted.core.person import PersonList
from accounted.link.days import age_of, date_parts, day_first, whole_date
from accounted.link.kernels import join_letters
from accounted.link.names import fold, name_words, nickname_groups, parts_of_names, romanise, skeleton, stem
from accounted.link.plan import AGE, DAY, PLACE, SEX, Field, Plan

WORDS: Final = 6
OTHERS: Final = 100
"""Rows of other persons added when a share is taken: in a list of three rows a name is not borne by a third of all."""

_ROMAN, _BONE, _TEXT, _JOINED, _NICK = 16, 16, 28, 40, 4


@dataclass(slots=True, kw_only=True)
class Words:
    """The distinct words of all names: letters and skeleton of each, the groups of names it stands for, in how many
    rows.
    """

    roman: list[str]
    table: tuple[Any, ...]
    share: Any
    bone_share: Any


@dataclass(slots=True, kw_only=True)
class Column:
    """One field over all rows: numbers, or codes of texts with their letters; `share` is the share of rows with a
    code.
    """

    field: Field
    code: Any
    letters: Any = None
    lengths: Any = None
    share: Any = None
    parts: tuple[Any, ...] = ()


@dataclass(slots=True, kw_only=True)
class Encoded:
    """All rows of all lists one after the other: row r of list k stands at `offsets[k] + r`. `usable` rows are
    compared.
    """

    lists: tuple[PersonList, ...]
    offsets: Any
    side: Any
    usable: Any
    words: Words
    word: Any
    given: Any
    joined: Any
    joined_length: Any
    columns: tuple[Column, ...]

    def place_of(self, at: int) -> tuple[int, int]:
        """Takes a row's place among all, gives its list's place and its number in that list."""
        which = int(np.searchsorted(self.offsets, at, side="right")) - 1
        return which, at - int(self.offsets[which])

    def row_id(self, at: int) -> str:
        """Takes a row's place among all, gives the row's id."""
        which, number = self.place_of(at)
        return self.lists[which].row_id(number)


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
    vocabulary: dict[str, int] = {}
    rows = [_words_of_list(one, told.names[at], told.given[at], vocabulary) for at, one in enumerate(lists)]
    word = np.concatenate([pair[0] for pair in rows]) if rows else np.zeros((0, WORDS), np.int32)
    given = np.concatenate([pair[1] for pair in rows]) if rows else np.zeros((0, WORDS), np.bool_)
    words = _vocabulary(list(vocabulary) or [""], word)
    joined, length = _joined(word, words)
    columns = tuple(_column(lists, field, told) for field in told.fields if field.kind != PLACE)
    columns += _place_columns(lists, [field for field in told.fields if field.kind == PLACE], told)
    return Encoded(
        lists=tuple(lists), offsets=offsets, side=side, usable=usable, words=words, word=word, given=given,
        joined=joined, joined_length=length, columns=columns,
    )  # fmt: skip


def coded(values: Iterable[str]) -> tuple[Any, list[str]]:
    """Takes values, gives their codes by first appearance and the distinct values."""
    table: dict[str, int] = {}
    codes = np.fromiter((table.setdefault(value, len(table)) for value in values), np.int32)
    return codes, list(table)


def _words_of_list(
    one: PersonList, ways: tuple[tuple[int, ...], ...], given: frozenset[int], vocabulary: dict[str, int]
) -> tuple[Any, Any]:
    word = np.full((len(one), WORDS), -1, np.int32)
    of_given = np.zeros((len(one), WORDS), np.bool_)
    silent = np.zeros(len(one), np.bool_)
    silent[list(one.not_named)] = True
    for way in ways:
        empty = (word[:, 0] < 0) & ~silent
        if not empty.any():
            break
        at_word = np.zeros(len(one), np.int64)
        for column in way:
            _add_column(
                one.columns[column], column in given or (len(way) == 1), empty, (word, of_given, at_word), vocabulary
            )
            if len(way) == 1:
                of_given[empty, 1:] = False
    return word, of_given


def _add_column(
    values: Sequence[str], as_given: bool, empty: Any, into: tuple[Any, Any, Any], vocabulary: dict[str, int]
) -> None:
    word, of_given, at_word = into
    codes, distinct = coded(values)
    cut = [[vocabulary.setdefault(w, len(vocabulary)) for w in name_words(value)[:WORDS]] for value in distinct]
    width = max((len(words) for words in cut), default=0)
    table = np.full((len(cut), max(width, 1)), -1, np.int32)
    for at, words in enumerate(cut):
        table[at, : len(words)] = words
    mine = table[codes]
    for k in range(table.shape[1]):
        rows = np.flatnonzero(empty & (mine[:, k] >= 0) & (at_word < WORDS))
        word[rows, at_word[rows]] = mine[rows, k]
        of_given[rows, at_word[rows]] = as_given
        at_word[rows] += 1


def _vocabulary(romans: list[str], word: Any) -> Words:
    stems = [stem(roman) for roman in romans]
    bones = [skeleton(roman) for roman in stems]
    roman, roman_len = _letters(stems, _ROMAN)
    bone, bone_len = _letters([bone[:10] for bone in bones], _BONE)
    bone_id, _ = coded(bones)
    groups = nickname_groups()
    nick = np.full((len(romans), _NICK), -1, np.int32)
    for at, form in enumerate(romans):
        found = groups.get(form, ())[:_NICK]
        nick[at, : len(found)] = found
    count = np.bincount(word[word >= 0].ravel(), minlength=len(romans)).astype(np.float64)
    rows = int((word[:, 0] >= 0).sum()) + OTHERS
    of_bone = np.bincount(bone_id, weights=count, minlength=int(bone_id.max(initial=-1)) + 1)
    share = np.maximum(count, 1) / rows
    packed = _sets(roman), _sets(bone), roman.view(np.uint64), bone.view(np.uint64)
    return Words(
        roman=romans,
        table=(roman, roman_len, bone, bone_len, bone_id, nick, *packed),
        share=np.minimum(share, 0.9),
        bone_share=np.minimum(np.maximum(of_bone, 1) / rows, 0.9)[bone_id] if len(romans) else share,
    )


def _letters(texts: Sequence[str], width: int) -> tuple[Any, Any]:
    """Takes texts, gives their signs as numbers 1 to 63, cut to a width, and their lengths."""
    out = np.zeros((max(len(texts), 1), width), np.uint8)
    lengths = np.zeros(max(len(texts), 1), np.int32)
    for at, text in enumerate(texts):
        signs = [_sign(c) for c in text[:width]]
        out[at, : len(signs)] = signs
        lengths[at] = len(signs)
    return out, lengths


def _sets(letters: Any) -> Any:
    """Gives for each word the set of its letters as bits."""
    found = np.zeros(len(letters), np.uint64)
    for k in range(letters.shape[1]):
        told = letters[:, k] > 0
        found[told] |= np.uint64(1) << letters[told, k].astype(np.uint64)
    return found


def _sign(char: str) -> int:
    if "a" <= char <= "z":
        return ord(char) - 96
    if "0" <= char <= "9":
        return ord(char) - 18
    return 41 if char == "S" else 42 + ord(char) % 21


def _joined(word: Any, words: Words) -> tuple[Any, Any]:
    """Joins the skeletons of each row's words, in the order written, for dense comparison."""
    out = np.zeros((word.shape[0], _JOINED), np.uint8)
    return out, join_letters(word, words.table[2], words.table[3], out)


def _column(lists: Sequence[PersonList], field: Field, told: Plan) -> Column:
    codes, distinct = coded(value for at, one in enumerate(lists) for value in _values(one, at, field, told))
    if field.kind == DAY:
        first = day_first(distinct)
        table = np.array([date_parts(value, first_is_day=first) for value in distinct] or [(0, 0, 0)], np.int16)
        code, share = _shares(_recoded(table, codes))
        return Column(field=field, code=code, share=share, parts=tuple(table[codes, k] for k in range(3)))
    if field.kind == AGE:
        ages = np.array([age_of(value) for value in distinct] or [-1.0], np.float32)
        return Column(field=field, code=np.floor(ages[codes]).astype(np.int32), parts=(ages[codes],))
    if field.kind == SEX:
        return Column(field=field, code=np.array([sex_of(value) for value in distinct] or [-1], np.int32)[codes])
    return _text_columns(codes, distinct, [field])[0]


def _place_columns(lists: Sequence[PersonList], fields: Sequence[Field], told: Plan) -> tuple[Column, ...]:
    """Codes all columns of places with one table, since one list's county may be what the other writes as a town."""
    if not fields:
        return ()
    values = (value for field in fields for at, one in enumerate(lists) for value in _values(one, at, field, told))
    codes, distinct = coded(values)
    return _text_columns(codes, distinct, fields)


def _text_columns(codes: Any, distinct: Sequence[str], fields: Sequence[Field]) -> tuple[Column, ...]:
    again, texts = coded([_plain(value, place=fields[0].kind == PLACE) for value in distinct])
    letters, lengths = _letters(texts, _TEXT)
    code = np.where(lengths[again[codes]] > 0, again[codes], -1).astype(np.int32) if len(codes) else codes
    made = []
    for field, part in zip(fields, np.split(code, len(fields)), strict=True):
        mine, share = _shares(part)
        made.append(Column(field=field, code=mine, letters=letters, lengths=lengths, share=share))
    return tuple(made)


def _values(one: PersonList, at: int, field: Field, told: Plan) -> Iterable[str]:
    if field.label == "date" and told.date_parts[at]:
        parts = {part: one.columns[column] for part, column in told.date_parts[at].items()}
        return whole_date(parts, len(one))
    column = field.columns[at]
    return one.columns[column] if column >= 0 else ("",) * len(one)


def _recoded(table: Any, codes: Any) -> Any:
    whole = table[:, 0].astype(np.int32) * 512 + table[:, 1] * 32 + table[:, 2]
    return np.where(table[codes, 0] > 0, whole[codes], -1)


def _shares(code: Any) -> tuple[Any, Any]:
    told = code >= 0
    count = np.bincount(code[told], minlength=int(code.max(initial=0)) + 1).astype(np.float64)
    return code, np.maximum(count, 1) / (int(told.sum()) + OTHERS)


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
