"""Tables as files lay them out: heads of rows and columns tell effect, whom, where, when and by whose account."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import At, Row, docx_table, html_table, pdf_table

from accounted.core.claim import Claim, Reading
from accounted.core.document import Document, Span, TextLayer
from accounted.read import read_text, text_layer

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BROKEN_DOWN: list[Row] = [
    [At("District", rows=2), At("Killed", columns=3), At("Injured", rows=2, note="2")],
    ["Men", "Women", "Total"],
    ["Mill", "12", "8", At("20", note="1"), "30"],
    ["Station", "1", "2", "3", "-"],
    ["Total", "13", "10", "23", "30"],
]


def layer(content: bytes, kind: str) -> TextLayer:
    """Gives the text layer of bytes of a kind."""
    document = Document(
        id="doc-t", sha256="0" * 64, size_bytes=1, name="t", media_type=kind, received_when="", received_by=""
    )
    made = text_layer(document, content)
    assert isinstance(made, TextLayer)
    return made


def read(content: bytes, kind: str = "text/html", *, language: str = "en") -> Reading:
    """Gives what is read of bytes; every span in it is exact."""
    made = layer(content, kind)
    found = read_text(made, language=language)
    for claim in found.claims:
        assert isinstance(claim.place, Span)
        assert made.text[claim.place.start : claim.place.end] == claim.place.quote
        assert made.text[claim.quantity.start : claim.quantity.end] == claim.quantity.text
        assert claim.place.start <= claim.quantity.start < claim.quantity.end <= claim.place.end
    return found


def told(found: Reading) -> list[tuple[str, str, str | None]]:
    """Gives effect and number of each claim, with the number of its total."""
    words = {claim.id: claim.quantity.text for claim in found.claims}
    return [(c.effect, c.quantity.text, words.get(c.part_of or "")) for c in found.claims]


def by_number(found: Reading) -> dict[str, Claim]:
    """Gives the claims by their number's words."""
    return {claim.quantity.text: claim for claim in found.claims}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf_table(BROKEN_DOWN, title="Losses"), "application/pdf"),
        (pdf_table(BROKEN_DOWN, title="Losses", two_lines=True), "application/pdf"),
        (html_table(BROKEN_DOWN, "Losses", heads=2), "text/html"),
        (html_table(BROKEN_DOWN, "Losses", heads=0), "text/html"),
        (docx_table(BROKEN_DOWN, "Losses"), DOCX),
    ],
    ids=["pdf", "pdf, two lines a cell", "html", "html without th", "docx"],
)
def test_one_table_in_every_form(content: bytes, kind: str) -> None:
    """Merged heads, notes behind numbers, a total row and a total column are the same whatever file they came in."""
    found = read(content, kind)
    killed = [
        ("killed", n, of) for n, of in (("12", "20"), ("8", "20"), ("20", "23"), ("1", "3"), ("2", "3"), ("3", "23"))
    ]
    assert [one for one in told(found) if one[0] == "killed"] == [
        *killed,
        ("killed", "13", "23"),
        ("killed", "10", "23"),
        ("killed", "23", None),
    ]
    assert [one for one in told(found) if one[0] == "injured"] == [("injured", "30", "30"), ("injured", "30", None)]
    claims = by_number(found)
    assert (claims["12"].where, claims["12"].victims, claims["23"].where) == ("Mill", "Men", None)


def test_a_pdf_cell_walks_home_to_its_box() -> None:
    """Each character of a number that a drawn table gave has its box on the page, inside the cell."""
    made = layer(pdf_table(BROKEN_DOWN), "application/pdf")
    boxes = {box.offset: box for box in made.boxes}
    for claim in read_text(made, language="en").claims:
        for offset in range(claim.quantity.start, claim.quantity.end):
            assert boxes[offset].page == 1
            assert 40 <= boxes[offset].left < boxes[offset].right <= 590


