"""An act is one JSON file named by the hash of its bytes."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from store_projects import new_project, note

from accounted.core.outcome import AccountedError, ChangeFound
from accounted.store import Act, act_hash
from accounted.store.acts import act_bytes, act_from, named_files


def test_act_is_one_readable_file(tmp_path: Path) -> None:
    """The file's name is the hash of its bytes, and its bytes are JSON that ends in a line break."""
    with new_project(tmp_path) as folder:
        (entry,) = folder.append([note("α")])
        path = folder.root / "acts" / entry.act[:2] / f"{entry.act}.json"
        content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry.act
    assert content.endswith(b"}\n")
    assert json.loads(content)["content"] == {"note": "α"}


def test_salt_changes_the_hash() -> None:
    """Two acts that differ by their salt have hashes that tell nothing of one another."""
    assert act_hash(note("a")) != act_hash(replace(note("a"), salt="b"))


def test_act_reads_back() -> None:
    """Bytes of an act give the act."""
    act = replace(note("a"), files=("a" * 64,), texts=("b" * 64,))
    assert act_from(act_bytes(act)) == act


def test_document_act_names_its_file_once() -> None:
    """A document act names its file by its content, other acts by `files`."""
    act = Act(kind="document", who="", when="", salt="", content={"sha256": "a" * 64})
    assert named_files(act) == ("a" * 64,)
    assert named_files(replace(act, files=("a" * 64,))) == ("a" * 64,)
    assert named_files(replace(act, kind="run")) == ()


@pytest.mark.parametrize("content", [{"a": float("nan")}, {"a": {1, 2}}, {"a": "\ud800"}, {"a": b"x"}])
def test_content_that_is_not_plain_is_refused(content: dict[str, Any]) -> None:
    """NaN, sets, bytes and halves of surrogate pairs have no canonical form and are refused with a reason."""
    with pytest.raises(AccountedError, match="act of kind 'run'"):
        act_bytes(Act(kind="run", who="", when="", salt="", content=content))


def test_kind_and_hashes_are_checked() -> None:
    """A kind with other signs, or a file not named by its hash, is refused."""
    with pytest.raises(AccountedError, match="lower-case letters"):
        act_bytes(replace(note("a"), kind="Two Words"))
    with pytest.raises(AccountedError, match="64 lower-case"):
        act_bytes(replace(note("a"), files=("../x",)))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[" * 100_000, b'{"kind":1}', b"\xff"])
def test_other_bytes_are_no_act(content: bytes) -> None:
    """Bytes that are no act are a ValueError, whatever they are."""
    with pytest.raises(ValueError, match=r".+"):
        act_from(content)


def test_changed_act_is_not_read(tmp_path: Path) -> None:
    """An act with other bytes, or one that is gone, is a ChangeFound that names its path."""
    with new_project(tmp_path) as folder:
        (entry,) = folder.append([note("a")])
        path = folder.root / "acts" / entry.act[:2] / f"{entry.act}.json"
        path.chmod(0o644)
        path.write_bytes(path.read_bytes().replace(b'"a"', b'"b"'))
        with pytest.raises(ChangeFound, match=entry.act):
            list(folder.acts())
        path.unlink()
        with pytest.raises(ChangeFound, match="found no act"):
            list(folder.acts())


def test_one_act_is_appended_once(tmp_path: Path) -> None:
    """The same act a second time, in one batch or later, is refused: a ledger names each act once."""
    with new_project(tmp_path) as folder:
        with pytest.raises(AccountedError, match="another salt"):
            folder.append([note("a"), note("a")])
        folder.append([note("a")])
        with pytest.raises(AccountedError, match="another salt"):
            folder.append([note("a")])
        assert folder.examine().changes == ()
