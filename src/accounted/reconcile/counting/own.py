"""A rule of the user's own: takes a small TOML file, gives it as a recipe, or says where it cannot be read and why.

name = "Lowest of what the hospitals say"
version = "1"
text = "The lowest figure of sources assessed as reliable."
source = "our codebook, section 3"

[use]
stances = ["asserts"]
assessments = ["confirm", "undetermined", ""]
leave-out-sources = ["highly unreliable"]
revisions = "latest"
origins = 2
effects = ["killed"]

[vague]
dozens = 12

[numbers]
low = "lowest"
high = "highest"
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from accounted.core.claim import EFFECTS, STANCES, UNITS
from accounted.core.dates import read_edtf
from accounted.core.decision import CREDIBILITIES, RELIABILITIES
from accounted.core.outcome import SetAside
from accounted.core.rule import CountingRule, InclusionRule
from accounted.reconcile.counting.recipe import VAGUE_FLOORS, WAYS, Recipe

T = TypeVar("T")
ADVICE = "Correct the file and read it again; no figure was made with it. docs/rules.md has an example."
_NOT_ASSESSED = ""
_TEXTS = ("name", "version", "text", "source")
_WORDS = tuple(VAGUE_FLOORS.values())
_Closed = dict[str, tuple[str, ...]]
_USE: _Closed = {
    "stances": STANCES,
    "assessments": (*CREDIBILITIES, _NOT_ASSESSED),
    "leave-out-sources": RELIABILITIES,
    "effects": EFFECTS,
}
_COUNT: _Closed = {
    "effects": EFFECTS,
    "units": UNITS,
    "statuses": (*CREDIBILITIES, _NOT_ASSESSED),
}


class _Unreadable(Exception):
    """A fault in a rule file: the key it is at, what was found, what was expected."""

    def __init__(self, key: str, found: str, expected: str) -> None:
        self.key, self.found, self.expected = key, found, expected
        super().__init__(key)


def read_rule(name: str, content: bytes) -> Recipe | SetAside:
    """Takes a file's name and its bytes, gives the counting rule written in it, or why and where it is none."""
    return _read(name, content, _recipe)


def read_inclusion(name: str, content: bytes) -> InclusionRule | SetAside:
    """Takes a file's name and its bytes, gives the inclusion rule written in it, or why and where it is none.

    Keys: name, version, text; in [count] effects, units, places, populations, statuses, first and last (EDTF days).
    """
    return _read(name, content, _inclusion)


def _read(name: str, content: bytes, make: Callable[[dict[str, Any]], T]) -> T | SetAside:
    try:
        text = content.decode("utf-8")
        told = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        return _aside(name, f"bytes that are no UTF-8 text (byte {fault.start + 1})", "a TOML file in UTF-8")
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        where = f"{name}:{line[1]}" if line else name
        return _aside(where, f"what is not TOML ({fault})", "a TOML file")
    try:
        return make(told)
    except _Unreadable as fault:
        return _aside(f"{name}:{_line_of(text, fault.key)}", fault.found, fault.expected)


def _recipe(told: dict[str, Any]) -> Recipe:
    _known(told, "", (*_TEXTS, "use", "vague", "numbers"))
    texts = {key: _text(told, key) for key in _TEXTS}
    use, vague, numbers = (_table(told, key) for key in ("use", "vague", "numbers"))
    _known(use, "use", (*_USE, "revisions", "origins"))
    lists = {key: _list(use, "use", key, closed) for key, closed in _USE.items()}
    slots = tuple((slot, _one_of(numbers, slot, WAYS)) for slot in numbers)
    if not slots:
        raise _Unreadable("numbers", "no numbers", f"[numbers] with lines such as low = “{WAYS[0]}”")
    _known(vague, "vague", _WORDS)
    words = {word: _number(vague, word) for word in vague}
    origins = use.get("origins", 1)
    if not isinstance(origins, int) or isinstance(origins, bool) or origins < 1:
        raise _Unreadable("origins", f"{origins!r} under origins", "a whole number from 1")
    rule = CountingRule(
        id="own-" + re.sub(r"\W+", "-", texts["name"].casefold()).strip("-"),
        name=texts["name"],
        version=texts["version"],
        text=texts["text"],
        source=texts["source"],
        parameters=tuple(_parameters(told)),
    )
    return Recipe(
        rule=rule,
        slots=slots,
        stances=lists["stances"] or ("asserts", "reports"),
        credibilities=lists["assessments"] or ("confirm", "undetermined", _NOT_ASSESSED),
        left_out_sources=lists["leave-out-sources"] or (),
        vague=words,
        revisions=_one_of(use, "revisions", ("all", "latest")) if "revisions" in use else "all",
        origins=origins,
        effects=lists["effects"] or (),
    )


