"""Who is counted: takes a claim, gives the population that its words name."""

import re
from dataclasses import dataclass
from functools import lru_cache

from accounted.core.claim import Claim
from accounted.core.text import words_of

_CATEGORIES = {
    "children": "child children kid kids minor minors enfant enfants дети детей ребенок cocuk cocuklar usaq usaqlar "
    "nino ninos kind kinder",
    "infants": "infant infants baby babies",
    "girls": "girl girls fille filles",
    "boys": "boy boys garcon garcons",
    "women": "woman women femme femmes женщина женщин женщины kadin kadinlar qadin qadinlar mujer mujeres frau frauen",
    "men": "man men homme hommes мужчина мужчин мужчины hombre hombres mann manner",
    "elders": "elder elders elderly vieillard vieillards старик стариков yasli yaslilar anciano ancianos",
    "soldiers": "soldier soldiers servicemen serviceman troops soldat soldats солдат soldaten",
    "combatants": "combatant combatants fighter fighters",
    "police officers": "policeman policemen policewoman policewomen police",
    "militia members": "militiaman militiamen",
    "journalists": "journalist journalists reporter reporters",
    "medical staff": "doctor doctors nurse nurses medic medics paramedic paramedics",
    "aid workers": "humanitarian",
    "teachers": "teacher teachers",
    "relatives": "son sons daughter daughters couple relative relatives relation relations brother brothers sister "
    "sisters parent parents wife husband grandchildren",
    "students": "student students pupil pupils",
}
_CATEGORY_OF = {word: name for name, words in _CATEGORIES.items() for word in words.split()}
_EVERYONE = {"men", "women", "children"}
_BODY_WORDS = "body bodies corpse corpses remains cadaver cadavers cadavre cadavres corps тел тела leichen"
_BODIES = frozenset(_BODY_WORDS.split())
_PLAIN_WORDS = (
    "people person persons civilian civilians resident residents inhabitant inhabitants dead deaths death men women "
    "individuals others lives wounded injured missing detained displaced "
    "families households houses homes buildings settlements villages schools"
)
_PLAIN = frozenset(_PLAIN_WORDS.split()) | {word for names in _CATEGORIES for word in names.split()}
_GROUP_WORDS = "member members employee employees staff crew guard guards volunteer volunteers worker workers"
_GROUPS = frozenset(_GROUP_WORDS.split())
_AGE = re.compile(r"\b(?:under|over|aged|below|above)\s+(?:the\s+age\s+of\s+)?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Who is counted: a key ("" is everyone), the words for it, and whether the words count bodies.

    Bodies counted are at least as few as the persons killed, so such a figure is read as a lower bound.
    """

    key: str
    words: str
    bodies: bool


def population_of(claim: Claim) -> Population:
    """Takes a claim, gives who is counted: a category of persons, everyone, or for a part its victims as stated."""
    return _population(claim.victims or "", part=claim.part_of is not None)


@lru_cache(maxsize=4096)
def _population(stated: str, *, part: bool) -> Population:
    words = words_of(stated).folded
    bodies = any(word in _BODIES for word in words)
    named = _categories(words)
    if named:
        ages = [" ".join(found.split()).casefold() for found in _AGE.findall(stated)]
        joined = _listed([*named]) + "".join(f" {age}" for age in ages)
        return Population(key=joined, words=joined, bodies=bodies)
    if any(word in _GROUPS for word in words):
        return Population(key=" ".join(words), words=f"“{stated}”", bodies=bodies)
    if not part or not words or all(word in _PLAIN | _BODIES for word in words):
        return Population(key="", words="", bodies=bodies)
    return Population(key=" ".join(words), words=f"“{stated}”", bodies=bodies)


def counted_words(claim: Claim) -> str:
    """Takes a claim, gives its victims for a message: plain words as they are, any other in quotation marks."""
    stated = " ".join((claim.victims or "").split())
    if not stated:
        return claim.unit if claim.unit != "other" else ""
    named = population_of(claim)
    plain = all(word in _PLAIN | _BODIES or word in _CATEGORY_OF or word == "and" for word in words_of(stated).folded)
    return stated if plain else (named.words if named.key and not named.words.startswith("“") else f"“{stated}”")


def _categories(words: tuple[str, ...]) -> tuple[str, ...]:
    found = {_CATEGORY_OF[word] for word in (w.replace("ı", "i") for w in words) if word in _CATEGORY_OF}
    if found >= _EVERYONE:
        return ()
    return tuple(name for name in _CATEGORIES if name in found)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
