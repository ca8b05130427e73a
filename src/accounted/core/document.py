"""Documents, places in them, and how one leans on another."""

from dataclasses import dataclass
from typing import TypeAlias

from accounted.core.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """Which function made a derived thing: "read.english", its version, its parameters as written."""

    step: str
    version: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is told about a document by whoever took it in; None is "not told", never "not so".

    `source` says, `publisher` printed; `seen_in` is original, repost or relayed; dates are EDTF text.
    """

    title: str | None = None
    source: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    seen_in: str | None = None
    obtained_how: str | None = None
    obtained_when: str | None = None
    obtained_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One captured item: bytes with a hash, a name as collected, and what is told about it.

    `container` is the id of the archive or message that held it; `media_type` is told by content, not by name.
    """

    id: str
    sha256: str
    size_bytes: int
    name: str
    media_type: str
    received_when: str
    received_by: str
    described: Description = Description()
    container: str | None = None
    encoding: str | None = None


def document_id(sha256: str, name: str) -> str:
    """Takes the hash of the bytes and the name as collected, gives the document's id: one hash may have two names."""
    return content_id("doc", {"name": name, "sha256": sha256})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a document's text: `text[start:end] == quote`, always. Offsets are code points."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place in a table: row and column count from 1 as a spreadsheet shows them; `quote` is the cell's raw text."""

    document: str
    sheet: str
    row: int
    column: int
    quote: str


Place: TypeAlias = Span | Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a paged document: its number from 1, its part of the text, its size in points."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CharBox:
    """The box of one character: offset into the text, page, and its sides in points from the page's lower left."""

    offset: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell of a table: row and column from 0, how many of each it covers, its part of the text, whether it is a head.

    A cell without words is left out. `more` are further stretches of the text that stand in the cell, where its lines
    come apart in the order of the text.
    """

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    more: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in a text, as its file lays it out: its cells in order of rows; `page` where it stands on one."""

    cells: tuple[TableCell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLayer:
    """The one canonical text of a document version, and the map from its offsets back to pages, boxes and tables.

    For a plain-text file the text is the decoded text unchanged.
    """

    document: str
    text: str
    extractor: str
    version: str
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    boxes: tuple[CharBox, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One document leans on another, or two share words: the evidence is a list of pairs of spans.

    `kind` is same-bytes, shared-passage, translation, citation, shared-figures, shared-spellings or decided (by a
    person). `from_document` leans on `to_document` where
    `directed`; where it is not, the direction is not shown and the order is the order of ids.
    """

    id: str
    kind: str
    from_document: str
    to_document: str
    directed: bool
    reason: str
    spans: tuple[tuple[Span, Span | None], ...]
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A custody line: which ledger, which line from 1, when by that computer's clock, who, the act it stands for."""

    device: str
    line: int
    when: str
    who: str
    act: str
    kind: str
