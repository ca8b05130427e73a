"""Takes the desk's templates and the program's closed lists, gives the catalogues: what is said, by language.

`python docs/make_catalogues.py` brings every catalogue up to date: new words stand in it untranslated, words no longer
said go, the compiled file that the desk reads is written anew. What lacks a translation is listed, and stays English.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import accounted
from accounted.core.claim import EFFECTS, QUALIFIERS, STANCES, UNITS
from accounted.core.decision import DECISIONS, NESTINGS, POSITIONS, REMARK_STATES, SENSITIVITIES, TIE_VALUES
from accounted.publish import wording
from accounted.reconcile.definitions import PAIRS
from accounted.reconcile.remarks import REMARK_CODES
from accounted.web import first
from accounted.web.roles import MEANING, ROLES
from accounted.web.sessions import Refused
from accounted.web.speech import BETWEEN, LOCALES, PIECES

PROGRAM: Final = Path(accounted.__file__).parent
WEB: Final = Path(first.__file__).parent
LANGUAGES: Final = ("fr", "ar")
_NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
KEYWORDS: Final = {"_": None, "gettext": None, "ngettext": (1, 2)}
STATES: Final = ("open", "accepted", "rejected", "corrected", "made", "figure", "name", "rejection", "killed or died")
STEPS: Final = ("Figure", "Words", "Place", "File", "Ledger", "Citation", "Name", "Rejection")
ACTS: Final = ("document", "description", "decision", "assessment", "plan", "estimate", "rule", "text", "withdrawal",
               "checkpoint", "merge", "project", "term", "search", "consent", "states", "revises", "repeats", "uses",
               "reports its use", "rejects", "denies", "doubts", "reports", "asserts", "says")  # fmt: skip
"""Words that a page takes from a row, not from its template."""
LOGGED: Final = ("came in", "went out", "not let in", "opened", "shown among others", "asked for, not shown",
                 "account made", "account changed", "account closed", "account opened again", "password reset",
                 "password changed", "code set up", "code taken away", "token made", "token revoked",
                 "ended other sessions", "ended", "revoked")  # fmt: skip
"""What a line of a desk's log says that was done."""


def said() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Gives every message with the file that says it: a plain one, or a singular with its plural."""
    found = extract_from_dir(
        str(WEB / "templates"),
        method_map=[("**.j2", "jinja2.ext:babel_extract")],
        options_map={"**.j2": {"newstyle_gettext": "true", "trimmed": "false"}},
        keywords=KEYWORDS,
    )
    for name, _, message, _, _ in found:
        yield f"templates/{name}", message if isinstance(message, str) else (str(message[0]), str(message[1]))
    for words in dict.fromkeys(_closed()):
        yield "closed lists", words
    for path in sorted(PROGRAM.rglob("*.py")):
        for words in _worded(path):
            yield f"{path.parent.name}/{path.name}", words
    for path in sorted(WEB.glob("*.py")):
        for words in _refusals(path):
            yield path.name, words


def _closed() -> Iterator[str]:
    """Gives the terms of the closed lists, as the pages print them."""
    for table in (wording.STANCE, wording.SEEN, wording.QUALIFIER, wording.TIE, wording.DECISION):
        yield from table.values()
    yield from (wording.effect_words(effect) for effect in EFFECTS)
    yield from (wording.NOT_TOLD, wording.NOT_HELD)
    for terms in (EFFECTS, UNITS, STANCES, QUALIFIERS, DECISIONS, NESTINGS, POSITIONS, REMARK_STATES, TIE_VALUES):
        yield from (term.replace("_", " ") for term in terms)
    yield from (words for pair in PAIRS for words in pair.words)
    yield from (code.replace("-", " ") for code in REMARK_CODES)
    yield from (*BETWEEN, *PIECES, *STATES, *STEPS, *ACTS, first.NO_NETWORK)
    yield from (*ROLES, *MEANING, *MEANING.values(), *SENSITIVITIES, *LOGGED, str(Refused()))


def _worded(path: Path) -> Iterator[str]:
    """Gives the templates of words that remember how they were made."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if "worded(" in text else ():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "worded" and node.args:
            asked = node.args[0]
            both = (asked.body, asked.orelse) if isinstance(asked, ast.IfExp) else (asked,)
            yield from (one.value for one in both if isinstance(one, ast.Constant) and _says(str(one.value)))


def _says(template: str) -> bool:
    return bool(re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", template)))


def _refusals(path: Path) -> Iterator[str]:
    """Gives what a page is refused with: the plain words handed to an HTTPException, and the `message` of a page."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            named = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [*node.args[1:2], *(k.value for k in node.keywords if k.arg in ("message", "problem"))]
            if named in ("HTTPException", "page", "_shown", "_setting", "_said"):
                yield from (
                    v.value
                    for v in values
                    if isinstance(v, ast.Constant) and isinstance(v.value, str) and " " in v.value
                )


def template(messages: Iterable[tuple[str, str | tuple[str, str]]]) -> Catalog:
    """Takes messages with their files, gives the catalogue without translations, in the order of their words."""
    made = Catalog(project="Accounted", charset="utf-8")
    for _, message in sorted(set(messages), key=lambda one: str(one[1])):
        made.add(message)
    return made


def catalogue(language: str, told: Catalog) -> Catalog:
    """Takes a language and every message said, gives its catalogue with the translations that it has."""
    path = LOCALES / language / "LC_MESSAGES" / "desk.po"
    made = Catalog(locale=language, project="Accounted", version=" ", charset="utf-8", fuzzy=False)
    how = "Made by docs/make_catalogues.py; edit the translations here and run it again."
    made.header_comment = f"# Words of the desk, {language}. {how}"
    old = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    for message in told:
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0])
            made.add(message.id, _kept(known, message, made.num_plurals))
    return made


def _kept(known: Message | None, message: Message, forms: int) -> str | tuple[str, ...]:
    if message.pluralizable:
        held = known.string if known and isinstance(known.string, (tuple, list)) else ()
        return tuple(held) if len(held) == forms else ("",) * forms
    return str(known.string) if known and isinstance(known.string, str) else ""


def po_of(made: Catalog) -> bytes:
    """Takes a catalogue, gives its file as a translator edits it, without the day it was made."""
    out = BytesIO()
    write_po(out, made, width=0, omit_header=False, sort_output=True)
    dated = (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid-Bugs-To",
        "Generated-By",
    )
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in dated))).encode()


def mo_of(po: bytes, language: str) -> bytes:
    """Takes a catalogue's file, gives the compiled file that the desk reads."""
    out, made = BytesIO(), read_po(BytesIO(po), locale=language)
    made.creation_date = made.revision_date = _NO_DAY  # the same words give the same bytes on any day
    write_mo(out, made)
    return out.getvalue()


def main() -> None:
    """Writes every catalogue anew and lists what lacks a translation."""
    told = template(said())
    for language in LANGUAGES:
        made = catalogue(language, told)
        folder = LOCALES / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        po = po_of(made)
        (folder / "desk.po").write_bytes(po)
        (folder / "desk.mo").write_bytes(mo_of(po, language))
        lacking = [m.id for m in made if m.id and not (m.string if isinstance(m.string, str) else all(m.string))]
        print(f"{language}: {len(made)} messages, {len(lacking)} without a translation")
        if "--list" in sys.argv:
            print("\n".join(f"  {one}" for one in lacking))


if __name__ == "__main__":
    main()
