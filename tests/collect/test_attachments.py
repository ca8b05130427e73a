"""Messages: the message is a document and so is each attachment, to the messages inside messages."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

from accounted.collect import Found, Limits, gather
from accounted.core.document import Description
from accounted.core.outcome import SetAside


def message(subject: str = "Figures") -> EmailMessage:
    """Gives a message with a body in two forms."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "council@zorvan.example", "press@zorvan.example", subject
    mail.set_content("At least 613 persons.")
    mail.add_alternative("<p>At least 613 persons.</p>", subtype="html")
    return mail


def collected(tmp_path: Path, content: bytes, limits: Limits | None = None) -> list[Found | SetAside]:
    """Gives what is collected of "mail.eml" with this content."""
    (tmp_path / "mail.eml").write_bytes(content)
    return list(gather([tmp_path / "mail.eml"], limits=limits or Limits()))


def names(items: list[Found | SetAside]) -> list[str]:
    """Gives the names found."""
    return [item.name for item in items if isinstance(item, Found)]


def test_attachments_are_member_documents(tmp_path: Path) -> None:
    """The body stays with the message; a PDF and a text with a name are documents under it, bytes as sent."""
    mail = message()
    mail.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="report.pdf")
    mail.add_attachment("63 children", filename="note.txt")
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    contents = {i.name: i.content() for i in gather([tmp_path / "mail.eml"]) if isinstance(i, Found)}
    assert list(contents) == ["mail.eml", "mail.eml/report.pdf", "mail.eml/note.txt"]
    assert contents["mail.eml/report.pdf"] == b"%PDF-1.4 x"


def test_messages_and_archives_inside_open(tmp_path: Path) -> None:
    """A message inside a message, and an archive attached to it, give their own members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("list.txt", "63")
    inner = message("Inner")
    inner.add_attachment(buffer.getvalue(), maintype="application", subtype="zip", filename="lists.zip")
    outer = message("Outer")
    outer.add_attachment(inner)
    found = names(collected(tmp_path, outer.as_bytes()))
    assert found == [
        "mail.eml",
        "mail.eml/part-3.eml",
        "mail.eml/part-3.eml/lists.zip",
        "mail.eml/part-3.eml/lists.zip/list.txt",
    ]


def test_a_message_inside_keeps_its_bytes(tmp_path: Path) -> None:
    """A message inside a message comes out letter for letter, long and odd header lines too."""
    inner = b"From: a@b.example\nSubject: " + b"long " * 40 + b"\nX-Odd:   two  blanks \n\nFrom the body\n>From\n"
    outer = (
        b'From: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n'
        b"--B\nContent-Type: message/rfc822\n\n" + inner + b"\n--B--\n"
    )
    (tmp_path / "mail.eml").write_bytes(outer)
    contents = {i.name: i.content() for i in gather([tmp_path / "mail.eml"]) if isinstance(i, Found)}
    assert contents["mail.eml/part-1.eml"] == inner


def test_names_of_attachments_are_told_apart(tmp_path: Path) -> None:
    """Two pictures of one name get a number, and a name that holds folders loses them."""
    mail = message()
    for name in ("image.png", "image.png", "../../etc/cron.txt", "C:\\x\\list.txt"):
        mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    assert names(collected(tmp_path, mail.as_bytes()))[1:] == [
        "mail.eml/image.png",
        "mail.eml/image (2).png",
        "mail.eml/cron.txt",
        "mail.eml/list.txt",
    ]


def test_a_damaged_attachment_is_said(tmp_path: Path) -> None:
    """An attachment whose base64 is cut so that it cannot be decoded is set aside, the message is found."""
    content = (
        b'From: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n'
        b"--B\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nA\n--B--\n"
    )
    items = collected(tmp_path, content)
    assert names(items) == ["mail.eml"]
    assert [(i.code, i.where) for i in items if isinstance(i, SetAside)] == [
        ("broken-attachment", "mail.eml/a.png"),
    ]


def test_deeply_nested_parts_do_not_end_the_run(tmp_path: Path) -> None:
    """A message made of thousands of nested parts is found, and the run goes on."""
    content = b"From: a@b.example\nSubject: x\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000)
    )
    assert names(collected(tmp_path, content)) == ["mail.eml"]


def test_a_vast_message_is_kept_and_said(tmp_path: Path) -> None:
    """A message larger than memory should hold is kept whole, with its attachments not opened."""
    items = collected(tmp_path, message().as_bytes() + b"x" * 1000, Limits(message_bytes=500))
    assert names(items) == ["mail.eml"]
    assert [i.code for i in items if isinstance(i, SetAside)] == ["message-too-large"]


def test_how_it_was_obtained_passes_to_attachments(tmp_path: Path) -> None:
    """What a sidecar tells of how a message came in holds for its attachments; its title does not."""
    mail = message()
    mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="a.bin")
    (tmp_path / "mail.eml").write_bytes(mail.as_bytes())
    (tmp_path / "mail.eml.toml").write_text('title = "Figures"\nobtained_by = "A. Reader"\n')
    found = {i.name: i.described for i in gather([tmp_path / "mail.eml"]) if isinstance(i, Found)}
    assert found["mail.eml"] == Description(title="Figures", obtained_by="A. Reader")
    assert found["mail.eml/a.bin"] == Description(obtained_by="A. Reader")
