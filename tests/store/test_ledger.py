"""One signed hash chain a device, read in one order on every laptop."""

import json
from pathlib import Path

import pytest
from store_projects import by, new_project, note

from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import AccountedError, ChangeFound, WrongUsage
from accounted.store import Folder
from accounted.store.keys import device_key, device_name, is_signed
from accounted.store.ledger import head_of, in_order, last_line, read_line, write_lines


def test_line_can_be_checked_by_hand(tmp_path: Path) -> None:
    """With nothing but JSON, SHA-256 and Ed25519, a stranger can check every line."""
    with new_project(tmp_path) as folder:
        folder.append([note("a"), note("b")])
        lines = [
            json.loads(raw) for raw in (folder.root / "ledger" / f"{folder.device}.jsonl").read_bytes().splitlines()
        ]
    before = None
    for number, told in enumerate(lines, start=1):
        unsigned = {name: value for name, value in told.items() if name not in ("own", "signature")}
        assert told["line"] == number
        assert told["before"] == before
        assert sha256_of(canonical_json(unsigned)) == told["own"]
        assert is_signed(told["own"], signature=told["signature"], public=lines[0]["key"])
        before = told["own"]
    assert device_name(lines[0]["key"]) == lines[0]["device"]


def test_entries_tell_when_who_and_what(tmp_path: Path) -> None:
    """An entry repeats time, person and kind of its act, and counts from 1."""
    with new_project(tmp_path) as folder:
        (entry,) = folder.append([note("a", when="2031-05-05T00:00:00Z")])
        assert (entry.line, entry.when, entry.who, entry.kind) == (2, "2031-05-05T00:00:00Z", "Ana", "decision")
        assert [found.line for found in folder.entries()] == [1, 2]


def test_chain_goes_on_after_reopening(tmp_path: Path) -> None:
    """A project opened again on the same device goes on with the same chain."""
    with new_project(tmp_path) as folder:
        folder.append([note("a")])
    with Folder.open(tmp_path / "project", keys=tmp_path / "keys-one") as folder:
        (entry,) = folder.append([note("b")])
        assert entry.line == 3
        assert folder.examine().changes == ()


def test_private_key_lies_outside_and_belongs_to_its_owner(tmp_path: Path) -> None:
    """The key's file is readable by its owner alone, and no byte of it lies in the project."""
    with new_project(tmp_path) as folder:
        secret = (tmp_path / "keys-one" / "device.pem").read_bytes()
        assert (tmp_path / "keys-one" / "device.pem").stat().st_mode & 0o077 == 0
        assert all(secret not in path.read_bytes() for path in folder.root.rglob("*") if path.is_file())


def test_keys_inside_the_project_are_refused(tmp_path: Path) -> None:
    """A folder of keys inside the project is refused before anything is written."""
    with pytest.raises(WrongUsage, match="keys inside the project"):
        Folder.create(tmp_path / "p", "n", by=by("s"), keys=tmp_path / "p" / "keys")
    assert not (tmp_path / "p").exists()


def test_damaged_key_is_said(tmp_path: Path) -> None:
    """A key file with other content stops with its path and what to do."""
    device_key(tmp_path)
    (tmp_path / "device.pem").write_text("no key")
    with pytest.raises(AccountedError, match=r"device\.pem: found no readable Ed25519 key"):
        device_key(tmp_path)


def test_second_writer_is_kept_out(tmp_path: Path) -> None:
    """While one process writes, another one is told to wait; a reader may read."""
    with new_project(tmp_path) as folder:
        with pytest.raises(AccountedError, match="another process that is writing"):
            Folder.open(folder.root, keys=tmp_path / "keys-one")
        assert len(list(Folder.open(folder.root).entries())) == 1
    Folder.open(tmp_path / "project", keys=tmp_path / "keys-one").close()


def test_changed_end_of_a_ledger_is_not_written_behind(tmp_path: Path) -> None:
    """A ledger whose last line was changed or cut is not opened for writing."""
    with new_project(tmp_path) as folder:
        folder.append([note("a")])
        path = folder.root / "ledger" / f"{folder.device}.jsonl"
    whole = path.read_bytes()
    for changed in (whole[:-1], whole[:-40], whole + b"x", whole.replace(b'"line":2', b'"line":3')):
        path.write_bytes(changed)
        with pytest.raises(ChangeFound, match=r"jsonl:\d"):
            Folder.open(tmp_path / "project", keys=tmp_path / "keys-one")
    path.write_bytes(whole)
    Folder.open(tmp_path / "project", keys=tmp_path / "keys-one").close()


def test_newest_line_is_found_from_the_end(tmp_path: Path) -> None:
    """The newest line is read from the end of the file, also where it is longer than the piece read first."""
    with new_project(tmp_path) as folder:
        folder.append([note("a")])
        long = by("long", who="B" * 200_000)
        entry = folder.checkpoint(by=long)
        assert entry
        newest = last_line(folder.root, folder.device)
        assert newest is not None
        assert (newest.entry.line, newest.entry.who) == (3, long.who)


def test_order_follows_what_a_device_had_seen(tmp_path: Path) -> None:
    """A line written behind another device's line comes after it, whatever its clock says."""
    with new_project(tmp_path) as folder:
        root = folder.root
        first = last_line(root, folder.device)
        assert first is not None
        other = device_key(tmp_path / "keys-two")
        early = note("early", when="1999-01-01T00:00:00Z")
        (line,) = write_lines([early], key=other, head=None, seen={folder.device: head_of(first)})
        (root / "ledger" / f"{other.device}.jsonl").write_bytes(line.raw)
        assert [found.entry.when[:4] for found in in_order(root)] == ["2031", "1999"]


@pytest.mark.parametrize("raw", [b"\n", b"[]\n", b"{}\n", b"[" * 100_000 + b"\n", b'{"line":1}', b"\xff\n"])
def test_other_bytes_are_no_line(raw: bytes) -> None:
    """Bytes that are no ledger line are a ValueError, whatever they are."""
    with pytest.raises(ValueError, match=r".+"):
        read_line(raw)
