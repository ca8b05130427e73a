"""Whose words the quoted lines of a mail are: "Ivo Renn writes:", and below it lines that begin with ">"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.read.lexicon import Lexicon
from accounted.read.tokens import Token
from accounted.read.voice import Voice

_ADDRESS: Final = re.compile(r"<?[\w.+-]+@[\w.-]+\w>?")
_BRACKETED: Final = re.compile(r"\(([^\W\d_][^()\n@]{1,60})\)")
_NAME: Final = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}$")
_MARKS: Final = re.compile(r"[ \t]*(?:[>|][>| \t]*)?")
_LINE: Final = re.compile(r"[^\n]+")
_LETTERS: Final = re.compile(r"[>| \t]*([A-Z]{2,4})[>\]](?=\s)")
_LONGEST_LINE: Final = 160
_INDENT: Final = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """A line that says whose words follow it: its span, how deep it is quoted itself, and the name.

    `indented` where what follows bears no marks and stands indented below it, up to `last`.
    """

    start: int
    end: int
    depth: int
    name: str
    last: int
    indented: bool = False


def attributions(text: str, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Takes a text and a lexicon, gives the lines in it that say whose words the quoted lines below them are.

    The verbs are [speech] mail_writes of the language file. A line with an address needs none before quoted lines.
    """
    writes = lexicon.lists.get("speech.mail_writes", frozenset())
    if ("@" not in text and "\n>" not in text) or not writes:
        return ()
    return tuple(_attributions(text, writes))


def author_at(text: str, offset: int, found: tuple[Attribution, ...]) -> str | None:
    """Takes a text, a place in it and its attributions, gives who wrote the quoted line there, or None."""
    start = text.rfind("\n", 0, offset) + 1
    lettered = _LETTERS.match(text, start)
    if lettered is not None and lettered.end() <= offset:
        return lettered[1]
    if not found:
        return None
    depth = _depth(text, start)
    for one in reversed(found):
        if one.end > offset:
            continue
        if one.indented and depth == one.depth and offset < one.last:
            return one.name
        if one.depth < depth:
            return one.name if one.depth == depth - 1 and not one.indented else None
        if one.depth == depth and not one.indented:
            return _outer(found, one)
    return None


def without_attributions(
    voices: Sequence[Voice], tokens: Sequence[Token], found: tuple[Attribution, ...]
) -> tuple[Voice, ...]:
    """Takes a sentence's voices and tokens and a text's attributions, gives the voices that no such line names.

    "renn@lanner.net (Ivo Renn) writes:" is read as a whole: "net" says nothing.
    """
    kept = (v for v in voices if not any(one.start <= tokens[v.verb].start < one.end for one in found))
    return tuple(kept)


def _outer(found: tuple[Attribution, ...], inner: Attribution) -> str | None:
    """Who wrote a line that quotes another: the last name at the depth below."""
    before = (one for one in reversed(found) if one.start < inner.start and one.depth == inner.depth - 1)
    return next((one.name for one in before if not one.indented), None)


def _attributions(text: str, writes: frozenset[str]) -> Iterator[Attribution]:
    lines = list(_LINE.finditer(text))
    for at, line in enumerate(lines[:-1]):
        told = line[0]
        address = _ADDRESS.search(told) if "@" in told else None
        colon = told.rstrip().endswith(":")
        said = colon and told.rstrip(" \t\r:").rpartition(" ")[2].lower() in writes
        if len(told) > _LONGEST_LINE or not (said or address):
            continue
        depth, below = _depth(text, line.start()), _next_line(text, lines, at)
        deeper = below is not None and _depth(text, below.start()) > depth
        indented = said and address is not None and below is not None and not deeper and _is_indented(below[0])
        name = _author(told, address, writes) if deeper or indented else ""
        if name:
            last = next((one.start() for one in lines[at + 1 :] if not _blank_or_indented(one[0])), len(text))
            yield Attribution(line.start(), line.end(), depth, name, last, indented)


def _next_line(text: str, lines: list[re.Match[str]], at: int) -> re.Match[str] | None:
    """The next line that is not empty but for its marks."""
    return next((one for one in lines[at + 1 : at + 4] if one[0].strip(" \t\r>|")), None)


def _is_indented(line: str) -> bool:
    return len(line) - len(line.lstrip(" \t")) >= _INDENT or line.startswith("\t")


def _blank_or_indented(line: str) -> bool:
    return not line.strip() or _is_indented(line)


def _depth(text: str, start: int) -> int:
    """How many times a line is quoted."""
    marks = _MARKS.match(text, start)
    return marks[0].count(">") if marks is not None else 0


def _author(line: str, address: re.Match[str] | None, writes: frozenset[str]) -> str:
    """The name in "renn@lanner (Ivo Renn)", "Ivo Renn <renn@lanner> wrote:", "On 3 May, Ivo Renn wrote:"."""
    bracketed = _BRACKETED.search(line, address.end() if address is not None else 0)
    if address is not None and bracketed is not None:
        return " ".join(bracketed[1].split())
    before = line[: address.start()] if address is not None else line.rstrip(" \t\r:").rpartition(" ")[0]
    named = _NAME.search(before.rstrip(" \t\"'"))
    if named is not None and named[0].lower() not in writes and " " in named[0]:
        return named[0]
    return address[0].strip("<>").partition("@")[0] if address is not None else ""
