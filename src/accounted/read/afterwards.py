"""Parts and totals told in sentences of their own: a total that looks back, and a total that later cases fill."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from accounted.read.drafts import Draft
from accounted.read.parts import Part
from accounted.read.roles import DETERMINER, FIGURE, MONTH, NOT_SPEAKER, NUMBER
from accounted.read.side_by_side import side_by_side

_NEAR_SUM: Final = 0.1
_LOOKED_AT: Final = 12
_MOST_CHARACTERS: Final = 900
_PARAGRAPH: Final = re.compile(r"\n[ \t>|*]*\r?\n")
_NOTE_BACK: Final = "taken as part: a total told in the next sentence looks back at it"
_NOTE_ON: Final = "taken as part: the paragraph opens with the total of the same noun"


def join_across_sentences(drafts: Sequence[tuple[int, Draft]], found: Sequence[Part]) -> None:
    """Takes the figures of a text, each with its sentence's place, marks as parts those that another sentence totals.

    Worked examples: "479 named dead and more than 200 bodies. This figure of nearly 700" has two parts; "Seven clerks
    were injured. In May two clerks were injured. Later three clerks were injured." has two, with two left over.
    """
    for at, (index, total) in enumerate(drafts):
        if total.whole is not None or _stated(total) is None:
            continue
        tokens = found[index].sentence.tokens
        if _looks_back(found[index], total):
            _mark(list(_sentence_before(drafts, at)), total, _NOTE_BACK, exhausted=True)
        elif found[index].opens_paragraph and not any(
            token.roles & MONTH or (token.roles & NUMBER and place != total.at) for place, token in enumerate(tokens)
        ):
            _mark(list(_later_cases(drafts, at, found)), total, _NOTE_ON, exhausted=False)


def _stated(draft: Draft) -> float | None:
    return draft.number.best if draft.number.best is not None else draft.number.low


def _looks_back(part: Part, total: Draft) -> bool:
    """ "This figure of nearly 700 dead": a demonstrative and a word for a figure before the number."""
    tokens = part.sentence.tokens
    for at in range(max(1, total.at - 3), total.at):
        before = tokens[at - 1].roles
        if tokens[at].roles & FIGURE and before & NOT_SPEAKER and before & DETERMINER:
            return True
    return False


def _sentence_before(drafts: Sequence[tuple[int, Draft]], at: int) -> Iterator[Draft]:
    """The figures of the sentence just before, nearest first."""
    index = drafts[at][0]
    for other, draft in reversed(drafts[max(0, at - _LOOKED_AT) : at]):
        if other == index - 1 and drafts[at][1].number.start - draft.number.start < _MOST_CHARACTERS:
            yield draft


def _later_cases(drafts: Sequence[tuple[int, Draft]], at: int, found: Sequence[Part]) -> Iterator[Draft]:
    """The figures for the same noun and effect in the sentences that follow in the paragraph."""
    index, total = drafts[at]
    noun = total.noun(found[index].sentence.tokens)
    for other, draft in drafts[at + 1 : at + 1 + _LOOKED_AT]:
        start, end = total.number.start, draft.number.start
        if any(part.opens_paragraph for part in found[index + 1 : other + 1]) or end - start > _MOST_CHARACTERS:
            return
        if _PARAGRAPH.search(found[index].text, start, end) is not None:
            return  # its first sentence held nothing and was not looked at
        if (
            other > index
            and noun is not None
            and draft.noun(found[other].sentence.tokens) == noun
            and draft.effect == total.effect
        ):
            here = (found[index].sentence.tokens, total)
            if not side_by_side(here, [(found[other].sentence.tokens, draft)], small=True):
                yield draft


def _mark(parts: Sequence[Draft], total: Draft, note: str, *, exhausted: bool) -> None:
    """Marks at least two figures of one effect whose sum is about the total, or, where it may leave some, no more."""
    whole, values = _stated(total) or 0.0, [_stated(part) for part in parts]
    if len(parts) < 2 or any(part.whole is not None or part.effect != total.effect for part in parts):
        return
    told = sum(value or 0.0 for value in values)
    if None in values or (exhausted and abs(told - whole) > _NEAR_SUM * whole) or told > whole * (1 + _NEAR_SUM):
        return
    if (not exhausted and told > whole) or whole in values:
        return
    for part in parts:
        part.whole, part.note = total, part.note or note
