"""The one canonical text of a document, by the kind of its content."""

from collections.abc import Callable
from typing import TypeAlias

from accounted.core.document import Document, TextLayer
from accounted.core.outcome import AccountedError, Remark, SetAside
from accounted.core.worded import worded
from accounted.read.docx import docx_layer
from accounted.read.html import html_layer
from accounted.read.message import message_layer
from accounted.read.pdf import pdf_layer
from accounted.read.plaintext import plain_layer
from accounted.read.sheet import names_persons

LAYER_VERSION = "1"
"""Raised with any change that can move an offset in a text made from the same bytes."""

_Extractor: TypeAlias = Callable[[Document, bytes], TextLayer | SetAside]

_BY_KIND: dict[str, _Extractor] = {
    "text/html": html_layer,
    "message/rfc822": message_layer,
    "application/pdf": pdf_layer,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx_layer,
}
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # the stream's name in [MS-OFFCRYPTO] 2.3.4.4
_SHEETS = {
    "application/vnd.oasis.opendocument.spreadsheet": "a file in OpenDocument sheets (.ods)",
    "application/vnd.apache.parquet": "a table in Parquet",
}
_NOT_READ = {
    "application/x-ole-storage": "an office file of the kind before 2007 (.doc, .xls, .ppt, .msg)",
    "application/rtf": "a file in RTF",
    "application/vnd.oasis.opendocument.text": "a file in OpenDocument text (.odt)",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slides (.pptx)",
    "application/epub+zip": "a book in EPUB",
}


def text_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """Takes a document and its bytes, gives its text with offsets, or says why there is none.

    A kind that holds no text (a photograph, a film, an archive, a sheet) gives an empty text by the extractor "none".
    A plain text is its decoded text unchanged. Pages of a PDF stand apart by `pdf.PAGE_BREAK`.
    """
    if document.media_type in _BY_KIND:
        return _BY_KIND[document.media_type](document, content)
    if document.media_type.startswith("text/"):
        return plain_layer(document, content)
    if document.media_type in _SHEETS:
        return _sheet_layer(document, content)
    if document.media_type in _NOT_READ:
        return _not_read(document, content)
    return TextLayer(document=document.id, text="", extractor="none", version=LAYER_VERSION)


def pages_without_text(document: Document, layer: TextLayer) -> tuple[Remark, ...]:
    """Takes a document and its text layer, gives a remark "page-without-text" where some of its pages hold none."""
    bare = [page.number for page in layer.pages if not layer.text[page.start : page.end].strip()]
    if not bare:
        return ()
    named = ", ".join(str(number) for number in bare[:20]) + (", …" if len(bare) > 20 else "")
    return (
        Remark(
            code="page-without-text",
            where=document.name,
            message=worded(
                "{bare} of {pages} pages hold no text ({named}); what a picture says is not read.",
                bare=len(bare),
                pages=len(layer.pages),
                named=named,
            ),
            made_from=(document.id,),
        ),
    )


def _sheet_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """A sheet holds no text: a list of persons is linked by its rows; figures are not read from these kinds."""
    try:
        named = names_persons(document.name, content)
    except AccountedError as fault:
        locked = "password" in fault.found
        return SetAside(
            code="password-protected" if locked else "unreadable-workbook", where=document.name, found=fault.found,
            expected=fault.expected, advice=f"{fault.advice} The file is kept as received.", sha256=document.sha256,
        )  # fmt: skip
    if named:
        return TextLayer(document=document.id, text="", extractor="none", version=LAYER_VERSION)
    return SetAside(
        code="kind-not-read",
        where=document.name,
        found=f"{_SHEETS[document.media_type]} in which no column names persons",
        expected="a list of persons; or figures in CSV or XLSX",
        advice="Save it as CSV or XLSX and collect that beside it; the file is kept as received.",
        sha256=document.sha256,
    )


def _not_read(document: Document, content: bytes) -> SetAside:
    if document.media_type == "application/x-ole-storage" and _ENCRYPTED_PACKAGE in content:
        return SetAside(
            code="password-protected",
            where=document.name,
            found="an office file locked with a password",
            expected="a file that opens without a password",
            advice="Ask for a copy without a password; the file is kept as received.",
            sha256=document.sha256,
        )
    return SetAside(
        code="kind-not-read",
        where=document.name,
        found=_NOT_READ[document.media_type],
        expected="plain text, HTML, PDF, DOCX or a message",
        advice="Save it as PDF or DOCX and collect that beside it; the file is kept as received.",
        sha256=document.sha256,
    )
