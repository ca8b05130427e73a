"""Who held which position and used which name when: lines of two tables."""

from dataclasses import dataclass

from accounted.core.document import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One line of the table: when, who, what was done, in which words, of which event, effect and scope.

    `declaration` is a term of micro-thesaurus 28 where a person decided it. `party` says that a person named the
    speaker as a party to the event. `before` are the words of the figure that this one revises.
    """

    event: str
    speaker: str
    said_on: str | None
    act: str
    words: str
    effect: str
    scope: str
    stated: str
    document: str
    place: Place
    before: str | None = None
    declaration: str | None = None
    party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """One use of a name: who, when, in which words and document, whether the speaker uses or rejects it."""

    key: str
    words: str
    event: str
    speaker: str
    said_on: str | None
    stance: str
    language: str | None
    stated: str
    document: str
    place: Place
