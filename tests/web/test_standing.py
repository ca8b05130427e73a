"""Beside the tables of an event: what a rule makes of it, names and positions over time, a map, remarks to work off."""

import json
import re

import httpx
import pytest

from accounted.read.gazetteer import stated_near
from accounted.viewing.live_chart import live_specification, script
from accounted.viewing.mapped import LAND, Meant, Told, drawn_map
from accounted.viewing.over_time import Said, strips
from web.walk import eventually, token

_SIDE = r"Set side by side: <span[^>]*>([^.]*)\."
ONE = Meant(name="Ardel", country="XA", longitude=10.0, latitude=45.0)


def _ardel(client: httpx.Client) -> str:
    listed = re.findall(r'href="(/compare/[^"]+)".*?<small>(\d+) figure', client.get("/compare").text)
    return str(max(listed, key=lambda one: int(one[1]))[0])


def test_a_rule_stands_beside_the_figures_it_takes(client: httpx.Client) -> None:
    """Of an event's page with a rule: its name, source and numbers, and what it does with each figure of the table."""
    path = _ardel(client)
    plain = client.get(path, params={"effect": "killed"}).text
    rule = re.findall(r'<option value="([^"]+)">Iraq Body Count', plain)[0]
    shown = client.get(path, params={"effect": "killed", "rule": rule}).text
    assert "by-rule" not in plain
    assert "Iraq Body Count" in shown
    assert "Which rule is right is not decided here" in shown
    assert len(re.findall(r"used as |left out: ", shown)) >= 30


def test_a_scope_can_be_looked_at_alone(client: httpx.Client) -> None:
    """Of an event's page for one scope no table of another scope is shown, and none of that scope is missing."""
    path = _ardel(client)
    whole = client.get(path).text
    scopes = re.findall(r'<select name="scope">.*?</select>', whole, re.DOTALL)[0]
    scope = re.findall(r"<option>([^<]+)</option>", scopes)[1]
    shown = client.get(path, params={"scope": scope}).text
    headings = re.findall(_SIDE, shown)
    assert headings
    assert set(headings) == {scope}
    assert len(headings) == re.findall(_SIDE, whole).count(scope)


def test_names_and_positions_stand_by_date(client: httpx.Client) -> None:
    """Every name and position of the event is on the page, drawn where it is dated, crossed where it is rejected."""
    page = client.get(f"{_ardel(client)}/over-time").text
    assert page.count('class="cross"') > 3
    assert page.count('class="stretch"') > 10
    assert "Regional Council of Ardel" in page
    assert "No name is preferred here" in page


def test_a_date_is_drawn_as_long_as_it_was_stated() -> None:
    """A month is thirty days wide beside a day, an undated statement has no mark and is counted."""
    day, month = ("2009-03-05", "2009-04")
    told = (("clash", day, "asserts"), ("clash", month, "rejects"), ("raid", None, "asserts"), ("Clash", day, "doubts"))
    found = strips(Said(line=w, speaker="A", said_on=d, stance=s, words=w, href="/") for w, d, s in told)
    clash, raid = found["lines"]
    assert [mark["form"] for mark in clash["marks"]] == ["filled", "crossed", "open"]
    assert clash["marks"][1]["width"] > 15 * clash["marks"][0]["width"]
    assert (raid["marks"], raid["undated"]) == ([], 1)


def test_statements_without_dates_are_not_lost() -> None:
    """Where nothing is dated nothing is drawn, and nothing stands on a line."""
    assert strips([Said(line="x", speaker="A", said_on=None, stance="asserts", words="x", href="/")])["lines"] == []


def test_a_town_is_a_dot_near_it_a_ring_and_several_are_rings_of_their_own() -> None:
    """The form of a mark says what the gazetteer knows; a place that it does not know is listed and not drawn."""
    near = Meant(name="Quill", country="XA", longitude=10.5, latitude=45.2, near=True)
    far = Meant(name="Ardel", country="XB", longitude=-70.0, latitude=-30.0)
    twin = Meant(name="Lanner", country="XA", longitude=10.2, latitude=44.9)
    told = [
        Told(words="Ardel", figures=3, meant=(ONE,)),
        Told(words="Quill", near=True, figures=1, meant=(near,)),
        Told(words="Lanner", figures=2, meant=(twin, far)),
        Told(words="Ardel District", figures=4),
    ]
    made = drawn_map(told)
    assert [mark["form"] for mark in made["marks"]] == ["dot", "near", "several"]
    assert [(one["words"], len(one["meant"])) for one in made["beneath"]] == [("Lanner", 1), ("Ardel District", 0)]


def test_distances_on_the_map_are_those_of_its_scale() -> None:
    """Ten degrees of latitude are 1,113 km by the scale bar; a degree of longitude at 60 degrees is half of one."""
    points = [Meant(name=str(n), country="X", longitude=x, latitude=y) for n, (x, y) in enumerate([(0, 55), (0, 65)])]
    made = drawn_map([Told(words=p.name, figures=1, meant=(p,)) for p in points])
    low, high = made["marks"]
    kilometres = (low["y"] - high["y"]) / made["scale"]["pixels"] * made["scale"]["km"]
    assert kilometres == pytest.approx(1113.2, rel=0.01)
    lines = made["lines"]
    up = abs(lines["parallels"][1][0] - lines["parallels"][0][0])
    across = lines["meridians"][1][0] - lines["meridians"][0][0]
    assert across / up == pytest.approx(0.5, rel=0.01)


