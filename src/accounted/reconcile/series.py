"""Figures of one speaker from date to date: takes statements, gives remarks where a series does not run on.

A running total that falls, digits exchanged, two columns mixed up, a day with a backlog in it, unknown read as zero.
It computes and says; it does not correct.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from accounted.core.dates import read_edtf
from accounted.core.outcome import Remark
from accounted.core.worded import worded
from accounted.reconcile.places import place_key
from accounted.reconcile.population import counted_words, population_of
from accounted.reconcile.quantities import SHARES, number_words
from accounted.reconcile.statements import Statement
from accounted.reconcile.where import remark_on

POINTS = 5
"""A day is far above the others only in a series of at least so many days (a choice of this project)."""

WINDOW = 14
TIMES_MEDIAN, TIMES_LARGEST, LEAST = 4, 2, 20
"""A day stands out above so many times the median and the largest of the days around it, and this number at least."""

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure of a series: the day that it describes, the number, the statement."""

    day: date
    number: float
    one: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The figures of one speaker and one scope, one a day, in order of days; `running` are totals up to the day."""

    key: tuple[str, ...]
    running: bool
    points: tuple[Point, ...]

    @property
    def words(self) -> str:
        """Gives the speaker and what is counted."""
        first = self.points[0].one
        counted = counted_words(first.claim)
        told = {"speaker": first.voice.name, "effect": first.claim.effect.replace("_", " ")}
        return (
            worded("{speaker}, {who} {effect}", who=counted, **told)
            if counted
            else worded("{speaker}, {effect}", **told)
        )


def series_remarks(found: Sequence[Statement], texts: Texts) -> Iterator[Remark]:
    """Takes statements in order of statement and the texts, gives the remarks on series of figures from day to day."""
    every = series_of(found)
    mixed: set[str] = set()
    for one, other, at in _mixed_columns(every):
        mixed |= {point.one.claim.id for s in (one, other) for point in s.points[at - 1 : at + 1]}
        yield _mixed_remark(one, other, at, texts)
    for one in every:
        if one.running:
            yield from _zeros(one, texts)
            yield from _falls(one, texts, mixed)
        yield from _backlogs(one, texts, mixed)


def series_of(found: Sequence[Statement]) -> list[Series]:
    """Takes statements, gives the series in them: exact figures said to be running totals or figures of a day."""
    groups: dict[tuple[str, ...], dict[date, Point]] = defaultdict(dict)
    for one in found:
        day, number = _day_of(one), one.claim.quantity.best
        counted = one.claim.quantity.qualifier not in (*SHARES, "vague") and one.claim.stance in ("asserts", "reports")
        if day and number is not None and counted and one.claim.cumulative is not None:
            groups[_key_of(one)].setdefault(day, Point(day=day, number=number, one=one))
    return [
        Series(key=key, running=key[0] == "running", points=tuple(days[day] for day in sorted(days)))
        for key, days in groups.items()
        if len(days) > 1
    ]


def _key_of(one: Statement) -> tuple[str, ...]:
    claim = one.claim
    kind = "running" if claim.cumulative else "daily"
    where = place_key(claim.where) if claim.where else ""
    part = "part" if claim.part_of else ""
    victims = " ".join((claim.victims or "").casefold().split()) if not population_of(claim).key else ""
    scope = (claim.effect, claim.unit, population_of(claim).key, victims, part)
    return (kind, one.voice.key, where, " ".join((claim.event or "").casefold().split()), *scope)


def _day_of(one: Statement) -> date | None:
    """Gives the day that a figure describes: as of, else for a day's figure when it happened, else when it was said."""
    when = None if one.claim.cumulative else one.claim.when
    for edtf in (one.claim.as_of, when, one.said_on):
        stated = read_edtf(edtf) if edtf else None
        if stated and stated.first and stated.first == stated.last:
            return stated.first
    return None


def _zeros(series: Series, texts: Texts) -> Iterator[Remark]:
    """Gives the zeros after a number in a running total: a total does not return to nothing."""
    points = series.points
    for before, here in pairwise(points):
        if here.number == 0 and before.number > 0:
            said = worded(
                "{series}: a running total of 0 ({day}) after {number} ({day2}): is it unknown read as zero?",
                series=series.words, day=here.day, number=number_words(before.number), day2=before.day,
            )  # fmt: skip
            yield remark_on("zero-in-running-total", [here.one, before.one], texts, message=said)


