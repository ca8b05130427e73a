"""An invented event in an invented place, as the conductor would hand it over: every kind of document and figure."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from accounted.core.claim import Citation, Claim, Comparison, Denial, Label, NoClaim, Quantity, Reading, claim_id
from accounted.core.document import (
    Cell,
    CharBox,
    Description,
    Document,
    Entry,
    MadeBy,
    Page,
    Place,
    Span,
    TextLayer,
    Tie,
    document_id,
)
from accounted.core.ids import content_id, sha256_of
from accounted.core.outcome import Remark, SetAside
from accounted.publish import Edition, draft
from publish.reconciled_scene import doings, reconciling

T = TypeVar("T")
BY = MadeBy(step="read.english", version="1")
EVENT = "Ostrel, 3-4 March 1991"

MINISTRY = """Ministry of Interior of Velmar
5 March 1991

During the night 30 people lost their lives in the town of Ostrel. The incident is being looked into.
Telephone 55 12.
"""
WIRE = """OSTREL, 9 March - The district hospital said that at least 125 bodies had been received.
Residents spoke of scores of dead in the streets around the mill, and of up to 1,000 people held.
"""
DAILY = """From our correspondent. Residents spoke of scores of dead in the streets around the mill.
"""
COUNCIL_ONE = """Statement of the Regional Council of Ostrel

In the night of 3 to 4 March, armed units entered the town.
625 residents killed, among them 71 children, 190 women and
88 men; some 300 were wounded.
"""
COUNCIL_TWO = """The council calls what happened a massacre. Dozens are
still missing. The Ministry denies any responsibility.
"""
FRENCH = """Rapport d'une organisation de défense des droits.
Entre 200 et 500 civils ont été tués à Ostrel, et quarante-trois blessés ont été soignés.
"""
ARABIC = """قال مجلس المنطقة إن أكثر من 600 شخص قُتلوا في أوسترل.
ووصف البيان ما حدث بأنه مجزرة.
"""
REPLY = """The Ministry of Interior states: the figure of more than 600 killed is invented.
The Ministry rejects all responsibility. \u202eHidden\u202c & <script>alert("x")</script> <b>625</b> stay text.
"""


@dataclass
class Making:
    """Documents and readings as they grow; `build` hands them over as one edition."""

    documents: list[Document] = field(default_factory=list)
    layers: dict[str, TextLayer] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=dict)
    denials: dict[str, list[Denial]] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)

    def document(self, name: str, text: str | None, *, kind: str = "text/plain", **told: str) -> str:
        """Takes a name, a text and what is told, adds a document, gives its id."""
        content = (text if text is not None else name).encode("utf-8")
        one = Document(
            id=document_id(sha256_of(content), name),
            sha256=sha256_of(content),
            size_bytes=len(content),
            name=name,
            media_type=kind,
            received_when="2031-05-12T09:30:00Z",
            received_by="R. Tarn",
            described=Description(**told),
        )
        self.documents.append(one)
        if text is not None:
            self.layers[one.id] = TextLayer(document=one.id, text=text, extractor="plain", version="1")
        self.languages[one.id] = told.get("language", "en")
        return one.id

    def span(self, document: str, quote: str) -> Span:
        """Takes a document id and words that stand in it, gives their place."""
        start = self.layers[document].text.index(quote)
        return Span(document=document, start=start, end=start + len(quote), quote=quote)

    def claim(self, place: Place, number: str, bounds: tuple[str, float | None, float | None, float | None]) -> "Draft":
        """Takes a place, the number's words and (qualifier, low, high, best), gives a figure to be filled in."""
        offset = place.start if isinstance(place, Span) else 0
        start = offset + place.quote.index(number)
        qualifier, low, high, best = bounds
        quantity = Quantity(
            low=low, high=high, best=best, qualifier=qualifier, text=number, start=start, end=start + len(number)
        )
        return Draft(making=self, place=place, quantity=quantity)

    def label(self, document: str, word: str, speaker: str | None) -> Label:
        """Takes a document id, a naming word in it and its speaker, adds the name."""
        place = self.span(document, word)
        made = content_id("lbl", {"document": document, "start": place.start})
        found = Label(id=made, place=place, label=word, speaker=speaker, stance="asserts", rule="en.label", made_by=BY)
        self.labels.setdefault(document, []).append(found)
        return found

    def denial(self, document: str, words: str, speaker: str | None, what: str | None) -> Denial:
        """Takes a document id, words in it, speaker and what is rejected, adds the rejection."""
        place = self.span(document, words)
        made = content_id("den", {"document": document, "start": place.start})
        found = Denial(id=made, place=place, speaker=speaker, what=what, rule="en.denial", made_by=BY)
        self.denials.setdefault(document, []).append(found)
        return found

    def readings(self) -> tuple[Reading, ...]:
        """Gives one reading for each document in which something was read."""
        return tuple(
            Reading(
                document=d.id,
                language=self.languages[d.id],
                claims=tuple(self.claims.get(d.id, ())),
                labels=tuple(self.labels.get(d.id, ())),
                denials=tuple(self.denials.get(d.id, ())),
                no_claims=self._no_claims(d.id),
                made_by=BY,
            )
            for d in self.documents
            if d.id in self.layers or d.id in self.claims
        )

    def _no_claims(self, document: str) -> tuple[NoClaim, ...]:
        layer = self.layers.get(document)
        start = layer.text.find("55 12") if layer else -1
        return (NoClaim(start=start, end=start + 5, text="55 12", reason="a telephone number"),) if start >= 0 else ()


