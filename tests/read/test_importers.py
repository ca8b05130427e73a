"""Published formats and workbooks: each figure at its cell, each row kept or set aside, nothing more precise than told.

Rows are invented, in the columns of the formats' codebooks.
"""

import csv
import datetime
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.claim import Claim, Reading
from accounted.core.document import Cell, Description, Document
from accounted.core.outcome import Outcome, SetAside
from accounted.read.claims_table import COLUMNS
from accounted.read.importers import format_of, read_import, table_rows
from accounted.read.importers_formats import day_of
from accounted.read.importers_template import claims_template
from accounted.read.importers_xlsx import read_workbook, sheets, workbook_rows

DOCUMENT = Document(
    id="doc-1",
    sha256="0" * 64,
    size_bytes=1,
    name="table.csv",
    media_type="text/csv",
    received_when="2025-01-01",
    received_by="R. Tarn",
    described=Description(published="2024-05", publisher="A data set"),
)


def table(rows: list[dict[str, str]]) -> bytes:
    """Takes rows by column, gives the CSV file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def claims(outcome: Outcome[Reading]) -> tuple[Claim, ...]:
    """Gives the claims kept."""
    return outcome.kept[0].claims


def stated(claim: Claim) -> tuple[object, ...]:
    """Gives effect, low, best, high and qualifier."""
    q = claim.quantity
    return claim.effect, q.low, q.best, q.high, q.qualifier


UCDP = {
    "id": "7", "date_start": "1994-03-03 00:00:00.000", "date_end": "1994-03-04 00:00:00.000", "date_prec": "2",
    "where_prec": "1", "where_coordinates": "Ardel town", "adm_2": "Ardel district", "adm_1": "North",
    "country": "Halvane",
    "side_a": "Government of Halvane", "side_b": "Upland Front", "source_article": "Wire, 5 March 1994",
    "source_headline": "Night in Ardel", "source_original": "District Hospital", "deaths_a": "0", "deaths_b": "2",
    "deaths_civilians": "20", "deaths_unknown": "3", "best": "25", "high": "40", "low": "20",
}  # fmt: skip


def test_ucdp_ged() -> None:
    """Low, best and high stand in one claim; the columns of deaths are its parts; the original speaker is named."""
    found = claims(read_import(DOCUMENT, table([UCDP])))
    assert [stated(c) for c in found] == [
        ("killed", 20, 25, 40, "range"),
        ("killed", 2, 2, 2, "exact"),
        ("killed", 20, 20, 20, "exact"),
        ("killed", 3, 3, 3, "exact"),
    ]
    assert [c.part_of for c in found] == [None, found[0].id, found[0].id, found[0].id]
    first = found[0]
    assert (first.when, first.where, first.speaker) == ("1994-03-03/1994-03-04", "Ardel town", "UCDP")
    assert first.note == "said by, as UCDP names it: District Hospital"
    assert first.place == Cell(document="doc-1", sheet="", row=2, column=19, quote="25")
    assert first.citation
    assert (first.citation.seen_in, first.citation.said_on) == ("Wire, 5 March 1994", "2024-05")


@pytest.mark.parametrize(
    ("precision", "where"), [("1", "Ardel town"), ("3", "Ardel district"), ("4", "North"), ("6", "Halvane")]
)
def test_ucdp_place_is_as_precise_as_its_code(precision: str, where: str) -> None:
    """A district, a province or a country is not made a town."""
    (first, *_) = claims(read_import(DOCUMENT, table([{**UCDP, "where_prec": precision}])))
    assert first.where == where


ACLED = {
    "event_id_cnty": "HAL12", "event_date": "03 March 1994", "time_precision": "1", "actor1": "Upland Front",
    "country": "Halvane", "admin1": "North", "admin2": "Ardel district", "location": "Ardel", "geo_precision": "1",
    "source": "Wire", "notes": "Dozens said to be dead.", "fatalities": "12",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "when", "where"),
    [
        ({}, "1994-03-03", "Ardel"),
        ({"time_precision": "2", "geo_precision": "2"}, "1994-03-03~", "Ardel district"),
        ({"time_precision": "3", "geo_precision": "3"}, "1994-03", "North"),
    ],
)
def test_acled(changed: dict[str, str], when: str, where: str) -> None:
    """One figure a row; a week is an uncertain day, a month a month, a region a region."""
    (only,) = claims(read_import(DOCUMENT, table([{**ACLED, **changed}])))
    assert (stated(only), only.when, only.where) == (("killed", 12, 12, 12, "exact"), when, where)
    assert only.note == "Dozens said to be dead."


def test_acled_zero_says_what_it_is() -> None:
    """A zero is kept as stated, and says that none may be known."""
    (only,) = claims(read_import(DOCUMENT, table([{**ACLED, "fatalities": "0"}])))
    assert only.quantity.best == 0
    assert only.note is not None
    assert only.note.startswith("0 in ACLED: no death reported, or none known")


def test_airwars_like() -> None:
    """Min and max are a range, categories its parts, what a party conceded is that party's."""
    row = {
        "code": "R1", "incident_date": "2017-03-17", "location_name": "Quill", "belligerents": "Norland Air Force",
        "civilians_reported_killed_min": "5", "civilians_reported_killed_max": "8", "children_killed_min": "2",
        "children_killed_max": "2", "women_killed_min": "", "women_killed_max": "", "civilians_injured_min": "4",
        "civilians_injured_max": "", "militants_killed_min": "1", "militants_killed_max": "3",
        "civilian_deaths_conceded_min": "2", "civilian_deaths_conceded_max": "2", "grading": "Fair",
    }  # fmt: skip
    found = claims(read_import(DOCUMENT, table([row])))
    assert [(stated(c), c.victims, c.speaker) for c in found] == [
        (("killed", 5, None, 8, "range"), "civilians", "Airwars"),
        (("killed", 2, 2, 2, "exact"), "children", "Airwars"),
        (("killed", 1, None, 3, "range"), "militants", "Airwars"),
        (("injured", 4, 4, None, "at_least"), "civilians", "Airwars"),
        (("killed", 2, 2, 2, "exact"), "civilians", "Norland Air Force"),
    ]
    assert found[1].part_of == found[0].id
    assert found[2].part_of is None


