"""The report as a folder: what each page says, in whose voice, and where each link leads."""

import csv
import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest
from lxml import html as lxml_html

from accounted.core.claim import Comparison, Reading
from accounted.core.document import MadeBy
from accounted.core.outcome import WrongUsage
from accounted.publish import Edition, draft
from accounted.publish.plainwords import unquoted_words
from accounted.publish.report import storable
from accounted.publish.wording import INTERNAL, NOT_HELD, REPORTS
from publish.conftest import ARABIC, COUNCIL_ONE, COUNCIL_TWO, REPLY, WIRE

Pages = dict[str, bytes]


def _html(pages: Pages) -> dict[str, lxml_html.HtmlElement]:
    return {path: lxml_html.document_fromstring(body) for path, body in pages.items() if path.endswith(".html")}


def _page_with(pages: Pages, words: str) -> lxml_html.HtmlElement:
    found = [
        page for path, page in _html(pages).items() if path.startswith("documents/") and words in page.text_content()
    ]
    return found[0]


def _text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_folder_holds_pages_style_and_data(pages: Pages, edition: Edition) -> None:
    """A report is a front page, a page of leanings, one page a document, one style sheet and its data."""
    assert {"index.html", "leans.html", "style.css", "data/figures.csv", "data/columns.csv"} <= pages.keys()
    assert sum(path.startswith("documents/") for path in pages) == len(edition.documents)


def test_the_same_edition_gives_the_same_bytes(pages: Pages, edition: Edition) -> None:
    """Drawn twice, every file is the same."""
    assert dict(draft(edition)) == pages


def test_every_page_is_headed_internal_and_says_that_it_decides_nothing(pages: Pages) -> None:
    """Each page carries the heading and the sentence of the first rule of wording."""
    for path, page in _html(pages).items():
        assert page.find_class("internal")[0].text_content() == INTERNAL, path
        assert REPORTS in _text(page.get_element_by_id("main")), path


def test_no_page_runs_a_script_or_loads_from_a_network(pages: Pages) -> None:
    """Pages hold no script, no event attribute, no address of a resource outside the folder."""
    for path, page in _html(pages).items():
        assert not page.xpath("//script | //iframe | //object | //embed | //img | //*[@src] | //form"), path
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), path
        assert not [h for h in page.xpath("//@href") if re.match(r"[a-zA-Z][\w+.-]*:|//", h)], path
    assert b"url(" not in pages["style.css"]
    assert b"@import" not in pages["style.css"]


def test_every_link_leads_to_a_file_and_an_anchor_of_the_folder(pages: Pages) -> None:
    """No link of any page is dead, and no anchor stands twice on a page."""
    parsed = _html(pages)
    anchors = {path: page.xpath("//@id") for path, page in parsed.items()}
    for path, page in parsed.items():
        assert len(set(anchors[path])) == len(anchors[path]), path
        for href in page.xpath("//@href"):
            target, _, anchor = href.partition("#")
            there = normpath(join(dirname(path), target)) if target else path
            assert there in pages, (path, href)
            assert not anchor or anchor in anchors[there], (path, href)


def test_headings_go_down_one_step_at_a_time(pages: Pages) -> None:
    """A screen reader finds one h1 and no skipped step."""
    for path, page in _html(pages).items():
        levels = [int(h.tag[1]) for h in page.xpath("//h1 | //h2 | //h3 | //h4")]
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_tables_say_what_their_columns_are(pages: Pages) -> None:
    """Every table has column headings with a scope, and every row one heading or a labelled cell."""
    for page in _html(pages).values():
        for table in page.xpath("//table"):
            assert table.xpath(".//thead//th[@scope='col']")
    index = _html(pages)["index.html"]
    first = [_text(th) for th in index.xpath("(//table)[1]/thead//th")]
    expected = [
        "said on",
        "speaker",
        "seen in",
        "figure, in the speaker’s words",
        "who is counted",
        "stance",
        "leans on",
    ]
    assert first == expected