@dataclass
class Draft:
    """A figure on its way: what is said of it besides place and number."""

    making: Making
    place: Place
    quantity: Quantity

    def add(self, effect: str, *, victims: str | None = None, part_of: str | None = None, **more: object) -> Claim:
        """Takes an effect and what else is told, adds the figure, gives it."""
        place = self.place
        at = (place.start, place.end) if isinstance(place, Span) else (place.row, place.column)
        made = Claim(
            id=claim_id(place.document, place=at, effect=effect, quantity=self.quantity),
            place=place,
            effect=effect,
            quantity=self.quantity,
            victims=victims,
            unit="persons",
            part_of=part_of,
            when="1991-03-03/1991-03-04",
            where="Ostrel",
            speaker=None,
            stance="asserts",
            rule="en.passive-count",
            made_by=BY,
        )
        made = replace(made, **more)  # type: ignore[arg-type]
        self.making.claims.setdefault(place.document, []).append(made)
        return made


def paged(document: str, texts: tuple[str, ...]) -> TextLayer:
    """Takes a document id and its pages' texts, gives a text layer with a box for every character."""
    pages: list[Page] = []
    boxes: list[CharBox] = []
    offset = 0
    for number, text in enumerate(texts, start=1):
        pages.append(Page(number=number, start=offset, end=offset + len(text), width=595, height=842))
        row, column = 0, 0
        for index, character in enumerate(text):
            if character == "\n":
                row, column = row + 1, 0
                continue
            left, bottom = 72.0 + 6.5 * column, 760.0 - 18 * row
            box = {"left": left, "bottom": bottom, "right": left + 6, "top": bottom + 11}
            boxes.append(CharBox(offset=offset + index, page=number, **box))
            column += 1
        offset += len(text)
    layer = TextLayer(document=document, text="".join(texts), extractor="pdfium", version="5")
    return replace(layer, pages=tuple(pages), boxes=tuple(boxes))


def _comparison(effect: str, scope: str, claims: list[Claim], *, event: str = EVENT, origins: int = 1) -> Comparison:
    ids = tuple(c.id for c in claims)
    return Comparison(
        id=content_id("cmp", {"event": event, "claims": list(ids)}),
        event=event,
        effect=effect,
        scope=scope,
        claims=ids,
        origins=origins,
        reasons=("1 of 2 figures: no date stated: taken with the dates of its document",)
        if effect == "injured"
        else (),
        made_by=BY,
    )


