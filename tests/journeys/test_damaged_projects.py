"""Damaged projects, each named by its damage, through the command line: said with its place, never with a trace."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journeys.door import accounted_here
from journeys.evidence import DOCUMENTS, ardel

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project of one document, read, and its keys."""
    at = tmp_path_factory.mktemp("damaged")
    document = f"{ardel(at).name}/{DOCUMENTS[1]}"
    for words in (("new", "project"), ("collect", document, "-p", "project"), ("read", "-p", "project")):
        assert accounted_here(*words, at=at, keys=at / "keys").code == 0
    return at


def kept(root: Path, room: str, end: str = "") -> Iterator[Path]:
    """Gives the files of a room of the project, made writable."""
    for path in sorted((root / room).rglob(f"*{end}")):
        if path.is_file():
            path.chmod(0o644)
            yield path


def settings_broken(root: Path) -> None:
    """The settings are no TOML."""
    (root / "project.toml").write_text("name = [", encoding="utf-8")


def settings_removed(root: Path) -> None:
    """The settings are gone."""
    (root / "project.toml").unlink()


def half_a_ledger_line(root: Path) -> None:
    """Half a line stands at the end of the ledger."""
    for path in kept(root, "ledger"):
        path.write_bytes(path.read_bytes() + b'{"act":"04')


def garbage_for_an_act(root: Path) -> None:
    """An act holds something else."""
    next(kept(root, "acts")).write_text("{", encoding="utf-8")


def acts_removed(root: Path) -> None:
    """The acts are gone."""
    shutil.rmtree(root / "acts")


def texts_removed(root: Path) -> None:
    """The texts are gone."""
    for path in kept(root, "texts"):
        path.unlink()


def a_text_changed(root: Path) -> None:
    """A text has a word more."""
    for path in kept(root, "texts", ".txt"):
        path.write_bytes(path.read_bytes() + b" more")


def files_removed(root: Path) -> None:
    """The files as received are gone."""
    for path in kept(root, "files"):
        path.unlink()


def ledger_emptied(root: Path) -> None:
    """The ledger holds nothing."""
    for path in kept(root, "ledger"):
        path.write_bytes(b"")


def all_but_settings_removed(root: Path) -> None:
    """Nothing but the settings is left."""
    for room in ("files", "acts", "texts", "ledger"):
        shutil.rmtree(root / room)


DAMAGES = (
    (settings_broken, "project.toml"),
    (settings_removed, "project.toml"),
    (half_a_ledger_line, "ledger/"),
    (garbage_for_an_act, "acts/"),
    (acts_removed, "acts/"),
    (texts_removed, "texts/"),
    (a_text_changed, "texts/"),
    (files_removed, "files/"),
    (ledger_emptied, "ledger/"),
    (all_but_settings_removed, "ledger"),
)
NAMES = [done.__name__ for done, _ in DAMAGES]


@pytest.mark.parametrize(("done", "place"), DAMAGES, ids=NAMES)
def test_verify_says_where(whole: Path, tmp_path: Path, done: Callable[[Path], None], place: str) -> None:
    """`verify` ends with two and names the place of the damage."""
    shutil.copytree(whole / "project", tmp_path / "project")
    done(tmp_path / "project")
    said = accounted_here("verify", "--project", "project", at=tmp_path, keys=whole / "keys")
    assert said.code == 2
    assert place in said.out + said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("done", [done for done, _ in DAMAGES], ids=NAMES)
def test_publish_ends_in_words(whole: Path, tmp_path: Path, done: Callable[[Path], None]) -> None:
    """`publish` ends with a message and two, or makes a report whose every page says that something was changed."""
    shutil.copytree(whole / "project", tmp_path / "project")
    done(tmp_path / "project")
    said = accounted_here("publish", "--project", "project", at=tmp_path, keys=whole / "keys")
    assert "Traceback" not in said.err
    assert said.code in (0, 2)
    if said.code == 0:
        for page in (tmp_path / "project" / "out" / "internal").rglob("*.html"):
            source = page.read_text(encoding="utf-8")
            assert "Unchanged since received here" not in source
            assert "changes found since received here" in source


def test_a_command_after_one_that_could_not_write_ends_in_words(whole: Path, tmp_path: Path) -> None:
    """Where the ledger's folder is gone, neither the first command that writes nor the next one ends with a trace."""
    shutil.copytree(whole / "project", tmp_path / "project")
    (tmp_path / "new.txt").write_text("4 people were killed.", encoding="utf-8")
    all_but_settings_removed(tmp_path / "project")
    for words in (("collect", "new.txt"), ("read",)):
        said = accounted_here(*words, "-p", "project", at=tmp_path, keys=whole / "keys")
        assert "Traceback" not in said.err, words
        assert said.code == 2, words


def test_a_broken_index_is_made_anew(whole: Path, tmp_path: Path) -> None:
    """The index may be deleted or damaged at any time: the reading is the same."""
    shutil.copytree(whole / "project", tmp_path / "project")
    (tmp_path / "project" / "derived" / "index.sqlite").write_bytes(b"no database")
    here, there = (
        accounted_here("read", "-p", "project", "--json", at=at, keys=whole / "keys") for at in (tmp_path, whole)
    )
    assert (here.code, here.out) == (0, there.out)


def test_folders_that_a_copy_left_out_do_no_harm(whole: Path, tmp_path: Path) -> None:
    """A copy without its empty folders, as some tools make it, is a whole project."""
    shutil.copytree(whole / "project", tmp_path / "project")
    for folder in sorted((tmp_path / "project").rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    for command in ("verify", "read", "publish"):
        assert accounted_here(command, "-p", "project", at=tmp_path, keys=whole / "keys").code == 0


def test_keys_never_lie_in_the_project(whole: Path, tmp_path: Path) -> None:
    """A folder of keys inside the project is refused, since a copy of the project could then sign."""
    shutil.copytree(whole / "project", tmp_path / "project")
    said = accounted_here("read", "-p", "project", at=tmp_path, keys=tmp_path / "project" / "keys")
    assert said.code == 2
    assert "keys" in said.err
    assert not (tmp_path / "project" / "keys").exists()


def test_keys_that_cannot_be_made_end_in_words(tmp_path: Path) -> None:
    """Where a file lies in the place of the folder of keys, `new` says so and ends with two."""
    (tmp_path / "keys").write_text("no folder", encoding="utf-8")
    said = accounted_here("new", "project", at=tmp_path, keys=tmp_path / "keys")
    assert "Traceback" not in said.err
    assert said.code == 2
    assert "keys" in said.err


def test_another_project_is_not_merged(whole: Path, tmp_path: Path) -> None:
    """Merging a project that began elsewhere, or a folder that is none, ends with two and changes nothing."""
    shutil.copytree(whole / "project", tmp_path / "project")
    (tmp_path / "letters").mkdir()
    assert accounted_here("new", "other", at=tmp_path, keys=whole / "keys").code == 0
    before = min((tmp_path / "project" / "ledger").glob("*")).read_bytes()
    for other in ("other", "letters", "project"):
        said = accounted_here("merge", other, "-p", "project", at=tmp_path, keys=whole / "keys")
        assert (said.code, said.out) == (2, "")
        assert other in said.err
    assert min((tmp_path / "project" / "ledger").glob("*")).read_bytes() == before
