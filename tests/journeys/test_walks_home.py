"""Every figure of the demonstration's reports walks home: to its words, its file's hash, its ledger line."""

import csv
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from accounted.publish.plainwords import unquoted_words
from accounted.publish.wording import INTERNAL, NOT_HELD
from journeys.door import NOON, accounted, accounted_here
from journeys.report import Card, Report

pytestmark = pytest.mark.journey

RULE_ONE = (
    "This page reports who said what. It does not decide which figure is right or what to call the event. "
    "Not listed here does not mean not said."
)


def test_every_page_says_what_it_is(report: Report) -> None:
    """Each page is headed as internal and carries the first rule of wording, word for word."""
    assert len(report.pages) > 2
    for name, page in report.pages.items():
        text = " ".join(page.text_content().split())
        assert text.count(INTERNAL) == 1, name
        assert RULE_ONE in text, name


def test_no_page_needs_a_script_or_a_network(report: Report) -> None:
    """No page holds a script, an event handler, a frame, or anything loaded from elsewhere; a style sheet neither."""
    for name, page in report.pages.items():
        assert not page.xpath("//script | //iframe | //object | //embed | //img | //video | //audio | //base"), name
        assert not [a for a in page.xpath("//@*") if a.attrname.lower().startswith("on")], name
        loaded = page.xpath("//link/@href | //@src | //@srcset | //use/@href | //image/@href")
        assert set(loaded) <= {"style.css", "../style.css"}, name
        assert not page.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']"), name
    style = (report.out / "style.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:", style)


def test_every_link_leads_somewhere_in_the_report(report: Report) -> None:
    """A link goes to a file of the report, and where it names an anchor, the anchor is there; none leads outside."""
    followed = 0
    for page, href in report.links():
        path, anchor = report.target(page, href)
        assert (report.out / path).is_file(), f"{page}: {href}"
        assert not anchor or anchor in report.anchors[path], f"{page}: {href}"
        followed += 1
    assert followed > 100


def test_reports_of_lists_lead_nowhere_else(list_report: Report) -> None:
    """In a report of lists too, links stay inside, no page speaks with a side's words, and each is headed."""
    for page, href in list_report.links():
        path, anchor = list_report.target(page, href)
        assert (list_report.out / path).is_file(), f"{page}: {href}"
        assert not anchor or anchor in list_report.anchors[path], f"{page}: {href}"
    for name, source in list_report.sources.items():
        assert INTERNAL in source
        assert unquoted_words(source) == (), name


def test_every_number_in_a_table_of_figures_is_a_link_to_its_trace(report: Report) -> None:
    """A row of figures quotes its words, and the number in them leads to a card with a whole trace."""
    rows = 0
    for name, page in report.pages.items():
        for quoted in page.xpath("//table[@class='figures']//td[@class='said']//q"):
            (href,) = quoted.xpath(".//a/@href")
            card = report.cards[report.target(name, href)]
            assert set(card.steps) >= {"Words", "Place", "File", "Ledger"}
            assert " ".join(quoted.text_content().replace("…", "").split()), f"{name}: {href}"
            rows += 1
    assert rows > 40


def test_every_link_to_a_trace_finds_a_whole_one(report: Report) -> None:
    """Figures in charts, names, rejections and the text itself lead to cards that end at the ledger."""
    followed = 0
    for page, href in report.links():
        path, anchor = report.target(page, href)
        if anchor.startswith("t-"):
            assert list(report.cards[path, anchor].steps)[1:5] == ["Words", "Place", "File", "Ledger"]
            followed += 1
    assert followed > 200


def test_every_figure_that_was_read_has_its_card(report: Report) -> None:
    """Nothing is lost between reading and report: each claim, name and rejection has one trace."""
    read = {one["id"] for line in report.read.values() for one in line["claims"]}
    shown = {card.id.removeprefix("t-") for card in report.cards.values()}
    assert {name for name in shown if name.startswith("clm-")} == read
    others = sum(len(line["labels"]) + len(line["denials"]) for line in report.read.values())
    assert len(shown) == len(report.cards) == len(read) + others


def test_every_quote_stands_in_the_kept_text(report: Report) -> None:
    """At the place that a card tells, the kept text reads as the card quotes; a cell reads as its row does."""
    for card in report.cards.values():
        line = report.read[card.name()]
        span = card.span()
        if span is not None:
            assert line["text"][span[0] : span[1]] == card.quote()
        else:
            assert cell_of(line, card) == card.quote()


def cell_of(line: Any, card: Card) -> str:
    """Gives the cell of the kept table that a card tells the row and column of."""
    found = re.search(r"row (\d+), column (\d+)", card.steps["Place"].text_content())
    assert found is not None
    rows = list(csv.reader(io.StringIO(line["text"])))
    return rows[int(found[1]) - 1][int(found[2]) - 1]