def test_land_is_cut_at_the_edges_of_the_map() -> None:
    """No point of the land lies outside the picture, and a map in the sea of no land has none."""
    made = drawn_map([Told(words="Ardel", figures=1, meant=(ONE,))])
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", made["land"])]
    assert numbers
    assert all(-0.2 <= x <= made["width"] + 0.2 for x in numbers[::2])
    assert all(-0.2 <= y <= made["height"] + 0.2 for y in numbers[1::2])
    sea = Meant(name="x", country="", longitude=-30.0, latitude=-20.0)
    assert drawn_map([Told(words="x", figures=1, meant=(sea,))])["land"] == ""


def test_land_says_where_it_is_from() -> None:
    """The file of shapes opens with its source."""
    assert LAND.read_text(encoding="ascii").startswith("# Natural Earth")


@pytest.mark.parametrize(
    ("words", "language", "near"),
    [
        ("12 people were killed near the town of Ardel.", "en", True),
        ("12 people were killed in Ardel, 4 near Ardel.", "en", False),
        ("12 personnes ont été tuées près d'Ardel.", "fr", True),
        ("Убиты 12 человек под Ardel.", "ru", True),
        ("Ardel yakınlarında 12 kişi öldürüldü.", "tr", True),
        ("12 Menschen wurden in Ardel getötet.", "de", False),
    ],
)
def test_near_is_said_in_the_words_of_the_language(words: str, language: str, near: bool) -> None:
    """A place is "near" where each mention of it is announced so; one plain mention makes it the place itself."""
    assert stated_near(words, "Ardel", language) is near


def test_the_map_page_lists_each_place_once_and_says_so_without_a_gazetteer(client: httpx.Client) -> None:
    """Every place stated is on the page; the drawing answers whether or not the extra is installed."""
    assert "/map/drawn" in client.get("/map").text
    drawn = client.get("/map/drawn")
    assert drawn.status_code == 200
    assert len(re.findall(r"<q[^>]*>Ardel</q></a>", drawn.text)) in (1, 2)  # as itself, and as near
    assert "No map:" in drawn.text or "none is drawn" in drawn.text or "<svg" in drawn.text


def test_a_live_chart_moves_no_mark(client: httpx.Client) -> None:
    """The chart for a pointer has the still chart's marks where they are, and each row's sentence."""
    page = client.get(_ardel(client), params={"effect": "killed"}).text
    told = client.get(re.findall(r'data-live="([^"]+)"', page)[0]).json()
    assert [layer["name"] for layer in told["layer"]][-1] == "reach"
    values = told["data"]["values"]
    assert all(value["told"] and value["row"] for value in values)
    assert [value["y_top"] for value in values][1:] == [value["y_end"] for value in values][:-1]
    assert all(layer["encoding"].get("x", {}).get("scale", {}).get("zero", True) for layer in told["layer"])
    assert json.loads(json.dumps(live_specification([], description="", event="")))["data"]["values"] == []


def test_the_script_of_live_charts_asks_no_other_computer() -> None:
    """The bundle interprets expressions and loads nothing from elsewhere."""
    made = script()
    assert "ast:true" in made.replace(" ", "")
    assert not re.findall(r"(?:fetch|import)\(\s*[\"']https?:", made)


def test_a_remark_is_worked_through_and_opened_again(own: str) -> None:
    """What a person found is kept as an act; the remark leaves the open ones, and comes back when that is undone."""
    with httpx.Client(base_url=own, follow_redirects=True, timeout=60) as asking:
        csrf = token(asking)
        before = asking.get("/remarks").text
        name = re.findall(r'action="/remarks/([^"]+)"', before)[0]
        asking.post(f"/remarks/{name}", data={"csrf": csrf, "state": "done", "why": "asked the parish; a misprint"})
        assert f"/remarks/{name}" not in asking.get("/remarks").text
        done = asking.get("/remarks", params={"state": "worked through"}).text
        assert "asked the parish; a misprint" in done
        asked = re.findall(r'href="(/decisions/[^"]+)"', done)[0]
        undo = re.findall(r'action="(/decisions/[^"]+/undo)"', asking.get(asked).text)[0]
        assert asking.post(undo, data={"csrf": csrf, "back": "/remarks"}).status_code == 409
        again = asking.post(undo, data={"csrf": csrf, "back": "/remarks", "why": "no misprint after all"})
        assert again.url.path == "/remarks"
        assert eventually(lambda: f'action="/remarks/{name}"' in asking.get("/remarks").text)


def test_two_who_work_through_one_remark_see_each_other(own: str) -> None:
    """The later outcome is not kept unseen: both stand on one page, and may both be kept."""
    with httpx.Client(base_url=own, follow_redirects=True, timeout=60) as asking:
        told = {"csrf": token(asking), "state": "done", "seen": ""}
        name = re.findall(r'action="/remarks/([^"]+)"', asking.get("/remarks").text)[-1]
        asking.post(f"/remarks/{name}", data=told | {"why": "a misprint"})
        late = asking.post(f"/remarks/{name}", data=told | {"why": "two days are meant"})
    assert late.status_code == 409
    assert "a misprint" in late.text
    assert "two days are meant" in late.text


def test_a_remark_that_is_not_there_is_refused(own: str) -> None:
    """A decision on no remark writes nothing and says so."""
    with httpx.Client(base_url=own, timeout=60) as asking:
        answer = asking.post("/remarks/rem-none", data={"csrf": token(asking), "state": "done", "why": "x"})
    assert answer.status_code == 409
    assert "no remark" in answer.text


def test_documents_are_found_by_the_name_they_give(client: httpx.Client) -> None:
    """The filter by a name that a speaker gives or rejects leaves documents that have it."""
    whole, some = (client.get("/documents", params=asked).text for asked in ({}, {"label": "massacre"}))
    assert 0 < len(re.findall(r'href="/documents/doc-', some)) < len(re.findall(r'href="/documents/doc-', whole))
