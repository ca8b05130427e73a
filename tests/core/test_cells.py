"""A column that keeps each distinct value once reads like the tuple of its cells."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from accounted.core.cells import cells_of

COLUMNS = st.lists(st.sampled_from(["", "Balmir", "Torvik", " ", "Türvik"])).map(tuple)


@given(COLUMNS, COLUMNS, st.slices(6))
def test_a_column_reads_like_its_cells(cells: tuple[str, ...], other: tuple[str, ...], part: slice) -> None:
    """Its length, cells, stretches, equality and hash are those of the tuple; its values stand once, in order."""
    column = cells_of(cells)
    assert (len(column), tuple(column), column[part]) == (len(cells), cells, cells[part])
    assert [column[at] for at in range(-len(cells), len(cells))] == [*cells, *cells]
    assert column.values == tuple(dict.fromkeys(cells))
    assert (column == cells, column == cells_of(other), hash(column)) == (True, cells == other, hash(cells))
    assert pickle.loads(pickle.dumps(column)) == column