@pytest.mark.parametrize("second", [True, False], ids=["head repeated", "head not repeated"])
def test_a_table_goes_on_over_a_page_break(second: bool) -> None:
    """Rows of the next page belong to the same table, whose total may stand there, with or without the head again."""
    head = ["Home district", "People killed"]
    pages = ([head, ["Mill", "12"]], [*([head] if second else []), ["Station", "8"], ["Total", "20"]])
    found = read(pdf_table(*pages), "application/pdf")
    assert told(found) == [("killed", "12", "20"), ("killed", "8", "20"), ("killed", "20", None)]
    assert by_number(found)["8"].where == "Station"


def test_an_infobox() -> None:
    """Rows of a label and a value: what befell, how many, with a part in brackets; place and date hold for all."""
    rows: list[Row] = [
        [At("Shelling of Ardel", columns=2)],
        ["Location", "Ardel"],
        ["Date", "3 March 2009"],
        ["Deaths", At("613", note="1")],
        ["Non-fatal injuries", "487 (incl. 63 children)"],
        ["Perpetrators", "Unknown"],
    ]
    found = read(html_table(rows))
    assert told(found) == [("killed", "613", None), ("injured", "487", None), ("injured", "63", "487")]
    assert {(claim.where, claim.when) for claim in found.claims} == {("Ardel", "2009-03-03")}
    assert by_number(found)["63"].victims == "children"


def test_a_table_of_sources() -> None:
    """Who says a figure stands in a column: before the number, or behind it; so does the day it was said of."""
    rows: list[Row] = [
        ["Source", "Killed", "Date"],
        ["Ministry of Health", "at least 200", "5 March 2009"],
        ["Red Cross", "150-170", "6 March 2009"],
    ]
    found = read(html_table(rows))
    assert [(c.speaker, c.quantity.qualifier, c.when) for c in found.claims] == [
        ("Ministry of Health", "at_least", "2009-03-05"),
        ("Red Cross", "range", "2009-03-06"),
    ]


def test_years_as_heads() -> None:
    """Years over the columns are when; the rows tell the effect, and a row that tells none gives no claim."""
    rows: list[Row] = [
        ["", "2007", "2008"],
        ["People killed", "12", "34"],
        ["Houses destroyed", "5", "1,200"],
        ["Prices", "3", "4"],
    ]
    found = read(html_table(rows))
    assert [(c.effect, c.quantity.best, c.when, c.unit) for c in found.claims] == [
        ("killed", 12, "2007", "persons"),
        ("killed", 34, "2008", "persons"),
        ("destroyed", 5, "2007", "buildings"),
        ("destroyed", 1200, "2008", "buildings"),
    ]
    reasons = {none.text: none.reason for none in found.no_claims}
    assert reasons["3"] == reasons["4"] == "in a table whose heads tell no effect"


def test_of_whom_in_rows_and_columns() -> None:
    """ "of whom children" is a part of the row above it, or of the column before it."""
    below = read(html_table([["Killed", "613"], ["of whom children", "63"], ["Wounded", "487"]], heads=0))
    assert told(below) == [("killed", "613", None), ("killed", "63", "613"), ("injured", "487", None)]
    aside = read(html_table([["District", "Killed", "of whom children"], ["Mill", "40", "6"]]))
    assert told(aside) == [("killed", "40", None), ("killed", "6", "40")]


def test_groups_of_rows_under_a_head_of_their_own() -> None:
    """A row of one cell over the whole width tells the effect of the rows below it."""
    rows: list[Row] = [
        ["District", "Number"],
        [At("Killed", columns=2)],
        ["Mill", "12"],
        [At("Injured", columns=2)],
        ["Mill", "30"],
    ]
    assert told(read(html_table(rows))) == [("killed", "12", None), ("injured", "30", None)]


def test_two_effects_in_one_head() -> None:
    """ "Killed and wounded" over one number is `other` with a note, never either."""
    (claim,) = read(html_table([["District", "Killed and wounded"], ["Mill", "12"]])).claims
    assert (claim.effect, claim.note) == ("other", "two effects under one number")


