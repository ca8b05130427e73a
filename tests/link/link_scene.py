"""Small invented lists for the tests of linking."""

import csv
import io
from collections.abc import Sequence

from accounted.core.person import PersonList
from accounted.link import Linkage
from accounted.read.sheet import read_sheet

HEADER = ("name", "age", "sex", "place", "date of death")
ONE = (
    ("Mira Petran", "34", "f", "Ardel", "2009-03-03"),
    ("Ilan Petran", "8", "m", "Ardel", "2009-03-03"),
    ("Dorin Casval", "51", "m", "Sorvenna", "2009-03-04"),
    ("Tesha Orlin", "23", "f", "Sorvenna", "2009-03-04"),
    ("name withheld", "", "m", "Kolm", "2009-03-05"),
    ("Halvar Menik", "67", "m", "Kolm", "2009-03-05"),
)
OTHER = (
    ("Petran, Mira", "34", "female", "Ardel", "2009-03-03"),
    ("Ilann Petran", "9", "male", "Ardel", "2009-03-03"),
    ("Dorin Kasval", "51", "male", "Sorvenna", "2009-03-04"),
    ("Bruna Zeltman", "40", "female", "Kolm", "2009-03-05"),
    ("Halvar Menik", "67", "male", "Kolm", "2009-03-06"),
)


def person_list(name: str, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> PersonList:
    """Takes a name, rows and a header, gives the list as it is read from a CSV file."""
    stream = io.StringIO()
    csv.writer(stream).writerows([header, *rows])
    return read_sheet(name, stream.getvalue().encode(), document=f"doc-{name}").kept[0]


def two_lists() -> tuple[PersonList, PersonList]:
    """Gives two lists: three persons stand on both under names written a little apart, one under the same name."""
    return person_list("one.csv", ONE), person_list("other.csv", OTHER)


def linked_rows(made: Linkage) -> set[tuple[int, int]]:
    """Takes a linkage of two lists, gives the pairs of rows held to be one person, each by its number in its list."""
    places = [(made.rows.place_of(int(row)), made.rows.place_of(int(root))) for row, root in enumerate(made.person)]
    return {(root[1], row[1]) for row, root in places if row[0] == 1 and root[0] == 0}
