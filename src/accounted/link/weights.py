"""Fellegi-Sunter weights: how often one person's rows agree (m) against how often two persons' rows do (u).

Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969): the weight of an agreement is log(m/u). Rare values
weigh
more (their eq. 18 and following; Winkler 1989 for names): u is the share of rows with that word or value. m starts
from an
informative prior and is re-estimated with it (a Dirichlet prior of `PRIOR_ROWS` rows), never by EM alone.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from accounted.link.days import age_level
from accounted.link.encode import Column, Encoded
from accounted.link.kernels import NONE, SLOTS, compare_days, compare_names, compare_texts
from accounted.link.plan import AGE, DAY, ID, PLACE, SEX, TEXT

PRIOR_ROWS: Final = 60.0
PRIOR_CHANCE: Final = 100.0
CHUNK: Final = 200_000
LEVELS: Final = 6
_M: Final = {
    DAY: (0.80, 0.08, 0.06, 0.025, 0.015, 0.02),
    AGE: (0.62, 0.15, 0.12, 0.03, 0.04, 0.04),
    SEX: (0.985, 0.015, 0, 0, 0, 0),
    TEXT: (0.75, 0.1, 0.05, 0.1, 0, 0),
    PLACE: (0.75, 0.1, 0.05, 0.1, 0, 0),
    ID: (0.92, 0.04, 0.01, 0.03, 0, 0),
}
_M_NAME: Final = (
    (0.66, 0.10, 0.08, 0.04, 0.04, 0.08),
    (0.45, 0.08, 0.07, 0.05, 0.05, 0.30),
    (0.76, 0.10, 0.08, 0.03, 0.02, 0.01),
)
"""Priors of m for words of family names and others, for further given names, and for the given name that agrees
best.
"""

_U: Final = {
    DAY: (0.004, 0.006, 0.02, 0.07, 0.1, 0.8),
    AGE: (0.025, 0.025, 0.025, 0.045, 0.13, 0.75),
    SEX: (0.55, 0.45, 0, 0, 0, 0),
    TEXT: (0.05, 0.005, 0.015, 0.93, 0, 0),
    PLACE: (0.05, 0.005, 0.015, 0.93, 0, 0),
    ID: (0.0005, 0.002, 0.0075, 0.99, 0, 0),
}
_U_NAME: Final = (
    (0.01, 0.005, 0.015, 0.12, 0.55, 0.3),
    (0.005, 0.002, 0.005, 0.05, 0.788, 0.15),
    (0.015, 0.005, 0.01, 0.14, 0.83, 0.0),
)

MOST: Final = {
    DAY: (1, 1, 0.5, 0.15, 0.08, 0.05),
    AGE: (1, 1, 1, 0.3, 0.3, 0.1),
    SEX: (1, 0.05, 1, 1, 1, 1),
    TEXT: (1, 1, 0.4, 0.4, 1, 1),
    PLACE: (1, 1, 0.4, 0.3, 1, 1),
    ID: (1, 0.3, 0.2, 0.2, 1, 1),
}
"""The most that one person's rows may disagree, level by level: priors cut off as in Sadinle, "Detecting duplicates
in a
homicide registry using a Bayesian partitioning approach", Annals of Applied Statistics 8 (2014). Without them members
of one
family, who are many, take the place of one person's rows, who are few."""

_MOST_NAME: Final = ((1, 1, 1, 0.12, 0.10, 0.3), (1, 1, 1, 0.2, 0.10, 0.6), (1, 0.4, 0.3, 0.07, 0.03, 0.02))
NAMESAKE: Final = float(np.log(0.4))
"""Two of one family killed together bear one given name less often than two at random do: children of one house are
named apart.
"""

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How pairs agree: per field a level; for names up to six slots (level, +8 if of a given name) with their log u."""

    fields: Any
    field_log_u: Any
    slots: Any
    slot_log_u: Any
    words: tuple[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The m and u of every field and level, and how many pairs of each of three kinds are expected among all pairs.

    The kinds are one person; two persons of one family on one day (who agree on all but the given name); unrelated.
    """

    field_m: Any
    field_u: Any
    name_m: Any
    name_u: Any
    matches: float
    relatives: float
    all_pairs: float


def all_pairs(rows: Encoded, *, repeats: bool) -> float:
    """Takes encoded rows, gives how many pairs there are: of rows of two lists, or with `repeats` of any two rows."""
    count = float(rows.usable.sum())
    sizes = np.bincount(rows.side[rows.usable], minlength=1).astype(np.float64)
    across = (count**2 - (sizes**2).sum()) / 2
    return max(count * (count - 1) / 2 if repeats else across, 1.0)


