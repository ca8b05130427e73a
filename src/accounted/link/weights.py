"""Fellegi-Sunter weights: how often one person's rows agree (m) against how often two persons' rows do (u).

Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969): the weight of an agreement is log(m/u). Rare values
weigh more (their eq. 18 and following; Winkler 1989 for names): u is the share of rows with that word or value. m
starts from an informative prior and is re-estimated with it (a Dirichlet prior of `PRIOR_ROWS` rows), never by EM
alone.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from accounted.link.encode import Encoded
from accounted.link.kernels import WHOLE, compare
from accounted.link.odds import (
    counts,
    family_names,
    field_counts,
    field_weights,
    most_of_names,
    odds_of,
    slot_weights,
)
from accounted.link.plan import AGE, DAY, ID, PLACE, SEX, TEXT

PRIOR_ROWS: Final = 60.0
PRIOR_CHANCE: Final = 100.0
LEVELS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares of levels of agreement before lists tell, from equal to different: `m` of one person's rows, `u` of rows
    at random; and the most of each that one person's rows may have.

    Priors are cut off at `most` as in Sadinle, "Detecting duplicates in a homicide registry using a Bayesian
    partitioning approach", Annals of Applied Statistics 8 (2014). Without that members of one family, who are many,
    take the place of one person's rows, who are few.
    """

    m: tuple[float, ...]
    u: tuple[float, ...]
    most: tuple[float, ...]


_WORDS: Final = Shares(
    m=(0.75, 0.1, 0.05, 0.1, 0, 0, 0), u=(0.05, 0.005, 0.015, 0.93, 0, 0, 0), most=(1, 1, 0.4, 0.4, 1, 1, 1)
)
OF_FIELDS: Final = {
    DAY: Shares(
        m=(0.80, 0.08, 0.05, 0.03, 0.015, 0.01, 0.015),
        u=(0.004, 0.006, 0.01, 0.03, 0.07, 0.1, 0.78),
        most=(1, 1, 0.5, 0.2, 0.15, 0.08, 0.05),
    ),
    AGE: Shares(
        m=(0.62, 0.15, 0.12, 0.03, 0.04, 0.04, 0),
        u=(0.025, 0.025, 0.025, 0.045, 0.13, 0.75, 0),
        most=(1, 1, 1, 0.3, 0.3, 0.1, 1),
    ),
    SEX: Shares(m=(0.985, 0.015, 0, 0, 0, 0, 0), u=(0.55, 0.45, 0, 0, 0, 0, 0), most=(1, 0.05, 1, 1, 1, 1, 1)),
    TEXT: _WORDS,
    PLACE: replace(_WORDS, most=(1, 1, 0.4, 0.3, 1, 1, 1)),
    ID: Shares(
        m=(0.92, 0.04, 0.01, 0.03, 0, 0, 0), u=(0.0005, 0.002, 0.0075, 0.99, 0, 0, 0), most=(1, 0.3, 0.2, 0.2, 1, 1, 1)
    ),
}
_GIVEN: Final = Shares(
    m=(0.76, 0.11, 0.08, 0.03, 0.02, 0), u=(0.015, 0.005, 0.01, 0.14, 0.83, 0), most=(1, 0.4, 0.3, 0.07, 0.03, 0)
)
OF_NAMES: Final = (
    Shares(m=(0.72, 0.11, 0.09, 0.04, 0.04, 0), u=(0.015, 0.007, 0.02, 0.17, 0.788, 0), most=(1, 1, 1, 0.12, 0.05, 0)),
    Shares(m=(0.65, 0.12, 0.10, 0.07, 0.06, 0), u=(0.007, 0.003, 0.01, 0.06, 0.92, 0), most=(1, 1, 1, 0.2, 0.10, 0)),
    _GIVEN,
    _GIVEN,
)
"""Of words of family names and others, of further given names, of the given name that agrees best, and of the same
where one of the names is told as a whole. A word that one side alone tells says nothing: how many there are follows
from how many words either name has, whoever bears it.
"""