@pytest.mark.parametrize("head", ["Age", "No.", "Share of killed, %", "Year", "Price"])
def test_columns_that_count_something_else(head: str) -> None:
    """Ages, serial numbers, shares, years and prices are no figures, and each is told why."""
    found = read(html_table([["Name of village", head], ["Tolan", "12"], ["Veshti", "30"]]))
    assert not found.claims
    assert {none.text for none in found.no_claims} >= {"12", "30"}


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("fr", [["District", "Tués", "Blessés"], ["Moulin", "12", "30"], ["Total", "20", "41"]]),
        ("es", [["Municipio", "Muertos", "Heridos"], ["Molino", "12", "30"], ["Total", "20", "41"]]),
        ("pt", [["Município", "Mortos", "Feridos"], ["Moinho", "12", "30"], ["Total", "20", "41"]]),
        ("de", [["Ort", "Getötete", "Verletzte"], ["Mühle", "12", "30"], ["Gesamt", "20", "41"]]),
        ("pl", [["Powiat", "Zabici", "Ranni"], ["Młyn", "12", "30"], ["Razem", "20", "41"]]),
        ("ru", [["Район", "Погибшие", "Раненые"], ["Мельница", "12", "30"], ["Всего", "20", "41"]]),
        ("uk", [["Район", "Загиблі", "Поранені"], ["Млин", "12", "30"], ["Усього", "20", "41"]]),
        ("tr", [["İlçe", "Ölü", "Yaralı"], ["Değirmen", "12", "30"], ["Toplam", "20", "41"]]),
        ("az", [["Rayon", "Ölənlər", "Yaralananlar"], ["Dəyirman", "12", "30"], ["Cəmi", "20", "41"]]),
        ("hy", [["Շրջան", "Զոհվածներ", "Վիրավորներ"], ["Ջրաղաց", "12", "30"], ["Ընդամենը", "20", "41"]]),
        ("ar", [["المحافظة", "القتلى", "الجرحى"], ["أردل", "12", "30"], ["المجموع", "20", "41"]]),
    ],
)
def test_tables_of_other_languages(language: str, rows: list[Row]) -> None:
    """Heads and totals are read in every language that has rules."""
    found = read(html_table(rows), language=language)
    assert told(found) == [
        ("killed", "12", "20"),
        ("injured", "30", "41"),
        ("killed", "20", None),
        ("injured", "41", None),
    ]
    assert by_number(found)["12"].where == rows[1][0]


def test_a_page_laid_out_by_a_table_is_read_as_sentences() -> None:
    """A cell of prose is prose: its figures are read by its sentences, its other numbers are none."""
    prose = "On 3 March 2009 shells killed 40 people in Ardel. The council met 12 times since."
    found = read(html_table([[At(prose, columns=2)], ["Menu", "Home"]], heads=0))
    assert [(c.quantity.text, c.rule) for c in found.claims] == [("40", "en.active")]


def test_raised_notes_are_no_digits() -> None:
    """A note's number is written raised in the text, so that 613 with note 1 is never 6,131."""
    html = b"<p>Shells killed 613<sup>1</sup> people and wounded<sup>2</sup> 40.</p>"
    found = read(html)
    assert [(c.effect, c.quantity.best) for c in found.claims] == [("killed", 613), ("injured", 40)]
    assert "613¹ people" in layer(html, "text/html").text


words = st.sampled_from(
    ["Killed", "District", "12", "Total", "", "1,275", "at least 40", "2009", "–", "Mill", "of whom", "(3)"]
)


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_any_table_is_read_with_exact_spans(rows: list[list[str]]) -> None:
    """Whatever stands in its cells, a table is read without a fault, and no number is both a claim and none."""
    found = read(html_table(rows))
    assert not {c.quantity.start for c in found.claims} & {none.start for none in found.no_claims}
