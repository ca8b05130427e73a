"""What persons decide and how figures compare under rules, typed in a terminal: parse, call the project, print."""

from pathlib import Path
from typing import Annotated

import typer

from accounted import terminal_decisions as shown
from accounted.core.decision import Consent, Search, Term
from accounted.terminal_options import AsJson, By, In, Why, opened_project

app = typer.Typer()
Value = Annotated[str, typer.Option("--value", help="What is decided: a term, a name, or a JSON object of fields.")]


@app.command(epilog="Example: `accounted decide tie paper.html wire.txt --value leans --why 'credits the agency'`")
def decide(
    kind: Annotated[str, typer.Argument(help="accept, reject, correct, make, event, nest, tie, position, party ...")],
    about: Annotated[list[str], typer.Argument(help="Ids or their beginnings, names of documents or events.")],
    value: Value = "",
    why: Why = "",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Decide on a figure, an event, a tie or a position; a person's decision wins, is kept, and can be undone."""
    with opened_project(project, by) as opened:
        shown.decided(opened.decide(kind, about, value=value, why=why), as_json=as_json)


@app.command(epilog="Example: `accounted undo dec-4f2a90c1 --why 'the other document was meant'`")
def undo(
    decision: Annotated[str, typer.Argument(help="The id of a decision, or its beginning.")],
    why: Why = "",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Take back a decision; it stays in the history with who took it back and why."""
    with opened_project(project, by) as opened:
        shown.decided(opened.undo(decision, why=why), as_json=as_json)


@app.command(epilog="Example: `accounted assess claim clm-4f2a90c1 confirm --why 'two hospital lists'`")
def assess(
    of: Annotated[str, typer.Argument(help="source, claim or status: three assessments that are never mixed.")],
    about: Annotated[str, typer.Argument(help="A source's name, or the id of a claim.")],
    value: Annotated[str, typer.Argument(help="A term of the standard; a wrong one lists them.")],
    why: Why = "",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Assess a source (MT42), a claim (confirm, undetermined, reject) or a status (MT41); the history stays."""
    with opened_project(project, by) as opened:
        shown.assessed(opened.assess(of, about, value, why=why), as_json=as_json)


@app.command(epilog="Example: `accounted decisions`")
def decisions(project: In = None, by: By = "unnamed", as_json: AsJson = False) -> None:
    """List what was decided and assessed: who, when, why; what was undone stays listed."""
    with opened_project(project, by, writing=False) as opened:
        shown.history(opened.held(), as_json=as_json)


@app.command(
    epilog="Examples: `accounted rules`, `accounted rules --explain ucdp,acled`, `accounted rules --add own.toml`"
)
def rules(
    add: Annotated[Path | None, typer.Option(help="A TOML file with a counting or inclusion rule, to be kept.")] = None,
    explain: Annotated[str | None, typer.Option(help="Two rules' ids with a comma: why they differ.")] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Show what each named counting rule makes of the figures, side by side, with its text and parameters."""
    with opened_project(project, by) as opened:
        aside = opened.keep_rule(add.name, add.read_bytes()) if add else None
        code = shown.rules(opened.reconcile(), explain=explain, aside=aside, as_json=as_json)
    raise typer.Exit(code)


@app.command(epilog="Example: `accounted positions`")
def positions(project: In = None, by: By = "unnamed", as_json: AsJson = False) -> None:
    """Show what each speaker stated, revised, denied or rejected when, and who uses or rejects which name."""
    with opened_project(project, by) as opened:
        shown.positions(opened.reconcile(), as_json=as_json)


@app.command(epilog="Example: `accounted events`")
def events(project: In = None, by: By = "unnamed", as_json: AsJson = False) -> None:
    """Show the events, how they nest, which may be one with what reasons, and what sets columns of figures apart."""
    with opened_project(project, by) as opened:
        shown.events(opened.reconcile(), as_json=as_json)


@app.command(epilog="Example: `accounted editions figures-1.csv figures-2.csv --key id --replaces`")
def editions(
    old: Annotated[str, typer.Argument(help="The earlier table: its name as collected, or its id.")],
    new: Annotated[str, typer.Argument(help="The later table.")],
    key: Annotated[list[str] | None, typer.Option(help="A column that names a row; else the usual id.")] = None,
    replaces: Annotated[bool, typer.Option("--replaces", help="Decide that the later one replaces the other.")] = False,
    why: Why = "",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Show row by row what a later edition of a table changes; with --replaces its rows then stand once."""
    with opened_project(project, by) as opened:
        code = shown.editions(opened.editions(old, new, keys=key or ()), as_json=as_json)
        if replaces:
            shown.decided(opened.decide("edition", (old, new), value="replaces", why=why), as_json=as_json)
    raise typer.Exit(code)


@app.command(epilog="Example: `accounted search 'Regional archive' 'Ardel March 2009' --found 0`")
def search(
    where: Annotated[str, typer.Argument(help="Where was searched.")],
    words: Annotated[str, typer.Argument(help="With which words.")],
    found: Annotated[int | None, typer.Option(help="How many were found; 0 is a result, too.")] = None,
    when: Annotated[str | None, typer.Option(help="EDTF; else now.")] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Note a search that was made, also one without a result: the methods page is filled from these."""
    with opened_project(project, by) as opened:
        made = Search(where=where, words=words, when=when or opened.who.when, by=opened.who.name, found=found)
        opened.note(made)
        shown.noted(made, as_json=as_json)


@app.command(epilog="Example: `accounted term civilian 'a person who is no member of armed forces' --version 2`")
def term(
    name: Annotated[str, typer.Argument(help="A term of your own codebook.")],
    meaning: Annotated[str, typer.Argument(help="What it means here.")],
    version: Annotated[str, typer.Option(help="The codebook's version.")] = "1",
    source: Annotated[str | None, typer.Option(help="Where the definition is from.")] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Note a term of your codebook with its definition and version; earlier ones stay."""
    with opened_project(project, by) as opened:
        made = Term(term=name, meaning=meaning, version=version, source=source)
        opened.note(made)
        shown.noted(made, as_json=as_json)


@app.command(epilog="Example: `accounted consent doc-4f2a90c1 'Witness 7' --purpose archive --purpose 'closed report'`")
def consent(
    about: Annotated[str, typer.Argument(help="The id of a document or row.")],
    giver: Annotated[str, typer.Argument(help="A name or a pseudonym; it is never shown outside the project.")],
    purpose: Annotated[list[str], typer.Option(help="What it was given for; one or more.")],
    given: Annotated[str | None, typer.Option(help="EDTF; else now.")] = None,
    withdrawn: Annotated[str | None, typer.Option(help="EDTF, where it was withdrawn.")] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Note a consent for named purposes, or that it was withdrawn; the giver is never shown outside the project."""
    with opened_project(project, by) as opened:
        who, when = opened.who.name, given or opened.who.when
        made = Consent(about=about, giver=giver, purposes=tuple(purpose), given=when, by=who, withdrawn=withdrawn)
        opened.note(made)
        shown.noted(made, as_json=as_json)


@app.command(epilog="Example: `accounted template to-fill.xlsx --rows 50`")
def template(
    file: Annotated[Path, typer.Argument(help="The workbook to write, .xlsx.")],
    rows: Annotated[int, typer.Option(help="How many keyed rows to fill.", min=1, max=100_000)] = 200,
    as_json: AsJson = False,
) -> None:
    """Write a workbook with drop-downs to be filled offline; collect it, and `editions` shows what a later one has."""
    from accounted.comparing import write_template  # noqa: PLC0415  the workbook's library is slow to load

    shown.written(write_template(file, rows=rows), as_json=as_json)
