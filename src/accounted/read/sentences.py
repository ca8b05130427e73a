"""Where sentences and paragraphs end, without moving a character."""

import re
from typing import Final

_END: Final = r"(?P<end>[.!?…][\"'”’)\]]*)(?=\s+[\"'“‘(\[¿¡—–-]{0,2}\s?[^\W\d_a-zа-яё]|\s+\d|\s*$)"
_BREAK: Final = re.compile(_END + r"|\n[ \t>|*]*\n\s*|\n(?=\s*[-*•]\s)|\f")
_BREAK_IN_BLOCKS: Final = re.compile(_END + r"|\n\s*")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(\[\"“])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|St|Prof|Sen|Rep|Gov|No|Nos|Art|approx|ca|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|p|pp|vol|al|i\.e|e\.g|U\.S|U\.N|Brig|Sgt|Rev|Hon|Jr|Sr|Messrs|Mme|M|para)\.$"
)
_CONTEXT: Final = 12


def sentences(text: str, *, lines_are_blocks: bool = False) -> list[tuple[int, int, bool]]:
    """Takes a text, gives its sentences as (start, end, opens a paragraph); together they cover it.

    `lines_are_blocks` where a line break ends a paragraph or a table's row (HTML, DOCX), and not just a line.
    """
    found: list[tuple[int, int, bool]] = []
    start, opens = 0, True
    for match in (_BREAK_IN_BLOCKS if lines_are_blocks else _BREAK).finditer(text):
        paragraph = match.group("end") is None
        if not paragraph and _abbreviated(text, match):
            continue
        if match.end() > start:
            found.append((start, match.end(), opens))
            opens = paragraph
        elif paragraph:
            opens = True
        start = match.end()
    if start < len(text):
        found.append((start, len(text), opens))
    return found


def _abbreviated(text: str, match: re.Match[str]) -> bool:
    if text[match.start()] != "." or match.end() - match.start() > 1:
        return False
    return _ABBREVIATED.search(text, max(0, match.start() - _CONTEXT), match.end()) is not None
