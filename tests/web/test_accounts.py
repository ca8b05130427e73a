"""Accounts of the desk: passwords, codes, sessions, throttling, roles, sensitivity, the log, the way back in."""

import re
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from statistics import median

import httpx
import pyotp
import pytest

from accounted.core.decision import Consent, Search
from accounted.core.outcome import AccountedError, SetAside, WrongUsage
from accounted.holdings import Holdings, Scan
from accounted.project import Project, Who
from accounted.viewing.sensitivity import part_of
from accounted.web import audit, roles
from accounted.web.accounts import Accounts
from accounted.web.app import ROOMS
from accounted.web.passwords import fits, hashed, one_time, step_of, usable
from accounted.web.sessions import (
    IDLE_SECONDS,
    TOKEN_START,
    WHOLE_SECONDS,
    Refused,
    Tried,
    bearer_of,
    log_in,
    make_token,
    revoke,
    session_of,
    tokens_of,
)
from accounted.web.throttle import OF_ACCOUNT, OF_ADDRESS, WINDOW_SECONDS
from web.served import served
from web.team import PASSWORDS, ROLES, SECRET, code_now, kept_at, logged_in, made_team, restricted
from web.walk import token, walked


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        """Gives the seconds that it shows."""
        return self.now


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one account of each role."""
    return made_team(tmp_path_factory.mktemp("team"))


@pytest.fixture
def team(made: Path, tmp_path: Path) -> Path:
    """A test's own copy of it."""
    return shutil.copytree(made, tmp_path / "team")


@pytest.fixture
def desk(team: Path) -> Iterator[str]:
    """Where the desk of the copy answers."""
    with served(team / "project", team / "keys", accounts=kept_at(team)) as at:
        yield at


@pytest.fixture
def clock() -> Clock:
    """A clock that a test sets."""
    return Clock()


@pytest.fixture
def kept(team: Path, clock: Clock) -> Accounts:
    """The accounts of the copy, by the test's clock."""
    return Accounts(kept_at(team).path.parent, clock=clock)


def asking(desk: str) -> httpx.Client:
    """Takes a desk, gives a client that follows where it is led."""
    return httpx.Client(base_url=desk, follow_redirects=True, timeout=60)


def tried(name: str, password: str = "", code: str = "", address: str = "192.0.2.1") -> Tried:
    """Takes what was typed, gives it as it comes to the door."""
    return Tried(name=name, password=password or PASSWORDS.get(name, ""), code=code, address=address)


def test_nothing_is_shown_to_who_has_not_logged_in(desk: str) -> None:
    """Every page and every address of the API asks who it is, in words or by leading to the door."""
    with httpx.Client(base_url=desk, timeout=60) as nobody:
        for path in ("/", "/documents", "/history", "/audit", "/nothing", "/report/pages/index.html"):
            answer = nobody.get(path)
            assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login"), path
            assert "council" not in answer.text
        for path in ("/api/v1/project", "/api/v1/documents", "/api/v1/acts", "/api/v1/nothing"):
            answer = nobody.get(path)
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), path
        page = nobody.get("/login").text
        assert "Ardel" not in page.replace("Ardel, April", "")
        assert "/documents" not in page


