"""Parts against their total: takes statements, gives remarks on sums that do not fit; it computes, it does not decide.

A number stated with "about" or in words has no bounds and is never added up as if it had.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from accounted.core.outcome import Remark
from accounted.core.worded import listed, worded
from accounted.reconcile.population import counted_words, population_of
from accounted.reconcile.quantities import SHARES, Bounds, bounds_of, figure_words, number_words
from accounted.reconcile.statements import Statement
from accounted.reconcile.where import remark_on

WHOLE_PERCENT = 100


def part_remarks(found: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes statements in order of statement and the texts, gives the remarks on parts and the totals they break down.

    Parts that are too many together are added within one breakdown each: categories of persons (children, women) are
    one, parts that name no category (by cause, by place) another, since both may count the same persons.
    """
    by_id = {one.claim.id: one for one in found}
    parts: dict[str, list[Statement]] = defaultdict(list)
    for one in found:
        if one.claim.part_of in by_id and one.claim.part_of != one.claim.id:
            parts[one.claim.part_of].append(one)
    for total_id, some in parts.items():
        total = by_id[total_id]
        yield from _share_remarks(total, some, texts)
        alike = [one for one in some if _alike(one, total)]
        yield from _single_remarks(total, alike, texts)
        for breakdown in _breakdowns(alike, _total_bounds(total)):
            if len(breakdown) > 1:
                yield from _sum_remarks(total, breakdown, texts)


def _alike(part: Statement, total: Statement) -> bool:
    same = (part.claim.effect, part.claim.unit) == (total.claim.effect, total.claim.unit)
    counted = not {part.claim.quantity.qualifier, total.claim.quantity.qualifier} & set(SHARES)
    return same and counted and part.claim.stance == total.claim.stance


def _breakdowns(parts: Sequence[Statement], whole: Bounds) -> list[list[Statement]]:
    """Gives the parts as one breakdown, or where they are too many together as two: by category and otherwise.

    A part that is stated twice with one figure stands once.
    """
    found: dict[object, Statement] = {}
    for one in sorted(parts, key=lambda one: one.order):
        key = population_of(one.claim).key
        found.setdefault((key, one.claim.quantity.low, one.claim.quantity.high) if key else one.claim.id, one)
    every = list(found.values())
    named = [one for one in every if population_of(one.claim).key]
    others = [one for one in every if not population_of(one.claim).key]
    together = sum(bounds.low for bounds in (bounds_of(one.claim) for one in every) if bounds.known)
    return [named, others] if named and others and whole.known and together > whole.high else [every]