def test_iraq_body_count_like() -> None:
    """Reported minimum and maximum are the range of one claim."""
    row = {
        "IBC code": "k001",
        "Start Date": "03 Mar 2004",
        "End Date": "03 Mar 2004",
        "Location": "Quill",
        "Reported Minimum": "0",
        "Reported Maximum": "4",
        "Sources": "Wire, Daily",
    }
    (only,) = claims(read_import(DOCUMENT, table([row])))
    assert (stated(only), only.when) == (("killed", 0, None, 4, "range"), "2004-03-03")


def test_huridocs() -> None:
    """Fields by number: the act gives the effect, 0931 the number, the counting unit what is counted."""
    base = {
        "0101": "E1",
        "0102 Title": "Night at Ardel",
        "2109": "Extra-judicial killing",
        "2111": "1994-03-03",
        "2112": "Ardel",
        "0931": "12",
        "0902": "family",
        "2502": "A. Miller",
        "2115": "denies act",
        "0151": "likely",
    }
    (only,) = claims(read_import(DOCUMENT, table([base])))
    assert (only.effect, only.unit, only.quantity.best, only.speaker) == ("killed", "families", 12, "A. Miller")
    assert only.note == "act: Extra-judicial killing; status (MT41): likely; attribution (MT28): denies act"
    assert only.event == "Night at Ardel"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"best": "", "low": "", "high": ""}, "claim-without-number"),
        ({"best": "many"}, "bad-number"),
        ({"low": "30"}, "low-above-high"),
        ({"best": "50"}, "low-above-high"),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_alone(changed: dict[str, str], code: str) -> None:
    """Each fault has its code and row, and the rows around it are read."""
    outcome = read_import(DOCUMENT, table([UCDP, {**UCDP, **changed}, UCDP | {"id": "9"}]))
    assert [(aside.code, aside.where) for aside in outcome.set_aside] == [(code, "table.csv:3")]
    assert len(claims(outcome)) == 8


def test_formats_are_told_apart() -> None:
    """A header is known by its columns; a list of persons is none of them."""
    assert format_of(list(UCDP)) == "UCDP GED"
    assert format_of(["IBC code", "Reported Minimum"]) == "Iraq Body Count"
    assert format_of(["name", "age"]) is None
    outcome = read_import(DOCUMENT, b"name,age\nx,5\n")
    assert [aside.code for aside in outcome.set_aside] == ["not-a-known-format"]
    assert [a.code for a in read_import(DOCUMENT, b"best\xff").set_aside] == ["undecodable-text"]


def test_dates_as_tables_write_them() -> None:
    """Only whole dates are read; nothing is filled in."""
    assert [day_of(w) for w in ("1994-03-03", "3 Mar 1994", "03-Mar-1994", "03/04/1994", None)] == [
        "1994-03-03", "1994-03-03", "1994-03-03", None, None,
    ]  # fmt: skip


NUMBERS = st.sampled_from(["", "0", "3", "12", "40", "many", "-1", "1.5"])


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6))
def test_rows_are_kept_or_set_aside(rows: list[tuple[str, str, str]]) -> None:
    """Law: each row gives a claim whose quote is its cell, or one line set aside."""
    told = [{**UCDP, "low": low, "best": best, "high": high} for low, best, high in rows]
    outcome = read_import(DOCUMENT, table(told))
    kept = {c.place.row for c in claims(outcome) if isinstance(c.place, Cell)}
    aside = {int(one.where.rpartition(":")[2]) for one in outcome.set_aside}
    assert kept | aside == set(range(2, len(rows) + 2))
    assert not kept & aside
    for claim in claims(outcome):
        assert isinstance(claim.place, Cell)
        assert claim.place.quote == told[claim.place.row - 2][list(UCDP)[claim.place.column - 1]]
        assert claim.place.quote[claim.quantity.start : claim.quantity.end] == claim.quantity.text