def _falls(series: Series, texts: Texts, mixed: set[str]) -> Iterator[Remark]:
    """Gives each fall once, with the figure that fits when two of its digits are exchanged, where there is one."""
    points = [point for point in series.points if point.number > 0]
    for at in range(1, len(points)):
        before, here = points[at - 1], points[at]
        if here.number >= before.number or {before.one.claim.id, here.one.claim.id} <= mixed:
            continue
        fitting = _fitting(points, at)
        if fitting:
            wrong, number = fitting
            said = worded(
                "{series}: {number} ({day}) does not run on with the days around; with two digits exchanged, "
                "{number2}, it does.",
                series=series.words, number=number_words(wrong.number), day=wrong.day, number2=number_words(number),
            )  # fmt: skip
            yield remark_on("digits-transposed", [wrong.one, here.one], texts, message=said)
        message = worded(
            "{series}: a running total is lower than before: {number} ({day}), then {number2} ({day2}): "
            "{number3} lower.",
            series=series.words, number=number_words(before.number), day=before.day,
            number2=number_words(here.number), day2=here.day, number3=number_words(before.number - here.number),
        )  # fmt: skip
        yield remark_on("running-total-lower", [here.one, before.one], texts, message=message)


def _fitting(points: Sequence[Point], at: int) -> tuple[Point, float] | None:
    """Gives the figure on either side of a fall that runs on with both neighbours once two digits are exchanged."""
    for place in (at - 1, at):
        least = points[place - 1].number if place else 0
        most = points[place + 1].number if place + 1 < len(points) else float("inf")
        for number in transpositions(points[place].number):
            if least <= number <= most and (place or number):
                return points[place], number
    return None


def transpositions(number: float) -> tuple[float, ...]:
    """Takes a number, gives those that it becomes when two neighbouring digits are exchanged.

    >>> transpositions(4327)
    (3427.0, 4237.0, 4372.0)
    """
    if not float(number).is_integer() or number < 10:
        return ()
    digits = str(int(number))
    swapped = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)]
    return tuple(float(one) for one in dict.fromkeys(swapped) if one != digits and one[0] != "0")


def _mixed_columns(every: Sequence[Series]) -> Iterator[tuple[Series, Series, int]]:
    """Gives two running totals of one speaker, of which one falls on the day that the other rises far."""
    beside: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in every:
        if one.running:
            beside[one.key[1:4]].append(one)
    for some in beside.values():
        for falling in some:
            for at in range(1, len(falling.points)):
                lower = 0 < falling.points[at].number < falling.points[at - 1].number
                other = next((o for o in some if lower and o is not falling and _rises(o, falling.points[at])), None)
                if other:
                    yield falling, other, at


def _rises(series: Series, at: Point) -> bool:
    """Gives whether a total on the same day comes near the other's number or rises by more than half of itself."""
    days = [point.day for point in series.points]
    if at.day not in days or not days.index(at.day):
        return False
    place = days.index(at.day)
    before, here = series.points[place - 1].number, series.points[place].number
    return before > 0 and here > 1.5 * before and here - before > LEAST


def _mixed_remark(falling: Series, other: Series, at: int, texts: Texts) -> Remark:
    here, before = falling.points[at], falling.points[at - 1]
    days = {point.day: place for place, point in enumerate(other.points)}
    place = days[here.day]
    there, previous = other.points[place], other.points[place - 1]
    fall, rise = (
        worded("{series}, {number} then {number2}", series=words, number=number_words(one), number2=number_words(then))
        for words, one, then in (
            (falling.words, before.number, here.number), (other.words, previous.number, there.number),
        )
    )  # fmt: skip
    fits = before.number <= there.number and previous.number <= here.number
    why = worded("exchanged, both run on") if fits else worded("are columns mixed up, or did a definition change?")
    message = worded(
        "On {day} one running total is lower than before while another rises far: {lower}; {higher}; {why}.",
        day=here.day, lower=fall, higher=rise, why=why,
    )  # fmt: skip
    return remark_on("columns-mixed", [here.one, there.one, before.one, previous.one], texts, message=message)


def _backlogs(series: Series, texts: Texts, mixed: set[str]) -> Iterator[Remark]:
    """Gives each day far above the days around it, with the parts that its figure is broken down into, where stated."""
    steps = _steps(series)
    for at, (point, amount) in enumerate(steps):
        around = [n for i, (_, n) in enumerate(steps) if i != at and abs(i - at) <= WINDOW and n >= 0]
        if len(around) + 1 < POINTS or amount < LEAST or point.one.claim.id in mixed:
            continue
        usual, largest = median(around), max(around)
        if amount > TIMES_MEDIAN * usual and amount > TIMES_LARGEST * largest:
            said = worded(
                "{series}: {number} on {day}, on the days around {number2} as a rule and {number3} at most: are "
                "earlier days counted in?",
                series=series.words, number=number_words(amount), day=point.day, number2=number_words(usual),
                number3=number_words(largest),
            )  # fmt: skip
            yield remark_on("backlog-day", [point.one], texts, message=said)


def _steps(series: Series) -> list[tuple[Point, float]]:
    """Gives what each day adds; between days that are apart, the amount a day."""
    if not series.running:
        return [(point, point.number) for point in series.points]
    points = [point for point in series.points if point.number > 0]
    return [
        (here, (here.number - before.number) / max(1, (here.day - before.day).days))
        for before, here in pairwise(points)
    ]
