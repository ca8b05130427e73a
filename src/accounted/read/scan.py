"""Pictures of text as text, by tesseract, where the user asks: words, boxes, confidence, and what wants a human eye."""

import io
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pypdfium2

from accounted.core.document import CharBox, Document, Page, Span, TextLayer
from accounted.core.outcome import Remark, SetAside
from accounted.read.pdf import PAGE_BREAK

VERSION: Final = "1"
SURE: Final = 85.0
"""Below this confidence (of 100) a digit asks for a human eye."""
_EXTRA: Final = ("PIL.Image", "tesserocr")
_POINTS, _DOTS = 72, 300
_DATA: Final = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word on a page: its text, confidence of 100, box in pixels from the top left, and whether it opens a line."""

    text: str
    confidence: float
    box: tuple[int, int, int, int]
    opens_line: bool
    opens_block: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One page as tesseract saw it: its words, its size in pixels, its resolution in dots an inch."""

    words: tuple[Word, ...]
    width: int
    height: int
    dots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A scan as a readable document: its text with boxes, and a remark for each number that wants a human eye."""

    layer: TextLayer
    remarks: tuple[Remark, ...]


def scan(document: Document, content: bytes, *, languages: str) -> Scanned | SetAside:
    """Takes a scanned PDF or a picture and tesseract's languages ("eng+ara"), gives its text, or why there is none."""
    try:
        images, tesserocr = (import_module(name) for name in _EXTRA)
    except ImportError:
        return _not_installed(document)
    try:
        pages = list(_pages(document, content, images))
    except (pypdfium2.PdfiumError, OSError, ValueError) as fault:
        return _not_scanned(document, f"a picture that does not open ({fault})", "a whole picture or PDF")
    try:
        with tesserocr.PyTessBaseAPI(path=_data_folder(), lang=languages) as engine:
            seen = [_seen(engine, tesserocr, picture, dots) for picture, dots in pages]
    except RuntimeError as fault:
        found = f"no language data for “{languages}” ({fault})"
        return _not_scanned(document, found, "tesseract's data for each language, as Debian's tesseract-ocr-eng brings")
    return scanned(document, seen, extractor=f"ocr/tesseract-{tesserocr.tesseract_version().split()[1]}/{languages}")


def scanned(document: Document, pages: list[Seen], *, extractor: str) -> Scanned | SetAside:
    """Takes a document and its pages as they were seen, gives one text with boxes, and what wants a human eye."""
    pieces: list[str] = []
    boxes: list[CharBox] = []
    places: list[Page] = []
    doubts: list[tuple[Word, int, int]] = []
    length = 0
    for number, page in enumerate(pages, 1):
        if number > 1:
            pieces.append(PAGE_BREAK)
            length += len(PAGE_BREAK)
        start = length
        for index, word in enumerate(page.words):
            between = "" if not index else "\n\n" if word.opens_block else "\n" if word.opens_line else " "
            pieces += [between, word.text]
            length += len(between)
            boxes += _boxes(word, page, number, length)
            doubts.append((word, length, number))
            length += len(word.text)
        width, height = (round(side * _POINTS / page.dots, 2) for side in (page.width, page.height))
        places.append(Page(number=number, start=start, end=length, width=width, height=height))
    text = "".join(pieces)
    if not text.strip():
        return _not_scanned(document, "pictures in which no words were seen", "pictures of text")
    layer = TextLayer(
        document=document.id,
        text=text,
        extractor=extractor,
        version=VERSION,
        pages=tuple(places),
        boxes=tuple(boxes),
    )
    return Scanned(layer=layer, remarks=tuple(_remarks(document, doubts)))


def pictures_of(document: Document, content: bytes, *, layer: TextLayer, spans: Iterable[Span]) -> Iterator[bytes]:
    """Takes a scan and spans of its text, gives the picture of each span's words as PNG; pages are opened once."""
    pages = list(_pages(document, content, import_module(_EXTRA[0])))
    for span in spans:
        boxes = [box for box in layer.boxes if span.start <= box.offset < span.end]
        first = [box for box in boxes if box.page == boxes[0].page]
        yield _cut(*pages[first[0].page - 1], boxes=first, page=layer.pages[first[0].page - 1])


