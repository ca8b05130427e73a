"""What was told by telephone: no field is empty, figures and rows walk home to the form, the informant stays sealed."""

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from accounted import informants
from accounted.core.outcome import AccountedError, WrongUsage
from accounted.project import Project, Who
from accounted.read.told import FIELDS, Form, faults_of, form_bytes
from web.conftest import HOSTILE
from web.test_pages import shape
from web.test_persons_pages import plain, post
from web.walk import token

PASSPHRASE = "mill road by the quarry"
IDENTITY = {"who:name": "Ewa Tarnik-Holm", "who:contact": "+99 555 0199 7", "who:notes": "fears the mayor’s cousin"}
INCIDENT = {
    "value:speaker": "Informant k7w2pd",
    "value:told on": "2009-04-11",
    "value:where": "Ardel",
    "value:when": "2009-03-03",
    "value:killed": "at least 12",
    "answer:injured": "not known",
    "answer:missing": "refused",
    "value:words": "They lay by the well.",
}


@pytest.fixture
def desk(own: str) -> httpx.Client:
    """A program that asks the desk of a test's own copy of a demonstration."""
    return httpx.Client(base_url=own, follow_redirects=True, timeout=60)


def sealed(desk: httpx.Client) -> None:
    """Sets the passphrase of a desk."""
    post(desk, "/told/seal", passphrase=PASSPHRASE, again=PASSPHRASE)


def everywhere(root: Path) -> bytes:
    """Takes a project's folder, gives every byte of it, the sealed files among them."""
    return b"".join(path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file())


def test_an_incident_becomes_figures_that_stand_in_the_form(desk: httpx.Client) -> None:
    """Each number told is a claim of the pseudonym at its cell; what was not asked, not known, refused makes none."""
    kept = post(desk, "/told/incident", **INCIDENT)
    assert "Kept." in plain(kept)
    found = desk.get("/api/v1/figures", params={"words": "informant"}).json()["rows"]
    assert [(row["effect"], row["speaker"], row["quote"]) for row in found] == [
        ("killed", "Informant k7w2pd", "at least 12")
    ]
    figure = desk.get(f"/api/v1/figures/{found[0]['id']}").json()
    assert figure["core"]["place"]["quote"] == "at least 12"
    assert (figure["core"]["place"]["row"], figure["core"]["place"]["column"]) == (8, 3)
    assert figure["core"]["quantity"]["low"] == 12
    assert figure["core"]["quantity"]["qualifier"] == "at_least"
    name = re.findall(r"/documents/(doc-[0-9a-f]{20})", str(kept.text))[0]
    received = desk.get(f"/documents/{name}/file").content.decode()
    lines = received.splitlines()
    assert lines[7] == "killed,told,at least 12"
    assert "injured,not known," in lines
    assert "missing,refused," in lines
    assert "detained,not asked," in lines


def test_nothing_empty_means_anything(desk: httpx.Client) -> None:
    """Told without words, words under "refused", what is no number and what is no date are said at their field."""
    wrong = {
        "answer:where": "told", "answer:when": "refused", "value:when": "2009", "value:killed": "many or so",
        "value:told on": "yesterday", "value:speaker": "Informant a", "value:what": "kept as typed",
    }  # fmt: skip
    page = post(desk, "/told/incident", **wrong)
    assert page.status_code == 422
    said = plain(page)
    for words in ("marked as told and nothing is written", "marked as refused, and something is written", "is no date"):
        assert words in said, words
    assert "kept as typed" in said
    assert desk.get("/api/v1/documents").json()["whole"] == 2
    alone = post(desk, "/told/incident", **{"value:speaker": "Informant a", "value:killed": "a great many or so"})
    assert alone.status_code == 422
    assert 'aria-invalid="true"' in alone.text


def test_every_field_of_a_form_has_an_answer() -> None:
    """A form of which one field has no answer is not written; each of the others is a line of the file."""
    for kind, names in FIELDS.items():
        asked: dict[str, tuple[str, str]] = dict.fromkeys(names, ("not asked", ""))
        asked |= {"speaker": ("told", "A"), "list": ("told", "B")}
        form = Form(kind=kind, fields={name: asked[name] for name in names})
        assert faults_of(form) == []
        assert len(form_bytes(form).splitlines()) == len(names) + 2
        for name in names:
            broken = Form(kind=kind, fields={**form.fields, name: ("", "")})
            assert [field for field, _ in faults_of(broken)] == [name]


def test_persons_told_are_rows_of_one_list(desk: httpx.Client) -> None:
    """Two forms are two rows of the list that they name; a cell leads to its line of the form, a refusal says so."""
    for name, age in (("Osa Brin", "31"), ("Ula Dorn", "")):
        told = {"value:list": "Told to us", "value:speaker": "Informant k7w2pd", "value:name": name}
        told |= {"value:age": age, "answer:place": "refused"} if age else {"answer:age": "not known"}
        post(desk, "/told/person", **told)
    lists = desk.get("/lists")
    assert "Told to us" in plain(lists)
    assert "from forms of this desk" in plain(lists)
    found = desk.get("/persons", params={"words": "Osa"})
    one = desk.get("/persons/" + re.findall(r'data-open href="/persons/(per-[0-9a-f]{20})"', found.text)[0])
    said = plain(one)
    assert "line 9, column 3" in said
    assert "refused" in said
    other = desk.get("/persons", params={"words": "Dorn"})
    two = desk.get("/persons/" + re.findall(r'data-open href="/persons/(per-[0-9a-f]{20})"', other.text)[0])
    assert "not known" in plain(two)


