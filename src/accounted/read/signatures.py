"""Who signs a quotation: in brackets, on the line below it, or behind a dash."""

import re
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_CLOSING_QUOTE: Final = re.compile(r"(?<=\S)[\"”»]")
_NAMED: Final = r"[^\W\d_a-zа-я][\w.'’-]*(?: (?:(?:of|the|de|von|al) )*[^\W\d_a-zа-я][\w.'’-]*){0,4}"
_SIGNATURE: Final = re.compile(
    rf"[ \t]*\((?P<aside>{_NAMED})(?:[,;:] [^()\n]{{1,60}})?\)|"
    rf"[ \t]*\r?\n[ \t>]*(?:--|[—–-])?[ \t]*(?P<line>{_NAMED})[ \t]*(?:\r?\n|$)|"
    r"[.,]?[ \t]*(?:--|[—–-])[ \t]*(?P<dash>[^\W\d_a-zа-я][^\n\"“”«»()]{1,90}?)"
    r"(?: \([^()\n]{1,60}\))?[ \t.]*(?:\r?\n|$)"
)
_NAME: Final = re.compile(_NAMED)
_LONGEST_QUOTATION: Final = 1500
_MOST_PARTS: Final = 5


def signed(tokens: list[Token], at: int, text: str, lexicon: Lexicon) -> Voice | None:
    """Takes tokens, the place of one inside a quotation and the text, gives who signs the quotation, or None.

    '..." (Anna Tolm, Lanner Post)', on the line below it, or '..." -- Anna Tolm, Lanner Post, 3 May'.
    """
    start = tokens[at].start
    closes = _CLOSING_QUOTE.search(text, start, start + _LONGEST_QUOTATION)
    match = _SIGNATURE.match(text, closes.end()) if closes is not None else None
    if match is None:
        return None
    name = match["aside"] or match["line"] or _signer(match["dash"], lexicon)
    return Voice(" ".join(name.split()), 0, len(tokens), at) if name else None


def _signer(line: str, lexicon: Lexicon) -> str:
    """The name and the paper in "Anna Tolm, Lanner Post, 3 May 1951"; "" where the line goes on with words."""
    told = [part.strip() for part in line.split(",")]
    days = lexicon.order.speech.days
    dates = [not part[:1].isalpha() or part.split()[0].lower() in {*days, *lexicon.months} for part in told if part]
    names = [part for part, date in zip(told, dates, strict=False) if not date and _NAME.fullmatch(part)]
    if not names or names[0] != told[0] or len(told) > _MOST_PARTS:
        return ""
    paper = told[1] if len(told) > 1 and told[1] in names else ""
    return f"{names[0]}, {paper}" if paper else names[0]
