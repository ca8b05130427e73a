"""A project folder is made, opened, and its pages written."""

from pathlib import Path

import pytest
from store_projects import add_document, by, new_project, note

from accounted.core.outcome import AccountedError, NotAProject
from accounted.store import Folder


def test_new_project_can_be_opened(tmp_path: Path) -> None:
    """A new project holds its settings and the act that began it, and nothing changed in it."""
    name = 'Orm "east" \\ valley \x7f\n'
    Folder.create(tmp_path / "a" / "b", name, by=by("s"), keys=tmp_path / "keys").close()
    with Folder.open(tmp_path / "a" / "b") as folder:
        assert folder.settings() == {"name": name, "created": by("s").when}
        ((entry, act),) = folder.acts()
        assert (entry.kind, act.content) == ("project", {"name": name})
        found = folder.examine()
        assert (found.changes, found.since, found.checkpoint_when) == ((), by("s").when, None)


def test_new_project_takes_an_empty_folder_only(tmp_path: Path) -> None:
    """A project, a folder with other things and a file are left as they are."""
    new_project(tmp_path).close()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    told = {"project": "a project that is there already", "other": "holds other things", "file": "a file of that name"}
    for name, found in told.items():
        with pytest.raises(AccountedError, match=found):
            Folder.create(tmp_path / name, "n", by=by("s"), keys=tmp_path / "keys-one")
    (tmp_path / "empty").mkdir()
    Folder.create(tmp_path / "empty", "n", by=by("s"), keys=tmp_path / "keys-one").close()


def test_other_folder_is_no_project(tmp_path: Path) -> None:
    """A folder without settings is told apart from a project that lost them."""
    with pytest.raises(NotAProject, match="accounted new"):
        Folder.open(tmp_path)
    with pytest.raises(NotAProject, match="found no"):
        Folder.open(tmp_path / "nowhere")
    new_project(tmp_path).close()
    (tmp_path / "project" / "project.toml").unlink()
    with pytest.raises(NotAProject, match=r"a ledger without project\.toml"):
        Folder.open(tmp_path / "project")
    with pytest.raises(NotAProject, match=r"a ledger without project\.toml"):
        Folder.create(tmp_path / "project", "n", by=by("s"), keys=tmp_path / "keys-one")


def test_settings_that_are_no_toml_are_said(tmp_path: Path) -> None:
    """Settings that cannot be read are told with their path."""
    with new_project(tmp_path) as folder:
        (folder.root / "project.toml").write_text("name = ")
        with pytest.raises(NotAProject, match=r"project\.toml: found settings"):
            folder.settings()


def test_empty_rooms_may_be_lost_in_a_copy(tmp_path: Path) -> None:
    """Folders without files, which some copies drop, are made again when they are needed."""
    with new_project(tmp_path) as folder:
        root = folder.root
    for room in ("files", "texts", "incoming", "derived", "out"):
        for path in sorted((root / room).rglob("*"), reverse=True):
            path.rmdir()
        (root / room).rmdir()
    with Folder.open(root, keys=tmp_path / "keys-one") as folder:
        add_document(folder, b"one", salt="a")
        folder.write_out("internal", [("index.html", b"x")])
        folder.index().close()
        assert folder.examine().changes == ()


def test_acts_of_one_kind_are_given_alone(tmp_path: Path) -> None:
    """Asked for one kind, the folder gives acts of that kind in order."""
    with new_project(tmp_path) as folder:
        folder.append([note("a"), note("b")])
        add_document(folder, b"one", salt="c")
        assert [act.salt for _, act in folder.acts("decision")] == ["a", "b"]
        assert [entry.line for entry, _ in folder.acts()] == [1, 2, 3, 4]
        assert folder.append([]) == ()
        assert folder.heads()[folder.device]["line"] == 4


def test_pages_take_the_place_of_old_ones(tmp_path: Path) -> None:
    """A folder below out/ holds the new pages and none of the old ones; other folders stay."""
    with new_project(tmp_path) as folder:
        folder.write_out("other", [("a.html", b"a")])
        folder.write_out("internal", [("index.html", b"old"), ("documents/1.html", b"old")])
        where = folder.write_out("internal", [("index.html", b"new"), ("figures/1.html", b"1")])
        found = {path.relative_to(where).as_posix() for path in where.rglob("*") if path.is_file()}
        assert found == {"index.html", "figures/1.html"}
        assert (where / "index.html").read_bytes() == b"new"
        assert sorted(path.name for path in (folder.root / "out").iterdir()) == ["internal", "other"]


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", ".", "a\\b", "C:x", "a\0b"])
def test_pages_stay_below_out(tmp_path: Path, name: str) -> None:
    """A path that climbs out is refused, for a page and for a folder, and the old pages stay."""
    with new_project(tmp_path) as folder:
        where = folder.write_out("internal", [("index.html", b"old")])
        for target, page in (("internal", name), (name, "index.html")):
            with pytest.raises(AccountedError, match="out/"):
                folder.write_out(target, [("first.html", b"1"), (page, b"2")])
        with pytest.raises(AccountedError, match="two pages under one path"):
            folder.write_out("internal", [("a", b"1"), ("a", b"2")])
        assert [path.name for path in where.iterdir()] == ["index.html"]


def test_full_disk_is_said(tmp_path: Path) -> None:
    """A place where nothing can be written ends as an error that says so."""
    (tmp_path / "wall").write_text("a file, no folder")
    with pytest.raises(AccountedError, match="does not write here"):
        Folder.create(tmp_path / "wall" / "project", "n", by=by("s"), keys=tmp_path / "keys")