def first_weights(rows: Encoded, *, possible: float, u: tuple[Any, Any]) -> Weights:
    """Takes encoded rows, how many pairs there are and u of pairs at random, gives the weights to start from."""
    count = float(rows.usable.sum())
    sizes = np.bincount(rows.side, minlength=1).astype(np.float64)
    matches = 0.5 * (sizes.sum() - sizes.max()) if len(sizes) > 1 else 0.05 * count
    m = np.array([_M[column.field.kind] for column in rows.columns] or np.zeros((0, LEVELS)), np.float64)
    return Weights(
        field_m=m.reshape(-1, LEVELS), field_u=u[0], name_m=np.array(_M_NAME), name_u=u[1],
        matches=max(matches, 1.0), relatives=0.5 * count, all_pairs=possible,
    )  # fmt: skip


def levels_of(rows: Encoded, left: Any, right: Any) -> Levels:
    """Takes pairs of rows, gives how they agree on every field, and log u of the value or word agreed on."""
    slots, first, second = compare_names(left, right, rows.word, rows.given, rows.words.table)
    _lead(slots)
    fields = np.full((len(left), len(rows.columns)), NONE, np.uint8)
    log_u = np.zeros(fields.shape, np.float32)
    for at, column in enumerate(rows.columns):
        fields[:, at] = _field_levels(column, left, right)
        if column.share is not None:
            same = fields[:, at] == 0
            log_u[same, at] = np.log(column.share[column.code[left[same]]])
    _places_across(rows, fields, left, right)
    _age_beside_birth(rows, fields)
    _coarser_places(rows, fields)
    return Levels(
        fields=fields,
        field_log_u=log_u,
        slots=slots,
        slot_log_u=_slot_log_u(rows, slots, first, second),
        words=(first, second),
    )


def _lead(slots: Any) -> None:
    """Marks the given name that agrees best, kind 2: kernels write slots from the best level to the worst."""
    given = (slots != NONE) & (slots & 8 > 0)
    first = given.argmax(axis=1)
    at = np.flatnonzero(given.any(axis=1))
    slots[at, first[at]] += 8


def _field_levels(column: Column, left: Any, right: Any) -> Any:
    kind = column.field.kind
    if kind == DAY:
        return compare_days(left, right, *column.parts)
    if kind == AGE:
        return age_level(column.parts[0][left], column.parts[0][right])
    if kind == SEX:
        a, b = column.code[left], column.code[right]
        return np.where((a < 0) | (b < 0), NONE, a != b).astype(np.uint8)
    return compare_texts(left, right, column.code, column.letters, column.lengths)


def _age_beside_birth(rows: Encoded, fields: Any) -> None:
    """An age says nothing more where both dates of birth are told to the day: it would count the same agreement
    twice.
    """
    births = [at for at, column in enumerate(rows.columns) if column.field.label == "birth"]
    for at, column in enumerate(rows.columns):
        if column.field.kind == AGE and births:
            fields[fields[:, births[0]] != NONE, at] = NONE


def _places_across(rows: Encoded, fields: Any, left: Any, right: Any) -> None:
    """A place that stands in another column of the other row agrees in part: a county written where a town is asked
    for.
    """
    places = [at for at, column in enumerate(rows.columns) if column.field.kind == PLACE]
    for one in places:
        for other in places:
            if one == other:
                continue
            a, b = rows.columns[one].code, rows.columns[other].code
            across = ((a[left] >= 0) & (a[left] == b[right])) | ((a[right] >= 0) & (a[right] == b[left]))
            fields[across & (fields[:, one] == 3), one] = 2


def _coarser_places(rows: Encoded, fields: Any) -> None:
    """Where two rows agree on a town, that they agree on its province says nothing more."""
    for fine, coarse in nested_places(rows):
        both = (fields[:, fine] == 0) & (fields[:, coarse] == 0)
        fields[both, coarse] = NONE


