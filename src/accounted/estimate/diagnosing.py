"""Takes a capture table, gives what the field asks to see beside an estimate: sensitivity, consistency, dependence,
trajectory.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.outcome import Refusal

Method = Callable[[CaptureTable], Estimate | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The result of one method under one change: what was changed, in words, and the estimate or refusal."""

    change: str
    result: Estimate | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """One list taken as a population of known size, estimated from the other lists (Binette & Steorts 2022, JRSS-A)."""

    known_list: str
    known: int
    result: Estimate | Refusal

    def holds(self) -> bool | str:
        """Gives whether the interval holds the known number; "refused" where there is none."""
        if isinstance(self.result, Refusal):
            return "refused"
        return self.result.low <= self.known and (self.result.high is None or self.known <= self.result.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """Two lists: persons on both, as many as independence would give, and the two-list figure at odds ratios 1/2, 1
    and 2.

    Without the persons on neither, n00 = odds ratio * n10 n01 / n11 (Gerritse, van der Heijden & Bakker 2015).
    """

    first: str
    second: str
    shared: int
    expected: float
    by_odds_ratio: tuple[tuple[float, float], ...]


def leave_one_out(table: CaptureTable, method: Method) -> tuple[Variant, ...]:
    """Takes a table and a method, gives its result without each list in turn.

    Silverman (2014); Chan, Silverman & Vincent (2021). Assumes of each part what the method does.

    >>> [(v.change, round(v.result.point)) for v in leave_one_out(table, chao)]
    [('without ngo', 219), ('without church', 259), ('without press', 240)]
    """
    return tuple(Variant(change=f"without {name}", result=method(table.without(name))) for name in table.lists)


def merge_pairs(table: CaptureTable, method: Method) -> tuple[Variant, ...]:
    """Takes a table and a method, gives its result with each pair of lists joined to one.

    Silverman (2014); Chan, Silverman & Vincent (2021). Assumes of each joined table what the method does.

    >>> [(v.change, round(v.result.point)) for v in merge_pairs(table, chao)]
    [('ngo and church as one list', 274), ('ngo and press as one list', 269), ('church and press as one list', 285)]
    """
    pairs = combinations(table.lists, 2)
    return tuple(Variant(change=f"{a} and {b} as one list", result=method(table.merged(a, b))) for a, b in pairs)


def across(tables: Mapping[str, CaptureTable], method: Method) -> tuple[Variant, ...]:
    """Takes tables by name in order (thresholds of linking, growing parts of the records), gives the method's
    results.

    With tables up to each month this is the estimate trajectory; with tables by threshold, the sensitivity to
    linking.

    Estimate trajectories: Binette & Steorts (2022, JRSS-A 185:S198). Assumes nothing beside the method.

    >>> [(v.change, v.result.point) for v in across({"without press": table.without("press"), "all": table}, chao)]
    [('without press', 240.04761904761904), ('all', 274.036036036036)]
    """
    return tuple(Variant(change=name, result=method(table)) for name, table in tables.items())


def consistency(table: CaptureTable, method: Method) -> tuple[Consistency, ...]:
    """Takes a table and a method, gives for each list its known number of persons and the estimate from the other
    lists.

    Hook & Regal (2000); Binette & Steorts (2022). Assumes that the others miss as many on the list as elsewhere.

    >>> [(c.known_list, c.known, round(c.result.point), c.holds()) for c in consistency(table, chao)]
    [('ngo', 72, 47, True), ('church', 70, 54, True), ('press', 72, 51, True)]
    """
    return tuple(_known(table, name, method) for name in table.lists)


def _known(table: CaptureTable, name: str, method: Method) -> Consistency:
    place = table.lists.index(name)
    others = [other for other in table.lists if other != name]
    on_it = [(c.pattern[:place] + c.pattern[place + 1 :], c.count, ()) for c in table.counts if c.pattern[place] == "1"]
    known = sum(count for _, count, _ in on_it)
    part = CaptureTable.of(others, [cell for cell in on_it if "1" in cell[0]])
    return Consistency(known_list=name, known=known, result=method(part))


def dependence(table: CaptureTable) -> tuple[Dependence, ...]:
    """Takes a table, gives for each pair of lists how many share it and how the two-list figure moves with
    dependence.

    The expected number is that of independence among the persons listed by any other list (by all, for two lists).

    Gerritse, van der Heijden & Bakker (2015): n00 = odds ratio times n10 n01 / n11. Assumes that the odds
    ratio is as told.

    >>> dependence(table)[0].shared, round(dependence(table)[0].expected, 1), dependence(table)[0].by_odds_ratio
    (9, 6.4, ((0.5, 180.5), (1.0, 240.0), (2.0, 359.0)))
    """
    return tuple(_pair(table, a, b) for a, b in combinations(table.lists, 2))


def _pair(table: CaptureTable, first: str, second: str) -> Dependence:
    part = table.only([first, second]).patterns()
    both, one, two = part.get("11", 0), part.get("10", 0), part.get("01", 0)
    i, j = table.lists.index(first), table.lists.index(second)
    others = [c for c in table.counts if any(m == "1" for k, m in enumerate(c.pattern) if k not in (i, j))]
    base = others if len(table.lists) > 2 else list(table.counts)
    whole = sum(c.count for c in base)
    on_first = sum(c.count for c in base if c.pattern[i] == "1")
    on_second = sum(c.count for c in base if c.pattern[j] == "1")
    shared = sum(c.count for c in base if c.pattern[i] == "1" and c.pattern[j] == "1")
    ratios = tuple((r, both + one + two + r * one * two / both) for r in (0.5, 1.0, 2.0)) if both else ()
    expected = on_first * on_second / whole if whole else 0.0
    return Dependence(first=first, second=second, shared=shared, expected=expected, by_odds_ratio=ratios)
