"""Laws of the report: every figure walks home, a marked text is the text, hostile text stays text, order is by date."""

from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from accounted.core.claim import Claim, Comparison, Label, Quantity, Reading, claim_id
from accounted.core.dates import sort_key
from accounted.core.document import Description, Document, Entry, MadeBy, Span, TextLayer, document_id
from accounted.core.ids import content_id, sha256_of
from accounted.core.rule import CountingRule, Excluded, Inclusion, InclusionRule, RuleFigure, RuleResult, Slot, Taken
from accounted.publish import Edition, Reconciling, draft
from accounted.publish.catalogue import trace_of
from accounted.publish.events import event_file
from accounted.publish.plainwords import unquoted_words
from accounted.publish.segments import Mark, segments

BY = MadeBy(step="read.english", version="1")
LAW = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '" onload="x',
        "&amp;",
        "\u202e",
        "\u2067",
        "]]>",
        "{{ 7*7 }}",
        "=1+1",
        "massacre",
        "اب",
    ]
)
WORDS = st.lists(st.one_of(HOSTILE, st.text(alphabet="ab \n\r\té", max_size=6)), max_size=6).map("".join)
SAID = st.sampled_from([None, "1991", "1991-03-05", "1991-04", "1992-01-01?", "early"])


@dataclass(frozen=True)
class Planted:
    """A document with the numbers planted in its text: words before each, and the number."""

    name: str
    said_on: str | None
    speaker: str | None
    pieces: tuple[tuple[str, int], ...]


PLANTED = st.builds(
    Planted,
    name=WORDS.map(lambda w: w or "a.txt"),
    said_on=SAID,
    speaker=st.one_of(st.none(), WORDS),
    pieces=st.lists(st.tuples(WORDS, st.integers(0, 5000)), min_size=1, max_size=4).map(tuple),
)


def edition_of(planted: list[Planted]) -> Edition:
    """Gives the edition of planted documents: one figure a number, each with its ledger line."""
    documents: list[Document] = []
    layers: dict[str, TextLayer] = {}
    readings: list[Reading] = []
    claims: list[Claim] = []
    for index, one in enumerate(planted):
        text, spans = "", []
        for words, number in one.pieces:
            text += f"{words} "
            spans.append((len(text), f"{number} persons were killed", str(number)))
            text += spans[-1][1]
        made = _document(one, index, text)
        documents.append(made)
        layers[made.id] = TextLayer(document=made.id, text=text, extractor="plain", version="1")
        found = tuple(_claim(made.id, start, quote, number, one.speaker) for start, quote, number in spans)
        claims += found
        readings.append(Reading(document=made.id, language="en", claims=found, made_by=BY))
    compared = Comparison(
        id="cmp-1", event="Ostrel, 1991", effect="killed", scope="killed; persons",
        claims=tuple(c.id for c in claims), origins=1, made_by=BY,
    )  # fmt: skip
    return Edition(
        title="Project", made_when="2031-01-01", documents=tuple(documents), readings=tuple(readings),
        comparisons=(compared,), layer=layers.get, verified_sentence="Unchanged since received here.",
        entries={d.id: (Entry(device=f"laptop-{n}", line=n + 1, when="2031", who="R", act=f"act-{n}", kind="collect"),)
                 for n, d in enumerate(documents)},
    )  # fmt: skip


def _document(one: Planted, index: int, text: str) -> Document:
    digest = sha256_of(text.encode() + str(index).encode())
    return Document(
        id=document_id(digest, one.name), sha256=digest, size_bytes=len(text), name=one.name, media_type="text/plain",
        received_when="2031-01-01T00:00:00Z", received_by="R", described=Description(published=one.said_on),
    )  # fmt: skip


def _claim(document: str, start: int, quote: str, number: str, speaker: str | None) -> Claim:
    value = float(number)
    end = start + len(number)
    quantity = Quantity(low=value, high=value, best=value, qualifier="exact", text=number, start=start, end=end)
    place = Span(document=document, start=start, end=start + len(quote), quote=quote)
    made = claim_id(document, place=(place.start, place.end), effect="killed", quantity=quantity)
    return Claim(
        id=made, place=place, effect="killed", quantity=quantity, victims="persons", unit="persons", part_of=None,
        when="1991", where="Ostrel", speaker=speaker, stance="asserts", rule="r", made_by=BY,
    )  # fmt: skip


