"""Laws of reconcile: nothing is lost, the order of inputs decides nothing, and no party is treated unlike another."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.claim import EFFECTS, QUALIFIERS, STANCES, Claim, Quantity, Reading
from accounted.core.decision import Decision
from accounted.core.document import Description, Document, MadeBy, Span
from accounted.core.ids import sha256_of
from accounted.core.rule import RuleFigure
from accounted.reconcile import (
    EVERY_PERSON,
    NAMED,
    Assembled,
    Decided,
    answer_words,
    compare,
    count,
    decide_ties,
    leans_picture,
    origins,
    positions,
    propose_links,
    remarks,
    scope_differences,
    ties,
)

BY = MadeBy(step="read.by-hand", version="1")
PARTIES = ("Norland Council", "Aster Ministry")
PLACES = (
    "Ardel",
    "Ardel",
    "Ardel",
    "Ardel",
    "Quill",
    "near Ardel",
    "Norland Council hall",
    "Aster Ministry hall",
    None,
)
DATES = (
    "1994-03-03",
    "1994-03-03",
    "1994-03-03/1994-03-04",
    "1994-03-03/1994-03-04",
    "1994-03",
    "1994",
    "1990/1994",
    "1994-03-09",
    "long ago",
    None,
)
SAID = ("1994-03-05", "1994-03-09", "1994-04", None)
SPEAKERS = (*PARTIES, "the Council", "residents", "Dr Perrin Vast", None)
VICTIMS = (
    "people",
    "people",
    "people",
    "women",
    "children",
    "bodies",
    "Norland Council guards",
    "Aster Ministry guards",
    None,
)
WORDS = ("the", "bell", "rang", "over", "Ardel", "ferry", "said", "that", "quoted", "Norland Council", "Aster Ministry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One generated document: what is told about it, its text, and its claims as plain values."""

    name: str
    source: str | None
    published: str | None
    text: str
    claims: tuple[tuple[str, str, int, str | None, str | None, str | None, str | None, str, int | None], ...]


CLAIMS = st.tuples(
    st.sampled_from(EFFECTS[:2]),
    st.sampled_from((*["exact"] * 6, *QUALIFIERS)),
    st.sampled_from((0, 3, 12, 30, 64, 485, 487, 613)),
    st.sampled_from(VICTIMS),
    st.sampled_from(PLACES),
    st.sampled_from(DATES),
    st.sampled_from(SPEAKERS),
    st.sampled_from((*["asserts"] * 6, *STANCES)),
    st.none() | st.integers(0, 5),
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=5, max_size=40).map(" ".join)