def _cut(picture: Any, dots: int, *, boxes: list[CharBox], page: Page) -> bytes:
    scale, margin = dots / _POINTS, dots // 12
    left, right = min(box.left for box in boxes) * scale, max(box.right for box in boxes) * scale
    top = (page.height - max(box.top for box in boxes)) * scale
    bottom = (page.height - min(box.bottom for box in boxes)) * scale
    cut = picture.crop((int(left) - margin, int(top) - margin, int(right) + margin, int(bottom) + margin))
    written = io.BytesIO()
    cut.save(written, "PNG")
    return written.getvalue()


def _pages(document: Document, content: bytes, images: Any) -> Iterator[tuple[Any, int]]:
    """Each page as a grey picture with its dots an inch."""
    if document.media_type != "application/pdf":
        picture = images.open(io.BytesIO(content))
        for frame in range(getattr(picture, "n_frames", 1)):
            picture.seek(frame)
            told = picture.info.get("dpi", (_DOTS, _DOTS))[0]
            yield picture.convert("L"), int(told) if told >= _POINTS else _DOTS
        return
    opened = pypdfium2.PdfDocument(content)
    try:
        for page in opened:
            bitmap = page.render(scale=_DOTS / _POINTS, grayscale=True)
            yield bitmap.to_pil().convert("L"), _DOTS
    finally:
        opened.close()


def _seen(engine: Any, tesserocr: Any, picture: Any, dots: int) -> Seen:
    engine.SetImage(picture)
    engine.SetSourceResolution(dots)
    engine.Recognize()
    level, words = tesserocr.RIL.WORD, []
    found = engine.GetIterator()
    for place in tesserocr.iterate_level(found, level) if found is not None else ():
        text = (place.GetUTF8Text(level) or "").strip()
        if text:
            opens = [place.IsAtBeginningOf(kind) for kind in (tesserocr.RIL.TEXTLINE, tesserocr.RIL.PARA)]
            box = place.BoundingBox(level)
            confidence = place.Confidence(level)
            words.append(Word(text=text, confidence=confidence, box=box, opens_line=opens[0], opens_block=opens[1]))
    return Seen(words=tuple(words), width=picture.width, height=picture.height, dots=dots)


def _boxes(word: Word, page: Seen, number: int, offset: int) -> Iterator[CharBox]:
    """Every character of a word has the word's box: tesseract is surer of words than of letters."""
    left, top, right, bottom = (side * _POINTS / page.dots for side in word.box)
    height = page.height * _POINTS / page.dots
    sides = {"left": left, "right": right, "bottom": height - bottom, "top": height - top}
    rounded = {name: round(side, 2) for name, side in sides.items()}
    for index in range(len(word.text)):
        yield CharBox(offset=offset + index, page=number, **rounded)


def _remarks(document: Document, words: list[tuple[Word, int, int]]) -> Iterator[Remark]:
    for word, start, page in words:
        digits = [sign for sign in word.text if sign.isdecimal()]
        if not digits:
            continue
        span = Span(document=document.id, start=start, end=start + len(word.text), quote=word.text)
        where = f"{document.name}, page {page}, {word.box[0]} points from the left and {word.box[1]} from the top"
        where = where.replace("points", "dots")
        if word.confidence < SURE:
            yield Remark(
                code="doubtful-digit",
                where=where,
                message=f"“{word.text}” was seen with confidence {word.confidence:.0f} of 100: look at the picture.",
                places=(span,),
                made_from=(document.id,),
            )
        if len(set(digits)) > 1 and any(unicodedata.bidirectional(sign) == "AN" for sign in digits):
            yield Remark(
                code="digits-may-be-reversed",
                where=where,
                message=f"“{word.text}” stands in Arabic script, where digits may come reversed: look at the picture.",
                places=(span,),
                made_from=(document.id,),
            )


def _data_folder() -> str:
    """Where tesseract's language data lies: TESSDATA_PREFIX, else where Debian puts it."""
    told = os.environ.get("TESSDATA_PREFIX")
    return next((folder for folder in (told, *_DATA) if folder and Path(folder).is_dir()), _DATA[0])


def _not_installed(document: Document) -> SetAside:
    return SetAside(
        code="ocr-not-installed",
        where=document.name,
        found="a picture of text, and no tesseract",
        expected="the extra “ocr” with tesseract's language data",
        advice="Run pip install accounted[ocr], and install tesseract-ocr-eng (or the language's); the file is kept.",
        sha256=document.sha256,
    )


def _not_scanned(document: Document, found: str, expected: str) -> SetAside:
    return SetAside(
        code="not-scanned",
        where=document.name,
        found=found,
        expected=expected,
        advice="Collect a transcript beside it; the file is kept as received.",
        sha256=document.sha256,
    )
