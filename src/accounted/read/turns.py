"""Whose turn a paragraph is in a record of speech."""

import re
from typing import Final

from accounted.read.lexicon import Lexicon

_TURN: Final = re.compile(r"[\"“]?(@\w+|[^\W\d_][\w.'’()-]*(?: (?:\([^()\n]{1,40}\)|[\w.'’()&-]+)){0,5}):\s")
_OFFICE_LINE: Final = re.compile(r"The [^\n()]{3,90} \(([^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,5})\)[ \t]*\r?\n[ \t]*\r?\n")
_OWN_LINE: Final = re.compile(r"([^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,5})(?: \([^()\n]{1,60}\))?[ \t]*\r?\n[ \t]*\r?\n")


def turn(text: str, start: int, lexicon: Lexicon) -> str | None:
    """Takes a text, where a paragraph starts and a lexicon, gives whose turn it is, or None.

    "Mr. TOLM: ...", "The MINISTER: ...", "@quill: ...".

    Known by a title, a surname in capitals or an at sign; other words before a colon are headings.
    """
    match = _TURN.match(text, start)
    if match is None:
        return None
    name = match[1]
    if name[0] == "@":
        return name
    spoken = name.split()
    titles = lexicon.lists.get("speech.titles", frozenset())
    surname = any(len(word) > 2 and word.isupper() and word.isalpha() for word in spoken)
    constituency = match[0].rstrip(": ").endswith(")") and "(" in name
    if constituency:  # "Anna Tolm (Ardel, South):"
        spoken = name[: name.index("(")].split()
    small = any(word[0].islower() and len(word) > 3 for word in spoken)
    titled = spoken[0].lower() in titles and len(spoken) > 1
    if (
        small
        or not spoken
        or not (titled or (constituency and len(spoken) > 1) or (surname and len(spoken) > 1 and not name.isupper()))
    ):
        return None
    articles = lexicon.lists.get("grammar.articles", frozenset()) | lexicon.lists.get("speech.honorifics", frozenset())
    return " ".join(spoken[1:] if spoken[0].lower() in articles else spoken)


def turn_on_its_line(text: str, start: int, lexicon: Lexicon) -> str | None:
    """Takes a text, where a paragraph starts and a lexicon, gives whose turn begins below it, or None.

    Its line holds a title and a name alone, or an office with them in brackets, as a record of a house prints it.
    """
    match = _OFFICE_LINE.match(text, start) or _OWN_LINE.match(text, start)
    if match is None:
        return None
    title, *name = match[1].split()
    peer = title.lower() in lexicon.lists.get("speech.peers", ())
    titled = title.lower() in lexicon.lists.get("speech.honorifics", ())
    links = lexicon.lists.get("grammar.genitive", ())
    named = name and all(word[0].isupper() or word in links for word in name)
    if not named or not (peer or titled):
        return None
    return match[1] if peer else " ".join(name)
