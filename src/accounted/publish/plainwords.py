"""Takes a finished page, gives the words of its own voice that belong to a side: a watch on wording, not on speakers.

The list is kept here, in one place, since a program must know the words to see that it does not say them. It says
nothing of any speaker: what stands in quotation marks, in `q`, `mark`, `blockquote`, or in an element marked as given
(`data-given`, a chart group named "given") is the speaker's and is never looked at.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

WORDS = (
    "genocide", "massacre", "slaughter", "carnage", "atrocity", "tragedy", "disaster", "pogrom", "ethnic cleansing",
    "extermination", "battle", "crossfire", "collateral", "capture", "seizure", "fall", "liberation", "occupation",
    "aggression", "self-defence", "separatist", "militant", "terrorist", "martyr", "hero", "innocent", "peaceful",
    "brutal", "victim", "hostage", "perpetrator", "toll", "official", "independent", "conservative", "credible",
    "confirmed", "proven", "true", "real", "actual", "fact", "only", "merely", "so-called", "alleged", "admitted",
    "conceded", "falsified", "propaganda", "denialist", "both sides",
)  # fmt: skip
"""Words that stand inside quotation marks with their speaker, or not at all."""
_PLURAL = [w if w.endswith("s") else f"{w[:-1]}(?:y|ies)" if w.endswith("y") else f"{w}(?:e?s)?" for w in WORDS]
_FORBIDDEN = re.compile(r"(?<![\w-])(?:" + "|".join(_PLURAL) + r")(?![\w-])", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
_SPEAKERS = frozenset(("q", "mark", "blockquote", "style", "script"))
_SPOKEN = frozenset(("title", "alt", "aria-label", "placeholder", "content", "data-label"))
_VOID = frozenset(("meta", "link", "br", "hr", "img", "input", "wbr", "col", "area", "base", "source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unquoted:
    """A word of a page's own voice that is on the list: the word, the line of the page, the words around it."""

    word: str
    line: int
    around: str


def unquoted_words(html: str) -> tuple[Unquoted, ...]:
    """Takes a page, gives every listed word that stands outside quotation marks, with its line: () is as it should be.

    >>> [found.word for found in unquoted_words('<p>A battle. <q>A battle.</q> “battle”</p>')]
    ['battle']
    """
    listener = _Listener()
    listener.feed(html)
    listener.close()
    listener.settle()
    return tuple(listener.found)


class _Listener(HTMLParser):
    """Gathers the text of the page's own voice, block by block, and looks at each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Unquoted] = []
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self._line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        given = tag in _SPEAKERS or "data-given" in names or "given" in (names.get("class") or "")
        if not given and not self._quoting():
            for name in _SPOKEN & names.keys():
                self._look(names[name] or "", self.getpos()[0])
        if tag not in _VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "text", "title", "desc", "caption", "div"):
            self.settle()

    def handle_data(self, data: str) -> None:
        if not self._text:
            self._line = self.getpos()[0]
        self._text.append(" … " + "\n" * data.count("\n") if self._quoting() else data)

    def settle(self) -> None:
        """Looks at the text gathered since the last block ended."""
        self._look("".join(self._text), self._line)
        self._text = []

    def _quoting(self) -> bool:
        return any(given for _, given in self._open)

    def _look(self, text: str, line: int) -> None:
        spoken = _QUOTED.sub(lambda quoted: re.sub(r"\S", " ", quoted[0]), text)
        for found in _FORBIDDEN.finditer(spoken):
            if found[0][0].isupper() and spoken[: found.start()].endswith("The "):
                continue  # the name of a paper or a body, as it writes itself
            around = " ".join(spoken[max(0, found.start() - 40) : found.end() + 40].split())
            self.found.append(
                Unquoted(word=found[0].lower(), line=line + spoken.count("\n", 0, found.start()), around=around)
            )
