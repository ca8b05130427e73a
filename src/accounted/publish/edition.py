"""What one report is made of: everything is handed over, nothing is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounted.core.chart import ChartRow
from accounted.core.claim import Comparison, Reading
from accounted.core.decision import Assessment, Consent, Decision, RefusedTie, Search, Term
from accounted.core.document import Document, Entry, TextLayer, Tie
from accounted.core.event import EventLink, Nesting, ScopeDifference
from accounted.core.outcome import Remark, SetAside
from accounted.core.picture import LeansPicture
from accounted.core.position import NameUse, Position
from accounted.core.rule import Inclusion, RuleResult
from accounted.publish.listed import PersonsShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciling:
    """What reconciling gives beside comparisons, ties and remarks; `position_rows` are of `positions`, in order."""

    refused: tuple[RefusedTie, ...] = ()
    nested: tuple[Nesting, ...] = ()
    proposed: tuple[EventLink, ...] = ()
    scopes: tuple[ScopeDifference, ...] = ()
    inclusion: Inclusion | None = None
    counted: tuple[RuleResult, ...] = ()
    positions: tuple[Position, ...] = ()
    position_rows: tuple[ChartRow, ...] = ()
    names: tuple[NameUse, ...] = ()
    leaning: LeansPicture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doings:
    """What persons did, all of it in order of the ledger: what was undone and what a later act replaces too."""

    decisions: tuple[Decision, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    terms: tuple[Term, ...] = ()
    searches: tuple[Search, ...] = ()
    consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """All that the conductor hands over for one report.

    `documents` stand in order of intake. `layer` gives one document's text when its page is made, or None where it has
    none, so that a report of many documents holds one text at a time. `entries` are the custody lines by document id.
    `languages_measured` gives a sentence on the reader's accuracy by language code, None where it was not measured.
    `verified_sentence` is what `verify` said; `ledger_facts` are sentences on the ledgers (lines and head by device).
    `estimates` is the content of the estimates made last, None where none were; `persons` what is shown of the persons
    on lists, None where no document is a list of persons.
    `read_with` is the reader's name and version.
    """

    title: str
    made_when: str
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    ties: tuple[Tie, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pictures: Mapping[tuple[str, int], str] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    layer: Callable[[str], TextLayer | None]
    languages_measured: Mapping[str, str | None] = field(default_factory=dict)
    verified_sentence: str
    ledger_facts: tuple[str, ...] = ()
    made_with: str = ""
    estimates: Mapping[str, Any] | None = None
    persons: PersonsShown | None = None
    read_with: str = ""
    reconciling: Reconciling = Reconciling()
    doings: Doings = Doings()
