"""Words of the program that remember how they were made: a template and its values, so that another language can say
them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

IN_PIECES = ("figure", "when")
IN_ONE = ("effect", "stance", "how")
"""Values under these names, alone or with a digit behind, are words of the program: a figure or a date in words, said
piece by piece; a term, said whole. Any other is given: a name, a quotation, a number in digits, or words that remember
how they were made.
"""


class Worded(str):
    """The English words themselves; `template` and `values` say how they were made.

    >>> said = worded("{who} says {figure}", who="Ministry", figure="at least 30")
    >>> said, said.template, dict(said.values)
    ('Ministry says at least 30', '{who} says {figure}', {'who': 'Ministry', 'figure': 'at least 30'})
    """

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, values: Mapping[str, str]) -> "Worded":
        """Takes a template with named places and what stands in them, gives the words."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, MappingProxyType(dict(values))
        return made

    def __getnewargs__(self) -> tuple[str, dict[str, str]]:  # type: ignore[override]
        """Gives what the words are made of again in another process."""
        return self.template, dict(self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        """Gives how the words are made again in another process."""
        return Worded, (self.template, dict(self.values))


def worded(template: str, /, **values: str | int | date) -> Worded:
    """Takes a template and its values by name, gives the words."""
    return Worded(template, {name: given if isinstance(given, str) else str(given) for name, given in values.items()})


def listed(parts: Iterable[str], between: str = "; ") -> Worded:
    """Takes words and what stands between them, gives them as one list.

    >>> listed(["a", worded("{n} more", n=2)])
    'a; 2 more'
    """
    held = {f"part{number}": one for number, one in enumerate(parts)}
    return Worded(between.join(f"{{{name}}}" for name in held), held)


def how_made(words: str) -> Any:
    """Takes words, gives what a door needs to say them in another language, as plain content: their template and
    values; of words that do not remember it, the words.

    >>> how_made(worded("{who} says no", who="Ministry")), how_made("as it is")
    (['{who} says no', {'who': 'Ministry'}], 'as it is')
    """
    if not isinstance(words, Worded):
        return str(words)
    return [words.template, {name: how_made(value) for name, value in words.values.items()}]


def made_again(how: Any) -> str:
    """Takes what `how_made` gave, gives the words, which remember how they were made.

    >>> made_again(["{who} says no", {"who": "Ministry"}])
    'Ministry says no'
    """
    if isinstance(how, str):
        return how
    template, values = how
    return Worded(template, {name: made_again(value) for name, value in values.items()})
