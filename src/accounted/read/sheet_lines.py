"""The lines of a sheet, whatever its format: CSV in any encoding and delimiter, XLSX, ODS, Parquet, tables of
documents; nothing is lost on the way.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from accounted.core.outcome import AccountedError
from accounted.read.sheet_books import is_book, parquet_sheet, sheets_of_book
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_pages import is_page, sheets_of_page
from accounted.read.sheet_text import WholeText, is_utf8, text_lines

if TYPE_CHECKING:  # compiled code, which short texts do without
    from accounted.read.sheet_cut import Block, Cutter

LONGEST_RECORD: Final = 200
"""Physical lines that one CSV record may run over before its first quotation mark is held to be left open."""
_AT_ONCE: Final = 500
_WORTH_CUTTING: Final = 1 << 20
"""Bytes from which on a text is cut by compiled code, which takes half a second to load where nothing else did."""
_OPEN: Final = "a quotation mark that does not close"
_SAMPLE: Final = 30
_SAMPLE_SIGNS: Final = 20_000
_HEAD: Final = 1 << 16
_SMALL: Final = 400
_TEXT_CONTROLS: Final = b"\t\n\r\f\x08\x1a\x1b"
_CONTROLS: Final = bytes(c for c in [*range(32), 127] if c not in _TEXT_CONTROLS)


def sheets_of(name: str, content: bytes, *, encoding: str | None = None) -> Iterator[SheetLines]:
    """Takes a file's name and bytes, gives its sheets; the format is told by content, not by the name."""
    if content[:4] == b"PAR1":
        yield parquet_sheet(name, content)
        return
    if is_book(content):
        yield from sheets_of_book(name, content)
        return
    if is_page(content):
        yield from sheets_of_page(content, encoding=encoding)
        return
    if not _is_text(content[:_HEAD], encoding):
        raise AccountedError(
            where=name, found="bytes that are no text and no workbook", expected="CSV, TSV, XLSX, ODS or Parquet",
            advice="Check that the file is whole and is a table.",
        )  # fmt: skip
    made = SheetLines(sheet="", lines=iter(()))
    made.lines = CsvLines(text_lines(name, content, encoding=encoding, remarks=made.remarks))
    yield made


def _is_text(head: bytes, encoding: str | None) -> bool:
    """Gives whether bytes can be text: texts of wide letters apart, at most one zero byte in a hundred, and control
    characters throughout in UTF-8 alone.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or (encoding or "").startswith(
        ("utf-16", "utf-32", "utf_16", "utf_32")
    ):
        return True
    most = max(len(head), _SMALL) / 100
    if head.count(b"\0") > most:
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) <= most or is_utf8(head)


def delimiter_of(text: str) -> str:
    """Takes a table's text, gives the sign that divides most of its first lines into equally many cells."""
    sample = [line for line in text[:_SAMPLE_SIGNS].splitlines()[:_SAMPLE] if line.strip()]
    best, score = ",", 0.0
    for sign in ",;\t|":
        counts = [len(cells) for cells in csv.reader(sample, delimiter=sign)]
        widest = max(set(counts), key=lambda n: (counts.count(n), n), default=1)
        value = (widest > 1) * (counts.count(widest) / max(len(counts), 1)) * min(widest, 4)
        if value > score:
            best, score = sign, value
    return best


