"""Takes lines with their acts, gives them kept; and what an ended process left, done or moved aside."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from accounted.store.acts import act_from, named_files
from accounted.store.disk import PART, put_in_place, remove, sync_waiting
from accounted.store.journal import Addition, end_journal, read_journal, write_additions, write_journal
from accounted.store.layout import (
    ACTS,
    FILES,
    INCOMING,
    LEFTOVER,
    TEXTS,
    act_path,
    file_path,
    ledger_path,
    shown,
    text_paths,
    waiting,
)
from accounted.store.ledger import Line, devices, lines_of


def keep_batch(root: Path, lines: Sequence[Line]) -> None:
    """Takes lines whose acts, files and texts wait in `incoming/`, gives all of it kept and flushed.

    Lines of several devices may stand in one batch: it is kept as one, whatever happens.
    """
    acts = [line.entry.act for line in lines]
    sync_waiting(dict.fromkeys(place for act in acts for place in _waiting_for(root, act)))
    additions = _additions(root, lines)
    write_journal(root, additions)
    write_additions(root, additions)
    for act in acts:
        _place(root, act)
    end_journal(root)


def _additions(root: Path, lines: Sequence[Line]) -> list[Addition]:
    raw: dict[str, list[bytes]] = {}
    for line in lines:
        raw.setdefault(line.entry.device, []).append(line.raw)
    return [
        Addition(device=device, at=_size(ledger_path(root, device)), lines=b"".join(added))
        for device, added in raw.items()
    ]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _waiting_for(root: Path, act: str) -> list[Path]:
    """What waits for the line of an act: files, texts, and last the act itself."""
    act_waits = waiting(root, act_path(root, act))
    if not act_waits.is_file():
        return []
    found = act_from(act_waits.read_bytes())
    places = [file_path(root, name) for name in named_files(found)]
    places += [path for text in found.texts for path in text_paths(root, text)]
    waits = dict.fromkeys(waiting(root, path) for path in places)
    return [*(place for place in waits if place.is_file()), act_waits]


def _place(root: Path, act: str) -> None:
    room = {FILES: _file_place, ACTS: _act_place, TEXTS: _text_place}
    for place in _waiting_for(root, act):
        put_in_place(place, room[place.parent.name](root, place))


def _file_place(root: Path, place: Path) -> Path:
    return file_path(root, place.name)


def _act_place(root: Path, place: Path) -> Path:
    return act_path(root, place.stem)


def _text_place(root: Path, place: Path) -> Path:
    return root / TEXTS / place.name[:2] / place.name


def recover(root: Path) -> tuple[str, ...]:
    """Takes a project folder opened for writing, gives a sentence for each thing an ended process left behind.

    What a journal promises is done. What waits without a promise was never acknowledged: it is moved to `leftover/`.
    """
    said = ["the last batch was kept but not put in place; that is done now"] if finish(root) else []
    return (*said, *_set_leftovers_aside(root))


def finish(root: Path) -> bool:
    """Takes a project folder opened for writing, gives whether something was promised that was still to be done."""
    promised = read_journal(root)
    write_additions(root, promised)
    waits = {path.stem for path in _waiting_in(root, ACTS)}
    named = [act for act in _acts_named(root) if act in waits] if waits else []
    for act in named:
        _place(root, act)
    end_journal(root)
    return bool(promised or named)


def _acts_named(root: Path) -> Iterable[str]:
    for device in devices(root):
        for line in lines_of(root, device):
            yield line.entry.act


def _waiting_in(root: Path, room: str) -> list[Path]:
    return sorted(path for path in (root / INCOMING / room).glob("*") if path.is_file())


def _set_leftovers_aside(root: Path) -> list[str]:
    remove_parts = [path for path in (root / INCOMING).rglob(f"*{PART}") if path.is_file()]
    for part in remove_parts:
        remove(part)
    said = [f"{len(remove_parts)} half-written file(s) removed; their sources were not touched"] if remove_parts else []
    left = [path for room in (FILES, TEXTS, ACTS) for path in _waiting_in(root, room)]
    for path in left:
        put_in_place(path, root / LEFTOVER / path.parent.name / path.name)
    said += [f"{shown(root, path)} was never acknowledged; it lies in {LEFTOVER}/{path.parent.name}/" for path in left]
    return said