def nested_places(rows: Encoded) -> list[tuple[int, int]]:
    """Takes encoded rows, gives pairs (finer, coarser) of place columns: nine in ten of one value lie in one other."""
    places = [at for at, column in enumerate(rows.columns) if column.field.kind == PLACE]
    found = []
    for fine in places:
        for coarse in places:
            a, b = rows.columns[fine].code, rows.columns[coarse].code
            told = (a >= 0) & (b >= 0)
            if fine == coarse or not told.any() or len(np.unique(a[told])) <= len(np.unique(b[told])):
                continue
            pairs, counts = np.unique(a[told].astype(np.int64) * (int(b.max()) + 1) + b[told], return_counts=True)
            most = np.zeros(int(a.max()) + 1)
            np.maximum.at(most, pairs // (int(b.max()) + 1), counts)
            if most.sum() >= 0.85 * told.sum() and told.sum() > 1.5 * (most > 0).sum():
                found.append((fine, coarse))
    return found


def _slot_log_u(rows: Encoded, slots: Any, first: Any, second: Any) -> Any:
    """Gives log u of a word agreed on: the share of rows with it; of forms alike: of rows with its skeleton or the
    other form.
    """
    level = slots & 7
    a, b = np.maximum(first, 0), np.maximum(second, 0)
    word, bone = rows.words.share, rows.words.bone_share
    same = word[a]
    alike = np.minimum(np.maximum(bone[a], bone[b]), 0.9) if len(bone) else same
    u = np.where(level == 0, same, np.where(level == 1, alike, 1.0))
    return np.where(slots == NONE, 0.0, np.log(u)).astype(np.float32)


def chance_levels(rows: Encoded, pairs: tuple[Any, Any], *, possible: float) -> tuple[Any, Any]:
    """Takes pairs of rows at random, gives u: the share of each level by field, and by kind of name slot.

    The pairs count for no more than there are `possible`; besides them counts a prior of `PRIOR_CHANCE` pairs, which
    matters in lists of a few dozen rows only.
    """
    found = levels_of(rows, *pairs)
    worth = min(1.0, possible / max(len(pairs[0]), 1))
    fields = [_shares(found.fields[:, at], worth, _U[column.field.kind]) for at, column in enumerate(rows.columns)]
    kinds = [_shares(found.slots[(found.slots >> 3) == kind] & 7, worth, prior) for kind, prior in enumerate(_U_NAME)]
    return np.array(fields).reshape(-1, LEVELS), np.array(kinds)


def _shares(levels: Any, worth: float, prior: tuple[float, ...]) -> Any:
    told = levels[levels < LEVELS]
    counts = worth * np.bincount(told, minlength=LEVELS).astype(np.float64) + PRIOR_CHANCE * np.array(prior)
    return counts / counts.sum()


def log_ratios(rows: Encoded, found: Levels, weights: Weights) -> tuple[Any, Any]:
    """Takes levels of pairs, gives log(m/u) for one person, and the same for two of one family, both against
    unrelated.
    """
    person, family = np.zeros(len(found.fields)), np.zeros(len(found.fields))
    for at, column in enumerate(rows.columns):
        part = field_part(found, at, weights, rare=column.share is not None)
        person += part
        if column.field.shared:
            family += part
    name_person, name_family = name_parts(found, weights)
    total = name_person.sum(axis=1)
    return person + total, family + name_family.sum(axis=1)


def field_part(found: Levels, at: int, weights: Weights, *, rare: bool) -> Any:
    """Takes levels and a field, gives its log(m/u) by pair; zero where either side does not tell it."""
    level = found.fields[:, at]
    told = np.minimum(level, LEVELS - 1)
    log_m = np.log(np.maximum(weights.field_m[at], _LEAST))[told]
    log_u = np.log(np.maximum(weights.field_u[at], _LEAST))[told]
    if rare:
        log_u = np.where(level == 0, found.field_log_u[:, at], log_u)
    return np.where(level == NONE, 0.0, log_m - log_u)


def name_parts(found: Levels, weights: Weights) -> tuple[Any, Any]:
    """Takes levels, gives log(m/u) of every name slot for one person, and for two of one family (given names say
    nothing).
    """
    slots = found.slots
    level, kind = np.minimum(slots & 7, LEVELS - 1), np.minimum(slots >> 3, 2)
    log_m = np.log(np.maximum(weights.name_m, _LEAST))[kind, level]
    log_u = np.where(level <= 1, found.slot_log_u, np.log(np.maximum(weights.name_u, _LEAST))[kind, level])
    part = np.where(slots == NONE, 0.0, log_m - log_u)
    namesake = np.where((kind == 2) & (level <= 1), NAMESAKE, 0.0)
    return part, np.where(kind > 0, namesake, part)


def updated(weights: Weights, rows: Encoded, found: Levels, *, kinds: tuple[Any, Any], scale: float) -> Weights:
    """Takes weights and the probabilities of one person and of one family by pair, gives the weights they imply.

    Counts are added to the prior's `PRIOR_ROWS`. `scale` is how many pairs one pair of the sample stands for.
    """
    person, family = kinds
    field_m = np.array(
        [
            _posterior(found.fields[:, at], person, _M[column.field.kind], MOST[column.field.kind])
            for at, column in enumerate(rows.columns)
        ]
    ).reshape(-1, LEVELS)
    name_m = []
    for kind, prior in enumerate(_M_NAME):
        slots = np.where((found.slots >> 3) == kind, found.slots & 7, NONE)
        name_m.append(_posterior(slots.ravel(), np.repeat(person, SLOTS), prior, _MOST_NAME[kind]))
    return replace(
        weights,
        field_m=field_m,
        name_m=np.array(name_m),
        matches=max(scale * float(person.sum()), 1.0),
        relatives=max(scale * float(family.sum()), 1.0),
    )


def _posterior(levels: Any, probability: Any, prior: tuple[float, ...], most: tuple[float, ...]) -> Any:
    told = levels < LEVELS
    counts = np.bincount(levels[told], weights=probability[told], minlength=LEVELS)[:LEVELS]
    total = counts + PRIOR_ROWS * np.array(prior)
    share, cap = total / total.sum(), np.array(most, np.float64)
    over = np.maximum(share - cap, 0.0).sum()
    if over == 0:
        return share
    share = np.minimum(share, cap)
    room = np.where(share < cap, share, 0.0)
    return share + over * room / max(float(room.sum()), 1e-12)
