"""DOCX: paragraphs and tables in the order of the document, then headers, footers and notes."""

import io
import zipfile
from collections.abc import Iterator

import docx
from lxml import etree

from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside

VERSION = "1"
_UNPACKED_BYTES = 500_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy for older programs
_NOT_SHOWN = {_FALLBACK} | {
    f"{_W}{tag}" for tag in ("delText", "moveFrom", "instrText", "pPr", "rPr", "sectPr", "tblPr")
}
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_NOTES = ("header", "footer", "footnotes", "endnotes", "comments")


def docx_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """Takes a DOCX document and its bytes, gives its text: body, then headers, footers, footnotes, endnotes, comments.

    ECMA-376-1, 17.2 to 17.4: paragraphs end in a line break, cells stand apart by a tab, rows by a line break. Text in
    boxes stands where its paragraph is anchored. What a tracked change deleted is left out, what it inserted is in.
    """
    fault = _fault_of_package(content)
    if fault:
        return _broken(document, fault)
    try:
        parts = list(_parts(content))
        text = "\n".join(part for part in (_text_of(root) for root in parts) if part.strip())
    except Exception as fault_of_library:
        return _broken(document, f"{type(fault_of_library).__name__}: {fault_of_library}")
    extractor = f"docx/python-docx-{docx.__version__}"
    return TextLayer(document=document.id, text=text.strip("\n"), extractor=extractor, version=VERSION)


def _fault_of_package(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(info.file_size for info in package.infolist())  # reading stops at the size told
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        return str(fault)
    if unpacked > _UNPACKED_BYTES:
        return f"it unpacks to {unpacked:,} bytes, more than {_UNPACKED_BYTES:,}"
    return None


def _parts(content: bytes) -> Iterator[etree._Element]:
    """Gives the roots of the body and of the parts around it, parsed by python-docx without entities or network."""
    opened = docx.Document(io.BytesIO(content))
    yield opened.element.body
    around = [rel for rel in opened.part.rels.values() if not rel.is_external]
    for kind in _NOTES:
        for rel in sorted(around, key=lambda r: str(r.target_part.partname)):
            if rel.reltype.endswith(f"/{kind}"):
                yield _parsed(rel.target_part.blob)


def _parsed(blob: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(blob, parser)


def _text_of(root: etree._Element) -> str:
    """Walks the elements without recursion; a cell's paragraphs stay in its row, apart by a blank."""
    pieces: list[str] = []
    skipped: etree._Element | None = None
    cells: list[int] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            skipped = None if event == "end" and element is skipped else skipped
        elif event == "start":
            if element.tag in _NOT_SHOWN:
                skipped = element
            elif element.tag == f"{_W}tc":
                cells.append(len(pieces))
            elif element.tag == f"{_W}t":
                pieces.append(element.text or "")
            elif element.tag in _SIGNS:
                pieces.append(_SIGNS[element.tag])
        elif element.tag == f"{_W}p":
            pieces.append("\n")
        elif element.tag == f"{_W}tc":
            begin = cells.pop()
            pieces[begin:] = ["".join(pieces[begin:]).strip("\n").replace("\n", " "), "\t"]
        elif element.tag == f"{_W}tr":
            pieces[-1:] = ["\n"] if pieces[-1:] == ["\t"] else [*pieces[-1:], "\n"]
    return "".join(pieces)


def _broken(document: Document, fault: str) -> SetAside:
    return SetAside(
        code="broken-docx",
        where=document.name,
        found=f"a DOCX file that does not open ({fault.rstrip('.')})",
        expected="a whole DOCX file",
        advice="Ask whoever sent it to send it again; the file is kept as received.",
        sha256=document.sha256,
    )