def _statements(making: Making) -> tuple[dict[str, str], dict[str, Claim]]:
    """Adds the documents and all that is stated in them."""
    add = making.document
    ids = {
        "ministry": add("press/5-march.txt", MINISTRY, title="Press release", source="Ministry of Interior of Velmar",
                        published="1991-03-05", language="en", seen_in="original", url="http://ministry.example/1"),
        "wire": add("wire/ostrel.txt", WIRE, title="Ostrel, 9 March", publisher="Wire of the North",
                    published="1991-03-09", language="en", seen_in="original"),
        "daily": add("papers/daily.txt", DAILY, publisher="The Daily", published="1991-03-09", language="en",
                     seen_in="repost"),
        "council": add("council/statement.pdf", COUNCIL_ONE + COUNCIL_TWO, kind="application/pdf",
                       title="Statement of the Regional Council", source="Regional Council of Ostrel",
                       published="1991-04-11", language="en", seen_in="original"),
        "french": add("rapport.txt", FRENCH, title="Rapport sur Ostrel", source="Ligue des droits de Velmar",
                      published="1991-04-02", language="fr", seen_in="original"),
        "arabic": add("بيان.txt", ARABIC, title="بيان مجلس المنطقة", source="مجلس المنطقة", language="ar"),
        "reply": add("press/<script>alert(1)</script> \u202etxt.exe", REPLY, source="Ministry of Interior of Velmar",
                     published="1991-04-20", language="en", seen_in="original"),
        "table": add("figures.csv", None, kind="text/csv", title="Figures gathered by R. Tarn"),
        "photo": add("photo-0017.jpg", None, kind="image/jpeg"),
    }  # fmt: skip
    council = making.layers[ids["council"]]
    making.layers[ids["council"]] = paged(council.document, (COUNCIL_ONE, COUNCIL_TWO))
    claims = _figures(making, ids) | _cells(making, ids["table"])
    making.label(ids["ministry"], "incident", None)
    making.label(ids["council"], "massacre", "Regional Council of Ostrel")
    making.label(ids["arabic"], "مجزرة", None)
    making.denial(ids["council"], "denies any responsibility", "The Ministry", "any responsibility")
    making.denial(ids["reply"], "the figure of more than 600 killed is invented", None, "more than 600 killed")
    making.denial(ids["reply"], "rejects all responsibility", "The Ministry", "all responsibility")
    return ids, claims


def _figures(making: Making, ids: dict[str, str]) -> dict[str, Claim]:
    at, of = making.span, making.claim
    council = ids["council"]
    total = of(at(council, "625 residents killed, among them 71 children"), "625", ("exact", 625, 625, 625))
    whole = total.add("killed", victims="residents")
    part = {"part_of": whole.id}
    between = at(ids["french"], "Entre 200 et 500 civils ont été tués")
    return {
        "total": whole,
        "children": of(at(council, "71 children"), "71", ("exact", 71, 71, 71)).add(
            "killed", victims="children", **part
        ),
        "women": of(at(council, "190 women"), "190", ("exact", 190, 190, 190)).add("killed", victims="women", **part),
        "men": of(at(council, "88 men"), "88", ("exact", 88, 88, 88)).add("killed", victims="men", **part),
        "wounded": of(at(council, "some 300 were wounded"), "some 300", ("about", None, None, 300)).add("injured"),
        "missing": of(at(council, "Dozens are\nstill missing"), "Dozens", ("vague", 24, None, None)).add("missing"),
        "lost": of(at(ids["ministry"], "30 people lost their lives"), "30", ("exact", 30, 30, 30)).add(
            "killed", victims="people"
        ),
        "bodies": of(at(ids["wire"], "at least 125 bodies"), "at least 125", ("at_least", 125, None, 125)).add(
            "killed", victims="bodies", speaker="district hospital"
        ),
        "scores": of(at(ids["wire"], "scores of dead"), "scores", ("vague", 40, None, None)).add(
            "killed", speaker="Residents"
        ),
        "copied": of(at(ids["daily"], "scores of dead"), "scores", ("vague", 40, None, None)).add(
            "killed", speaker="Residents"
        ),
        "held": of(at(ids["wire"], "up to 1,000 people held"), "up to 1,000", ("at_most", None, 1000, 1000)).add(
            "detained", victims="people", speaker="Residents", stance="reports"
        ),
        "range": of(between, "Entre 200 et 500", ("range", 200, 500, None)).add("killed", victims="civils"),
        "soignes": of(at(ids["french"], "quarante-trois blessés"), "quarante-trois", ("exact", 43, 43, 43)).add(
            "injured", victims="blessés"
        ),
        "arabic": of(at(ids["arabic"], "أكثر من 600 شخص"), "أكثر من 600", ("more_than", 600, None, 600)).add(
            "killed", victims="شخص"
        ),
        "denied": of(at(ids["reply"], "more than 600 killed"), "more than 600", ("more_than", 600, None, 600)).add(
            "killed", speaker="The Ministry of Interior", stance="denies"
        ),
    }  # fmt: skip


