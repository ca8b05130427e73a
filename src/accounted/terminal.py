"""What the command line prints: tables that fit the terminal, or JSON for another program."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from accounted.core.claim import Claim, Denial, Label
from accounted.core.document import Description, Document, Span
from accounted.core.outcome import AccountedError, Outcome, Remark, SetAside, first_of_each
from accounted.core.plain import to_plain
from accounted.project import Examination, Holdings, Merged, Project, ReadFile, Reconciled, unchanged_sentence
from accounted.terminal_figures import about, candidate_words, claims_table, short, speaker_words

DONE, SET_ASIDE, STOPPED = 0, 3, 2
_MOST_SAID: Final = 3
_MOST_OF_A_KIND: Final = 40
Ask = Callable[[Document, Description], None]


def out() -> Console:
    """Takes nothing, gives the console for what a command answers."""
    return Console(highlight=False)


def _err() -> Console:
    return Console(stderr=True, highlight=False)


def problem(error: AccountedError) -> None:
    """Takes what kept a request from proceeding, prints where, what was found and expected, and what to do."""
    _err().print(f"[bold]accounted:[/] {escape(str(error))}", soft_wrap=True)


def said(sentences: Iterable[str]) -> None:
    """Takes what the store said on opening (what an ended process left), prints it."""
    told = list(sentences)
    for sentence in told[:_MOST_SAID]:
        _err().print(escape(sentence), soft_wrap=True)
    if len(told) > _MOST_SAID:
        _err().print(f"... and {len(told) - _MOST_SAID} more of the kind.")


def as_line(content: Any) -> None:
    """Takes content of plain types, prints it as one line of JSON."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def next_step(command: str) -> None:
    """Takes a command, says that it comes next."""
    if sys.stdout.isatty() or not sys.stdout.closed:
        out().print(f"Next: [bold]{escape(command)}[/]")


def created(project: Project, folder: Path, *, as_json: bool) -> None:
    """Takes a new project and its folder as given, prints where it is."""
    if as_json:
        as_line({"project": str(folder), "device": project.folder.device})
        return
    out().print(f"Project in {escape(str(folder))}. Its ledger on this computer is {project.folder.device}.")
    next_step(f"cd {folder} && accounted collect FILES")


def serving(root: Path, address: str, *, accounts: bool, far: bool, as_json: bool) -> None:
    """Takes a folder, the address of its desk and who may come, prints that before the desk answers."""
    there = (root / "project.toml").is_file()
    if as_json:
        as_line({"address": address, "project": str(root) if there else None, "accounts": accounts})
        return
    whom = "whoever has an account" if far else "this computer alone"
    out().print(f"The desk answers at {address} for {whom}; Ctrl-C ends it.", soft_wrap=True)
    if accounts:
        out().print("It asks for a name and a password: accounts were made for this project.", soft_wrap=True)
    if not there:
        out().print("No project is open here: texts can be looked at, nothing is kept.", soft_wrap=True)


def collected(outcomes: Iterable[Outcome[Document]], *, as_json: bool, ask: Ask | None) -> int:
    """Takes batches of documents as they are safe on disk, prints each, gives the exit code."""
    documents = aside = 0
    for outcome in outcomes:
        documents, aside = documents + len(outcome.kept), aside + len(outcome.set_aside)
        if as_json:
            _json_batch(outcome)
        else:
            _print_batch(outcome)
        if ask is not None and sys.stdin.isatty():
            for document in outcome.kept:
                _ask(document, ask)
    if not as_json:
        out().print(f"{_count(documents, 'document')} kept, {aside} set aside.")
        next_step("accounted read")
    return SET_ASIDE if aside else DONE


def _json_batch(outcome: Outcome[Document]) -> None:
    for document in outcome.kept:
        as_line({"kept": to_plain(document)})
    for told in outcome.set_aside:
        as_line({"set_aside": to_plain(told)})
    for remark in outcome.remarks:
        as_line({"remark": plain_remark(remark)})


def _print_batch(outcome: Outcome[Document]) -> None:
    console = out()
    for document in outcome.kept:
        line = f"kept  {document.sha256[:12]}  {escape(document.name)}  [dim]{document.media_type}[/]"
        console.print(line, soft_wrap=True)
    for remark in outcome.remarks:
        console.print(f"      {remark.code}: {escape(remark.message)}", soft_wrap=True)
    print_set_aside(outcome.set_aside)
    sys.stdout.flush()


def print_set_aside(told: Iterable[SetAside]) -> None:
    """Takes inputs set aside, prints each with its code."""
    for one in told:
        out().print(f"aside {one.code}: {escape(one.message())}", soft_wrap=True)


def print_remarks(told: Iterable[Remark]) -> None:
    """Takes remarks, prints each with its code; of one kind forty at most, and how many more there are."""
    shown, more = first_of_each(told, _MOST_OF_A_KIND)
    for one in shown:
        out().print(escape(f"remark {one.code}: {one.where}: {one.message}"), soft_wrap=True)
    for code, count in more.items():
        out().print(f"{count:,} more remarks {code}: --json prints all.", soft_wrap=True)