def test_the_programs_own_voice_uses_no_sides_word(pages: Pages) -> None:
    """Outside quotation marks, names and file names, no page has a word of the list."""
    for path, body in pages.items():
        if path.endswith(".html"):
            assert unquoted_words(body.decode()) == (), path


def test_rows_stand_by_date_of_statement_undated_last(pages: Pages) -> None:
    """Figures and rejections stand in one table by date; size, side and origin play no part."""
    rows = _html(pages)["index.html"].xpath("(//table)[1]/tbody/tr")
    assert [_text(row[0]) for row in rows] == [
        "5 March 1991", "9 March 1991", "9 March 1991", "9 March 1991", "12 March 1991", "2 April 1991",
        "11 April 1991", "11 April 1991", "20 April 1991", "20 April 1991", "1996", "undated",
    ]  # fmt: skip


def test_a_rejection_is_a_row_of_the_same_table(pages: Pages) -> None:
    """A rejected figure stands once among the figures, with its speaker, though it was read twice."""
    rows = _html(pages)["index.html"].xpath("(//table)[1]/tbody/tr")
    rejecting = [_text(row) for row in rows if _text(row[5]) == "rejects"]
    assert [text.count("more than 600 killed") for text in rejecting] == [0, 1, 0]
    assert "The Ministry of Interior" in rejecting[1]


def test_parts_stand_beneath_their_total_with_links_of_their_own(pages: Pages) -> None:
    """The breakdown of a total is a list in its row, each part linked to its own trace."""
    row = next(r for r in _html(pages)["index.html"].xpath("(//table)[1]/tbody/tr") if "625" in r.text_content())
    parts = row.xpath(".//ul[@class='parts']/li")
    assert [_text(part) for part in parts] == ["of them 71 children", "of them 190 women", "of them 88 men"]
    assert len({part.xpath(".//a/@href")[0] for part in parts}) == 3


def test_an_unnamed_speaker_is_said_to_be_unnamed(pages: Pages) -> None:
    """A cell without a speaker is not given the voice of whoever gathered the table."""
    rows = _html(pages)["index.html"].xpath("(//table)[1]/tbody/tr")
    assert [_text(row[1]) for row in rows if "640" in row.text_content()] == ["speaker not named"]


def test_names_for_the_event_stand_by_language_each_with_its_speaker(pages: Pages) -> None:
    """Names are quotations with speaker and date, grouped by language."""
    names = _html(pages)["index.html"].find_class("names")[0]
    assert [_text(item) for item in names] == [
        "Arabic", "مجزرة مجلس المنطقة, undated", "English", "incident Ministry of Interior of Velmar, 5 March 1991",
        "massacre Regional Council of Ostrel, 11 April 1991",
    ]  # fmt: skip
    assert [q.get("lang") for q in names.iter("q")] == ["ar", "en", "en"]


def test_a_figure_in_words_is_shown_with_its_reading(pages: Pages) -> None:
    """“quarante-trois” is followed by the number it was read as; a plain number is not repeated."""
    index = _text(_html(pages)["index.html"])
    assert "quarante-trois blessés read as 43" in index
    assert "30 people lost their lives read as" not in index


def test_no_floor_of_a_vague_word_is_printed(pages: Pages) -> None:
    """The floors of “scores” and “dozens” stand in the JSON alone."""
    rows = list(csv.DictReader(io.StringIO(pages["data/figures.csv"].decode())))
    assert {row["low"] for row in rows if row["qualifier"] == "vague"} == {""}
    index = _html(pages)["index.html"]
    vague = [r for r in index.xpath("//tbody/tr") if re.search("scores|Dozens", r.text_content())]
    assert not [r for r in vague if re.search(r"\b(40|24)\b", r.text_content())]
    floors = [
        c["quantity"]["low"] for c in json.loads(pages["data/figures.json"]) if c["quantity"]["qualifier"] == "vague"
    ]
    assert sorted(floors) == [24, 40, 40]


