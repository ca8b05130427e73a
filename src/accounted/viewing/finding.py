"""Takes names and words to look for, gives both in forms in which a search in one script finds what another wrote."""

from collections.abc import Iterable

from accounted.core.text import fold
from accounted.link.names import name_words, romanise, skeleton

_LEAST = 2
"""Letters that a skeleton has to have to be looked for."""


def searchable(names: Iterable[str]) -> str:
    """Takes names, gives them folded, romanised and, word for word, as consonant skeletons marked by their script.

    >>> searchable(["سلمى"]), searchable(["Salma"])
    ('سلمى | slmy | «slm»', 'salma | ‹slm›')
    """
    forms: dict[str, bool] = {}
    for name in names:
        forms[fold(name)] = True
        forms[" ".join(romanise(word) for word in name.split())] = True
        left, right = "‹›" if name.isascii() else "«»"
        for word in name_words(name):
            if len(bone := skeleton(word)) >= _LEAST:
                forms[f"{left}{bone}{right}"] = True
    return " | ".join(form for form in forms if form)


def looked_for(word: str) -> tuple[str, ...]:
    """Takes a word as typed, gives the forms of which one has to stand in what is searched.

    A word in Latin letters is looked for as typed, and by its skeleton among names of other scripts.

    >>> looked_for("Salma"), looked_for("سلمى")
    (('salma', '«slm»'), ('سلمى', 'slmy', '«slm»', '‹slm›'))
    """
    bone = skeleton(romanise(word))
    bones = (f"«{bone}»",) if word.isascii() else (f"«{bone}»", f"‹{bone}›")
    forms = (fold(word), "" if word.isascii() else romanise(word), *(bones if len(bone) >= _LEAST else ()))
    return tuple(dict.fromkeys(form for form in forms if form))