def _single_remarks(total: Statement, parts: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    most = _total_bounds(total)
    for part in parts:
        least = bounds_of(part.claim)
        if most.known and least.known and least.low > most.high:
            message = worded(
                "{speaker}: {part}, stated as a part of {figure}; the part is {excess} larger.",
                speaker=total.voice.name, part=_counted(part), figure=figure_words(total.claim.quantity),
                excess=number_words(least.low - most.high),
            )  # fmt: skip
            yield remark_on("part-exceeds-its-total", [part, total], texts, message=message)


def _sum_remarks(total: Statement, parts: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    bounds = [bounds_of(part.claim) for part in parts]
    known = [(part, one) for part, one in zip(parts, bounds, strict=True) if one.known]
    whole = _total_bounds(total)
    least = sum(one.low for _, one in known)
    words = listed([_counted(part) for part in parts], " + ")
    stated = figure_words(total.claim.quantity)
    if whole.known and least > whole.high:
        added = listed([_counted(part) for part, _ in known], " + ")
        message = _exceeds(total, added, least=least, whole=whole, bounds=[one for _, one in known])
        yield remark_on("parts-exceed-total", [*parts, total], texts, message=message)
    elif len(known) < len(parts) or not whole.known:
        message = worded(
            "{speaker}: {parts}, stated as parts of {figure}; not added up, since {why}.",
            speaker=total.voice.name, parts=words, figure=stated, why=_unbounded(total, parts),
        )  # fmt: skip
        yield remark_on("parts-not-added", [*parts, total], texts, message=message)
    elif sum(one.high for one in bounds) < whole.low:
        message = _below(total, words, bounds=bounds, whole=whole)
        yield remark_on("parts-below-total", [*parts, total], texts, message=message)


def _total_bounds(total: Statement) -> Bounds:
    """Gives what the words of a total allow; a total of bodies is what its own parts break down, so as stated."""
    found = bounds_of(total.claim)
    if found.known and population_of(total.claim).bodies and total.claim.quantity.high is not None:
        return Bounds(low=found.low, high=total.claim.quantity.high, known=True)
    return found


def _exceeds(total: Statement, words: str, *, least: float, whole: Bounds, bounds: Sequence[Bounds]) -> str:
    exact = all(one.low == one.high for one in bounds)
    summed = number_words(least) if exact else f"at least {number_words(least)}"
    excess = number_words(least - whole.high)
    more = excess if exact and whole.low == whole.high else f"at least {excess}"
    stated = figure_words(total.claim.quantity)
    return worded(
        "{speaker}: {parts} = {figure}, stated as parts of {figure2}; {figure3} more; both can hold where some are "
        "counted in two parts.",
        speaker=total.voice.name, parts=words, figure=summed, figure2=stated, figure3=more,
    )  # fmt: skip


def _below(total: Statement, words: str, *, bounds: Sequence[Bounds], whole: Bounds) -> str:
    least, most = sum(one.low for one in bounds), sum(one.high for one in bounds)
    exact = least == most and whole.low == whole.high
    summed = number_words(least) if least == most else f"{number_words(least)} to {number_words(most)}"
    rest = number_words(whole.low - most)
    return worded(
        "{speaker}: {parts} = {figure} of {figure2}; {figure3} are not broken down.", speaker=total.voice.name,
        parts=words, figure=summed, figure2=figure_words(total.claim.quantity),
        figure3=rest if exact else f"at least {rest}",
    )  # fmt: skip


def _unbounded(total: Statement, parts: Sequence[Statement]) -> str:
    named = [figure_words(one.claim.quantity) for one in (*parts, total) if not bounds_of(one.claim).known]
    alone = list(dict.fromkeys(named))
    if len(alone) == 1:
        return worded("{figure} has no stated bounds", figure=alone[0])
    each = listed([worded("{figure}", figure=one) for one in alone], " and ")
    return worded("{figures} have no stated bounds", figures=each)


def _counted(one: Statement) -> str:
    of = "of " if one.claim.quantity.qualifier in ("vague", *SHARES) and one.claim.victims else ""
    counted = counted_words(one.claim)
    figure = figure_words(one.claim.quantity)
    if not counted:
        return worded("{figure}", figure=f"{figure} {of}".rstrip())
    return worded("{figure} of {who}" if of else "{figure} {who}", figure=figure, who=counted)


def _share_remarks(total: Statement, parts: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    shares = [one for one in parts if one.claim.quantity.qualifier == "percent"]
    least = [_least_share(one) for one in shares]
    if len(shares) > 1 and math.fsum(least) > WHOLE_PERCENT:
        message = worded(
            "{speaker}: {parts}: together {over} percent of one total.", speaker=total.voice.name,
            parts=listed([_counted(one) for one in shares], " + "), over=number_words(round(math.fsum(least), 6)),
        )  # fmt: skip
        yield remark_on("percent-parts-over-100", [*shares, total], texts, message=message)


def _least_share(one: Statement) -> float:
    """Gives the least that a share can be; a share of which only an upper bound is stated can be nothing."""
    quantity = one.claim.quantity
    if quantity.low is not None:
        return quantity.low
    return quantity.best if quantity.best is not None and quantity.high is None else 0.0
