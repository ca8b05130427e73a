"""Lists, persons and pairs at the desk: a sheet before it is taken in, rows side by side, decisions and undoing."""

import re
import shutil
import time
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from accounted.project import Who
from accounted.viewing import persons as seen
from accounted.viewing.opening import Desk
from accounted.viewing.persons_opening import People
from accounted.viewing.persons_opening import linked as persons_of
from web.conftest import HOSTILE
from web.test_pages import shape
from web.walk import token, walked

SHEET = (
    b"full name,age,date killed,town\nOsa Brin,3,2009-03-04,Ardel\n,,,\nName withheld,4,2009-03-03,Ardel\n"
    b"Family of five,,2009-03-03,Tessen\nUla Dorn,5,2009-03-03,Ardel,one,more\n"
)


def plain(page: httpx.Response) -> str:
    """Takes a page, gives its text."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


def post(asking: httpx.Client, path: str, **told: str) -> httpx.Response:
    """Takes an address and fields, gives the answer to the form."""
    return asking.post(path, data={"csrf": token(asking), **told})


def test_a_sheet_is_looked_at_row_by_row_before_it_is_taken_in(three: httpx.Client) -> None:
    """Each row has its outcome, a column is corrected once, and what was said holds for the next edition."""
    found = three.post("/lists", data={"csrf": token(three)}, files={"file": ("names-1.csv", SHEET)})
    said = plain(found)
    assert "Take in 5 rows" in said
    for words in ("names one person", "names nobody", "a group of 5, as stated", "empty-row", "too-many-cells"):
        assert words in said, words
    look = str(found.url)
    assert three.get("/api/v1/documents").json()["whole"] == 3
    read = three.post(look, data={"csrf": token(three), "role:town": "text", "sheet": "0"})
    assert re.search(r'name="role:town".*?<option value="text" selected', read.text, re.DOTALL)
    taken = three.post(f"{look}/take", data={"csrf": token(three), "replaces": ""})
    assert "as a person decided" in plain(taken)
    assert three.get("/api/v1/documents").json()["whole"] == 4
    later = SHEET.replace(b"Osa Brin,3", b"Osa Brin,4") + b"Ivo Kest,30,2009-03-03,Tessen\n"
    again = three.post("/lists", data={"csrf": token(three)}, files={"file": ("names-2.csv", later)})
    assert "decided for an earlier edition" in plain(again)
    name = re.findall(r'<option value="(doc-[0-9a-f]+)" selected', again.text)
    assert len(name) == 1
    beside = three.get(f"{again.url}/beside/{name[0]}")
    assert "added 1" in plain(beside)
    assert "changed 1" in plain(beside)
    three.post(f"{again.url}/take", data={"csrf": token(three), "replaces": name[0]})
    lists = three.get("/lists")
    assert "names-2.csv" in plain(lists).partition("Other sheets")[0]
    assert "names-1.csv" in plain(lists).partition("Other sheets")[2]


def test_long_lists_are_shown_while_their_rows_are_compared(
    three: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sheets and lists are shown at once, persons when another process has linked them; the page goes on by itself."""
    monkeypatch.setattr("accounted.viewing.persons_opening.LARGE_BYTES", 0)
    first = three.get("/persons")
    assert first.status_code == 200
    assert "burial-register.csv" in plain(first)
    assert 'hx-get="/lists/linking?first=1"' in first.text
    refused = post(three, "/persons/per-0/split", row="row-0", why="x")
    assert refused.status_code == 409
    assert "linked for the first time" in plain(refused)
    at = {"hx-request": "true", "hx-current-url": str(three.base_url.join("/persons?kind=alone"))}
    until = time.monotonic() + 120
    while "hx-refresh" not in (told := three.get("/lists/linking?first=1", headers=at)).headers:
        assert time.monotonic() < until
        time.sleep(0.2)
    while "linked now" not in (told := three.get("/lists/linking", headers=at)).text:
        assert time.monotonic() < until
    assert 'href="/persons?kind=alone"' in told.text
    assert three.get("/persons").text.count("data-row=") > 10


