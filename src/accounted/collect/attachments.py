"""Attachments of a message: each part that is not its body, as a member document."""

import email
import mimetypes
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from accounted.collect.archive import Budget, Member
from accounted.collect.names import below, printable
from accounted.core.outcome import SetAside

_SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "message/rfc822": ".eml", "image/jpeg": ".jpg"}


class _Part(EmailMessage):
    """A part whose message inside is not taken apart, so that its bytes come out as they were sent."""

    def get_content_type(self) -> str:
        """Gives the type; a message inside passes for a file of its own."""
        kind = super().get_content_type()
        return f"application/x-{kind.replace('/', '-')}" if kind.startswith("message/") else kind

    def kind(self) -> str:
        """Gives the type as the sender told it."""
        return super().get_content_type()


_AS_SENT = policy.default.clone(raise_on_defect=False, message_factory=_Part)


def message_members(path: Path, name: str, *, budget: Budget, scratch: Path) -> Iterator[Member | SetAside]:
    """Takes a message (RFC 5322, MIME), gives its attachments and the messages in it; a member lasts until the next.

    A part of plain text or HTML without a file name is the body and stays with the message. Two parts with one name
    are told apart by a number. A message so broken that its parts cannot be told apart gives none; `read` says that.
    """
    try:
        with path.open("rb") as stream:
            message = BytesParser(_Part, policy=_AS_SENT).parse(stream)
        parts = list(_leaves(message)) if isinstance(message, _Part) else []
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, email.errors.MessageError):
        return
    seen: set[str] = set()
    for number, part in enumerate(parts, start=1):
        if _is_body(part):
            continue
        member = below(name, _unseen(_name_of(part, number), seen))
        content = _content(part)
        if content is None:
            yield _broken_part(member)
            continue
        budget.members_left -= 1
        target = scratch / f"{budget.members_left}-{budget.bytes_out}-part"
        target.write_bytes(content)
        yield Member(name=member, path=target)
        target.unlink(missing_ok=True)


def _leaves(message: _Part) -> Iterator[_Part]:
    """Gives the parts in order; a message inside is one part, with what it holds."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(part.get_payload()))  # type: ignore[arg-type]
        else:
            yield part


def _is_body(part: _Part) -> bool:
    named = _told_name(part) is not None
    attached = (part.get_content_disposition() or "") == "attachment"
    body_kind = part.get_content_type() in ("text/plain", "text/html")
    return (body_kind and not named and not attached) or part.get_content_maintype() == "multipart"


def _told_name(part: _Part) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # headers that the library cannot parse
        return None


def _name_of(part: _Part, number: int) -> str:
    """Gives the last part of the name told (a sender's name may hold folders), else a number with a suffix."""
    told = re.split(r"[/\\]", _told_name(part) or "")[-1].strip()
    if told not in ("", ".", ".."):
        return told
    kind = part.kind()
    return f"part-{number}{_SUFFIXES.get(kind) or mimetypes.guess_extension(kind) or '.bin'}"


def _unseen(name: str, seen: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    count, free = 1, name
    while free in seen:
        count += 1
        free = f"{stem} ({count}).{suffix}" if dot and stem else f"{name} ({count})"
    seen.add(free)
    return free


def _content(part: _Part) -> bytes | None:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    broken = any(type(defect).__name__ == "InvalidBase64LengthDefect" for defect in part.defects)
    return content if isinstance(content, bytes) and not broken else None


def _broken_part(name: str) -> SetAside:
    return SetAside(
        code="broken-attachment",
        where=printable(name),
        found="an attachment whose encoding (base64 or other) is damaged",
        expected="an attachment that decodes to bytes",
        advice="Ask the sender for the file itself; the message is kept as received.",
    )