class CsvLines:
    """The rows of a table's physical lines. A quotation mark left open sets that line apart alone and reading goes on.

    Rows are read many at once; where a line breaks, fewer, since what follows it is read again.
    """

    def __init__(self, text: Iterable[str]) -> None:
        csv.field_size_limit(1 << 30)
        self._whole = text if isinstance(text, WholeText) and len(text.content) >= _WORTH_CUTTING else None
        self._offset = self._whole.begin if self._whole else 0
        self._cutter: Cutter | None = None
        lines = iter(text)
        first = list(islice(lines, _SAMPLE))
        self._delimiter = delimiter_of("".join(first))
        self._lines: Iterator[str] = chain(first, lines)
        self._pool: list[str] = []
        self._taken, self._size = 0, _AT_ONCE
        self._rows: list[list[str]] = []
        self._broken: tuple[str, str] | None = None
        self._at = self._number = 0

    def __iter__(self) -> "CsvLines":
        return self

    def __next__(self) -> Line:
        if self._ahead():
            self._at += 1
            self._number += 1
            return Line(number=self._number, cells=self._rows[self._at - 1])
        if self._broken is None:
            raise StopIteration
        (line, fault), self._broken = self._broken, None
        self._number += 1
        return Line(number=self._number, cells=(line.rstrip("\r\n"),), fault=fault)

    def block(self) -> tuple[int, list[list[str]]] | None:
        """Gives the number of the next line and the cells of it and those read ahead; None before a line that breaks,
        and at the end.
        """
        if not self._ahead():
            return None
        rows, first = self._rows[self._at :], self._number + 1
        self._at = len(self._rows)
        self._number += len(rows)
        return first, rows

    def plain(self, width: int) -> "tuple[int, Block] | None":
        """Takes how many columns there are, gives the number of the next line and a block of rows cut by compiled code;
        None where rows were read ahead, where the next one is not plain, and where the text is not UTF-8 or is short.
        """
        if self._whole is None or self._at < len(self._rows) or self._broken is not None:
            return None
        if self._cutter is None:
            from accounted.read.sheet_cut import Cutter  # noqa: PLC0415 - compiled code, which short texts do without

            self._cutter = Cutter(self._whole.content, sign=self._delimiter, width=width)
        made = self._cutter.cut(self._offset)
        if made is None:
            return None
        self._offset, block = made
        self._pool, self._taken, self._lines = [], 0, self._whole.lines(self._offset)
        first, self._number = self._number + 1, self._number + block.rows
        return first, block

    def _ahead(self) -> bool:
        """Gives whether rows are read ahead, reading more where none is."""
        while self._at >= len(self._rows):
            if self._broken is not None or not self._read():
                return False
        return True

    def _read(self) -> bool:
        """Reads some more rows, and the line that breaks behind them if one does; gives whether any line was left."""
        while len(self._pool) - self._taken <= self._size and (more := list(islice(self._lines, _AT_ONCE))):
            self._pool, self._taken = self._pool[self._taken :] + more, 0
        part = self._pool[self._taken : self._taken + self._size]
        self._rows, used, fault, cut = self._parsed(part)
        self._at = 0
        self._take(used)
        if not fault:
            self._size = min(2 * self._size, _AT_ONCE)
        elif cut and len(part) - used <= LONGEST_RECORD + 1 and len(self._pool) - self._taken > len(part) - used:
            self._size = max(self._size, len(part) - used + LONGEST_RECORD + 2)
        else:
            self._broken = part[used], fault
            self._take(1)
            self._size = 2 * LONGEST_RECORD
        return bool(part)

    def _take(self, count: int) -> None:
        if self._whole is not None:
            self._offset += len("".join(self._pool[self._taken : self._taken + count]).encode())
        self._taken += count

    def _parsed(self, part: list[str]) -> tuple[list[list[str]], int, str, bool]:
        """Gives the rows of some lines up to one that breaks, how many lines they took, how it breaks, and whether it
        may be whole with the lines behind.
        """
        try:
            rows = list(csv.reader(part, delimiter=self._delimiter, strict=True))
            if len(part) - len(rows) <= LONGEST_RECORD:
                return rows, len(part), "", False
        except csv.Error:
            pass
        rows, used = [], 0
        reader = csv.reader(part, delimiter=self._delimiter, strict=True)
        try:
            for cells in reader:
                if reader.line_num - used > LONGEST_RECORD + 1:
                    return rows, used, _OPEN, False
                rows.append(cells)
                used = reader.line_num
        except csv.Error as fault:
            return rows, used, str(fault) or _OPEN, reader.line_num >= len(part)
        return rows, used, "", False
