"""Takes statements or ages, gives remarks: rates that cannot be, unknown as zero, averages without the youngest."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from accounted.core.document import Cell
from accounted.core.outcome import Remark
from accounted.core.text import fold
from accounted.core.worded import listed, worded
from accounted.reconcile.quantities import bounds_of, figure_words, number_words
from accounted.reconcile.series import transpositions
from accounted.reconcile.statements import Statement
from accounted.reconcile.where import remark_on

HARMED = ("killed", "injured", "missing", "executed_or_died_in_custody")
_UNKNOWN = re.compile(
    r"^(?:unknown|not known|not stated|not available|no data|no information|n ?/ ?a|n\.?a\.?|nd|nk|tbc|tbd|"
    r"unclear|pending|inconnue?s?|unbekannt|desconocid[oa]s?|неизвестно|нет данных|bilinmiyor|nam[eə]lum|غير معروف|"
    r"[-–—?.…]+)$"
)


def rate_remarks(event: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes the statements of one event, gives shares over a hundred percent and figures above all who were present."""
    for one in event:
        quantity = one.claim.quantity
        if quantity.qualifier == "percent" and (quantity.low or quantity.best or 0) > 100 and one.claim.part_of is None:
            message = worded(
                "{speaker}: {figure} {effect}: over a hundred percent.", speaker=one.voice.name,
                figure=figure_words(quantity), effect=one.claim.effect.replace("_", " "),
            )  # fmt: skip
            yield remark_on("rate-cannot-be", [one], texts, message=message)
    yield from _above_present(event, texts)


def _above_present(event: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Gives a speaker's figures that exceed the number that the same speaker states as present, in one document."""
    present: dict[tuple[str, str], Statement] = {}
    for one in event:
        said = one.document, one.voice.key
        counted = one.claim.effect == "present" and one.claim.unit == "persons" and one.claim.part_of is None
        if counted and (said not in present or bounds_of(one.claim).high > bounds_of(present[said].claim).high):
            present[said] = one
    for one in event:
        there = present.get((one.document, one.voice.key))
        if there is None or one.claim.effect not in HARMED or one.claim.unit != "persons":
            continue
        most, least = bounds_of(there.claim), bounds_of(one.claim)
        if most.known and least.known and least.low > most.high and one.claim.stance in ("asserts", "reports"):
            message = worded(
                "{speaker}: {figure} {effect}, of {figure2} stated as present.", speaker=one.voice.name,
                figure=figure_words(one.claim.quantity), effect=one.claim.effect.replace("_", " "),
                figure2=figure_words(there.claim.quantity),
            )  # fmt: skip
            yield remark_on("rate-cannot-be", [one, there], texts, message=message)


def unknown_as_zero(found: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[Remark]:
    """Takes statements, gives the figures of 0 whose own words say that the number is not known."""
    for one in found:
        quantity = one.claim.quantity
        words = " ".join(fold(quantity.text).split())
        if 0 in (quantity.low, quantity.high, quantity.best) and _UNKNOWN.match(words):
            message = worded(
                "{speaker}: the words “{words}” stand with the number 0; unknown is not zero.",
                speaker=one.voice.name, words=quantity.text,
            )  # fmt: skip
            yield remark_on("unknown-read-as-zero", [one], texts, message=message)


def average_age(ages: Sequence[Cell], stated: Cell, *, where: str) -> Remark | None:
    """Takes the cells of ages, the cell of the average stated for them and its place in words, gives a remark or None.

    A remark is given where the average fits only when the ages of 0 are left out: an age of 0 is an infant's, an empty
    cell is not known. Example: of the ages 0, 0, 30, 40 the average is 17.5; 35 fits the last two alone.
    """
    numbers = [float(cell.quote) for cell in ages if _is_number(cell.quote)]
    zeros = [cell for cell in ages if _is_number(cell.quote) and float(cell.quote) == 0]
    if not zeros or not _is_number(stated.quote) or len(zeros) == len(numbers):
        return None
    decimals = len(stated.quote.strip().partition(".")[2])
    told = float(stated.quote)
    whole, without = (round(sum(some) / len(some), decimals) for some in (numbers, [n for n in numbers if n > 0]))
    if told != without or told == whole:
        return None
    count = f"{len(zeros)} {'age' if len(zeros) == 1 else 'ages'} of 0"
    with_them = f"with them it is {number_words(whole)}"
    message = f"An average age of {stated.quote.strip()} leaves out {count} of {len(numbers)} known ages; {with_them}."
    return Remark(code="age-zero-dropped", where=where, message=message, places=(stated, *zeros))


def _is_number(words: str) -> bool:
    return bool(re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", words))


def transposed_between(
    group: Sequence[Statement], tied: Collection[frozenset[str]], texts: Mapping[str, str]
) -> Iterator[Remark]:
    """Takes the statements of one comparison and the pairs of documents that are tied, gives figures passed on wrongly.

    Two exact figures from three digits on that differ by two neighbouring digits exchanged, where both documents give
    one speaker's figure or one leans on the other; otherwise such figures meet by chance. Running totals are looked at
    in their series.
    """
    by_number: dict[float, list[Statement]] = defaultdict(list)
    for one in group:
        number = one.claim.quantity.best
        exact = one.claim.quantity.qualifier == "exact" and one.claim.cumulative is None
        if exact and number is not None and number >= 100 and one.claim.stance in ("asserts", "reports"):
            by_number[number].append(one)
    for number, some in by_number.items():
        for swapped in (n for n in transpositions(number) if n > number):
            pair = next(((a, b) for a in some for b in by_number.get(swapped, ()) if _passed_on(a, b, tied)), None)
            if pair:
                each = [
                    worded("{figure} ({speaker}, {document})", figure=figure_words(s.claim.quantity),
                           speaker=s.voice.name, document=s.name)
                    for s in pair
                ]  # fmt: skip
                message = worded("Two figures differ by two digits exchanged: {figures}.", figures=listed(each, ", "))
                yield remark_on("digits-transposed", pair, texts, message=message)


def _passed_on(one: Statement, other: Statement, tied: Collection[frozenset[str]]) -> bool:
    if one.document == other.document:
        return False
    return (one.voice.proper and one.voice.key == other.voice.key) or frozenset((one.document, other.document)) in tied
