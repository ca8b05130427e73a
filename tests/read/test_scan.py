"""Scans: words with boxes become a text whose spans walk back to the picture; doubtful digits ask for a human eye."""

import io
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from accounted.core.document import Document, Span, document_id
from accounted.core.outcome import SetAside
from accounted.read.reader import read_text
from accounted.read.scan import Scanned, Seen, Word, pictures_of, scan, scanned

DATA = Path("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata")
with_tesseract = pytest.mark.skipif(
    find_spec("tesserocr") is None or find_spec("PIL") is None or not DATA.is_file(),
    reason="the extra “ocr” or Debian's tesseract-ocr-eng is not installed",
)


def document(media_type: str = "image/png") -> Document:
    """Gives a picture that was received."""
    return Document(
        id=document_id("0" * 64, "scan.png"),
        sha256="0" * 64,
        size_bytes=1,
        name="scan.png",
        media_type=media_type,
        received_when="",
        received_by="",
    )


def page(*words: tuple[str, float]) -> Seen:
    """Gives a page of 600 by 300 pixels on which these words stand in one line, each with its confidence."""
    return Seen(
        words=tuple(
            Word(text=text, confidence=sure, box=(60 * i, 30, 60 * i + 50, 60), opens_line=False, opens_block=False)
            for i, (text, sure) in enumerate(words)
        ),
        width=600,
        height=300,
        dots=300,
    )


def seen(*pages: Seen) -> Scanned:
    """Gives pages as a scan that was read."""
    found = scanned(document(), list(pages), extractor="ocr/test")
    assert isinstance(found, Scanned)
    return found


def test_words_keep_their_boxes() -> None:
    """Every character has the box of its word, in points from the lower left corner, on its page."""
    layer = seen(page(("shelling", 96), ("killed", 96)), page(("613", 96), ("people.", 96))).layer
    assert layer.text == "shelling killed\n\f613 people."
    box = next(box for box in layer.boxes if box.offset == layer.text.index("613"))
    assert (box.page, box.left, box.right, box.top, box.bottom) == (2, 0.0, 12.0, 64.8, 57.6)
    assert [layer.text[p.start : p.end] for p in layer.pages] == ["shelling killed", "613 people."]


def test_a_doubtful_digit_asks_for_a_human_eye() -> None:
    """A number seen with little confidence is a remark at its words; a doubtful word without digits is none."""
    found = seen(page(("killed", 40), ("613", 62), ("people", 90)))
    (remark,) = found.remarks
    (place,) = remark.places
    assert remark.code == "doubtful-digit"
    assert isinstance(place, Span)
    assert found.layer.text[place.start : place.end] == place.quote == "613"


def test_arabic_digits_that_may_come_reversed_are_remarked() -> None:
    """A number of different Arabic digits may have been read from the wrong end; one of equal digits cannot."""
    found = seen(page(("٦١٣", 99), ("٧٧", 99), ("613", 99)))
    assert [(remark.code, remark.places[0].quote) for remark in found.remarks] == [("digits-may-be-reversed", "٦١٣")]


def test_a_picture_without_words_is_set_aside() -> None:
    """Nothing seen is said, not an empty reading."""
    assert isinstance(scanned(document(), [page()], extractor="ocr/test"), SetAside)


@with_tesseract
def test_a_picture_becomes_a_readable_document() -> None:
    """A drawn sentence is read by tesseract, its figure by the rules, and its words cut out of the picture again."""
    content = drawn("The shelling of Ardel killed 613 people.")
    found = scan(document(), content, languages="eng")
    assert isinstance(found, Scanned)
    (claim,) = read_text(found.layer, language="en").claims
    assert isinstance(claim.place, Span)
    assert claim.quantity.best == 613.0
    assert found.layer.text[claim.place.start : claim.place.end] == claim.place.quote
    (picture,) = pictures_of(document(), content, layer=found.layer, spans=(claim.place,))
    assert picture.startswith(b"\x89PNG")


@with_tesseract
def test_a_language_without_data_is_said() -> None:
    """A language that tesseract has no data for, or a file that is no picture, is set aside with what to do."""
    for content, languages in ((drawn("Ardel"), "xyz"), (b"no picture", "eng")):
        found = scan(document(), content, languages=languages)
        assert isinstance(found, SetAside)
        assert found.code == "not-scanned"


def drawn(text: str, *, size: int = 60) -> bytes:
    """Gives a sentence drawn as a picture in PNG, with the outlines that PIL brings."""
    from importlib import import_module  # noqa: PLC0415 - the libraries are an extra

    images: Any = import_module("PIL.Image")
    picture = images.new("L", (1400, 200), 255)
    font = import_module("PIL.ImageFont").load_default(size=size)
    import_module("PIL.ImageDraw").Draw(picture).text((40, 60), text, fill=0, font=font)
    written = io.BytesIO()
    picture.save(written, "PNG", dpi=(300, 300))
    return written.getvalue()
