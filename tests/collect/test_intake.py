"""Collecting files on disk: each is found once or set aside once, and its bytes are hashed before anything else."""

import hashlib
import os
import socket
from pathlib import Path

import pytest

from accounted.collect import Found, Limits, gather
from accounted.core.document import Description
from accounted.core.outcome import ChangeFound, SetAside, WrongUsage


def found(items: list[Found | SetAside]) -> dict[str, Found]:
    """Gives what was found, by name."""
    return {item.name: item for item in items if isinstance(item, Found)}


def aside(items: list[Found | SetAside]) -> list[tuple[str, str]]:
    """Gives code and place of what was set aside."""
    return [(item.code, item.where) for item in items if isinstance(item, SetAside)]


def test_a_plain_file_is_found_with_its_hash(tmp_path: Path) -> None:
    """A text comes out under its name with the SHA-256 of its bytes, its size, kind and encoding."""
    path = tmp_path / "release.txt"
    path.write_bytes("Zorvan: 613 persons. Élan.\r\n".encode())
    (item,) = gather([path])
    assert isinstance(item, Found)
    assert (item.name, item.media_type, item.encoding, item.encoding_from) == (
        "release.txt",
        "text/plain",
        "utf-8",
        "utf-8",
    )
    assert item.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert item.size_bytes == path.stat().st_size
    assert item.content() == path.read_bytes()


def test_bytes_that_change_after_hashing_are_named(tmp_path: Path) -> None:
    """Bytes that are no longer those hashed raise instead of being handed on."""
    path = tmp_path / "a.txt"
    path.write_text("one")
    (item,) = gather([path])
    path.write_text("two")
    assert isinstance(item, Found)
    with pytest.raises(ChangeFound):
        item.content()


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    """Files of nested folders come in the order of their names, under the folder's own name."""
    for name in ("docs/b.txt", "docs/a/z.txt", "docs/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert list(found(list(gather([tmp_path / "docs"])))) == ["docs/a/z.txt", "docs/b.txt", "docs/c.txt"]


def test_relative_paths_are_names_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is the name, letter for letter, for a file and for what lies in a folder."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/a.txt").write_text("a")
    assert list(found(list(gather(["docs"])))) == ["docs/a.txt"]
    assert list(found(list(gather(["docs/a.txt"])))) == ["docs/a.txt"]
    assert list(found(list(gather(["."])))) == ["docs/a.txt"]


def test_absolute_names_can_be_kept(tmp_path: Path) -> None:
    """`as_given` leaves absolute paths whole, for a door that must name files as they were typed."""
    path = tmp_path / "a.txt"
    path.write_text("a")
    assert list(found(list(gather([path], as_given=True)))) == [str(path)]


def test_what_is_no_plain_file_never_blocks(tmp_path: Path) -> None:
    """A named pipe, a socket and a link to nothing are set aside, and the file beside them is found."""
    folder = Path(os.path.relpath(tmp_path))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "fine.txt").write_text("fine")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket") if len(str(folder)) < 80 else "\0unused")
        items = list(gather([tmp_path]))
    assert [name.rpartition("/")[2] for name in found(items)] == ["fine.txt"]
    assert {code for code, _ in aside(items)} == {"unreadable-file"}
    assert {where.rpartition("/")[2] for _, where in aside(items)} >= {"pipe", "dangling", "loop"}


def test_devices_are_not_read() -> None:
    """A device file has no end, so it is not opened."""
    items = list(gather(["/dev/zero"]))
    assert aside(items) == [("unreadable-file", "zero")]


def test_nothing_at_a_path_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A path where nothing stands is set aside as not-found; names that no disk can hold are too."""
    (tmp_path / "a.txt").write_text("a")
    items = list(gather([tmp_path / "missing.txt", tmp_path / ("x" * 300), tmp_path / "a.txt"]))
    assert [code for code, _ in aside(items)] == ["not-found", "not-found"]
    assert list(found(items)) == ["a.txt"]


def test_an_empty_file_and_an_empty_folder_are_set_aside(tmp_path: Path) -> None:
    """Nothing can be read in 0 bytes, and a folder without files may be a copy that failed."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "bare").mkdir()
    assert aside(list(gather([tmp_path / "empty.txt"]))) == [("empty-file", "empty.txt")]
    assert aside(list(gather([tmp_path / "bare"]))) == [("empty-folder", "bare")]


