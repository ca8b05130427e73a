"""Takes a sheet before it is taken in, gives what would become of each row, by columns that a person can correct."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from accounted.collect import gather
from accounted.core.document import Document
from accounted.core.outcome import AccountedError, Remark, SetAside, WrongUsage
from accounted.core.person import PersonList
from accounted.core.plain import to_plain
from accounted.holdings import Holdings
from accounted.persons import SHEET_TYPES, Content, edition_like, list_of, of_figures
from accounted.read.sheet import is_persons, remapped
from accounted.read.sheet_diff import Comparison, compare_editions
from accounted.receiving import Who, document_of
from accounted.viewing.view import SIZE, Found, Row

_SAMPLES: Final = 3
_NOBODY: Final = Who(name="", when="", salt=lambda: "")
_SHARED: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that is looked at: the document it is or would be, its lists, what was set aside, what was remembered.

    `told` is what a person said of its columns since, by header. `content` is None where the project holds it.
    """

    document: Document
    lists: tuple[PersonList, ...]
    set_aside: tuple[SetAside, ...]
    remarks: tuple[Remark, ...]
    content: bytes | None = None
    told: dict[str, str] = field(default_factory=dict)

    def mapped(self, told: dict[str, str]) -> "Sheet":
        """Takes {header: role}, gives the sheet as read by it, where it differs from what was proposed."""
        known = [{use.header: use.role for use in one.mapping.uses} for one in self.lists]
        news = [{h: r for h, r in told.items() if one.get(h, r) != r} for one in known]
        lists = tuple(remapped(one, new) if new else one for one, new in zip(self.lists, news, strict=True))
        return replace(self, lists=lists, told=self.told | {h: r for new in news for h, r in new.items()})


def looked_at(path: Path, held: Holdings) -> Sheet:
    """Takes a file and what the project holds, gives it as a sheet; WrongUsage where it is none."""
    found = next(iter(gather([str(path)], as_given=True)), None)
    if found is None or isinstance(found, SetAside):
        told = found or SetAside(code="empty-file", where=path.name, found="nothing", expected="a sheet", advice="")
        raise WrongUsage(where=path.name, found=told.found, expected=told.expected, advice=told.advice)
    document = replace(document_of(found, who=_NOBODY), name=path.name)
    if document.media_type not in SHEET_TYPES:
        raise WrongUsage(
            where=path.name, found=document.media_type, expected="a sheet: CSV, TSV, XLSX, ODS or Parquet",
            advice="Add other files on the page of documents.",
        )  # fmt: skip
    content = path.read_bytes()
    return replace(sheet_of(document, lambda _: content, held), content=content)


def sheet_of(document: Document, content: Content, held: Holdings) -> Sheet:
    """Takes a document, its bytes and what the project holds, gives it as a sheet, its columns as decided before."""
    if of_figures(document, content):
        raise WrongUsage(
            where=document.name, found="a table of figures", expected="a list of persons",
            advice="Add it on the page of documents: its figures are read there.",
        )  # fmt: skip
    outcome = list_of(document, content, held)
    if not outcome.kept and outcome.set_aside:
        first = outcome.set_aside[0]
        raise AccountedError(where=first.where, found=first.found, expected=first.expected, advice=first.advice)
    return Sheet(document=document, lists=outcome.kept, set_aside=outcome.set_aside, remarks=outcome.remarks)


def columns_of(one: PersonList) -> list[Row]:
    """Takes a list, gives its columns: header, role, why, and its first values."""
    made = []
    for use in one.mapping.uses:
        values = dict.fromkeys(value for value in one.columns[use.column][:400] if value.strip())
        made.append(to_plain(use) | {"samples": list(values)[:_SAMPLES]})
    return made


def outcomes(sheet: Sheet, number: int, *, what: str = "", page: int = 1) -> Found:
    """Takes a sheet, which list of it, which rows ("aside", "unnamed" or all) and a page, gives rows with what becomes
    of each.
    """
    one = sheet.lists[number]
    chosen: Sequence[int] = range(len(one))
    if what == "aside":
        chosen = sorted(one.aside)
    elif what == "unnamed":
        chosen = sorted(set(one.not_named) - one.aside)
    shown = chosen[(page - 1) * SIZE : page * SIZE]
    codes = {told.where: told for told in sheet.set_aside}
    return Found(rows=tuple(_outcome(one, row, codes) for row in shown), whole=len(chosen), page=page)


def _outcome(one: PersonList, row: int, codes: dict[str, SetAside]) -> Row:
    naming, stated = one.not_named.get(row, ("named", 1))
    line = one.sheet_rows[row]
    told = codes.get(f"{one.name}:{line}") if row in one.aside else None
    return {
        "line": line, "cells": one.cells(row), "naming": naming, "stated": stated, "id": one.row_id(row),
        "aside": told.code if told else "", "why": told.message() if told else "", "withheld": 0, "person": "",
    }  # fmt: skip


def counted(one: PersonList) -> dict[str, int]:
    """Takes a list, gives how many rows it has, how many are kept, name nobody, state a group, or are set aside."""
    names = [word for row, (word, _) in one.not_named.items() if row not in one.aside]
    told = {"rows": len(one), "kept": len(one) - len(one.aside), "aside": len(one.aside)}
    return told | {"unnamed": names.count("unnamed"), "groups": names.count("group")}


def editions_like(sheet: Sheet, others: Iterable[Row], held: Holdings) -> list[Row]:
    """Takes a sheet and the lists that are held, gives those that it may be a new edition of, the likeliest first.

    Likely are a name that differs in figures alone, and a header that is shared for the most part.
    """
    header = set(sheet.lists[0].header) if sheet.lists else set()
    told = []
    for one in others:
        if one["document"] == sheet.document.id or one["forms"]:
            continue
        own = {use["header"] for use in one["columns"]}
        share = len(own & header) / max(1, len(own | header))
        likely = share >= _SHARED and edition_like(sheet.document.name, one["document"], held)
        told.append(one | {"share": share, "likely": likely})
    return sorted(told, key=lambda one: (-one["likely"], -one["share"]))


def compared(old: Sheet, new: Sheet, number: int) -> Comparison:
    """Takes two editions and which list of the newer one, gives what became of each row."""
    later = new.lists[number]
    same = next((one for one in old.lists if one.sheet == later.sheet), old.lists[0])
    return compare_editions(same, later)


def changed(told: Comparison, kind: str, *, page: int = 1) -> Found:
    """Takes two editions side by side, a kind of change ("" for all but unchanged rows) and a page, gives changes."""
    wanted = [one for one in told.changes if (one.kind == kind if kind else one.kind != "same")]
    return Found(
        rows=tuple(_change(one) for one in wanted[(page - 1) * SIZE : page * SIZE]), whole=len(wanted), page=page
    )


def _change(one: Any) -> Row:
    return {"kind": one.kind, "old": one.old, "new": one.new, "cells": one.cells}


def cells_of(sheet: Sheet, number: int, found: Found, side: str) -> Iterator[tuple[str, ...]]:
    """Takes a sheet, which list, changes and a side ("old" or "new"), gives each row's cells, none where it is not."""
    one = sheet.lists[min(number, len(sheet.lists) - 1)]
    for change in found.rows:
        yield () if change[side] is None else one.cells(change[side])


def is_list(one: PersonList) -> bool:
    """Takes a list as it would be read, gives whether it names persons, so that it would be linked."""
    return is_persons(one)
