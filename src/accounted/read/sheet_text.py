"""The text of a table line by line, in whatever encodings it was written; no byte is lost, and mixing is said."""

import codecs
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.core.outcome import Remark

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UTF8: Final = ("utf-8", "utf-8-sig", "utf_8", "utf_8_sig")
_BLOCK: Final = 1 << 20
_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text that is UTF-8 throughout: its lines from its beginning, which lies behind a mark of order, or from any
    line on.
    """

    content: bytes
    begin: int

    def lines(self, at: int) -> Iterator[str]:
        """Takes a place where a line begins, gives that line and those that follow."""
        stream = io.BytesIO(self.content)
        stream.seek(at)
        return io.TextIOWrapper(stream, "utf-8", newline="")

    def __iter__(self) -> Iterator[str]:
        return self.lines(self.begin)


def text_lines(name: str, content: bytes, *, encoding: str | None, remarks: list[Remark]) -> Iterable[str]:
    """Takes the bytes of a text table, gives its physical lines; where encodings mix, each line is decoded alone.

    A line that is not UTF-8 among lines that are is read in the encoding told, else as Windows-1252, or as ISO 8859-1
    where that has no such sign. A file of one encoding is read as a stream, so that memory stays flat.
    """
    told = _encoding(content, encoding)
    if told in _UTF8 and _holds(content, "utf-8"):
        return WholeText(content, len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0)
    return _other_lines(name, content, told=told, remarks=remarks)


def _encoding(content: bytes, told: str | None) -> str:
    return next((code for bom, code in _BOMS if content.startswith(bom)), None) or told or "utf-8"


def _other_lines(name: str, content: bytes, *, told: str, remarks: list[Remark]) -> Iterator[str]:
    if told not in _UTF8 and _holds(content, told) and (told.startswith("utf") or not _holds_utf8_lines(content)):
        yield from io.TextIOWrapper(io.BytesIO(content), told, newline="")
    elif told.startswith("utf") and told not in _UTF8:
        yield from io.TextIOWrapper(io.BytesIO(content), told, errors="backslashreplace", newline="")
        message = f"Some bytes are no {told.upper()}; they stand in the cells as \\x and their two digits."
        remarks.append(Remark(code="mixed-encodings", where=name, message=message))
    else:
        yield from _line_by_line(name, content, other="cp1252" if told in _UTF8 else told, remarks=remarks)


def is_utf8(head: bytes) -> bool:
    """Takes the first bytes of a text, gives whether they are UTF-8, a letter cut off at their end left aside."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeError:
        return False
    return True


def _holds(content: bytes, encoding: str) -> bool:
    """Gives whether all bytes are of an encoding, looked at block by block."""
    try:
        decoder, view = codecs.getincrementaldecoder(encoding)(), memoryview(content)
        for at in range(0, len(content), _BLOCK):
            decoder.decode(view[at : at + _BLOCK])
        decoder.decode(b"", final=True)
    except (UnicodeError, LookupError):
        return False
    return True


def _holds_utf8_lines(content: bytes) -> bool:
    """Gives whether lines of UTF-8 stand among lines of another encoding: words of another are hardly ever good UTF-8.

    Pairs of letters of Chinese code pages now and then are, so that one line in five has to be.
    """
    good = wide = 0
    for line in io.BytesIO(content):
        if not line.isascii():
            wide += 1
            good += _decoded(line) is not None
    return good >= max(1, wide / 5)


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _line_by_line(name: str, content: bytes, *, other: str, remarks: list[Remark]) -> Iterator[str]:
    odd: list[int] = []
    number = 0
    for raw in io.BytesIO(content):
        text = _decoded(raw)
        whole = text if text is not None else _in_another(raw, other)
        for line in io.StringIO(whole, newline=""):
            number += 1
            if text is None:
                odd.append(number)
            yield line.removeprefix("\ufeff") if number == 1 else line
    if odd:
        called = "Windows-1252" if other == "cp1252" else other
        lines = f"{'line' if len(odd) == 1 else 'lines'} {in_stretches(odd)}"
        told = f"{len(odd)} lines are not UTF-8 and were read as {called}: {lines}."
        message = f"{told} Tell the encoding if that is not so."
        remarks.append(Remark(code="mixed-encodings", where=f"{name}:{odd[0]}", message=message))


def _in_another(line: bytes, encoding: str) -> str:
    try:
        return line.decode(encoding)
    except (UnicodeError, LookupError):
        return line.decode("latin-1")


def in_stretches(numbers: Sequence[int]) -> str:
    """Takes numbers in order, gives them in words, those that follow each other as one stretch, a dozen at most.

    >>> in_stretches([3, 17, 20, 21, 22])
    '3, 17, 20 to 22'
    """
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    shown = [str(a) if a == b else f"{a} to {b}" for a, b in stretches[:_NAMED]]
    more = [f"and {len(stretches) - _NAMED} more stretches"] if len(stretches) > _NAMED else []
    return ", ".join(shown + more)