def _cells(making: Making, table: str) -> dict[str, Claim]:
    def cell(row: int, quote: str) -> Cell:
        return Cell(document=table, sheet="", row=row, column=7, quote=quote)

    cited = Citation(
        said_on="1991-03-12", seen_in="relayed", relay="Radio North", title="Evening news", publisher="Radio North"
    )
    later = Citation(said_on="1996", seen_in="original", title="Yearbook 1996", publisher="Institute of Velmar")
    bounds = {
        "radio": ("fewer_than", None, 50.0, 50.0),
        "year": ("about", None, None, 640.0),
        "share": ("percent", None, None, 12.0),
    }
    return {
        "radio": making.claim(cell(2, "fewer than 50"), "fewer than 50", bounds["radio"]).add(
            "killed", speaker="Governor of Ostrel", citation=cited, rule="table"
        ),
        "year": making.claim(cell(3, "ca. 640 inhabitants"), "ca. 640", bounds["year"]).add(
            "killed", victims="inhabitants", citation=later, rule="table"
        ),
        "share": making.claim(cell(4, "12% of houses"), "12%", bounds["share"]).add(
            "destroyed", speaker="Institute of Velmar", citation=later, rule="table", unit="buildings", when=None
        ),
    }  # fmt: skip


def _ties(making: Making, ids: dict[str, str]) -> tuple[Tie, ...]:
    passage = "Residents spoke of scores of dead in the streets around the mill"
    copied = (making.span(ids["daily"], passage), making.span(ids["wire"], passage))
    cited = (making.span(ids["reply"], "the figure of more than 600 killed"), None)
    return (
        Tie(id="tie-1f00", kind="shared-passage", from_document=ids["daily"], to_document=ids["wire"], directed=True,
            reason="12 words in common; the later document repeats the earlier", spans=(copied,), made_by=BY),
        Tie(id="tie-2f00", kind="citation", from_document=ids["reply"], to_document=ids["council"], directed=False,
            reason="one speaks of a figure of the other", spans=(cited,), made_by=BY),
    )  # fmt: skip


def build() -> Edition:
    """Gives the edition."""
    making = Making()
    ids, c = _statements(making)
    killed = ["lost", "bodies", "scores", "copied", "radio", "range", "total", "denied", "year", "arabic"]
    parts = [c["children"], c["women"], c["men"]]
    ties = _ties(making, ids)
    comparisons = (
        _comparison("killed", "killed; persons", [c[k] for k in killed], origins=7),
        _comparison("killed", "killed; children, as part of a total", [c["children"]]),
        _comparison("injured", "injured; persons", [c["soignes"], c["wounded"]], origins=2),
        _comparison("detained", "detained; persons", [c["held"]]),
        _comparison("missing", "missing; persons", [c["missing"]]),
    )
    sums = "71 children + 190 women + 88 men = 349 of 625; 276 are not broken down."
    remarks = (
        Remark(code="parts-below-total", where="council/statement.pdf, page 1, line 4", message=sums,
               places=tuple(p.place for p in [c["total"], *parts]), made_from=(c["total"].id,)),
    )  # fmt: skip
    aside = SetAside(
        code="pdf-encrypted",
        where="inbox/locked.pdf",
        found="an encrypted PDF",
        expected="a PDF that opens without a password",
        advice="Ask whoever gave it for a copy without a password, and collect that.",
        sha256="ab" * 32,
    )
    entries = {
        d.id: (
            Entry(
                device="laptop-2",
                line=n + 7,
                when="2031-05-12T09:30:01Z",
                who="R. Tarn",
                act=f"act-{n:04d}",
                kind="collect",
            ),
        )
        for n, d in enumerate(making.documents)
    }
    return Edition(
        title="Ostrel project",
        made_when="2031-05-13T10:00:00Z",
        documents=tuple(making.documents),
        readings=making.readings(),
        comparisons=comparisons,
        ties=ties,
        remarks=remarks,
        set_aside=(aside,),
        entries=entries,
        layer=making.layers.get,
        languages_measured={"en": "precision .95, recall .91 on 237 figures of another set.", "fr": None},
        verified_sentence="Unchanged since received here, 2031-05-13, by this computer's clock. "
        "Checkpoint held elsewhere: never",
        ledger_facts=("Ledger laptop-2: 16 lines.",),
        made_with="accounted 0.1.0",
        reconciling=reconciling(
            making.documents, c, comparisons, ties, (_every(making.labels), _every(making.denials))
        ),
        doings=doings(making.documents, c, EVENT),
    )


def _every(by_document: dict[str, list[T]]) -> list[T]:
    return [one for some in by_document.values() for one in some]


@pytest.fixture(scope="session")
def edition() -> Edition:
    """Gives the invented edition."""
    return build()


@pytest.fixture(scope="session")
def pages(edition: Edition) -> dict[str, bytes]:
    """Gives the report of the invented edition, by path."""
    return dict(draft(edition))


@pytest.fixture(scope="session")
def claim_of(edition: Edition) -> Callable[[str], Claim]:
    """Gives a way to find a figure by its quote."""
    found = {c.place.quote: c for r in edition.readings for c in r.claims}
    return found.__getitem__
