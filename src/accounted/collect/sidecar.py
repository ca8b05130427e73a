"""What a sidecar tells of other files: `report.pdf.toml` beside one, `documents.csv`, `sources.csv` for a folder."""

import csv
import datetime
import io
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from accounted.collect.bytestream import is_file, is_there
from accounted.collect.names import below, printable
from accounted.core.claim import SEEN_IN
from accounted.core.dates import read_edtf
from accounted.core.document import Description
from accounted.core.outcome import SetAside, WrongUsage

TABLES = ("documents.csv", "sources.csv")
FIELDS = tuple(f.name for f in fields(Description))
_DATES = ("published", "obtained_when")


@dataclass(slots=True)
class _Row:
    """What one sidecar row or file tells about one name, where it stands, and whether that name was met."""

    described: Description
    where: str
    file: str
    on_disk: Path | None  # the path it should have on disk, where the sidecar lies on a disk
    met: bool = False


@dataclass(slots=True)
class Books:
    """All that sidecars met so far tell, by the name of the file they tell it about."""

    rows: dict[str, list[_Row]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def told_about(self, name: str) -> Description:
        """Takes a name, gives what sidecars tell about it, the last one met over earlier ones."""
        described = Description()
        for row in self.rows.get(_key(name), []):
            row.met = True
            described = over(row.described, described)
        return described

    def learn_toml(self, content: bytes, *, name: str, on_disk: Path | None) -> list[SetAside]:
        """Takes a sidecar TOML and its name (`report.pdf.toml`), keeps what it tells; gives what was set aside.

        `on_disk` is the path of the file it tells about, or None inside an archive.
        """
        try:
            told = tomllib.loads(content.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
            return [_broken(name, "TOML in UTF-8", str(fault))]
        plain = {key: _plain(value) for key, value in told.items()}
        described, set_aside = _described(plain, where=lambda key: f"{printable(name)}:{printable(key)}")
        about = name[: -len(".toml")]
        row = _Row(described=described, where=f"{printable(name)}:1", file=about, on_disk=on_disk)
        self.rows.setdefault(_key(about), []).append(row)
        return set_aside

    def learn_table(self, content: bytes, *, name: str, folder: Path | None) -> list[SetAside] | None:
        """Takes a sidecar table, keeps its rows; gives what was set aside, or None where it has no column `file`.

        `folder` is the path on disk of the folder it describes, or None inside an archive.
        """
        text = _decoded(content)
        header = _header(text) if text is not None else []
        columns = [re.sub(r"[\s_-]+", "_", cell.strip().lower()) for cell in header]
        if text is None or "file" not in columns:
            return None
        set_aside = [_unknown(f"{printable(name)}:1", c) for c in columns if c and c not in (*FIELDS, "file")]
        try:
            for number, cells in _numbered(text):
                row = dict(zip(columns, (c.strip() for c in cells), strict=False))
                set_aside += self._learn_row(row, where=f"{printable(name)}:{number}", name=name, folder=folder)
        except csv.Error as fault:
            set_aside.append(_broken(name, "a CSV table", str(fault)))
        return set_aside

    def _learn_row(self, row: Mapping[str, str], *, where: str, name: str, folder: Path | None) -> list[SetAside]:
        file = re.sub(r"^(\./)+", "", row.get("file", "").replace("\\", "/"))
        if not any(row.values()):
            return []
        if not file:
            return [_no_file(where, "a row whose column “file” is empty")]
        about = below(name.rpartition("/")[0], file)
        already = self.rows.setdefault(_key(about), [])
        if any(r.where.rpartition(":")[0] == where.rpartition(":")[0] for r in already):
            return [_second_row(where, file)]
        told = {key: value for key, value in row.items() if key in FIELDS}
        described, set_aside = _described(told, where=lambda key: where)
        on_disk = folder / file if folder is not None else None
        already.append(_Row(described=described, where=where, file=file, on_disk=on_disk))
        return set_aside

    def not_met(self) -> Iterator[SetAside]:
        """Gives one line for each row that tells about a file that is not there."""
        for rows in self.rows.values():
            for row in rows:
                if not row.met and not self._is_elsewhere(row):
                    yield _no_file(row.where, f"what is told about “{printable(row.file)}”, which is not there")

    def _is_elsewhere(self, row: _Row) -> bool:
        """A file on disk that this run was not pointed at is there, and so may be a member of one."""
        if row.on_disk is None:
            return False
        if is_there(row.on_disk):
            return True
        container = next((path for path in row.on_disk.parents if is_file(path)), None)
        return container is not None and os.path.realpath(container) not in self.opened


def check_described(described: Description) -> None:
    """Takes what was told for all files, gives nothing; WrongUsage where a date or a value in it cannot be read."""
    told = {key: getattr(described, key) for key in FIELDS if getattr(described, key) is not None}
    for fault in _described(told, where=lambda key: key)[1]:
        raise WrongUsage(where=fault.where, found=fault.found, expected=fault.expected, advice="Correct the value.")


def over(upper: Description, lower: Description) -> Description:
    """Takes two descriptions, gives the upper with what it leaves open filled from the lower."""
    told = {f: getattr(upper, f) for f in FIELDS if getattr(upper, f) is not None}
    return replace(lower, **told)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name)  # one folder, typed on two systems, may differ in accents' form


def _plain(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, (int, datetime.date)):
        return None
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _described(told: Mapping[str, str | None], *, where: Callable[[str], str]) -> tuple[Description, list[SetAside]]:
    kept: dict[str, str] = {}
    set_aside: list[SetAside] = []
    for key, value in told.items():
        if key not in FIELDS:
            set_aside.append(_unknown(where(key), key))
        elif value is None:
            set_aside.append(_bad_value(where(key), key, "no text", "a text, a date or a year"))
        elif value and key in _DATES and read_edtf(value) is None:
            set_aside.append(_bad_date(where(key), key, value))
        elif value and key == "seen_in" and value.lower() not in SEEN_IN:
            set_aside.append(_bad_value(where(key), key, f"“{printable(value)}”", "original, repost or relayed"))
        elif value:
            kept[key] = value.lower() if key == "seen_in" else value
    return Description(**kept), set_aside


def _decoded(content: bytes) -> str | None:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None if wide or b"\0" in content else content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    line = text.partition("\n")[0]
    return max(",;\t", key=line.count)


def _header(text: str) -> list[str]:
    """Gives the cells of the first row; none where it is no CSV, so that the file is a document like any other."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), [])
    except csv.Error:
        return []


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    next(reader, None)
    yield from enumerate(reader, start=2)


def _unknown(where: str, key: str) -> SetAside:
    return SetAside(
        code="unknown-field",
        where=where,
        found=f"the field “{printable(key)}”",
        expected=f"file (in a table), {', '.join(FIELDS)}",
        advice="Rename the field or take it out; the other fields were used.",
    )


def _bad_date(where: str, key: str, value: str) -> SetAside:
    return SetAside(
        code="bad-date",
        where=where,
        found=f"“{printable(value)}” under {key}",
        expected="a date in EDTF, such as 1992, 1992-02, 1992-02-26, 1992-02-25/1992-02-26 or 1992-02?",
        advice="Write the date in that form; the other fields were used.",
    )


def _bad_value(where: str, key: str, found: str, expected: str) -> SetAside:
    return SetAside(
        code="bad-value",
        where=where,
        found=f"{found} under {printable(key)}",
        expected=expected,
        advice="Correct the value; the other fields were used.",
    )


def _no_file(where: str, found: str) -> SetAside:
    return SetAside(
        code="no-such-file",
        where=where,
        found=found,
        expected="the path of a file below the folder of this table, or beside this sidecar",
        advice="Correct the name, or bring the file.",
    )


def _second_row(where: str, file: str) -> SetAside:
    return SetAside(
        code="second-row",
        where=where,
        found=f"a second row about “{printable(file)}”",
        expected="one row for a file in a table",
        advice="Bring the two rows together; the first one was used.",
    )


def _broken(name: str, expected: str, fault: str) -> SetAside:
    return SetAside(
        code="broken-sidecar",
        where=f"{printable(name)}:1",
        found=f"a sidecar that cannot be read ({printable(fault)})",
        expected=expected,
        advice="Correct the sidecar and collect again; the files themselves were taken in.",
    )
