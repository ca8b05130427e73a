"""Whatever changes in files, acts, texts or ledgers is found, with its path."""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store_projects import add_document, by, changed_paths, content_of, new_project, note

from accounted.core.outcome import ChangeFound, NotAProject
from accounted.store import Folder, examine

_FLIPS = 600
_EDITS = 300


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project of two laptops with documents, notes, a withdrawal, a merge and a checkpoint."""
    where = tmp_path_factory.mktemp("verify")
    with new_project(where) as folder:
        add_document(folder, b"Forty-one people left the village of Orm.\r\n", salt="a")
        folder.append([note("n1"), note("n2")])
        shutil.copytree(folder.root, where / "copy")
        gone = add_document(folder, b"withdrawn", salt="gone")
        folder.withdraw([gone], reason="asked", by=by("w"))
    with Folder.open(where / "copy", keys=where / "keys-two") as copy:
        add_document(copy, b"Said in the town of Elm: 12.", salt="b")
    with Folder.open(where / "project", keys=where / "keys-one") as folder:
        folder.merge(where / "copy", by=by("m"))
        folder.checkpoint(by=by("c"))
    assert examine(where / "project").changes == ()
    return where / "project"


@contextmanager
def _changed(root: Path, name: str, content: bytes) -> Iterator[None]:
    path = root / name
    before = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def test_any_flipped_bit_is_found_with_its_path(project: Path) -> None:
    """Hundreds of bits, flipped one at a time anywhere, are each found under the path of their file."""
    chance, whole = random.Random(8), content_of(project)
    for number in range(_FLIPS):
        name = chance.choice(sorted(whole))
        content = bytearray(whole[name])
        bit = chance.randrange(8 * len(content))
        content[bit // 8] ^= 1 << bit % 8
        with _changed(project, name, bytes(content)):
            assert name in changed_paths(project), (number, name, bit)
    assert changed_paths(project) == set()


def test_every_bit_of_a_newest_line_is_covered(project: Path) -> None:
    """In the newest line of each ledger, which no other line covers, each byte is flipped in one bit and found."""
    for path in sorted((project / "ledger").glob("*.jsonl")):
        name, whole = f"ledger/{path.name}", path.read_bytes()
        start = whole.rindex(b"\n", 0, len(whole) - 1) + 1 if whole.count(b"\n") > 1 else 0
        for place in range(start, len(whole)):
            content = bytearray(whole)
            content[place] ^= 0x20 if place % 2 else 1  # 0x20 turns a hexadecimal letter into its other case
            with _changed(project, name, bytes(content)):
                assert name in changed_paths(project), place


def test_removed_and_added_bytes_are_found(project: Path) -> None:
    """A byte removed, added or doubled anywhere is found under the path of its file."""
    chance, whole = random.Random(9), content_of(project)
    for number in range(_EDITS):
        name = chance.choice(sorted(whole))
        content, place = whole[name], chance.randrange(len(whole[name]) + 1)
        edits = (
            content[:place] + content[place + 1 :] if place < len(content) else content[:-1],
            content[:place] + bytes([chance.randrange(256)]) + content[place:],
            content[:place] + b"\n" + content[place:],
            content[:place],
        )
        edited = edits[number % 4]
        if edited == content:
            continue
        with _changed(project, name, edited):
            assert name in changed_paths(project), (number, name, place)


def test_lines_removed_swapped_doubled_or_inserted_are_found(project: Path) -> None:
    """In every ledger, every line removed, doubled, moved, or taken in from another ledger is found in that ledger."""
    ledgers = {path.name: path.read_bytes().splitlines(keepends=True) for path in (project / "ledger").iterdir()}
    for name, lines in ledgers.items():
        foreign = next(other for other in ledgers if other != name)
        for place in range(len(lines)):
            rest = lines[:place] + lines[place + 1 :]
            edits = [rest, [*lines[:place], lines[place], *lines[place:]]]
            edits += [[*lines[:place], raw, *lines[place:]] for raw in (b"{}\n", b"\n", ledgers[foreign][0])]
            edits += [[*rest[:to], lines[place], *rest[to:]] for to in range(len(lines)) if to != place]
            for edit in edits:
                with _changed(project, f"ledger/{name}", b"".join(edit)):
                    found = changed_paths(project)
                removed_end = edit == lines[:-1]
                assert f"ledger/{name}" in found or (removed_end and any(path.startswith("acts/") for path in found))


def test_removed_file_is_found(project: Path) -> None:
    """Every file of the project, removed, is found; a ledger removed whole is found by the acts it named as well."""
    for name, content in content_of(project).items():
        (project / name).unlink()
        try:
            found = changed_paths(project)
            assert name in found or (name.startswith("ledger/") and {"ledger"} & found), name
        finally:
            (project / name).write_bytes(content)


def test_inserted_file_is_found(project: Path) -> None:
    """A file put into any room, under a name like the others or not, is found with its path."""
    stranger = "ab" * 32
    for name in (
        f"files/ab/ab/{stranger}",
        "files/note.txt",
        f"files/ab/{stranger}",
        f"acts/ab/{stranger}.json",
        "acts/.hidden",
        f"texts/ab/{stranger}.txt",
        f"texts/ab/{stranger}.json",
        "ledger/device-0000000000000000.jsonl",
        "ledger/notes.jsonl",
        "ledger/folder/x",
    ):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        try:
            assert any(name.startswith(found) for found in changed_paths(project)), name
        finally:
            path.unlink()
            if path.parent.name == "folder":
                path.parent.rmdir()
    assert changed_paths(project) == set()


def test_link_in_the_place_of_bytes_is_found(project: Path, tmp_path: Path) -> None:
    """A link that leads to the same bytes elsewhere is not the bytes received here."""
    for name, content in content_of(project).items():
        (tmp_path / "elsewhere").write_bytes(content)
        (project / name).unlink()
        (project / name).symlink_to(tmp_path / "elsewhere")
        try:
            assert name in changed_paths(project)
        finally:
            (project / name).unlink()
            (project / name).write_bytes(content)


def test_examination_counts_and_raises(project: Path) -> None:
    """An examination counts what it read, tells its times, and raises the first change with its line."""
    found = examine(project)
    assert (found.files, found.texts, found.lines) == (2, 2, found.acts)
    assert found.checkpoint_when == by("c").when
    found.raise_changes()
    name = min(path.name for path in (project / "ledger").iterdir())
    raw = (project / "ledger" / name).read_bytes()
    with (
        _changed(project, f"ledger/{name}", raw.replace(b'"line":1,', b'"line":7,', 1)),
        pytest.raises(ChangeFound, match=rf"ledger/{name}:1: found .* \(and \d+ more\)"),
    ):
        examine(project).raise_changes()


def test_settings_that_cannot_be_read_are_found(project: Path) -> None:
    """Settings are for people to change, but they must be there and be TOML."""
    with _changed(project, "project.toml", b"name = "):
        assert changed_paths(project) == {"project.toml"}
    with _changed(project, "project.toml", b'name = "Another name"\n'):
        assert changed_paths(project) == set()


def test_other_folder_is_no_project(tmp_path: Path) -> None:
    """A folder without settings and ledger is not examined."""
    with pytest.raises(NotAProject):
        examine(tmp_path)


def test_examining_writes_nothing(project: Path) -> None:
    """An examination leaves every byte and every name as it was."""
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    examine(project)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before
