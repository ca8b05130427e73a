"""The JSON door: documented, and answering what its document says, whatever it is asked; it writes as the pages do."""

import json
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings

from accounted import demo
from accounted.web.sessions import make_token
from web.served import served
from web.team import kept_at, made_team, restricted

SENTENCE = "The Regional Council of Ardel said on 11 April 2009 that 625 residents were killed."
OCTETS = {"Content-Type": "application/octet-stream"}


@pytest.fixture(scope="session")
def team_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one account of each role."""
    return made_team(tmp_path_factory.mktemp("api"))


@pytest.fixture
def team(team_made: Path, tmp_path: Path) -> Path:
    """A test's own copy of it."""
    return shutil.copytree(team_made, tmp_path / "team")


@pytest.fixture
def plain(team: Path) -> Iterator[httpx.Client]:
    """A program that asks a desk without accounts."""
    with (
        served(team / "project", team / "keys") as at,
        httpx.Client(base_url=f"{at}/api/v1", timeout=60, follow_redirects=True) as one,
    ):
        yield one


def test_the_api_is_documented(client: httpx.Client) -> None:
    """Every address of the API has a sentence in the OpenAPI document, and what is sent to it an example or a shape."""
    told = client.get("/api/openapi.json").json()
    assert len(told["paths"]) >= 20
    assert all(
        verb["description"].startswith(("Takes", "Gives")) for path in told["paths"].values() for verb in path.values()
    )
    written = [path["post"] for path in told["paths"].values() if "post" in path]
    assert len(written) >= 8
    for name in ("Text", "Decide", "Undo", "Links", "Strata"):
        assert "example" in told["components"]["schemas"][name]


@pytest.mark.journey
def test_the_api_holds_what_it_promises(address: str) -> None:
    """Made-up requests to read find no answer that the document does not allow, and no fault of the server."""
    assert _fuzzed(address, writing=False, most=15) > 100


@pytest.mark.journey
def test_the_api_that_writes_holds_what_it_promises(team: Path) -> None:
    """Made-up requests to write, at a desk with accounts and by a token that may do everything: the same."""
    kept = kept_at(team)
    kept.change("K. Custodian", roles=("custodian", "publisher"), clearance="protected", by="the test")
    custodian = kept.named("K. Custodian")
    may = ("read", "collect", "code", "decide", "undo", "estimate", "publish", "verify")
    headers = {"Authorization": f"Bearer {make_token(kept, custodian, 'x', scopes=may, days=1)}"}
    with served(team / "project", team / "keys", accounts=kept) as at:
        assert _fuzzed(at, writing=True, most=8, headers=headers) > 40
        assert httpx.get(f"{at}/api/v1/project", headers=headers, timeout=60).status_code == 200


def _fuzzed(address: str, *, writing: bool, most: int, headers: dict[str, str] | None = None) -> int:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = 0
    for found in schema.get_all_operations():
        one = found.ok()
        if (one.method.upper() == "POST") == writing:
            asked += _asked(one.as_strategy(), address, most=most, headers=headers)
    return asked


