"""The conductor: walks documents through the rooms in the order of the journey, and keeps every step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from accounted import __version__
from accounted.asking import files_as_read, pages_not_read, propose_asked, scan_asked, scan_remarks, word_pictures
from accounted.collect import gather
from accounted.comparing import compare_tables
from accounted.core.claim import Reading
from accounted.core.decision import Assessment, Decision
from accounted.core.document import Description, Document
from accounted.core.edition import EditionDifference
from accounted.core.figure import Choices
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import Outcome, SetAside
from accounted.core.plain import to_plain
from accounted.core.worded import worded
from accounted.deciding import (
    DecidedReadings,
    Noted,
    Request,
    about_stated,
    act_for,
    assessment_of,
    decided_readings,
    decision_of,
    document_named,
    own_rules,
    rule_act,
)
from accounted.holdings import Holdings, Texts, description_act, holdings, set_aside_act
from accounted.publish import Doings, Edition, PersonsShown, Reconciling, draft
from accounted.read import VERSION, measured
from accounted.reading import SHEETS, WORKBOOK, Asked, ReadFile, read_files, read_pasted
from accounted.readings import read_all
from accounted.receiving import Batch, Who
from accounted.reconcile import Assembled, answer_words, position_rows
from accounted.reconcile import differences as explain_rules
from accounted.reconciling import Reconciled, reconcile_all
from accounted.store import Act, Examination, Folder, Merged, act_of, write_tables

if TYPE_CHECKING:
    from accounted.persons import ListsHeld, ProjectPersons

__all__ = [
    "Choices",
    "Examination",
    "Holdings",
    "Merged",
    "Project",
    "ReadFile",
    "Reconciled",
    "Who",
    "answer_words",
    "explain_rules",
    "read_files",
    "read_pasted",
    "unchanged_sentence",
]

INTERNAL: Final = "internal"
_TOLD_NOTHING: Final = Description()
_USUAL: Final = Choices()
_AS_READ: Final = Asked()


class Project:
    """A project folder, opened: one method a room, in the order of the journey."""

    def __init__(self, folder: Folder, who: Who) -> None:
        self.folder, self.who = folder, who
        self.due: list[Act] = []
        """What was set aside and run while the project was open for reading: nothing is written then."""
        self._snapshot: Holdings | None = None

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
        """Gives what the project holds: documents, their texts and custody lines, what was set aside.

        A project that is open for reading stays as it was when it was first asked, whatever others write meanwhile.
        """
        if self.folder.writable:
            return holdings(self.folder)
        self._snapshot = self._snapshot or holdings(self.folder)
        return self._snapshot

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
        """Gives the reading of every document, in order of intake; what this reader read before is not read again.

        It is what the reader read: see `readings` for what persons decided on it.
        """
        held = self.held()
        problems: dict[tuple[str, str, str | None], SetAside] = {}
        made: dict[str, str] = {}
        for one in read_all(self.folder, held, progress=progress):
            made[one.reading.document] = one.sha256
            problems.update({(p.code, p.where, p.sha256): p for p in one.problems})
            yield one.reading
        self._keep([set_aside_act(p, by=self.who.by()) for key, p in problems.items() if key not in held.set_aside])
        held.set_aside.update(problems)
        self._ran("read", VERSION, made)

    def readings(self, *, progress: Callable[[int, int], None] | None = None) -> DecidedReadings:
        """Gives all readings as persons decided them: a person's decision wins, and what it rejects stays listed."""
        read = tuple(self.read(progress=progress))
        held = self.held()
        return decided_readings(read, held, Texts(self.folder, held))

    def seen(self, asked: Asked = _AS_READ) -> Iterator[ReadFile]:
        """Takes what is asked beside the rules, gives every document with its text and its reading as decided.

        What a scan or a language model gave is kept as an act, and given again without either.
        """
        aside = scan_asked(self.folder, self.held(), self.who, asked)
        readings = self.readings().readings
        propose_asked(self.folder, self.held(), self.who, readings, asked)
        yield from files_as_read(self.folder, self.held(), readings, asked, aside)

    def describe(self, document: Document, told: Description) -> None:
        """Takes a document and what is now told about it, keeps it as an act of its own."""
        self.folder.append([description_act(document.id, told, by=self.who.by())])

    def decide(
        self, kind: str, about: Sequence[str], *, value: str = "", why: str = "", undoes: str | None = None
    ) -> Decision:
        """Takes a kind of decision, what it is about and its value, keeps it as an act, gives it.

        See `core.decision.Decision` for the kinds. Without `about`, `undoes` alone takes back an earlier decision.
        """
        asked = Request(kind=kind, about=tuple(about), value=value, why=why, undoes=undoes)
        readings = self.readings().readings if about_stated(asked, self.held()) else ()
        made = decision_of(asked, who=self.who, held=self.held(), readings=readings)
        self.folder.append([act_for(made, who=self.who)])
        return made

    def undo(self, decision: str, *, why: str = "") -> Decision:
        """Takes the id of a decision (or its beginning), keeps that it stands no more, gives that as a decision."""
        return self.decide("", (), why=why, undoes=decision)

    def editions(self, old: str, new: str, *, keys: Sequence[str] = ()) -> tuple[EditionDifference, ...]:
        """Takes two collected tables by name or id and the columns that name a row, gives what differs, row by row."""
        held = self.held()
        one, other = (document_named(held, name) for name in (old, new))
        return compare_tables(one, other, content=lambda told: self.folder.read_file(told.sha256), keys=keys)

    def assess(self, of: str, about: str, value: str, *, why: str = "") -> Assessment:
        """Takes what is assessed ("source", "claim" or "status"), how and why, keeps it, gives it; none is replaced."""
        made = assessment_of(of, about, value, why=why, who=self.who)
        self.folder.append([act_for(made, who=self.who)])
        return made

    def note(self, noted: Noted) -> None:
        """Takes a term of the codebook, a search or a consent, keeps it."""
        self.folder.append([act_for(noted, who=self.who)])

    def keep_rule(self, name: str, content: bytes) -> SetAside | None:
        """Takes a rule file (counting or inclusion), keeps it; gives where it cannot be read, if it cannot."""
        act = rule_act(name, content, who=self.who)
        if isinstance(act, SetAside):
            return act
        self.folder.append([act])
        return None

    def reconcile(self, decided: DecidedReadings | None = None) -> Reconciled:
        """Takes readings as decided or none, gives claims side by side, ties between documents, what does not add up
        and what each rule makes of it.
        """
        decided = self.readings() if decided is None else decided
        held = self.held()
        documents = tuple(held.documents.values())
        sheets = {document.id for document in documents if document.media_type in SHEETS}
        texts = Texts(self.folder, held, without=sheets)  # rows of figures are no passages that one copies from another
        made = reconcile_all(
            documents,
            decided.readings,
            texts=texts,
            decided=(decided.decisions, held.assessments),
            rules=own_rules(held),
        )
        made = replace(made, set_aside=(*decided.set_aside, *made.set_aside))
        shown = to_plain([made.comparisons, made.ties, made.remarks])
        self._ran("reconcile", __version__, {"result": sha256_of(canonical_json(shown))})
        return made

    def lists(self) -> "ListsHeld":
        """Gives the lists of persons among the documents, each with what its columns are read as."""
        from accounted.persons import lists_held  # noqa: PLC0415 - compiled code that other steps need not wait for

        return lists_held(self.held(), lambda told: self.folder.read_file(told.sha256))

    def link(self, *, seed: int = 1) -> "ProjectPersons":
        """Gives the persons of these lists, as scored and as decided; their tables lie in `derived/` as Parquet."""
        from accounted.persons import link_persons, withheld_rows  # noqa: PLC0415 - as above
        from accounted.persons_tables import tables_of  # noqa: PLC0415 - as above

        made = link_persons(self.held(), lambda told: self.folder.read_file(told.sha256), seed=seed)
        write_tables(self.folder.root, tables_of(made, withheld_rows(self.held())))
        self._ran("link", __version__, {"persons": sha256_of(canonical_json(list(made.person)))})
        return made

    def plan(self, choices: Choices = _USUAL) -> tuple[dict[str, Any], ...]:
        """Takes choices, keeps a plan for each capture table before any figure is computed, gives the plans."""
        from accounted import capturing  # noqa: PLC0415 - compiled code that other steps need not wait for

        return capturing.planned(self.folder, self.held(), choices, by=self.who.by)

    def estimate(
        self, choices: Choices = _USUAL, *, progress: Callable[[int, int], None] | None = None
    ) -> dict[str, Any]:
        """Takes choices, gives how many are on no list: each capture table's estimates, departures from its plan."""
        from accounted import capturing  # noqa: PLC0415 - as above

        return capturing.estimated(self.folder, self.held(), choices, by=self.who.by, progress=progress)

    def publish(self) -> Path:
        """Gives the folder of the report, `out/internal/`: every number in it walks home.

        It is not for publication. A project in which something was changed is not published: a ChangeFound says where.
        """
        verified = self.verify()
        verified.raise_changes()
        made = self.reconcile()
        edition = self.edition(made, verified=verified)
        if edition.estimates is not None:
            from accounted.withheld_estimates import in_report  # noqa: PLC0415 - as above

            edition = replace(edition, estimates=in_report(edition.estimates))
        return self.folder.write_out(INTERNAL, draft(edition))

    def edition(self, made: Reconciled, *, verified: Examination | None = None, with_persons: bool = True) -> Edition:
        """Takes what reconciling gave and an examination or none, gives all that the report is made of.

        Persons are linked for it, which takes long with long lists: a page that shows none does without.
        """
        held = self.held()
        readings, texts = made.readings, Texts(self.folder, held)
        languages = {reading.language for reading in readings if reading.language}
        return Edition(
            title=str(self.folder.settings().get("name", self.folder.root.name)),
            made_when=self.who.when,
            documents=tuple(held.documents.values()),
            readings=readings,
            comparisons=made.comparisons,
            ties=made.ties,
            remarks=(*scan_remarks(held), *pages_not_read(held, texts), *made.remarks),
            pictures=word_pictures(held),
            set_aside=(*held.set_aside.values(), *made.set_aside),
            entries=held.entries,
            layer=texts.layer,
            languages_measured={language: measured(language) for language in sorted(languages)},
            verified_sentence=unchanged_sentence(verified or self.verify(), held),
            ledger_facts=tuple(
                f"{device}: {head['line']} lines, the newest {head['own']}" for device, head in self._heads()
            ),
            made_with=f"Accounted {__version__}",
            estimates=self._estimates(held),
            persons=self._persons_shown(held) if with_persons else None,
            read_with=f"reader {VERSION}",
            reconciling=_shown(made, held),
            doings=Doings(
                decisions=tuple(held.decisions),
                assessments=tuple(held.assessments),
                terms=tuple(held.terms),
                searches=tuple(held.searches),
                consents=tuple(held.consents),
            ),
        )

    def _persons_shown(self, held: Holdings) -> PersonsShown | None:
        if not any(document.media_type in (*SHEETS, WORKBOOK) for document in held.documents.values()):
            return None
        from accounted.persons_report import persons_shown  # noqa: PLC0415 - as above

        return persons_shown(held, lambda told: self.folder.read_file(told.sha256))

    def _estimates(self, held: Holdings) -> dict[str, Any] | None:
        if not any(act.content["step"] == "estimate" for _, act in self.folder.acts("run")):
            return None
        from accounted import capturing  # noqa: PLC0415 - as above

        return capturing.kept(self.folder, held)

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

    def _ran(self, step: str, version: str, made: dict[str, str]) -> None:
        """Keeps what a run was made from and the hash of what it gave; the same run twice is one act."""
        content = {"step": step, "version": version, "result": sha256_of(canonical_json(made))}
        last = [act.content for _, act in self.folder.acts("run") if act.content["step"] == step]
        if not last or last[-1] != content:
            self._keep([act_of("run", content, by=self.who.by())])

    def _keep(self, acts: Sequence[Act]) -> None:
        """Keeps acts of the program's own; where the project is open for reading, whoever opened it keeps them."""
        if self.folder.writable:
            self.folder.append(acts)
        else:
            self.due += acts


def _shown(made: Reconciled, held: Holdings) -> Reconciling:
    """Gives what a report shows of reconciling beside comparisons, ties and remarks."""
    beside = Assembled(documents=tuple(held.documents.values()), readings=made.readings)
    return Reconciling(
        refused=made.refused,
        nested=made.nested,
        proposed=made.proposed,
        scopes=made.scopes,
        inclusion=made.inclusion,
        counted=made.counted,
        positions=made.positions,
        position_rows=position_rows(made.positions, beside),
        names=made.names,
        leaning=made.leaning,
    )


def unchanged_sentence(found: Examination, held: Holdings) -> str:
    """Takes an examination, gives the sentence that the screen says of it: never more than the chain can show."""
    elsewhere = found.checkpoint_when or held.checkpoint or worded("never")
    if found.changes:
        return worded(
            "{n} changes found since received here. Checkpoint held elsewhere: {elsewhere}.", n=len(found.changes),
            elsewhere=elsewhere,
        )  # fmt: skip
    since = worded(", {since}", since=found.since) if found.since else ""
    return worded(
        "Unchanged since received here{since}, by this computer's clock. Checkpoint held elsewhere: {elsewhere}.",
        since=since, elsewhere=elsewhere,
    )  # fmt: skip