def test_a_large_file_is_hashed_and_set_aside(tmp_path: Path) -> None:
    """A file over the limit is set aside with its hash, without being held in memory (here a sparse one)."""
    path = tmp_path / "film.bin"
    with path.open("wb") as stream:
        stream.truncate(30_000_000)
    (item,) = gather([path], limits=Limits(document_bytes=20_000_000))
    assert isinstance(item, SetAside)
    assert item.code == "too-large"
    assert item.sha256 == hashlib.sha256(bytes(30_000_000)).hexdigest()


def test_hidden_files_are_said(tmp_path: Path) -> None:
    """A hidden file in a folder is set aside by name; a hidden file that a person points at is taken."""
    (tmp_path / ".notes").write_text("hidden")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    codes = aside(list(gather([tmp_path])))
    assert [code for code, _ in codes] == ["hidden-file", "hidden-file"]
    assert list(found(list(gather([tmp_path / ".notes"])))) == [".notes"]


def test_links_that_leave_the_folder_are_said(tmp_path: Path) -> None:
    """A link out of the folder, or to a folder, is not followed; a link to a file inside is a document of its own."""
    (tmp_path / "outside.txt").write_text("outside")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder / "leaves.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / "round").symlink_to(folder)
    items = list(gather([folder]))
    assert list(found(items)) == ["in/a.txt", "in/same.txt"]
    assert aside(items) == [("link-not-followed", "in/leaves.txt"), ("link-not-followed", "in/round")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_is_said(tmp_path: Path) -> None:
    """A file that this account may not read is set aside, and so is a folder that it may not list."""
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "a.txt").chmod(0)
    assert aside(list(gather([tmp_path / "a.txt"]))) == [("unreadable-file", "a.txt")]


def test_deep_folders_do_not_end_the_run(tmp_path: Path) -> None:
    """A folder nested deeper than Python's stack is walked to its end."""
    levels = [tmp_path / "top"]
    for _ in range(1100):
        levels.append(levels[-1] / "d")
    try:
        for level in levels:
            level.mkdir()
        (levels[-1] / "a.txt").write_text("a")
        items = list(gather([tmp_path / "top"]))
        (levels[-1] / "a.txt").unlink()
    except OSError:
        pytest.skip("this disk does not nest folders so deep")
    finally:
        for level in reversed(levels):
            level.rmdir()
    assert len(found(items)) == 1


def test_odd_names_are_printable_and_lasting(tmp_path: Path) -> None:
    """Names with line breaks, direction marks or bytes that are no UTF-8 become text that any file format can hold."""
    for raw in (b"line\nbreak.txt", b"\xe2\x80\xaetxt.exe", b"bytes\xff.txt", b"n" * 251 + b".txt"):
        with open(os.path.join(os.fsencode(tmp_path), raw), "wb") as stream:  # noqa: PTH118, PTH123 - a name in bytes
            stream.write(raw)
    names = list(found(list(gather([tmp_path]))))
    assert len(names) == 4
    assert all(name.encode("utf-8") and name.isprintable() for name in names)


def test_what_is_told_for_all_stands_on_each(tmp_path: Path) -> None:
    """A description given as an option stands on each document found."""
    (tmp_path / "a.txt").write_text("a")
    (item,) = gather([tmp_path / "a.txt"], described=Description(source="Council of Zorvan", published="2009-03"))
    assert isinstance(item, Found)
    assert item.described == Description(source="Council of Zorvan", published="2009-03")


def test_options_that_cannot_be_used_are_refused_at_once(tmp_path: Path) -> None:
    """An encoding that does not exist, or a date that is no date, ends the request before a file is looked at."""
    with pytest.raises(WrongUsage):
        gather([tmp_path], encoding="utf-9")
    with pytest.raises(WrongUsage):
        gather([tmp_path], encoding="rot13")
    with pytest.raises(WrongUsage):
        gather([tmp_path], described=Description(published="March 1992"))


def test_other_archives_are_kept_and_said(tmp_path: Path) -> None:
    """An archive of a kind that is not opened is kept as a document, and it is said that it was not opened."""
    (tmp_path / "a.tar.gz").write_bytes(b"\x1f\x8b\x08" + bytes(20))
    items = list(gather([tmp_path / "a.tar.gz"]))
    assert found(items)["a.tar.gz"].media_type == "application/gzip"
    assert aside(items) == [("archive-not-opened", "a.tar.gz")]
