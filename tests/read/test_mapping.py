"""Mappings: proposed from headers and values, corrected by a person, the same correction for the next edition."""

import pytest

from accounted.core.outcome import AccountedError
from accounted.read.mapping import corrected, look_of, propose, role_of_header


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Full name", "name"),
        ("Фамилия", "family"),
        ("Отчество", "father"),
        ("تاريخ الميلاد", "birth"),
        ("العمر", "age"),
        ("Date de naissance", "birth"),
        ("cinsiyet", "sex"),
        ("Անուն", "given"),
        ("municipio", "place"),
        ("cause_of_death", "cause"),
        ("Date of birth (as stated)", "birth"),
        ("zzz", None),
    ],
)
def test_headers_in_many_languages_name_a_role(header: str, role: str | None) -> None:
    """A header is looked up folded; longer known words win over shorter ones."""
    assert role_of_header(header) == role


def test_values_tell_a_column_without_a_known_header() -> None:
    """Dates, ages and sexes are told by their look; a column that counts rows is no identity number."""
    values = [["1992-02-26", "1992-02-27"], ["34", "8"], ["m", "f"], ["1", "2", "3", "4"]]
    mapping = propose(["a1", "b1", "c1", "d1"], values)
    assert [use.role for use in mapping.uses] == ["date", "age", "sex", "row_number"]


def test_a_header_that_its_values_contradict_is_not_believed() -> None:
    """A column called date that holds words is no date."""
    assert propose(["date"], [["Ardel", "Sorvenna"]]).uses[0].role == "text"


def test_a_full_name_beside_its_parts_is_another_name() -> None:
    """The same words must not count twice."""
    values = [["Mira Petran"], ["Mira"], ["Petran"]]
    assert [use.role for use in propose(["name", "given name", "surname"], values).uses] == [
        "other_name",
        "given",
        "family",
    ]


def test_a_correction_goes_by_header_and_fits_the_next_edition() -> None:
    """The corrected column keeps its role where it stands elsewhere in the next edition."""
    told = {"who": "name"}
    first = corrected(propose(["who", "age"], [["Mira"], ["34"]]), told)
    later = corrected(propose(["age", "who"], [["34"], ["Mira"]]), told)
    assert (first.columns("name"), later.columns("name")) == ((0,), (1,))
    assert not first.proposed


def test_a_wrong_correction_is_told() -> None:
    """A header that is not there and a role that is not known stop with what was expected."""
    mapping = propose(["who"], [["Mira"]])
    for told in ({"whom": "name"}, {"who": "somebody"}):
        with pytest.raises(AccountedError):
            corrected(mapping, told)


def test_a_column_of_zeros_is_no_age_of_zero_persons() -> None:
    """Zeros look like ages; what they are is said in the mapping for a person to mend."""
    assert look_of(["0", "0", "0"]) == "age"
    assert look_of([]) == ""
