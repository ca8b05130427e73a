"""What a language file tells of speakers: what can speak at all, what a pronoun stands for, whose figure one is."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from accounted.read.roles import (
    ACCOUNT,
    ARTICLE,
    CONJUNCTION,
    LABEL,
    NAME_LINK,
    NOT_ZERO,
    OF,
    PREPOSITION,
    SAYS,
    STRONG,
    TITLE,
    UNIT,
    WHO,
    Word,
)

_MAY_SPEAK: Final = UNIT | NOT_ZERO | SAYS | ACCOUNT | TITLE
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Words of [speech] by what they do, with endings; `links` are those behind which no head of a phrase stands,
    `joins` those that join two, and articles: behind them a name is not that of who holds an office.

    `speechless` are nouns that can say nothing: the language file's own, words for deaths and names for events.
    """

    plurals: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    links: frozenset[str] = _NONE
    days: frozenset[str] = _NONE
    speechless: frozenset[str] = _NONE
    events: frozenset[str] = _NONE
    persons: frozenset[str] = _NONE
    things: frozenset[str] = _NONE
    bodies: frozenset[str] = _NONE
    by_account: frozenset[str] = _NONE
    set_against: frozenset[str] = _NONE
    official: frozenset[str] = _NONE
    own: frozenset[str] = _NONE
    stand_ins: frozenset[str] = _NONE
    statements: frozenset[str] = _NONE
    asks: frozenset[str] = _NONE
    societies: frozenset[str] = _NONE
    writings: frozenset[str] = _NONE
    offices: frozenset[str] = _NONE
    cites: frozenset[str] = _NONE
    joins: frozenset[str] = _NONE


_MADE: Final = frozenset(("plurals", "participles", "links", "days", "events", "joins"))


def speech_of(source: dict[str, Any], entries: Mapping[str, Word], endings: dict[str, tuple[str, ...]]) -> Speech:
    """Takes a language file's content, its words with their roles and its endings, gives what it tells of speakers."""
    told = source.get("speech", {})
    lists = {one.name: frozenset(told.get(one.name, ())) for one in fields(Speech) if one.name not in _MADE}
    events = frozenset(text for text, word in entries.items() if _is_event(word))
    return Speech(
        plurals=endings["plural_endings"],
        participles=endings["gerund_endings"] + endings["past_endings"],
        days=frozenset(source.get("dates", {}).get("weekdays", ())),
        events=events,
        links=frozenset(text for text, word in entries.items() if word.roles & (PREPOSITION | NAME_LINK | OF | WHO)),
        joins=frozenset(text for text, word in entries.items() if word.roles & (CONJUNCTION | ARTICLE)),
        **lists | {"speechless": lists["speechless"].union(events)},
    )


def _is_event(word: Word) -> bool:
    """A name for an event, or a word for deaths; not for those who lived: "survivor", "the wounded"."""
    death = word.roles & STRONG and word.effect_as(STRONG) == "killed"
    return bool(death or word.roles & LABEL) and not word.roles & _MAY_SPEAK
