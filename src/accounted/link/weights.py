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

from accounted.link.encode import Encoded
from accounted.link.kernels import compare
from accounted.link.odds import counts, field_counts, field_weights, most_of_names, odds_of, slot_weights, summed
from accounted.link.plan import AGE, DAY, ID, PLACE, SEX, TEXT

PRIOR_ROWS: Final = 60.0
PRIOR_CHANCE: Final = 100.0
CHUNK: Final = 200_000
LEVELS: Final = 6
M_OF_FIELDS: Final = {
    DAY: (0.80, 0.08, 0.06, 0.025, 0.015, 0.02),
    AGE: (0.62, 0.15, 0.12, 0.03, 0.04, 0.04),
    SEX: (0.985, 0.015, 0, 0, 0, 0),
    TEXT: (0.75, 0.1, 0.05, 0.1, 0, 0),
    PLACE: (0.75, 0.1, 0.05, 0.1, 0, 0),
    ID: (0.92, 0.04, 0.01, 0.03, 0, 0),
}
M_OF_NAMES: Final = (
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
    """How pairs agree: per field a level; for names up to six slots (level, +8 a given name, +16 the one that agrees
    best) with their two words.
    """

    left: Any
    fields: Any
    slots: Any
    words: tuple[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The m and u of every field and level, and how many pairs of each of three kinds are expected among all pairs.

    The kinds are one person; two persons of one family on one day (who agree on all but the given name); unrelated.
    `open_pairs` says among how many pairs a link more is looked for: fewer where lists name a person once.
    """

    field_m: Any
    field_u: Any
    name_m: Any
    name_u: Any
    matches: float
    relatives: float
    all_pairs: float
    open_pairs: float

    @property
    def prior(self) -> float:
        """Gives the log odds of one person before a pair is looked at."""
        return float(np.log(self.matches / self.open_pairs))

    @property
    def prior_family(self) -> float:
        """Gives the log odds of two of one family before a pair is looked at."""
        return float(np.log(self.relatives / self.all_pairs))


def all_pairs(rows: Encoded, *, repeats: bool) -> float:
    """Takes encoded rows, gives how many pairs there are: of rows of two lists, or with `repeats` of any two rows."""
    count = float(rows.usable.sum())
    sizes = np.bincount(rows.side[rows.usable], minlength=1).astype(np.float64)
    across = (count**2 - (sizes**2).sum()) / 2
    return max(count * (count - 1) / 2 if repeats else across, 1.0)


def prior_matches(rows: Encoded) -> float:
    """Takes encoded rows, gives how many pairs of one person are expected before anything is learnt."""
    sizes = np.bincount(rows.side, minlength=1).astype(np.float64)
    return max(0.5 * float(sizes.sum() - sizes.max()) if len(sizes) > 1 else 0.05 * float(rows.usable.sum()), 1.0)


def first_weights(rows: Encoded, *, possible: float, u: tuple[Any, Any]) -> Weights:
    """Takes encoded rows, how many pairs there are and u of pairs at random, gives the weights to start from."""
    count = float(rows.usable.sum())
    m = np.array([M_OF_FIELDS[column.field.kind] for column in rows.columns] or np.zeros((0, LEVELS)), np.float64)
    return Weights(
        field_m=m.reshape(-1, LEVELS), field_u=u[0], name_m=np.array(M_OF_NAMES), name_u=u[1],
        matches=prior_matches(rows), relatives=0.5 * count, all_pairs=possible,
        open_pairs=possible,
    )  # fmt: skip


def levels_of(rows: Encoded, left: Any, right: Any) -> Levels:
    """Takes pairs of rows, gives how they agree on every field and in their names."""
    told = rows.tables
    fields = told.rules, told.letters, told.sets, told.nested
    levels, slots, first, second = compare(left, right, rows.lines, rows.words.facts, fields)
    return Levels(left=left, fields=levels, slots=slots, words=(first, second))


def chance_levels(rows: Encoded, pairs: tuple[Any, Any], *, possible: float) -> tuple[Any, Any]:
    """Takes pairs of rows at random, gives u: the share of each level by field, and by kind of name slot.

    The pairs count for no more than there are `possible`; besides them counts a prior of `PRIOR_CHANCE` pairs, which
    matters in lists of a few dozen rows only.
    """
    found = levels_of(rows, *pairs)
    worth = np.full(len(pairs[0]), min(1.0, possible / max(len(pairs[0]), 1)))
    prior = np.array([_U[column.field.kind] for column in rows.columns], np.float64).reshape(-1, LEVELS)
    fields = field_counts(found.fields, worth) + PRIOR_CHANCE * prior
    names = counts(found.slots, len(_U_NAME), worth) + PRIOR_CHANCE * np.array(_U_NAME)
    return fields / fields.sum(axis=1, keepdims=True), names / names.sum(axis=1, keepdims=True)


def log_ratios(rows: Encoded, found: Levels, weights: Weights) -> tuple[Any, Any]:
    """Takes levels of pairs, gives log(m/u) for one person, and the same for two of one family, both against
    unrelated.
    """
    parts, names = field_parts(rows, found, weights), name_parts(rows, found, weights)
    person, family = summed(parts, names, found.slots, _shared(rows), NAMESAKE)
    return person, family


def _shared(rows: Encoded) -> Any:
    return np.array([column.field.shared for column in rows.columns], np.bool_)


def _logs(share: Any) -> Any:
    return np.log(np.maximum(share, _LEAST))


def field_parts(rows: Encoded, found: Levels, weights: Weights) -> Any:
    """Takes levels, gives log(m/u) of every field by pair; zero where either side does not tell it."""
    tables = rows.tables.rules, rows.tables.log_share, _logs(weights.field_m), _logs(weights.field_u)
    return field_weights(found.left, found.fields, rows.lines, tables)


def name_parts(rows: Encoded, found: Levels, weights: Weights) -> Any:
    """Takes levels, gives log(m/u) of every name slot for one person; zero where there is none."""
    return slot_weights(found.slots, found.words, rows.words.logs, _logs(weights.name_m), _logs(weights.name_u))


class Odds:
    """The log odds of pairs under some weights, pair by pair; what the weights make of every row is worked out once."""

    def __init__(self, rows: Encoded, weights: Weights) -> None:
        told, words = rows.tables, rows.words
        name_m, name_u = _logs(weights.name_m), _logs(weights.name_u)
        most = most_of_names(rows.lines, len(rows.columns), words.logs, name_m, name_u)
        row_tables = rows.lines, words.facts, words.logs, most
        self.rows = *row_tables, told.rules, told.letters, told.sets, told.nested, told.log_share
        self.weights = (
            _logs(weights.field_m), _logs(weights.field_u), name_m, name_u, _shared(rows), NAMESAKE,
            weights.prior, weights.prior_family,
        )  # fmt: skip

    def of(self, left: Any, right: Any, *, least: float) -> Any:
        """Takes pairs of rows, gives their log odds of one person; -inf where they lie at or below `least`."""
        return odds_of(left, right, self.rows, self.weights, least)


def updated(weights: Weights, rows: Encoded, found: Levels, *, kinds: tuple[Any, Any], scale: float) -> Weights:
    """Takes weights and the probabilities of one person and of one family by pair, gives the weights they imply.

    Counts are added to the prior's `PRIOR_ROWS`. `scale` is how many pairs one pair of the sample stands for.
    """
    person, family = kinds
    fields = [
        _posterior(told, M_OF_FIELDS[column.field.kind], MOST[column.field.kind])
        for told, column in zip(field_counts(found.fields, person), rows.columns, strict=True)
    ]
    names = counts(found.slots, len(M_OF_NAMES), person)
    return replace(
        weights,
        field_m=np.array(fields).reshape(-1, LEVELS),
        name_m=np.array([_posterior(*told) for told in zip(names, M_OF_NAMES, _MOST_NAME, strict=True)]),
        matches=max(scale * float(person.sum()), 1.0),
        relatives=max(scale * float(family.sum()), 1.0),
    )


def _posterior(told: Any, prior: tuple[float, ...], most: tuple[float, ...]) -> Any:
    total = told + PRIOR_ROWS * np.array(prior)
    share, cap = total / total.sum(), np.array(most, np.float64)
    over = np.maximum(share - cap, 0.0).sum()
    if over == 0:
        return share
    share = np.minimum(share, cap)
    room = np.where(share < cap, share, 0.0)
    return share + over * room / max(float(room.sum()), 1e-12)
