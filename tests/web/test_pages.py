"""Pages of the desk: every link leads somewhere, hostile text stays text, nobody else may ask or write."""

import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from accounted.project import Project, Who
from accounted.publish.plainwords import unquoted_words
from web.conftest import HOSTILE
from web.served import served
from web.walk import token, walked

PASTED = (
    "On 11 April 2009 the Regional Council said that 625 residents were killed in Ardel, among them 71 children. "
    "The Ministry of the Interior rejected the figure."
)


class _Shape(HTMLParser):
    """The elements and attributes of a page, so that a smuggled one is seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes an element, keeps its name with each of its attributes."""
        self.found += [(tag, name) for name, _ in attrs] or [(tag, "")]
        self.found += [(tag, f"to {value[:11]}") for name, value in attrs if name in ("href", "src") and value]


def shape(text: str) -> list[tuple[str, str]]:
    """Takes a page, gives its elements with their attributes."""
    seen = _Shape()
    seen.feed(text)
    return seen.found


def test_every_link_of_the_demonstration_leads_to_a_page(client: httpx.Client) -> None:
    """From the first screen on, each address that a page names is answered."""
    pages = walked(client, most=260)
    assert len(pages) > 100
    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}


def test_the_headers_let_nothing_in_or_out(client: httpx.Client) -> None:
    """Every answer forbids scripts and styles but the desk's own files, frames, other sites and sniffing."""
    for path in ("/", "/documents", "/api/v1/project", "/static/desk.css", "/static/look.css", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert "httponly" in httpx.get(str(client.base_url)).headers["set-cookie"].lower()


def test_pages_hold_no_script_style_or_handler_of_their_own(client: httpx.Client) -> None:
    """No page carries an inline script, an inline style or an event handler: the policy would bar them."""
    for path, page in walked(client, most=60).items():
        if "text/html" in page.headers["content-type"] and not path.startswith("/report/pages"):
            assert not re.search(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son\w+=\"", page.text), path


def test_hostile_text_is_shown_as_text(hostile: str) -> None:
    """Markup in a document, its name, its title, speaker, publisher and project adds no element to any page."""
    with httpx.Client(base_url=hostile, follow_redirects=True, timeout=60) as asking:
        pages = {path: page for path, page in walked(asking).items() if "text/html" in page.headers["content-type"]}
    assert len(pages) > 15
    shown = 0
    for path, page in pages.items():
        found = shape(page.text)
        assert ("img", "src") not in found, path
        assert not [one for one in found if one[1].startswith("on")], path
        assert ("script", "") not in found, path
        assert not [one for one in found if one[1].startswith("to javascri")], path
        assert "49</script>" not in page.text
        shown += "&lt;img src=x onerror=" in page.text
    assert shown > 10


def test_hostile_text_is_shown_as_text_when_pasted(bare: str) -> None:
    """A pasted text with markup and a file with a hostile name come back as text, in the page and in the picture."""
    with httpx.Client(base_url=bare, follow_redirects=True, timeout=60) as asking:
        text = f"The council {HOSTILE} said 12 people were killed. Residents said 15 people were killed."
        page = asking.post("/look", data={"csrf": token(asking), "text": text, "source": HOSTILE})
        assert page.status_code == 200
        assert ("img", "src") not in shape(page.text)
        chart = asking.get(re.findall(r'href="(/look/[^"]+\.svg)"', page.text)[0])
        assert "<img" not in chart.text
        assert "<script" not in chart.text
        named = asking.post("/look", data={"csrf": token(asking)}, files={"file": (HOSTILE + ".txt", text.encode())})
        assert named.status_code == 200
        assert ("img", "src") not in shape(named.text)


def test_a_pasted_text_gives_who_says_what_without_a_project(bare: str) -> None:
    """The table has the figure in its words, and the sentence to copy has figure, speaker, date and where seen."""
    with httpx.Client(base_url=bare, follow_redirects=True, timeout=60) as asking:
        page = asking.post("/look", data={"csrf": token(asking), "text": PASTED, "published": "2009-04-12"})
        assert "625" in page.text
        sentences = re.findall(r'data-copy="([^"]+)"', page.text)
        assert any("625 residents" in s and "12 April 2009" in s and "seen in" in s for s in sentences)
        nobody = asking.post("/look", data={"csrf": token(asking), "text": "12 people were killed."})
        assert "data-copy" in nobody.text


def test_an_address_is_refused_in_words(bare: str) -> None:
    """No address is opened: the page says so, and what to do instead."""
    with httpx.Client(base_url=bare, timeout=60) as asking:
        page = asking.post("/look", data={"csrf": token(asking), "url": "http://127.0.0.1:9/"})
    assert page.status_code == 422
    assert "This desk opens no address" in page.text


def test_an_address_is_opened_where_the_desk_may(tmp_path: Path) -> None:
    """A desk that was started so asks the server; an address of this computer is refused, in words, with what to do."""
    with served(None, tmp_path, opens=True) as at, httpx.Client(base_url=at, timeout=60) as asking:
        first = asking.get("/").text
        page = asking.post("/look", data={"csrf": token(asking), "url": f"{at}/static/desk.css"})
    assert "learns that somebody here looks at it" in first
    assert page.status_code == 422
    assert "own network" in page.text


def test_a_form_of_another_session_is_refused(bare: str) -> None:
    """Without the session's own token nothing is read or written."""
    with httpx.Client(base_url=bare) as asking:
        good = token(asking)
        assert asking.post("/look", data={"text": PASTED}).status_code == 403
        assert asking.post("/look", data={"text": PASTED, "csrf": "0" * 64}).status_code == 403
    assert httpx.post(f"{bare}/look", data={"text": PASTED, "csrf": good}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.invalid"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.invalid"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_other_hosts_and_sites_are_refused(bare: str, headers: dict[str, str]) -> None:
    """A name that was pointed at this computer, or a page of another site, writes nothing here."""
    with httpx.Client(base_url=bare) as asking:
        answer = asking.post("/look", data={"text": PASTED, "csrf": token(asking)}, headers=headers)
    assert answer.status_code == 403


def test_files_are_taken_in_and_their_figures_stand_beside_the_others(own: str) -> None:
    """Two files at once are kept, a third is said to be held already; the view is made anew for them."""
    first = b"The Regional Council of Ardel said on 11 April 2009 that 625 residents were killed."
    with httpx.Client(base_url=own, follow_redirects=True, timeout=60) as asking:
        told = {"csrf": token(asking), "source": "Regional Council", "published": "2009-04-11"}
        files = [("files", ("one.txt", first)), ("files", ("two.txt", b"The clinic said 30 people were injured."))]
        page = asking.post("/documents", data=told, files=files)
        assert page.text.count("<b>kept</b>") == 2
        again = asking.post("/documents", data=told | {"csrf": token(asking)}, files=files[:1])
        assert "was received before" in again.text
        assert asking.get("/api/v1/documents").json()["whole"] == 4
        assert asking.get("/api/v1/figures", params={"words": "625 residents"}).json()["whole"] == 1
        assert "two.txt" in asking.get("/documents", params={"words": "clinic"}).text


@pytest.mark.parametrize("read_before", [True, False])
def test_one_writer_at_a_time_is_explained(own: str, tmp_path: Path, *, read_before: bool) -> None:
    """While another process holds the project, a file is not taken in, and the page says why and what to do."""
    if read_before:
        httpx.get(f"{own}/")
    with (
        httpx.Client(base_url=own, timeout=60) as asking,
        Project.open(tmp_path / "project", who=Who.now("other"), keys=tmp_path / "keys"),
    ):
        asking.get("/")
        files = [("files", ("one.txt", b"12 people were killed."))]
        page = asking.post("/documents", data={"csrf": token(asking)}, files=files)
    assert page.status_code == 409
    assert "one writer at a time" in page.text


def test_search_finds_words_of_every_script_folded_and_in_part(client: httpx.Client) -> None:
    """A word is found in any case and without its marks; two letters are looked for too; no match says so."""
    every = client.get("/api/v1/documents").json()["whole"]
    for words in ("ARDEL", "ardel", '"the night"', "rde", "Ardel Halvane"):
        assert 0 < client.get("/api/v1/documents", params={"words": words}).json()["whole"] <= every, words
    french = client.get("/api/v1/documents", params={"words": "communique"}).json()
    assert french["whole"] == client.get("/api/v1/documents", params={"words": "communiqué"}).json()["whole"]
    assert client.get("/api/v1/documents", params={"words": "of"}).json()["whole"] > 0
    for odd in ('"', "a OR", "NEAR(", "*", "x'; drop table document; --", "%", "\\"):
        assert client.get("/api/v1/documents", params={"words": odd}).status_code == 200
    assert "No document matches" in client.get("/documents", params={"words": "zzzzzz"}).text


def test_the_view_holds_what_the_project_holds(client: httpx.Client) -> None:
    """Every figure, name and rejection of the documents is listed once, and each page of the list is part of it."""
    counts = client.get("/api/v1/project").json()["counts"]
    ids: list[str] = []
    page = 1
    while rows := client.get("/api/v1/figures", params={"page": page}).json()["rows"]:
        ids += [row["id"] for row in rows]
        page += 1
    assert len(ids) == len(set(ids)) == counts["figures"] + counts["names"] + counts["rejections"] > 50
    inside = [row for d in client.get("/api/v1/documents").json()["rows"]
              for row in client.get(f"/api/v1/documents/{d['id']}").json()["stated"]]  # fmt: skip
    assert sorted(row["id"] for row in inside) == sorted(ids)


def test_every_figure_stands_at_its_words(client: httpx.Client) -> None:
    """The place of a figure in a text holds its quote, letter for letter."""
    looked = 0
    for told in client.get("/api/v1/documents").json()["rows"]:
        text = client.get(f"/api/v1/documents/{told['id']}/text").json()["text"]
        for row in client.get(f"/api/v1/documents/{told['id']}").json()["stated"]:
            if "start" in row["place"]:
                assert text[row["place"]["start"] : row["place"]["end"]] == row["quote"]
                looked += 1
    assert looked > 50


def test_the_pages_speak_with_nobodys_words(client: httpx.Client) -> None:
    """Outside of quotations and names that were given, no page says a listed word."""
    said = []
    for path, page in walked(client, most=45).items():
        if "text/html" not in page.headers["content-type"] or path.startswith("/report/pages"):
            continue
        plain = re.sub(r"(?s)<meta[^>]*>|<(title|pre|code|select|textarea)\b.*?</\1>", "", page.text)
        said += [f"{path}: {found.word}: {found.around}" for found in unquoted_words(plain)]
    assert said == []


def test_a_report_is_written_and_read_at_the_desk(own: str) -> None:
    """The draft report opens at the desk, with its own policy; no path leads out of its folder."""
    with httpx.Client(base_url=own, follow_redirects=True, timeout=60) as asking:
        page = asking.post("/report", data={"csrf": token(asking)})
        assert page.status_code == 200
        assert page.url.path == "/report/pages/index.html"
        assert "INTERNAL" in page.text
        for path in ("../../project.toml", "..%2f..%2fproject.toml", "%2e%2e/%2e%2e/project.toml"):
            assert asking.get(f"/report/pages/{path}").status_code == 404


def test_a_change_is_found_from_the_desk(own: str, tmp_path: Path) -> None:
    """One changed byte in a file that was received is named on the page."""
    with httpx.Client(base_url=own, timeout=60) as asking:
        assert "Unchanged since received here" in asking.post("/verify", data={"csrf": token(asking)}).text
        file = next(path for path in (tmp_path / "project" / "files").rglob("*") if path.is_file())
        file.chmod(0o644)
        content = bytearray(file.read_bytes())
        content[0] ^= 1
        file.write_bytes(content)
        assert "1 change found" in asking.post("/verify", data={"csrf": token(asking)}).text