def _inclusion(told: dict[str, Any]) -> InclusionRule:
    _known(told, "", ("name", "version", "text", "count"))
    texts = {key: _text(told, key) for key in ("name", "version", "text")}
    counted = _table(told, "count")
    _known(counted, "count", (*_COUNT, "places", "populations", "first", "last"))
    lists = {key: _list(counted, "count", key, closed) for key, closed in _COUNT.items()}
    for key in ("first", "last"):
        if key in counted and read_edtf(str(counted[key])) is None:
            raise _Unreadable(key, f"“{counted[key]}” under {key}", "a day in EDTF, such as 1992-02-26")
    return InclusionRule(
        **texts,
        effects=lists["effects"] or (),
        units=lists["units"] or ("persons",),
        statuses=lists["statuses"] or (),
        places=_list(counted, "count", "places", None) or (),
        populations=_list(counted, "count", "populations", None) or (),
        first=str(counted["first"]) if "first" in counted else None,
        last=str(counted["last"]) if "last" in counted else None,
    )


def _known(told: dict[str, Any], table: str, keys: tuple[str, ...]) -> None:
    for key in told:
        if key not in keys:
            inside = f" in [{table}]" if table else ""
            raise _Unreadable(key, f"the unknown key “{key}”{inside}", f"one of {', '.join(keys)}")


def _text(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Unreadable(key, "nothing" if value is None else repr(value), f"a text under {key}")
    return value.strip()


def _table(told: dict[str, Any], key: str) -> dict[str, Any]:
    value = told.get(key, {})
    if not isinstance(value, dict):
        raise _Unreadable(key, repr(value), f"a table [{key}]")
    return value


def _list(told: dict[str, Any], table: str, key: str, closed: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if key not in told:
        return None
    value = told[key]
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise _Unreadable(key, f"{value!r} under {key} in [{table}]", "a list of texts that is not empty")
    for one in value if closed else ():
        if one not in (closed or ()):
            terms = ", ".join(term or "“”" for term in closed or ())
            raise _Unreadable(key, f"“{one}” under {key}", f"one of {terms}")
    return tuple(value)


def _one_of(told: dict[str, Any], key: str, closed: tuple[str, ...]) -> str:
    value = told[key]
    if value not in closed:
        raise _Unreadable(key, f"“{value}” under {key}", f"one of {', '.join(closed)}")
    return str(value)


def _number(told: dict[str, Any], key: str) -> float:
    value = told[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
        raise _Unreadable(key, f"{value!r} under {key}", "a number from 0")
    return float(value)


def _parameters(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Gives the parameters as they stand in the file, so that they can be printed beside each number."""
    for table in ("use", "vague", "numbers"):
        for key, value in told.get(table, {}).items():
            words = ", ".join(f"“{v}”" if v == "" else str(v) for v in value) if isinstance(value, list) else str(value)
            yield f"{table}: {key}", words


def _line_of(text: str, key: str) -> int:
    """Gives the line where a key stands, 1 where it stands nowhere because it is missing."""
    found = re.search(rf"^\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\])", text, re.MULTILINE)
    return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else 1


def _aside(where: str, found: str, expected: str) -> SetAside:
    return SetAside(code="unreadable-rule", where=where, found=found, expected=expected, advice=ADVICE)
