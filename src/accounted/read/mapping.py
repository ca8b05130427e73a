"""What the columns of a list hold: proposed from headers in many languages and from the look of values."""

import itertools
import re
import tomllib
import unicodedata
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from accounted.core.outcome import WrongUsage
from accounted.core.person import ROLES, ColumnUse, Mapping

_SIGNS: Final = re.compile(r"[\W_]+")
_DATE: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(18|19|20)\d{6}|(1[5-9]|20)\d\d"
)
_NUMBER: Final = re.compile(r"\d{1,3}(\.0)?")
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_SAMPLE: Final = 400
_STROKES: Final = str.maketrans("ıəłđø", "ieldo")
"""Letters of Latin alphabets that do not come apart into a letter and a mark."""


def folded(text: str) -> str:
    """Takes a header or a value, gives it folded for look-up: no case, marks, signs or doubled blanks.

    >>> folded("Date_of-Birth "), folded("Prénom")
    ('date of birth', 'prenom')
    """
    if text.isascii():
        return _SIGNS.sub(" ", text.lower()).strip() or text.strip()
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return _SIGNS.sub(" ", kept.translate(_STROKES)).strip() or text.strip()


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    table = _tables()
    return {folded(word): role for role in ROLES for word in table.get(role, ())}


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[str]]:
    text = resources.files("accounted.read").joinpath("headers", "columns.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    return {**content, **content["values"]}


@lru_cache(maxsize=8)
def words_for(kind: str) -> frozenset[str]:
    """Takes a kind of value (male, female, unnamed, group, total), gives its words, folded."""
    return frozenset(folded(word) for word in _tables()[kind])


def role_of_header(header: str) -> str | None:
    """Takes a column's header, gives the role it names, or None: the whole header, else its longest known part.

    >>> role_of_header("Date of birth (as stated)"), role_of_header("Фамилия"), role_of_header("name_ar")
    ('birth', 'family', 'name')
    """
    table, told = _headers(), folded(header)
    if told in table:
        return table[told]
    words = told.split()
    parts = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    known = [part for part in parts if part in table and table[part] != "row_number"]
    return table[max(known, key=lambda part: (len(part), part))] if known else None


def propose(header: Sequence[str], samples: Sequence[Sequence[str]]) -> Mapping:
    """Takes the header and some values of each column, gives the mapping proposed, each use with its reason.

    A header's word decides where the values agree with it; a column without a known header is told by its values alone.
    """
    uses = []
    for column, (title, values) in enumerate(zip(header, samples, strict=True)):
        told = [value for value in values if value.strip()][:_SAMPLE]
        role, reason = _proposed(title, told)
        uses.append(ColumnUse(column=column, header=title, role=role, reason=reason))
    return Mapping(uses=tuple(_one_full_name(uses)))


def _proposed(title: str, values: Sequence[str]) -> tuple[str, str]:
    role = role_of_header(title)
    look = look_of(values)
    if role in ("row_number", "id") and look != "counting":
        role = "id" if values and len(set(values)) > len(values) / 2 else "category"
    elif look == "counting" and role in (None, "id"):
        return "row_number", "the values count the rows"
    if role in ("birth", "date") and look in ("letters", "sex") and not _mostly_with_digits(values):
        role = None
    if role in ("name", "given", "family", "father") and look in ("date", "age", "number"):
        role = None
    if role is not None:
        return role, f"the header “{title}”"
    found = {"date": "date", "age": "age", "sex": "sex", "letters": "text", "number": "text"}.get(look, "unused")
    return found, f"the values look like {look}" if look else "no values"


def _mostly_with_digits(values: Sequence[str]) -> bool:
    """Dates with a month in letters hold digits too: "4 March 2009"."""
    return 2 * sum(1 for value in values if any(c.isdecimal() for c in value)) > len(values)


def look_of(values: Sequence[str]) -> str:
    """Takes some values of a column, gives what nine in ten of them look like: counting, date, age, sex, number,
    letters.
    """
    if not values:
        return ""
    ids = [int(value) for value in values if value.isascii() and value.isdecimal()]
    if len(ids) == len(values) > 3 and all(b - a == 1 for a, b in itertools.pairwise(ids)):
        return "counting"
    sexes = words_for("male") | words_for("female")
    kinds: Dict[str, int] = {
        "date": sum(1 for value in values if _DATE.fullmatch(value.strip())),
        "sex": sum(1 for value in values if folded(value) in sexes) if len(set(values)) < 8 else 0,
        "age": sum(1 for value in values if _NUMBER.fullmatch(value.strip()) and float(value) < 121),
        "letters": sum(1 for value in values if _LETTERS.search(value)),
        "number": sum(1 for value in values if any(c.isdecimal() for c in value)),
    }
    return next((kind for kind, count in kinds.items() if count >= 0.9 * len(values)), "mixed")


def _one_full_name(uses: Sequence[ColumnUse]) -> list[ColumnUse]:
    """Keeps a full name beside its parts, and a second full name, as another name: the same words would count twice."""
    roles = {use.role for use in uses}
    in_parts = {"given", "family"} <= roles
    first = next((use.column for use in uses if use.role == "name"), None)
    reason = "the name stands in parts in other columns" if in_parts else "a second column of the same name"
    again = {use.column for use in uses if use.role == "name" and (in_parts or _repeats(use, first, uses))}
    return [
        ColumnUse(column=u.column, header=u.header, role="other_name", reason=reason) if u.column in again else u
        for u in uses
    ]


def _repeats(use: ColumnUse, first: int | None, uses: Sequence[ColumnUse]) -> bool:
    """Gives whether a column has the header of the first column of names, numbered: "name (2)"."""
    title = next((one.header for one in uses if one.column == first), "")
    return use.column != first and re.sub(r" \(\d+\)$", "", use.header) == title


def corrected(mapping: Mapping, told: Dict[str, str]) -> Mapping:
    """Takes a mapping and {header: role} as a person told it, gives it corrected; an unknown header or role is told.

    The same correction fits the next edition of a list, since it goes by header.
    """
    known = {use.header for use in mapping.uses}
    for header, role in told.items():
        if header not in known:
            _wrong("a column that is not there", f"“{header}”", f"one of {', '.join(sorted(known))}")
        if role not in ROLES:
            _wrong("a role that is not known", f"“{role}” for “{header}”", f"one of {', '.join(ROLES)}")
    uses = [
        ColumnUse(column=u.column, header=u.header, role=told[u.header], reason="told by a person")
        if u.header in told
        else u
        for u in mapping.uses
    ]
    return Mapping(uses=tuple(uses), proposed=False)


def _wrong(what: str, found: str, expected: str) -> None:
    raise WrongUsage(where=f"mapping: {what}", found=found, expected=expected, advice="Mend the mapping file.")
