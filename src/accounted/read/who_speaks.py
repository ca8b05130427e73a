"""Who can speak at all: people, bodies, papers and accounts; not a time, a death, a fire or a street."""

from typing import Final

from accounted.read.lexicon import Order
from accounted.read.roles import (
    ADVERB,
    ANAPHOR,
    ARTICLE,
    BE,
    DETERMINER,
    HAVE,
    INFINITIVE,
    KEEP,
    NUMBER,
    OF,
    OTHERS,
    PREPOSITION,
    PRONOUN,
    THAT,
    UNIT,
)
from accounted.read.speech import Speech
from accounted.read.tokens import Token

_OF_A_VERB: Final = THAT | NUMBER | ARTICLE | DETERMINER | PRONOUN | BE | HAVE | ADVERB | PREPOSITION
_SHORTEST_LETTERS: Final = 3
_LONGEST_LINK: Final = 2
_MARKS: Final = "\"'“”‘’«».,;:()[]"


def may_speak(name: str, order: Order) -> bool:
    """Takes the words found for a speaker and the order rules, gives whether their head can say anything.

    The head is the last word before a preposition, or the word before a participle there: "deaths told of in Ardel".
    A name speaks whatever it is made of: "the Lanner Times".
    """
    spoken = [word.strip(_MARKS) for word in name.split()]
    if not spoken:
        return False
    head = _head(spoken, order.speech)
    if head.lower().removesuffix("'s") in order.speech.days:
        return False
    if len(spoken) > 1 and head.lower() in order.speech.events:
        return False  # "Halvane Condemns the Attack"
    if spoken[-1].lower() in order.speech.links or (len(spoken) > 1 and spoken[0] in order.speech.links):
        return False  # "no exaggeration in", "which the council"
    if spoken[-1].islower() and order.manner and spoken[-1].endswith(order.manner):
        return False  # "originally", "higher than traditionally"
    if len(spoken) == 1 and "-" in head and head.islower() and head.endswith(order.speech.participles):
        return False  # "once-classified"
    alone = len(spoken) == 1 and not head.endswith(order.speech.plurals)
    named = head[:1].isupper() and (alone or head != spoken[0])
    return bool(head) and (named or head.lower() not in order.speech.speechless)


def _head(spoken: list[str], speech: Speech) -> str:
    end = next((at for at in range(1, len(spoken)) if spoken[at].lower() in speech.links), len(spoken))
    head = spoken[end - 1] if spoken else ""
    participle = end > 1 and head.islower() and head not in speech.speechless and head.endswith(speech.participles)
    return spoken[end - 2] if participle else head


def person_named(name: str, order: Order) -> str:
    """Takes the words of a speaker and the order rules, gives the person or body named behind an office, if any.

    "Police chief Ivo Renn" is Ivo Renn, as "Ivo Renn, the police chief" is; "the paper Quill" is Quill.
    """
    spoken = name.split()
    if len(spoken) < 2:
        return name
    first = len(spoken)
    while first > 0 and (spoken[first - 1][:1].isupper() or (first < len(spoken) and _links_name(spoken[first - 1]))):
        first -= 1
    capital = spoken[first:]
    office = max((at + 1 for at, word in enumerate(capital) if word.lower() in order.speech.offices), default=0)
    if office > 1 or (office and first):
        first, capital = first + office, capital[office:]
    if not 0 < first < len(spoken) or not capital[0][:1].isupper():
        return name
    before = spoken[first - 1].strip(_MARKS).lower()
    if before != spoken[first - 1].lower() or before in order.speech.links or before in order.speech.joins:
        return name
    if any(word.lower().strip(_MARKS) in order.speech.days for word in capital):
        return name
    body = any(word.lower() in order.speech.bodies or word.lower() in order.speech.societies for word in capital)
    if len(capital) > 1:
        return name if body else " ".join(capital)
    return capital[0] if before in order.speech.bodies else name


def _links_name(word: str) -> bool:
    """A short word inside a name: "Anna de Tolm", "Ivo al Renn"."""
    return word.islower() and len(word) <= _LONGEST_LINK


def stands_for(pronoun: str, name: str, order: Order) -> bool:
    """Takes a pronoun, a speaker named before it and the order rules, gives whether it can be the same.

    "He" is neither a council nor the guards, "it" is no person.
    """
    said = pronoun.lower()
    if is_stand_in(said, order):
        issued = said.split()[-1] in order.speech.statements
        return _is_society(name, order) or (issued and _head(name.split(), order.speech).lower() in order.speech.bodies)
    if said not in order.speech.persons and said not in order.speech.things:
        return True
    spoken = [word.strip(_MARKS) for word in name.split()]
    if not spoken:
        return False
    head = _head(spoken, order.speech)
    letters = spoken[-1].isupper() and (len(spoken) == 1 or name.endswith(")"))  # "UN", "Lanner Union (LU)"
    body = letters or head.lower() in order.speech.bodies
    if said in order.speech.things:
        return body
    return not body and not (head.islower() and head.endswith(order.speech.plurals))


def is_stand_in(name: str, order: Order) -> bool:
    """Takes a speaker with an article before it and the order rules, gives whether it stands for one named before.

    "The group", "the Lanner-based rights body"; not "the Lanner Group".
    """
    *before, last = name.split()
    stands = order.speech.stand_ins if before else order.speech.stand_ins | order.speech.statements
    return last.lower() in stands and all(word.islower() or "-" in word for word in before)


def _is_society(name: str, order: Order) -> bool:
    """Whether a name is that of a body outside the state: "Lanner Society (LS)", "LRS", "Human Rights Lanner".

    A common word of a headline in capitals is none: "COUNCIL".
    """
    spoken = [word.strip(_MARKS) for word in name.split()]
    if len(spoken) == 1:
        return name.isupper() and len(name) >= _SHORTEST_LETTERS and name.lower() not in order.speech.bodies
    letters = name.endswith(")") and spoken[-1].isupper()
    head = _head(spoken, order.speech)
    told = (head, spoken[-1]) if head.lower() in order.speech.bodies else spoken
    return letters or any(word[:1].isupper() and word.lower() in order.speech.societies for word in told)


def behind_determiner(tokens: list[Token], at: int) -> bool:
    """Takes tokens and a verb's place, gives whether it is none: "the disputed town", "for alleged crimes"."""
    before = tokens[at - 1].roles if at else 0
    if before & DETERMINER:
        other = UNIT | OTHERS if before & OTHERS else 0  # "many other documented crimes"
        return bool(before & (ARTICLE | ANAPHOR)) or not before & ~(DETERMINER | KEEP | other)
    if not before & (PREPOSITION | OF) or before & (INFINITIVE | UNIT) or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    return behind.lower[0].isalnum() and not behind.roles & _OF_A_VERB
