"""A small project with accounts: one of each role, documents that everyone sees and one that few see."""

from pathlib import Path

import httpx
import pyotp

from accounted.core.document import Description
from accounted.project import Project, Who
from accounted.web.accounts import Accounts, accounts_at
from web.walk import token

PASSWORDS = {
    "R. Reader": "seven quiet herons row",
    "C. Coder": "copper lantern under snow",
    "V. Reviewer": "a mill and nine windows",
    "K. Custodian": "oak table winter harbour",
    "P. Publisher": "green ink on Thursdays",
}
ROLES = {"R. Reader": "reader", "C. Coder": "coder", "V. Reviewer": "reviewer", "K. Custodian": "custodian",
         "P. Publisher": "publisher"}  # fmt: skip
TEXTS = {
    "council.txt": ("The Regional Council", "2009-04-11",
                    "On 11 April 2009 the Regional Council said that 625 residents were killed in Ardel, among them 71 "
                    "children.\n"),
    "ministry.txt": ("The Ministry", "2009-04-12",
                     "The Ministry said on 12 April 2009 that 485 people were killed in Ardel.\n"),
    "witness.txt": ("A witness at the mill", "2009-04-13",
                    "The witness at the mill of Vordmane said that 44 people were executed in Vordmane on 9 April "
                    "2009. The witness called it a harvest of names. On 11 April 2009 the Regional Council said that "
                    "625 residents were killed in Ardel.\n"),
}  # fmt: skip
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Of the custodian's code."""


def made_team(at: Path) -> Path:
    """Takes a folder, gives it with a project in `project`, its key and accounts in `keys`."""
    with Project.create(at / "project", "Ardel, April", who=Who.now("the test"), keys=at / "keys") as project:
        for name, (source, published, text) in TEXTS.items():
            (at / name).write_text(text, encoding="utf-8")
            told = Description(title=name.removesuffix(".txt"), source=source, published=published, language="en")
            list(project.collect([at / name], described=told))
    kept = accounts_at(at / "project", at / "keys")
    for name in ("K. Custodian", *(one for one in ROLES if one != "K. Custodian")):
        kept.add(name, roles=(ROLES[name],), clearance="ordinary", by="the test")
        kept.set_password(kept.named(name), PASSWORDS[name])
    kept.set_code(kept.named("K. Custodian"), SECRET, pyotp.TOTP(SECRET).at(int(kept.clock()) - 30))
    return at


def restricted(at: Path, level: str = "protected") -> str:
    """Takes the folder of a team and a level, gives the id of the witness's document, restricted to it."""
    with Project.open(at / "project", who=Who.now("the test"), keys=at / "keys") as project:
        name = next(one.id for one in project.held().documents.values() if one.name == "witness.txt")
        project.decide("sensitivity", (name,), value=level, why="a witness")
    return name


def kept_at(at: Path) -> Accounts:
    """Takes the folder of a team, gives its accounts."""
    return accounts_at(at / "project", at / "keys")


def code_now(kept: Accounts) -> str:
    """Takes accounts, gives the custodian's code of now."""
    return pyotp.TOTP(SECRET).at(int(kept.clock()))


def logged_in(asking: httpx.Client, name: str, code: str = "") -> httpx.Client:
    """Takes a client and an account's name, gives the client logged in."""
    csrf = token(asking, "/login")
    told = {"csrf": csrf, "name": name, "password": PASSWORDS[name], "code": code}
    answer = asking.post("/login", data=told, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return asking
