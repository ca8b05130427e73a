"""From persons to capture tables: who counts, in which stratum, and links missed put back."""

import pytest
from link_scene import person_list, two_lists

from accounted.core.outcome import WrongUsage
from accounted.link import capture_rows, clustering_draws, draws, link


def test_each_person_is_one_row_with_its_lists() -> None:
    """Three persons stand on both lists; a row without a name that fits no other is left out and counted."""
    found = capture_rows(link(two_lists()), strata=("sex",))
    assert found.lists == ("one.csv", "other.csv")
    assert found.table().patterns() == {"01": 1, "10": 1, "11": 4}
    assert sum(found.left_out.values()) + sum(map(sum, found.on)) == 11
    assert found.left_out == {"unnamed": 1}
    assert {label for (label,) in found.strata} == {"male", "female"}


def test_lists_merged_are_one_capture() -> None:
    """Two lists of which one took rows from the other count once; a list that is not there is told."""
    one, other = two_lists()
    third = person_list("third.csv", [("Mira Petran", "34", "f", "Ardel", "2009-03-03")])
    found = capture_rows(link([one, other, third]), merged=[("one.csv", "other.csv")])
    assert found.lists == ("one.csv+other.csv", "third.csv")
    assert found.duplicates["one.csv+other.csv"] == 4
    with pytest.raises(WrongUsage, match=r"fourth.csv"):
        capture_rows(link([one, other]), merged=[("one.csv", "fourth.csv")])


def test_draws_become_tables_that_say_what_is_not_measured() -> None:
    """Without a clerical sample draws say so; with one, links missed are put back into each table."""
    made = link(two_lists())
    told = clustering_draws(made, draws(made, count=5, seed=1))
    assert (told.measured, told.note, len(told.tables)) == (False, "missed links not measured", 5)
    more = clustering_draws(made, draws(made, count=5, seed=1, missed=(60.0, 40.0)))
    assert more.measured
    assert all(
        a.overlap("one.csv", "other.csv") >= b.overlap("one.csv", "other.csv")
        for a, b in zip(more.tables, told.tables, strict=True)
    )
    assert sum(table.persons for table in more.tables) < sum(table.persons for table in told.tables)
