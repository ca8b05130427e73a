"""Takes persons of several rows and pairs in doubt, gives the page that shows them: rows side by side, with reasons."""

from collections.abc import Sequence
from typing import Any, Final

from accounted.core.person import Pair, Reason
from accounted.publish.catalogue import page_of
from accounted.publish.listed import EditionShown, PersonsShown
from accounted.publish.navigation import Sheet

LEAD: Final = (
    "Rows of lists that are held to be one person, by score or by a person’s decision. A row that stands alone may "
    "still be somebody who stands on another list: how many links are missed is said below, or is not measured."
)
_WIDEST: Final = 24


def persons_sheet(shown: PersonsShown) -> Sheet:
    """Takes what is shown of persons, gives their page."""
    view = persons_page(shown)
    return Sheet(path="persons.html", key="persons", template="persons", heading="Persons on lists", view=view)


def persons_page(shown: PersonsShown) -> dict[str, Any]:
    """Takes what is shown of persons, gives what the page is made of."""
    return {
        "lead": LEAD,
        "shown": shown,
        "counts": f"{shown.rows:,} rows, {shown.persons:,} persons and rows that stand alone, "
        f"{shown.several:,} of them persons of several rows.",
        "more": f"The first {len(shown.people):,} are shown." if len(shown.people) < shown.several else "",
        "lists": [{"href": page_of(one.document), "list": one} for one in shown.lists],
        "people": [
            {"id": person, "rows": [{"href": page_of(row.document), "row": row} for row in rows]}
            for person, rows in shown.people
        ],
        "editions": [_edition(one) for one in shown.editions],
        "pairs": [_pair(pair) for pair in shown.doubtful],
    }


def _edition(one: EditionShown) -> dict[str, Any]:
    counts = dict(one.counts)
    by = f"by the column “{one.key}”" if one.key else "by their content, since no column names each row"
    left = sum(counts.values()) - counts["same"] - len(one.changes)
    return {
        "old": {"name": one.old[0], "href": page_of(one.old[1])},
        "new": {"name": one.new[0], "href": page_of(one.new[1])},
        "told": f"Rows were found again {by}: " + ", ".join(f"{n:,} {kind}" for kind, n in one.counts) + ".",
        "more": f"{left:,} more rows differ." if left else "",
        "changes": [
            {"kind": kind, "old": old or "", "new": new or "", "cells": cells} for kind, old, new, cells in one.changes
        ],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    most = max((abs(one.bits) for one in pair.reasons), default=1.0) or 1.0
    total = sum(one.bits for one in pair.reasons)
    return {
        "where": f"{pair.list_a}, row {pair.row_a + 1}, and {pair.list_b}, row {pair.row_b + 1}",
        "held": "held to be one person" if pair.linked else "not linked",
        "decided": pair.decided_by,
        "probability": f"{pair.probability:.2f}",
        "words": in_a_sentence(pair.reasons),
        "bars": [_bar(one, most) for one in pair.reasons],
        "total": f"{total:+.1f}",
    }


def in_a_sentence(reasons: Sequence[Reason]) -> str:
    """Takes the reasons of a pair, gives what speaks for one person and what against, strongest first."""
    ordered = sorted(reasons, key=lambda one: -abs(one.bits))
    speaks = [(f"{one.field} {one.agreement}".strip(), one.bits) for one in ordered if one.agreement]
    parts = [
        f"{word}: {', '.join(said)}."
        for word, said in (
            ("For one person", [words for words, bits in speaks if bits > 0]),
            ("Against", [words for words, bits in speaks if bits < 0]),
        )
        if said
    ]
    return " ".join(parts)


def _bar(one: Reason, most: float) -> dict[str, Any]:
    size = max(1, round(_WIDEST * abs(one.bits) / most)) if one.bits else 0
    return {"reason": one, "bits": f"{one.bits:+.1f}", "bar": ("█" if one.bits >= 0 else "░") * size}
