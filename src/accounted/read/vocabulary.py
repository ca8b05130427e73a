"""Words that a text brings: each looked up once, by stem, particle, compound and ending, and remembered."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from accounted.read.lexicon import Lexicon, Opened, form_of
from accounted.read.roles import NAME, NUMBER_WORD, PLURAL, POSSESSIVE, PUNCTUATION, SCALE, UNIT, Word

_MOST_REMEMBERED: Final = 500_000
_SHORTEST_STEM: Final = 2
_SHORTEST_PEOPLE: Final = 5
_THOUSAND: Final = 1000


def meet(lexicon: Lexicon, lower: str) -> Opened:
    """Takes a lexicon and a lower-case word that was not met before, gives what it opens, and remembers it.

    Looked for: the longest stem, the word without a particle written on to it, number words written together, and the
    endings of people, plurals, possessives and manner.
    """
    found = _by_stem(lexicon, lower) or _without_particle(lexicon, lower)
    if found is None:
        found = (_by_ending(lexicon, lower), None)
    if len(lexicon.met) < _MOST_REMEMBERED:
        lexicon.met[lower] = found
    return found


def _by_stem(lexicon: Lexicon, lower: str) -> Opened | None:
    if not lexicon.stems:
        return None
    for length in range(len(lower), _SHORTEST_STEM - 1, -1):
        found = lexicon.stems.get(lower[:length])
        if found is not None:
            return _with_form(lexicon, lower, found)
    return None


def _with_form(lexicon: Lexicon, lower: str, found: Opened) -> Opened:
    word, phrases = found
    roles = word.roles | form_of(lower, word.roles, lexicon.endings)
    return (replace(word, roles=roles), phrases)


def _without_particle(lexicon: Lexicon, lower: str) -> Opened | None:
    for particle in lexicon.endings["proclitics"]:
        rest = lower.removeprefix(particle)
        if rest != lower and len(rest) > _SHORTEST_STEM:
            found = lexicon.met.get(rest) or _by_stem(lexicon, rest)
            if found is not None and found[0].roles & ~(NAME | PLURAL | POSSESSIVE | PUNCTUATION):
                return found
    return None


def _by_ending(lexicon: Lexicon, lower: str) -> Word:
    if not lower[0].isalnum():
        return Word(roles=PUNCTUATION)
    if lower[0].isdecimal():
        return Word()
    value = _compound_value(lexicon, lower) if lexicon.order.compound_numbers else None
    if value is not None:
        return Word(roles=NUMBER_WORD, value=value)
    head = _compound_head(lexicon, lower)
    if head is not None:
        return head
    endings = lexicon.endings
    if len(lower) > _SHORTEST_PEOPLE and lower.endswith(endings["people_endings"]):
        return Word(roles=UNIT | PLURAL, unit="persons")
    roles = PLURAL if lower.endswith(endings["plural_endings"]) else 0
    roles = 0 if lower.endswith(endings["not_plural_endings"]) else roles
    roles |= POSSESSIVE if lower.endswith(endings["possessive_endings"]) else 0
    return Word(roles=roles)


def _compound_head(lexicon: Lexicon, lower: str) -> Word | None:
    """Nouns written together: "wohnhäuser" counts what "häuser" counts; the heads are [grammar] compound_heads."""
    heads = lexicon.lists.get("grammar.compound_heads", ())
    found = [head for head in heads if lower.endswith(head) and len(lower) > len(head) + 1]
    return lexicon.words.get(max(found, key=len)) if found else None


def holds_compound_number(lexicon: Lexicon, words: Iterable[str]) -> bool:
    """Takes a lexicon and the lower-case words of a sentence, gives whether one is a number written together."""
    return any((lexicon.met.get(word) or meet(lexicon, word))[0].roles & NUMBER_WORD for word in words)


def _compound_value(lexicon: Lexicon, lower: str) -> float | None:
    """Number words written together: "sechshundertdreizehn" is six, hundred, thirteen."""
    total = current = 0.0
    rest = lower
    joins = tuple(lexicon.lists.get("numbers.and", ()))
    while rest:
        rest = next((rest.removeprefix(j) for j in joins if rest.startswith(j) and (total or current)), rest)
        part = next((rest[:n] for n in range(len(rest), 1, -1) if _is_number_part(lexicon, rest[:n])), None)
        if part is None:
            return None
        word = lexicon.words[part]
        if word.roles & SCALE:
            current = max(current, 1) * (word.value or 1)
            if current >= _THOUSAND:
                total, current = total + current, 0.0
        else:
            current += word.value or 0
        rest = rest[len(part) :]
    return total + current


def _is_number_part(lexicon: Lexicon, part: str) -> bool:
    word = lexicon.words.get(part)
    return word is not None and bool(word.roles & (NUMBER_WORD | SCALE))
