"""What reconciling gives and persons do for the invented event of `conftest`: rules, positions, names, decisions."""

from accounted.core.chart import ChartRow
from accounted.core.claim import Claim, Comparison, Denial, Label
from accounted.core.decision import Assessment, Consent, Decision, RefusedTie, Search, Term
from accounted.core.document import Document, MadeBy, Span, Tie
from accounted.core.event import EventLink, Nesting, ScopeDifference
from accounted.core.outcome import Refusal
from accounted.core.picture import Dot, LeansPicture, Line
from accounted.core.position import NameUse, Position
from accounted.core.rule import (
    CountingRule,
    Excluded,
    Inclusion,
    InclusionRule,
    RuleFigure,
    RuleResult,
    Slot,
    Taken,
)
from accounted.publish import Doings, Reconciling

HOSTILE = '<script>alert("why")</script>'
INCLUSION = InclusionRule(
    name="every person", version="3", text="Figures that count persons.", statuses=("confirm", "")
)
LOWEST = CountingRule(
    id="lowest", name="Lowest <b>stated</b>", version="2", text="The lowest figure. Only the confirmed ones.",
    source="Codebook, section 3", parameters=(("vague words", "dozens are 12"),),
)  # fmt: skip
STRICT = CountingRule(id="strict", name="Confirmed", version="1", text="Assessed ones.", source="Codebook, section 4")
GIVER = "Giver Nobody"


def reconciling(
    documents: list[Document], claims: dict[str, Claim], comparisons: tuple[Comparison, ...], ties: tuple[Tie, ...],
    said: tuple[list[Label], list[Denial]],
) -> Reconciling:  # fmt: skip
    """Gives all that reconciling makes of the scene: two rules on the first comparison, positions, names, a refusal."""
    first, second = comparisons[0], comparisons[1]
    positions = tuple(_position(claims[key], first.event, act) for key, act in _HELD)
    positions += (_rejection(said[1][0], first.event),)
    return Reconciling(
        refused=(_refused(documents),),
        nested=(Nesting(one=first.event, term="part of", other="Velmar, 1991", decision="dec-nest"),),
        proposed=(
            EventLink(one="Ostrel, 5 March 1991", other=first.event, proposed="part of", reasons=("one place",)),
        ),
        scopes=(ScopeDifference(comparison=first.id, other=second.id, differs=("counted: everyone / children",)),),
        inclusion=Inclusion(
            rule=INCLUSION,
            counted=tuple(c.id for c in claims.values() if c.unit == "persons"),
            excluded=(Excluded(claim=claims["share"].id, reason="counts buildings, not persons"),),
        ),
        counted=_results(first, claims),
        positions=positions,
        position_rows=tuple(_row(one) for one in positions),
        names=tuple(_use(label, first.event) for label in said[0]),
        leaning=_plan(documents, ties),
    )


_HELD = (("lost", "states"), ("denied", "denies"), ("total", "states"), ("range", "revises"))


def _results(first: Comparison, claims: dict[str, Claim]) -> tuple[RuleResult, ...]:
    lost, vague = claims["lost"].id, claims["scores"].id
    taken = tuple(
        Taken(claim=i, used=True, reason="30", low=30, high=30, sets=("low",)) if i == lost
        else Taken(claim=i, used=True, reason="“scores”, read as 20 under this rule", low=20, high=20) if i == vague
        else Taken(claim=i, used=False, reason="a part of another figure")
        for i in first.claims
    )  # fmt: skip
    slots = (Slot(name="low", number=30, claims=(lost,)), Slot(name="conceded min: Ministry", number=None))
    answer = RuleFigure(slots=slots, status="Confirmed", notes=("high: 30 is stated as a lower bound",))
    none = Refusal(
        code="too-few-origins", method="strict", reason="1 separate origin seen, 2 needed", advice="Collect."
    )
    left = tuple(Taken(claim=i, used=False, reason="not assessed") for i in first.claims)
    return (
        RuleResult(
            rule=LOWEST,
            answer=answer,
            taken=taken,
            origins=2,
            unconfirmed=(lost, vague),
            inclusion=INCLUSION,
            event=first.event,
            effect=first.effect,
        ),
        RuleResult(rule=STRICT, answer=none, taken=left, inclusion=INCLUSION, event=first.event, effect=first.effect),
    )


