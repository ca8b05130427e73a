"""Changed projects, each named by what was done to it, and what the examination says of it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from accounted.core.ids import canonical_json, sha256_of
from accounted.store import Act, By, Folder, examine
from accounted.store.acts import act_bytes, act_hash
from accounted.store.keys import device_key
from accounted.store.ledger import head_of, last_line, lines_of, write_lines

_WHEN = "2031-05-04T10:00:00Z"


def _note(salt: str) -> Act:
    return Act(kind="decision", who="Ana", when=_WHEN, salt=salt, content={"note": salt})


def _ledger(root: Path) -> Path:
    return next((root / "ledger").glob("*.jsonl"))


def _rewrite(root: Path, number: int, old: bytes, new: bytes) -> None:
    lines = _ledger(root).read_bytes().splitlines(keepends=True)
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    _ledger(root).write_bytes(b"".join(lines))


def _put(root: Path, act: Act) -> None:
    path = root / "acts" / act_hash(act)[:2] / f"{act_hash(act)}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(act_bytes(act))


def time_of_a_line_changed(root: Path) -> None:
    """Somebody moves an act to another year."""
    _rewrite(root, 2, b'"when":"2031', b'"when":"2030')


def line_hashed_anew_without_the_key(root: Path) -> None:
    """Somebody changes the person and computes the line's hash anew, but cannot sign it."""
    line = list(lines_of(root, _ledger(root).stem))[1]
    raw = line.raw.replace(b'"who":"Ana"', b'"who":"Bea"')
    told = {"own": line.own, "signature": line.signature}
    content = {name: value for name, value in json.loads(raw).items() if name not in told}
    own = sha256_of(canonical_json(content))
    _rewrite(root, 2, line.raw, canonical_json(content | {"own": own, "signature": line.signature}) + b"\n")


def public_key_exchanged(root: Path) -> None:
    """Somebody puts another public key on line 1."""
    other = device_key(root.parent / "keys-of-another")
    line = next(lines_of(root, _ledger(root).stem))
    assert line.key is not None
    _rewrite(root, 1, line.key.encode(), other.public.encode())


def ledger_written_anew_under_another_key(root: Path) -> None:
    """Somebody writes the whole ledger anew with a key of their own, under the old device's name."""
    other = device_key(root.parent / "keys-of-another")
    lines = write_lines([_note("x")], key=other, head=None, seen={})
    _ledger(root).write_bytes(lines[0].raw)


def line_by_another_key_added(root: Path) -> None:
    """Somebody adds a line in this device's ledger, signed by another key."""
    newest = last_line(root, _ledger(root).stem)
    assert newest is not None
    other = device_key(root.parent / "keys-of-another")
    (line,) = write_lines([_note("x")], key=other, head=head_of(newest), seen={})
    _put(root, _note("x"))
    _ledger(root).write_bytes(_ledger(root).read_bytes() + line.raw)


def line_that_tells_another_kind_than_its_act(root: Path) -> None:
    """The key's own holder writes a line that names an act of another kind."""
    newest = last_line(root, _ledger(root).stem)
    assert newest is not None
    key = device_key(root.parent / "keys")
    (line,) = write_lines([_note("x")], key=key, head=head_of(newest), seen={})
    told = json.loads(line.raw) | {"kind": "mapping"}
    unsigned = {name: value for name, value in told.items() if name not in ("own", "signature")}
    own = sha256_of(canonical_json(unsigned))
    _put(root, _note("x"))
    raw = canonical_json(unsigned | {"own": own, "signature": key.sign(own)}) + b"\n"
    _ledger(root).write_bytes(_ledger(root).read_bytes() + raw)


def newest_line_removed_and_its_act_left(root: Path) -> None:
    """Somebody removes the newest line and forgets the act."""
    lines = _ledger(root).read_bytes().splitlines(keepends=True)
    _ledger(root).write_bytes(b"".join(lines[:-1]))


def ledger_removed_whole(root: Path) -> None:
    """Somebody removes the ledger."""
    _ledger(root).unlink()


def ledger_emptied(root: Path) -> None:
    """Somebody empties the ledger."""
    _ledger(root).write_bytes(b"")


def act_without_a_line_put_in(root: Path) -> None:
    """Somebody puts a well-made act among the others."""
    _put(root, _note("x"))


def act_exchanged_for_another(root: Path) -> None:
    """Somebody writes another act under an act's name."""
    path = next(path for path in (root / "acts").rglob("*.json") if b"decision" in path.read_bytes())
    path.chmod(0o644)
    path.write_bytes(act_bytes(_note("x")))


def file_exchanged_for_one_of_its_size(root: Path) -> None:
    """Somebody writes another figure into a file as received."""
    path = next(path for path in (root / "files").rglob("*") if path.is_file())
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"41", b"14"))


def settings_removed(root: Path) -> None:
    """Somebody removes project.toml."""
    (root / "project.toml").unlink()


_SAID: tuple[tuple[Callable[[Path], None], str, int | None, str], ...] = (
    (time_of_a_line_changed, "ledger/", 2, "another hash than it states"),
    (line_hashed_anew_without_the_key, "ledger/", 2, "signature"),
    (public_key_exchanged, "ledger/", 1, "not the one that this device is named after"),
    (ledger_written_anew_under_another_key, "ledger/", 1, "belongs to device-"),
    (line_by_another_key_added, "ledger/", 4, "signature"),
    (line_that_tells_another_kind_than_its_act, "acts/", None, "another kind, time or person"),
    (newest_line_removed_and_its_act_left, "acts/", None, "no readable ledger line names this act"),
    (ledger_removed_whole, "ledger", None, "no ledger is here"),
    (ledger_emptied, "ledger/", None, "holds no line"),
    (act_without_a_line_put_in, "acts/", None, "no readable ledger line names this act"),
    (act_exchanged_for_another, "acts/", None, "other bytes than were written"),
    (file_exchanged_for_one_of_its_size, "files/", None, "other bytes than were received"),
    (settings_removed, "project.toml", None, "cannot be read"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a document and a decision, in which nothing changed."""
    where = tmp_path_factory.mktemp("wrong")
    by = By(who="Ana", when=_WHEN, salt="begin")
    with Folder.create(where / "project", "Valley of Orm", by=by, keys=where / "keys") as folder:
        kept = folder.keep_file(b"41 people left Orm.")
        document = Act(kind="document", who="Ana", when=_WHEN, salt="d", content={"sha256": kept.sha256})
        folder.append([document, _note("n")])
    return where


@pytest.mark.parametrize(("done", "path", "line", "what"), _SAID, ids=[row[0].__name__ for row in _SAID])
def test_what_was_done_is_said(
    whole: Path, tmp_path: Path, done: Callable[[Path], None], path: str, line: int | None, what: str
) -> None:
    """Each change is told with its path, its line where it has one, and what is not as it was."""
    shutil.copytree(whole, tmp_path / "where")
    root = tmp_path / "where" / "project"
    assert examine(root).changes == ()
    done(root)
    said = examine(root).changes
    assert any(found.path.startswith(path) and found.line == line and what in found.what for found in said), said
