"""Takes a table and a method's conditions, gives the refusal that a journalist can read, or nothing where they hold."""

from itertools import combinations

from accounted.core.capture import CaptureTable
from accounted.core.outcome import Refusal

REFUSAL_CODES: dict[str, str] = {
    "nobody-listed": "The table holds nobody.",
    "too-few-lists": "The method needs more lists than there are.",
    "too-many-lists": "The method cannot work with as many lists.",
    "no-overlap": "No person stands on two lists, so nothing says how much the lists miss.",
    "not-estimable": "No model of the method has an answer that the data determine.",
    "not-converged": "The computation did not settle on one answer.",
    "prior-decides": "The answer is set by the assumption made beforehand, not by the data.",
    "cell-empty": "A combination of lists that the method divides by holds nobody.",
    "no-stratum-estimated": "At least one stratum has no estimate, so there is no sum.",
    "too-few-draws": "Fewer draws than the pooling needs.",
    "no-covariates": "The method needs what is known about each person, and the table has no strata.",
    "too-few-persons": "Too few persons for the method.",
}
"""Stable codes of refusals with their meanings; each has its folder in the gallery."""


def refusal(code: str, method: str, reason: str, advice: str) -> Refusal:
    """Takes a registered code, the method's name, the reason and what can be done, gives the refusal."""
    assert code in REFUSAL_CODES, code
    return Refusal(code=code, method=method, reason=reason, advice=advice)


def conditions(table: CaptureTable, method: str, *, least: int = 3, most: int = 16) -> Refusal | None:
    """Takes a table and how many lists a method can use, gives a refusal where the table cannot be used by it."""
    if not table.persons:
        return refusal("nobody-listed", method, "The table holds nobody.", "Give a table with at least one person.")
    held = table.in_use()
    if len(held.lists) < least:
        return refusal(
            "too-few-lists",
            method,
            f"{len(held.lists)} list{'s' * (len(held.lists) != 1)} with at least one person; this method needs "
            f"{least}. With fewer lists "
            "nobody can see from the data whether one list leads to another.",
            "Add a list made by others, or use the two-list method and say that it assumes lists that do not "
            "lead to one another.",
        )
    if len(held.lists) > most:
        return refusal(
            "too-many-lists",
            method,
            f"{len(held.lists)} lists; this method works with at most {most}.",
            "Merge lists of one origin, or use the latent class method.",
        )
    if not any(held.overlap(a, b) for a, b in combinations(held.lists, 2)):
        return refusal(
            "no-overlap",
            method,
            "Nobody stands on more than one list. How many are on no list is judged from how often lists repeat "
            "each other, "
            "and these never do.",
            "Check the linking of the lists; without shared persons there is no estimate.",
        )
    return None
