"""Who can speak at all: people, bodies, papers and accounts; not a time, a death, a fire or a street."""

from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import ANAPHOR, ARTICLE, DETERMINER, KEEP
from accounted.read.tokens import Token

_MARKS: Final = "\"'“”‘’«».,;:()[]"


def may_speak(name: str, order: Order) -> bool:
    """Takes the words found for a speaker and the order rules, gives whether their head can say anything.

    The head is the last word before a preposition, or the word before a participle there: "deaths told of in Ardel".
    A name speaks whatever it is made of: "the Lanner Times".
    """
    spoken = [word.strip(_MARKS) for word in name.split()]
    head = _head(spoken, order)
    alone = len(spoken) == 1 and not head.endswith(order.plurals)
    named = head[:1].isupper() and (alone or head != spoken[0])
    return bool(head) and (named or head.lower() not in order.speechless)


def _head(spoken: list[str], order: Order) -> str:
    end = next((at for at in range(1, len(spoken)) if spoken[at].lower() in order.links), len(spoken))
    head = spoken[end - 1] if spoken else ""
    participle = end > 1 and head.islower() and head not in order.speechless and head.endswith(order.participles)
    return spoken[end - 2] if participle else head


def stands_for(pronoun: str, name: str, order: Order) -> bool:
    """Takes a pronoun, a speaker named before it and the order rules, gives whether it can be the same.

    "He" is neither a council nor the guards, "it" is no person.
    """
    said = pronoun.lower()
    if said not in order.persons and said not in order.things:
        return True
    spoken = [word.strip(_MARKS) for word in name.split()]
    head = _head(spoken, order)
    letters = spoken[-1].isupper() and (len(spoken) == 1 or name.endswith(")"))  # "UN", "Lanner Union (LU)"
    body = letters or head.lower() in order.bodies
    if said in order.things:
        return body
    return not body and not (head.islower() and head.endswith(order.plurals))


def behind_determiner(tokens: list[Token], at: int) -> bool:
    """Takes tokens and a verb's place, gives whether it is none: "the disputed town", "their alleged crimes"."""
    before = tokens[at - 1].roles if at else 0
    return bool(before & DETERMINER) and (bool(before & (ARTICLE | ANAPHOR)) or not before & ~(DETERMINER | KEEP))
