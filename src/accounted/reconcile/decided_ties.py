"""A person's decisions on ties: takes ties and decisions, gives the ties that stand and those that were refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from accounted.core.decision import TIE_VALUES, Decision, RefusedTie
from accounted.core.document import Document, MadeBy, Tie
from accounted.core.ids import content_id
from accounted.core.outcome import SetAside
from accounted.core.worded import listed, worded
from accounted.reconcile.assembled import of_kind

LEANS, NOT_LEANS, REVERSED = TIE_VALUES
MADE_BY = MadeBy(step="reconcile.decided_ties", version="1")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedTies:
    """The ties that stand, those refused, and decisions that speak of nothing here."""

    ties: tuple[Tie, ...]
    refused: tuple[RefusedTie, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def decide_ties(ties: Sequence[Tie], decisions: Sequence[Decision], *, documents: Sequence[Document]) -> DecidedTies:
    """Takes ties as seen, decisions and documents, gives the ties as decided; the newest decision on a pair stands.

    "leans" gives the pair's ties the direction decided, and adds a tie where none was seen; "does-not-lean" refuses
    every tie of the pair; "reversed" turns the pair's directed ties round. Every tie stands or is refused.
    """
    names = {document.id: document.name for document in documents}
    newest: dict[frozenset[str], Decision] = {}
    aside: list[SetAside] = []
    for one in of_kind(decisions, "tie"):
        if len(set(one.about) & names.keys()) == 2 and len(one.about) == 2 and one.value in TIE_VALUES:
            newest[frozenset(one.about)] = one
        else:
            aside.append(_nothing_here(one))
    stand: list[Tie] = []
    refused: list[RefusedTie] = []
    tied: set[frozenset[str]] = set()
    for tie in ties:
        pair = frozenset((tie.from_document, tie.to_document))
        decision = newest.get(pair)
        if decision and decision.value == NOT_LEANS:
            refused.append(RefusedTie(tie=tie, decision=decision))
            continue
        tied.add(pair)
        stand.append(_as_decided(tie, decision) if decision else tie)
    added = [one for pair, one in newest.items() if one.value == LEANS and pair not in tied]
    stand += [_added(one) for one in sorted(added, key=lambda one: (one.when, one.id))]
    return DecidedTies(ties=tuple(stand), refused=tuple(refused), set_aside=tuple(aside))


def _as_decided(tie: Tie, decision: Decision) -> Tie:
    turn = (
        tie.from_document != decision.about[0]
        if decision.value == LEANS
        else tie.directed and decision.value == REVERSED
    )
    made = tie
    if turn:
        spans = tuple((there, here) for here, there in tie.spans if there)
        made = replace(made, from_document=tie.to_document, to_document=tie.from_document, spans=spans)
    directed = True if decision.value == LEANS else tie.directed
    return replace(made, directed=directed, reason=listed([tie.reason, _words(decision)]))


def _added(decision: Decision) -> Tie:
    one, other = decision.about
    return Tie(
        id=content_id("tie", {"kind": "decided", "from": one, "to": other, "decision": decision.id}),
        kind="decided",
        from_document=one,
        to_document=other,
        directed=True,
        reason=_words(decision),
        spans=(),
        made_by=MADE_BY,
    )


def _words(decision: Decision) -> str:
    told = {"by": decision.by, "day": decision.when[:10]}
    if not decision.why:
        return worded("decided by {by}, {day}", **told)
    return worded("decided by {by}, {day}: {why}", why=decision.why, **told)


def _nothing_here(decision: Decision) -> SetAside:
    return SetAside(
        code="decision-on-nothing",
        where=f"decision {decision.id}",
        found=f"{decision.value} on {', '.join(decision.about)}",
        expected=f"two documents of this project, and one of {', '.join(TIE_VALUES)}",
        advice="The decision is kept; decide anew on the documents that are meant.",
    )
