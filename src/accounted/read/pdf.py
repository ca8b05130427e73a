"""PDF: the text of all pages as one text, with the box of every character."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from accounted.core.document import CharBox, Document, Page, TextLayer
from accounted.core.outcome import SetAside
from accounted.read.pdf_tables import pdf_tables, ruled_pages

VERSION = "2"
PAGE_BREAK = "\n\f"
"""Stands between two pages and belongs to neither."""

_HYPHEN_MARKS = (0x02, 0xFFFE)  # what pdfium writes for a hyphen at the end of a line
_DIGITS = "0123456789"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLER = 0.8
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS_FRENCH = ("vingt", "trente", "quarante", "cinquante", "soixante", "quatre")


@dataclass(frozen=True, slots=True)
class _Sign:
    """One character of a page: its text, its box where it has one, whether it is a hyphen at the end of a line."""

    text: str
    box: tuple[float, float, float, float] | None
    breaks_word: bool


@dataclass(slots=True)
class _Written:
    """The text so far, as pieces, with pages and boxes."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[Page] = field(default_factory=list)
    boxes: list[CharBox] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def pdf_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    r"""Takes a PDF document and its bytes, gives its text with pages and boxes, by pdfium, or says why there is none.

    A word divided at the end of a line by a hyphen is joined where letters stand on both sides and the second is small
    ("kil-" + "led" is "killed"); elsewhere the hyphen stays ("500-1,000", "forty-three"). Line ends are "\n".
    """
    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        return _not_opened(document, fault)
    written = _Written()
    try:
        for number in range(len(opened)):
            _write_page(written, opened, number)
        text = "".join(written.pieces)
        ruled = ruled_pages(opened, written.pages, text)
    except (pypdfium2.PdfiumError, OSError, ValueError) as fault:
        return _broken(document, f"page {number + 1} cannot be read: {fault}")
    finally:
        opened.close()
    if not text.strip():
        return _no_text(document, len(written.pages))
    return TextLayer(
        document=document.id,
        text=text,
        extractor=f"pdf/pypdfium2-{pypdfium2.version.PYPDFIUM_INFO.version}-pdfium-{pypdfium2.version.PDFIUM_INFO.build}",
        version=VERSION,
        pages=tuple(written.pages),
        boxes=tuple(written.boxes),
        tables=pdf_tables(content, ruled, written.boxes, text),
    )


def _write_page(written: _Written, opened: pypdfium2.PdfDocument, number: int) -> None:
    if number:
        written.write(PAGE_BREAK)
    start = written.length
    page = opened[number]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        signs = list(_signs(textpage))
        textpage.close()
    finally:
        page.close()
    for index, sign in enumerate(signs):
        if sign.breaks_word and _joins(signs, index):
            continue
        if sign.box:
            boxes = (_box(written.length + i, number + 1, sign.box) for i in range(len(sign.text)))
            written.boxes.extend(boxes)
        written.write(sign.text)
    sizes = {"width": round(width, 2), "height": round(height, 2)}
    written.pages.append(Page(number=number + 1, start=start, end=written.length, **sizes))


def _box(offset: int, page: int, sides: tuple[float, float, float, float]) -> CharBox:
    left, right, bottom, top = (round(side, 2) for side in sides)
    return CharBox(offset=offset, page=page, left=left, bottom=bottom, right=right, top=top)


def _signs(textpage: pypdfium2.PdfTextPage) -> Iterator[_Sign]:
    sides = tuple(ctypes.c_double() for _ in range(4))
    high = 0
    base = _Base()
    for index in range(textpage.count_chars()):
        number = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= number < 0xDC00:  # first half of a wide character, on systems where pdfium gives halves
            high = number
            continue
        if high and 0xDC00 <= number < 0xE000:
            number = 0x10000 + ((high - 0xD800) << 10) + (number - 0xDC00)
        high = 0
        hyphen = number in _HYPHEN_MARKS or pdfium.FPDFText_IsHyphen(textpage, index) == 1
        text = "-" if hyphen else _shown(number)
        if text:
            has_box = pdfium.FPDFText_GetCharBox(textpage, index, *sides)
            made_up = text.isspace() and pdfium.FPDFText_IsGenerated(textpage, index) == 1
            box = None if made_up or not has_box else tuple(side.value for side in sides)
            if base.is_raised(text, pdfium.FPDFText_GetFontSize(textpage, index), box):
                text = text.translate(_RAISED)
            yield _Sign(text, box, hyphen)  # type: ignore[arg-type]


@dataclass(slots=True)
class _Base:
    """The last character that stood on the line: a smaller digit that touches it and stands higher is raised."""

    size: float = 0.0
    bottom: float = 0.0
    top: float = 0.0

    def is_raised(self, text: str, size: float, box: tuple[float, ...] | None) -> bool:
        if box is None or text.isspace():
            self.size = 0.0
            return False
        _, _, bottom, top = box
        higher = bottom > self.bottom + (self.top - self.bottom) / 5 and top > self.top - (self.top - self.bottom) / 5
        if text in _DIGITS and self.size and size < _SMALLER * self.size and higher:
            return True
        if text.isalnum():
            self.size, self.bottom, self.top = size, bottom, top
        return False


def _shown(number: int) -> str:
    r"""Gives the character of a code point; a line end is one "\n", and a sign that stands for nothing is U+FFFD."""
    if number == 0x0D:
        return ""
    text = chr(number)
    if text in "\n\t" or unicodedata.category(text) not in ("Cc", "Cs", "Cn"):
        return text
    return "\ufffd"


def _joins(signs: list[_Sign], index: int) -> bool:
    before = _word_before(signs, index)
    after = signs[index + 1].text if index + 1 < len(signs) else ""
    return before[-1:].isalpha() and after.isalpha() and after.islower() and before.lower() not in _TENS + _TENS_FRENCH


def _word_before(signs: list[_Sign], index: int) -> str:
    begin = index
    while begin > 0 and signs[begin - 1].text.isalpha():
        begin -= 1
    return "".join(sign.text for sign in signs[begin:index])


def _not_opened(document: Document, fault: pypdfium2.PdfiumError) -> SetAside:
    if getattr(fault, "err_code", None) not in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return _broken(document, str(fault))
    return SetAside(
        code="password-protected",
        where=document.name,
        found="a PDF locked with a password",
        expected="a PDF that opens without a password",
        advice="Ask for a copy without a password; the file is kept as received.",
        sha256=document.sha256,
    )


def _broken(document: Document, fault: str) -> SetAside:
    return SetAside(
        code="broken-pdf",
        where=document.name,
        found=f"a PDF that does not open ({fault.rstrip('.')})",
        expected="a whole PDF",
        advice="Ask whoever sent it to send it again; the file is kept as received.",
        sha256=document.sha256,
    )


def _no_text(document: Document, pages: int) -> SetAside:
    return SetAside(
        code="no-text-in-pdf",
        where=document.name,
        found=f"{pages} pages without text, as a scanner makes them",
        expected="a PDF that holds its text",
        advice="Read it with --ocr eng (the extra “ocr”), or collect a transcript beside it.",
        sha256=document.sha256,
    )