def test_lists_are_known_before_persons_are(linked: Path, tmp_path: Path) -> None:
    """A view made for the first time holds the lists with their rows before any two of them are compared."""
    shutil.copytree(linked / "project", tmp_path / "project")
    desk = Desk(tmp_path / "project", keys=None)
    desk.renew(Who(name="", when="2026-01-01T00:00:00Z"))
    people, known = People(desk), []

    def watched(*told: Any) -> Any:
        known.append((people.there(), people.linked(), seen.lists(people.view), seen.counts(people.view)["persons"]))
        return persons_of(*told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("accounted.viewing.persons_opening.linked", watched)
        people.renew()
    ((there, before, lists, persons),) = known
    assert (there, before, len(lists), persons) == (True, False, 3, 0)
    assert people.linked()
    assert seen.lists(people.view) == lists
    assert seen.counts(people.view)["persons"] > 0


def test_a_table_of_figures_and_a_text_are_no_list(three: httpx.Client) -> None:
    """What is no sheet of persons is said to be none, with what to do."""
    for name, content in (
        ("figures.csv", b"event,effect,speaker,best\nArdel,killed,council,3\n"),
        ("a.txt", b"12 people"),
    ):
        answer = three.post("/lists", data={"csrf": token(three)}, files={"file": (name, content)})
        assert answer.status_code == 409
        assert "page of documents" in plain(answer)


def test_persons_are_found_joined_parted_and_undone(three: httpx.Client) -> None:
    """A split needs a reason, parts one row, and comes back when it is undone; superseded ids lead to the person."""
    found = three.get("/persons")
    name = re.findall(r"/persons/(per-[0-9a-f]{20})", found.text)[0]
    one = three.get(f"/persons/{name}")
    assert re.search(r"line \d+, column 1", plain(one))
    assert "For one person: " in plain(one)
    assert "<rect" in one.text
    rows = re.findall(r'<option value="(row-[0-9a-f]+)"', one.text)
    assert len(rows) > 1
    old = [x for x in re.findall(r"<code>(per-[0-9a-f]+)</code>", one.text) if x != name]
    came = three.get(f"/persons/{old[0]}")
    assert str(came.url).endswith(f"/persons/{name}?from={old[0]}")
    assert "superseded by the id of this person" in plain(came)
    assert post(three, f"/persons/{name}/split", row=rows[0]).status_code == 409
    parted = post(three, f"/persons/{name}/split", row=rows[0], why="another father is told")
    assert "another father is told" in plain(parted) or "another father is told" in plain(three.get(f"/persons/{name}"))
    kept = re.findall(r'name="decisions" value="([^"]+)"', parted.text)
    assert kept
    assert len(kept[0].split()) == len(rows) - 1
    assert post(three, str(parted.url.path) + "/undo", decisions=kept[0], why="").status_code == 409
    back = post(three, str(parted.url.path) + "/undo", decisions=kept[0], why="one father after all")
    assert "taken back" in plain(back)
    assert len(re.findall(r'<option value="(row-[0-9a-f]+)"', three.get(f"/persons/{name}").text)) == len(rows)


def test_two_persons_are_joined_with_a_reason(three: httpx.Client) -> None:
    """A person joined to another by its id has its rows, and who joined them stands beside why."""
    alone = re.findall(
        r'data-open href="/persons/(per-[0-9a-f]{20})"', three.get("/persons", params={"kind": "alone"}).text
    )
    joined = post(three, f"/persons/{alone[0]}/merge", other=alone[1], why="the sister says so")
    assert "2 rows" in plain(joined)
    assert "the sister says so" in plain(joined)
    assert post(three, f"/persons/{alone[0]}/merge", other="per-0", why="x").status_code == 409


def test_a_withheld_person_is_shown_nowhere(three: httpx.Client) -> None:
    """Withheld cells stand on no page of persons, lists and pairs, and a search does not find the name."""
    one = three.get("/persons", params={"kind": "several"})
    name, words = re.findall(r'/persons/(per-[0-9a-f]{20})"><bdi dir="auto">([^<]+)<', one.text)[0]
    post(three, f"/persons/{name}/withhold", why="a threat was reported")
    assert words not in plain(three.get(f"/persons/{name}"))
    assert words not in plain(three.get("/persons", params={"words": words}))
    assert words not in plain(three.get("/persons", params={"kind": "withheld"}))
    for path in dict.fromkeys(re.findall(r'"(/lists/lst-[0-9a-f]+)"', three.get("/lists").text)):
        for page in range(1, 5):
            shown = three.get(path, params={"page": str(page)}).text
            cells = re.findall(r'<bdi class="given" dir="auto">([^<]*)</bdi>', shown)
            assert words.split() not in [cells[n : n + 2] for n in range(len(cells))]
    assert words not in plain(three.get("/report"))


def test_a_name_is_found_in_another_script(three: httpx.Client) -> None:
    """A name written in Arabic letters is found by its Latin form, and the cell tells its script."""
    sheet = "name,age,date\nسلمى حداد,31,2009-03-04\nVera Holm,40,2009-03-04\n".encode()
    look = three.post("/lists", data={"csrf": token(three)}, files={"file": ("arabic.csv", sheet)})
    three.post(f"{look.url}/take", data={"csrf": token(three), "replaces": ""})
    found = three.get("/persons", params={"words": "Salma Haddad"})
    assert "سلمى" in found.text
    name = re.findall(r'data-open href="/persons/(per-[0-9a-f]{20})"', found.text)[0]
    assert 'lang="und-Arab"' in three.get(f"/persons/{name}").text


def test_pairs_are_asked_blind_of_two_and_a_third_decides(three: httpx.Client) -> None:
    """No score stands on the page that asks; two who differ wait for a third; alpha and progress follow."""
    first = three.get("/review/pairs")
    assert not re.search(r"probab|score said|bits", plain(first).replace("No score", ""))
    pair = re.search(r'action="(/review/pairs/(row-[0-9a-f]+)/(row-[0-9a-f]+))"', first.text)
    assert pair
    after = post(three, pair[1], answer="same")
    assert "What the score said of it" in plain(after)
    assert pair[2] not in after.text.partition('id="asked"')[2]
    three.cookies.set("acting", "B.%20Reader")
    second = three.get("/review/pairs")
    assert f'action="{pair[1]}"' in second.text
    post(three, pair[1], answer="different", why="ages differ by 40")
    split = three.get("/review/pairs/differing")
    assert "A. Reader" in plain(split)
    assert "B. Reader" in plain(split)
    three.cookies.set("acting", "C.%20Reader")
    post(three, pair[1], answer="same", back="differing")
    assert "waits for a third" in plain(three.get("/review/pairs/differing"))
    told = plain(three.get(f"/pairs/{pair[2]}/{pair[3]}"))
    assert told.count("Reader") >= 3
    assert post(three, pair[1], answer="perhaps").status_code == 409


def test_twenty_answers_at_random_measure(three: httpx.Client) -> None:
    """From twenty answers on pairs at random on, precision, recall and missed links stand with their intervals."""
    page = three.get("/review/pairs")
    for _ in range(70):
        pair = re.search(r'action="(/review/pairs/[^"]+)"', page.text)
        if not pair:
            break
        cells = re.findall(r'<bdi class="given"[^>]*dir="auto">([^<]+)</bdi>', page.text.partition('id="asked"')[2])
        alike = len(cells) - len(set(cells)) >= len(cells) / 4
        page = post(three, pair[1], answer="same" if alike else "different")
    said = plain(three.get("/review/pairs/measured"))
    assert "precision" in said
    assert "missed" in said
    assert "95 % intervals" in said


def test_hostile_sheets_are_shown_as_text(three: httpx.Client) -> None:
    """Markup in headers, cells, the file's name and reasons adds no element to any page of lists and persons."""
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    sheet = f"name,age,{quoted}\n{quoted},31,{quoted}\nVera Holm,40,x\n".encode()
    file = (HOSTILE.replace("/", "_") + ".csv", sheet)
    look = three.post("/lists", data={"csrf": token(three)}, files={"file": file})
    assert look.status_code == 200
    pages = [look, three.post(f"{look.url}/take", data={"csrf": token(three), "replaces": ""})]
    found = three.get("/persons", params={"words": "onerror"})
    name = re.findall(r'data-open href="/persons/(per-[0-9a-f]{20})"', found.text)[0]
    other = re.findall(r'data-open href="/persons/(per-[0-9a-f]{20})"', three.get("/persons").text)[0]
    pages += [found, post(three, f"/persons/{name}/merge", other=other, why=HOSTILE), three.get(f"/persons/{name}")]
    pages += [page for path, page in walked(three, most=120).items() if path.startswith(("/lists", "/pers", "/rev"))]
    assert len(pages) > 20
    for page in pages:
        found_here = shape(page.text)
        assert ("img", "src") not in found_here
        assert not [one for one in found_here if one[1].startswith("on")]
        assert ("script", "") not in found_here
    assert sum("&lt;img src=x onerror=" in page.text for page in pages) > 4


def test_two_who_decide_on_one_person_see_each_other(three: httpx.Client) -> None:
    """The later form keeps nothing, shows both decisions, and is kept once it is sent again; both stay listed."""
    name = re.findall(r"/persons/(per-[0-9a-f]{20})", three.get("/persons", params={"kind": "several"}).text)[0]
    page = three.get(f"/persons/{name}").text
    (seen,) = set(re.findall(r'name="seen" value="([^"]*)"', page))
    row = re.findall(r'<option value="(row-[0-9a-f]+)"', page)[0]
    first = post(three, f"/persons/{name}/withhold", seen=seen, why="the family asked")
    assert first.status_code == 200
    late = post(three, f"/persons/{name}/split", seen=seen, row=row, why="another father")
    assert late.status_code == 409
    assert "Somebody else decided on it meanwhile" in plain(late)
    assert "the family asked" in plain(late)
    assert "another father" in plain(late)
    assert "another father" not in plain(three.get("/history", params={"kind": "decision"}))
    (now,) = re.findall(r'name="seen" value="([^"]*)"', late.text)
    assert post(three, f"/persons/{name}/split", seen=now, row=row, why="another father").status_code == 200
    listed = plain(three.get("/history", params={"kind": "decision"}))
    assert "the family asked" in listed
    assert "another father" in listed


def test_two_who_say_what_a_column_holds_see_each_other(three: httpx.Client) -> None:
    """A mapping that somebody overtook is not kept unseen."""
    (document, *_) = re.findall(r'"/lists/look/(doc-[0-9a-f]+)"', _list_page(three))
    page = three.get(f"/lists/look/{document}").text
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', page)
    field = unescape(re.findall(r'name="(role:[^"]+)"', page)[-1])
    told = {field: "text", "seen": seen}
    assert post(three, f"/lists/look/{document}", **told, why="a note").status_code == 200
    late = post(three, f"/lists/look/{document}", **(told | {field: "place"}), why="a town")
    assert late.status_code == 409
    assert "a note" in plain(late)


def _list_page(asking: httpx.Client) -> str:
    return asking.get(re.findall(r'"(/lists/lst-[0-9a-f]+)"', asking.get("/lists").text)[0]).text