def test_what_is_not_measured_or_read_is_said(pages: Pages) -> None:
    """Languages without measured accuracy, texts not read and speakers heard through others are counted."""
    notes = _text(_html(pages)["index.html"].find_class("notes")[0])
    assert "How well the reader reads Arabic and French has not been measured." in notes
    assert "1 document of 9 gave no text to read." in notes
    assert "English: precision .95, recall .91" in notes


def test_set_aside_and_remarks_are_listed_with_their_places(pages: Pages) -> None:
    """What a step could not use stands with code, finding and advice; a remark links to each of its places."""
    index = _html(pages)["index.html"]
    text = _text(index)
    assert "pdf-encrypted inbox/locked.pdf an encrypted PDF; expected a PDF that opens without a password" in text
    assert len(index.find_class("remarks")[0].xpath(".//a")) == 4


def test_a_document_page_gives_the_text_back_whole(pages: Pages) -> None:
    """Without page numbers and notes, the marked text is the text of the document, character for character."""
    for words, text in (
        ("rejects all", REPLY),
        ("armed units", COUNCIL_ONE + COUNCIL_TWO),
        ("Residents spoke", WIRE),
        ("أوسترل", ARABIC),
    ):
        shown = _page_with(pages, words).find_class("text")[0]
        for extra in shown.xpath(".//*[@data-extra]"):
            extra.drop_tree()
        assert shown.text_content() == text


def test_nested_figures_are_marked_inside_each_other(pages: Pages) -> None:
    """The words of a part inside its total carry the deeper mark, and both numbers follow."""
    text = _page_with(pages, "armed units").find_class("text")[0]
    deep = text.xpath(".//mark[contains(@class, 'deep')]")
    assert [m.text_content() for m in deep] == ["71 children"]
    assert [sup.text_content() for sup in text.iter("sup")][:2] == ["1", "2"]


def test_a_paged_document_states_page_and_box(pages: Pages) -> None:
    """For a PDF the trace says page, line and box, and draws where on the page."""
    page = _page_with(pages, "armed units")
    card = next(c for c in page.find_class("card") if "Missing" in c.text_content())
    assert "page 2, line 1" in _text(card)
    assert len(re.findall(r"box on page 2, in points from the lower left: from", _text(card))) == 2
    assert len(card.xpath(".//svg//rect[@class='box']") or card.xpath(".//*[@class='box']")) == 2


def test_a_cell_ends_at_its_citation(pages: Pages) -> None:
    """A figure from a table shows row, column and citation, and says that the cited text is not held."""
    card = next(c for c in _page_with(pages, "Yearbook 1996").find_class("card") if "640" in c.text_content())
    steps = [_text(b) for b in card.xpath(".//ol[@class='trace']/li/b")]
    assert steps == ["Figure", "Words", "Place", "File", "Ledger", "Citation"]
    assert "figures.csv row 3, column 7" in _text(card)
    assert _text(card.xpath(".//ol[@class='trace']/li")[-1]).endswith(NOT_HELD)


def test_hostile_names_and_texts_stay_text(pages: Pages) -> None:
    """Markup in names and texts is shown, direction controls in names are written out."""
    page = _page_with(pages, "stay text")
    assert page.find("body").find_class("given")
    assert '<script>alert("x")</script> <b>625</b>' in page.find_class("text")[0].text_content()
    assert _text(page.xpath("//h1")[0]) == "press/<script>alert(1)</script> ⟨U+202E⟩txt.exe"
    assert not [path for path in pages if "<" in path or ".." in path]


def test_ties_stand_side_by_side(pages: Pages) -> None:
    """A copied passage is shown twice, side by side, each with its place; a citation faces the whole document."""
    ties = _html(pages)["leans.html"].find_class("tie")
    passages = [_text(quote) for quote in ties[0].iter("blockquote")]
    assert passages == ["Residents spoke of scores of dead in the streets around the mill"] * 2
    assert "papers/daily.txt leans on Ostrel, 9 March" in _text(ties[0])
    assert "direction not shown" in _text(ties[1])
    assert "the whole document" in _text(ties[1])


