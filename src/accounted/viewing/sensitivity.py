"""Takes decisions on who may see which document, gives a project as it is without what somebody may not see.

What is shown to them is read, set side by side and counted anew without the hidden documents, so that no count, title,
date or remark is made of what they may not see.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from accounted.core.decision import SENSITIVITIES, Decision, standing
from accounted.core.document import Entry
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import AccountedError
from accounted.holdings import Holdings
from accounted.project import Project, Who
from accounted.store import Act, Folder
from accounted.viewing.acts import things_of

ORDINARY: Final = SENSITIVITIES[0]
_REMARK: Final = "remark"
_ON_WORDS: Final = ("accept", "reject", "correct", "make", "event", "tie", "edition", "attributed", "mapping")
"""Decisions that name documents or words in them: of the others it cannot be said which documents they rest on."""
_PLAIN_ACTS: Final = ("project", "checkpoint", "merge", "rule", "term")
"""Acts that tell of no document."""


def device_place(root: Path, keys: Path) -> Path:
    """Takes a project folder and this device's keys, gives where this device keeps what is told of no one else.

    It is named after the act that made the project, so that a folder that is moved keeps it.
    """
    made = next((entry for entry, _ in Folder.open(root).acts("project")), None)
    if made is None:
        raise AccountedError(
            where=str(root),
            found="no act that made this project, by which its accounts are found",
            expected="the ledger as it was written",
            advice="Say `accounted verify`, and put the project back from a copy.",
        )
    return keys / "desks" / made.act[:20]


def levels_of(decisions: Iterable[Decision]) -> dict[str, str]:
    """Takes decisions as their ledgers have them, gives the sensitivity of each document that is not ordinary."""
    told = [one for one in standing(tuple(decisions)) if one.kind == "sensitivity"]
    newest = {document: one.value for one in told for document in one.about}
    return {document: level for document, level in newest.items() if level != ORDINARY}


def hidden_from(levels: Mapping[str, str], clearance: str) -> frozenset[str]:
    """Takes the sensitivity of documents and a clearance, gives the documents above it."""
    up_to = SENSITIVITIES.index(clearance)
    return frozenset(name for name, level in levels.items() if SENSITIVITIES.index(level) > up_to)


def view_name(hidden: frozenset[str]) -> str:
    """Takes hidden documents, gives the name of the view without them: another set is another file."""
    return f"desk-{sha256_of(canonical_json(sorted(hidden)))[:16]}.sqlite" if hidden else "desk.sqlite"


class PartProject(Project):
    """A project as somebody sees it from whom documents are hidden: made without them; it writes nothing."""

    def __init__(self, folder: Folder, who: Who, hidden: frozenset[str]) -> None:
        super().__init__(folder, who)
        self.hidden = hidden
        self.remarks: frozenset[str] | None = None

    def held(self) -> Holdings:
        """Gives what the project holds without the hidden documents and what was decided or told about them.

        Once it is known which `remarks` there are without them, decisions on others are left out too.
        """
        held = part_of(super().held(), self.hidden)
        if self.remarks is None:
            return held
        known = self.remarks
        kept = [one for one in held.decisions if one.kind != _REMARK or known.issuperset(one.about)]
        return replace(held, decisions=kept)

    def acts(self, every: Iterable[tuple[Entry, Act]]) -> Iterator[tuple[Entry, Act]]:
        """Takes all acts, gives those that are about what is seen."""
        seen = self.held()
        decisions = {one.id for one in seen.decisions}
        for entry, act in every:
            if _tells_of_seen(act, seen.documents.keys(), decisions):
                yield entry, act

    def _keep(self, acts: Sequence[Act]) -> None:
        """Keeps nothing: the whole project remembers."""

    def _ran(self, step: str, version: str, made: dict[str, str]) -> None:
        """Keeps nothing: what is made for one reader is no run of the project."""

    def _estimates(self, held: Holdings) -> None:
        """Gives none: estimates are made of all lists at once."""

    def _persons_shown(self, held: Holdings) -> None:
        """Gives none: persons are made of all lists at once."""


def part_of(held: Holdings, hidden: frozenset[str]) -> Holdings:
    """Takes what a project holds and the hidden documents, gives what it holds without them."""
    documents = {name: one for name, one in held.documents.items() if name not in hidden}
    seen = {one.sha256 for one in documents.values()}
    return replace(
        held,
        documents=documents,
        texts={name: text for name, text in held.texts.items() if name in documents},
        entries={name: lines for name, lines in held.entries.items() if name in documents},
        set_aside={key: told for key, told in held.set_aside.items() if told.sha256 in seen},
        decisions=[one for one in held.decisions if _on_seen(one, documents.keys())],
        searches=[],
        consents=[],
        scans={name: told for name, told in held.scans.items() if name in documents},
        proposals={name: told for name, told in held.proposals.items() if name in documents},
    )


def _on_seen(one: Decision, documents: Iterable[str]) -> bool:
    """Gives whether a decision names documents that are seen, or words in them, and no others."""
    if one.kind == _REMARK:
        return True
    if one.kind not in _ON_WORDS or not one.about:
        return False
    if one.places:
        return all(place.document in documents for place in one.places)
    return all(name in documents for name in one.about)


def _tells_of_seen(act: Act, documents: Iterable[str], decisions: set[str]) -> bool:
    if act.kind in _PLAIN_ACTS:
        return True
    if act.kind == "decision":
        return act.content["decision"]["id"] in decisions
    things = things_of(act)
    return act.kind in ("document", "description") and bool(things) and all(name in documents for name in things)
