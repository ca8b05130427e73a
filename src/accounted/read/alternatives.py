"""Patterns for one of many words: what words have in common at their beginning is looked at once."""

from collections.abc import Iterable, Sequence
from typing import Any


def one_of(words: Iterable[Sequence[str]], after: str = "") -> str:
    """Takes words as their signs, each a pattern, gives a pattern for any of them, the longest that fits first.

    `after` is what must follow each. Words written as a list of alternatives are tried one by one wherever a search
    stands; so, "March", "May" and "Monday" are one letter there.

    >>> one_of(["may", "march", "mayday"])
    'ma(?:rch|y(?:day|))'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _written(tree, after) if tree else ""


def _written(node: dict[str, Any], after: str) -> str:
    """The pattern of what may follow here: the longer words before the one that ends here."""
    listed = [sign + _written(rest, after) for sign, rest in sorted(node.items()) if sign]
    listed += [after] if "" in node else []
    return listed[0] if len(listed) == 1 else f"(?:{'|'.join(listed)})"
