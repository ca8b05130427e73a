"""A checkpoint held elsewhere shows what a chain alone cannot: that its newest lines are gone."""

import json
import shutil
from pathlib import Path

import pytest
from store_projects import add_document, by, new_project, note

from accounted.core.outcome import AccountedError
from accounted.store import Folder, examine


def test_checkpoint_shows_removed_newest_lines(tmp_path: Path) -> None:
    """An older copy put in the place of a newer one looks whole by itself, and not against the checkpoint."""
    with new_project(tmp_path) as folder:
        folder.append([note("a")])
        shutil.copytree(folder.root, tmp_path / "older")
        add_document(folder, b"uncomfortable", salt="b")
        (tmp_path / "checkpoint.json").write_bytes(folder.checkpoint(by=by("c", when="2031-07-01T00:00:00Z")))
        device = folder.device
        assert folder.examine(checkpoint=tmp_path / "checkpoint.json").changes == ()
        folder.append([note("later")])
        found = folder.examine(checkpoint=tmp_path / "checkpoint.json")
        assert (found.changes, found.checkpoint_when) == ((), "2031-07-01T00:00:00Z")
    assert examine(tmp_path / "older").changes == ()
    (change,) = examine(tmp_path / "older", checkpoint=tmp_path / "checkpoint.json").changes
    assert (change.path, change.line) == (f"ledger/{device}.jsonl", 4)


def test_checkpoint_shows_a_rewritten_end(tmp_path: Path) -> None:
    """A copy that went another way under the same key is told from the one the checkpoint saw."""
    with new_project(tmp_path) as folder:
        shutil.copytree(folder.root, tmp_path / "copy")
        (tmp_path / "checkpoint.json").write_bytes(folder.checkpoint(by=by("c")))
    with Folder.open(tmp_path / "copy", keys=tmp_path / "keys-one") as copy:
        copy.append([note("x"), note("y")])
        (change,) = copy.examine(checkpoint=tmp_path / "checkpoint.json").changes
        assert change.line == 2


def test_changed_checkpoint_is_refused(tmp_path: Path) -> None:
    """A checkpoint with another head, of another project, or that is no checkpoint, is an error, not a change."""
    path = tmp_path / "checkpoint.json"
    with new_project(tmp_path) as folder:
        told = json.loads(folder.checkpoint(by=by("c")))
        changed = json.loads(json.dumps(told))
        changed["heads"][folder.device]["line"] = 1
        for content in (json.dumps(changed), "{}", "no", json.dumps(told | {"signature": 1})):
            path.write_text(content)
            with pytest.raises(AccountedError, match=r"checkpoint\.json: found"):
                folder.examine(checkpoint=path)
        with pytest.raises(AccountedError, match="cannot be read"):
            folder.examine(checkpoint=tmp_path / "none.json")
        path.write_text(json.dumps(told))
    with (
        Folder.create(tmp_path / "other", "n", by=by("o"), keys=tmp_path / "keys-one") as other,
        pytest.raises(AccountedError, match="checkpoint of another project"),
    ):
        other.examine(checkpoint=path)
