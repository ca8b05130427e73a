"""The verbs of the journey, typed in a terminal: parse, call the project, print."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from accounted import __version__, cli_accounts, cli_decisions, cli_persons, demo
from accounted import terminal as show
from accounted import terminal_lists as lists_shown
from accounted import terminal_persons as persons_shown
from accounted.core.document import Description
from accounted.core.figure import OfTable
from accounted.core.outcome import AccountedError
from accounted.project import Choices, Project, read_files, read_pasted
from accounted.reading import Asked
from accounted.terminal_options import AsJson, By, In, device_keys, opened_project, who_acts

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    help="Casualty recording from documents to figures that anyone can trace, check and dispute. It says who said "
    "what; it never rules who is right. Nothing leaves this computer, unless you name a model's address to read.",
    epilog="The journey: **new**, **collect**, **read**, **reconcile**, **publish**, **verify**. Try **demo** first.",
)

lists_app = typer.Typer(no_args_is_help=True, help="Lists of persons, edition by edition.")
app.add_typer(lists_app, name="lists")
app.add_typer(cli_persons.app, name="persons")


def main() -> None:
    """Runs the command line; what cannot proceed ends with one message and exit code 2."""
    try:
        app()
    except AccountedError as error:
        show.problem(error)
        raise SystemExit(2) from None


@app.command(epilog="Example: `accounted new my-project --name 'Ardel, 3-4 March' --by 'A. Recorder'`")
def new(
    folder: Annotated[Path, typer.Argument(help="A new or an empty folder.")],
    name: Annotated[str | None, typer.Option(help="The project's name; else the folder's.")] = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Make a project folder."""
    with Project.create(folder, name or folder.resolve().name, who=who_acts(by), keys=device_keys()) as project:
        show.created(project, folder, as_json=as_json)


@app.command(
    epilog="Example: `accounted collect a.pdf letters/ mails.zip --publisher 'Regional Council' --published 2009-04`"
)
def collect(
    paths: Annotated[list[str], typer.Argument(help="Files, folders and ZIPs.")],
    title: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    source: Annotated[str | None, typer.Option(help="Person or body that says it.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who printed it.")] = None,
    published: Annotated[
        str | None, typer.Option(help="When: EDTF, as 2009-04-11, 2009-04, 2009-04-11/2009-04-12.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Two letters: en, fr.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was found.")] = None,
    seen_in: Annotated[str | None, typer.Option(help="original, repost or relayed.")] = None,
    obtained_how: Annotated[str | None, typer.Option(help="Downloaded, handed over, photographed ...")] = None,
    obtained_when: Annotated[str | None, typer.Option(help="EDTF.")] = None,
    obtained_by: Annotated[str | None, typer.Option(help="By whom.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of plain texts; else it is detected.")] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask in the terminal for what is not told about each document.")
    ] = False,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Take documents in unchanged: hashed first, then looked at; each line printed is already safe on disk."""
    told = Description(
        title=title, source=source, publisher=publisher, published=published, language=language, url=url,
        seen_in=seen_in, obtained_how=obtained_how, obtained_when=obtained_when, obtained_by=obtained_by,
    )  # fmt: skip
    with opened_project(project, by) as opened:
        outcomes = opened.collect(paths, described=told, encoding=encoding)
        code = show.collected(outcomes, as_json=as_json, ask=opened.describe if ask else None)
    raise typer.Exit(code)


@app.command(
    epilog="Examples: `accounted read a.pdf`, `accounted read - < pasted.txt`, `accounted read` inside a project"
)
def read(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files outside any project; - reads what is pasted.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Two letters; else it is detected.")] = None,
    explain: Annotated[bool, typer.Option(help="Show each rule, and why other numbers became no claim.")] = False,
    ocr: Annotated[str | None, typer.Option(help="Read scans by tesseract in these languages: eng, eng+ara.")] = None,
    places: Annotated[bool, typer.Option(help="Show what each place as stated may mean (the extra “places”).")] = False,
    llm: Annotated[
        str | None,
        typer.Option(envvar="ACCOUNTED_LLM", help="Ask a model at this address too; the texts are sent there."),
    ] = None,
    llm_model: Annotated[str, typer.Option(envvar="ACCOUNTED_LLM_MODEL", help="The model's name there.")] = "default",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Read the figures in documents, each in its words, with its speaker."""
    key = os.environ.get("ACCOUNTED_LLM_KEY")
    asked = Asked(language=language, ocr=ocr, places=places, model_url=llm, model_name=llm_model, model_key=key)
    if files == ["-"]:
        code = show.readings(read_pasted(sys.stdin.buffer.read(), asked), as_json=as_json, explain=explain)
    elif files:
        code = show.readings(read_files(files, asked), as_json=as_json, explain=explain)
    else:
        with opened_project(project, by) as opened:
            code = show.readings(opened.seen(asked), as_json=as_json, explain=explain, inside=True)
    raise typer.Exit(code)


