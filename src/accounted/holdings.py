"""What a project holds, as its acts tell it: documents with their texts, custody lines, and what was set aside."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from accounted.core.decision import Assessment, Consent, Decision, Search, Term
from accounted.core.document import Description, Document, Entry, TextLayer
from accounted.core.outcome import Remark, SetAside
from accounted.core.plain import from_plain, to_plain
from accounted.store import Act, By, Folder, act_of

NO_TEXT = "no-text-in-pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How a picture became a text: tesseract's languages, remarks on it, the picture of each one's words (base64)."""

    languages: str
    remarks: tuple[Remark, ...]
    pictures: tuple[str, ...]


@dataclass(slots=True)
class Holdings:
    """Documents in order of intake, the hash of each one's text layer, its ledger lines, inputs set aside; decisions.

    `rules` are the texts of the organisation's own rules by file name, the newest of each name. `scans` tell how a
    picture's text was made, what in it wants a human eye, and the pictures of those words; `proposals` what a language
    model proposed: both by document, the newest.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    set_aside: dict[tuple[str, str, str | None], SetAside] = field(default_factory=dict)
    sidecars: set[str] = field(default_factory=set)
    checkpoint: str | None = None
    decisions: list[Decision] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    searches: list[Search] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    scans: dict[str, Scan] = field(default_factory=dict)
    proposals: dict[str, dict[str, Any]] = field(default_factory=dict)


def holdings(folder: Folder) -> Holdings:
    """Takes an open project folder, gives what its acts say that it holds; later descriptions replace earlier ones."""
    held = Holdings()
    for entry, act in folder.acts():
        if act.kind == "document":
            _hold_document(held, entry, act)
        elif act.kind == "description":
            _hold_description(held, entry, act)
        elif act.kind == "set-aside":
            told = from_plain(SetAside, act.content["set_aside"])
            held.set_aside.setdefault((told.code, told.where, told.sha256), told)
        elif act.kind == "checkpoint":
            held.checkpoint = entry.when
        else:
            _hold_decided(held, act)
    for document in held.scans:
        _read_after_all(held, document)
    return held


def _read_after_all(held: Holdings, document: str) -> None:
    """A document without text that was scanned since is set aside no more."""
    if document in held.documents:
        sha256 = held.documents[document].sha256
        for key in [key for key in held.set_aside if key[0] == NO_TEXT and key[2] == sha256]:
            del held.set_aside[key]


def _hold_decided(held: Holdings, act: Act) -> None:
    """What persons decided, assessed and noted; other acts hold nothing of their own."""
    if act.kind == "decision":
        held.decisions.append(from_plain(Decision, act.content["decision"]))
    elif act.kind == "assessment":
        held.assessments.append(from_plain(Assessment, act.content["assessment"]))
    elif act.kind == "rule":
        held.rules[act.content["name"]] = act.content["text"]
    elif act.kind == "term":
        held.terms.append(from_plain(Term, act.content["term"]))
    elif act.kind == "search":
        held.searches.append(from_plain(Search, act.content["search"]))
    elif act.kind == "scan":
        held.scans[act.content["document"]] = from_plain(Scan, act.content["scan"])
        held.texts[act.content["document"]] = act.texts[0]
    elif act.kind == "proposals":
        held.proposals[act.content["document"]] = act.content
    elif act.kind == "consent":
        held.consents.append(from_plain(Consent, act.content["consent"]))


def _hold_document(held: Holdings, entry: Entry, act: Act) -> None:
    document = from_plain(Document, act.content["document"])
    if act.content["sidecar"]:
        held.sidecars.add(document.id)
        return
    if document.id not in held.documents:
        held.documents[document.id] = document
        if act.texts:
            held.texts[document.id] = act.texts[0]
    held.entries[document.id] = (*held.entries.get(document.id, ()), entry)


def _hold_description(held: Holdings, entry: Entry, act: Act) -> None:
    document = held.documents.get(act.content["document"])
    if document is not None:
        told = described_over(document.described, from_plain(Description, act.content["described"]))
        held.documents[document.id] = replace(document, described=told)
        held.entries[document.id] = (*held.entries[document.id], entry)


def described_over(before: Description, told: Description) -> Description:
    """Takes what was told and what is told now, gives both, the later where both tell; not told leaves what was."""
    news = {f.name: getattr(told, f.name) for f in fields(Description) if getattr(told, f.name) is not None}
    return replace(before, **news)


def document_act(document: Document, *, text: str | None, sidecar: bool, by: By) -> Act:
    """Takes a document taken in and the hash of its text layer, gives the act that says so."""
    content: dict[str, Any] = {"document": to_plain(document), "sha256": document.sha256, "sidecar": sidecar}
    act = act_of("document", content, by=by)
    return replace(act, files=(document.sha256,), texts=(text,) if text else ())


def description_act(document: str, described: Description, *, by: By) -> Act:
    """Takes a document's id and what is now told about it, gives the act that says so."""
    return act_of("description", {"document": document, "described": to_plain(described)}, by=by)


def scan_act(document: str, scan: Scan, *, text: str, by: By) -> Act:
    """Takes a document, how it was scanned and the hash of the text that this gave, gives the act that says so."""
    return replace(act_of("scan", {"document": document, "scan": to_plain(scan)}, by=by), texts=(text,))


def set_aside_act(told: SetAside, *, by: By) -> Act:
    """Takes an input set aside, gives the act that keeps it: it stays listed in every report."""
    return act_of("set-aside", {"set_aside": to_plain(told)}, by=by)


class Texts(Mapping[str, str]):
    """The texts of a project's documents by document id, read from disk one at a time."""

    def __init__(self, folder: Folder, held: Holdings, *, without: Collection[str] = ()) -> None:
        self._folder, self._held = folder, held
        self._documents = {document: text for document, text in held.texts.items() if document not in without}

    def __getitem__(self, document: str) -> str:
        return self._folder.text(self._documents[document]).text

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def layer(self, document: str) -> TextLayer | None:
        """Takes a document id, gives its text layer, or None where the document has no text."""
        text = self._held.texts.get(document)
        return self._folder.text(text) if text else None
