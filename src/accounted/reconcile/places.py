"""Names of places made comparable: takes a place as stated, gives its plain name and a key that spellings share."""

import re
from functools import lru_cache

from accounted.core.text import fold

_LEAD = re.compile(
    r"^(?:(?:in|at|near|around|outside|inside|from|to|the|of|greater|central|town|city|village|settlement|district|"
    r"region|camp|area|outskirts)\s+)+(?=\S)",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s+(?:town|city|village|settlement|district|region|camp|area)$", re.IGNORECASE)
ACRONYM = 4
"""A name in capitals of at most so many letters is taken as an acronym."""

_ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ROMANISED = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya"
_CYRILLIC = dict(zip(_ALPHABET, _ROMANISED.split(" "), strict=True))
_SPELLINGS = (("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("x", "h"), ("y", "i"), ("w", "v"))
"""Romanisations of one sound that differ by system (BGN/PCGN, ALA-LC, national alphabets), brought to one letter."""

_TURKIC = re.compile(r"[ıəğşİ]")


@lru_cache(maxsize=1 << 14)
def place_name(where: str) -> str:
    """Takes a place as stated, gives its name without lead-in words; never nothing.

    A headline's capitals are not part of the name.

    >>> place_name("the village of Ardel"), place_name("near Ardel"), place_name("ARDEL")
    ('Ardel', 'Ardel', 'Ardel')
    """
    spaced = " ".join(where.split())
    bare = _TRAIL.sub("", _LEAD.sub("", spaced)) or spaced
    return bare.title() if bare.isupper() and len(bare) > ACRONYM else bare


@lru_cache(maxsize=1 << 15)
def place_key(where: str) -> str:
    """Takes a place as stated, gives a key that is the same for spellings of one name.

    Only spellings that differ by the system of romanisation share a key: nothing is guessed from likeness.

    >>> place_key("Khadzhar") == place_key("Hajar") == place_key("Хаджар"), place_key("Ardel") == place_key("Ardal")
    (True, False)
    """
    name = place_name(where)
    turkic = bool(_TURKIC.search(name))
    key = "".join(_CYRILLIC.get(c, c) for c in name.casefold())
    key = fold(key).replace("ı", "i").replace("ə", "a")
    for spelling, letter in _SPELLINGS:
        key = key.replace(spelling, letter)
    if turkic:
        key = key.replace("c", "j")
    letters = re.sub(r"[^\w]+", " ", key).strip()
    return re.sub(r"(\w)\1", r"\1", letters) or key