@app.command(epilog="Example: `accounted reconcile --json`")
def reconcile(project: In = None, by: By = "unnamed", as_json: AsJson = False) -> None:
    """Set figures side by side; say what does not add up and which document leans on which."""
    with opened_project(project, by) as opened:
        show.reconciled(opened.reconcile(), opened.held(), as_json=as_json)


@app.command(epilog="Example: `accounted publish`, then open `out/internal/index.html`")
def publish(project: In = None, by: By = "unnamed", as_json: AsJson = False) -> None:
    """Write the report in out/internal/, for internal use: every figure in it walks home to its words."""
    with opened_project(project, by) as opened:
        show.published(opened.publish(), as_json=as_json)


@app.command(epilog="Examples: `accounted verify`, `accounted verify --checkpoint usb/checkpoint.json`")
def verify(
    checkpoint: Annotated[Path | None, typer.Option(help="A checkpoint held elsewhere, to compare with.")] = None,
    write_checkpoint: Annotated[
        Path | None, typer.Option(help="Write a new checkpoint to this file, to be held elsewhere.")
    ] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Find any change in files, acts and ledger since they were received here."""
    with opened_project(project, by, writing=write_checkpoint is not None) as opened:
        found = opened.verify(checkpoint=checkpoint)
        code = show.examined(found, opened, against=checkpoint, as_json=as_json)
        if write_checkpoint is not None and code == 0:
            show.checkpoint_written(opened.checkpoint(), write_checkpoint, as_json=as_json)
    raise typer.Exit(code)


@app.command(epilog="Example: `accounted merge /media/usb/my-project`")
def merge(
    folder: Annotated[Path, typer.Argument(help="Another copy of this project.")],
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Bring in another copy of this project: the union of both; what was withdrawn in one is withdrawn in both."""
    with opened_project(project, by) as opened:
        show.merged(opened.merge(folder), as_json=as_json)


@app.command(
    epilog="Examples: `accounted link names-a.csv names-b.xlsx --out linked`, `accounted link` inside a project"
)
def link(
    lists: Annotated[
        list[Path] | None, typer.Argument(help="Lists of persons outside any project: CSV, TSV, XLSX, ODS, Parquet.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for pairs.csv, persons.csv and report.html.")] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", exists=True, help="What columns hold, to correct: TOML or JSON.")
    ] = None,
    repeats: Annotated[bool, typer.Option(help="Also look for one person twice within a list.")] = False,
    answers: Annotated[
        Path | None, typer.Option(exists=True, help="Answers as in questions.csv; outside a project.")
    ] = None,
    questions: Annotated[int, typer.Option("--ask", help="Write so many pairs to be answered to questions.csv.")] = 0,
    engine: Annotated[
        str, typer.Option(help="accounted; splink scores beside it; spark for what outgrows one machine.")
    ] = "accounted",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Find which rows of lists are one person, with the reasons of every pair; a person decides."""
    from accounted.linking import Review, link_lists, outside_alone  # noqa: PLC0415  compiled code loaded when needed
    from accounted.terminal_compiling import compiling  # noqa: PLC0415  as above

    if not lists:
        outside_alone(engine)
        with opened_project(project, by) as held, compiling():
            raise typer.Exit(persons_shown.persons(held.link(), as_json=as_json))
    told = Review(answers=answers, questions=questions, engine=engine)
    with compiling():
        made = link_lists(lists, mapping=map_file, out=out, repeats=repeats, review=told)
    raise typer.Exit(lists_shown.linked(made, as_json=as_json))


@app.command(epilog="Examples: `accounted review --by 'B. Reader'`, `accounted review --answers answered.csv`")
def review(
    count: Annotated[int, typer.Option(help="How many pairs to ask about.")] = 50,
    seed: Annotated[int, typer.Option(help="Of the pairs drawn at random.")] = 1,
    answers: Annotated[
        Path | None, typer.Option(exists=True, help="Answers in a CSV: row_a,row_b,answer,asked.")
    ] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Ask which rows are one person, without showing the score; say what the answers measure."""
    from accounted import reviewing  # noqa: PLC0415  as above

    with opened_project(project, by) as held:
        if answers is not None:
            reviewing.keep_answers(held.folder, reviewing.read_answers(answers), who=held.who)
        made = held.link(seed=seed)
        asked = reviewing.questions(made, count=count, seed=seed, by=held.who.name)
        told = reviewing.state(made)
        if persons_shown.review(asked, told, plain=reviewing.asked_rows(asked), as_json=as_json):
            reviewing.keep_answers(held.folder, persons_shown.ask(asked), who=held.who)


@lists_app.command(epilog="Examples: `accounted lists columns`, `accounted lists columns names.csv 'date killed=date'`")
def columns(
    document: Annotated[str | None, typer.Argument(help="A list, by its name as collected, to decide on.")] = None,
    uses: Annotated[list[str] | None, typer.Argument(help="HEADER=ROLE, one or more.")] = None,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Show what the columns of the project's lists are read as, or decide it, for the next edition too."""
    with opened_project(project, by) as held:
        if document is not None:
            told = {header: role for header, _, role in (one.rpartition("=") for one in uses or ())}
            held.decide("mapping", (document,), value=json.dumps(told, ensure_ascii=False))
        raise typer.Exit(persons_shown.lists(held.lists(), as_json=as_json))


@lists_app.command(epilog="Example: `accounted lists diff names-2009.csv names-2010.csv`")
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier edition.")],
    new: Annotated[Path, typer.Argument(help="The later edition.")],
    as_json: AsJson = False,
) -> None:
    """Show what became of every row of a list in its next edition."""
    from accounted.linking import compare_lists  # noqa: PLC0415  as above

    lists_shown.editions(compare_lists(old, new), as_json=as_json)


@app.command(
    epilog="Examples: `accounted estimate table.csv --method chao`, `accounted estimate --plan` inside a project"
)
def estimate(
    table: Annotated[
        Path | None,
        typer.Argument(help="A table: one column of 0 and 1 for each list, and a count. Without it, the project."),
    ] = None,
    method: Annotated[str | None, typer.Option(help="One method; else all of them.")] = None,
    battery: Annotated[bool, typer.Option("--battery", help="All methods; this is so without --method too.")] = False,
    strata: Annotated[
        str | None, typer.Option(help="Columns that are strata, or roles as sex, date:year; by commas.")
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="In a project: keep what will be done, before any figure is computed.")
    ] = False,
    draws: Annotated[int, typer.Option(help="In a project: how many drawn clusterings of its lists.")] = 50,
    quick: Annotated[bool, typer.Option("--quick", help="In a project: without latent classes.")] = False,
    covariates: Annotated[
        Path | None, typer.Option(help="A CSV with a column of TABLE that names the person, and what is known of each.")
    ] = None,
    impute: Annotated[
        int, typer.Option(min=0, help="Draw strata that are not told so many times, pool by Rubin's rules.")
    ] = 0,
    withhold: Annotated[
        int, typer.Option(min=0, help="To publish: counts below this, and what gives them, are withheld. 5 is usual.")
    ] = 0,
    bootstraps: Annotated[
        int, typer.Option(min=0, help="Resamples of `loglinear` or `stepwise`; 1,000 without.", show_default=False)
    ] = 0,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV: a line an estimate.")] = False,
    seed: Annotated[int, typer.Option(help="Of what is drawn at random: the same seed gives the same figures.")] = 1,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Estimate how many are on no list, by several methods, each with what must hold for it."""
    named = tuple(name.strip() for name in strata.split(",")) if strata else ()
    choices = Choices(strata=named, draws=draws, seed=seed, quick=quick)
    if table is not None:
        told = OfTable(method=method, covariates=covariates, impute=impute, bootstraps=bootstraps)
        asked = replace(told, withhold=withhold, as_csv=as_csv)
        lists_shown.estimate_of_file(table, asked, choices, battery=battery or plan, as_json=as_json)
        return
    with opened_project(project, by) as opened:
        if plan:
            lists_shown.planned(opened.plan(choices), as_json=as_json)
        else:
            lists_shown.estimated_inside(opened, choices, as_json=as_json)


@app.command(epilog="Example: `accounted serve`, then open `http://127.0.0.1:8765`")
def serve(
    host: Annotated[
        str, typer.Option(help="This computer alone; another address needs accounts and encryption.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to answer at.")] = 8765,
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Refuse to start without accounts; where there are some, they count.")
    ] = False,
    tls_cert: Annotated[Path | None, typer.Option(help="A certificate with the names it is for: PEM.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its key, without a password: PEM.")] = None,
    behind: Annotated[str, typer.Option(help="The public name of a proxy that encrypts and asks here.")] = "",
    proxy: Annotated[str, typer.Option(help="The address that the proxy asks from; no other is answered.")] = "",
    open_addresses: Annotated[
        bool, typer.Option("--open-addresses", help="Let the first screen ask one server for one page; it then knows.")
    ] = False,
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Open the desk in a browser of this computer: read, search, compare; no network, no account unless asked for."""
    from accounted.web import app as door  # noqa: PLC0415  a server that other commands need not load
    from accounted.web import binding  # noqa: PLC0415  as above

    root = Project.around(project or Path.cwd(), told=project is not None)
    asked = binding.Asked(host=host, port=port, certificate=tls_cert, key=tls_key, behind=behind, proxy=proxy)
    desk = door.opened(root, keys=device_keys(), by=by, asked=asked, accounts=accounts)
    desk.state.desk.opens = open_addresses
    bound, kept = desk.state.binding, desk.state.accounts is not None
    show.serving(root, bound.address, accounts=kept, far=bound.secure, as_json=as_json)
    door.serve(desk)


@app.command(name="demo", epilog="Example: `accounted demo`")
def make_demo(
    folder: Annotated[Path, typer.Argument(help="Where to make it; an older demonstration there is made anew.")] = Path(
        "demo"
    ),
    as_json: AsJson = False,
) -> None:
    """Make small projects from documents that come with the program, and publish their reports."""
    show.demonstrated(demo.build(folder, keys=device_keys()), as_json=as_json)


app.registered_commands += cli_decisions.app.registered_commands
app.add_typer(cli_accounts.app, name="accounts")


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(f"accounted {__version__}")
        raise typer.Exit