def _ask(document: Document, ask: Ask) -> None:
    """Asks in the terminal for what was not told; an empty answer leaves it untold."""
    told = {}
    for field in ("source", "publisher", "published", "url", "seen_in", "obtained_how"):
        if getattr(document.described, field) is None:
            answer = out().input(f"{escape(document.name)}: {field.replace('_', ' ')}? ").strip()
            told.update({field: answer} if answer else {})
    if told:
        ask(document, Description(**told))


def readings(files: Iterable[ReadFile], *, as_json: bool, explain: bool, inside: bool = False) -> int:
    """Takes files as they were read, prints their figures, gives the exit code."""
    aside = figures = 0
    for file in _with_progress(files, "reading") if not as_json else files:
        aside += len(file.set_aside)
        figures += len(file.reading.claims) if file.reading else 0
        if as_json:
            as_line(plain_reading(file))
        else:
            _print_reading(file, explain=explain)
        if file.proposed is not None and not as_json:
            print_differences(file, file.proposed)
    if not as_json:
        out().print(f"{_count(figures, 'stated figure')}. The program does not decide which figure is right.")
        next_step("accounted reconcile" if inside else "accounted new my-project")
    return SET_ASIDE if aside else DONE


def _with_progress(files: Iterable[ReadFile], what: str) -> Iterator[ReadFile]:
    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=_err(), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(what, total=None)
        for file in files:
            progress.advance(task)
            yield file


def plain_reading(file: ReadFile) -> dict[str, Any]:
    """Takes a file as it was read, gives the documented JSON line of it: offsets are code points into `text`."""
    reading = file.reading
    return {
        "name": file.name,
        "sha256": file.sha256,
        "language": reading.language if reading else None,
        "accuracy": file.accuracy or "experimental: not measured",
        "text": file.text,
        "claims": [plain_claim(claim) for claim in reading.claims] if reading else [],
        "labels": [
            _placed(label) | {"label": label.label, "speaker": label.speaker, "stance": label.stance}
            for label in (reading.labels if reading else ())
        ],
        "denials": [
            _placed(denial) | {"speaker": denial.speaker, "what": denial.what}
            for denial in (reading.denials if reading else ())
        ],
        "set_aside": [to_plain(told) for told in file.set_aside],
        "remarks": [to_plain(told) for told in file.remarks],
        "places": {where: to_plain(found) for where, found in file.places},
    } | ({"proposed": to_plain(file.proposed)} if file.proposed is not None else {})


def print_differences(file: ReadFile, found: Any) -> None:
    """Takes a file and what a language model proposed for it, prints where it differs from the rules, and the rest."""
    console = out()
    console.print(f"  language model: {_count(len(found.both), 'figure')} as the rules read them")
    for what, claims in (("the rules alone", found.rules_alone), ("the model alone", found.proposed_alone)):
        if claims:
            console.print(f"  {what}:")
            console.print(claims_table(file, claims, explain=False))
    for dropped in found.dropped:
        quote = escape(short(dropped.proposal.quote))
        console.print(f"  proposed and dropped: “{quote}” ({escape(dropped.reason)})")


def plain_claim(claim: Claim) -> dict[str, Any]:
    """Takes a claim, gives it as the documented JSON."""
    quantity = {key: value for key, value in to_plain(claim.quantity).items() if key != "type"}
    told = ("effect", "victims", "unit", "part_of", "when", "where", "speaker", "stance", "rule", "note", "event")
    return {"id": claim.id} | _placed(claim) | {"quantity": quantity} | {key: getattr(claim, key) for key in told}


def _placed(one: Any) -> dict[str, Any]:
    place = one.place
    if isinstance(place, Span):
        return {"start": place.start, "end": place.end, "quote": place.quote}
    cell = {"sheet": place.sheet, "row": place.row, "column": place.column}
    return {"start": None, "end": None, "quote": place.quote, "cell": cell}


def _print_reading(file: ReadFile, *, explain: bool) -> None:
    console = out()
    console.print(f"\n[bold]{escape(file.name)}[/]  [dim]{about(file)}[/]")
    print_set_aside(file.set_aside)
    for where, found in file.places:
        console.print(f"  place “{escape(where)}”: {escape(candidate_words(found))}")
    for remark in file.remarks:
        console.print(f"  {remark.code}: {escape(remark.where)}: {escape(remark.message)}")
    if file.reading is None:
        return
    if file.reading.claims:
        console.print(claims_table(file, file.reading.claims, explain=explain))
    for label in file.reading.labels:
        name = escape(short(label.place.quote))
        console.print(f"  name for the event: “{name}”  [dim]{escape(_who(label, explain=explain))}[/]")
    for denial in file.reading.denials:
        console.print(
            f"  rejection: “{escape(short(denial.place.quote))}”  [dim]{escape(_who(denial, explain=explain))}[/]"
        )
    if explain and file.accuracy:
        console.print(f"  [dim]{escape(file.accuracy)}[/]")
    for number in file.reading.no_claims if explain else ():
        console.print(f"  [dim]no figure: “{escape(number.text)}” ({number.reason}), at {number.start}[/]")


