"""The kind of a file is told by its content; its name decides where the content leaves it open."""

import io
import zipfile
from pathlib import Path

import pytest

from accounted.collect import Found, gather


def kind_of(tmp_path: Path, name: str, content: bytes) -> str:
    """Gives the media type of a file with this name and content."""
    path = tmp_path / name
    path.write_bytes(content)
    first = next(item for item in gather([path]) if isinstance(item, Found))
    return first.media_type


def zip_of(*names: str) -> bytes:
    """Gives a ZIP file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"plain words", "text/plain"),
        ("a", b"no suffix", "text/plain"),
        ("a.txt", b"%PDF-1.7\n...", "application/pdf"),
        ("a.pdf", b"<!DOCTYPE html><html>moved</html>", "text/html"),
        ("a.txt", b"\xef\xbb\xbf<html><body>x</body></html>", "text/html"),
        ("a.html", b"no tags at all", "text/html"),
        ("a.xhtml", b'<?xml version="1.0"?>\n<html xmlns="x"/>', "text/html"),
        ("a.csv", b"effect,speaker\n", "text/csv"),
        ("a.txt", bytes(range(256)) * 4, "application/octet-stream"),
        ("a.pdf", bytes(range(256)) * 4, "application/pdf"),
        ("photo.txt", b"\xff\xd8\xff\xe0" + bytes(64), "image/jpeg"),
        ("voice.ogg", b"OggS" + bytes(64), "audio/ogg"),
        ("film.mov", bytes(4) + b"ftypqt  " + bytes(64), "video/quicktime"),
        ("wide.txt", "wide words".encode("utf-16"), "text/plain"),
        ("wide.txt", "wide words without a mark".encode("utf-16-le"), "text/plain"),
        ("a.eml", b"Subject: x\n\nbody", "message/rfc822"),
        ("mail", b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nbody", "message/rfc822"),
        ("a.txt", b"From: Council\nTo: press\nSubject: figures\nDate: today\n\nbody", "text/plain"),
        ("a.rtf", b"{\\rtf1 x}", "application/rtf"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "application/x-ole-storage"),
    ],
)
def test_kinds(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    """Each content gives its kind, whatever the name says."""
    assert kind_of(tmp_path, name, content) == kind


def test_office_files_are_not_archives(tmp_path: Path) -> None:
    """DOCX, XLSX and OpenDocument are ZIP files by their bytes and documents by their members."""
    office = "application/vnd.openxmlformats-officedocument"
    assert kind_of(tmp_path, "a.zip", zip_of("[Content_Types].xml", "word/document.xml")).startswith(office)
    assert kind_of(tmp_path, "b", zip_of("[Content_Types].xml", "xl/workbook.xml")).endswith("spreadsheetml.sheet")
    assert kind_of(tmp_path, "c.docx", zip_of("a.txt")) == "application/zip"


def test_a_cut_docx_keeps_its_kind_by_name(tmp_path: Path) -> None:
    """A ZIP file that does not open is what its name says, so that the fault is named for what it is."""
    whole = zip_of("[Content_Types].xml", "word/document.xml")
    assert kind_of(tmp_path, "a.docx", whole[: len(whole) // 2]).endswith("wordprocessingml.document")
