"""A team at the desk in browsers: a door with a code, roles, who sees what, two on one figure, history, undo."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journeys.door import PROGRAM, environment
from web.every_page import barriers, of_team
from web.served import CHROMIUM, served
from web.team import PASSWORDS, code_now, kept_at, made_team, restricted

pytest.importorskip("playwright", reason="playwright is not installed")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one account of each role, and a document that few may see."""
    at = made_team(tmp_path_factory.mktemp("team"))
    restricted(at)
    return at


@pytest.fixture
def team(made: Path, tmp_path: Path) -> Path:
    """A test's own copy of it."""
    return shutil.copytree(made, tmp_path / "team")


@pytest.fixture
def desk(team: Path) -> Iterator[str]:
    """Where the desk of the copy answers, with accounts."""
    with served(team / "project", team / "keys", accounts=kept_at(team)) as at:
        yield at


@pytest.fixture
def plain(team: Path) -> Iterator[str]:
    """Where the desk of the copy answers, without accounts."""
    with served(team / "project", team / "keys") as at:
        yield at


def page_of(opened: Any, **told: Any) -> Any:
    """Takes a browser, gives an open page with a session of its own."""
    one = opened.new_context(viewport={"width": 1280, "height": 900}, **told).new_page()
    one.set_default_timeout(20000)
    return one


def log_in(page: Any, desk: str, name: str, code: str = "") -> None:
    """Takes a page, a desk and an account's name, logs in by keyboard alone."""
    page.goto(f"{desk}/login")
    page.focus("input[name=name]")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORDS[name])
    page.keyboard.press("Tab")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)