@LAW
@given(st.lists(PLANTED, min_size=1, max_size=4))
def test_every_figure_walks_home(planted: list[Planted]) -> None:
    """Each number on the front page leads to its trace: quotation, file hash, ledger line, place in the text."""
    edition = edition_of(planted)
    pages = {path: body for path, body in draft(edition) if path.endswith(".html")}
    parsed = {path: lxml_html.document_fromstring(body) for path, body in pages.items()}
    links = parsed["index.html"].xpath("//td[contains(@class, 'said')]//q/a")
    claims = {f"t-{c.id}": c for r in edition.readings for c in r.claims}
    assert {link.get("href").partition("#")[2] for link in links} == set(claims)
    for link in links:
        path, _, anchor = link.get("href").partition("#")
        claim, page = claims[anchor], parsed[normpath(join(dirname("index.html"), path))]
        document = next(d for d in edition.documents if d.id == claim.place.document)
        card = page.get_element_by_id(anchor).text_content()
        entry = edition.entries[document.id][0]
        assert link.text_content() == claim.quantity.text
        assert claim.place.quote in card
        assert document.sha256 in card
        assert f"{entry.device} line {entry.line}:" in card
        assert page.get_element_by_id(claim.id) is not None


@LAW
@given(st.lists(PLANTED, min_size=1, max_size=3))
def test_a_marked_text_is_the_text(planted: list[Planted]) -> None:
    """Read back from its page without page numbers and notes, each text is the document's text unchanged."""
    edition = edition_of(planted)
    for path, body in draft(edition):
        if path.startswith("documents/"):
            layer = edition.layer(path.removeprefix("documents/").removesuffix(".html"))
            shown = lxml_html.document_fromstring(body).find_class("text")[0]
            for extra in shown.xpath(".//*[@data-extra]"):
                extra.drop_tree()
            assert layer is not None
            assert shown.text_content() == layer.text


@LAW
@given(st.lists(PLANTED, min_size=1, max_size=4))
def test_hostile_words_never_become_markup_or_the_programs_voice(planted: list[Planted]) -> None:
    """Whatever names, speakers and texts hold, pages have no script, no event attribute, and no side's word."""
    for path, body in draft(edition_of(planted)):
        if path.endswith(".html"):
            page = lxml_html.document_fromstring(body)
            assert not page.xpath("//script | //@*[starts-with(name(), 'on')]")
            assert not [href for href in page.xpath("//@href") if ":" in href]
            assert unquoted_words(body.decode()) == ()


@LAW
@given(st.lists(PLANTED, min_size=1, max_size=4))
def test_rows_stand_by_date_then_intake_and_the_same_comes_out_again(planted: list[Planted]) -> None:
    """The order is that of dates, undated last, then of intake and place; twice drawn, the bytes are the same."""
    edition = edition_of(planted)
    first = dict(draft(edition))
    assert dict(draft(edition)) == first
    index = lxml_html.document_fromstring(first["index.html"])
    shown = [a.get("href").partition("#t-")[2] for a in index.xpath("//td[contains(@class, 'said')]//q/a")]
    order = {d.id: (sort_key(d.described.published), n) for n, d in enumerate(edition.documents)}
    claims = [c for r in edition.readings for c in r.claims]
    assert shown == [c.id for c in sorted(claims, key=lambda c: order[c.place.document])]


MARKS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=8)


@settings(deadline=None)
@given(st.text(max_size=30), MARKS, st.sets(st.integers(0, 30), max_size=3))
def test_pieces_joined_are_the_text_and_each_mark_covers_its_own_words(
    text: str, spans: list[list[int]], pages: set[int]
) -> None:
    """Nothing is lost or doubled by marking; every mark opens once, closes once, and covers what it covers."""
    marks = [Mark(id=f"m{n}", start=s, end=e, kind="figure", number=n) for n, (s, e) in enumerate(spans, start=1)]
    found = segments(text, marks, page_starts={start: n for n, start in enumerate(sorted(pages))})
    assert "".join(s.text for s in found) == text
    for mark in marks:
        assert "".join(s.text for s in found if mark in s.covering) == text[mark.start : mark.end]
        assert sum(mark in s.opening for s in found) == 1
        assert sum(mark in s.closing for s in found) == 1


@LAW
@given(st.lists(PLANTED, min_size=1, max_size=3), st.permutations(["a", "b"]))
def test_two_speakers_swapped_give_the_same_page_with_the_names_swapped(
    planted: list[Planted], names: list[str]
) -> None:
    """The report treats speakers alike: exchanging two names exchanges them on the page, and nothing else."""
    one, other = (f"Party {n}" for n in names)
    plain = [Planted(name=f"{n}.txt", said_on=p.said_on, speaker=one if n % 2 else other, pieces=((f"x{n}", n),))
             for n, p in enumerate(planted)]  # fmt: skip
    swapped = [Planted(name=p.name, said_on=p.said_on, speaker=other if p.speaker == one else one, pieces=p.pieces)
               for p in plain]  # fmt: skip
    first, second = (dict(draft(edition_of(made)))["index.html"].decode() for made in (plain, swapped))
    assert first.replace(one, "\0").replace(other, one).replace("\0", other) == second


