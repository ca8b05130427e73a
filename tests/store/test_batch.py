"""A batch is kept whole or not at all, at whatever byte the process ended."""

import shutil
from pathlib import Path

import pytest
from store_projects import changed_paths, layer_of, new_project, note

from accounted.core.outcome import ChangeFound
from accounted.store import Act, Folder
from accounted.store.acts import act_bytes, act_hash
from accounted.store.disk import write_waiting
from accounted.store.journal import Addition, write_additions, write_journal
from accounted.store.keys import device_key
from accounted.store.layout import act_path, waiting
from accounted.store.ledger import head_of, last_line, write_lines


def _promised(tmp_path: Path) -> tuple[Path, Addition, Act]:
    """A project whose process ended right after the journal of a batch of two acts was written."""
    with new_project(tmp_path) as folder:
        folder.append([note("before")])
        root = folder.root
        kept = folder.keep_file(b"thirty")
        text = folder.keep_text(layer_of("doc-a", "thirty"))
    act = Act(kind="document", who="Ana", when="2031", salt="a", content={"sha256": kept.sha256}, texts=(text,))
    key = device_key(tmp_path / "keys-one")
    newest = last_line(root, key.device)
    assert newest is not None
    lines = write_lines([act, note("b")], key=key, head=head_of(newest), seen={})
    for one in (act, note("b")):
        write_waiting(waiting(root, act_path(root, act_hash(one))), act_bytes(one))
    ledger = root / "ledger" / f"{key.device}.jsonl"
    addition = Addition(device=key.device, at=ledger.stat().st_size, lines=b"".join(line.raw for line in lines))
    return root, addition, act


def _is_whole(root: Path, keys: Path, act: Act) -> None:
    assert changed_paths(root) == set()
    with Folder.open(root) as reader:
        assert [found.salt for _, found in reader.acts()] == ["begin", "before", "a", "b"]
        assert reader.heads()[next(reader.entries()).device]["line"] == 4
    with Folder.open(root, keys=keys) as folder:
        assert folder.said
        assert folder.read_file(act.content["sha256"]) == b"thirty"
        assert folder.text(act.texts[0]).text == "thirty"
        folder.append([note("after")])
        assert [found.salt for _, found in folder.acts()] == ["begin", "before", "a", "b", "after"]
        assert folder.examine().changes == ()
        assert folder.examine().notes == ()


def test_ledger_torn_at_any_byte_is_finished(tmp_path: Path) -> None:
    """Wherever the ledger was torn, readers see the whole batch, verify finds no change, and opening finishes it."""
    root, addition, act = _promised(tmp_path)
    write_journal(root, [addition])
    ledger = root / "ledger" / f"{addition.device}.jsonl"
    whole = ledger.read_bytes()
    size = len(addition.lines)
    for cut in sorted(
        {*range(0, size, 37), 1, size - 1, size, addition.lines.index(b"\n"), addition.lines.index(b"\n") + 1}
    ):
        copy = tmp_path / "copy"
        shutil.copytree(root, copy)
        (copy / "ledger" / ledger.name).write_bytes(whole + addition.lines[:cut])
        _is_whole(copy, tmp_path / "keys-one", act)
        shutil.rmtree(copy)


@pytest.mark.parametrize("placed", [0, 1, 2, 3, 4, 5])
def test_batch_half_put_in_place_is_finished(tmp_path: Path, placed: int) -> None:
    """Where the process ended while it put files, texts and acts in place, the next opening goes on."""
    root, addition, act = _promised(tmp_path)
    write_journal(root, [addition])
    write_additions(root, [addition])
    folders = {
        "files": lambda n: f"{n[:2]}/{n[2:4]}/{n}",
        "texts": lambda n: f"{n[:2]}/{n}",
        "acts": lambda n: f"{n[:2]}/{n}",
    }
    waits = [path for room in folders for path in sorted((root / "incoming" / room).iterdir())]
    last = waiting(root, act_path(root, act_hash(act)))
    ordered = [path for path in waits if path.parent.name != "acts"] + [last]
    for path in ordered[:placed]:
        target = root / path.parent.name / folders[path.parent.name](path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    _is_whole(root, tmp_path / "keys-one", act)


def test_batch_without_a_promise_was_never_kept(tmp_path: Path) -> None:
    """Before the journal is whole nothing was acknowledged: what waits is moved to leftover/, not deleted."""
    root, _, act = _promised(tmp_path)
    assert changed_paths(root) == set()
    (root / "incoming" / "files" / "x.part").write_bytes(b"half")
    with Folder.open(root, keys=tmp_path / "keys-one") as folder:
        assert len(folder.said) == 1 + 6
        assert "half-written" in folder.said[0]
        assert len(list(folder.entries())) == 2
        assert (root / "leftover" / "files" / act.content["sha256"]).read_bytes() == b"thirty"
        assert folder.examine().changes == ()


def test_torn_line_without_a_promise_is_a_change(tmp_path: Path) -> None:
    """A crash always leaves the promise of what it tore; a torn line without one is a change."""
    root, addition, _ = _promised(tmp_path)
    ledger = root / "ledger" / f"{addition.device}.jsonl"
    ledger.write_bytes(ledger.read_bytes() + addition.lines[:100])
    assert changed_paths(root) == {f"ledger/{ledger.name}"}
    with pytest.raises(ChangeFound, match=rf"{ledger.name}:3"):
        Folder.open(root, keys=tmp_path / "keys-one")


def test_other_bytes_than_promised_are_a_change(tmp_path: Path) -> None:
    """A journal does not cover other bytes in the ledger, and a changed journal is told."""
    root, addition, _ = _promised(tmp_path)
    write_journal(root, [addition])
    ledger = root / "ledger" / f"{addition.device}.jsonl"
    before = ledger.read_bytes()
    for tail in (b"x", addition.lines[:50] + b"y", addition.lines + b"z"):
        ledger.write_bytes(before + tail)
        assert f"ledger/{ledger.name}" in changed_paths(root)
        with pytest.raises(ChangeFound):
            Folder.open(root, keys=tmp_path / "keys-one")
    ledger.write_bytes(before)
    (root / "incoming" / "journal.json").write_bytes(b"[")
    assert changed_paths(root) == {"incoming/journal.json"} | {
        path.relative_to(root).as_posix() for path in (root / "acts").rglob("*.json")
    }
    with pytest.raises(ChangeFound, match="journal"):
        Folder.open(root, keys=tmp_path / "keys-one")


def test_promise_of_a_broken_append_is_finished_first(tmp_path: Path) -> None:
    """Where an append broke off after its promise and the process lives on, the next append finishes it first."""
    root, addition, _ = _promised(tmp_path)
    hidden = tmp_path / "hidden"
    shutil.move(root / "incoming", hidden)
    with Folder.open(root, keys=tmp_path / "keys-one") as folder:
        shutil.copytree(hidden, root / "incoming", dirs_exist_ok=True)
        write_journal(root, [addition])
        assert folder.append([note("after")])[0].line == 5
        assert folder.examine().changes == ()
