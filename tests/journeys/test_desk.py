"""The desk in a browser: a newcomer, a reviewer and a custodian go their ways, by mouse and by keyboard."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accounted import demo
from web.every_page import TEXT, barriers, of_acts, of_documents
from web.served import CHROMIUM, served

pytest.importorskip("playwright", reason="playwright is not installed")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in `demo`, its keys in `keys`."""
    at = tmp_path_factory.mktemp("desk")
    demo.build(at / "demo", keys=at / "keys")
    return at


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Iterator[str]:
    """A desk on a copy of the demonstration."""
    shutil.copytree(built / "demo" / "ardel", tmp_path / "project")
    shutil.copytree(built / "keys", tmp_path / "keys")
    with served(tmp_path / "project", tmp_path / "keys") as address:
        yield address


def test_a_newcomer_pastes_takes_in_corrects_compares_and_opens_the_report(page: Any, desk: str, built: Path) -> None:
    """From a pasted text to the draft report: who says what, a PDF taken in, one figure corrected, figures compared."""
    page.goto(desk)
    page.fill("#text", TEXT)
    page.click("form.look button.go")
    page.locator("svg.chart:visible").first.wait_for()
    assert "625" in page.inner_text("main")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").first.click()
    page.wait_for_selector("#said:not(:empty)")
    assert "625 residents" in page.evaluate("navigator.clipboard.readText()")

    page.fill(".keep-it input[name=name]", "council says 625.txt")
    page.click(".keep-it button.go")
    page.wait_for_selector("ul.outcomes a:has-text('council says 625.txt')")

    page.goto(f"{desk}/documents")
    pdf = next(path for path in (built / "demo" / "ardel" / "files").rglob("*") if _is_pdf(path))
    page.click("details.take-in summary")
    content = pdf.read_bytes() + b"\n%"
    page.set_input_files(
        "input[name=files]", [{"name": "report.pdf", "mimeType": "application/pdf", "buffer": content}]
    )
    page.click("details.take-in button.go")
    page.wait_for_selector("ul.outcomes a")
    page.click("ul.outcomes a")
    page.wait_for_selector(".text mark.figure")
    page.click("a[href$='/pages/1']")
    page.wait_for_selector("svg image")
    assert page.locator("rect.box").count() > 5

    page.goto(f"{desk}/figures?words=30+people+lost&kind=figure")
    page.locator("td.said a").first.click()
    page.click("#correct summary")
    page.fill("#correct input[name=victims]", "persons found dead")
    page.fill("#correct input[name=why]", "the words say so")
    page.click("#correct button.go")
    page.wait_for_selector("h1 .origin")
    assert "persons found dead" in page.inner_text("main")

    page.goto(f"{desk}/compare")
    page.click("main a:has-text('Ardel, 3-4 March 2009')")
    page.wait_for_selector(".wide svg.chart")
    page.goto(f"{desk}/report")
    page.click("text=Write the report")
    page.wait_for_url("**/report/pages/index.html")
    assert "persons found dead" in page.content()


def _is_pdf(path: Path) -> bool:
    return path.is_file() and path.read_bytes()[:5] == b"%PDF-"


def test_a_reviewer_answers_thirty_by_keyboard_alone(page: Any, desk: str) -> None:
    """Thirty answers by one key each; a second reviewer is asked without seeing them, and where two differ is shown."""
    page.goto(f"{desk}/review")
    for number in range(30):
        asked = page.get_attribute("#asked", "data-row")
        page.keyboard.press("r" if number % 10 == 9 else "a")
        page.wait_for_function("old => document.getElementById('asked').dataset.row !== old", arg=asked)
    assert "30 of" in page.inner_text("p[role=status]")
    page.fill("input[name=name]", "B. Reader")
    page.click("form.acting button")
    page.goto(f"{desk}/review")
    assert "rejected" not in page.inner_text("#asked")
    asked = page.get_attribute("#asked", "data-row")
    page.keyboard.press("r")
    page.wait_for_function("old => document.getElementById('asked').dataset.row !== old", arg=asked)
    page.goto(f"{desk}/review/differing")
    assert page.locator("article.card").count() == 1
    assert "B. Reader" in page.inner_text("article.card")


def test_two_persons_on_one_figure_see_each_other_and_undo_keeps_both(page: Any, desk: str) -> None:
    """A rejection stands beside the acceptance before it; taken back, the figure is there again and both are listed."""
    page.goto(f"{desk}/figures?kind=figure")
    page.locator("td.said a").first.click()
    address = page.url
    page.click("button[value=accept]")
    page.wait_for_selector(".decisions li")
    page.fill("input[name=name]", "B. Reader")
    page.click("form.acting button")
    page.fill(".answers input[name=why]", "another day is meant")
    page.click("button[value=reject]")
    page.wait_for_selector(".decisions li >> nth=1")
    assert "A. Reader" in page.inner_text(".decisions")
    assert "another day is meant" in page.inner_text(".decisions")
    page.goto(f"{desk}/compare")
    page.goto(address)
    page.locator(".decisions li").first.locator("text=Undo").click()
    page.fill("input[name=why]", "the day was right")
    page.click("button.go")
    page.goto(address)
    assert "the day was right" in page.inner_text(".decisions")
    assert "accepted" in page.inner_text("h1")
    assert page.locator(".decisions li").count() >= 2


