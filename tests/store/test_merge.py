"""Two copies of a project become their union, and a withdrawal wins."""

import shutil
from pathlib import Path

import pytest
from store_projects import add_document, by, changed_paths, content_of, new_project, note

from accounted.core.outcome import AccountedError, ChangeFound, NotAProject, WrongUsage
from accounted.store import Folder


def two_copies(tmp_path: Path) -> tuple[Folder, Folder]:
    """Takes a folder, gives two copies of one project with a document in common, each open on a laptop of its own."""
    with new_project(tmp_path) as folder:
        add_document(folder, b"common", salt="common")
    shutil.copytree(tmp_path / "project", tmp_path / "copy")
    one = Folder.open(tmp_path / "project", keys=tmp_path / "keys-one")
    return one, Folder.open(tmp_path / "copy", keys=tmp_path / "keys-two")


def _salts(folder: Folder) -> list[str]:
    return [act.salt for _, act in folder.acts() if act.kind != "merge"]


def test_merge_is_the_union(tmp_path: Path) -> None:
    """Acts, files, texts and ledger lines of both copies are there, and the merge is a line of its own."""
    one, two = two_copies(tmp_path)
    with one, two:
        add_document(one, b"only one", salt="one")
        add_document(two, b"only two", salt="two")
        merged = one.merge(two.root, by=by("merge"))
        assert (merged.lines, merged.acts, merged.files, merged.texts) == (1, 1, 1, 1)
        assert merged.entry is not None
        assert merged.entry.kind == "merge"
        assert sorted(_salts(one)) == ["begin", "common", "one", "two"]
        assert one.examine().changes == ()
        assert set(one.heads()) == {one.device, two.device}
        assert _salts(two) == ["begin", "common", "two"]


def test_merge_gives_the_same_either_way(tmp_path: Path) -> None:
    """Merged here or there, both copies hold the same acts, files and texts in the same order."""
    one, two = two_copies(tmp_path)
    with one, two:
        for number in range(5):
            add_document(one, b"one %d" % number, salt=f"one-{number}", when=f"2031-06-0{number + 1}")
            add_document(two, b"two %d" % number, salt=f"two-{number}", when=f"2031-06-0{number + 1}")
        shutil.copytree(one.root, tmp_path / "one-before")
        one.merge(two.root, by=by("merge-one"))
        two.merge(tmp_path / "one-before", by=by("merge-two"))
        assert _salts(one) == _salts(two)
        mine, theirs = content_of(one.root), content_of(two.root)
        merges = {entry.act for folder in (one, two) for entry, _ in folder.acts("merge")}
        kept = [name for name in mine if not name.startswith("ledger/") and Path(name).stem not in merges]
        assert all(mine[name] == theirs[name] for name in kept)
        assert one.merge(two.root, by=by("again")).lines == 1  # the other copy's merge line
        assert changed_paths(one.root) | changed_paths(two.root) == set()


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    """A copy that holds nothing new leaves the project as it is, byte for byte."""
    one, two = two_copies(tmp_path)
    with one, two:
        add_document(one, b"more", salt="more")
        before = content_of(one.root)
        merged = one.merge(two.root, by=by("merge"))
        assert (merged.lines, merged.entry) == (0, None)
        assert content_of(one.root) == before


def test_older_copy_takes_its_own_newer_lines_back(tmp_path: Path) -> None:
    """A copy restored from a backup takes what its own device wrote since, and goes on behind it."""
    with new_project(tmp_path) as folder:
        shutil.copytree(folder.root, tmp_path / "backup")
        add_document(folder, b"later", salt="later")
    with Folder.open(tmp_path / "backup", keys=tmp_path / "keys-one") as restored:
        merged = restored.merge(tmp_path / "project", by=by("merge"))
        assert (merged.lines, merged.files) == (1, 1)
        assert merged.entry is not None
        assert merged.entry.line == 3
        assert restored.examine().changes == ()


def test_many_lines_come_in_order(tmp_path: Path) -> None:
    """More lines than are brought at once come over whole."""
    one, two = two_copies(tmp_path)
    with one, two:
        two.append([note(f"n-{number}") for number in range(450)])
        assert one.merge(two.root, by=by("merge")).lines == 450
        assert one.examine().changes == ()
        assert _salts(one)[-1] == "n-449"


def test_fork_is_refused_with_its_line(tmp_path: Path) -> None:
    """Two copies that went on under one key are not merged; the line at which they part is named."""
    with new_project(tmp_path) as folder:
        shutil.copytree(folder.root, tmp_path / "copy")
        folder.append([note("here")])
    with Folder.open(tmp_path / "copy", keys=tmp_path / "keys-one") as copy:
        copy.append([note("there")])
        before = content_of(copy.root)
        with pytest.raises(AccountedError, match=rf"ledger/{copy.device}\.jsonl:2: found another line here"):
            copy.merge(tmp_path / "project", by=by("merge"))
        assert content_of(copy.root) == before


def test_other_project_is_refused(tmp_path: Path) -> None:
    """A project that began with another act, the same folder, and a folder that is no project are refused."""
    with (
        new_project(tmp_path) as folder,
        Folder.create(tmp_path / "other", "Valley of Orm", by=by("other"), keys=tmp_path / "keys-two"),
    ):
        with pytest.raises(AccountedError, match="another project"):
            folder.merge(tmp_path / "other", by=by("merge"))
        with pytest.raises(WrongUsage, match="same project folder"):
            folder.merge(folder.root, by=by("merge"))
        with pytest.raises(NotAProject):
            folder.merge(tmp_path / "nowhere", by=by("merge"))


def test_changed_copy_is_refused(tmp_path: Path) -> None:
    """Nothing is taken from a copy in which a bit changed."""
    one, two = two_copies(tmp_path)
    with one, two:
        add_document(two, b"two", salt="two")
        path = next(path for path in (two.root / "files").rglob("*") if path.is_file())
        path.chmod(0o644)
        path.write_bytes(b"x")
        before = content_of(one.root)
        with pytest.raises(ChangeFound, match="files/"):
            one.merge(two.root, by=by("merge"))
        assert content_of(one.root) == before


def test_removed_ledger_of_another_device_is_found(tmp_path: Path) -> None:
    """After a merge, the other device's ledger is missed when it is removed, whole or in its newest lines."""
    one, two = two_copies(tmp_path)
    with one, two:
        two.append([note("a"), note("b")])
        one.merge(two.root, by=by("merge"))
        ledger = one.root / "ledger" / f"{two.device}.jsonl"
        lines = ledger.read_bytes().splitlines(keepends=True)
        ledger.write_bytes(lines[0])
        assert f"ledger/{ledger.name}" in changed_paths(one.root)
        ledger.unlink()
        assert f"ledger/{ledger.name}" in changed_paths(one.root)