def test_every_hash_shown_is_that_of_the_kept_file(report: Report) -> None:
    """The SHA-256 of a card is the hash of bytes that lie in the project, and that of its document."""
    shown = {(card.name(), card.sha256()) for card in report.cards.values()}
    assert shown
    for name, sha256 in shown:
        assert report.kept_hash(sha256) == sha256 == report.read[name]["sha256"]


def test_every_ledger_line_shown_is_in_the_ledger(report: Report) -> None:
    """A card names at least one line of a ledger, and that line names the act that the card shows."""
    for card in report.cards.values():
        lines = card.ledger_lines()
        assert lines
        for device, number, act in lines:
            assert report.ledgers[device][number - 1]["act"] == act


def test_a_figure_from_a_table_ends_at_its_citation(demonstration: Path) -> None:
    """Each trace into the tables of attributed figures says that the cited text is not held here."""
    tables = Report(project=demonstration / "demo" / "two-events", keys=demonstration / "keys")
    figures = [card for card in tables.cards.values() if card.id.startswith("t-clm-")]
    assert len(figures) > 100
    assert all(NOT_HELD in card.steps["Citation"].text_content() for card in figures)


def test_a_citation_says_how_it_was_seen(demonstration: Path) -> None:
    """A trace into a table tells what its row tells: original, repost or relayed, which is nobody's name."""
    tables = Report(project=demonstration / "demo" / "two-events", keys=demonstration / "keys")
    for card in tables.cards.values():
        if card.id.startswith("t-clm-"):
            row = int(re.findall(r"row (\d+)", card.steps["Place"].text_content())[0])
            told = list(csv.DictReader(io.StringIO(tables.read[card.name()]["text"])))[row - 2]["relay"]
            words = card.steps["Citation"].text_content()
            assert f"· {told}" in words
            assert f"relayed by: {told}" not in words


def test_two_events_are_never_set_side_by_side(demonstration: Path) -> None:
    """No comparison holds figures of both events."""
    root = demonstration / "demo" / "two-events"
    made = accounted("reconcile", "--json", at=root, keys=demonstration / "keys").one()
    read = accounted("read", "--json", at=root, keys=demonstration / "keys").lines()
    event = {claim["id"]: claim["event"] for line in read for claim in line["claims"]}
    assert len(set(event.values())) == 2
    for comparison in made["comparisons"]:
        assert len({event[claim] for claim in comparison["claims"]}) == 1


def test_no_page_speaks_with_a_sides_words(report: Report) -> None:
    """No listed word stands outside quotation marks or a name on any page."""
    found = [
        f"{name}:{word.line}: {word.word}: {word.around}"
        for name, source in report.sources.items()
        for word in unquoted_words(source)
    ]
    assert found == []


def test_made_anew_the_demonstration_is_the_same(demonstration: Path) -> None:
    """Made anew an hour later, elsewhere, over an older one, it has the same reports, acts and ledgers."""
    shutil.copytree(demonstration / "demo", demonstration / "elsewhere" / "again")
    (demonstration / "elsewhere" / "again" / "ardel" / "project.toml").unlink()
    words = ("demo", "again")
    said = accounted(*words, at=demonstration / "elsewhere", keys=demonstration / "keys", clock=NOON + 3600)
    assert said.code == 0
    assert "again/ardel/out/internal/index.html" in said.out
    assert said.out.splitlines()[-1].startswith("Next: accounted")
    one, two = (kept(demonstration / name) for name in ("demo", "elsewhere/again"))
    assert [name for name in one if one[name] != two.get(name)] == []
    assert set(one) == set(two)
    assert any(name.endswith("out/internal/index.html") for name in one)


def kept(folder: Path) -> dict[str, bytes]:
    """Gives every file below a folder with its bytes, but for the index, which may be deleted at any time."""
    found = (path for path in folder.rglob("*") if path.is_file() and "derived" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_folder_of_something_else_is_left_alone(demonstration: Path) -> None:
    """`demo` refuses a folder that holds other things, with exit code 2, and touches nothing in it."""
    (demonstration / "mine").mkdir()
    (demonstration / "mine" / "letter.txt").write_text("Mine.", encoding="utf-8")
    refused = accounted_here("demo", "mine", at=demonstration, keys=demonstration / "keys")
    assert refused.code == 2
    assert [path.name for path in (demonstration / "mine").iterdir()] == ["letter.txt"]
    assert (demonstration / "mine" / "letter.txt").read_text(encoding="utf-8") == "Mine."
