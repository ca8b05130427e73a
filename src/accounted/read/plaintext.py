"""Plain text: the decoded text, unchanged."""

from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside

VERSION = "1"


def plain_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """Takes a plain-text document and its bytes, gives the decoded text: line ends and all else stay as they are.

    A byte-order mark says how to decode and is no part of the text.
    """
    encoding = document.encoding or "utf-8"
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError) as fault:
        return undecodable(document, encoding, fault)
    return TextLayer(
        document=document.id,
        text=text.removeprefix("\ufeff"),
        extractor="plain-text",
        version=VERSION,
        encoding=encoding,
    )


def undecodable(document: Document, encoding: str, fault: Exception) -> SetAside:
    """Takes a document, the encoding tried and the fault, gives the line that says where decoding ends."""
    at = f"; byte {fault.start:,} does not fit" if isinstance(fault, UnicodeDecodeError) else ""
    return SetAside(
        code="undecodable-text",
        where=document.name,
        found=f"bytes that are not text in {encoding}{at}",
        expected="text in one encoding from its first byte to its last",
        advice="Tell the encoding (--encoding), or ask for the file again; it is kept as received.",
        sha256=document.sha256,
    )
