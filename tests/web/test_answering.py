"""A figure that a person corrected: what is accepted is what is shown, unless the reading is chosen by name."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from web.served import served
from web.team import made_team
from web.walk import token

STATED = "/figures?kind=figure&words=485"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[httpx.Client]:
    """The desk of a small project, without accounts."""
    made_team(tmp_path)
    with (
        served(tmp_path / "project", tmp_path / "keys") as at,
        httpx.Client(base_url=at, timeout=60, follow_redirects=True) as asking,
    ):
        yield asking


def _figure(desk: httpx.Client, words: str = "485") -> str:
    found = re.search(r'href="(/figures/clm-[0-9a-f]{20})"', desk.get(f"/figures?kind=figure&words={words}").text)
    assert found
    return found[1]


def _send(desk: httpx.Client, path: str, by: str = "A. Reader", **told: str) -> httpx.Response:
    desk.cookies.set("acting", by.replace(" ", "%20"))
    answer = desk.post(path, data={"csrf": token(desk)} | told)
    desk.cookies.delete("acting")
    return answer


def test_who_accepts_a_corrected_figure_accepts_the_correction(desk: httpx.Client) -> None:
    """The button says so; the second person's acceptance is the same correction by them, and the figure stays so."""
    figure = _figure(desk)
    page = _send(desk, f"{figure}/correct", victims="soldiers", why="page two says so").text
    assert "Accept the correction" in page
    assert "Accept the program’s reading" in page
    page = _send(desk, f"{figure}/decide", by="B. Reader", answer="accept").text
    assert "corrected" in page
    assert re.search(r"<b>correct</b> <bdi class=\"given\">B\. Reader</bdi>", page)
    assert "soldiers" in desk.get(STATED).text


def test_the_programs_reading_comes_back_where_it_is_chosen(desk: httpx.Client) -> None:
    """Chosen by name, the reading stands again as accepted, and the correction stays in the history."""
    figure = _figure(desk)
    _send(desk, f"{figure}/correct", victims="soldiers", why="page two says so")
    page = _send(desk, f"{figure}/decide", by="B. Reader", answer="reading", why="page two is of another day").text
    assert "accepted" in page
    assert 'who is counted</dt><dd><q dir="auto" lang="en">people</q>' in page
    assert "page two says so" in page
    assert "Accept the correction" not in page


def test_a_second_correction_keeps_the_first(desk: httpx.Client) -> None:
    """Fields that were corrected before stay so; one that is put back to the reading is as read again."""
    figure = _figure(desk)
    _send(desk, f"{figure}/correct", victims="soldiers")
    page = _send(desk, f"{figure}/correct", by="B. Reader", where="Tessen").text
    assert 'who is counted: <bdi class="given">soldiers</bdi>; where: <bdi class="given">Tessen</bdi>' in page
    page = _send(desk, f"{figure}/correct", victims="people").text
    assert 'where: <bdi class="given">Tessen</bdi></span>' in page
    assert "soldiers</q>" not in page
    page = _send(desk, f"{figure}/correct", where="Ardel").text
    assert "accepted" in page
    assert _send(desk, f"{figure}/correct", where="Ardel").status_code == 409


def test_the_queue_asks_a_corrected_figure_as_corrected(desk: httpx.Client) -> None:
    """Beside what was read stands what was made of it; one corrected while somebody looked is asked again."""
    figure = _figure(desk)
    asked = figure.replace("/figures/", "/review/")
    _send(desk, f"{figure}/correct", by="B. Reader", victims="soldiers")
    page = _send(desk, asked, answer="accept").text
    assert "Nothing of yours was kept" in page
    assert "Corrected rightly: accept the correction" in page
    assert "soldiers" in page
    (stood,) = re.findall(r'name="stood" value="(dec-[0-9a-f]+)"', page)
    _send(desk, asked, answer="accept", stood=stood)
    assert "soldiers" in desk.get(STATED).text
    assert "No row on which two persons differ" in desk.get("/review/differing").text
