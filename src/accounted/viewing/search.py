"""Takes what was typed into a search box, gives what the index is asked for; three letters or more of any script."""

import re

from accounted.core.text import fold

_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_LEAST = 3
"""Characters that the trigram index needs; shorter words are looked for in the texts themselves."""


def match_of(words: str) -> tuple[str, tuple[str, ...]]:
    """Takes typed words ("two words" in quotation marks stand together), gives a match for the index and the rest.

    A word is found as typed or folded: without marks, in any case. The rest is too short for the index.

    >>> match_of('Ardel "of the"')
    ('("Ardel" OR "ardel") AND ("of the")', ())
    >>> match_of("éa 12")
    ('', ('éa', '12'))
    """
    parts = [one or other for one, other in _PARTS.findall(words.replace("\0", " "))]
    known = [part for part in parts if len(part) >= _LEAST and len(fold(part)) >= _LEAST]
    rest = tuple(part for part in parts if part and part not in known)
    return " AND ".join(_either(part) for part in known), rest


def _either(part: str) -> str:
    forms = dict.fromkeys((part, fold(part)))
    return "(" + " OR ".join('"' + form.replace('"', '""') + '"' for form in forms) + ")"
