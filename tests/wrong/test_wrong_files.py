"""Wrong files from door to text: each is named by its fault, and the good file beside it is read."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from accounted.collect import Found, Limits, gather
from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside
from accounted.read.textlayer import text_layer

EVIDENCE = Path(__file__).parent / "evidence"
LIMITS = Limits(document_bytes=3_000_000, archive_ratio_from_bytes=100_000)


def zipped(name: str, content: bytes) -> bytes:
    """Gives a ZIP file with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def all_endings(folder: Path) -> tuple[dict[str, str], list[SetAside]]:
    """Takes a folder through collect and its text layers, gives texts by name and all that was set aside."""
    texts: dict[str, str] = {}
    aside: list[SetAside] = []
    for item in gather([folder], limits=LIMITS):
        ending = item if isinstance(item, SetAside) else text_layer(as_document(item), item.content())
        if isinstance(ending, SetAside):
            aside.append(ending)
        else:
            texts[ending.document] = ending.text
    return texts, aside


def as_document(found: Found) -> Document:
    """Gives the document that a conductor would make, with its name as id."""
    return Document(
        id=found.name,
        sha256=found.sha256,
        size_bytes=found.size_bytes,
        name=found.name,
        media_type=found.media_type,
        received_when="2009-03-04",
        received_by="A. Reader",
        encoding=found.encoding,
    )


def large(path: Path) -> None:
    """Makes a large sparse file."""
    with path.open("wb") as stream:
        stream.truncate(4_000_000)


WRONG: list[tuple[str, bytes | Callable[[Path], None], str]] = [
    ("empty.txt", b"", "empty-file"),
    ("large.txt", large, "too-large"),
    ("pipe.txt", os.mkfifo, "unreadable-file"),
    ("nowhere.txt", lambda path: path.symlink_to("nothing"), "unreadable-file"),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj <<", "broken-pdf"),
    ("locked.pdf", (EVIDENCE / "locked.pdf").read_bytes(), "password-protected"),
    ("scanned.pdf", (EVIDENCE / "scanned.pdf").read_bytes(), "no-text-in-pdf"),
    ("cut.docx", zipped("word/document.xml", b"<w:document>")[:40], "broken-docx"),
    (
        "locked.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "password-protected",
    ),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "kind-not-read"),
    ("cut.zip", zipped("a.txt", bytes(range(256)) * 2)[:200], "broken-zip"),
    ("bomb.zip", zipped("a.txt", bytes(2_000_000)), "zip-bomb"),
    ("climbs.zip", zipped("../../a.txt", b"x"), "zip-path-climbs"),
    ("parts.eml", b"Subject: x\nContent-Type: multipart/mixed\n\nx", "broken-message"),
    ("damaged.txt", "six cent treize tués, blessés, disparus, déplacés".encode() * 9 + b"\xff", "undecodable-text"),
    ("list.rar", b"Rar!\x1a\x07\x01\x00" + bytes(8), "archive-not-opened"),
    ("good.pdf.toml", b"published = 'soon'", "bad-date"),
]


@pytest.mark.parametrize(("name", "content", "code"), WRONG, ids=[name for name, _, _ in WRONG])
def test_each_fault_is_named_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes | Callable[[Path], None], code: str
) -> None:
    """One wrong file in a folder ends under its code with place and advice; the good file beside it has its text."""
    (tmp_path / "good.pdf").write_text("At least 613 persons.", encoding="utf-8")
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    else:
        content(tmp_path / name)
    texts, aside = all_endings(tmp_path)
    assert [ending.code for ending in aside] == [code]
    assert name in aside[0].where
    assert aside[0].found
    assert aside[0].expected
    assert aside[0].advice.endswith(".")
    assert texts[f"{tmp_path.name}/good.pdf"] == "At least 613 persons."


def test_binary_garbage_named_as_text_is_a_document_without_text(tmp_path: Path) -> None:
    """Bytes that are no text are kept under their name, with an empty text and no complaint."""
    (tmp_path / "garbage.txt").write_bytes(bytes(range(256)) * 8)
    texts, aside = all_endings(tmp_path)
    assert list(texts.values()) == [""]
    assert aside == []


@pytest.mark.parametrize(
    "media_type",
    [
        "text/html",
        "message/rfc822",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
)
def test_cut_and_flipped_bytes_never_end_the_run(media_type: str) -> None:
    """Any beginning of a file, and a file with bytes changed at regular places, gives a text or a reason."""
    source = (EVIDENCE / "locked.pdf").read_bytes() if media_type.endswith("pdf") else zipped("a", b"<p>x</p>")
    document = Document(
        id="doc-1",
        sha256="0" * 64,
        size_bytes=len(source),
        name="a",
        media_type=media_type,
        received_when="2009-03-04",
        received_by="A. Reader",
    )
    for cut in range(0, len(source), 7):
        flipped = bytes(byte ^ (0x55 if (i + cut) % 31 == 0 else 0) for i, byte in enumerate(source))
        for content in (source[:cut], flipped):
            assert isinstance(text_layer(document, content), (TextLayer, SetAside))
