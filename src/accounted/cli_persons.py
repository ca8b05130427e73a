"""Persons joined, parted and put back, typed in a terminal: parse, call the project, print."""

from typing import Annotated

import typer

from accounted import terminal_decisions as shown
from accounted.terminal_options import AsJson, By, In, Why, opened_project

app = typer.Typer(no_args_is_help=True, help="Persons joined and parted with a reason, which can be undone.")
Told = Annotated[str, typer.Argument(help="The id of a person or row, or a list and a line: names.csv:14.")]


@app.command(epilog="Example: `accounted persons merge names.csv:14 per-4f2a90c1 --why 'the sister says so'`")
def merge(
    one: Told, other: Told, why: Why = "", project: In = None, by: By = "unnamed", as_json: AsJson = False
) -> None:
    """Decide that two persons are one; it wins over every score, also in the next edition of a list."""
    from accounted import joining  # noqa: PLC0415  compiled code that other commands need not wait for

    with opened_project(project, by) as held:
        made = joining.merge(held.folder, held.link(), (one, other), why=why, who=held.who)
        shown.joined(made, as_json=as_json)


@app.command(epilog="Example: `accounted persons split names.csv:14 --why 'another father is told'`")
def split(row: Told, why: Why = "", project: In = None, by: By = "unnamed", as_json: AsJson = False) -> None:
    """Decide that a row is another person than the rows it was linked to."""
    from accounted import joining  # noqa: PLC0415  as above

    with opened_project(project, by) as held:
        shown.joined(joining.split(held.folder, held.link(), row, why=why, who=held.who), as_json=as_json)


@app.command(epilog="Example: `accounted persons undo dec-4f2a90c1 dec-77b0e2d4 --why 'two cousins were meant'`")
def undo(
    decisions: Annotated[list[str], typer.Argument(help="Ids of decisions, or their beginnings.")],
    why: Why = "",
    project: In = None,
    by: By = "unnamed",
    as_json: AsJson = False,
) -> None:
    """Take back what joined or parted persons; it stays in the history."""
    with opened_project(project, by) as held:
        shown.joined(tuple(held.undo(one, why=why) for one in decisions), as_json=as_json)