def _asked(cases: Any, address: str, *, most: int, headers: dict[str, str] | None) -> int:
    count = 0

    def ask(case: Any) -> None:
        nonlocal count
        count += 1
        case.call_and_validate(base_url=address, headers=headers, timeout=60)

    every = settings(
        max_examples=most, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    given_by: Any = given
    every(given_by(cases)(ask))()
    return count


def test_a_text_is_looked_at_and_not_kept(plain: httpx.Client) -> None:
    """The figure stands in the answer with its words, and the project holds no more than before."""
    before = plain.get("/project").json()["counts"]
    told = plain.post("/look", json={"text": SENTENCE, "published": "2009-04-12"}).json()
    assert [row["figure"] for row in told["figures"]] == ["625"]
    assert told["figures"][0]["quote"] in SENTENCE
    assert plain.get("/project").json()["counts"] == before


def test_a_file_is_taken_in_once(plain: httpx.Client) -> None:
    """The bytes are kept and their figures read; the same again is said to be held; no bytes are no file."""
    told = {"name": "../clinic.txt", "source": "The clinic", "published": "2009-04-14"}
    answer = plain.post("/documents", params=told, content=b"The clinic said 30 people were injured.", headers=OCTETS)
    assert answer.status_code == 201, answer.text
    (kept,) = answer.json()["kept"]
    assert (kept["name"], kept["described"]["source"]) == ("clinic.txt", "The clinic")
    assert plain.get("/figures", params={"words": "30 people"}).json()["whole"] == 1
    again = plain.post("/documents", params=told, content=b"The clinic said 30 people were injured.", headers=OCTETS)
    assert again.json()["remarks"] or again.json()["set_aside"]
    assert plain.get("/project").json()["counts"]["documents"] == 4


def test_a_decision_is_taken_and_taken_back(plain: httpx.Client) -> None:
    """Rejected with a reason, seen with what stood before, taken back with another; each is an act."""
    row = plain.get("/figures", params={"words": "485"}).json()["rows"][0]["id"]
    made = plain.post("/decisions", json={"kind": "reject", "about": [row], "why": "another day", "seen": ""})
    assert made.status_code == 201, made.text
    name = made.json()["id"]
    assert plain.get(f"/figures/{row}").json()["state"] == "rejected"
    told = plain.get(f"/decisions/{name}").json()
    assert told["before"][row]["state"] == ""
    assert told["then"][row]["state"] == ""
    assert plain.post(f"/decisions/{name}/undo", json={"why": ""}).status_code == 422
    assert plain.post(f"/decisions/{name}/undo", json={"why": "it was that day", "seen": name}).status_code == 201
    assert plain.get(f"/figures/{row}").json()["state"] == "open"
    assert plain.get(f"/decisions/{name}").json()["undone"]["why"] == "it was that day"
    assert [one["why"] for one in plain.get("/decisions", params={"about": row}).json()] == [
        "it was that day",
        "another day",
    ]


def test_a_correction_shows_each_field_before_and_after(plain: httpx.Client) -> None:
    """Two corrections in a row: the second one's before is the first one's after."""
    row = plain.get("/figures", params={"words": "485"}).json()["rows"][0]["id"]
    first = plain.post("/decisions", json={"kind": "correct", "about": [row], "value": '{"victims": "soldiers"}'})
    assert first.status_code == 201, first.text
    again = {"kind": "correct", "about": [row], "value": '{"victims": "residents", "effect": "injured"}', "why": "x"}
    second = plain.post("/decisions", json=again).json()["id"]
    assert plain.get(f"/decisions/{first.json()['id']}").json()["fields"] == [["victims", "people", "soldiers"]]
    assert plain.get(f"/decisions/{second}").json()["fields"] == [
        ["victims", "soldiers", "residents"],
        ["effect", "killed", "injured"],
    ]
    assert plain.get(f"/decisions/{second}").json()["then"][row]["id"] == first.json()["id"]


def test_any_kind_of_decision_is_taken_back(plain: httpx.Client) -> None:
    """Event, tie, edition, nesting, sensitivity, a figure made: each says what stood, and then stands no more."""
    documents = [row["id"] for row in plain.get("/documents").json()["rows"]]
    row = plain.get("/figures", params={"words": "485"}).json()["rows"][0]["id"]
    text = plain.get(f"/documents/{documents[1]}/text").json()["text"]
    start = text.index("485")
    made = json.dumps({"start": start, "end": start + 3, "effect": "injured"})
    asked: list[dict[str, Any]] = [
        {"kind": "event", "about": [row], "value": "Ardel, another night"},
        {"kind": "tie", "about": documents[:2], "value": "leans"},
        {"kind": "edition", "about": documents[:2], "value": "replaces"},
        {"kind": "nest", "about": ["Ardel", "Vordmane"], "value": "precedes"},
        {"kind": "sensitivity", "about": [documents[0]], "value": "sensitive"},
        {"kind": "make", "about": [documents[1]], "value": made},
    ]
    for one in asked:
        answer = plain.post("/decisions", json=one | {"why": "a test"})
        assert answer.status_code == 201, (one, answer.text)
        name = answer.json()["id"]
        told = plain.get(f"/decisions/{name}").json()
        assert told["stands"] == 1, one
        assert sorted(told["before"]) == sorted(one["about"])
        assert plain.post(f"/decisions/{name}/undo", json={"why": "the test ends"}).status_code == 201, one
        told = plain.get(f"/decisions/{name}").json()
        assert (told["stands"], told["undone"]["why"]) == (0, "the test ends"), one


def test_what_was_decided_meanwhile_is_told(plain: httpx.Client) -> None:
    """A program that had seen an older state keeps nothing, and is told who decided what."""
    row = plain.get("/figures", params={"words": "485"}).json()["rows"][0]["id"]
    first = plain.post("/decisions", json={"kind": "accept", "about": [row], "seen": ""}).json()["id"]
    stale = plain.post("/decisions", json={"kind": "reject", "about": [row], "seen": ""})
    assert stale.status_code == 409
    assert [one["id"] for one in stale.json()["detail"]["others"]] == [first]
    assert plain.get(f"/figures/{row}").json()["state"] == "accepted"
    assert plain.post("/decisions", json={"kind": "reject", "about": [row], "seen": first}).status_code == 201


def test_answers_on_rows_are_kept_where_the_rows_are_there(tmp_path: Path) -> None:
    """Two rows of lists here are held to be one person; a row that is in no list leaves nothing kept."""
    demo.build(tmp_path / "demo", keys=tmp_path / "keys")
    from accounted.project import Project, Who  # noqa: PLC0415  beside its use

    root = tmp_path / "demo" / "three-lists"
    with Project.open(root, who=Who.now("the test"), keys=tmp_path / "keys") as project:
        lists = project.lists().lists
    rows = [lists[0].row(0).id, lists[1].row(0).id]
    with (
        served(root, tmp_path / "keys") as at,
        httpx.Client(base_url=f"{at}/api/v1", timeout=120) as one,
    ):
        told = {"row_a": rows[0], "row_b": rows[1], "answer": "different", "why": "two villages"}
        wrong = one.post("/links", json={"answers": [told, told | {"row_b": "row-" + "0" * 20}]})
        assert wrong.status_code == 409
        assert "no row of this id" in wrong.json()["detail"]
        assert one.post("/links", json={"answers": [told]}).json() == {"kept": 1}
        assert [d["why"] for d in one.get("/decisions", params={"about": rows[0]}).json()] == ["two villages"]


def test_a_program_freezes_a_plan_before_any_figure_is_computed(three: httpx.Client) -> None:
    """Without a plan that stands nothing is run and it is said what to do; with one its figures come, in one act each,
    and the view is of now without being made anew.
    """

    def ended() -> dict[str, Any]:
        until = time.monotonic() + 240
        while (told := three.get("/api/v1/estimates").json())["going"]:
            assert time.monotonic() < until
            time.sleep(0.2)
        return dict(told)

    for asked in ({}, {"plan": "pln-0123456789abcdef0123"}):
        refused = three.post("/api/v1/estimates", json=asked)
        assert refused.status_code == 409
        assert "POST /plans" in refused.json()["detail"]
    assert three.get("/api/v1/plans").json() == []
    acts = three.get("/api/v1/acts").json()["whole"]
    assert three.post("/api/v1/plans", json={"strata": ["sex"], "seed": 4, "quick": True}).status_code == 202
    assert (ended()["said"], ended()["tables"]) == ("", [])
    (plan,) = three.get("/api/v1/plans").json()
    assert (plan["choices"]["strata"], plan["choices"]["seed"]) == (["sex"], 4)
    assert three.post("/api/v1/estimates", json={"plan": plan["id"]}).status_code == 202
    told = ended()
    assert (told["said"], [table["plan"] for table in told["tables"]]) == ("", [plan["id"]])
    news = three.get("/api/v1/acts").json()
    assert [act["kind"] for act in news["rows"][: news["whole"] - acts]] == ["run", "plan"]


def test_the_draft_is_written_and_the_project_verified(plain: httpx.Client, team: Path) -> None:
    """The report lies where the answer says; one changed byte in a file is named and no report is written."""
    assert plain.post("/report", json={}).json() == {"report": "/report/pages/index.html"}
    assert (team / "project" / "out" / "internal" / "index.html").is_file()
    assert plain.post("/verify", json={}).json() == {"changes": []}
    file = next(path for path in (team / "project" / "files").rglob("*") if path.is_file())
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b" ")
    (change,) = plain.post("/verify", json={}).json()["changes"]
    assert file.name[:8] in change
    assert plain.post("/report", json={}).status_code == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.invalid", "Content-Type": "application/json"}, 403),
        ({"Origin": "null", "Content-Type": "application/json"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"}, 403),
        ({"Host": "evil.invalid", "Content-Type": "application/json"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
    ],
)
def test_a_page_of_another_site_writes_nothing_through_it(
    plain: httpx.Client, headers: dict[str, str], status: int
) -> None:
    """Without accounts too: another origin or host is refused, and so is what a browser sends without asking first."""
    answer = plain.post("/verify", content=b"{}", headers=headers)
    assert answer.status_code == status
    assert plain.options("/verify", headers={"Origin": "http://evil.invalid"}).status_code == 405
    assert "access-control-allow-origin" not in answer.headers


def test_what_is_sent_has_a_length_that_is_held(plain: httpx.Client) -> None:
    """Bytes without a length, or more than are held in memory, are refused before they are read."""
    told = {"name": "a.txt"}
    unmeasured = plain.post("/documents", params=told, content=iter([b"x"]), headers=OCTETS)
    assert unmeasured.status_code == 411
    host, port = str(plain.base_url.host), int(plain.base_url.port or 0)
    with socket.create_connection((host, port), timeout=20) as line:
        head = f"POST /api/v1/documents?name=a HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 99999999999\r\n"
        line.sendall(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode())
        assert b" 413 " in line.recv(200)


def test_a_token_meets_nothing_above_its_accounts_clearance(team: Path) -> None:
    """A document that its account may not see is not there for it: not read, not decided on, not in its acts."""
    hidden = restricted(team)
    kept = kept_at(team)
    made = make_token(kept, kept.named("V. Reviewer"), "x", scopes=("read", "decide"), days=1)
    told = {"Authorization": f"Bearer {made}"}
    with served(team / "project", team / "keys") as at:
        row = httpx.get(f"{at}/api/v1/documents/{hidden}", timeout=60).json()["stated"][0]["id"]
    with (
        served(team / "project", team / "keys", accounts=kept) as at,
        httpx.Client(base_url=f"{at}/api/v1", headers=told, timeout=60) as one,
    ):
        assert one.get(f"/figures/{row}").status_code == 404
        assert one.post("/decisions", json={"kind": "accept", "about": [row]}).status_code in (404, 409)
        assert one.post("/decisions", json={"kind": "event", "about": [hidden], "value": "x"}).status_code == 404
        assert "Vordmane" not in one.get("/acts").text
        assert hidden not in one.get("/acts").text
