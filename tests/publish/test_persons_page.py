"""The page of persons: reasons in a sentence, every field with a bar, the rows of one person under its id."""

from accounted.core.person import Pair, Reason
from accounted.publish.listed import ListShown, PersonsShown, RowShown
from accounted.publish.persons import in_a_sentence, persons_page

REASONS = (
    Reason(field="how rare one person's pairs are", left="", right="", agreement="", bits=-8.0),
    Reason(field="age", left="34", right="34", agreement="equal", bits=4.0),
    Reason(field="given name", left="mira", right="mirra", agreement="alike", bits=6.0),
    Reason(field="sex", left="f", right="m", agreement="different", bits=-2.0),
)


def shown(people: int) -> PersonsShown:
    """Takes how many persons are of several rows, gives what is shown of two lists."""
    row = RowShown(list="a.csv", document="doc-1", line=2, cells=("Mira Petran",))
    pair = Pair(list_a="a.csv", row_a=0, list_b="b.csv", row_b=4, probability=0.51, linked=True, reasons=REASONS)
    return PersonsShown(
        lists=(ListShown(name="a.csv", document="doc-1", rows=9, columns="“who” as name"),), rows=18, persons=15,
        several=people, roles=("name",), people=(("per-1", (row, row)),), doubtful=(pair,), missed="Not measured.",
        remarks=(),
    )  # fmt: skip


def test_reasons_are_a_sentence() -> None:
    """What speaks for one person stands first, strongest first; then what speaks against."""
    assert in_a_sentence(REASONS) == "For one person: given name alike, age equal. Against: sex different."


def test_every_field_has_a_bar() -> None:
    """The longest bar is that of the strongest field; what speaks against is drawn light; the sum is said."""
    (pair,) = persons_page(shown(1))["pairs"]
    assert [len(one["bar"]) for one in pair["bars"]] == [24, 12, 18, 6]
    assert {one["bar"][0] for one in pair["bars"] if one["reason"].bits < 0} == {"░"}
    assert (pair["total"], pair["held"]) == ("+0.0", "held to be one person")
    assert pair["where"] == "a.csv, row 1, and b.csv, row 5"


def test_what_is_cut_is_said() -> None:
    """Where more persons are of several rows than are shown, the page says how many are."""
    assert persons_page(shown(3))["more"] == "The first 1 are shown."
    assert persons_page(shown(1))["more"] == ""
