"""Accounts by command: made, changed, closed, the way back in, tokens, the log; no password is asked for or kept."""

from pathlib import Path

import pytest

from accounted.project import Project, Who
from accounted.web.accounts import accounts_at
from accounted.web.sessions import Refused, Tried, bearer_of, log_in, session_of
from journeys.door import accounted_here

ADD = ("accounts", "add")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project, its key beside it."""
    with Project.create(tmp_path / "project", "Ardel", who=Who.now("the test"), keys=tmp_path / "keys"):
        pass
    return tmp_path / "project"


def test_a_custodian_is_made_loses_the_password_and_comes_back_in(project: Path) -> None:
    """The printed password lets in; after a reset the new one does, without the code of the lost telephone."""
    keys = project.parent / "keys"
    said = accounted_here(*ADD, "K. Custodian", "--role", "custodian", "--json", at=project, keys=keys)
    assert (said.code, said.one()["account"]) == (0, "K. Custodian")
    kept = accounts_at(project, keys)
    first = said.one()["password_once"]
    tried = Tried(name="K. Custodian", password=first, code="", address="127.0.0.1")
    found = session_of(kept, log_in(kept, tried))
    assert found
    assert found.account.once
    with kept.database() as database:
        database.execute("update account set secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'")
    words = ("accounts", "password", "k. custodian", "--drop-code", "--json")
    second = accounted_here(*words, at=project, keys=keys).one()["password_once"]
    with pytest.raises(Refused):
        log_in(kept, tried)
    assert log_in(kept, Tried(name="K. Custodian", password=second, code="", address="127.0.0.1"))
    log = accounted_here("accounts", "audit", "--json", at=project, keys=keys)
    assert [line["what"] for line in log.lines()[1:] if line["account"] == "the command line"] == [
        "password reset",
        "account made",
    ]


def test_accounts_are_changed_closed_and_opened_by_command(project: Path) -> None:
    """The list says who may what; the last custodian stays; what cannot be is told with what to do, and exit 2."""
    keys = project.parent / "keys"
    nobody = accounted_here(*ADD, "A. Coder", "--role", "coder", at=project, keys=keys)
    assert nobody.code == 2
    assert "add --role custodian first" in " ".join(nobody.err.split())
    assert "this computer alone" in accounted_here("accounts", "list", at=project, keys=keys).out
    for name, role in (("K. Custodian", "custodian"), ("A. Coder", "coder")):
        assert accounted_here(*ADD, name, "--role", role, at=project, keys=keys).code == 0
    told = ("accounts", "change", "A. Coder", "--role", "coder", "--role", "reviewer", "--clearance", "sensitive")
    changed = accounted_here(*told, "--json", at=project, keys=keys).lines()
    assert changed[0]["roles"] == ["coder", "reviewer"]
    assert changed[0]["clearance"] == "sensitive"
    assert accounted_here("accounts", "close", "A. Coder", "--json", at=project, keys=keys).lines()[0]["closed"]
    assert not accounted_here("accounts", "open", "A. Coder", "--json", at=project, keys=keys).lines()[0]["closed"]
    last = accounted_here("accounts", "close", "K. Custodian", at=project, keys=keys)
    assert (last.code, "the last custodian" in last.err) == (2, True)
    wrong = accounted_here(*ADD, "B. Boss", "--role", "director", at=project, keys=keys)
    assert (wrong.code, "custodian, publisher" in " ".join(wrong.err.split())) == (2, True)
    shown = accounted_here("accounts", "list", at=project, keys=keys).out
    assert "waits for" in shown


def test_a_token_is_made_and_revoked_by_command(project: Path) -> None:
    """The token is printed once and lets in until it is revoked; no scope beyond its account's is given."""
    keys = project.parent / "keys"
    accounted_here(*ADD, "K. Custodian", "--role", "custodian", at=project, keys=keys)
    words = ("accounts", "token", "K. Custodian", "--scope", "read", "--label", "sync", "--days", "3")
    token = accounted_here(*words, "--json", at=project, keys=keys).one()["token"]
    kept = accounts_at(project, keys)
    assert bearer_of(kept, token)
    beyond = accounted_here("accounts", "token", "K. Custodian", "--scope", "publish", at=project, keys=keys)
    assert beyond.code == 2
    (listed,) = accounted_here("accounts", "tokens", "--json", at=project, keys=keys).lines()
    assert (listed["label"], listed["state"], token.split("_")[1]) == ("sync", "stands", listed["token"])
    (listed,) = accounted_here("accounts", "revoke", listed["token"], "--json", at=project, keys=keys).lines()
    assert listed["state"] == "revoked"
    assert bearer_of(kept, token) is None
    assert "revoked" in accounted_here("accounts", "tokens", at=project, keys=keys).out


def test_a_changed_log_is_told_by_command(project: Path) -> None:
    """Unchanged, the newest hash is printed to be noted; with a line changed the command ends with 2 and names it."""
    keys = project.parent / "keys"
    accounted_here(*ADD, "K. Custodian", "--role", "custodian", at=project, keys=keys)
    accounted_here("accounts", "password", "K. Custodian", at=project, keys=keys)
    whole = accounted_here("accounts", "audit", at=project, keys=keys)
    assert (whole.code, "note it elsewhere" in whole.out) == (0, True)
    with accounts_at(project, keys).database() as database:
        database.execute("update audit set what = 'nothing' where number = 1")
    changed = accounted_here("accounts", "audit", at=project, keys=keys)
    assert (changed.code, "line 1 is not as it was written" in changed.out) == (2, True)
