"""Tables of data: nothing a spreadsheet would run, nothing lost."""

import csv
import io
import json
from dataclasses import replace

from accounted.core.claim import Claim
from accounted.core.outcome import Remark, SetAside
from accounted.core.plain import from_plain
from accounted.publish import Edition
from accounted.publish.catalogue import catalogue, safe_id
from accounted.publish.tables import data_files


def test_cells_that_a_spreadsheet_would_run_are_defused(edition: Edition) -> None:
    """A formula handed in as a name comes out as text, and columns.csv says how."""
    hostile = Remark(code="=1+1", where="@SUM(A1)", message='-2 "quoted", and\na line')
    data = dict(data_files(replace(edition, remarks=(hostile,)), catalogue(edition)))
    rows = list(csv.reader(io.StringIO(data["data/remarks.csv"].decode(), newline="")))
    assert rows[1] == ["'=1+1", "'@SUM(A1)", '\'-2 "quoted", and\na line']
    assert b"apostrophe" in data["data/columns.csv"]


def test_the_json_reads_back_as_the_same_figures(edition: Edition) -> None:
    """figures.json is without loss."""
    data = dict(data_files(edition, catalogue(edition)))
    read = [from_plain(Claim, content) for content in json.loads(data["data/figures.json"])]
    assert read == [c for r in edition.readings for c in r.claims]


def test_what_was_set_aside_and_what_became_no_figure_is_there(edition: Edition) -> None:
    """Both tables hold one row for each."""
    two = (*edition.set_aside, SetAside(code="c", where="w", found="f", expected="e", advice="a"))
    data = dict(data_files(replace(edition, set_aside=two), catalogue(edition)))
    assert len(data["data/set-aside.csv"].splitlines()) == 3
    assert b"55 12,a telephone number" in data["data/not-figures.csv"]


def test_an_id_from_elsewhere_cannot_be_a_path() -> None:
    """An id that is no plain word becomes one, always the same, and two stay two."""
    assert safe_id("clm-00ff") == "clm-00ff"
    assert safe_id("../x") != safe_id("../y")
    assert all(c.isalnum() or c == "-" for c in safe_id("<b>\ud800"))
