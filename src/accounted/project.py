"""The conductor: walks documents through the rooms in the order of the journey, and keeps every step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from accounted import __version__
from accounted.collect import gather
from accounted.core.claim import Comparison, Reading
from accounted.core.document import Description, Document, Tie
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import Outcome, Remark, SetAside
from accounted.core.plain import from_plain, to_plain
from accounted.holdings import Holdings, Texts, description_act, holdings, set_aside_act
from accounted.publish import Edition, draft
from accounted.read import VERSION, measured
from accounted.reading import SHEETS, ReadFile, read_document, read_files, read_pasted
from accounted.receiving import Batch, Who
from accounted.reconcile import compare, remarks, ties
from accounted.store import Examination, Folder, Merged, act_of

__all__ = [
    "Examination",
    "Holdings",
    "Merged",
    "Project",
    "ReadFile",
    "Reconciled",
    "Who",
    "read_files",
    "read_pasted",
    "unchanged_sentence",
]

INTERNAL: Final = "internal"
_TOLD_NOTHING: Final = Description()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What reconciling gives: claims side by side, what leans on what, what does not add up."""

    comparisons: tuple[Comparison, ...]
    ties: tuple[Tie, ...]
    remarks: tuple[Remark, ...]


class Project:
    """A project folder, opened: one method a room, in the order of the journey."""

    def __init__(self, folder: Folder, who: Who) -> None:
        self.folder, self.who = folder, who

    @classmethod
    def create(cls, root: Path, name: str, *, who: Who, keys: Path) -> Self:
        """Takes a new or empty folder, the project's name, who makes it and this device's keys, gives the project."""
        return cls(Folder.create(root, name, by=who.by(), keys=keys), who)

    @classmethod
    def open(cls, root: Path, *, who: Who, keys: Path | None = None) -> Self:
        """Takes a project folder, gives the project opened: to read, or to write where this device's keys are told."""
        return cls(Folder.open(root, keys=keys), who)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.folder.close()

    @staticmethod
    def around(folder: Path, *, told: bool) -> Path:
        """Takes a folder, gives the project folder: itself where it was told, else it or the nearest one above it."""
        here = folder.resolve()
        above = () if told else here.parents
        return next((place for place in (here, *above) if (place / "project.toml").is_file()), here)

    def held(self) -> Holdings:
        """Gives what the project holds: documents, their texts and custody lines, what was set aside."""
        return holdings(self.folder)

    def collect(
        self, paths: Sequence[str | Path], *, described: Description = _TOLD_NOTHING, encoding: str | None = None
    ) -> Iterator[Outcome[Document]]:
        """Takes paths and what is told about them, gives what was taken in, batch by batch, each already on disk.

        Inputs = kept + set aside. Documents that were here already are kept again without a second copy, and said.
        """
        held = self.held()
        batch = Batch(self.folder, held, self.who)
        for found in gather(paths, described=described, encoding=encoding):
            batch.take(found)
            if batch.full:
                yield batch.done()
        yield batch.done()

    def read(self, *, progress: Callable[[int, int], None] | None = None) -> Iterator[Reading]:
        """Gives the reading of every document, in order of intake; what this reader read before is not read again."""
        held, index = self.held(), self.folder.index()
        made: dict[str, str] = {}
        with index:
            for count, document in enumerate(held.documents.values()):
                if progress is not None:
                    progress(count, len(held.documents))
                reading, problems = self._reading(index, held, document)
                made[document.id] = sha256_of(canonical_json(to_plain(reading)))
                held.set_aside.update({(p.code, p.where, p.sha256): p for p in problems})
                yield reading
        self._remember(held, problems=tuple(held.set_aside.values()))
        self._ran("read", VERSION, made)

    def seen(self) -> Iterator[ReadFile]:
        """Gives every document with its text and its reading, one at a time."""
        held = self.held()
        texts = Texts(self.folder, held)
        for document, reading in zip(held.documents.values(), self.read(), strict=True):
            layer = texts.layer(document.id)
            aside = tuple(told for told in held.set_aside.values() if told.sha256 == document.sha256)
            yield ReadFile.of(document, layer, reading, set_aside=aside)

    def describe(self, document: Document, told: Description) -> None:
        """Takes a document and what is now told about it, keeps it as an act of its own."""
        self.folder.append([description_act(document.id, told, by=self.who.by())])

    def _reading(self, index: Any, held: Holdings, document: Document) -> tuple[Reading, tuple[SetAside, ...]]:
        key = sha256_of(canonical_json([VERSION, held.texts.get(document.id), to_plain(document)]))
        before = _stored(index, "reading", document.id)
        if before is not None and before["key"] == key:
            return from_plain(Reading, before["reading"]), ()
        layer = Texts(self.folder, held).layer(document.id)
        reading, problems = read_document(document, layer, content=lambda: self.folder.read_file(document.sha256))
        index.put("reading", document.id, {"key": key, "reading": to_plain(reading)})
        return reading, problems

    def reconcile(self) -> Reconciled:
        """Gives claims side by side, ties between documents, and what does not add up, from the newest readings."""
        readings = tuple(self.read())
        held = self.held()
        documents = tuple(held.documents.values())
        sheets = {document.id for document in documents if document.media_type in SHEETS}
        texts = Texts(self.folder, held, without=sheets)  # rows of figures are no passages that one copies from another
        found_ties = ties(documents, texts, readings=readings)
        comparisons = compare(documents, readings, ties=found_ties, texts=texts)
        noticed = remarks(documents, texts, readings=readings, comparisons=comparisons, ties=found_ties)
        made = Reconciled(comparisons=comparisons, ties=found_ties, remarks=noticed)
        self._ran("reconcile", __version__, {"result": sha256_of(canonical_json(to_plain(made)))})
        return made

    def publish(self) -> Path:
        """Gives the folder of the report, `out/internal/`: every number in it walks home.

        It is not for publication. A project in which something was changed is not published: a ChangeFound says where.
        """
        self.verify().raise_changes()
        made = self.reconcile()
        return self.folder.write_out(INTERNAL, draft(self.edition(made)))

    def edition(self, made: Reconciled) -> Edition:
        """Takes what reconciling gave, gives all that the report is made of."""
        held = self.held()
        readings = tuple(self.read())
        languages = {reading.language for reading in readings if reading.language}
        return Edition(
            title=str(self.folder.settings().get("name", self.folder.root.name)),
            made_when=self.who.when,
            documents=tuple(held.documents.values()),
            readings=readings,
            comparisons=made.comparisons,
            ties=made.ties,
            remarks=made.remarks,
            set_aside=tuple(held.set_aside.values()),
            entries=held.entries,
            layer=Texts(self.folder, held).layer,
            languages_measured={language: measured(language) for language in sorted(languages)},
            verified_sentence=unchanged_sentence(self.verify(), held),
            ledger_facts=tuple(
                f"{device}: {head['line']} lines, the newest {head['own']}" for device, head in self._heads()
            ),
            made_with=f"Accounted {__version__}",
        )

    def verify(self, *, checkpoint: Path | None = None) -> Examination:
        """Takes a checkpoint held elsewhere or none, gives any change in files, texts, acts, ledger, with its place."""
        return self.folder.examine(checkpoint=checkpoint)

    def checkpoint(self) -> bytes:
        """Gives the newest lines of every ledger, signed, to be held elsewhere than the project."""
        return self.folder.checkpoint(by=self.who.by())

    def merge(self, other: Path) -> Merged:
        """Takes the folder of another copy of this project, gives what it brought; nothing is overwritten."""
        return self.folder.merge(other, by=self.who.by())

    def _heads(self) -> list[tuple[str, dict[str, Any]]]:
        return sorted(self.folder.heads().items())

    def _remember(self, held: Holdings, *, problems: tuple[SetAside, ...]) -> None:
        """Keeps what reading set aside, once."""
        known = self.held().set_aside
        news = [p for p in problems if (p.code, p.where, p.sha256) not in known]
        if news:
            self.folder.append([set_aside_act(p, by=self.who.by()) for p in news])

    def _ran(self, step: str, version: str, made: dict[str, str]) -> None:
        """Keeps what a run was made from and the hash of what it gave; the same run twice is one act."""
        content = {"step": step, "version": version, "result": sha256_of(canonical_json(made))}
        last = [act.content for _, act in self.folder.acts("run") if act.content["step"] == step]
        if not last or last[-1] != content:
            self.folder.append([act_of("run", content, by=self.who.by())])


def unchanged_sentence(found: Examination, held: Holdings) -> str:
    """Takes an examination, gives the sentence that the screen says of it: never more than the chain can show."""
    elsewhere = found.checkpoint_when or held.checkpoint or "never"
    if found.changes:
        return f"{len(found.changes)} changes found since received here. Checkpoint held elsewhere: {elsewhere}."
    since = f", {found.since}" if found.since else ""
    return f"Unchanged since received here{since}, by this computer's clock. Checkpoint held elsewhere: {elsewhere}."


def _stored(index: Any, kind: str, name: str) -> Any:
    try:
        return index.get(kind, name)
    except KeyError:
        return None