def test_charts_are_pictures_with_words_and_data(pages: Pages) -> None:
    """Each comparison of two rows or more has a titled picture in two widths and the specification behind it."""
    index = _html(pages)["index.html"]
    charts = index.find_class("chart")
    assert len(charts) == 4
    for chart in charts:
        assert chart.get("role") == "img"
        assert all(index.get_element_by_id(name).text for name in chart.get("aria-labelledby").split())
    specifications = [body for path, body in pages.items() if path.startswith("data/charts/")]
    assert len(specifications) == 2
    assert all(json.loads(body)["$schema"].endswith("v5.json") for body in specifications)


def test_every_figure_is_in_the_data_with_documented_columns(pages: Pages, edition: Edition) -> None:
    """figures.csv holds every stated figure, and columns.csv tells every column of every table."""
    figures = list(csv.DictReader(io.StringIO(pages["data/figures.csv"].decode())))
    assert {row["claim"] for row in figures} == {c.id for r in edition.readings for c in r.claims}
    told = {(row["table"], row["column"]) for row in csv.DictReader(io.StringIO(pages["data/columns.csv"].decode()))}
    for path, body in pages.items():
        if path.endswith(".csv"):
            table = path.removeprefix("data/").removesuffix(".csv")
            columns = next(csv.reader(io.StringIO(body.decode())))
            assert table == "columns" or {(table, c) for c in columns} <= told


def test_an_empty_project_says_what_to_do_first(edition: Edition) -> None:
    """Without documents the report still opens, and tells the next step."""
    bare = Edition(
        title="New",
        made_when="2031-01-01",
        documents=(),
        layer=edition.layer,
        verified_sentence=edition.verified_sentence,
    )
    index = dict(draft(bare))["index.html"].decode()
    assert "Collect a document that states a figure" in index


def test_an_edition_that_is_not_whole_is_refused_with_its_place(edition: Edition) -> None:
    """A reading of a document that was not handed over is an error that names the id."""
    stray = Reading(document="doc-nowhere", language=None, made_by=MadeBy(step="read", version="1"))
    with pytest.raises(WrongUsage, match="edition, readings: found the id doc-nowhere"):
        dict(draft(replace(edition, readings=(stray,))))


def test_two_events_stay_apart_and_a_name_from_both_belongs_to_neither(edition: Edition, pages: Pages) -> None:
    """Where a document states figures of two events, its names are not set beside either."""
    every = edition.comparisons
    moved = tuple(replace(c, event="Mill, 1992") if c.effect == "injured" else c for c in every)
    index = lxml_html.document_fromstring(dict(draft(replace(edition, comparisons=moved)))["index.html"])
    events = index.find_class("event")
    assert [_text(e.xpath(".//h2")[0]) for e in events] == [
        "Ostrel, 3-4 March 1991: figures stated, by speaker and date",
        "Mill, 1992: figures stated, by speaker and date",
    ]
    assert not [e for e in events if "massacre" in e.text_content()]
    assert "massacre" in _text(index.get_element_by_id("names").getparent())


def test_a_figure_in_no_comparison_is_not_lost(edition: Edition) -> None:
    """Without any comparison every figure stands in the table of figures set beside no other, parts beneath totals."""
    none: tuple[Comparison, ...] = ()
    index = lxml_html.document_fromstring(dict(draft(replace(edition, comparisons=none)))["index.html"])
    alone = index.get_element_by_id("alone").getparent()
    linked = {href.partition("#")[2] for href in alone.xpath(".//table//a/@href") if "#t-" in href}
    assert linked == {f"t-{c.id}" for r in edition.readings for c in r.claims}


def test_characters_that_html_cannot_carry_are_made_visible() -> None:
    """A NUL becomes its picture, a lone surrogate the replacement character, a carriage return stays one."""
    assert storable("a\x00b\ud800c\r\n") == "a␀b\N{REPLACEMENT CHARACTER}c&#13;\n"
