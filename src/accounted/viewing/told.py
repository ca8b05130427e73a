"""Takes a form as it was filled in at the desk, gives it taken in as a document; who told it is sealed apart."""

import secrets
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from accounted import informants
from accounted.core.document import Description, Document
from accounted.core.outcome import AccountedError
from accounted.core.person import FIRST_FIELD
from accounted.project import Who
from accounted.read.told import ANSWERS, FIELDS, NOT_ASKED, TOLD, Form, faults_of, form_bytes, read_form
from accounted.viewing.opening import Desk
from accounted.viewing.view import Row, View

__all__ = ["ANSWERS", "FIELDS", "Filled", "filled", "forget", "informants_of", "keep", "opened", "sealing", "set_up"]
IDENTITY: Final = informants.FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as filled in: its fields, who told it, and what is wrong by field."""

    form: Form
    identity: dict[str, str]
    faults: dict[str, str]


def filled(kind: str, told: dict[str, str]) -> Filled:
    """Takes a kind and the fields of a page's form, gives the form, with what cannot be kept so.

    A value without a mark is told: the mark is there so that nothing empty means anything.
    """
    fields: dict[str, tuple[str, str]] = {}
    for name in FIELDS[kind]:
        value = told.get(f"value:{name}", "").replace("\r\n", "\n").strip()
        answer = told.get(f"answer:{name}", "") or NOT_ASKED
        fields[name] = (TOLD if value and answer == NOT_ASKED else answer, value)
    form = Form(kind=kind, fields=fields)
    faults = dict(faults_of(form))
    identity = {name: told.get(f"who:{name}", "").strip() for name in IDENTITY}
    return Filled(form=form, identity={n: v for n, v in identity.items() if v}, faults=faults or _unread(form))


def _unread(form: Form) -> dict[str, str]:
    """What reading the form would set aside: a figure without a number, for one."""
    content = form_bytes(form)
    document = Document(
        id="doc-", sha256="", size_bytes=len(content), name="", media_type="text/csv", received_when="", received_by=""
    )
    return {
        FIELDS[form.kind][int(told.where.rpartition(":")[2]) - FIRST_FIELD]: told.message().partition(": ")[2]
        for told in read_form(document, content).set_aside
    }


def new_pseudonym() -> str:
    """Gives a name under which an informant can be told."""
    return informants.pseudonym()


def keep(desk: Desk, told: Filled, *, who: Who) -> str:
    """Takes a desk, a form and who took it down, keeps it as a document, seals who told it, gives the document's id.

    It is sealed first: where that fails, nothing is kept.
    """
    pseudonym, day = told.form.told("speaker"), told.form.told("told on")
    described = Description(
        source=pseudonym, published=day or None, seen_in="original", obtained_how="told by telephone, in a form",
        obtained_by=who.name, title=f"Told by telephone: {told.form.kind}, {pseudonym}",
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder, desk.writing(who) as project:
        if told.identity:
            informants.seal(project.folder, pseudonym, told.identity)
        path = Path(folder) / f"told-{told.form.kind}-{secrets.token_hex(4)}.csv"
        path.write_bytes(form_bytes(told.form))
        kept = [document for outcome in project.collect([path], described=described) for document in outcome.kept]
    if not kept:
        raise AccountedError(where=path.name, found="nothing kept", expected="a form", advice="Send it again.")
    return kept[0].id


def sealing(desk: Desk) -> informants.Sealing | None:
    """Takes a desk, gives who can open what is sealed, or None where nobody set it up."""
    return _sealing(desk, desk.ledgers())


@lru_cache(maxsize=8)
def _sealing(desk: Desk, _ledgers: object) -> informants.Sealing | None:
    """Ledgers are read once a state of them: an act on the key is one of very many."""
    return informants.sealing(desk.reading().folder)


def set_up(desk: Desk, passphrase: str, *, who: Who) -> None:
    """Takes a desk and a passphrase, makes the key under which informants are sealed."""
    with desk.writing(who) as project:
        informants.set_up(project.folder, passphrase, who=who)


def opened(desk: Desk, name: str, passphrase: str, *, why: str, who: Who) -> tuple[dict[str, Any], ...]:
    """Takes a desk, a pseudonym, the passphrase and why, gives who it is; that it was opened is kept before."""
    with desk.writing(who) as project:
        return informants.opened(project.folder, name, passphrase, why=why, who=who)


def forget(desk: Desk, name: str, *, why: str, who: Who) -> int:
    """Takes a desk, a pseudonym and why, deletes what was sealed of that informant, gives how many files."""
    with desk.writing(who) as project:
        return informants.forget(project.folder, name, why=why, who=who)


def forms_of(view: View) -> tuple[Row, ...]:
    """Takes a desk's view, gives the forms that were taken down, the newest first."""
    lines = view.ask(
        "select id, title, speaker, first, figures from document where title like 'Told by telephone: %' "
        "and kind = 'text/csv' order by place desc limit 200"
    )
    names = "id title speaker told figures".split()
    return tuple(dict(zip(names, line, strict=True)) for line in lines)


def informants_of(desk: Desk) -> tuple[Row, ...]:
    """Takes a desk, gives the pseudonyms of its forms, each with how many forms and sealed files it has."""
    found: dict[str, int] = {}
    for form in forms_of(desk.view):
        found[form["speaker"]] = found.get(form["speaker"], 0) + 1
    return tuple(
        {"name": name, "forms": forms, "sealed": len(informants.files_of(desk.root, name))}
        for name, forms in sorted(found.items())
    )
