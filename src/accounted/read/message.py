"""Messages: the header lines (who wrote to whom, when), then the body. Attachments are documents of their own."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside
from accounted.read.html import declared_encoding, html_text

VERSION = "1"
_HEADERS = ("Subject", "From", "To", "Cc", "Date")


def message_layer(document: Document, content: bytes) -> TextLayer | SetAside:
    """Takes a message (RFC 5322, MIME) and its bytes, gives Subject, From, To, Cc and Date as lines, then its body.

    Where the body comes in several forms of one text, the plain one is taken, or the HTML one where the plain one is
    empty. Bytes that do not fit the encoding told become U+FFFD.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        headers = "\n".join(_header_lines(message))
        bodies = [body for body in _bodies(message) if body.strip()]
    except Exception as fault:
        return _broken(document, f"{type(fault).__name__}: {fault}")
    if message.get_content_maintype() == "multipart" and not message.is_multipart():
        return _broken(document, "its parts cannot be told apart, since their boundary is not there")
    text = "\n\n".join([headers, *bodies] if headers else bodies)
    return TextLayer(document=document.id, text=text, extractor="message/stdlib-email", version=VERSION)


def _header_lines(message: EmailMessage) -> Iterator[str]:
    for name in _HEADERS:
        for value in _values(message, name):
            yield f"{name}: {value}"


def _values(message: EmailMessage, name: str) -> list[str]:
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):  # a header that the library cannot parse
        values = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    cleaned = (" ".join(value.split()) for value in values)
    return [value.encode("utf-8", errors="replace").decode("utf-8") for value in cleaned]


def _bodies(message: EmailMessage) -> Iterator[str]:
    waiting: list[MIMEPart] = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if kind == "multipart/alternative" and part.is_multipart():
            waiting.append(_chosen(part))
        elif part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(list(part.iter_parts())))
        elif kind in ("text/plain", "text/html") and not _is_attachment(part):
            yield _text_of(part)


def _chosen(part: MIMEPart) -> MIMEPart:
    """Gives the plain form where it holds words, else the last form: senders put the richest last (RFC 2046, 5.1.4)."""
    forms = list(part.iter_parts())
    plain = (form for form in forms if form.get_content_type() == "text/plain" and _text_of(form).strip())
    return next(plain, forms[-1] if forms else EmailMessage())


def _is_attachment(part: MIMEPart) -> bool:
    try:
        named = part.get_filename() is not None
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        named = False
    return named or part.get_content_disposition() == "attachment"


def _text_of(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    told = part.get_content_charset()
    is_html = part.get_content_type() == "text/html"
    text = _decoded(content, told or (declared_encoding(content) if is_html else "utf-8"))
    return html_text(text) if is_html else text.replace("\r\n", "\n").rstrip("\n")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode("utf-8" if encoding.lower() in ("us-ascii", "ascii") else encoding)
    except UnicodeError:
        return content.decode(encoding, errors="replace")
    except LookupError:  # an encoding that the sender made up
        return content.decode("utf-8", errors="replace")


def _broken(document: Document, fault: str) -> SetAside:
    return SetAside(
        code="broken-message",
        where=document.name,
        found=f"a message that does not open ({fault.rstrip('.')})",
        expected="a whole message as a mail program saves it",
        advice="Ask for it again, saved as .eml; the file is kept as received.",
        sha256=document.sha256,
    )