def workbook(**named: list[list[object]]) -> bytes:
    """Takes sheets by name, gives the workbook's bytes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in named.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_of_claims() -> None:
    """Numbers, dates and text come in as a sheet shows them; the place names sheet, row and column."""
    rows: list[list[object]] = [
        ["effect", "speaker", "best", "said on", "cumulative", "as of"],
        ["killed", "Council", 613, datetime.datetime.fromisoformat("1994-04-11"), "yes", datetime.date(1994, 4, 10)],
        ["killed", "Council", "many", None, None, None],
        ["injured", "Council", 487.0, "1994-04", None, None],
    ]
    outcome = read_workbook(DOCUMENT, workbook(figures=rows, legend=[["what", "means"], ["x", "y"]]))
    first, second = claims(outcome)
    assert first.place == Cell(document="doc-1", sheet="figures", row=2, column=3, quote="613")
    assert (first.as_of, first.cumulative, second.quantity.best) == ("1994-04-10", True, 487)
    assert first.citation is not None
    assert first.citation.said_on == "1994-04-11"
    assert [(one.code, one.where) for one in outcome.set_aside] == [
        ("bad-number", "table.csv:figures:3"),
        ("not-a-known-format", "table.csv:legend"),
    ]


def test_two_sheets_have_different_ids() -> None:
    """The same row in two sheets is two claims."""
    rows: list[list[object]] = [["effect", "speaker", "best"], ["killed", "Council", 613]]
    one, other = claims(read_workbook(DOCUMENT, workbook(a=rows, b=rows)))
    assert one.id != other.id


def test_a_formula_without_a_value_is_set_aside() -> None:
    """Nothing is computed here: a formula that its program never calculated has no number."""
    rows: list[list[object]] = [
        ["effect", "speaker", "best"],
        ["killed", "Council", "=600+13"],
        ["killed", "Council", 5],
    ]
    outcome = read_workbook(DOCUMENT, workbook(a=rows))
    assert [c.quantity.best for c in claims(outcome)] == [5]
    assert [(one.code, one.where) for one in outcome.set_aside] == [("broken-row", "table.csv:a:2")]
    assert "formula without a stored value" in outcome.set_aside[0].found


def test_a_published_format_in_a_workbook() -> None:
    """A sheet in a published format is read as the CSV is."""
    content = workbook(ged=[list(UCDP), list(UCDP.values())])
    assert len(claims(read_workbook(DOCUMENT, content))) == 4


def test_a_file_that_is_no_workbook_is_said() -> None:
    """Bytes that do not open give one message."""
    found = sheets(DOCUMENT, b"PK\x03\x04 not a workbook")
    assert isinstance(found, SetAside)
    assert found.code == "unreadable-workbook"
    assert [one.code for one in read_workbook(DOCUMENT, b"").set_aside] == ["unreadable-workbook"]


def test_the_template_is_keyed_and_has_drop_downs() -> None:
    """Every row has an id, closed columns have lists, and the same arguments give the same bytes."""
    content = claims_template(
        rows=[{"effect": "killed", "best": "613", "speaker": "Council"}, {"id": "r0002"}], empty=3
    )
    assert content == claims_template(
        rows=[{"effect": "killed", "best": "613", "speaker": "Council"}, {"id": "r0002"}], empty=3
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["claims"]
    assert [sheet.cell(row=row, column=1).value for row in range(2, 7)] == ["r0001", "r0002", "r0003", "r0004", "r0005"]
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter(COLUMNS.index("effect") + 1)
    assert lists[f"{letter}2"].startswith('"killed,injured')
    outcome = read_workbook(DOCUMENT, content)
    assert [c.quantity.best for c in claims(outcome)] == [613]
    assert outcome.set_aside == ()
    assert [rows.sheet for rows in workbook_rows(DOCUMENT, content)] == ["claims"]


def test_rows_for_a_comparison_of_editions() -> None:
    """Rows keep their numbers past empty ones, columns their names."""
    held = table_rows(DOCUMENT, b"id,age\n1,5\n\n2,7\n")
    assert (held.columns, held.numbers) == ({"id": 1, "age": 2}, (2, 4))
    (sheet,) = workbook_rows(DOCUMENT, workbook(a=[["id", "age"], [1, 5], [2, 7]]))
    assert (sheet.sheet, sheet.rows) == ("a", ({"id": "1", "age": "5"}, {"id": "2", "age": "7"}))
