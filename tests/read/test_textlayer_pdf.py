"""PDF: one text over all pages, with the box of every character; what does not open is named."""

from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import pdf_of

from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside
from accounted.read.pdf import PAGE_BREAK
from accounted.read.textlayer import pages_without_text, text_layer

DOCUMENT = Document(
    id="doc-1",
    sha256="0" * 64,
    size_bytes=1,
    name="a.pdf",
    media_type="application/pdf",
    received_when="2009-03-04",
    received_by="A. Reader",
)


def layer_of(content: bytes) -> TextLayer:
    """Gives the text layer of a PDF."""
    layer = text_layer(DOCUMENT, content)
    assert isinstance(layer, TextLayer), layer
    return layer


def code_of(content: bytes) -> str:
    """Gives the code under which a PDF is set aside."""
    aside = text_layer(DOCUMENT, content)
    assert isinstance(aside, SetAside), aside
    return aside.code


def test_pages_are_parts_of_one_text() -> None:
    """Each page knows its part of the text and its size; a page break stands between two and belongs to neither."""
    layer = layer_of(pdf_of(["613 persons", "in Zorvan"], ["63 children"]))
    assert layer.text == "613 persons\nin Zorvan" + PAGE_BREAK + "63 children"
    assert [layer.text[page.start : page.end] for page in layer.pages] == ["613 persons\nin Zorvan", "63 children"]
    assert (layer.pages[0].width, layer.pages[0].height) == (595.0, 842.0)


def test_boxes_lie_on_their_page() -> None:
    """The digits of a figure have boxes from left to right on one line of the right page."""
    layer = layer_of(pdf_of(["Zorvan"], ["in all 613 persons"]))
    at = layer.text.index("613")
    boxes = [box for box in layer.boxes if at <= box.offset < at + 3]
    assert [box.page for box in boxes] == [2, 2, 2]
    assert boxes[0].left < boxes[0].right <= boxes[1].left < boxes[1].right <= boxes[2].left
    assert all(750 < box.bottom < box.top < 800 for box in boxes)


def test_divided_words_are_joined_and_divided_numbers_are_not() -> None:
    """A hyphen at a line's end goes between small letters; between digits and in number words it stays."""
    layer = layer_of(pdf_of(["were kil-", "led: forty-", "three, 500-", "1,000, pre-", "War"]))
    assert layer.text.replace("\n", "") == "were killed: forty-three, 500-1,000, pre-War"
    boxes = {box.offset: box for box in layer.boxes}
    at = layer.text.index("killed")
    assert boxes[at + 3].bottom < boxes[at + 2].bottom


def test_a_locked_pdf_is_set_aside() -> None:
    """A PDF that needs a password is named so, and one with an empty password opens as in any reader."""
    assert code_of(pdf_of(["613"], password=b"secret")) == "password-protected"
    assert layer_of(pdf_of(["613"], password=b"")).text == "613"


def test_broken_pdfs_are_set_aside() -> None:
    """Garbage, a head without a body and an empty file are broken PDFs."""
    for content in (b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256))):
        assert code_of(content) == "broken-pdf"


def test_a_pdf_without_text_is_set_aside_and_bare_pages_are_said() -> None:
    """A scanned PDF has no text to read; where some pages have text, those without are named."""
    assert code_of(pdf_of([], [])) == "no-text-in-pdf"
    layer = layer_of(pdf_of(["613"], [], ["63"], []))
    (remark,) = pages_without_text(DOCUMENT, layer)
    assert remark.code == "page-without-text"
    assert "2 of 4 pages hold no text (2, 4)" in remark.message
    assert pages_without_text(DOCUMENT, layer_of(pdf_of(["613"]))) == ()


LINES = st.lists(st.text("Zorvan 0123456789-,.()\\é’", min_size=1, max_size=30), min_size=1, max_size=5)


@given(st.lists(LINES, min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_every_shown_character_has_a_box(pages: list[list[str]]) -> None:
    """Law: each character that is no blank has one box, on the page whose part of the text it stands in."""
    layer = text_layer(DOCUMENT, pdf_of(*pages))
    if isinstance(layer, SetAside):
        assert layer.code == "no-text-in-pdf"
        return
    boxes = {box.offset: box for box in layer.boxes}
    assert len(boxes) == len(layer.boxes)
    for page in layer.pages:
        for offset in range(page.start, page.end):
            assert layer.text[offset].isspace() or boxes[offset].page == page.number
    written = "".join(c for lines in pages for line in lines for c in line if c.isdigit())
    assert "".join(c for c in layer.text if c.isdigit()) == written
