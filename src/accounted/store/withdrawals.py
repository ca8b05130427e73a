"""Takes withdrawals, gives the project without what they name: in every merge and restore a withdrawal wins.

The ledger line of a withdrawn act stays, so the chain still holds; its content is gone from this copy. The withdrawal
names the files and texts that go with it by their hashes, so that another copy cannot bring them back; whoever holds
the same file elsewhere can tell from that hash that it was here.
"""

import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accounted.core.outcome import AccountedError
from accounted.store.acts import Act, By, act_of, named_files, read_act
from accounted.store.disk import remove
from accounted.store.layout import DERIVED, LEFTOVER, act_path, file_path, text_paths, waiting
from accounted.store.ledger import devices, in_order, lines_of

_STAYS = ("project", "withdrawal", "checkpoint", "merge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """All that withdrawals name: acts, files, texts, by hash, each with the time of its withdrawal."""

    acts: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, act: Act) -> None:
        """Takes a withdrawal, gives it among the others; what it names is told by its content."""
        for names, kind in ((self.acts, "acts"), (self.files, "files"), (self.texts, "texts")):
            for name in _names(act.content, kind):
                names.setdefault(name, act.when)


def _names(content: dict[str, Any], kind: str) -> list[str]:
    found = content.get(kind)
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def withdrawn_in(root: Path) -> Withdrawn:
    """Takes the project folder, gives what its withdrawals name. Only ledger lines of that kind are read as JSON."""
    found = Withdrawn()
    for device in devices(root):
        for line in lines_of(root, device, kind="withdrawal"):
            act = read_act(root, line.entry.act) if line.entry.kind == "withdrawal" else None
            if act:
                found.add(act)
    return found


def withdrawal_of(root: Path, acts: Collection[str], *, reason: str, by: By) -> Act:
    """Takes acts by hash and a reason, gives the act that withdraws them, with files and texts no other act names."""
    kinds = {line.entry.act: line.entry.kind for line in in_order(root) if line.entry.act in acts}
    for act in acts:
        if kinds.get(act, "project") in _STAYS:
            raise _stays(act, kinds.get(act))
    gone = withdrawn_in(root).acts
    files: dict[str, int] = {}
    texts: dict[str, int] = {}
    for act in acts:
        _note(read_act(root, act), files, texts)
    for line in in_order(root):
        if line.entry.act not in acts and line.entry.act not in gone and (files or texts):
            _strike(read_act(root, line.entry.act), files, texts)
    content = {"acts": sorted(acts), "reason": reason, "files": sorted(files), "texts": sorted(texts)}
    return act_of("withdrawal", content, by=by)


def _note(act: Act | None, files: dict[str, int], texts: dict[str, int]) -> None:
    if act:
        files.update(dict.fromkeys(named_files(act), 1))
        texts.update(dict.fromkeys(act.texts, 1))


def _strike(act: Act | None, files: dict[str, int], texts: dict[str, int]) -> None:
    for name in named_files(act) if act else ():
        files.pop(name, None)
    for name in act.texts if act else ():
        texts.pop(name, None)


def _stays(act: str, kind: str | None) -> AccountedError:
    return AccountedError(
        where=f"act {act}",
        found=f"an act of kind {kind}" if kind else "no such act in this project",
        expected="the hash of an act that can be withdrawn (not " + ", ".join(_STAYS) + ")",
        advice="Look for the act in the trace of the figure or document, then withdraw it by its hash.",
    )


def enforce(root: Path, withdrawn: Withdrawn) -> tuple[str, ...]:
    """Takes what is withdrawn, gives the hashes of what was still here and is gone now.

    `derived/` is removed with it, since it may repeat the content; pages in `out/` are made anew by publishing. The act
    goes last, so that an interruption leaves a reason to go on.
    """
    gone = [name for name in withdrawn.files if _remove_all(root, (file_path(root, name),))]
    gone += [name for name in withdrawn.texts if _remove_all(root, text_paths(root, name))]
    gone += [name for name in withdrawn.acts if _remove_all(root, (act_path(root, name),))]
    if gone:
        shutil.rmtree(root / DERIVED, ignore_errors=True)
    return tuple(gone)


def _remove_all(root: Path, paths: Iterable[Path]) -> bool:
    places = [place for path in paths for place in (path, waiting(root, path), leftover_of(root, path))]
    return sum(remove(place) for place in places) > 0


def leftover_of(root: Path, path: Path) -> Path:
    """Takes a place in the project, gives where its bytes lie once they are a leftover."""
    return root / LEFTOVER / path.relative_to(root).parts[0] / path.name
