"""The lines of a sheet, whatever its format: CSV in any encoding and delimiter, XLSX, ODS, Parquet, tables of
documents; nothing is lost on the way.
"""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from accounted.core.outcome import AccountedError
from accounted.read.sheet_books import is_book, parquet_sheet, sheets_of_book
from accounted.read.sheet_line import Line, SheetLines
from accounted.read.sheet_text import is_utf8, text_lines

LONGEST_RECORD: Final = 200
"""Physical lines that one CSV record may run over before its first quotation mark is held to be left open."""
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
    if not _is_text(content[:_HEAD], encoding):
        raise AccountedError(
            where=name, found="bytes that are no text and no workbook", expected="CSV, TSV, XLSX, ODS or Parquet",
            advice="Check that the file is whole and is a table.",
        )  # fmt: skip
    made = SheetLines(sheet="", lines=iter(()))
    made.lines = csv_lines(text_lines(name, content, encoding=encoding, remarks=made.remarks))
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


def csv_lines(lines: Iterator[str]) -> Iterator[Line]:
    """Takes a table's physical lines, gives its rows; a quotation mark left open sets that line apart alone and
    reading goes on.
    """
    csv.field_size_limit(1 << 30)
    first = list(islice(lines, _SAMPLE))
    delimiter = delimiter_of("".join(first))
    stream = _Numbered(chain(first, lines))
    number = 0
    while True:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        begin = stream.taken
        try:
            for cells in reader:
                number += 1
                yield Line(number=number, cells=cells)
                begin = stream.taken
                stream.forget()
        except (csv.Error, _TooLong) as fault:
            number += 1
            again = stream.rewind(begin)
            yield Line(
                number=number, cells=(again.rstrip("\r\n"),), fault=str(fault) or "a quotation mark that does not close"
            )
        else:
            return


class _TooLong(Exception):
    """A record runs over more lines than one record does."""


class _Numbered:
    """The physical lines of a text, of which those of the record being read are remembered, so that it can be read
    again.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines, self.kept, self.waiting, self.taken = lines, [], [], 0  # type: ignore[var-annotated]

    def __iter__(self) -> "_Numbered":
        return self

    def __next__(self) -> str:
        if len(self.kept) > LONGEST_RECORD:
            raise _TooLong("a quotation mark that does not close")
        line: str = self.waiting.pop() if self.waiting else next(self.lines)
        self.kept.append(line)
        self.taken += 1
        return line

    def forget(self) -> None:
        """Forgets the lines of a record that was read."""
        self.kept.clear()

    def rewind(self, to: int) -> str:
        """Takes how many lines had been taken before a record, gives its first line; the others wait to be read
        again.
        """
        again = self.kept[-(self.taken - to) :] if self.taken > to else []
        self.waiting.extend(reversed(again[1:]))
        self.taken = to + 1
        self.kept.clear()
        return again[0] if again else ""
