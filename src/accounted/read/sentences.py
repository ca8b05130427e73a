"""Where sentences and paragraphs end, without moving a character."""

import re
from collections.abc import Iterator
from typing import Final

_OPENS: Final = r"(?:[>|][>| \t]*)?[\"'“‘„«(\[¿¡—–-]{0,2}\s?[^\W\d_a-zа-яё]"  # a sentence, behind a quote prefix too
_STOP: Final = r"(?:[.!?…։]|(?<=[ա-ֆև]):)"  # Armenian writes its full stop as a colon too
_END: Final = rf"(?P<end>{_STOP}(?:[\"'”’“)\]]*|\s?»)?(?:\[\d{{1,3}}\])*)(?=\s+{_OPENS}|\s+\d|\s*$)"
_TURN: Final = r"@\w+:\s|(?:The|M(?:r|rs|s|iss)\b|Dr|Sir)[^:\n]{1,40}:\s"  # whose turn it is: "Mr. TOLM: "
_UPPER: Final = r"[^\W\d_a-zа-яё]"
_DAY: Final = (
    rf"\d{{1,2}}(?:[–-]\d{{1,2}})? {_UPPER}\w+\.?(?:,? \d{{4}})?|{_UPPER}\w+\.? \d{{1,2}}(?:, \d{{4}})?|\d{{4}}"
)
_KEY: Final = rf"{_UPPER}[\w'’]*(?: [^\W\d_A-Z]\w*){{0,3}}"
_COUNT: Final = r":? \d[\d,.–-]*\+?[ \t]*(?=[(\n]|$)"
_LINE: Final = (  # a line of a timeline, an infobox, a list of places, a table: "4 May – ", "Deaths: ", "Tolm – 40"
    rf"[ \t]*(?:(?:{_DAY})(?: [–—-] |: )|{_KEY}(?:: |\s[–—-]\s\d|{_COUNT})|\|?[ \t]*[a-z_]+ ?= |\|[^\n|]*\|)"
)
_BREAK: Final = re.compile(_END + rf"|\r?\n[ \t>|*]*\r?\n\s*|\n(?=\s*[-*•]\s|{_TURN})|(?<!:)\n(?={_LINE})|\f")
_BREAK_IN_BLOCKS: Final = re.compile(_END + r"|\n\s*")
_NEW_LINE: Final = re.compile(r"(?:(?P<end>(?!))|\n)")
_MARK: Final = re.compile(r"[.!?…։\r\n\f]")
_MARK_OR_COLON: Final = re.compile(r"[.!?…։\r\n\f]|(?<=[ա-ֆև]):")
_SHORT: Final = frozenset(
    "Mr Mrs Ms Dr Gen Col Lt Maj Capt St Prof Sen Rep Gov No Nos Art approx incl viz ca vs Jan Feb Mar Apr Aug "
    "Sep Sept Oct Nov Dec p pp vol al Brig Sgt Rev Hon Jr Sr Messrs Mme M para Mlle env Sra Dra Gral Cnel aprox "
    "núm pág Nr Abs Bd Mio Mrd bzw ст н ok tys mln mld ul św ks płk por mjr kpt np tzw godz woj ок бл прибл обл "
    "ул вул им ім проф ген полк акад напр bkz Doç yakl".split()
)
_POINTED: Final = r"i\.e|e\.g|U\.S|U\.N|[ONAS]\.\s?[SH]|m\.in"
_ABBREVIATED: Final = re.compile(rf"(?:^|[\s(\[\"“])(?:[A-Z]|{_POINTED}|{'|'.join(sorted(_SHORT))})\.$")
_TOWN: Final = re.compile(r"[^\d\s]\s(?:г|м|с|д|пос|сел)\.$")  # "г. Тола" is the town of Tola; "1943 г." ends a year
_STYLE: Final = re.compile(
    r"[(\[](?:[ONAS]\.\s?[SH]|[сн]?т?\.?\s?ст|[avn]\.\s?[Ss]t)\.[)\]]$"
)  # "(O.S.)" ends no sentence
_LONGEST_ABBREVIATION: Final = 9  # "Messrs." with what stands before it
_PRINTED_LINE: Final = 40
_LONGEST: Final = 2500
_CONTEXT: Final = 14
# German writes "3." for "third": "der 14. Division", "am 3. Juni"; "am" and "und" also end an English number
_ORDINAL: Final = re.compile(r"(?:^|\s)(?:der|des|dem|den|im|vom|zum|beim|das|die)\s\d{1,2}\.$", re.IGNORECASE)
_ORDINAL_DAY: Final = re.compile(r"(?:^|[\s–-])\d{1,2}\.$")
_MONTH: Final = re.compile(r"\s+(?:Jan|Jän|Feb|Mär|April|Mai|Juni|Juli|August|Sept|Okt|Nov|Dez)[a-z]*")
_BEFORE_DAY: Final = re.compile(r"(?:am|und|bis|ab|seit|–|-|\.)\s?\d{1,2}\.$", re.IGNORECASE)


