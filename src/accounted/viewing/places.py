"""Takes the view of a project, gives the places that its figures state, with what each may mean in the gazetteer."""

from collections import Counter
from functools import lru_cache
from typing import Final

from accounted.core.outcome import Refusal
from accounted.read.gazetteer import NEAR, Candidate, candidates, stated_near
from accounted.viewing.mapped import Meant, Told
from accounted.viewing.view import View

_MOST: Final = 400
_AROUND: Final = 200
"""Characters before and behind a figure's first in which its place is looked for again, to see how it is stated."""
Place = tuple[str, bool]
"""A place as stated, and whether every figure counted with it is stated as near it."""


def stated_places(view: View, event: str = "") -> list[tuple[Place, int]]:
    """Takes a view and an event's id or none, gives the places as stated with how many figures state each."""
    return _stated_places(view, event, view.made())


@lru_cache(maxsize=32)
def _stated_places(view: View, event: str, _made: str) -> list[tuple[Place, int]]:
    """Counted once a view: every figure's words are looked at."""
    among = "and s.event = ?" if event else ""
    lines = view.ask(
        "select json_extract(s.content, '$.where'), json_extract(s.content, '$.language'), "  # noqa: S608 - written here
        "substr(b.text, max(1, s.start + 1 - ?), ?) from stated s join document d on d.id = s.document "
        "left join body b on b.place = d.place where s.kind = 'figure' "
        "and json_extract(s.content, '$.where') is not null "
        f"{among}",
        (_AROUND, 2 * _AROUND, *((event,) if event else ())),
    )
    counted = Counter((str(where), stated_near(words or "", str(where), lang)) for where, lang, words in lines)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_MOST]


def told_places(stated: list[tuple[Place, int]]) -> tuple[Told, ...] | Refusal:
    """Takes places as stated with their numbers, gives each with what it may mean; a Refusal without a gazetteer."""
    told = []
    for (words, near), number in stated:
        found = meant_by(words, near=near)
        if isinstance(found, Refusal):
            return found
        told.append(Told(words=words, near=near, figures=number, meant=found))
    return tuple(told)


@lru_cache(maxsize=4096)
def meant_by(words: str, *, near: bool) -> tuple[Meant, ...] | Refusal:
    """Takes a place as stated and whether as near, gives the towns that it may mean; a country or a district none."""
    found = candidates(words, near=near)
    return found if isinstance(found, Refusal) else tuple(m for one in found if (m := _meant(one)))


def _meant(one: Candidate) -> Meant | None:
    if one.latitude is None or one.longitude is None:
        return None
    return Meant(
        name=one.name, country=one.country, longitude=one.longitude, latitude=one.latitude, near=one.precision == NEAR
    )