def _who(one: Label | Denial, *, explain: bool) -> str:
    """Who says a name or a rejection, and what told it where that is asked for."""
    return f"{speaker_words(one)} · {one.rule}" if explain else speaker_words(one)


def plain_remark(remark: Remark) -> dict[str, Any]:
    """Takes a remark, gives it as the documented JSON."""
    return {"code": remark.code, "where": remark.where, "message": remark.message, "made_from": list(remark.made_from)}


def reconciled(made: Reconciled, held: Holdings, *, as_json: bool) -> None:
    """Takes what reconciling gave, prints comparisons, ties and remarks."""
    names = {document.id: document.name for document in held.documents.values()}
    if as_json:
        as_line(plain_reconciled(made, names))
        return
    console = out()
    for comparison in made.comparisons:
        console.print(f"[bold]{escape(comparison.event)}[/] · {escape(comparison.scope)} · {_origins(comparison)}")
    for tie in made.ties:
        link = "leans on" if tie.directed else "shares with"
        told = f"{names[tie.from_document]} {link} {names[tie.to_document]}: {tie.reason}"
        console.print(f"tie    {tie.kind}: {escape(told)}", soft_wrap=True)
    for remark in made.remarks:
        console.print(f"remark {remark.code}: {escape(remark.where)}: {escape(remark.message)}", soft_wrap=True)
    next_step("accounted publish")


def _origins(comparison: Any) -> str:
    seen = f"{_count(len(comparison.claims), 'figure')}, {_count(comparison.origins, 'separate origin')} seen"
    return f"{seen}; shared informants not excluded"


def plain_reconciled(made: Reconciled, names: dict[str, str]) -> dict[str, Any]:
    """Takes what reconciling gave and the documents' names, gives the documented JSON."""
    ties = [
        {
            "from": names[tie.from_document],
            "to": names[tie.to_document],
            "kind": tie.kind,
            "directed": tie.directed,
            "reason": tie.reason,
            "spans": [[to_plain(one), to_plain(other)] for one, other in tie.spans],
        }
        for tie in made.ties
    ]
    return {
        "comparisons": [to_plain(comparison) for comparison in made.comparisons],
        "ties": ties,
        "remarks": [plain_remark(remark) for remark in made.remarks],
    }


def published(folder: Path, *, as_json: bool) -> None:
    """Takes the folder of a report, prints where to look."""
    index = folder / "index.html"
    if as_json:
        as_line({"report": str(index)})
        return
    out().print(f"Report, for internal use: {escape(str(index))}", soft_wrap=True)
    next_step("accounted verify")


def examined(found: Examination, project: Project, *, against: Path | None, as_json: bool) -> int:
    """Takes an examination, prints every change or that there is none, gives the exit code."""
    sentence = unchanged_sentence(found, project.held() if not found.changes else Holdings())
    sentence += f" Compared with the checkpoint in {against}." if against and found.changes else ""
    if as_json:
        changed = [{"path": c.path, "line": c.line, "what": c.what} for c in found.changes]
        as_line({"changed": changed, "said": sentence, "notes": list(found.notes)})
    else:
        for change in found.changes:
            line = f":{change.line}" if change.line else ""
            out().print(f"changed {escape(change.path)}{line}: {escape(change.what)}", soft_wrap=True)
        for note in found.notes:
            out().print(escape(note), soft_wrap=True)
        kinds = ((found.files, "file"), (found.texts, "text"), (found.acts, "act"), (found.lines, "ledger line"))
        counted = ", ".join(_count(number, noun) for number, noun in kinds) + "."
        out().print(f"{sentence} {counted}", soft_wrap=True)
    return STOPPED if found.changes else DONE


def checkpoint_written(content: bytes, path: Path, *, as_json: bool) -> None:
    """Takes a checkpoint and where it goes, writes it, and says what it is for."""
    path.write_bytes(content)
    if not as_json:
        told = f"Checkpoint in {path}. Keep it elsewhere: without it, removal of the newest lines cannot be found."
        out().print(escape(told), soft_wrap=True)


def merged(found: Merged, *, as_json: bool) -> None:
    """Takes what a merge brought, prints it."""
    if as_json:
        brought = ("lines", "acts", "files", "texts")
        as_line({key: getattr(found, key) for key in brought} | {"removed": list(found.removed)})
        return
    counted = ((found.lines, "ledger line"), (found.acts, "act"), (found.files, "file"), (found.texts, "text"))
    counts = ", ".join(_count(number, noun) for number, noun in counted)
    out().print(f"Brought in {counts}.")
    for name in found.removed:
        out().print(escape(f"withdrawn in the other copy, and so removed here: {name}"), soft_wrap=True)
    next_step("accounted read")


def demonstrated(reports: dict[str, Path], *, as_json: bool) -> None:
    """Takes the reports of the demonstration by title, prints where to look."""
    if as_json:
        as_line({title: str(path) for title, path in reports.items()})
        return
    for title, path in reports.items():
        out().print(f"{escape(title)}\n  {escape(str(path))}", soft_wrap=True)
    out().print("Open them in a browser: every figure can be clicked back to its words.")
    next_step("accounted read YOUR-FILE")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