def test_a_label_keeps_its_speaker_on_every_page() -> None:
    """A name for an event never stands on a page without quotation marks and its speaker."""
    edition = edition_of([Planted(name="a.txt", said_on="1991", speaker=None, pieces=(("the massacre", 3),))])
    document = edition.documents[0].id
    place = Span(document=document, start=4, end=12, quote="massacre")
    made = content_id("lbl", {"document": document})
    label = Label(id=made, place=place, label="massacre", speaker="Council", stance="asserts", rule="r", made_by=BY)
    first = edition.readings[0]
    reading = Reading(document=document, language="en", claims=first.claims, labels=(label,), made_by=BY)
    held = Edition(
        title="P", made_when="2031", documents=edition.documents, readings=(reading,), comparisons=edition.comparisons,
        layer=edition.layer, entries=edition.entries, verified_sentence="Unchanged.",
    )  # fmt: skip
    pages = {path: body.decode() for path, body in draft(held) if path.endswith(".html")}
    item = lxml_html.document_fromstring(pages["index.html"]).find_class("names")[0].find("dd")
    assert "Council, 1991" in " ".join(item.text_content().split())
    assert all(unquoted_words(page) == () for page in pages.values())


LOOKED_AT = st.tuples(st.booleans(), WORDS.map(lambda w: w or "30"))


def ruled(edition: Edition, done: list[tuple[bool, str]], left_out: list[bool]) -> Edition:
    """Gives the edition with one rule that does with each figure what is drawn, and an inclusion rule that leaves out
    what is drawn.
    """
    (compared,) = edition.comparisons
    taken = tuple(
        Taken(claim=claim, used=used, reason=reason, low=1.0 if used else None, sets=("low",) if used else ())
        for claim, (used, reason) in zip(compared.claims, done, strict=False)
    )
    used = tuple(one.claim for one in taken if one.used)
    inclusion = InclusionRule(name="every one", version="1", text="All.")
    out = tuple(Excluded(claim=c, reason="why not") for c, gone in zip(compared.claims, left_out, strict=False) if gone)
    result = RuleResult(
        rule=CountingRule(id="own", name="massacre", version="1", text="the true toll", source="us"),
        inclusion=inclusion, event=compared.event, effect=compared.effect, taken=taken, unconfirmed=used[:1],
        answer=RuleFigure(slots=(Slot(name="low", number=1.0, claims=used),)),
    )  # fmt: skip
    counted = tuple(c for c in compared.claims if c not in {one.claim for one in out})
    made = Reconciling(inclusion=Inclusion(rule=inclusion, counted=counted, excluded=out), counted=(result,))
    return replace(edition, reconciling=made)


@LAW
@given(
    st.lists(PLANTED, min_size=1, max_size=3), st.lists(LOOKED_AT, max_size=12), st.lists(st.booleans(), max_size=12)
)
def test_every_figure_that_a_rule_looked_at_or_left_out_is_shown_with_its_trace(
    planted: list[Planted], done: list[tuple[bool, str]], left_out: list[bool]
) -> None:
    """Nothing is lost between the rules and the report, and no reason or rule becomes markup or the program's voice."""
    edition = ruled(edition_of(planted), done, left_out)
    pages = {path: body for path, body in draft(edition) if path.endswith(".html")}
    page = lxml_html.document_fromstring(pages[f"rules/{event_file('Ostrel, 1991')}"])
    claims = {c.id: c for r in edition.readings for c in r.claims}
    (result,) = edition.reconciling.counted
    looked = page.xpath("//table[@class='matrix']/tbody/tr//th//q/a/@href")
    assert looked == [f"../{trace_of(claims[one.claim])}" for one in result.taken]
    out = page.xpath("//section[@aria-labelledby='excluded']//li//q/a/@href")
    assert edition.reconciling.inclusion is not None
    assert out == [f"../{trace_of(claims[one.claim])}" for one in edition.reconciling.inclusion.excluded]
    flags = page.xpath("//table[@class='rules']//*[contains(@class, 'flag')]")
    assert len(flags) == int(bool(result.unconfirmed))
    for path in (p for p in pages if p.startswith("rules")):
        shown = lxml_html.document_fromstring(pages[path])
        assert not shown.xpath("//script | //@*[starts-with(name(), 'on')]")
        assert not [href for href in shown.xpath("//@href") if ":" in href]