def test_a_password_lets_in_and_its_cookie_is_out_of_reach_of_scripts(desk: str) -> None:
    """The cookie is HttpOnly and SameSite=Strict; another is given at login than the one before it; out is out."""
    with asking(desk) as one:
        before = one.get("/login").headers["set-cookie"]
        assert "HttpOnly" in before
        csrf = token(one, "/login")
        told = {"csrf": csrf, "name": "r. reader", "password": PASSWORDS["R. Reader"], "next": "//evil.invalid/"}
        answer = one.post("/login", data=told, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        given = answer.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(given.split("; "))
        assert given.split(";")[0] != before.split(";")[0]
        assert one.get("/documents").url.path == "/documents"
        cookie = dict(one.cookies)
        one.post("/logout", data={"csrf": token(one)})
        assert httpx.get(f"{desk}/documents", cookies=cookie).status_code == 303


def test_no_form_is_taken_without_its_token(desk: str) -> None:
    """Nobody is logged in or out, and no account is made, by a form that this desk did not give out."""
    with asking(desk) as one:
        told = {"name": "R. Reader", "password": PASSWORDS["R. Reader"]}
        assert one.post("/login", data=told).status_code == 403
        logged_in(one, "R. Reader")
        assert one.post("/logout", data={}).status_code == 403
        assert one.get("/documents").url.path == "/documents"


def test_wrong_answers_are_told_in_one_way(desk: str, team: Path) -> None:
    """No name, a wrong name, a wrong password, a wrong code, a closed account: the same words and status."""
    kept_at(team).close("P. Publisher", by="the test")
    tries = [
        {"name": "N. Obody", "password": "whatever it may be"},
        {"name": "R. Reader", "password": "whatever it may be"},
        {"name": "K. Custodian", "password": PASSWORDS["K. Custodian"]},
        {"name": "K. Custodian", "password": PASSWORDS["K. Custodian"], "code": "000000"},
        {"name": "P. Publisher", "password": PASSWORDS["P. Publisher"]},
        {"name": "", "password": ""},
    ]
    with asking(desk) as one:
        said = set()
        for told in tries:
            answer = one.post("/login", data={"csrf": token(one, "/login")} | told)
            shown = re.sub(r'value="[^"]*"', "", answer.text)
            said.add((answer.status_code, re.sub(r'data-csrf="\w+"', "", shown)))
    assert len(said) == 1
    assert next(iter(said))[0] == 403


def test_an_unknown_name_takes_as_long_as_a_known_one(kept: Accounts) -> None:
    """The medians of the processor's time for known and for unknown names lie within a third of each other."""
    log_fails(kept, "N. Obody 0")  # the hash that unknown names are held against is made once
    known, unknown = [], []
    for number in range(5):
        known.append(log_fails(kept, "R. Reader"))
        unknown.append(log_fails(kept, f"N. Obody {number + 1}"))
        with kept.database() as database:
            database.execute("delete from tried")
    assert 0.67 < median(known) / median(unknown) < 1.5


def log_fails(kept: Accounts, name: str) -> float:
    """Takes accounts and a name, gives the seconds of processor time that a wrong password takes."""
    begun = time.process_time()
    with pytest.raises(Refused) as refused:
        log_in(kept, tried(name, "not the password"))
    assert not refused.value.wait
    return time.process_time() - begun


@pytest.mark.parametrize("name", ["R. Reader", "N. Obody"])
def test_tries_are_counted_by_name_whether_an_account_has_it(kept: Accounts, clock: Clock, name: str) -> None:
    """After five wrong tries the right password waits too; a restart forgets nothing; the window over, it is let in."""
    for _ in range(OF_ACCOUNT):
        with pytest.raises(Refused):
            log_in(kept, tried(name, "not the password"))
    with pytest.raises(Refused) as refused:
        log_in(kept, tried(name))
    assert 0 < refused.value.wait <= WINDOW_SECONDS
    with pytest.raises(Refused) as again:
        log_in(Accounts(kept.path.parent, clock=clock), tried(name, address="192.0.2.2"))
    assert again.value.wait
    clock.now += WINDOW_SECONDS + 1
    if name in PASSWORDS:
        assert session_of(kept, log_in(kept, tried(name)))


def test_tries_are_counted_by_address(kept: Accounts) -> None:
    """One address trying many names waits, and another address does not."""
    with kept.database() as database:
        from accounted.web import throttle  # noqa: PLC0415  beside its use

        for number in range(OF_ADDRESS):
            assert not throttle.begin(database, throttle.things(f"name {number}", "192.0.2.7"), now=kept.clock())
        assert throttle.begin(database, throttle.things("another", "192.0.2.7"), now=kept.clock())
        assert not throttle.begin(database, throttle.things("another", "192.0.2.8"), now=kept.clock())


def test_a_page_says_how_long_to_wait(desk: str) -> None:
    """The sixth try is answered 429 with how many minutes, and nothing of the password is looked at."""
    with asking(desk) as one:
        told = {"csrf": token(one, "/login"), "name": "R. Reader", "password": "wrong"}
        for _ in range(OF_ACCOUNT):
            assert one.post("/login", data=told).status_code == 403
        answer = one.post("/login", data=told | {"password": PASSWORDS["R. Reader"]})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 60
    assert "Try again in" in answer.text


def test_a_code_is_asked_for_and_counts_once(kept: Accounts, clock: Clock) -> None:
    """Without its code a password is not enough; a code is taken half a minute late, and never twice."""
    clock.now = float(int(time.time()) // 30 * 30 + 300)
    now = pyotp.TOTP(SECRET)
    with pytest.raises(Refused):
        log_in(kept, tried("K. Custodian"))
    code = now.at(int(clock.now))
    clock.now += 25
    assert session_of(kept, log_in(kept, tried("K. Custodian", code=f"{code[:3]} {code[3:]}")))
    with pytest.raises(Refused):
        log_in(kept, tried("K. Custodian", code=code))
    with pytest.raises(Refused):
        log_in(kept, tried("K. Custodian", code=now.at(int(clock.now) + 120)))
    assert step_of(SECRET, "١٢٣٤٥٦", now=clock.now, after=0) is None


def test_sessions_end_by_rest_by_age_and_by_logging_out_elsewhere(kept: Accounts, clock: Clock) -> None:
    """An hour without use, twelve hours in all, a clock set back, a changed password: each ends a session."""
    one = log_in(kept, tried("R. Reader"))
    for _ in range(5):
        clock.now += IDLE_SECONDS - 60
        assert session_of(kept, one)
    clock.now += IDLE_SECONDS
    assert session_of(kept, one) is None
    one = log_in(kept, tried("R. Reader"))
    for _ in range(WHOLE_SECONDS // 3000):
        assert session_of(kept, one)
        clock.now += 3000
    clock.now += 3000
    assert session_of(kept, one) is None
    one = log_in(kept, tried("R. Reader"))
    clock.now -= 7200
    assert session_of(kept, one) is None
    one = log_in(kept, tried("R. Reader"))
    kept.reset("R. Reader", by="the test")
    assert session_of(kept, one) is None
    assert session_of(kept, "no session at all") is None


def test_what_is_kept_is_for_its_owner_alone_and_holds_no_password(kept: Accounts, team: Path) -> None:
    """Mode 600 in a folder of mode 700; hashes are Argon2id; no password, session or token stands in the file."""
    session = log_in(kept, tried("R. Reader"))
    made = make_token(kept, kept.named("R. Reader"), "a program", scopes=("read",), days=1)
    files = list(kept.path.parent.iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    content = b"".join(file.read_bytes() for file in files)
    assert content.count(b"$argon2id$v=19$m=65536,t=3,p=4$") >= len(ROLES)
    secret_part = made.removeprefix(TOKEN_START).partition("_")[2]  # which may hold that mark itself
    for secret in (*PASSWORDS.values(), session, made, secret_part):
        assert secret.encode() not in content
    held = b"".join(path.read_bytes() for path in (team / "project").rglob("*") if path.is_file())
    assert b"argon2" not in held
    kept.path.chmod(0o644)
    with pytest.raises(AccountedError, match="others on this computer can read"):
        Accounts(kept.path.parent).all()


@pytest.mark.parametrize(
    "word", ["short", "R. Reader 12", "aaaaaaaaaaaaaa", "abcdefghijklmn", "012345678901", "x" * 300]
)
def test_a_password_that_is_guessed_is_refused(word: str) -> None:
    """Short, long, the name itself, one letter over and over, letters in their order."""
    with pytest.raises(WrongUsage):
        usable(word, name="R. Reader")


def test_a_password_counts_in_any_form_of_its_letters() -> None:
    """Accents typed as one letter or as two are the same password; another is another."""
    kept = hashed("un été à la mer bleue")
    assert fits(kept, "un e\u0301te\u0301 a\u0300 la mer bleue")
    assert not fits(kept, "un ete a la mer bleue")
    assert len({one_time() for _ in range(50)}) == 50


def test_a_first_password_counts_once_and_for_seven_days(kept: Accounts, clock: Clock) -> None:
    """Whoever comes in with it chooses another before all else; after a week it lets nobody in."""
    once = kept.add("N. Newcomer", roles=("reader",), clearance="ordinary", by="the test")
    found = session_of(kept, log_in(kept, tried("N. Newcomer", once)))
    assert found
    assert found.account.once
    clock.now += 8 * 86400
    with pytest.raises(Refused):
        log_in(kept, tried("N. Newcomer", once))


def test_a_newcomer_chooses_a_password_before_all_else(desk: str, team: Path) -> None:
    """Every page leads to the account until a password was chosen; then the first one lets nobody in."""
    once = kept_at(team).add("N. Newcomer", roles=("reader",), clearance="ordinary", by="the test")
    with asking(desk) as one:
        told = {"csrf": token(one, "/login"), "name": "N. Newcomer", "password": once}
        assert one.post("/login", data=told).url.path == "/account"
        assert one.get("/documents").url.path == "/account"
        new = "a password of my own"
        wrong = one.post(
            "/account/password", data={"csrf": token(one, "/account"), "old": "x", "new": new, "again": new}
        )
        assert wrong.status_code == 403
        short = {"csrf": token(one, "/account"), "old": once, "new": "short", "again": "short"}
        assert one.post("/account/password", data=short).status_code == 422
        told = {"csrf": token(one, "/account"), "old": once, "new": new, "again": new}
        assert one.post("/account/password", data=told).status_code == 200
        assert one.get("/documents").url.path == "/documents"
        again = httpx.Client(base_url=desk, timeout=60)
        told = {"csrf": token(again, "/login"), "name": "N. Newcomer", "password": once}
        assert again.post("/login", data=told).status_code == 403


def test_the_first_account_is_a_custodian_and_the_last_one_stays(tmp_path: Path, kept: Accounts) -> None:
    """No project is left without somebody who lets others in."""
    with pytest.raises(WrongUsage, match="first account"):
        Accounts(tmp_path).add("A. Coder", roles=("coder",), clearance="ordinary", by="the test")
    with pytest.raises(WrongUsage, match="last custodian"):
        kept.close("K. Custodian", by="the test")
    with pytest.raises(WrongUsage, match="last custodian"):
        kept.change("K. Custodian", roles=("coder",), clearance="ordinary", by="the test")
    for name in ("", "a/b", "x" * 70, "line\nbreak\x00", "<b>", "k. custodian"):
        with pytest.raises(WrongUsage):
            kept.add(name, roles=("reader",), clearance="ordinary", by="the test")


VERBS = {
    "collect": ("POST", "/documents"), "code": ("POST", "/documents/doc-0/make"), "estimate": ("POST", "/estimates"),
    "decide": ("POST", "/review/clm-0"), "publish": ("POST", "/report"), "verify": ("POST", "/verify"),
    "custody": ("GET", "/audit"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ROLES))
def test_a_role_may_what_its_table_says_and_nothing_else(desk: str, team: Path, name: str) -> None:
    """Each role meets a closed door exactly where the table has no verb for it, by page and by token alike."""
    kept = kept_at(team)
    mine = set(roles.MAY[ROLES[name]])
    scopes = tuple(verb for verb in roles.SCOPES if verb in mine)
    bearer = {"Authorization": f"Bearer {make_token(kept, kept.named(name), 'x', scopes=scopes, days=1)}"}
    with asking(desk) as one:
        logged_in(one, name, code_now(kept) if name == "K. Custodian" else "")
        csrf = {"x-csrf-token": token(one)}
        for verb, (method, path) in VERBS.items():
            answer = one.request(method, path, headers=csrf, follow_redirects=False)
            barred = answer.status_code == 403
            assert barred == (verb not in mine), (verb, answer.status_code)
        for verb, path in (("publish", "/api/v1/report"), ("verify", "/api/v1/verify"), ("decide", "/api/v1/links")):
            answer = httpx.post(f"{desk}{path}", headers=bearer, json={}, timeout=60)
            assert (answer.status_code == 403) == (verb not in mine), (name, verb, answer.text)
        assert one.get("/api/v1/project").status_code == 200


def test_every_address_of_the_desk_stands_in_the_table() -> None:
    """No route is without a line that says what it asks for; what is not listed is closed to all but custodians."""
    every = {(method, str(getattr(route, "path", ""))) for room in ROOMS for route in room.router.routes
             for method in getattr(route, "methods", ())}  # fmt: skip
    missing = {one for one in every if not roles.listed(*one)}
    assert not missing
    assert len(every) > 60
    assert roles.needed("POST", "/no-such-thing").verbs == ("custody",)
    assert roles.needed("GET", "/no-such-thing").whole
    assert roles.needed("POST", "//accounts").verbs == ("custody",)


def test_acts_stand_under_the_account(desk: str) -> None:
    """With accounts the name told in a browser counts for nothing: the act is the account's."""
    with asking(desk) as one:
        logged_in(one, "V. Reviewer")
        one.cookies.set("acting", "Somebody%20Else")
        row = one.get("/api/v1/figures").json()["rows"][0]["id"]
        told = {"csrf": token(one), "answer": "accept", "why": "", "seen": ""}
        one.post(f"/figures/{row}/decide", data=told)
        decided = one.get("/api/v1/decisions", params={"about": row}).json()
    assert [one["by"] for one in decided] == ["V. Reviewer"]


def test_tokens_do_what_their_scopes_and_their_account_allow(kept: Accounts, clock: Clock, desk: str) -> None:
    """A token of another account's scope is not made; revoked, ended, or of a changed role it lets nobody in."""
    coder = kept.named("C. Coder")
    with pytest.raises(WrongUsage):
        make_token(kept, coder, "x", scopes=("publish",), days=1)
    with pytest.raises(WrongUsage):
        make_token(kept, coder, "x", scopes=("read",), days=4000)
    made = make_token(kept, coder, "sync", scopes=("read", "collect"), days=2)
    found = bearer_of(kept, made)
    assert found
    assert found.may == {"read", "collect"}
    kept.change("C. Coder", roles=("reader",), clearance="ordinary", by="the test")
    again = bearer_of(kept, made)
    assert again
    assert again.may == {"read"}
    clock.now += 3 * 86400
    assert bearer_of(kept, made) is None
    other = make_token(kept, kept.named("C. Coder"), "x", scopes=("read",), days=2)
    revoke(kept, tokens_of(kept)[0].id, by="C. Coder")
    assert bearer_of(kept, other) is None
    assert httpx.get(f"{desk}/api/v1/project", headers={"Authorization": f"Bearer {made}x"}).status_code == 401


def test_a_document_above_ones_clearance_is_nowhere(team: Path) -> None:
    """Not in lists, search, counts, comparisons, events, remarks, ties, acts, pages or JSON: as if not there."""
    hidden = restricted(team)
    with served(team / "project", team / "keys", accounts=kept_at(team)) as desk, asking(desk) as one:
        logged_in(one, "R. Reader")
        pages = {path: page for path, page in walked(one, most=300).items()
                 if "text/html" in page.headers.get("content-type", "")}  # fmt: skip
        assert len(pages) > 15
        for path, page in pages.items():
            said = re.sub(r'value="[^"]*"', "", page.text)
            assert hidden not in said, path
            for word in ("Vordmane", "harvest", "witness", "executed", "44 people"):
                assert word not in said, (path, word)
        for path in (f"/documents/{hidden}", f"/documents/{hidden}/file", f"/api/v1/documents/{hidden}",
                     f"/api/v1/documents/{hidden}/text", f"/history?about={hidden}"):  # fmt: skip
            page = one.get(path)
            assert page.status_code == 404 or "Vordmane" not in page.text
        counts = one.get("/api/v1/project").json()["counts"]
        assert counts["documents"] == 2
        assert counts["ties"] == 0
        assert one.get("/api/v1/documents", params={"words": "harvest"}).json()["whole"] == 0
        assert "made without them" in one.get("/figures").text
        assert one.get("/report").status_code == 403
        assert one.get("/estimates").status_code == 403


def test_nothing_that_a_project_holds_of_a_hidden_document_is_left(team: Path) -> None:
    """Of every field of what is held, what tells of the hidden document goes; a new field has to be thought of here."""
    hidden = restricted(team)
    with Project.open(team / "project", who=Who.now("the test"), keys=team / "keys") as project:
        held = project.held()
    name = held.documents[hidden].sha256
    aside = SetAside(code="x", where="witness.txt", found="x", expected="x", advice="x", sha256=name)
    held.set_aside[("x", "witness.txt", name)] = aside
    held.scans[hidden] = Scan(languages="eng", remarks=(), pictures=())
    held.proposals[hidden] = {"quote": "harvest of names"}
    held.searches.append(Search(where="an archive", words="Vordmane", when="2009", by="the test"))
    held.consents.append(Consent(about=hidden, giver="x", purposes=("x",), given="2009", by="the test"))
    left = repr(part_of(held, frozenset((hidden,))))
    assert held.documents.keys() - {hidden} == part_of(held, frozenset((hidden,))).documents.keys()
    for word in (hidden, name, "witness", "Vordmane", "harvest"):
        assert word not in left
    told = "documents texts entries set_aside sidecars checkpoint decisions assessments rules terms searches consents"
    assert {field.name for field in fields(Holdings)} == {*told.split(), "scans", "proposals"}


def test_the_same_is_there_for_who_may_see_it_and_the_log_says_so(team: Path) -> None:
    """A custodian sees the document everywhere; opening it, and meeting it in a list, are lines of the log."""
    hidden = restricted(team)
    kept = kept_at(team)
    with served(team / "project", team / "keys", accounts=kept) as desk, asking(desk) as one:
        logged_in(one, "K. Custodian", code_now(kept))
        assert one.get("/api/v1/project").json()["counts"]["documents"] == 3
        assert "harvest" in one.get(f"/documents/{hidden}").text
        one.get("/documents?words=harvest")
        one.get("/documents?words=Ministry")
        page = one.get("/audit").text
        with kept.database() as database:
            lines = [line for line in audit.lines(database, newest=50) if line.told.get("documents")]
        assert [(line.what, line.account) for line in reversed(lines)][:2] == [
            ("opened", "K. Custodian"),
            ("shown among others", "K. Custodian"),
        ]  # fmt: skip
        assert lines[0].told["documents"] == [hidden]
        assert "opened" in page
        assert "witness" in page


def test_nothing_sensitive_is_shown_where_the_log_cannot_be_written(team: Path) -> None:
    """With the log held by another writer the page is refused, not shown unlogged."""
    hidden = restricted(team, "sensitive")
    kept = kept_at(team)
    with served(team / "project", team / "keys", accounts=kept) as desk, asking(desk) as one:
        logged_in(one, "K. Custodian", code_now(kept))
        one.get("/")
        with kept.database() as database:
            database.execute("create trigger no_log before insert on audit begin select raise(abort, 'full'); end")
        answer = one.get(f"/documents/{hidden}")
        assert answer.status_code >= 500
        assert "harvest" not in answer.text


def test_a_document_is_hidden_from_the_next_request_on(desk: str, team: Path) -> None:
    """Once a custodian says who may see it, nobody below that meets it again, and the reason stands in the history."""
    kept = kept_at(team)
    with asking(desk) as one, asking(desk) as reader:
        logged_in(one, "K. Custodian", code_now(kept))
        logged_in(reader, "R. Reader")
        found = one.get("/api/v1/documents", params={"words": "harvest"}).json()["rows"][0]["id"]
        assert reader.get(f"/documents/{found}").status_code == 200
        told = {"csrf": token(one), "value": "sensitive", "why": "a witness"}
        assert one.post(f"/documents/{found}/sensitivity", data=told).status_code == 200
        assert reader.get(f"/documents/{found}").status_code == 404
        assert reader.post(f"/documents/{found}/sensitivity", data=told | {"csrf": token(reader)}).status_code == 403
        assert "a witness" in one.get(f"/history?about={found}").text
        kept.change("R. Reader", roles=("reader",), clearance="sensitive", by="the test")
        assert reader.get(f"/documents/{found}").status_code == 200


def test_a_changed_line_of_the_log_is_found(kept: Accounts) -> None:
    """A line changed, taken out or put in is named; one cut off the end is found by a hash noted earlier."""
    for number in range(6):
        kept.note("R. Reader", "opened", documents=[f"doc-{number}"])
    with kept.database() as database:
        whole = audit.examine(database)
        assert not whole.change
    cut = sqlite3.connect(kept.path)
    cut.execute("update audit set account = 'Nobody' where number = ?", (whole.count - 2,))
    cut.commit()
    with kept.database() as database:
        assert f"line {whole.count - 2}" in audit.examine(database).change
    cut.execute("update audit set account = 'R. Reader' where number = ?", (whole.count - 2,))
    cut.execute("delete from audit where number = ?", (whole.count,))
    cut.commit()
    with kept.database() as database:
        assert not audit.examine(database).change
        assert "removed or replaced" in audit.examine(database, head=whole.head[:16]).change


def test_hostile_names_are_text(desk: str, team: Path) -> None:
    """A name with markup makes no account; typed at the door it comes back as text and is not kept."""
    with asking(desk) as one:
        told = {"csrf": token(one, "/login"), "name": "<img src=x onerror=1>", "password": "x"}
        page = one.post("/login", data=told)
        assert "<img" not in page.text
    kept = b"".join(file.read_bytes() for file in kept_at(team).path.parent.iterdir())
    assert b"onerror" not in kept