@st.composite
def projects(draw: Callable[..., object]) -> tuple[Told, ...]:
    """Gives some documents, of which some share a text."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    assert isinstance(texts, list)
    some = []
    for number in range(int(str(draw(st.integers(1, 6))))):
        claims = draw(st.lists(CLAIMS, max_size=6))
        assert isinstance(claims, list)
        told = [draw(st.sampled_from((*PARTIES, "Daily", None))), draw(st.sampled_from(SAID))]
        source, published = (None if one is None else str(one) for one in told)
        text = f"Number {number}. " + str(draw(st.sampled_from(texts))) + " . " + "x" * 8
        some.append(Told(name=f"d{number}", source=source, published=published, text=text, claims=tuple(claims)))
    return tuple(some)


def _document(told: Told) -> Document:
    """Gives the document; its id is that of its name, so that exchanged names in it move no id."""
    return Document(
        id=f"doc-{told.name}",
        sha256=sha256_of(told.text.encode()),
        size_bytes=len(told.text),
        name=told.name,
        media_type="text/plain",
        received_when="2025-01-01T00:00:00Z",
        received_by="unnamed",
        described=Description(source=told.source, published=told.published),
    )


def _reading(told: Told) -> Reading:
    return Reading(
        document=f"doc-{told.name}",
        language="en",
        claims=tuple(_claim(told, number) for number in range(len(told.claims))),
        made_by=BY,
    )


def _claim(told: Told, number: int) -> Claim:
    effect, qualifier, figure, victims, where, when, speaker, stance, part = told.claims[number]
    low = None if qualifier in ("at_most", "fewer_than", "about", "percent") else float(figure)
    high = float(figure) if qualifier in ("exact", "at_most", "fewer_than", "range") else None
    best = None if qualifier in ("range", "vague") else float(figure)
    return Claim(
        id=f"{told.name}#{number}",
        place=Span(document=f"doc-{told.name}", start=number, end=number + 1, quote=told.text[number]),
        effect=effect,
        quantity=Quantity(low=low, high=high, best=best, qualifier=qualifier, text=str(figure), start=0, end=1),
        victims=victims,
        unit="persons",
        part_of=None if part is None else f"{told.name}#{part}",
        when=when,
        where=where,
        speaker=speaker,
        stance=stance,
        rule="by-hand",
        made_by=BY,
    )


def _results(project: Sequence[Told]) -> Mapping[str, list[tuple[object, ...]]]:
    """Gives all that the room gives for a project, without the ids it makes."""
    documents, readings = [_document(told) for told in project], [_reading(told) for told in project]
    texts = {f"doc-{told.name}": told.text for told in project}
    tied = ties(documents, texts, readings=readings)
    compared = compare(documents, readings, ties=tied)
    remarked = remarks(documents, texts, readings=readings, comparisons=compared, ties=tied)
    return {
        "ties": [(t.kind, t.from_document, t.to_document, t.directed, t.reason) for t in tied],
        "comparisons": [(c.event, c.effect, c.scope, c.claims, c.origins, c.reasons) for c in compared],
        "remarks": [(r.code, r.where, r.message) for r in remarked],
        "origins": [(origins(documents, tied),)],
    }


def _held(project: Sequence[Told], decisions: Sequence[Decision] = ()) -> Assembled:
    """Gives all that the later steps of the room stand on."""
    documents, readings = [_document(told) for told in project], [_reading(told) for told in project]
    texts = {f"doc-{told.name}": told.text for told in project}
    seen = ties(documents, texts, readings=readings)
    tied = decide_ties(seen, decisions, documents=documents).ties
    compared = compare(documents, readings, ties=tied)
    return Assembled(
        documents=tuple(documents),
        readings=tuple(readings),
        comparisons=compared,
        ties=tied,
        decided=Decided(decisions=tuple(decisions)),
    )


def _later(project: Sequence[Told], decisions: Sequence[Decision] = ()) -> Mapping[str, list[tuple[object, ...]]]:
    """Gives what the rules, positions, proposals, scopes and the picture are for a project, without ids made here."""
    held = _held(project, decisions)
    rank = {one.id: place for place, one in enumerate(held.comparisons)}
    counted = count(held, NAMED, inclusion=EVERY_PERSON)
    plan = leans_picture(held.documents, held.ties)
    return {
        "rules": [
            (
                r.rule.id,
                r.event,
                r.effect,
                answer_words(r),
                tuple((t.claim, t.reason, t.sets) for t in r.taken),
                r.origins,
            )
            for r in counted
        ],
        "positions": [(p.event, p.speaker, p.said_on, p.act, p.words, p.before, p.stated) for p in positions(held)],
        "links": [(one.one, one.other, one.proposed, one.reasons) for one in propose_links(held)],
        "scopes": [(rank[s.comparison], rank[s.other], s.differs) for s in scope_differences(held)],
        "picture": [(d.document, d.column, d.row, d.roots, d.is_root) for d in plan.dots],
    }


def _swapped(text: str) -> str:
    """Gives the text with the names of the two parties exchanged, folded forms and parts of names too."""
    words = {"Norland": "Aster", "Council": "Ministry", "norland": "aster", "council": "ministry"}
    both = words | {value: key for key, value in words.items()}
    return re.sub("|".join(both), lambda found: both[found.group()], text)


def _swap(value: object) -> object:
    if isinstance(value, str):
        return _swapped(value)
    return tuple(_swap(one) for one in value) if isinstance(value, tuple) else value


def _swap_project(project: Sequence[Told]) -> tuple[Told, ...]:
    return tuple(
        Told(
            name=told.name,
            source=_swapped(told.source) if told.source else None,
            published=told.published,
            text=_swapped(told.text),
            claims=tuple(_swap(claim) for claim in told.claims),  # type: ignore[misc]
        )
        for told in project
    )


@settings(deadline=None, max_examples=150)
@given(projects())
def test_every_claim_stands_in_exactly_one_comparison(project: tuple[Told, ...]) -> None:
    """No claim is lost and none stands twice."""
    documents, readings = [_document(told) for told in project], [_reading(told) for told in project]
    placed = [claim for one in compare(documents, readings) for claim in one.claims]
    assert sorted(placed) == sorted(claim.id for reading in readings for claim in reading.claims)


@settings(deadline=None, max_examples=150)
@given(projects())
def test_swapped_parties_are_swapped_and_nothing_else(project: tuple[Told, ...]) -> None:
    """Exchanging the names of two parties in every input exchanges them in every output, and changes nothing else."""
    before, after = _results(project), _results(_swap_project(project))
    for kind, found in before.items():
        swapped = [tuple(_swap(one) for one in some) for some in found]
        assert [_without_hash(one) for one in swapped] == [_without_hash(one) for one in after[kind]]


@settings(deadline=None, max_examples=100)
@given(projects())
def test_rules_and_positions_treat_no_party_unlike_another(project: tuple[Told, ...]) -> None:
    """Exchanging two parties' names exchanges them in every result, position, proposal and picture, nothing else.

    A party that a person named, and a direction that a person gave, are exchanged with them.
    """
    decisions = [_party("Norland Council"), _leans(project)]
    before, after = (
        _later(project, decisions),
        _later(_swap_project(project), [_party("Aster Ministry"), _leans(project)]),
    )
    for kind, found in before.items():
        swapped = [tuple(_swap(one) for one in some) for some in found]
        key = str if kind in ("links", "positions") else None
        assert (sorted(swapped, key=key) if key else swapped) == (sorted(after[kind], key=key) if key else after[kind])


def _party(name: str) -> Decision:
    return Decision(
        id="dec-1", kind="party", about=("Ardel, 3-4 March 1994",), value=name, by="R. Tarn", when="2025-01-01"
    )


def _leans(project: Sequence[Told]) -> Decision:
    about = (f"doc-{project[-1].name}", f"doc-{project[0].name}")
    return Decision(id="dec-2", kind="tie", about=about, value="leans", by="R. Tarn", when="2025-01-01")


@settings(deadline=None, max_examples=100)
@given(projects())
def test_every_rule_accounts_for_every_claim(project: tuple[Told, ...]) -> None:
    """Each result holds every claim of its event and effect once, and a claim that sets a number is used."""
    held = _held(project)
    for result in count(held, NAMED, inclusion=EVERY_PERSON):
        claims = [i for c in held.comparisons if (c.event, c.effect) == (result.event, result.effect) for i in c.claims]
        assert sorted(taken.claim for taken in result.taken) == sorted(claims)
        assert all(taken.used for taken in result.taken if taken.sets)


@settings(deadline=None, max_examples=100)
@given(projects())
def test_low_is_never_above_high(project: tuple[Told, ...]) -> None:
    """Where a rule gives a low and a high (a min and a max), the first is not above the second."""
    for result in count(_held(project), NAMED, inclusion=EVERY_PERSON):
        if isinstance(result.answer, RuleFigure):
            numbers = {slot.name: slot.number for slot in result.answer.slots}
            for low, high in (("low", "high"), ("min", "max"), ("low", "best"), ("best", "high")):
                one, other = numbers.get(low), numbers.get(high)
                assert one is None or other is None or one <= other


def _without_hash(some: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(re.sub(r"SHA-256 \w+", "SHA-256", one) if isinstance(one, str) else one for one in some)


@settings(deadline=None, max_examples=150)
@given(projects(), st.randoms(use_true_random=False))
def test_order_of_documents_decides_nothing(project: tuple[Told, ...], random: Random) -> None:
    """Another order of intake gives the same comparisons of the same claims, the same ties and the same origins."""
    other = list(project)
    random.shuffle(other)
    before, after = _results(project), _results(other)
    assert _unordered(before["comparisons"]) == _unordered(after["comparisons"])
    assert sorted(map(str, before["ties"])) == sorted(map(str, after["ties"]))
    assert before["origins"] == after["origins"]


def _unordered(found: Sequence[tuple[object, ...]]) -> list[str]:
    """Gives comparisons as effect, scope, claims as a set and origins: spelling of a title may follow intake."""
    shown = []
    for _, effect, scope, claims, counted, _ in found:
        assert isinstance(claims, tuple)
        shown.append(str((effect, scope if "“" not in str(scope) else "", sorted(claims), counted)))
    return sorted(shown)


@settings(deadline=None, max_examples=100)
@given(projects())
def test_spans_of_ties_hold_their_quotes(project: tuple[Told, ...]) -> None:
    """Each span of a tie quotes its text exactly, in the document that it names."""
    documents, readings = [_document(told) for told in project], [_reading(told) for told in project]
    texts = {f"doc-{told.name}": told.text for told in project}
    for tie in ties(documents, texts, readings=readings):
        assert {tie.from_document, tie.to_document} <= set(texts)
        for here, there in tie.spans:
            assert here.document == tie.from_document
            assert there is None or there.document == tie.to_document
            assert all(texts[s.document][s.start : s.end] == s.quote for s in (here, there) if s)


def _seconds(count: int) -> float:
    random = Random(1)
    common = " ".join(f"footer{n}" for n in range(30))
    project = []
    for number in range(count):
        text = " ".join(f"w{random.randrange(4000)}" for _ in range(300)) + f" Norland Council said so. {common}"
        claim = ("killed", "exact", 100 + number, "people", "Ardel", "1994-03-03", None, "asserts", None)
        project.append(Told(name=f"d{number}", source=f"Source {number}", published=None, text=text, claims=(claim,)))
    started = time.perf_counter()
    _results(project)
    return time.perf_counter() - started


def test_cost_is_linear() -> None:
    """Four times the documents take about four times as long, far from sixteen times."""
    few = min(_seconds(150), _seconds(150))
    assert _seconds(600) < 10 * few + 0.5
