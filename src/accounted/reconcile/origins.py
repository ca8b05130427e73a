"""Separate origins seen: takes documents, ties and statements, counts roots of the leans-on graph.

"Not shown to lean on another" is never "independent": shared informants are not excluded by this count.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from accounted.core.document import Cell, Document, Tie
from accounted.reconcile.speakers import name_key
from accounted.reconcile.statements import Statement

N = TypeVar("N", bound=Hashable)
Unit = tuple[str, str]
WEAK = ("shared-figures", "shared-spellings")
"""The kinds of tie that are shown and not counted: both can come from a common source that nobody copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """Ties by the document that leans (an undirected tie stands under both), weak ones left out."""

    ties: Mapping[str, tuple[Tie, ...]]


def origins(documents: Sequence[Document], ties: Sequence[Tie]) -> int:
    """Takes documents and ties, gives how many separate origins are seen among the documents.

    Documents of one source are one origin; so are documents joined by an undirected tie. A document that leans on
    another of them is none. Documents that lean on each other in a circle are one. Ties by shared figures alone are
    weak and do not count.
    """
    held = {document.id for document in documents}
    same: list[tuple[str, str]] = []
    first_of: dict[str, str] = {}
    for document in documents:
        if document.described.source:
            first = first_of.setdefault(name_key(document.described.source), document.id)
            same.append((document.id, first))
    leans: list[tuple[str, str]] = []
    for tie in ties:
        if tie.kind not in WEAK and tie.from_document in held and tie.to_document in held:
            (leans if tie.directed else same).append((tie.from_document, tie.to_document))
    return count_roots(held, same=same, leans=leans)


def leaning(documents: Sequence[Document], ties: Sequence[Tie]) -> Leaning:
    """Takes documents and ties, gives the ties that count, by document."""
    held = {document.id for document in documents}
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.kind not in WEAK and {tie.from_document, tie.to_document} <= held:
            found[tie.from_document].append(tie)
    return Leaning(ties={document: tuple(some) for document, some in found.items()})


def origins_among(group: Sequence[Statement], graph: Leaning) -> int:
    """Takes the statements of one comparison and the leans-on graph, gives how many separate origins are seen.

    What is counted is a speaker in a document: a named speaker is one origin wherever relayed. A document that copies
    another leans on it with the same speaker, or else with its own voice; one that cites another leans on it only with
    the figures it attributes to the cited speaker, so that rejecting a figure does not cost a speaker its own.
    """
    units = {_unit(one): one for one in group}
    speakers: dict[str, set[Unit]] = defaultdict(set)
    in_document: dict[str, dict[Unit, Statement]] = defaultdict(dict)
    for unit, one in units.items():
        if one.voice.proper:
            speakers[one.voice.key].add(unit)
        in_document[one.document][unit] = one
    same = [(unit, other) for alike in speakers.values() for unit in alike for other in [next(iter(alike))]]
    leans: list[tuple[Unit, Unit]] = []
    for document, own in in_document.items():
        for tie in graph.ties.get(document, ()):
            there = in_document.get(tie.to_document)
            if there:
                (leans if tie.directed else same).extend(_edges(tie, own, there))
    return count_roots(units, same=same, leans=leans)


def _unit(one: Statement) -> Unit:
    """Gives who speaks where; for a row of a table, whose text is not held, the speaker alone."""
    if isinstance(one.claim.place, Cell) and not one.voice.proper:
        return (f"{one.document}:{one.claim.place.row}", one.voice.key)
    return (one.document, one.voice.key)


def _edges(tie: Tie, own: Mapping[Unit, Statement], there: Mapping[Unit, Statement]) -> list[tuple[Unit, Unit]]:
    if tie.kind == "citation":
        cited = [unit for unit, one in own.items() if not one.voice.own and _names(tie, one)]
        spoken = [unit for unit, one in there.items() if one.voice.own]
        return [(unit, other) for unit in cited for other in spoken[:1] if unit[1] != other[1]]
    said = {_within(one): unit for unit, one in there.items()}
    any_other = next((unit for unit, one in there.items() if one.voice.own), next(iter(there)))
    found = [(unit, said.get(_within(one), any_other)) for unit, one in own.items()]
    return [(unit, other) for unit, other in found if _within(own[unit]) in said or not _elsewhere(own[unit])]


def _within(one: Statement) -> str:
    """Gives the speaker as named inside the document: "own" is the document's own voice."""
    return "own" if one.voice.own else one.voice.key.rpartition("|")[2]


def _elsewhere(one: Statement) -> bool:
    return one.voice.proper and not one.voice.own


def _names(tie: Tie, one: Statement) -> bool:
    spoken = name_key(one.claim.speaker or "")
    named = [name_key(span.quote) for span, _ in tie.spans]
    return any(name and (name in spoken or spoken in name) for name in named)


def count_roots(nodes: Iterable[N], *, same: Iterable[tuple[N, N]], leans: Iterable[tuple[N, N]]) -> int:
    """Takes nodes, pairs that are one origin and directed pairs (one leans on the other), gives the number of roots.

    See `roots_of`.
    """
    return len({root for some in roots_of(nodes, same=same, leans=leans).values() for root in some})


def roots_of(nodes: Iterable[N], *, same: Iterable[tuple[N, N]], leans: Iterable[tuple[N, N]]) -> dict[N, frozenset[N]]:
    """Takes nodes, pairs that are one origin and directed pairs, gives for each node the roots that it leads back to.

    Pairs that are one origin are contracted, then circles (strongly connected components, Kosaraju); what is left
    without an edge out is a root, named by one of its nodes. A root leads back to itself.
    """
    parent = {node: node for node in nodes}
    for one, other in same:
        parent[_top(one, parent)] = _top(other, parent)
    edges = {(_top(one, parent), _top(other, parent)) for one, other in leans}
    out: dict[N, list[N]] = {_top(node, parent): [] for node in parent}
    back: dict[N, list[N]] = {node: [] for node in out}
    for one, other in edges:
        if one != other:
            out[one].append(other)
            back[other].append(one)
    circle: dict[N, N] = {}
    order = _finished(out)
    for start in reversed(order):
        _spread(start, back, circle)
    ahead: dict[N, set[N]] = {start: set() for start in circle.values()}
    for one, others in out.items():
        ahead[circle[one]].update(circle[other] for other in others if circle[other] != circle[one])
    roots: dict[N, frozenset[N]] = {}
    # A walk depth first leaves the last node of a circle after all that the circle leads to: their roots are known.
    for start in reversed(dict.fromkeys(circle[node] for node in reversed(order))):
        led = [roots[other] for other in ahead[start]]
        roots[start] = frozenset().union(*led) if led else frozenset({start})
    return {node: roots[circle[_top(node, parent)]] for node in parent}


def _top(node: N, parent: dict[N, N]) -> N:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _finished(out: Mapping[N, list[N]]) -> list[N]:
    """Gives the nodes in the order in which a walk depth first leaves them."""
    seen: set[N] = set()
    order: list[N] = []
    for start in out:
        walk = [] if start in seen else [(start, iter(out[start]))]
        seen.add(start)
        while walk:
            node, ahead = walk[-1]
            following = next((other for other in ahead if other not in seen), None)
            if following is None:
                order.append(node)
                walk.pop()
            else:
                seen.add(following)
                walk.append((following, iter(out[following])))
    return order


def _spread(start: N, back: Mapping[N, list[N]], circle: dict[N, N]) -> None:
    waiting = [] if start in circle else [start]
    while waiting:
        node = waiting.pop()
        if node not in circle:
            circle[node] = start
            waiting.extend(back[node])
