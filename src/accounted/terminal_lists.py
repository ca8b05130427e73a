"""What the command line prints of lists: who is one person, what a new edition changed, and what estimates say."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import Progress
from rich.table import Table

from accounted.core.figure import OfTable
from accounted.core.outcome import WrongUsage
from accounted.core.plain import to_plain
from accounted.project import Choices, Project
from accounted.terminal import DONE, SET_ASIDE, as_line, next_step, out, plain_remark, print_remarks, print_set_aside

if TYPE_CHECKING:  # both load compiled code, which the other commands do not wait for
    from accounted.linking import Linked
    from accounted.read.sheet_diff import Comparison

_KINDS: Final = ("added", "removed", "changed", "same")


def linked(done: "Linked", *, as_json: bool) -> int:
    """Takes linked lists, prints counts, columns, remarks and files, gives 3 where something was set aside, else 0."""
    if as_json:
        as_line(_plain_linked(done))
        return SET_ASIDE if done.set_aside else DONE
    for one in done.lists:
        uses = ", ".join(f"“{use.header}” as {use.role}" for use in one.mapping.uses if use.role)
        out().print(escape(f"{one.name}: {len(one):,} rows; columns read: {uses}"), soft_wrap=True)
    print_set_aside(done.set_aside)
    print_remarks(done.remarks)
    rows = sum(len(one) for one in done.lists)
    out().print(f"{rows:,} rows, {done.pairs:,} linked pairs, {done.persons:,} persons as linked.")
    for path in done.files:
        out().print(escape(f"written: {path}"), soft_wrap=True)
    return SET_ASIDE if done.set_aside else DONE


def _plain_linked(done: "Linked") -> dict[str, Any]:
    return {
        "lists": [{"name": one.name, "rows": len(one), "columns": to_plain(one.mapping)} for one in done.lists],
        "persons": done.persons,
        "linked_rows": done.linked_rows,
        "pairs": done.pairs,
        "set_aside": [to_plain(one) for one in done.set_aside],
        "remarks": [plain_remark(remark) for remark in done.remarks],
        "files": [str(path) for path in done.files],
    }


def editions(found: "Comparison", *, as_json: bool) -> None:
    """Takes two editions side by side, prints what became of the rows: counts, then each change."""
    counts = {kind: found.count(kind) for kind in _KINDS}
    if as_json:
        as_line({"key": found.key, "counts": counts, "changes": to_plain(found.changes)})
        return
    by = f"by the column “{found.key}”" if found.key else "by their content: no column names each row"
    out().print(escape(f"Rows were found again {by}."), soft_wrap=True)
    for change in found.changes:
        if change.kind != "same":
            out().print(escape(change.in_words()), soft_wrap=True)
    out().print(", ".join(f"{counts[kind]:,} {kind}" for kind in _KINDS) + ".")


def estimate_of_file(table: Path, asked: OfTable, choices: Choices, *, battery: bool, as_json: bool) -> None:
    """Takes a table's path, what is asked of it and choices, prints its estimates; progress on the error stream."""
    from accounted.estimating import as_csv, estimate_file  # noqa: PLC0415  compiled code, loaded when called

    if asked.method is not None and battery:
        raise WrongUsage(
            where="accounted estimate",
            found=f"--method {asked.method} and --battery or --plan",
            expected="one of them",
            advice="Leave --method out for all methods; --plan is for a project.",
        )
    with estimating() as progress:
        content = estimate_file(table, asked, choices, progress=progress)
    if asked.as_csv:
        sys.stdout.write(as_csv(content))
        return
    estimated(content, as_json=as_json)


@contextmanager
def estimating() -> Iterator[Callable[[int, int], None]]:
    """Takes nothing, gives where to tell how many steps are done; a terminal shows it on the error stream."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as shown:
        task = shown.add_task("estimating", total=None)
        yield lambda done, whole: shown.update(task, completed=done, total=whole)


def estimated_inside(opened: Project, choices: Choices, *, as_json: bool) -> None:
    """Takes an open project and choices, prints the estimates of each of its capture tables."""
    with estimating() as progress:
        made = opened.estimate(choices, progress=progress)
    if as_json:
        as_line(made)
        return
    for content in made["tables"]:
        out().print(f"[bold]{escape(content['name'])}[/]")
        estimated(content, as_json=False)
    next_step("accounted publish")


def planned(plans: tuple[dict[str, Any], ...], *, as_json: bool) -> None:
    """Takes plans that were kept, prints what each freezes."""
    if as_json:
        as_line(list(plans))
        return
    for content in plans:
        plan = content["plan"]
        out().print(
            escape(f"{content['table']}: plan {content['id']} is kept. No figure was computed."), soft_wrap=True
        )
        for name, values in (
            ("lists", plan["lists"]),
            ("strata", plan["stratum_names"] or ["none"]),
            ("methods", plan["methods"]),
            ("choices", [f"{m} {choice} {value}" for m, choice, value in plan["choices"]]),
            ("gates", plan["gates"]),
            ("seed", [str(plan["seed"])]),
        ):
            out().print(escape(f"  {name}: {', '.join(values)}"), soft_wrap=True)
    next_step("accounted estimate")


def estimated(content: dict[str, Any], *, as_json: bool) -> None:
    """Takes estimates, prints the figures as a table, then in words what each holds under or why there is none."""
    if as_json:
        as_line(content)
        return
    from accounted.estimates_shown import shown_of  # noqa: PLC0415  compiled code, loaded when called

    shown = shown_of(content)
    for sentence in shown.head:
        out().print(escape(sentence))
    for title, lines in shown.tables:
        rows = [(one.name, one.figure, one.interval, one.gates) for one in lines]
        _figures((title, "estimate", "95 % interval", "gates"), rows)
    if shown.known:
        _figures(("list, taken as all there are", "persons", "from the other lists", "interval"), shown.known)
    out().print()
    for said in shown.said:
        out().print(f"[bold]{escape(said.name)}[/]")
        for label, words in said.words:
            out().print(Padding(escape(f"{label}: {words}"), (0, 0, 0, 2), expand=False))
    for sentence in shown.remarks:
        out().print(escape(f"remark: {sentence}"))


def _figures(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table whose first column gives way to the others where the terminal is narrow."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for place, title in enumerate(titles):
        table.add_column(title, no_wrap=place > 0, overflow="fold", justify="right" if place == 1 else "left")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    out().print()
    out().print(table)
