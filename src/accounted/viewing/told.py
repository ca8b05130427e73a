"""Takes a form as it was filled in at the desk, gives it taken in as a document; who told it is sealed apart."""

import secrets
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from accounted import informants
from accounted.core.decision import standing
from accounted.core.document import Description, Document
from accounted.core.outcome import AccountedError
from accounted.core.person import FIRST_FIELD
from accounted.deciding import Request, act_for, decision_of
from accounted.project import Project, Who
from accounted.read.told import ANSWERS, FIELDS, NOT_ASKED, TOLD, Form, faults_of, form_bytes, form_of, read_form
from accounted.viewing.opening import Desk
from accounted.viewing.replaced import replaced_by
from accounted.viewing.sensitivity import levels_of
from accounted.viewing.view import Row, View

__all__ = ["ANSWERS", "FIELDS", "Filled", "filled", "forget", "informants_of", "keep", "opened", "sealing", "set_up"]
_TITLE: Final = "Told by telephone: "
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacing:
    """The form that a new one replaces, and why; none where it is "". The earlier one stays as it was received."""

    document: str = ""
    why: str = ""


class AlreadyReplaced(AccountedError):
    """Somebody replaced the same form meanwhile: `later` is the id of theirs."""

    def __init__(self, later: str) -> None:
        self.later = later
        super().__init__(
            where="this form", found="that somebody replaced it meanwhile", expected="the form as it was opened",
            advice="Look at theirs, then keep yours in its place, or leave it.",
        )  # fmt: skip


def as_received(desk: Desk, name: str) -> Form | None:
    """Takes a desk and a document's id, gives the form that it is, or None where it is none."""
    if not any(one["id"] == name for one in forms_of(desk.view)):
        return None
    document = desk.document(name)
    form = form_of(document, desk.reading().folder.read_file(document.sha256))
    return form if isinstance(form, Form) else None


def keep(desk: Desk, told: Filled, *, who: Who, instead: Replacing | None = None) -> str:
    """Takes a desk, a form and who took it down, keeps it as a document, seals who told it, gives the document's id.

    It is sealed first: where that fails, nothing is kept. What it replaces is decided with it, and who may see that one
    may see this one.
    """
    pseudonym, day = told.form.told("speaker"), told.form.told("told on")
    described = Description(
        source=pseudonym, published=day or None, seen_in="original", obtained_how="told by telephone, in a form",
        obtained_by=who.name, title=f"{_TITLE}{told.form.kind}, {pseudonym}",
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder, desk.writing(who) as project:
        instead = instead or Replacing()
        _refuse_replaced(project, instead)
        if told.identity:
            informants.seal(project.folder, pseudonym, told.identity)
        path = Path(folder) / f"told-{told.form.kind}-{secrets.token_hex(4)}.csv"
        path.write_bytes(form_bytes(told.form))
        kept = [document for outcome in project.collect([path], described=described) for document in outcome.kept]
        if kept and instead.document:
            _put_instead(project, kept[0].id, instead, who=who)
    if not kept:
        raise AccountedError(where=path.name, found="nothing kept", expected="a form", advice="Send it again.")
    return kept[0].id


def _refuse_replaced(project: Project, instead: Replacing) -> None:
    stand = standing(project.held().decisions) if instead.document else ()
    later = [one.about[1] for one in stand if one.kind == "edition" and one.about[0] == instead.document]
    if later:
        raise AlreadyReplaced(later[-1])


def _put_instead(project: Project, document: str, instead: Replacing, *, who: Who) -> None:
    """Keeps that a form replaces another, and that whoever may see the one may see the other."""
    held = project.held()
    asked = [Request(kind="edition", about=(instead.document, document), value="replaces", why=instead.why)]
    level = levels_of(held.decisions).get(instead.document)
    if level:
        asked.insert(0, Request(kind="sensitivity", about=(document,), value=level, why="as the form it replaces"))
    project.folder.append([act_for(decision_of(one, who=who, held=held, readings=()), who=who) for one in asked])


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
        f"select id, title, speaker, first, figures from document where title like '{_TITLE}%' "  # noqa: S608
        "and kind = 'text/csv' order by place desc limit 200"
    )
    names = "id title speaker told figures".split()
    rows = [dict(zip(names, line, strict=True)) for line in lines]
    gone = replaced_by(view, [str(row["id"]) for row in rows])
    return tuple(
        row | {"replaced": gone.get(str(row["id"])), "person": str(row["title"]).startswith(f"{_TITLE}person, ")}
        for row in rows
    )


def informants_of(desk: Desk) -> tuple[Row, ...]:
    """Takes a desk, gives the pseudonyms of its forms, each with how many forms and sealed files it has."""
    found: dict[str, int] = {}
    for form in forms_of(desk.view):
        found[form["speaker"]] = found.get(form["speaker"], 0) + 1
    return tuple(
        {"name": name, "forms": forms, "sealed": len(informants.files_of(desk.root, name))}
        for name, forms in sorted(found.items())
    )
