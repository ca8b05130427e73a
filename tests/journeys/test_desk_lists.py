"""The desk in a browser: a newcomer's sheet, a reviewer's pairs, a statistician's strata, a form by telephone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accounted import demo
from accounted.project import Project, Who
from web.conftest import HOSTILE, LISTS
from web.every_page import SHEET as FEW
from web.every_page import barriers, look_at_sheet, of_lists
from web.served import CHROMIUM, served

pytest.importorskip("playwright", reason="playwright is not installed")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
]
SHEET = FEW + (f'سلمى حداد;31;2009-03-03;Tessen\n"{HOSTILE.replace(chr(34), chr(34) * 2)}";40;2009-03-03;Ardel\n')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three of the demonstration's lists, in which nobody has decided anything."""
    at = tmp_path_factory.mktemp("desk")
    who = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
    with Project.create(at / "project", "Three lists of invented persons", who=who, keys=at / "keys") as made:
        for _ in made.collect([Path(demo.__file__).parent / "three-lists" / name for name in LISTS]):
            pass
    return at


@pytest.fixture
def desk(built: Path, tmp_path: Path) -> Iterator[str]:
    """A desk on a copy of three invented lists."""
    shutil.copytree(built / "project", tmp_path / "project")
    shutil.copytree(built / "keys", tmp_path / "keys")
    with served(tmp_path / "project", tmp_path / "keys") as address:
        yield address


def test_a_newcomer_imports_a_sheet(page: Any, desk: str) -> None:
    """A sheet is looked at, one column corrected, taken in, its persons found in both scripts; markup stays text."""
    look_at_sheet(page, desk, "names <b>1.csv", SHEET)
    assert page.title().startswith("names <b>1.csv")
    assert "empty-row" in page.inner_text("main")
    page.select_option('select[name="role:Town"]', "text")
    page.click("#mapping button")
    page.wait_for_selector("#mapping")
    assert page.input_value('select[name="role:Town"]') == "text"
    page.click("text=Take in 5 rows")
    page.wait_for_selector("a:has-text('the document as received')")
    assert "as a person decided" in page.inner_text("main")
    page.goto(f"{desk}/persons")
    page.keyboard.press("/")
    page.keyboard.type("Salma Haddad")
    page.wait_for_selector("bdi:has-text('سلمى')")
    page.goto(f"{desk}/persons?words=onerror")
    page.click("table.documents a")
    page.wait_for_selector("table.sides")
    assert page.locator("main img, main script").count() == 0
    assert "onerror" in page.inner_text("h1")
    assert page.title().endswith("Accounted")


def test_a_reviewer_answers_thirty_pairs_by_keyboard(page: Any, desk: str) -> None:
    """Thirty pairs by one key each, no score shown before an answer; a second reviewer is asked the same ones."""
    page.goto(f"{desk}/review/pairs")
    for number in range(30):
        asked = page.get_attribute("#asked", "data-row")
        assert "robability" not in page.inner_text("#asked")
        page.keyboard.press("sdu"[number % 3])
        page.wait_for_function("old => document.getElementById('asked').dataset.row !== old", arg=asked)
    assert "30 of" in page.inner_text("p[role=status]")
    page.click("text=What the score said of it")
    page.wait_for_selector("table.bits, p.note")
    page.goto(f"{desk}/review/pairs")
    page.fill("input[name=name]", "B. Reader")
    page.click("form.acting button")
    page.goto(f"{desk}/review/pairs")
    for number in range(4):
        asked = page.get_attribute("#asked", "data-row")
        page.keyboard.press("dsu"[number % 3])
        page.wait_for_function("old => document.getElementById('asked').dataset.row !== old", arg=asked)
    assert "4 by two" in page.inner_text("p[role=status]")
    page.goto(f"{desk}/review/pairs/differing")
    assert page.locator("article.card").count() >= 2
    page.goto(f"{desk}/review/pairs/measured")
    page.wait_for_selector("h1")
    assert "Krippendorff" in page.inner_text("main")


def test_a_person_is_parted_and_put_together_again(page: Any, desk: str) -> None:
    """One of three rows is parted with a reason; what was decided is listed, and undone."""
    page.goto(f"{desk}/persons")
    page.locator("table.documents a[data-open]").first.click()
    page.wait_for_selector("table.sides")
    assert page.locator("table.sides thead th").count() == 4
    address = page.url
    page.click("text=One of these rows is another person")
    page.fill("form[action$='/split'] input[name=why]", "another father is told")
    page.click("form[action$='/split'] button.go")
    page.wait_for_selector(".decisions li:has-text('another father is told')")
    page.locator(".decisions summary").first.click()
    page.locator(".decisions input[name=why]").first.fill("one father after all")
    page.keyboard.press("Enter")
    page.wait_for_selector(".decisions li:has-text('taken back')")
    for _ in range(30):  # linked anew in the background: the page says so and is opened again
        page.goto(address)
        if not page.locator("text=are being worked in").count():
            break
    assert page.locator("table.sides thead th").count() == 4


def test_a_statistician_goes_from_strata_to_estimates(page: Any, desk: str) -> None:
    """Strata are chosen and frozen, the plan is run with progress, and every interval says what must hold for it."""
    page.goto(f"{desk}/persons")
    page.goto(f"{desk}/estimates")
    page.check('input[name="stratum:sex"]')
    page.fill("input[name=draws]", "4")
    page.click("#choose button.go")
    page.wait_for_selector("text=The run has ended", timeout=120000)
    page.goto(f"{desk}/estimates")
    assert "sex" in page.inner_text("section[aria-labelledby=plan] dl")
    page.click("text=Run as planned")
    page.wait_for_selector("text=The run has ended", timeout=240000)
    page.goto(f"{desk}/estimates")
    assert page.locator("svg.interval.unmet").count() > 5
    assert "Not for publication" in page.inner_text("main")
    page.locator("table.estimates summary").first.click()
    assert page.locator("table.estimates li").first.is_visible()


def test_what_was_told_by_telephone_is_taken_down(page: Any, desk: str, tmp_path: Path) -> None:
    """Typing marks a field as told, a refusal is chosen; the figure stands, who told it does not."""
    page.goto(f"{desk}/told/informants")
    for name in ("passphrase", "again"):
        page.fill(f"input[name={name}]", "mill road by the quarry")
    page.click("button.go")
    page.wait_for_selector("code")
    page.goto(f"{desk}/told/incident")
    page.fill('[name="value:killed"]', "at least 7")
    assert page.input_value('[name="answer:killed"]') == "told"
    page.select_option('[name="answer:injured"]', "refused")
    page.fill('[name="value:told on"]', "2009-04-11")
    page.fill('[name="who:name"]', "Ewa Tarnik-Holm")
    page.click("text=Keep the form")
    page.wait_for_selector("text=Kept.")
    page.goto(f"{desk}/figures?words=informant")
    assert "at least 7" in page.inner_text("main")
    assert "Tarnik" not in page.content()
    held = b"".join(p.read_bytes() for p in (tmp_path / "project").rglob("*") if p.is_file())
    assert b"Tarnik" not in held


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_no_page_of_lists_and_persons_bars_a_reader(opened: Any, desk: str, size: str, scheme: str) -> None:
    """axe-core finds nothing on them, in light and dark, wide and narrow; none is wider than its screen."""
    assert not barriers(opened, lambda page: of_lists(page, desk), size=size, scheme=scheme)
