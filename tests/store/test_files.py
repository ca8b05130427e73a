"""Bytes as received are kept by their hash and given back unchanged."""

import hashlib
import io
from pathlib import Path

import pytest
from store_projects import add_document, new_project, note

from accounted.core.outcome import AccountedError, WrongUsage
from accounted.store import Act, Folder
from accounted.store.files import CHUNK, keep_file


class Endless(io.RawIOBase):
    """A stream that gives many bytes and notes the largest piece anybody asked for."""

    def __init__(self, size: int) -> None:
        self.left, self.largest = size, 0

    def readable(self) -> bool:
        """Says that bytes can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Gives up to `size` bytes."""
        self.largest = max(self.largest, size if size >= 0 else 1 << 60)
        given = min(size, self.left)
        self.left -= given
        return b"\0" * given


def test_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    """A path, bytes and an open file with the same bytes are one file under their SHA-256."""
    content = b"\xff\xfe\r\n\0 twelve"
    source = tmp_path / "source.bin"
    source.write_bytes(content)
    with new_project(tmp_path) as folder:
        first = folder.keep_file(source)
        assert (first.sha256, first.size_bytes, first.was_here) == (hashlib.sha256(content).hexdigest(), 12, False)
        assert folder.keep_file(content).was_here
        assert folder.keep_file(io.BytesIO(content)).sha256 == first.sha256
        assert folder.read_file(first.sha256) == content


def test_kept_file_lies_under_its_hash_and_is_read_only(tmp_path: Path) -> None:
    """The path is files/ab/cd/<hash>, and the mode lets nobody write."""
    with new_project(tmp_path) as folder:
        add_document(folder, b"one", salt="a")
        name = hashlib.sha256(b"one").hexdigest()
        path = folder.root / "files" / name[:2] / name[2:4] / name
        assert path.read_bytes() == b"one"
        assert path.stat().st_mode & 0o222 == 0


def test_large_stream_is_never_in_memory_whole(tmp_path: Path) -> None:
    """A stream is asked for a chunk at a time."""
    stream = Endless(5 * CHUNK + 3)
    kept = keep_file(tmp_path, stream)  # type: ignore[arg-type]
    assert kept.size_bytes == 5 * CHUNK + 3
    assert stream.largest == CHUNK


def test_source_that_is_not_there_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    """A missing file is an error that names it; no half file stays."""
    with new_project(tmp_path) as folder:
        with pytest.raises(AccountedError, match=r"gone\.txt: found a file that the system does not open"):
            folder.keep_file(tmp_path / "gone.txt")
        with pytest.raises(AccountedError, match="found"):
            folder.keep_file(tmp_path)
        assert [path for path in (folder.root / "incoming").rglob("*") if path.is_file()] == []


def test_unknown_hash_is_said(tmp_path: Path) -> None:
    """A hash under which nothing was received, and a text that is no hash, are errors."""
    with new_project(tmp_path) as folder:
        for name in ("0" * 64, "../../etc", ""):
            with pytest.raises(AccountedError, match="found no file"):
                folder.read_file(name)


def test_file_waits_until_an_act_names_it(tmp_path: Path) -> None:
    """Bytes without an act are no part of the project, can be read meanwhile, and are a leftover later."""
    with new_project(tmp_path) as folder:
        kept = folder.keep_file(b"waits")
        assert folder.read_file(kept.sha256) == b"waits"
        folder.append([note("other")])
        assert folder.examine().changes == ()
        assert len(folder.examine().notes) == 1
    with Folder.open(tmp_path / "project", keys=tmp_path / "keys-one") as folder:
        assert any("leftover/files/" in said for said in folder.said)
        assert (folder.root / "leftover" / "files" / kept.sha256).read_bytes() == b"waits"
        assert folder.examine().changes == ()
        assert folder.examine().notes == ()


def test_act_without_its_bytes_is_refused(tmp_path: Path) -> None:
    """An act that names a file nobody kept is refused, and nothing of its batch is kept."""
    with new_project(tmp_path) as folder:
        act = Act(kind="document", who="Ana", when="2031", salt="x", content={"sha256": "a" * 64})
        with pytest.raises(AccountedError, match="no bytes for files/aa/aa/"):
            folder.append([note("before"), act])
        assert len(list(folder.entries())) == 1


def test_reading_opens_nothing_for_writing(tmp_path: Path) -> None:
    """A project opened without keys keeps nothing."""
    new_project(tmp_path).close()
    with Folder.open(tmp_path / "project") as folder, pytest.raises(WrongUsage, match="opened for reading"):
        folder.keep_file(b"no")