def test_who_told_it_stands_nowhere_but_sealed(desk: httpx.Client, tmp_path: Path) -> None:
    """No file of the project holds a word of the identity; the passphrase opens it, and that it did is an act."""
    sealed(desk)
    assert post(desk, "/told/incident", **INCIDENT, **IDENTITY).status_code == 200
    desk.get("/compare")
    post(desk, "/report")
    held = everywhere(tmp_path / "project")
    for word in ("Tarnik", "555 0199", "cousin", PASSPHRASE):
        assert word.encode() not in held, word
    wrong = {"name": "Informant k7w2pd", "why": "to ask again"}
    assert "Tarnik" not in post(desk, "/told/informants/open", passphrase="another passphrase", **wrong).text
    assert post(desk, "/told/informants/open", passphrase=PASSPHRASE, name=wrong["name"], why=" ").status_code == 422
    shown = post(desk, "/told/informants/open", passphrase=PASSPHRASE, **wrong)
    assert "Ewa Tarnik-Holm" in unescape(shown.text)
    assert "Tarnik" not in desk.get("/told/informants").text
    with Project.open(tmp_path / "project", who=Who.now("x")) as project:
        acts = [act.content for _, act in project.folder.acts("unseal")]
        assert [one["opened"] for one in acts] == [False, True]
        assert project.verify().changes == ()
    assert b"Tarnik" not in everywhere(tmp_path / "project")


def test_what_is_sealed_can_be_deleted_and_the_chain_still_holds(desk: httpx.Client, tmp_path: Path) -> None:
    """After deleting, nothing opens, the act says why, what was told stays and verify finds no change."""
    sealed(desk)
    post(desk, "/told/incident", **INCIDENT, **IDENTITY)
    assert len(list((tmp_path / "project" / "sealed").iterdir())) == 2
    post(desk, "/told/informants/forget", name="Informant k7w2pd", why="consent was withdrawn")
    assert [path.name for path in (tmp_path / "project" / "sealed").iterdir()] == ["key.age"]
    told = {"name": "Informant k7w2pd", "passphrase": PASSPHRASE, "why": "a test"}
    assert post(desk, "/told/informants/open", **told).status_code == 422
    with Project.open(tmp_path / "project", who=Who.now("x")) as project:
        assert project.verify().changes == ()
    assert "at least 12" in unescape(desk.get("/figures", params={"words": "informant"}).text)


def test_another_key_in_its_place_opens_nothing(tmp_path: Path) -> None:
    """A key that was put in the place of the first, with a passphrase of its own, is not taken for it."""
    who, keys = Who.now("a"), tmp_path / "keys"
    for name in ("one", "two"):
        with Project.create(tmp_path / name, name, who=who, keys=keys) as project:
            with pytest.raises(WrongUsage, match="characters"):
                informants.set_up(project.folder, "short", who=who)
            informants.set_up(project.folder, PASSPHRASE + name, who=who)
            with pytest.raises(WrongUsage, match="made before"):
                informants.set_up(project.folder, PASSPHRASE, who=who)
    place = tmp_path / "one" / "sealed" / "key.age"
    place.write_bytes((tmp_path / "two" / "sealed" / "key.age").read_bytes())
    with Project.open(tmp_path / "one", who=who, keys=keys) as project:
        informants.seal(project.folder, "Informant a", {"name": "Ewa Tarnik-Holm"})
        with pytest.raises(AccountedError, match="another passphrase"):
            informants.opened(project.folder, "Informant a", PASSPHRASE + "two", why="a test", who=who)


def test_the_length_of_a_sealed_file_tells_nothing(tmp_path: Path) -> None:
    """A short and a long name are sealed in files as long but for what the format adds at random; others read none."""
    who = Who.now("a")
    with Project.create(tmp_path / "one", "one", who=who, keys=tmp_path / "keys") as project:
        informants.set_up(project.folder, PASSPHRASE, who=who)
        paths = [informants.seal(project.folder, f"I{n}", {"name": "x" * n}) for n in (1, 80, 1800)]
        sizes = [path.stat().st_size for path in paths]
        assert max(sizes) - min(sizes) < 600
        assert {path.stat().st_mode & 0o077 for path in paths} == {0}


