"""The gallery of what is set aside: each code has a folder whose files end under it, with the whole message."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounted.collect import gather
from accounted.core.outcome import SetAside
from accounted.linking import read_list
from accounted.read import text_layer
from accounted.reading import read_document
from accounted.receiving import Who, document_of
from accounted.reconcile import read_rule

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src" / "accounted"
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "input").is_dir())
NOBODY = Who(name="", when="", salt=lambda: "")
ELSEWHERE = {
    "broken-attachment": "tests/collect: it is about a part inside a message",
    "not-fetched": "tests/collect/test_fetch.py: it needs a server",
    "not-scanned": "tests/read: it needs tesseract",
    "ocr-not-installed": "tests/read: it needs tesseract not to be there",
    "decision-not-carried": "tests/reconcile/test_carrying.py: it needs two versions of a reader",
    "decision-on-nothing": "tests/reconcile/test_ties_decided.py: it needs a project with decisions",
    "empty-folder": "tests/collect: a folder without files cannot stand in a repository",
    "key-not-unique": "tests/reconcile/test_editions.py: it needs two editions",
    "link-not-followed": "tests/collect: a symbolic link cannot be unpacked everywhere",
    "message-too-large": "tests/collect: its input would be large",
    "nested-too-deep": "tests/collect: archives within archives",
    "not-found": "tests/collect: it is about a path that is not there",
    "page-without-text": "tests/read/test_asked_inside.py: it needs a PDF",
    "project-folder": "tests/collect: it is about a project inside a folder",
    "rejected-by-decision": "tests/read/test_decided.py: it needs a decision",
    "row-without-key": "tests/reconcile/test_editions.py: it needs two editions",
    "sheet-broken-off": "tests/wrong/test_wrong_lists.py: a damaged workbook is made there",
    "too-large": "tests/wrong: its input would be large",
    "unreadable-decision": "tests/read/test_decided.py: it needs a decision",
    "unreadable-file": "tests/wrong: a pipe cannot stand in a repository",
    "zip-bomb": "tests/wrong: its input would be large",
}
"""Codes whose input cannot be a small folder of files, and where they are tested."""


def lines(folder: Path) -> list[str]:
    """Takes a folder of the gallery, gives code and message of all that is set aside in it."""
    return sorted(f"{one.code} | {one.message()}" for one in _aside(folder / "input"))


def _aside(folder: Path) -> Iterator[SetAside]:
    special = [path for path in sorted(folder.iterdir()) if path.name.endswith((".rule.toml", ".list.csv"))]
    for path in special:
        if path.suffix == ".toml":
            read = read_rule(path.name, path.read_bytes())
            yield from [read] if isinstance(read, SetAside) else []
        else:
            yield from read_list(path, name=path.name)[1]
    if not special:
        yield from _documents(folder)


def _documents(folder: Path) -> Iterator[SetAside]:
    for found in gather([folder]):
        if isinstance(found, SetAside):
            yield found
        elif not found.sidecar:
            document = document_of(found, who=NOBODY)
            layer = text_layer(document, found.content())
            if isinstance(layer, SetAside):
                yield layer
            text = None if isinstance(layer, SetAside) else layer
            yield from read_document(document, text, content=found.content)[1]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_files_of_a_folder_end_under_its_code(folder: Path) -> None:
    """The input gives exactly the messages expected, the folder's own code among them; what is good beside is read."""
    found = lines(folder)
    assert found == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"{folder.name} | ") for line in found)


def test_every_code_that_sets_aside_is_shown_or_says_where_it_is_tested() -> None:
    """Each code given to a SetAside in the source has a folder here, or a reason why it cannot have one."""
    given = {
        code
        for room in ("collect", "read", "reconcile")
        for path in (SOURCE / room).rglob("*.py")
        for code in re.findall(r'SetAside\(\s*code="([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    shown = {folder.name for folder in FOLDERS}
    assert sorted(given - shown - ELSEWHERE.keys()) == []
    assert sorted(shown & ELSEWHERE.keys()) == []
