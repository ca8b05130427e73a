"""The persons of a linkage as a table, and rows found again by their ids: each the plain way's result, at less work."""

import csv
import io
from unittest.mock import Mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_scene import HEADER, ONE, person_list, two_lists

from accounted.core import person as persons
from accounted.core.ids import sha256_of
from accounted.core.person import PersonList, row_id, row_ids
from accounted.link import Answer, Linkage, link, person_table
from accounted.link.written import person_rows


def plainly(made: Linkage) -> str:
    """Gives the table written line by line."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("list", "row", "person"))
    for at, root in enumerate(made.person.tolist()):
        (which, number), (first, line) = made.rows.place_of(at), made.rows.place_of(root)
        writer.writerow((made.rows.lists[which].name, number, f"{first + 1}-{line}"))
    return stream.getvalue()


@pytest.mark.parametrize("name", ["one.csv", 'Türvik, "old".csv', "a\nb.csv"])
def test_the_table_of_persons_is_what_a_csv_writer_writes(name: str) -> None:
    """Every row of every list stands in it once, whatever signs the list's name has."""
    made = link([person_list(name, ONE), two_lists()[1]])
    assert b"".join(person_table(made)).decode() == plainly(made)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5), st.integers(0, 10**10))
def test_numbers_of_any_length_are_written_whole(told: list[int], row: int) -> None:
    """Rows are counted on from the number told; a person of the first list goes by 1 and its row."""
    out = np.empty(1000, np.uint8)
    head, offsets = np.frombuffer(b"a,", np.uint8), np.array([0, 10**9 + 1], np.int64)
    size = person_rows(head, row, np.array(told, np.int64), offsets, out)
    lines = [f"a,{row + at},1-{number}\n" for at, number in enumerate(told)]
    assert out[:size].tobytes().decode() == "".join(lines)


@given(st.text(), st.text(), st.lists(st.integers(0, 10**9), max_size=4))
def test_ids_of_many_rows_are_those_of_each(document: str, sheet: str, lines: list[int]) -> None:
    """Whatever the document and the sheet are called, also with the signs between which the number stands."""
    for told in (document, document + ',"row":0,', '","row":0,'):
        assert list(row_ids(told, sheet + '","row":0,', lines)) == [
            row_id(told, sheet + '","row":0,', line) for line in lines
        ]


def test_answers_cost_one_short_look_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """To find the rows that answers are on, no row is made and none is looked at beyond the last one asked for."""
    lists = [person_list("one.csv", ONE * 40, HEADER)]
    told = lists[0].row_id(3), lists[0].row_id(100)
    row, hashed = Mock(side_effect=AssertionError), Mock(side_effect=sha256_of)
    monkeypatch.setattr(PersonList, "row", row)
    monkeypatch.setattr(PersonList, "cells", row)
    monkeypatch.setattr(persons, "sha256_of", hashed)
    made = link(lists, answers=[Answer(row_a=told[0], row_b=told[1], answer="same", by="B. Reader")])
    assert {*made.decided.same[0]} == {3, 100}
    assert hashed.call_count == 101


def test_an_answer_on_a_row_set_aside_does_not_count() -> None:
    """A row that is set aside is no row to decide on; the answer is kept and said."""
    one = person_list("one.csv", [*ONE, ("Total", "", "", "", "")], HEADER)
    assert one.aside == {6}
    made = link([one], answers=[Answer(row_a=one.row_id(0), row_b=one.row_id(6), answer="same", by="B. Reader")])
    assert made.decided.same == ()
    assert "answers-without-rows" in {told.code for told in made.remarks}
