"""Figures in the terminal: the table of what is stated, a speaker, a place, a quote in one line."""

from collections.abc import Iterable
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

from accounted.core.claim import Claim, Quantity
from accounted.core.document import Span
from accounted.core.outcome import Refusal
from accounted.core.text import line_of
from accounted.project import ReadFile

_LONGEST_QUOTE: Final = 90
_SAYS: Final = {"asserts": "says", "denies": "rejects", "doubts": "doubts", "reports": "reports"}


def candidate_words(found: Any) -> str:
    """Takes what the gazetteer gave for a place, gives it in one line."""
    if isinstance(found, Refusal):
        return f"{found.reason}. {found.advice}"
    told = (f"{one.name}, {one.country} ({one.id}, precision {one.precision})" for one in found)
    return "; ".join(told) or "not in the gazetteer, which says nothing on whether it exists"


def about(file: ReadFile) -> str:
    """Takes a file as it was read, gives its language, and whether the reader was measured in it."""
    if file.reading is None or (file.text is None and not file.reading.claims):
        return "no text"
    rules = dict(file.reading.made_by.parameters).get("language", "")
    told = f"language {file.reading.language or 'not told'}"
    if "no rules" in rules:
        return told + " (no rules for this language: nothing is read)"
    by_rules = file.reading.made_by.step == "read.rules"
    return told + (" (experimental: not measured)" if by_rules and file.accuracy is None else "")


def claims_table(file: ReadFile, claims: Iterable[Claim], *, explain: bool) -> Table:
    """Takes a file and claims of it, gives them as a table, with their rules where asked."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("line", "effect", "figure", "who is counted", "speaker", "in these words"):
        table.add_column(column, overflow="fold", justify="right" if column == "line" else "left")
    if explain:
        table.add_column("rule")
    for claim in claims:
        line = line_of(file.text, claim.place.start) if file.text and isinstance(claim.place, Span) else _row(claim)
        of_it = "of them " if claim.part_of else ""
        row = [
            str(line),
            claim.effect.replace("_", " "),
            of_it + escape(figure_words(claim.quantity)),
            escape(claim.victims or "not said"),
            escape(f"{claim.speaker or 'the document'} {_SAYS[claim.stance]}"),
            escape(short(claim.place.quote)),
        ]
        table.add_row(*row, *([_why(claim)] if explain else []))
    return table


def _why(claim: Claim) -> str:
    """The rule that fired, the words it fired on, and what it noted: what a weighed figure was weighed by."""
    told = (claim.rule, " ".join(claim.tokens), f"({claim.note})" if claim.note else "")
    return escape(" ".join(filter(None, told)))


def _row(claim: Claim) -> str:
    return f"row {claim.place.row}" if not isinstance(claim.place, Span) else ""


def figure_words(quantity: Quantity) -> str:
    """Takes a quantity, gives its words as written, in one line."""
    return " ".join(quantity.text.split())


def speaker_words(one: Any) -> str:
    """Takes a name or rejection, gives its speaker in words."""
    return one.speaker or "the document itself"


def short(quote: str) -> str:
    """Takes a quote, gives it in one line, cut where it is long."""
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
