"""Reconciling as decided: takes documents, readings, texts and decisions, gives all that the figures show together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounted.core.claim import Comparison, Reading
from accounted.core.decision import Assessment, Decision, RefusedTie
from accounted.core.document import Document, Tie
from accounted.core.event import EventLink, Nesting, ScopeDifference
from accounted.core.outcome import Remark, SetAside
from accounted.core.picture import LeansPicture
from accounted.core.position import NameUse, Position
from accounted.core.rule import Inclusion, InclusionRule, RuleResult
from accounted.reconcile import (
    NAMED,
    Assembled,
    Decided,
    Recipe,
    compare,
    count,
    current_readings,
    decide_ties,
    include,
    leans_picture,
    name_table,
    nestings,
    positions,
    propose_links,
    remarks,
    scope_differences,
    ties,
    with_decided_events,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What reconciling gives: claims side by side, what leans on what, what does not add up, what each rule makes.

    `readings` are all of them as decided; those of a table that a later edition replaces are not compared.
    """

    comparisons: tuple[Comparison, ...]
    ties: tuple[Tie, ...]
    remarks: tuple[Remark, ...]
    readings: tuple[Reading, ...]
    refused: tuple[RefusedTie, ...]
    nested: tuple[Nesting, ...]
    proposed: tuple[EventLink, ...]
    scopes: tuple[ScopeDifference, ...]
    inclusion: Inclusion
    counted: tuple[RuleResult, ...]
    positions: tuple[Position, ...]
    names: tuple[NameUse, ...]
    leaning: LeansPicture
    set_aside: tuple[SetAside, ...]


def reconcile_all(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    *,
    texts: Mapping[str, str],
    decided: tuple[Sequence[Decision], Sequence[Assessment]] = ((), ()),
    rules: tuple[Sequence[Recipe], InclusionRule],
) -> Reconciled:
    """Takes documents, readings as decided, texts, decisions that stand with assessments, and the rules (own counting
    rules, inclusion rule), gives everything that reconciling makes of them.
    """
    decisions, assessments = decided
    current = current_readings(readings, decisions)
    spoken, astray = with_decided_events(current, decisions)
    found = decide_ties(ties(documents, texts, readings=current), decisions, documents=documents)
    held = Assembled(
        documents=tuple(documents),
        readings=spoken,
        comparisons=compare(documents, spoken, ties=found.ties, texts=texts),
        ties=found.ties,
        decided=Decided(decisions=tuple(decisions), assessments=tuple(assessments)),
    )
    nested, knots = nestings(decisions, events=tuple(held.by_event()))
    own, inclusion = rules
    compared = {reading.document: reading for reading in spoken}
    return Reconciled(
        comparisons=held.comparisons,
        ties=held.ties,
        remarks=remarks(documents, texts, readings=spoken, comparisons=held.comparisons, ties=held.ties),
        readings=tuple(compared.get(reading.document, reading) for reading in readings),
        refused=found.refused,
        nested=nested,
        proposed=propose_links(held),
        scopes=scope_differences(held, nested=nested),
        inclusion=include(held, inclusion),
        counted=count(held, (*NAMED, *own), inclusion=inclusion),
        positions=positions(held),
        names=name_table(held),
        leaning=leans_picture(documents, held.ties),
        set_aside=(*astray, *found.set_aside, *knots),
    )