OF_FAMILY: Final = (0.70, 0.10, 0.06, 0.04, 0.10, 0)
"""How words other than the given name agree where two are of one family: as one person's, but for a second family name
that differs between half brothers."""
_MOST_OF_FAMILY: Final = (1, 1, 0.3, 0.2, 0.3, 0)
GIVEN_FIRST: Final = 0.8
"""How often the first word of a name told as a whole is the given one, before lists tell."""
NAMESAKE: Final = float(np.log(0.2))
"""Two of one family killed together bear one given name less often than two at random do: children of one house are
named apart.
"""

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How pairs agree: per field a level; for names up to six slots (level, +8 a given name, +16 the one that agrees
    best, +24 the same of a name told as a whole) with their two words.
    """

    left: Any
    fields: Any
    slots: Any
    words: tuple[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The m and u of every field and level, and how many pairs of each of four kinds are expected among all pairs.

    The kinds are one person; two persons of one family on one day (who agree on all but the given name); two persons of
    one event, who share day and place and whose names agree by chance; unrelated. `field_f` and `name_f` are what m is
    for two of one family; `given_first` how often the first word of a whole name is the given one; `open_pairs` among
    how many pairs a link more is looked for: fewer where lists name a person once.
    """

    field_m: Any
    field_u: Any
    field_f: Any
    name_m: Any
    name_u: Any
    name_f: Any
    given_first: float
    matches: float
    relatives: float
    of_event: float
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

    @property
    def prior_event(self) -> float:
        """Gives the log odds of two of one event, but not of one family, before a pair is looked at."""
        return float(np.log(self.of_event / self.all_pairs))


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
    m = np.array([OF_FIELDS[column.field.kind].m for column in rows.columns] or np.zeros((0, LEVELS)), np.float64)
    m = m.reshape(-1, LEVELS)
    return Weights(
        field_m=m, field_u=u[0], field_f=m, name_m=np.array([one.m for one in OF_NAMES]), name_u=u[1],
        name_f=np.array(OF_FAMILY), given_first=GIVEN_FIRST, matches=prior_matches(rows), relatives=0.5 * count,
        of_event=0.5 * count, all_pairs=possible, open_pairs=possible,
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
    prior = np.array([OF_FIELDS[column.field.kind].u for column in rows.columns], np.float64).reshape(-1, LEVELS)
    fields = field_counts(found.fields, worth) + PRIOR_CHANCE * prior
    names = counts(found.slots, len(OF_NAMES), worth) + PRIOR_CHANCE * np.array([one.u for one in OF_NAMES])
    return fields / fields.sum(axis=1, keepdims=True), names / names.sum(axis=1, keepdims=True)


def log_ratios(rows: Encoded, found: Levels, weights: Weights) -> tuple[Any, Any, Any]:
    """Takes levels of pairs, gives log(m/u) for one person, the same for two of one family and for two of one event,
    each against unrelated.
    """
    return ratios(rows, found, weights)[:3]


def ratios(rows: Encoded, found: Levels, weights: Weights) -> tuple[Any, Any, Any, Any]:
    """Takes levels of pairs, gives what `log_ratios` gives, and how likely the first word of each whole name is the
    given one if the two are of one family.
    """
    parts, names = field_parts(rows, found, weights), name_parts(rows, found, weights)
    shared = _shared(rows)
    event = _parts(rows, found, weights.field_f, weights.field_u)[:, shared].sum(axis=1)
    of_family = _logs(weights.name_f), _logs(weights.name_u), NAMESAKE, weights.given_first
    family, first = family_names(found.slots, found.words, rows.words.logs, of_family)
    return parts.sum(axis=1) + names.sum(axis=1), event + family, event, first


def _shared(rows: Encoded) -> Any:
    return np.array([column.field.shared for column in rows.columns], np.bool_)


def _logs(share: Any) -> Any:
    return np.log(np.maximum(share, _LEAST))


def field_parts(rows: Encoded, found: Levels, weights: Weights) -> Any:
    """Takes levels, gives log(m/u) of every field by pair; zero where either side does not tell it."""
    return _parts(rows, found, weights.field_m, weights.field_u)


def _parts(rows: Encoded, found: Levels, m: Any, u: Any) -> Any:
    tables = rows.tables.rules, rows.tables.log_share, _logs(m), _logs(u)
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
        of_family = _logs(weights.name_f), name_u, NAMESAKE, weights.given_first
        self.weights = (
            _logs(weights.field_m), _logs(weights.field_u), _logs(weights.field_f), name_m, name_u, of_family,
            _shared(rows), weights.prior, weights.prior_family, weights.prior_event,
        )  # fmt: skip

    def of(self, left: Any, right: Any, *, least: float) -> Any:
        """Takes pairs of rows, gives their log odds of one person; -inf where they lie at or below `least`."""
        return odds_of(left, right, self.rows, self.weights, least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The probability of each pair of being one person, two of one family, two of one event; and whether the first word
    of a whole name is the given one, if two of one family.
    """

    person: Any
    family: Any
    event: Any
    first: Any


def updated(weights: Weights, rows: Encoded, found: Levels, *, kinds: Kinds, scale: float) -> Weights:
    """Takes weights and the probabilities of kinds by pair, gives the weights they imply.

    Counts are added to the prior's `PRIOR_ROWS`. `scale` is how many pairs one pair of the sample stands for.
    """
    names = counts(found.slots, len(OF_NAMES), kinds.person)
    of_family = counts(found.slots, len(OF_NAMES), kinds.family * kinds.first)[0]
    whole = kinds.family * (found.slots >> 3 == WHOLE >> 3).any(axis=1)
    first = float((whole * kinds.first).sum()) + PRIOR_ROWS * GIVEN_FIRST
    return replace(
        weights,
        field_m=_of_fields(rows, found, kinds.person),
        field_f=_of_fields(rows, found, kinds.family),
        name_m=np.array([_posterior(told, one.m, one.most) for told, one in zip(names, OF_NAMES, strict=True)]),
        name_f=_posterior(of_family, OF_FAMILY, _MOST_OF_FAMILY),
        given_first=first / (float(whole.sum()) + PRIOR_ROWS),
        matches=max(scale * float(kinds.person.sum()), 1.0),
        relatives=max(scale * float(kinds.family.sum()), 1.0),
        of_event=max(scale * float(kinds.event.sum()), 1.0),
    )


def _of_fields(rows: Encoded, found: Levels, probability: Any) -> Any:
    priors = (OF_FIELDS[column.field.kind] for column in rows.columns)
    told = zip(field_counts(found.fields, probability), priors, strict=True)
    return np.array([_posterior(levels, one.m, one.most) for levels, one in told]).reshape(-1, LEVELS)


def _posterior(told: Any, prior: tuple[float, ...], most: tuple[float, ...]) -> Any:
    total = told + PRIOR_ROWS * np.array(prior)
    share, cap = total / total.sum(), np.array(most, np.float64)
    over = np.maximum(share - cap, 0.0).sum()
    if over == 0:
        return share
    share = np.minimum(share, cap)
    room = np.where(share < cap, share, 0.0)
    return share + over * room / max(float(room.sum()), 1e-12)
