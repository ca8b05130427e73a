"""What the command line prints of a project's persons, and how it asks a reviewer: only where there is a terminal."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import typer
from rich.markup import escape
from rich.table import Table

from accounted.core.outcome import Refusal
from accounted.core.plain import to_plain
from accounted.terminal import DONE, SET_ASIDE, as_line, next_step, out, plain_remark, print_remarks, print_set_aside

if TYPE_CHECKING:  # compiled code, which the other commands do not wait for
    from accounted.persons import ListsHeld, ProjectPersons
    from accounted.reviewing import Asked

_KEYS: Final = {"s": "same", "d": "different", "u": "unsure"}


def persons(made: "ProjectPersons", *, as_json: bool) -> int:
    """Takes a project's persons, prints lists, counts, what is measured, remarks; gives 3 where rows are set aside."""
    rows, people = len(made.person), len(set(made.person))
    shared = len(made.supersedes)
    if as_json:
        as_line(
            {
                "lists": _plain_lists(made.held), "rows": rows, "persons": people, "of_several_rows": shared,
                "missed": None if isinstance(made.measured, Refusal) else to_plain(made.measured.missed),
                "set_aside": [to_plain(one) for one in made.held.set_aside],
                "remarks": [plain_remark(one) for one in made.remarks],
            }
        )  # fmt: skip
        return SET_ASIDE if made.held.set_aside else DONE
    lists(made.held, as_json=False)
    print_remarks(made.remarks)
    out().print(f"{rows:,} rows, {people:,} persons and rows that stand alone, {shared:,} of several rows.")
    out().print(missed_words(made.measured), soft_wrap=True)
    out().print("Written: rows, pairs, clusters, draws and columns in derived/, as Parquet.")
    next_step("accounted review")
    return SET_ASIDE if made.held.set_aside else DONE


def missed_words(found: Any) -> str:
    """Takes what a clerical sample says or why it says nothing, gives it in a sentence."""
    if isinstance(found, Refusal):
        return f"Missed links are not measured: {found.reason}. {found.advice}"
    low, mid, high = (round(100 * value, 1) for value in (found.missed.low, found.missed.mid, found.missed.high))
    return f"Links missed: {mid} % (95 % interval {low} to {high} %), from {found.answers} answers at random."


def lists(held: "ListsHeld", *, as_json: bool) -> int:
    """Takes the lists of a project, prints each with the columns it is read by, gives 3 where rows are set aside."""
    if as_json:
        as_line({"lists": _plain_lists(held), "set_aside": [to_plain(one) for one in held.set_aside]})
        return SET_ASIDE if held.set_aside else DONE
    for one in held.lists:
        uses = ", ".join(f"“{use.header}” as {use.role}" for use in one.mapping.uses)
        whose = "proposed" if one.mapping.proposed else "as a person decided"
        out().print(escape(f"{one.name}: {len(one):,} rows; columns {whose}: {uses}"), soft_wrap=True)
    print_set_aside(held.set_aside)
    return SET_ASIDE if held.set_aside else DONE


def _plain_lists(held: "ListsHeld") -> list[dict[str, Any]]:
    return [{"name": one.name, "rows": len(one), "columns": to_plain(one.mapping)} for one in held.lists]


def review(asked: Sequence["Asked"], state: dict[str, Any], *, plain: list[dict[str, Any]], as_json: bool) -> bool:
    """Takes questions and the state of the review, prints both; gives whether there is a terminal to ask in."""
    if as_json:
        as_line({"state": state, "questions": plain})
        return False
    _state(state)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        for one in asked:
            out().print(escape(f"{one.row_a} {one.row_b}: {one.places[0]} and {one.places[1]}"), soft_wrap=True)
        out().print("No terminal to ask in: answer in a CSV (row_a,row_b,answer) and give it with --answers.")
        return False
    return bool(asked)


def _state(state: dict[str, Any]) -> None:
    count, both = state["pairs_answered"], state["answered_by_two"]
    alpha = state["krippendorff_alpha"]
    agreed = "" if alpha is None else f"; Krippendorff’s alpha {alpha:.2f}"
    out().print(f"{count:,} pairs answered by {len(state['reviewers'])} reviewers, {both:,} by two or more{agreed}.")
    if state["measured"] is None:
        out().print(escape(f"Not measured: {state['why']}"), soft_wrap=True)
        return
    for name, (low, mid, high) in state["measured"].items():
        out().print(f"{name}: {100 * mid:.1f} % (95 % interval {100 * low:.1f} to {100 * high:.1f} %)")


def ask(asked: Sequence["Asked"]) -> list[tuple[str, str, str, str]]:
    """Takes questions, asks each in the terminal, gives the answers; q ends, an empty answer passes on."""
    answers = []
    for number, one in enumerate(asked, start=1):
        table = Table(title=f"{number} of {len(asked)}: one person?", box=None, padding=(0, 2, 0, 0))
        for title in ("", escape(one.places[0]), escape(one.places[1])):
            table.add_column(title)
        for role, left, right in one.cells:
            table.add_row(role, escape(left), escape(right))
        out().print(table)
        word = typer.prompt("s same, d different, u unsure, Enter passes, q ends", default="", show_default=False)
        if word.strip().casefold() == "q":
            break
        if word.strip().casefold() in _KEYS:
            answers.append((one.row_a, one.row_b, _KEYS[word.strip().casefold()], one.why))
    return answers
