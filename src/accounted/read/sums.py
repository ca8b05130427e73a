"""Breakdowns that no word announces: figures in a row whose sum is a total beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.read.drafts import SHARES, Draft
from accounted.read.parts import Part
from accounted.read.roles import ACCORDING, EITHER, NUMBER, OTHERS, SAYS, SEPARATELY, TOTALLED
from accounted.read.side_by_side import apart_in_time, side_by_side
from accounted.read.sum_fits import (
    MOST_SINGLES,
    Fit,
    all_exact,
    fit_of,
    low_and_high,
    may_fit,
    off_total,
    round_figures,
    singles,
)
from accounted.read.summed import RULE
from accounted.read.tokens import Token

_SMALL: Final = 20  # below it, sums agree by chance: only in one sentence or the next
_SMALLEST: Final = 3
_LISTED: Final = 3
_LEAST_OF_TOTAL: Final = 0.9  # a row below it, and persons told singly, comes to no total
_REACH: Final = 12
_LONGEST_ROW: Final = 8
_MOST_CHARACTERS: Final = 1500
_NEAR: Final = 320
_NOTE: Final = "taken as part: its sum with those beside it is the total"
_VOICES: Final = SAYS | ACCORDING | EITHER
_AT_HAND: Final = 3
_TEN: Final = 10
_LATER: Final = 0.5
_TOTALLED_FIRST: Final = 2.0

Told = tuple[int, Draft]


@dataclass(frozen=True, slots=True)
class _Row:
    """A total with the figures that sum to it; the nearer it stands to them, the sooner it is given them."""

    total: Draft
    parts: Sequence[Draft]
    far: float
    note: str


def join_by_sums(drafts: Sequence[Told], found: Sequence[Part]) -> None:
    """Takes the figures of a text in order, each with its sentence's place, marks those that sum to a total as parts.

    At least two exact figures, or ranges of which one end fits, of the same effect and unit, none of them marked as a
    part before, within a paragraph's length of the total; figures before the total count too ("12 guards and 11
    farmers; 23 dead in all"). Where a total is stated twice, the statement nearest to the row has it.

    A worked example: 184 dead; "gunshots killed 151, shrapnel 20, blows 10, cold 3": 151 + 20 + 10 + 3 = 184.
    """
    alike: dict[tuple[str, str], list[int]] = {}
    for at, (_, draft) in enumerate(drafts):
        alike.setdefault(draft.kind, []).append(at)
    rows = [row for places in alike.values() for at in places for row in _rows(drafts, at, found, places)]
    for row in sorted(rows, key=lambda row: row.far):
        if any(part.whole is not None for part in row.parts) or row.total.whole in row.parts:
            continue
        for part in row.parts:
            part.whole, part.note = row.total, part.note or row.note


def _rows(drafts: Sequence[Told], at: int, found: Sequence[Part], alike: Sequence[int]) -> Iterator[_Row]:
    """The rows behind and before a figure that sum to it, of its effect and unit (`alike`), and part of nothing."""
    index, total = drafts[at]
    value = total.number.best if total.number.qualifier not in SHARES else None
    if value is None or value < _SMALLEST or total.rule == "among":
        return
    places = [place for place in alike if -_REACH <= place - at <= _REACH and drafts[place][1].whole is None]
    if not places:
        return
    least, totalled = value * _LEAST_OF_TOTAL - MOST_SINGLES, _totalled(found[index], total)
    behind_it, before_it = [drafts[p] for p in places if p > at], [drafts[p] for p in reversed(places) if p < at]
    for near, behind in ((behind_it, True), (before_it, False)):
        if sum([one.number.best or one.number.high or 0 for _, one in near]) < least:
            continue
        row, fit = _run(near, drafts[at], found, behind=behind)
        if not row and behind:
            row, fit = _one_sentence(near, drafts[at])
        if not row and not behind and totalled:
            row, fit = _same_sentence(near, drafts[at])
        about = fit is not None and fit.miss and total.number.qualifier != "exact"
        if not row or fit is None or (about and not _same_noun(found, row, drafts[at])):
            continue
        if not behind and value < _SMALL and not totalled and row[0][0] != index:
            continue
        if not _is_breakdown(row, drafts[at], found, behind=behind, totalled=totalled) or _another(
            row, at, drafts, found
        ):
            continue
        far = abs(index - row[0][0]) + (0.0 if behind else _LATER) - (_TOTALLED_FIRST if totalled and not behind else 0)
        note = _NOTE if fit.miss == 0 else f"taken as part: the parts beside it come to {fit.told}"
        yield _Row(total, [draft for _, draft in row], far, note)


def _run(near: Sequence[Told], stated: Told, found: Sequence[Part], *, behind: bool) -> tuple[list[Told], Fit | None]:
    """The shortest row of figures beside the total that sums to it.

    Parts marked before, and figures of another effect, may stand between.
    """
    total, row = stated[1], list[Told]()
    low = high = 0.0
    for place, (index, draft) in enumerate(near):
        ends = low_and_high(draft)
        if ends is not None and ends[0] > (total.number.best or 0) and total.number.qualifier == "about":
            continue
        far = abs(draft.number.start - total.number.start) > _MOST_CHARACTERS
        if ends is None or far or len(row) >= _LONGEST_ROW or draft.rule == "figure":
            return [], None
        row.append((index, draft))
        low, high = low + ends[0], high + ends[1]
        if may_fit(total.number, low, high, len(row)):
            ones = singles(found[index].sentence.tokens, draft) if behind else 0
            fit = fit_of(total.number, (low, high), [one for _, one in row], ones)
            if fit is not None and (len(row) > 1 or ones) and (fit.miss == 0 or _is_whole_list(near[place + 1 :], row)):
                return row, fit
        if low > (total.number.high or total.number.best or 0) * 1.05:
            return [], None
    return [], None


def _one_sentence(near: Sequence[Told], stated: Told) -> tuple[list[Told], Fit | None]:
    """All the figures of one sentence, three or more, though others stand between it and the total."""
    index, total = stated
    later = [other for other, _ in near if other > index]
    for sentence in dict.fromkeys(later):
        if later.count(sentence) < _LISTED:
            continue
        row = [(other, draft) for other, draft in near if other == sentence]
        ends = [low_and_high(draft) for _, draft in row]
        if (
            len(row) < _LISTED
            or None in ends
            or not all_exact([draft for _, draft in row])
            or (total.number.best or 0) < _SMALL
        ):
            continue
        if row[-1][1].number.start - total.number.start > _MOST_CHARACTERS or total.number.qualifier != "exact":
            continue
        if sum(low for low, _ in filter(None, ends)) == total.number.best:
            return row, Fit(0, 0)
    return [], None


def _same_sentence(near: Sequence[Told], stated: Told) -> tuple[list[Told], Fit | None]:
    """The figures before a total in its own sentence, where a word says that it is one; they may miss it a little."""
    index, total = stated
    row = [(other, draft) for other, draft in near if other == index]
    exact = all(draft.number.qualifier == "exact" for _, draft in row)
    return row, off_total(total.number, [draft.number.best or 0 for _, draft in row]) if exact else None


def _is_whole_list(rest: Sequence[Told], row: Sequence[Told]) -> bool:
    """Whether no figure of the same kind goes on with the row in its last sentence."""
    return not any(index == row[-1][0] for index, _ in rest)


def _is_breakdown(row: Sequence[Told], stated: Told, found: Sequence[Part], *, behind: bool, totalled: bool) -> bool:
    """Whether a row with the right sum divides its total: not rival accounts, not others besides, not by chance."""
    index, total = stated
    in_order = sorted(row, key=lambda told: told[1].number.start)
    told = [(found[other].sentence.tokens, draft) for other, draft in in_order]
    value, sentences = total.number.best or 0, {index, *(other for other, _ in row)}
    figures = [value, *(draft.number.best or 0 for _, draft in row)]
    if round_figures(figures) and any(found[one].roles & _VOICES for one in sentences) and len(sentences) > 1:
        return False
    if round_figures(figures) and _voiced_between(found, row):
        return False
    if behind and _besides(told[0][0], told[0][1]):
        return False
    if behind and side_by_side((found[index].sentence.tokens, total), told, small=value < _SMALL):
        return False
    if not behind and not totalled and apart_in_time((found[index].sentence.tokens, total), told):
        return False
    if total.rule == "elided" and not totalled and not behind:
        return False  # the last of a series is no total of it
    if value >= _SMALL:
        return True
    spread = max(draft.number.end for _, draft in row) - total.number.start if behind else 0
    wide = max(sentences) - min(sentences)
    nearby = _NEAR * 2 if value >= _TEN else _NEAR
    return spread <= nearby and wide <= len(row) and len(row) <= _AT_HAND + 1


def _another(row: Sequence[Told], at: int, drafts: Sequence[Told], found: Sequence[Part]) -> bool:
    """ "Two guards and three clerks were killed ... two guards": the same noun as of a figure beside the total."""
    index, total = drafts[at]
    near = drafts[max(0, at - _AT_HAND) : at + _AT_HAND]
    here = found[index].sentence.tokens
    nouns = {one.noun(here) for place, one in near if place == index and one is not total and (place, one) not in row}
    others = (told for told in row if told[0] != index and told[1].phrase.head is not None)
    return any(one.noun(found[place].sentence.tokens) in nouns for place, one in others)


def _same_noun(found: Sequence[Part], row: Sequence[Told], stated: Told) -> bool:
    """Whether a row that comes to about a total counts the same: a noun of it, or none where it stands beside it."""
    at, total = stated
    noun = total.noun(found[at].sentence.tokens)
    if noun is not None and any(one.noun(found[place].sentence.tokens) == noun for place, one in row):
        return True
    return all(place - at in (0, 1) and one.phrase.empty for place, one in row)


def _voiced_between(found: Sequence[Part], row: Sequence[Told]) -> bool:
    """Whether each of the figures of one sentence has its own voice or stands behind "or"."""
    places: dict[int, list[int]] = {}
    for index, draft in row:
        places.setdefault(index, []).append(draft.at)
    for index, ats in places.items():
        tokens = found[index].sentence.tokens
        if any(token.roles & _VOICES for token in tokens[min(ats) : max(ats)]):
            return True
    return False


def _besides(tokens: list[Token], draft: Draft) -> bool:
    """ "Another 12", "12 others", "12 more": told besides those before, unless its own sentence tells of others."""
    if any(token.roles & NUMBER for token in tokens[: draft.at]):
        return False
    last = min(max(draft.at, draft.phrase.last) + 1, len(tokens) - 1)
    around = [*tokens[max(0, draft.at - 1) : draft.at], *tokens[draft.at + 1 : last + 1]]
    return any(token.roles & (SEPARATELY | OTHERS) for token in around)


def _totalled(part: Part, total: Draft) -> bool:
    """Whether a word beside a figure says that it is a total: "in all 126", "bringing the toll to 14"."""
    if total.rule == RULE or not part.roles & TOTALLED:
        return total.rule == RULE
    tokens = part.sentence.tokens
    near = tokens[max(0, total.at - 4) : max(total.at, total.phrase.last) + 3]
    return any(token.roles & TOTALLED for token in near)
