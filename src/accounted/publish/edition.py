"""What one report is made of: everything is handed over, nothing is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounted.core.claim import Comparison, Reading
from accounted.core.document import Document, Entry, TextLayer, Tie
from accounted.core.outcome import Remark, SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that the conductor hands over for one report.

    `documents` stand in order of intake. `layer` gives one document's text when its page is made, or None where it has
    none, so that a report of many documents holds one text at a time. `entries` are the custody lines by document id.
    `languages_measured` gives a sentence on the reader's accuracy by language code, None where it was not measured.
    `verified_sentence` is what `verify` said; `ledger_facts` are sentences on the ledgers (lines and head by device).
    `estimates` is the content of the estimates made last, None where none were.
    """

    title: str
    made_when: str
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    ties: tuple[Tie, ...] = ()
    remarks: tuple[Remark, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    layer: Callable[[str], TextLayer | None]
    languages_measured: Mapping[str, str | None] = field(default_factory=dict)
    verified_sentence: str
    ledger_facts: tuple[str, ...] = ()
    made_with: str = ""
    estimates: Mapping[str, Any] | None = None
