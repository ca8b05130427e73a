"""Takes what several reviewers answered about the same things, gives how far they agree beyond chance."""

from collections import Counter
from collections.abc import Iterable, Sequence


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Takes the answers given to each thing, gives Krippendorff's alpha for names of categories.

    None where no thing has two answers, or all answers are one.

    Krippendorff, Content Analysis, 4th ed. (2019), chapter 12: one less the disagreement seen over the one expected.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("a", "a")])
    0.5333333333333333
    """
    paired = [list(unit) for unit in units if len(unit) > 1]
    totals: Counter[str] = Counter(answer for unit in paired for answer in unit)
    whole = sum(totals.values())
    expected = sum(totals[one] * (whole - totals[one]) for one in totals)
    if not expected:
        return None
    seen = sum(_differing(unit) / (len(unit) - 1) for unit in paired)
    return 1 - (whole - 1) * seen / expected


def _differing(unit: Sequence[str]) -> int:
    counts = Counter(unit)
    return sum(n * (len(unit) - n) for n in counts.values())