def sentences(text: str, *, lines_are_blocks: bool = False) -> list[tuple[int, int, bool]]:
    """Takes a text, gives its sentences as (start, end, opens a paragraph); together they cover it.

    `lines_are_blocks` where a line break ends a paragraph or a table's row (HTML, DOCX), and not just a line.
    """
    found: list[tuple[int, int, bool]] = []
    start, opens = 0, True
    ends = _BREAK_IN_BLOCKS if lines_are_blocks else _BREAK
    marks = _MARK if text.isascii() or "ա" not in text else _MARK_OR_COLON
    headed = "\n#" in text or text.startswith("#")
    for mark in marks.finditer(text):
        match = ends.match(text, mark.start()) if mark.start() >= start else None
        if match is None and headed and _ends_heading(text, mark.start()):
            match = _NEW_LINE.match(text, mark.start())
        if match is None:
            continue
        paragraph = match.group("end") is None
        if _goes_on(text, match) if paragraph else _abbreviated(text, match):
            continue
        if match.end() > start:
            found.append((start, match.end(), opens))
            opens = paragraph
        elif paragraph:
            opens = True
        start = match.end()
    if start < len(text):
        found.append((start, len(text), opens))
    return [part for one in found for part in _shortened(text, one)]


def _ends_heading(text: str, at: int) -> bool:
    """Whether a line that begins with the sign of a heading ends here, or such a line begins behind: "## The toll"."""
    if text[at] != "\n":
        return False
    return text.startswith("#", text.rfind("\n", 0, at) + 1) or text.startswith("#", at + 1)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence goes on behind blank lines, as in copied print: "30 people have", "been killed".

    A line as long as those of print, and lower case on both sides: one that ends or begins with a mark ends there.
    """
    if match.end() >= len(text) or not text[match.end()].islower():
        return False
    if match.start() - text.rfind("\n", 0, match.start()) < _PRINTED_LINE:
        return False
    before = text[match.start() - 2 : match.start()].rstrip()[-1:]
    return before.islower() or before == ","


def _shortened(text: str, one: tuple[int, int, bool]) -> Iterator[tuple[int, int, bool]]:
    """A text without sentence ends is cut at white space, so that no rule has to look farther than a long sentence."""
    start, end, opens = one
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in " \n\t") + 1
        cut = cut if cut > start else start + _LONGEST
        yield start, cut, opens
        start, opens = cut, False
    yield start, end, opens


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    if text[match.start()] != "." or match.end() - match.start() > 1:
        return _STYLE.search(text, max(0, match.start() - _CONTEXT), match.end()) is not None
    first, end = max(0, match.start() - _CONTEXT), match.end()
    word = max(text.rfind(" ", first, end - 1), text.rfind("\n", first, end - 1))
    if end - word > _LONGEST_ABBREVIATION and text[end - 2].isalpha():
        return False
    town = not text[end - 2].isascii() and _TOWN.search(text, first, end) is not None
    written = text[word + 1 : end - 1]
    if written.isalpha():  # as most: a word between a blank and its point
        return town or written in _SHORT or (len(written) == 1 and "A" <= written <= "Z")
    if town or _ABBREVIATED.search(text, first, end) is not None:
        return True
    return _ordinal(text, first, end)


def _ordinal(text: str, first: int, end: int) -> bool:
    """Whether a point makes an ordinal of the number before it, as German writes it, and ends no sentence."""
    if not text[end - 2 : end - 1].isdigit() or _ORDINAL_DAY.search(text, first, end) is None:
        return False
    if _ORDINAL.search(text, first, end) is not None:
        return True
    return _MONTH.match(text, end) is not None and _BEFORE_DAY.search(text, first, end) is not None