def test_a_custodian_comes_in_with_a_code_lets_a_newcomer_in_and_reads_the_log(
    opened: Any, desk: str, team: Path
) -> None:
    """Without the code the door stays shut; a new account chooses its password; what was seen stands in the log."""
    page = page_of(opened)
    page.goto(f"{desk}/documents")
    page.fill("input[name=name]", "K. Custodian")
    page.fill("input[name=password]", PASSWORDS["K. Custodian"])
    page.click("button.go")
    assert "do not fit together" in page.inner_text("[role=alert]")
    log_in(page, desk, "K. Custodian", code_now(kept_at(team)))
    page.goto(f"{desk}/documents")
    page.click("main th a:has-text('witness')")
    assert "harvest of names" in page.inner_text(".text.given")
    page.click("text=Accounts")
    page.fill("section input[name=name]", "N. Newcomer")
    page.click("section button.go")
    once = page.inner_text("#once")
    assert re.fullmatch(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", once)

    other = page_of(opened)
    other.goto(f"{desk}/login")
    other.fill("input[name=name]", "N. Newcomer")
    other.fill("input[name=password]", once)
    other.click("button.go")
    other.wait_for_url("**/account")
    other.fill("input[name=old]", once)
    for field in ("new", "again"):
        other.fill(f"input[name={field}]", "four ferries and a lamp")
    other.click("button.go")
    other.wait_for_selector("text=Documents")
    other.goto(f"{desk}/documents")
    assert "witness" not in other.inner_text("main")
    assert "made without them" in other.inner_text("body")

    page.goto(f"{desk}/audit")
    assert "each as it was written" in page.inner_text("[role=status]")
    said = page.inner_text("ol.acts")
    assert "K. Custodian opened witness" in said
    assert "account made" in said
    assert "not let in" in said


def test_a_code_is_set_up_from_its_key(opened: Any, desk: str) -> None:
    """The key is shown as a picture and in letters; from then on the door asks for its code."""
    import pyotp  # noqa: PLC0415  beside its use

    page = page_of(opened)
    log_in(page, desk, "R. Reader")
    page.goto(f"{desk}/account")
    page.fill("form[action='/account/code'] input[name=password]", PASSWORDS["R. Reader"])
    page.click("text=Set up a code")
    assert page.locator(".qr svg path").count() >= 1
    secret = page.inner_text("#key").replace(" ", "")
    page.fill("input[name=code]", "000000")
    page.click("text=Ask for a code from now on")
    assert "not of the key shown" in page.inner_text("[role=alert]")
    secret = page.inner_text("#key").replace(" ", "")
    page.fill("input[name=code]", pyotp.TOTP(secret).now())
    page.click("text=Ask for a code from now on")
    page.wait_for_selector("text=Each login asks for a code.")
    page.click("text=Log out")
    page.fill("input[name=name]", "R. Reader")
    page.fill("input[name=password]", PASSWORDS["R. Reader"])
    page.click("button.go")
    assert "do not fit together" in page.inner_text("[role=alert]")


def test_a_coder_does_not_publish(opened: Any, desk: str) -> None:
    """No button, no door: the report, the estimates and the accounts are told to be for others."""
    page = page_of(opened)
    log_in(page, desk, "C. Coder")
    assert page.locator("nav a:has-text('Review')").count() == 0
    assert page.locator("text=Write the report").count() == 0
    for path in ("report", "accounts", "audit", "review", "estimates"):
        assert page.goto(f"{desk}/{path}").status == 403
        assert "Could not be shown" in page.inner_text("h1")
    page.goto(f"{desk}/documents")
    assert page.locator("input[type=file]").count() == 1
    page.goto(f"{desk}/figures?kind=figure")
    page.locator("td.said a").first.click()
    assert page.locator("#correct").count() == 1
    assert page.locator("button[value=accept]").count() == 0


def test_two_persons_on_one_figure_see_what_the_other_decided(opened: Any, desk: str, team: Path) -> None:
    """The later one's form keeps nothing, shows both, and keeps both once asked to; the first one's stays in sight."""
    reviewer, custodian = page_of(opened), page_of(opened)
    log_in(reviewer, desk, "V. Reviewer")
    log_in(custodian, desk, "K. Custodian", code_now(kept_at(team)))
    reviewer.goto(f"{desk}/figures?kind=figure&words=485")
    reviewer.locator("td.said a").first.click()
    custodian.goto(reviewer.url)
    custodian.fill(".answers input[name=why]", "the ministry’s own words")
    custodian.click("button[value=accept]")
    custodian.wait_for_selector(".decisions li")

    reviewer.fill(".answers input[name=why]", "it is of another day")
    reviewer.click("button[value=reject]")
    reviewer.wait_for_selector("text=Somebody else decided on it meanwhile")
    said = reviewer.inner_text("main")
    assert "K. Custodian" in said
    assert "the ministry’s own words" in said
    assert "it is of another day" in said
    custodian.reload()
    assert custodian.locator(".decisions li").count() == 1
    reviewer.click("text=Keep mine too")
    reviewer.wait_for_selector(".decisions li >> nth=1")
    assert "rejected" in reviewer.inner_text("h1")
    custodian.reload()
    said = " ".join(custodian.inner_text(".decisions").split())
    assert re.search(r"reject V. Reviewer \S+: it is of another day.*accept K. Custodian", said)


def test_a_card_in_a_document_tells_of_the_other_too(opened: Any, desk: str, team: Path) -> None:
    """Beside the text the answer stays in its field, with what was decided meanwhile above it, and is then kept."""
    reviewer, custodian = page_of(opened), page_of(opened)
    log_in(reviewer, desk, "V. Reviewer")
    log_in(custodian, desk, "K. Custodian", code_now(kept_at(team)))
    for page in (reviewer, custodian):
        page.goto(f"{desk}/documents")
        page.click("main th a:has-text('ministry')")
        page.locator("article details.answer summary").first.click()
    custodian.locator("button[value=accept]").first.click()
    custodian.wait_for_selector("article .decisions li")
    reviewer.locator("article input[name=why]").first.fill("another day")
    reviewer.locator("button[value=reject]").first.click()
    reviewer.wait_for_selector("article [role=alert]")
    assert "K. Custodian" in reviewer.inner_text("article [role=alert]")
    assert reviewer.locator("article input[name=why]").first.input_value() == "another day"
    reviewer.locator("button[value=reject]").first.click()
    reviewer.wait_for_selector("article .decisions li >> nth=1")


def test_a_correction_is_taken_back_from_the_history_with_a_reason(opened: Any, plain: str) -> None:
    """Its page shows each field before and after and what follows; taken back, the figure reads as it was read."""
    page = page_of(opened)
    page.goto(f"{plain}/figures?kind=figure&words=485")
    page.locator("td.said a").first.click()
    figure = page.url
    page.click("#correct summary")
    page.fill("#correct input[name=victims]", "soldiers")
    page.fill("#correct input[name=why]", "a later page says so")
    page.click("#correct button.go")
    page.wait_for_selector("h1 .origin")
    page.goto(f"{plain}/history?kind=decision")
    page.locator("text=before and after, undo").first.click()
    said = " ".join(page.inner_text("main").split())
    assert "a later page says so" in said
    assert re.search(r"victims.*people.*soldiers", said)
    assert "as read: no decision stands on it" in said
    assert "Set side by side anew" in said
    page.fill("input[name=why]", "the page was of another event")
    page.keyboard.press("Enter")
    page.wait_for_url("**/history**")
    page.goto(figure)
    assert page.locator("h1 .origin").count() == 0
    assert "soldiers" not in page.inner_text("dl.facts")
    assert "the page was of another event" in page.inner_text(".decisions")


def test_another_process_that_writes_is_seen_and_explained(opened: Any, plain: str, team: Path) -> None:
    """A decision by command is shown before a form keeps another; while a process writes, the page says what to do."""
    page = page_of(opened)
    page.goto(f"{plain}/figures?kind=figure&words=485")
    page.locator("td.said a").first.click()
    name = page.url.rpartition("/")[2]
    words = ("decide", "reject", name, "--why", "by command", "--by", "E. Elsewhere")
    subprocess.run(
        [PROGRAM, *words], cwd=team / "project", env=environment(team / "keys"), check=True, capture_output=True,
        timeout=120,
    )  # fmt: skip
    page.click("button[value=accept]")
    page.wait_for_selector("text=Somebody else decided on it meanwhile")
    assert "E. Elsewhere" in page.inner_text("main")
    assert "by command" in page.inner_text("main")

    holding = (
        "import sys, time; from pathlib import Path; from accounted.project import Project, Who\n"
        "with Project.open(Path(sys.argv[1]), who=Who.now('x'), keys=Path(sys.argv[2])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    python = Path(PROGRAM).with_name("python")
    told = [str(python), "-c", holding, str(team / "project"), str(team / "keys")]
    with subprocess.Popen(
        told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(team / "keys"), text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        page.click("text=Keep mine too")
        page.wait_for_selector("text=one writer at a time")
        assert "Wait until the other command ends" in page.inner_text("main")
        refused = subprocess.run(
            [PROGRAM, *words], cwd=team / "project", env=environment(team / "keys"), check=False, capture_output=True,
            text=True, timeout=120,
        )  # fmt: skip
        assert refused.returncode == 2
        assert "one writer at a time" in " ".join(refused.stderr.split())
        other.stdin.close()
    page.click("text=Send the same again")
    page.wait_for_selector(".decisions li >> nth=1")
    assert "accepted" in page.inner_text("h1")


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_no_page_of_accounts_bars_a_reader(opened: Any, desk: str, team: Path, size: str, scheme: str) -> None:
    """axe-core finds nothing on the door, the account, the accounts, the log, a restricted document; none too wide."""
    code = code_now(kept_at(team))
    assert not barriers(opened, lambda page: of_team(page, desk, code=code), size=size, scheme=scheme)
