"""Stated dates: takes ranges of days, gives their kind, the stretches they form, and their words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounted.core.dates import DateRange, overlap

INCIDENT_DAYS = 31
"""An interval of at most so many days can state one event; a longer one states a period (a choice of this project)."""

LEAD = 3
"""A stretch leads where it is stated so many times as often as the next (a choice of this project)."""

NEXT_DAYS = 2
"""Days between a leading stretch and a stated date that is taken with it (a choice of this project)."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Stated ranges that overlap, as one stretch of days: the EDTF texts that state it, first and last possible day."""

    first: date
    last: date
    stated: frozenset[str]

    def as_range(self) -> DateRange:
        """Gives the stretch as a range of days."""
        return DateRange(edtf=f"{self.first}/{self.last}", first=self.first, last=self.last)


def kind_of(stated: DateRange) -> str:
    """Takes a stated range, gives "days" (an event's own dates), "coarse" (a month or a year), or "long" (a period).

    >>> from accounted.core.dates import read_edtf
    >>> [kind_of(read_edtf(text)) for text in ("1994-03-03", "1994-03-03/1994-03-04", "1994-03", "1988/1994")]
    ['days', 'days', 'coarse', 'long']
    """
    if stated.first is None or stated.last is None:
        return "long"
    days = (stated.last - stated.first).days + 1
    if "/" in stated.edtf:
        return "days" if days <= INCIDENT_DAYS else "long"
    return "days" if days == 1 else "coarse"


def stretches(stated: Iterable[DateRange], *, said: Mapping[str, int] | None = None) -> dict[str, Stretch]:
    """Takes the ranges stated for one place, gives for each EDTF text (periods left out) the stretch that it falls in.

    `said` tells how many state each text. Ranges of days that overlap are one stretch; a stretch next to a leading one
    joins it, so that a date a day off does not part a figure from the others, while days stated equally often stay
    apart. A month or year joins the stretch that it meets: the only one, or a leading one; else it stands alone, since
    the words do not say which is meant.
    """
    closed = {r.edtf: r for r in stated if kind_of(r) != "long"}
    days = [r for r in closed.values() if kind_of(r) == "days"]
    weights = said or {}
    found = _drawn_in(_merged(sorted(days, key=_ends)), weights)
    for coarse in sorted((r for r in closed.values() if kind_of(r) == "coarse"), key=lambda r: (_length(r), _ends(r))):
        met = [i for i, one in enumerate(found) if overlap(one.as_range(), coarse)]
        lead = leading([found[i] for i in met], weights)
        if lead:
            joined = Stretch(first=lead.first, last=lead.last, stated=lead.stated | {coarse.edtf})
            found[found.index(lead)] = joined
        else:
            found.append(_alone(coarse))
    return {edtf: one for one in found for edtf in one.stated}


def leading(some: Sequence[Stretch], said: Mapping[str, int], *, times: int = LEAD) -> Stretch | None:
    """Takes stretches and how many state each text, gives the only one, or the one stated far more often than any."""
    ordered = sorted(some, key=lambda one: -weight_of(one, said))
    if len(ordered) > 1 and weight_of(ordered[0], said) < times * weight_of(ordered[1], said):
        return None
    return ordered[0] if ordered else None


def weight_of(one: Stretch, said: Mapping[str, int]) -> int:
    """Takes a stretch and how many state each text, gives how many state it."""
    return sum(said.get(edtf, 1) for edtf in one.stated)


def _drawn_in(found: list[Stretch], said: Mapping[str, int]) -> list[Stretch]:
    """Gives the stretches, a leading one widened by those at most NEXT_DAYS away from it."""
    lead = leading(found, said) if len(found) > 1 else None
    if lead is None:
        return found
    near = [one for one in found if _gap(one, lead) <= NEXT_DAYS]
    edtfs = frozenset(edtf for one in near for edtf in one.stated)
    wide = Stretch(first=min(one.first for one in near), last=max(one.last for one in near), stated=edtfs)
    return sorted([wide, *(one for one in found if one not in near)], key=lambda one: (one.first, one.last))


def _gap(one: Stretch, other: Stretch) -> int:
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def _merged(ranges: list[DateRange]) -> list[Stretch]:
    found: list[Stretch] = []
    for one in ranges:
        new = _alone(one)
        if found and new.first <= found[-1].last:
            old = found.pop()
            new = Stretch(first=old.first, last=max(old.last, new.last), stated=old.stated | new.stated)
        found.append(new)
    return found


def _alone(one: DateRange) -> Stretch:
    first, last = _ends(one)
    return Stretch(first=first, last=last, stated=frozenset({one.edtf}))


def _ends(one: DateRange) -> tuple[date, date]:
    assert one.first is not None
    assert one.last is not None
    return one.first, one.last


def _length(one: DateRange) -> int:
    first, last = _ends(one)
    return (last - first).days


def date_words(first: date | None, last: date | None) -> str:
    """Takes first and last day (None is an open end), gives words no more precise than they are.

    >>> date_words(date(1994, 3, 3), date(1994, 3, 4)), date_words(date(1994, 3, 1), date(1994, 3, 31))
    ('3-4 March 1994', 'March 1994')
    >>> date_words(date(1994, 2, 28), date(1994, 3, 2)), date_words(date(1988, 1, 1), None)
    ('28 February - 2 March 1994', 'from 1 January 1988')
    """
    if first is None or last is None:
        return _open_words(first, last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if first.day == 1 and _ends_month(last):
        start, end = _month(first), _month(last)
        return start if start == end else f"{start} - {end}"
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} - {_day(last)}"
    return f"{_day(first)} - {_day(last)}"


def range_words(stated: DateRange) -> str:
    """Takes a stated range, gives its words."""
    return date_words(stated.first, stated.last)


def _open_words(first: date | None, last: date | None) -> str:
    if first is not None:
        return f"from {_day(first)}"
    return f"until {_day(last)}" if last is not None else "date not stated"


def _ends_month(day: date) -> bool:
    return day == date.max or date.fromordinal(day.toordinal() + 1).day == 1


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
