"""Numbers that tell no effect and stand between a part and the figures told before it."""

from collections.abc import Sequence

from accounted.read.drafts import SHARES, UNTOLD, Draft, Found
from accounted.read.numbers import Number


def of_uncounted(some: Number | None, stated: Sequence[Draft], found: Found) -> bool:
    """Takes the number in "two of which", the figures before it and what its sentence holds, gives whether it is of

    a number that tells no effect: "the trial ended in nine convictions, two of which were quashed".
    """
    if some is None or some.qualifier in SHARES:
        return False
    since = stated[-1].number.start if stated else -1
    here = [number for number, why in found.others if why == UNTOLD]
    if not stated:
        since, here = found.earlier[-1].number.start if found.earlier else -1, [*here, *found.untold]
    return any(number.start > since for number in here if (number.best or 0) > (some.best or 0))
