"""Lists that count as one capture: one took rows from the other, by its order or as a person decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from accounted.core.decision import Decision, standing
from accounted.holdings import Holdings
from accounted.link import lists_in_one_order
from accounted.persons import ProjectPersons

APART = "does-not-lean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Groups of lists, by name, that count as one capture each, and what is to be said of it."""

    groups: tuple[tuple[str, ...], ...]
    said: tuple[str, ...]


def merged_lists(made: ProjectPersons, held: Holdings, *, chosen: Sequence[Sequence[str]] = ()) -> Merged:
    """Takes a project's persons, gives which lists are one capture: those whose shared rows stand in one order, and
    those that a person tied; a person's “does not lean” keeps two lists apart whatever their order.

    `chosen` are the names of lists that a plan counts as one beside these.
    """
    lists = made.linkage.rows.lists
    ties = {frozenset(one.about): one for one in standing(held.decisions) if one.kind == "tie"}
    pairs = [(names[0], other) for names in chosen for other in names[1:]]
    said = [f"{' and '.join(names)} count as one list, as the plan has it." for names in chosen if len(names) > 1]
    ordered = {(t.one, t.other): t for t in lists_in_one_order(made.linkage)}
    for (a, one), (b, other) in combinations(enumerate(lists), 2):
        decided, told = ties.get(frozenset((one.document, other.document))), ordered.get((a, b))
        both = f"{one.name} and {other.name}"
        if decided is not None and decided.value == APART:
            said += [f"{both} hold shared persons in one order and count as two lists: {_by(decided)}."] if told else []
        elif decided is not None:
            pairs.append((one.name, other.name))
            said.append(f"{both} count as one list: {_by(decided)}.")
        elif told is not None:
            pairs.append((one.name, other.name))
            order = f"{told.share:.0%} of {told.shared} shared persons follow each other in both"
            said.append(f"{both} count as one list: {order}. Decide on the tie if neither leans on the other.")
    return Merged(groups=_groups(pairs, [one.name for one in lists]), said=tuple(said))


def _by(decided: Decision) -> str:
    return f"decided by {decided.by} on {decided.when[:10]}" + (f" ({decided.why})" if decided.why else "")


def _groups(pairs: Iterable[tuple[str, str]], names: list[str]) -> tuple[tuple[str, ...], ...]:
    """Gives the lists that are joined through any others as one group each, in their order."""
    group = {name: {name} for name in names}
    for one, other in pairs:
        both = group[one] | group[other]
        group.update(dict.fromkeys(both, both))
    found = {tuple(sorted(names_of, key=names.index)) for names_of in group.values() if len(names_of) > 1}
    return tuple(sorted(found, key=lambda names_of: names.index(names_of[0])))