def test_words_selected_in_a_text_become_a_figure(page: Any, desk: str) -> None:
    """Words selected by the mouse are found at their place, and the figure made of them stands in the text."""
    page.goto(f"{desk}/documents")
    page.click("text=Hospital receives at least 125 bodies")
    page.wait_for_selector(".text.given")
    selected = page.evaluate(
        """() => {
          const spans = [...document.querySelectorAll('.text.given > span:not([data-extra]):not(.at)')];
          for (const span of spans) {
            const found = /\\b(March 6)\\b/.exec(span.textContent);
            if (!found) continue;
            const range = document.createRange();
            range.setStart(span.firstChild, found.index);
            range.setEnd(span.firstChild, found.index + found[0].length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return found[0];
          }
          return null;
        }"""
    )
    assert selected == "March 6"
    page.keyboard.press("e")
    assert page.input_value("#make textarea") == "March 6"
    page.select_option("#make select[name=effect]", "injured")
    page.fill("#make input[name=why]", "a test of the form")
    page.click("#make button.go")
    page.wait_for_selector("article:has-text('made')")
    assert page.locator("mark:has-text('March 6')").count() == 1


def test_a_custodian_finds_a_change(page: Any, desk: str, tmp_path: Path) -> None:
    """The check on the history page says unchanged, and names the file once one byte of it is another."""
    page.goto(f"{desk}/history")
    page.click("text=Look for any change")
    assert "Unchanged since received here" in page.inner_text("h1")
    file = next(path for path in (tmp_path / "project" / "files").rglob("*") if path.is_file())
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b" ")
    page.goto(f"{desk}/history")
    page.click("text=Look for any change")
    assert "change" in page.inner_text("h1")
    assert file.name[:8] in page.inner_text("main")


def test_a_statistician_goes_from_lists_to_an_estimate(page: Any, built: Path, tmp_path: Path) -> None:
    """A run begun at the desk ends with figures, their intervals and what must hold for each."""
    shutil.copytree(built / "demo" / "three-lists", tmp_path / "project")
    shutil.copytree(built / "keys", tmp_path / "keys")
    with served(tmp_path / "project", tmp_path / "keys") as address:
        page.goto(f"{address}/estimates")
        page.click("button.go")
        page.wait_for_selector("text=The run has ended", timeout=120000)
        page.goto(f"{address}/estimates")
        assert page.locator("svg.interval").count() > 1
        assert "interval" in page.inner_text("table.estimates")
        page.locator("table.estimates summary").first.click()
        assert page.locator("table.estimates li").first.is_visible()


def test_chart_and_table_are_one_key_apart(page: Any, desk: str) -> None:
    """`t` takes the chart away and brings it back; `/` goes to the search; `j` and Enter open a row."""
    page.goto(f"{desk}/compare")
    page.click("main a:has-text('Ardel, 3-4 March 2009')")
    page.wait_for_selector(".wide svg.chart")
    page.keyboard.press("t")
    assert not page.locator(".wide svg.chart").first.is_visible()
    page.keyboard.press("t")
    assert page.locator(".wide svg.chart").first.is_visible()
    page.goto(f"{desk}/documents")
    page.keyboard.press("/")
    page.keyboard.type("killed")
    page.wait_for_selector("mark.hit")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/doc-*")


def test_a_chart_tells_what_the_pointer_is_at(page: Any, desk: str) -> None:
    """Under a mouse the chart tells the sentence and marks the row of the table, and breaks no policy."""
    page.goto(f"{desk}/compare")
    page.locator("main li:has-text('table')").filter(has_text=re.compile(r"\d\d+ figures")).locator("a").first.click()
    page.locator("figure[data-live] svg.chart:visible").first.hover(position={"x": 300, "y": 20})
    page.wait_for_selector(".live svg")
    page.locator(".live svg").first.hover(position={"x": 500, "y": 60})
    page.wait_for_selector("#vg-tooltip-element.visible")
    assert "5 March 2009; seen in" in page.inner_text("#vg-tooltip-element")
    assert page.locator("tr.pointed").count() == 1


@pytest.mark.parametrize("walk", [of_documents, of_acts], ids=["read", "acted"])
@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_no_page_bars_a_reader(opened: Any, desk: str, walk: Any, size: str, scheme: str) -> None:
    """axe-core finds nothing on any page, in light and dark, wide and narrow; no page is wider than its screen."""
    assert not barriers(opened, lambda page: walk(page, desk), size=size, scheme=scheme)


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_page_bars_a_reader_of_arabic(opened: Any, desk: str, size: str) -> None:
    """From right to left, nothing bars a reader either, and no page is wider than its screen."""
    assert not barriers(opened, lambda page: of_documents(page, desk), size=size, scheme="light", language="ar")
