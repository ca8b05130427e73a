"""The demonstration's files: eight invented documents, and two tables of attributed figures with citations."""

import csv
import email
import email.policy
import html
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pypdfium2
import pytest

import accounted
from accounted.core.claim import EFFECTS, QUALIFIERS, SEEN_IN, STANCES, UNITS
from accounted.core.dates import read_edtf

DEMO = Path(accounted.__file__).parent / "demo"
ARDEL = DEMO / "ardel"
ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "docs" / "make_demo_files.py"
EXPECTED: dict[str, Any] = json.loads((Path(__file__).parent / "ardel_expected.json").read_text(encoding="utf8"))
GOLD = ROOT.parent / "shared" / "gold" / "claims.jsonl"

DOCUMENTS = sorted(path.name for path in ARDEL.iterdir() if path.name != "documents.csv")
SIDECAR = [
    "file",
    "title",
    "source",
    "publisher",
    "published",
    "language",
    "url",
    "seen_in",
    "obtained_how",
    "obtained_when",
    "obtained_by",
]
TABLES = ("khojaly-1992.csv", "sumgait-1988.csv")
COLUMNS = [
    "id",
    "kind",
    "event",
    "effect",
    "low",
    "high",
    "best",
    "qualifier",
    "figure as written",
    "victims",
    "unit",
    "part of",
    "when",
    "where",
    "speaker",
    "stance",
    "said on",
    "seen in",
    "relay",
    "publisher",
    "title",
    "url",
    "what",
]
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "seven": 7, "eight": 8, "ten": 10, "sixty": 60}
FLOORS = {
    "several": 3, "dozen": 12, "dozens": 24, "several dozen": 24, "scores": 40, "hundreds": 200, "several hundred": 200,
    "hundreds, possibly thousands": 200, "сотни": 200, "yüzlərlə": 200, "thousands": 2000,
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """Gives the rows of one of the two tables."""
    with (DEMO / name).open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = [pytest.param(row, id=row["id"]) for name in TABLES for row in rows(name)]
NAMES = [pytest.param(row, id=row["id"]) for name in TABLES for row in rows(name) if row["kind"] != "claim"]
FIGURES = [pytest.param(row, id=row["id"]) for name in TABLES for row in rows(name) if row["kind"] == "claim"]


def text_of(name: str) -> str:
    """Gives the text of one invented document with white space folded."""
    path = ARDEL / name
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    elif path.suffix == ".docx":
        opened = docx.Document(str(path))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        text = " ".join([paragraph.text for paragraph in opened.paragraphs] + cells)
    elif path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        text = message.get_content()
    else:
        text = path.read_text(encoding="utf8")
        text = html.unescape(re.sub(r"<[^>]*>", " ", text)) if path.suffix == ".html" else text
    return " ".join(text.split())


def number(cell: str) -> float | None:
    """Gives the number in a cell, None for an empty one."""
    return float(cell) if cell else None


def script() -> ModuleType:
    """Gives the script that makes the PDF and the DOCX."""
    if not SCRIPT.is_file():
        pytest.skip("the script stands in the source tree, which is not here")
    spec = importlib.util.spec_from_file_location("make_demo_files", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_eight_documents_in_five_formats() -> None:
    """The invented event has eight documents, as text, HTML, PDF, DOCX and mail."""
    assert len(DOCUMENTS) == 8
    assert {Path(name).suffix for name in DOCUMENTS} == {".txt", ".html", ".pdf", ".docx", ".eml"}


def test_the_sidecar_describes_every_document() -> None:
    """The sidecar has one row a document, in the stated columns, with a date that reads and an address that is none."""
    with (ARDEL / "documents.csv").open(encoding="utf8", newline="") as lines:
        told = list(csv.DictReader(lines))
    assert list(told[0]) == SIDECAR
    assert sorted(row["file"] for row in told) == DOCUMENTS
    for row in told:
        assert read_edtf(row["published"]) is not None
        assert row["seen_in"] in SEEN_IN
        assert not row["url"] or re.match(r"https://[a-z.-]+\.example/", row["url"])


def test_the_binary_documents_are_the_ones_that_the_script_makes() -> None:
    """The PDF and the DOCX are, byte for byte, what docs/make_demo_files.py makes."""
    module = script()
    assert module.changed(ARDEL) == []
    assert module.main(["--check"]) == 0


def test_the_script_says_which_file_was_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed bit in a made file ends the check with 1 and the file's name."""
    module = script()
    module.main(["--folder", str(tmp_path)])
    changed = bytearray((tmp_path / module.REPORT).read_bytes())
    changed[-20] ^= 1
    (tmp_path / module.REPORT).write_bytes(bytes(changed))
    assert module.main(["--check", "--folder", str(tmp_path)]) == 1
    assert module.REPORT in capsys.readouterr().out


def test_the_report_has_two_pages_whose_lines_stay_on_the_page() -> None:
    """The PDF has two pages, and no character stands outside the margins."""
    pages = pypdfium2.PdfDocument(ARDEL / "06-rights-centre-report.pdf")
    assert len(pages) == 2
    for page in pages:
        words = page.get_textpage()
        boxes = [words.get_charbox(i) for i in range(words.count_chars())]
        assert min(box[1] for box in boxes if box[2]) > 30
        assert max(box[2] for box in boxes) < page.get_width() - 40


@pytest.mark.parametrize("name", DOCUMENTS)
def test_expected_quotes_stand_in_their_documents(name: str) -> None:
    """Every quotation in the list of expected figures, names and rejections stands in its document."""
    text = text_of(name)
    for part in ("figures", "table_figures", "labels", "denials"):
        for item in EXPECTED[part].get(name, []):
            assert item["quote"] in text, (part, item["quote"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_expected_figures_keep_the_conventions(name: str) -> None:
    """Expected figures use the closed lists, and a part names the quotation of its whole."""
    for item in EXPECTED["figures"][name]:
        quotes = {other["quote"] for other in EXPECTED["figures"][name]}
        assert item["effect"] in EFFECTS
        assert item["qualifier"] in QUALIFIERS
        assert item["unit"] in UNITS
        assert item["stance"] in STANCES
        assert item["part_of"] is None or item["part_of"] in quotes


def test_the_newspaper_copies_the_wire() -> None:
    """Several sentences stand word for word in the wire story and in the newspaper."""
    wire, paper = text_of("02-wire-story.txt"), text_of("03-courier-article.html")
    shared = [sentence for sentence in re.split(r"(?<=\.) ", wire) if len(sentence) > 40 and sentence in paper]
    assert len(shared) >= 4


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_columns_ids_and_one_event(name: str) -> None:
    """A table has the documented columns, each id once, one event, and parts that lead to a row above of that event."""
    table = rows(name)
    assert list(table[0]) == COLUMNS
    ids = [row["id"] for row in table]
    assert len(set(ids)) == len(ids)
    assert len({row["event"] for row in table}) == 1
    for place, row in enumerate(table):
        assert not row["part of"] or row["part of"] in ids[:place]


def test_a_part_stands_in_the_text_of_its_whole() -> None:
    """A part and its whole cite the same text."""
    for name in TABLES:
        by_id = {row["id"]: row for row in rows(name)}
        for row in by_id.values():
            if row["part of"]:
                assert by_id[row["part of"]]["seen in"] == row["seen in"]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_who_said_what_and_how_it_was_seen(row: dict[str, str]) -> None:
    """Every row has a speaker, a stance, a citation, and one of original, repost and relayed."""
    assert row["kind"] in ("claim", "label", "denial")
    assert row["relay"] in SEEN_IN
    assert row["stance"] in STANCES
    assert row["speaker"]
    assert row["seen in"]
    assert row["publisher"]
    assert all(not row[column] or read_edtf(row[column]) for column in ("when", "said on"))


@pytest.mark.parametrize("row", FIGURES)
def test_a_figure_is_in_the_closed_lists_and_holds_no_sentence(row: dict[str, str]) -> None:
    """A figure row uses the closed lists; the words are number words, eight at most, and end no sentence."""
    assert row["effect"] in EFFECTS
    assert row["unit"] in UNITS
    assert row["qualifier"] in QUALIFIERS
    words = row["figure as written"]
    assert 1 <= len(words.split()) <= 8
    assert not words.endswith(".")
    assert not row["what"]


@pytest.mark.parametrize("row", FIGURES)
def test_numbers_agree_with_the_figure_as_written(row: dict[str, str]) -> None:
    """The digits or number words as printed are the numbers in low, high and best."""
    words, stated = row["figure as written"], {number(row[column]) for column in ("low", "high", "best")} - {None}
    digits = [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", words)]
    named = [float(value) for word, value in WORDS.items() if word in words.casefold().split()]
    if row["qualifier"] == "vague":
        assert stated == {float(FLOORS[words.casefold()])}
    elif row["qualifier"] == "fraction":
        assert words == "less than a third"
        assert stated == {0.3333}
    elif words == "as many":  # as the 35 in the row before
        assert stated == {35.0}
    else:
        assert stated == set(digits or named)


@pytest.mark.parametrize("row", FIGURES)
def test_low_high_and_best_stand_where_the_qualifier_puts_them(row: dict[str, str]) -> None:
    """Low, high and best are filled or empty as docs/claims-table.md says for the qualifier."""
    filled = tuple(bool(row[column]) for column in ("low", "high", "best"))
    places = {
        "exact": (True, True, True),
        "at_least": (True, False, True),
        "more_than": (True, False, True),
        "at_most": (False, True, True),
        "about": (False, False, True),
        "range": (True, True, False),
        "vague": (True, False, False),
        "fraction": (False, True, True),
    }
    assert filled == places[row["qualifier"]]


@pytest.mark.parametrize("row", NAMES)
def test_a_name_or_a_rejection_has_its_words_and_no_figure(row: dict[str, str]) -> None:
    """A name for the event or a rejection fills `what` and none of the columns of a figure."""
    assert row["what"]
    assert not any(row[column] for column in COLUMNS[3:14])
    assert (row["stance"] == "denies") == (row["kind"] == "denial")


@pytest.mark.skipif(not GOLD.is_file(), reason="the texts that were read are not here")
@pytest.mark.parametrize("row", ROWS)
def test_a_row_stands_in_a_text_that_was_read(row: dict[str, str]) -> None:
    """The words of a row, and its numbers, stand in one of the annotated texts at its address."""
    texts = [json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines() if line]
    at_hand = [text for text in texts if (text["url"] or "") == row["url"] and (row["url"] or text["id"] == "a-seed")]
    if row["kind"] == "denial":
        assert at_hand
        return
    words = row["figure as written"] or row["what"]
    with_words = [text for text in at_hand if words.casefold() in " ".join(text["text"].split()).casefold()]
    assert with_words
    if row["kind"] == "claim":
        stated = [number(row[column]) for column in ("low", "high", "best")] + [row["qualifier"], row["effect"]]
        quantities = [(claim["quantity"], claim["effect"]) for text in with_words for claim in text["claims"]]
        assert stated in [[q["low"], q["high"], q["best"], q["qualifier"], effect] for q, effect in quantities]


def test_the_documented_columns_and_example_are_those_of_the_tables() -> None:
    """The documentation's column table and its invented example name the columns of the two tables."""
    page = ROOT / "docs" / "claims-table.md"
    if not page.is_file():
        pytest.skip("the documentation stands in the source tree, which is not here")
    text = page.read_text(encoding="utf8")
    example = list(csv.DictReader(text.split("```csv\n")[1].split("```")[0].splitlines()))
    assert list(example[0]) == COLUMNS
    assert all(len(row) == len(COLUMNS) and None not in row.values() for row in example)
    described = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|", text.split("## Low, high, best")[0], re.MULTILINE)
    assert sorted(name for cell in described for name in re.findall("`([^`]+)`", cell)) == sorted(COLUMNS)
