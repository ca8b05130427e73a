"""What the command line prints of lists: who is one person, what a new edition changed, and what estimates say."""

from typing import TYPE_CHECKING, Any, Final

from rich.markup import escape
from rich.table import Table

from accounted.core.plain import to_plain
from accounted.terminal import DONE, SET_ASIDE, as_line, out, plain_remark, print_set_aside

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
    for remark in done.remarks:
        out().print(escape(f"remark {remark.code}: {remark.where}: {remark.message}"), soft_wrap=True)
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


def estimated(content: dict[str, Any], rows: list[tuple[str, str, str]], *, as_json: bool) -> None:
    """Takes estimates and their rows, prints a table: method, figure, and under what it holds or why there is none."""
    if as_json:
        as_line(content)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("method", "figure", "holds if, or why there is none"):
        table.add_column(title)
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    out().print(table)
    for sentence in content.get("remarks", ()):
        out().print(escape(f"remark: {sentence}"), soft_wrap=True)
