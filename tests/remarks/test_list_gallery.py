"""The gallery of remarks on lists: each code has a folder whose lists give its message."""

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from accounted.core.outcome import Refusal, Remark
from accounted.core.person import PersonList
from accounted.link import Answer, Question, chains, leaning_lists, link, measured
from accounted.link.clerical import FOR_MEASURE
from accounted.linking import read_list

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src" / "accounted"
FOLDERS = sorted(
    told.parent for told in HERE.glob("*/input.json") if "lists" in json.loads(told.read_text(encoding="utf-8"))
)
ELSEWHERE = {
    "decisions-carried": "tests/link/test_persons.py: it needs two editions in a project",
    "mapping-carried": "tests/link/test_persons.py: it needs two editions in a project",
    "engines-differ": "tests/link/test_splink_engine.py: it needs another engine",
    "formulas-without-values": "tests/wrong/test_wrong_lists.py: a workbook without stored values is made there",
    "one-name-throughout": "tests/wrong/test_wrong_lists.py: its list is long",
    "table-of-persons": "tests/read/test_sheet_pages.py: it is said when a document is taken in",
    "scores-not-trained": "tests/link/test_trained.py: it needs a hundred answers",
    "scores-trained": "tests/link/test_trained.py: it needs a hundred answers",
}
"""Codes whose input cannot be small, and where they are tested."""


def lines(folder: Path, place: Path) -> list[str]:
    """Takes a folder of the gallery and where files may stand, gives code, place and message of all that is said."""
    content = json.loads((folder / "input.json").read_text(encoding="utf-8"))
    lists: list[PersonList] = []
    said: list[Remark] = []
    for name, told in content["lists"].items():
        (place / name).write_bytes(_bytes(told))
        one, _, remarks = read_list(place / name, name=name)
        lists.append(one)
        said += remarks
    answers = [_answer(lists, told) for told in content.get("answers", ())]
    made = link(lists, repeats=content.get("repeats", False), answers=answers)
    said += [*made.remarks, *chains(made), *leaning_lists(made)]
    shown = [f"{one.code} | {one.where} | {one.message}" for one in said]
    if "asked" in content:
        pairs = [Question(left=a, right=b, stratum=s, asked_for=FOR_MEASURE) for a, b, s, _ in content["asked"]]
        found = measured(made, [(q, told[3]) for q, told in zip(pairs, content["asked"], strict=True)], seed=1)
        assert isinstance(found, Refusal)
        shown.append(f"{found.code} | {found.method}: {found.reason}. {found.advice}")
    return [line for line in shown if line.startswith(f"{folder.name} | ")]


def _bytes(told: Any) -> bytes:
    """Gives a file: text, texts each with its encoding, or the sheets of a workbook."""
    if isinstance(told, str):
        return told.encode()
    if isinstance(told, list):
        return b"".join(text.encode(encoding) for encoding, text in told)
    book = Workbook()
    del book["Sheet"]
    for title, content in told.items():
        sheet, parts = book.create_sheet(title), content if isinstance(content, dict) else {"rows": content}
        for row in parts["rows"]:
            sheet.append(row)
        for number in parts.get("hidden_rows", ()):
            sheet.row_dimensions[number].hidden = True
        for letters in parts.get("hidden_columns", ()):
            sheet.column_dimensions[letters].hidden = True
        sheet.sheet_state = "hidden" if parts.get("hidden") else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _answer(lists: Sequence[PersonList], told: Sequence[Any]) -> Answer:
    places = {one.name: one for one in lists}
    ids = [places[name].row(row).id if name in places else f"row-of-{name}" for name, row in (told[0:2], told[2:4])]
    return Answer(row_a=ids[0], row_b=ids[1], answer=told[4], by=told[5])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_lists_of_a_folder_give_its_message(folder: Path, tmp_path: Path) -> None:
    """The lists of a folder give exactly the messages expected under its code, one at least."""
    found = lines(folder, tmp_path)
    assert found == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert found


def test_every_code_on_lists_is_shown_or_says_where_it_is_tested() -> None:
    """Each code of a remark or refusal in the link room and the sheets has a folder, or a reason why it has none."""
    files = [*(SOURCE / "link").glob("*.py"), *(SOURCE / "read").glob("sheet*.py"), SOURCE / "linking.py"]
    given = {
        code
        for path in (*files, SOURCE / "persons.py")
        for code in re.findall(r'(?:Remark|Refusal)\(\s*code="([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    shown = {folder.name for folder in FOLDERS}
    assert sorted(given - shown - ELSEWHERE.keys()) == []
    assert sorted(shown & ELSEWHERE.keys()) == []
    assert sorted(shown - given) == []
