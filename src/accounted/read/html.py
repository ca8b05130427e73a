"""HTML: every word that a browser shows, in the order of the source, without scripts, styles and comments."""

import codecs
import re
from dataclasses import dataclass, field

from lxml import etree

from accounted.core.document import Document, Table, TableCell, TextLayer
from accounted.core.outcome import SetAside

VERSION = "2"
_NOT_SHOWN = {"script", "style", "template", "iframe"}
_KEEPS_SPACE = {"pre", "textarea", "listing", "xmp"}
_CELLS = {"td", "th"}
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table title pre figure".split())
_BLOCKS = _PARAGRAPHS | frozenset(
    """
    address article aside body caption center dd details dialog dir div dt fieldset figcaption footer form frameset head
    header hgroup hr html legend li listing main menu nav noscript option optgroup search section select summary tbody
    textarea tfoot thead tr xmp
    """.split()
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_SPANNED = 1000


@dataclass(slots=True)
class _Cell:
    """A cell being written: where its words begin, None before the first one."""

    row: int
    column: int
    rows: int
    columns: int
    head: bool
    start: int | None = None


@dataclass(slots=True)
class _Rows:
    """A table being written: the row it is in, which places are taken by cells of rows above, its cells so far."""

    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    cells: list[TableCell] = field(default_factory=list)
    cell: _Cell | None = None

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, 0

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.taken:
            self.column += 1
        rows, columns = (_spanned(attributes.get(name, "")) for name in ("rowspan", "colspan"))
        self.cell = _Cell(self.row, self.column, rows, columns, tag == "th")
        for below in range(1, rows):
            self.taken |= {(self.row + below, self.column + aside) for aside in range(columns)}
        self.column += columns

    def shut(self, end: int) -> None:
        cell, self.cell = self.cell, None
        if cell is not None and cell.start is not None:
            self.cells.append(
                TableCell(
                    row=cell.row,
                    column=cell.column,
                    rows=cell.rows,
                    columns=cell.columns,
                    start=cell.start,
                    end=end,
                    head=cell.head,
                )
            )


def _spanned(told: str) -> int:
    return min(max(int(told), 1), _MOST_SPANNED) if told.strip().isdecimal() else 1


@dataclass(slots=True)
class _Shown:
    """What a browser would show, written down as the parser meets it: no tree is built, so depth has no limit.

    Line breaks are as in the rendered-text steps of the HTML standard (innerText): a block starts a line, a paragraph,
    list, table or heading is set off by an empty line, cells stand apart by a tab and rows by a line break. Spaces
    collapse to one, but not in `pre`. The text that stands for a picture (alt) is text.
    """

    pieces: list[str] = field(default_factory=list)
    unseen: int = 0
    kept_space: int = 0
    breaks: int = 0
    space: bool = False
    row_begun: bool = False
    at_start: bool = True
    raised: int = 0
    length: int = 0
    open_tables: list[_Rows] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Takes an element that begins, notes the break it makes."""
        if tag in _NOT_SHOWN:
            self.unseen += 1
        if self.unseen:
            return
        self._break_at(tag)
        if tag == "br":
            self._line_break()
        elif tag in _CELLS:
            self._next_cell()
            if self.open_tables:
                self.open_tables[-1].shut(self.length)
                self.open_tables[-1].open(tag, attributes)
        elif tag == "tr":
            self.row_begun = False
            if self.open_tables:
                self.open_tables[-1].next_row()
        elif tag == "table":
            self.open_tables.append(_Rows())
        elif tag == "sup":
            self.raised += 1
        elif tag in _KEEPS_SPACE:
            self.kept_space += 1
        elif tag in ("img", "area") and attributes.get("alt", "").strip():
            self.data(f" {attributes['alt']} ")

    def end(self, tag: str) -> None:
        """Takes an element that ends, notes the break it makes."""
        if tag in _NOT_SHOWN:
            self.unseen = max(0, self.unseen - 1)
        if self.unseen:
            return
        if tag in _KEEPS_SPACE:
            self.kept_space = max(0, self.kept_space - 1)
        elif tag in _CELLS and self.open_tables:
            self.open_tables[-1].shut(self.length)
        elif tag == "table" and self.open_tables:
            self._end_table()
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)
        self._break_at(tag)

    def _end_table(self) -> None:
        ended = self.open_tables.pop()
        ended.shut(self.length)
        if len(ended.cells) > 1:
            self.tables.append(Table(cells=tuple(ended.cells)))

    def data(self, text: str) -> None:
        """Takes text, writes it down with its spaces collapsed as a browser does."""
        if self.unseen or not text:
            return
        if self.raised and text.strip().isascii():
            text = text.translate(_RAISED)
        if self.kept_space:
            self._write(text.replace("\r\n", "\n").replace("\r", "\n"))
            return
        if _SPACE.match(text):
            self.space = True
        words = _SPACE.sub(" ", text).strip(" ")
        if words:
            self._write(words)
            self.space = bool(_SPACE.match(text[-1]))

    def comment(self, text: str) -> None:
        """Takes a comment, leaves it out: no browser shows it."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Takes a processing instruction, leaves it out."""

    def close(self) -> str:
        """Gives the text; the tables that it found are then in `tables`."""
        while self.open_tables:
            self._end_table()
        return "".join(self.pieces)

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _write(self, text: str) -> None:
        if self.breaks and not self.at_start:
            self._append("\n" * self.breaks)
        elif self.space and not self.at_start and not self.pieces[-1].endswith(("\n", "\t")):
            self._append(" ")
        for rows in self.open_tables:
            if rows.cell is not None and rows.cell.start is None:
                rows.cell.start = self.length
        self._append(text)
        self.breaks, self.space, self.at_start = 0, False, False

    def _break_at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.breaks = max(self.breaks, 2 if tag in _PARAGRAPHS else 1)
            self.space = False

    def _line_break(self) -> None:
        if self.breaks or self.at_start:  # the break of a block comes first, the empty line of this one after it
            self.breaks += not self.at_start
        else:
            self._append("\n")
        self.space = False

    def _next_cell(self) -> None:
        if self.row_begun:
            self._append("\t")
            self.breaks, self.space, self.at_start = 0, False, False
        self.row_begun = True


def html_text(markup: str) -> str:
    r"""Takes the markup of a page, gives the text that it shows. Nothing is fetched, no outside entity is expanded.

    >>> html_text("<h1>Zorvan</h1><p>At least <b>613</b>\n people<br>killed</p>")
    'Zorvan\n\nAt least 613 people\nkilled'
    """
    return html_tables(markup)[0]


def html_tables(markup: str) -> tuple[str, tuple[Table, ...]]:
    """Takes the markup of a page, gives its text as `html_text`, and its tables; raised digits are written raised."""
    shown = _Shown()
    parser = etree.HTMLParser(target=shown, encoding="utf-8", no_network=True, huge_tree=True, recover=True)
    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.removeprefix("\ufeff").replace("\0", "\ufffd"))
    try:
        parser.feed(clean.encode("utf-8", errors="replace"))
        parser.close()
    except etree.XMLSyntaxError:  # nothing but blanks or comments: what was shown so far is all there is
        pass
    return shown.close(), tuple(shown.tables)


def html_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """Takes an HTML document and its bytes, gives the text that a browser shows.

    The encoding is the document's, else what the page declares, else UTF-8 where it fits, else Windows-1252, as the
    HTML standard falls back. Bytes that fit no character become U+FFFD, as in a browser.
    """
    encoding = document.encoding or declared_encoding(content)
    text, tables = html_tables(content.decode(encoding, errors="replace"))
    extractor = f"html/lxml-{etree.__version__}"
    return TextLayer(
        document=document.id, text=text, extractor=extractor, version=VERSION, encoding=encoding, tables=tables
    )


def declared_encoding(content: bytes) -> str:
    """Takes the bytes of a page, gives the encoding that it declares, else UTF-8 where it fits, else cp1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = _META.search(content[:4096])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else "utf-8"
        content.decode(name)
    except (LookupError, UnicodeError):
        name = "cp1252"
    return "cp1252" if name in ("iso8859-1", "ascii") else name