def test_hostile_words_in_forms_are_shown_as_text(desk: httpx.Client) -> None:
    """Markup told on the telephone, in a pseudonym and in an identity adds no element to any page."""
    sealed(desk)
    told = {"value:speaker": HOSTILE[:60], "value:what": HOSTILE, "value:where": HOSTILE, "value:killed": "3"}
    pages = [post(desk, "/told/incident", **told, **{"who:name": HOSTILE}), desk.get("/told"), desk.get("/figures")]
    pages.append(post(desk, "/told/incident", **told | {"value:killed": HOSTILE}))
    name = unescape(re.findall(r'name="name" value="([^"]*img[^"]*)"', desk.get("/told/informants").text)[0])
    pages.append(post(desk, "/told/informants/open", name=name, passphrase=PASSPHRASE, why=HOSTILE))
    for page in pages:
        found = shape(page.text)
        assert ("img", "src") not in found
        assert not [one for one in found if one[1].startswith("on")]
    assert "&lt;img src=x" in pages[-1].text


def test_a_form_changed_by_hand_is_set_aside(tmp_path: Path) -> None:
    """A form with a field that says nothing, or other fields, is kept as received and listed with its line."""
    names = FIELDS["incident"]
    fields: dict[str, tuple[str, str]] = dict.fromkeys(names, ("not asked", ""))
    form = Form(kind="incident", fields=fields | {"speaker": ("told", "A")})
    content = form_bytes(form)
    cases = {"a.csv": content.replace(b"where,not asked,", b"where,,"), "b.csv": content.replace(b"where,", b"place,")}
    with Project.create(tmp_path / "one", "one", who=Who.now("a"), keys=tmp_path / "keys") as project:
        for name, bad in cases.items():
            (tmp_path / name).write_bytes(bad)
        kept = [d for outcome in project.collect([tmp_path / name for name in cases]) for d in outcome.kept]
        assert len(kept) == 2
        list(project.read())
        aside = {told.where: told.code for told in project.held().set_aside.values()}
    assert aside == {"a.csv:5": "bad-value", "b.csv:2": "unknown-kind"}


def test_a_desk_without_a_passphrase_seals_nothing(desk: httpx.Client) -> None:
    """Until it is set the form says so; two passphrases that differ set nothing."""
    assert "Nobody set a passphrase yet" in plain(desk.get("/told/incident"))
    assert post(desk, "/told/seal", passphrase=PASSPHRASE, again=PASSPHRASE + "x").status_code == 422
    assert "Nobody set a passphrase yet" in plain(desk.get("/told"))
    assert desk.post("/told/seal", data={"csrf": token(desk)}).status_code == 422


def test_a_wrong_form_is_replaced_by_a_new_one_with_a_reason(desk: httpx.Client) -> None:
    """The new form starts as the old one stands; the old one keeps its page, is compared no more, and comes back."""
    post(desk, "/told/incident", **INCIDENT)
    (link,) = re.findall(r'href="(/told/incident\?replaces=doc-[0-9a-f]{20})"', desk.get("/told").text)
    old = link.rpartition("=")[2]
    page = desk.get(link)
    assert 'value="at least 12"' in page.text
    assert 'value="Informant k7w2pd"' in page.text
    post(desk, f"/documents/{old}/sensitivity", value="protected", why="a threat was reported")
    new = INCIDENT | {"value:killed": "at least 21", "replaces": old}
    assert post(desk, "/told/incident", **new).status_code == 422
    kept = post(desk, "/told/incident", **new, why="the digits were turned round")
    assert "Kept." in plain(kept)
    assert "the digits were turned round" in plain(kept)
    assert "as the form it replaces" in plain(desk.get("/history", params={"kind": "decision"}))
    told = plain(desk.get(f"/documents/{old}"))
    assert "A later document replaces this one" in told
    assert "at least 12" in told
    events = desk.get("/api/v1/events").json()
    tables = [t["id"] for e in events for t in desk.get(f"/api/v1/events/{e['id']}").json()["tables"]]
    quotes = {r["quote"] for t in tables for r in desk.get(f"/api/v1/comparisons/{t}").json()["rows"]}
    assert "at least 21" in quotes
    assert "at least 12" not in quotes


def test_two_who_replace_one_form_see_each_other(desk: httpx.Client) -> None:
    """The later one is shown the newer form and keeps what they typed; kept then, it takes that one's place."""
    post(desk, "/told/person", **{"value:list": "Told", "value:speaker": "Informant a", "value:name": "Osa Brin"})
    (old,) = re.findall(r"/told/person\?replaces=(doc-[0-9a-f]{20})", desk.get("/told").text)
    told = {"value:list": "Told", "value:speaker": "Informant a", "replaces": old}
    post(desk, "/told/person", **told, **{"value:name": "Osa Brinn"}, why="two n")
    late = post(desk, "/told/person", **told, **{"value:name": "Asa Brin"}, why="an A")
    assert late.status_code == 422
    assert "Somebody replaced this form while you wrote" in plain(late)
    assert 'value="Asa Brin"' in late.text
    (newer,) = re.findall(r'name="replaces" value="(doc-[0-9a-f]{20})"', late.text)
    assert newer != old
    post(desk, "/told/person", **(told | {"replaces": newer}), **{"value:name": "Asa Brin"}, why="an A")
    assert "Asa Brin" in plain(desk.get("/persons", params={"words": "Brin"}))
    assert "1 person" in plain(desk.get("/persons", params={"words": "Brin"}))