def _position(claim: Claim, event: str, act: str) -> Position:
    return Position(
        event=event, speaker=claim.speaker or "Ministry of Interior of Velmar", said_on="1991-03-05", act=act,
        words="30", effect="killed", scope="killed; persons", stated=claim.id, document=claim.place.document,
        place=claim.place, before="12" if act == "revises" else None,
        declaration="acknowledges act, denies responsibility", party=True,
    )  # fmt: skip


def _rejection(denial: Denial, event: str) -> Position:
    return Position(
        event=event, speaker="The Ministry", said_on=None, act="rejects", words="any responsibility", effect="",
        scope="", stated=denial.id, document=denial.place.document, place=denial.place,
    )  # fmt: skip


def _row(one: Position) -> ChartRow:
    return ChartRow(
        said_on="1991-03-05", speaker=one.speaker, low=30, high=30, best=30, qualifier="exact",
        words=f"{one.act} {one.words}", rejected=one.act in ("denies", "rejects"),
    )  # fmt: skip


def _use(label: Label, event: str) -> NameUse:
    return NameUse(
        key=label.label, words=label.label, event=event, speaker=label.speaker or "Ministry", said_on="1991-04-11",
        stance=label.stance, language="en", stated=label.id, document=label.place.document, place=label.place,
    )  # fmt: skip


def _refused(documents: list[Document]) -> RefusedTie:
    one, other = documents[0].id, documents[1].id
    here = Span(document=one, start=0, end=8, quote="Ministry")
    tie = Tie(
        id="tie-3f00", kind="shared-figures", from_document=one, to_document=other, directed=False,
        reason="30 in common", spans=((here, None),), made_by=MadeBy(step="reconcile.ties", version="1"),
    )  # fmt: skip
    why = f"a common number {HOSTILE}"
    return RefusedTie(tie=tie, decision=_decision("tie", (one, other), "does-not-lean", why=why, name="dec-tie"))


def _plan(documents: list[Document], ties: tuple[Tie, ...]) -> LeansPicture:
    dots = tuple(
        Dot(document=d.id, column=n // 3, row=n % 3, roots=(0,) if n < 2 else (0, n), is_root=n != 2)
        for n, d in enumerate(documents)
    )
    lines = tuple(
        Line(tie=t.id, start=t.from_document, end=t.to_document, kind=t.kind, arrow=t.directed, dashed=not t.directed)
        for t in ties
    )
    return LeansPicture(columns=("1991-03-05", "1991-04", "undated"), dots=dots, lines=lines, roots=9, rows=3)


def _decision(kind: str, about: tuple[str, ...], value: str, *, name: str, why: str = "") -> Decision:
    return Decision(id=name, kind=kind, about=about, value=value, by="R. Tarn", when="2031-05-12T10:00:00Z", why=why)


def doings(documents: list[Document], claims: dict[str, Claim], event: str) -> Doings:
    """Gives what persons did in the scene: decisions, one of them undone; assessments with history; terms, searches."""
    total = claims["total"].id
    undone = _decision("reject", (total,), "reject", name="dec-gone", why="misread")
    undoing = Decision(
        id="dec-undo", kind="reject", about=(total,), value="", by="L. Bek", when="2031-05-12T11:00:00Z",
        why="it was right",
        undoes="dec-gone",
    )  # fmt: skip
    nest = _decision("nest", (event, "Velmar, 1991"), "part of", name="dec-nest", why="one campaign")
    tie = _decision("tie", (documents[0].id, documents[1].id), "does-not-lean", name="dec-tie", why=HOSTILE)
    return Doings(
        decisions=(nest, tie, undone, undoing),
        assessments=(
            _assessment("source", "Ministry of Interior of Velmar", "unsure", "2031-05-12", "ass-1"),
            _assessment("source", "Ministry of Interior of Velmar", "likely reliable", "2031-05-13", "ass-2"),
            _assessment("claim", total, "undetermined", "2031-05-12", "ass-3"),
        ),
        terms=(
            Term(term="civilian", meaning="no fighter", version="1"),
            Term(term="civilian", meaning="x", version="2"),
        ),
        searches=(Search(where="archive", words="Ostrel", when="2031-05-01", by="R. Tarn", found=0),),
        consents=(Consent(about=documents[0].id, giver=GIVER, purposes=("report",), given="2031-05-01", by="R. Tarn"),),
    )


def _assessment(of: str, about: str, value: str, when: str, name: str) -> Assessment:
    return Assessment(id=name, of=of, about=about, value=value, by="R. Tarn", when=f"{when}T10:00:00Z", why="seen it")
