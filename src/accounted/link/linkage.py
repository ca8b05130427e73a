"""Linking lists: which rows are one person, from rows to persons in one call."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

import numpy as np

from accounted.core.document import MadeBy
from accounted.core.outcome import Remark
from accounted.core.person import Cluster, Pair, PersonList, person_id
from accounted.link.candidates import Candidates, Limits, candidates
from accounted.link.choose import THRESHOLD, Decided, clusters, one_to_one
from accounted.link.contradicting import contradicted
from accounted.link.decide import SAME, Answer, settled
from accounted.link.encode import Encoded, encode
from accounted.link.plan import plan
from accounted.link.reasons import reasons, told_reasons
from accounted.link.score import Scored, log_odds, probabilities, score
from accounted.link.trained import enough, trained_odds
from accounted.link.weights import levels_of, log_ratios

VERSION: Final = "1"
_CHUNK: Final = 20_000
IMPOSSIBLE: Final = -4.0
"""Log odds below which two rows of one person are said not to fit each other (about 1 in 55)."""


class Scorer(Protocol):
    """What gives candidates their probabilities."""

    def __call__(self, rows: Encoded, found: Candidates, *, repeats: bool, seed: int) -> Scored:
        """Takes rows and candidates, gives each pair's probability of being one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What finds the pairs to compare, and what scores them."""

    find: Callable[[Encoded, Limits], Candidates] = candidates
    score: Scorer = score


OWN: Final = Engine()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """What linking gives: rows as numbers, scored pairs, the person of each row, and what is to be said about it.

    `person[r]` is the least row of the person of row r; rows count through all lists in their order.
    """

    rows: Encoded
    scored: Scored
    person: Any
    decided: Decided
    candidates: int
    windows: str
    blocks_cut: int
    repeats: bool
    remarks: tuple[Remark, ...]

    def linked(self) -> Any:
        """Gives for each scored pair whether its rows are held to be one person."""
        return self.person[self.scored.left] == self.person[self.scored.right]


def link(
    lists: Sequence[PersonList], *, repeats: bool = False, answers: Sequence[Answer] = (), seed: int = 1,
    engine: Engine = OWN,
) -> Linkage:  # fmt: skip
    """Takes lists of persons, gives which rows are one person.

    Several lists are linked one-to-one: each is held to name a person once. With `repeats`, and for one list alone,
    rows
    of one list may be one person. A reviewer's answer wins over any score. The same lists and seed give the same
    result. `engine` finds and scores pairs: our own, or another.
    """
    several = repeats or len(lists) == 1
    rows = encode(lists, plan(lists))
    found = engine.find(rows, Limits(repeats=several))
    scored = engine.score(rows, found, repeats=several, seed=seed)
    decided, said = _decided(rows, answers)
    scored, learnt = _trained(rows, scored, decided, compete=not several)
    person = persons(rows, scored, repeats=several, decided=decided)
    return Linkage(
        rows=rows, scored=scored, person=person, decided=decided, candidates=found.count, windows=found.windows,
        blocks_cut=found.blocks_cut, repeats=several, remarks=said + learnt + _of_candidates(found),
    )  # fmt: skip


def _trained(rows: Encoded, scored: Scored, decided: Decided, *, compete: bool) -> tuple[Scored, tuple[Remark, ...]]:
    """Gives the scores as trained on what persons decided, once there is enough of it."""
    told = [(min(p), max(p), True) for p in decided.same] + [(min(p), max(p), False) for p in decided.different]
    if not enough([same for _, _, same in told]):
        return scored, ()
    left, right, same = (np.array(column) for column in zip(*told, strict=True))
    answers = left.astype(np.int32), right.astype(np.int32), same
    made = trained_odds(rows, (scored.left, scored.right, scored.log_odds), scored.weights, answers=answers)
    count = f"{len(told)} decided pairs, {int(same.sum())} of them same"
    gain = (
        f"{made.wrong} are decided wrongly by what is learnt from the others, {made.wrong_before} by the default score"
    )
    if not made.helps:
        message = f"The scores are not trained on {count}: {gain}. The default scores stay."
        return scored, (Remark(code="scores-not-trained", where="scores", message=message),)
    message = f"The scores are trained on {count}: {gain}. Reasons show the parts of the default score."
    probability = probabilities(rows, made.odds, scored.left, right=scored.right, compete=compete)
    better = replace(scored, log_odds=made.odds, probability=probability)
    return better, (Remark(code="scores-trained", where="scores", message=message),)


def persons(rows: Encoded, scored: Scored, *, repeats: bool, decided: Decided) -> Any:
    """Takes scored pairs, gives for each row the least row of its person."""
    size = len(rows.side)
    if repeats:
        return clusters(scored.left, scored.right, scored.log_odds, size=size, decided=decided)
    pairs = scored.left, scored.right
    return one_to_one(pairs, scored.log_odds, scored.probability, side=rows.side, decided=decided)


def _decided(rows: Encoded, answers: Sequence[Answer]) -> tuple[Decided, tuple[Remark, ...]]:
    if not answers:
        return Decided(), ()
    kept, remarks = settled(answers)
    wanted = {row for key in kept for row in key} | {row for one in remarks for row in one.made_from}
    place = {row: at for row, at in rows.places_of_ids(wanted).items() if not rows.is_aside(at)}
    same: list[tuple[int, int]] = []
    different: list[tuple[int, int]] = []
    lost = []
    for key, one in kept.items():
        if key[0] not in place or key[1] not in place:
            lost.append(key)
            continue
        (same if one.answer == SAME else different).append((place[key[0]], place[key[1]]))
    if lost:
        message = (
            f"{len(lost)} of {len(kept)} answers are on rows that these lists do not have; "
            "they are kept and do not count."
        )
        remarks += (Remark(code="answers-without-rows", where="answers", message=message),)
    against = contradicted(same, different)
    said = (*(_placed(rows, one, place) for one in remarks), *(_contradiction(rows, way) for way in against.values()))
    return Decided(same=tuple(same), different=tuple(pair for pair in different if pair not in against)), said


def _contradiction(rows: Encoded, way: tuple[int, ...]) -> Remark:
    lines = [_line(rows, at) for at in way]
    message = (
        f"{lines[0]} and {lines[-1]} are decided to be two persons, and one person through {', '.join(lines[1:-1])}. "
        "They are held to be one until one of these decisions is taken back."
    )
    if len(way) == 2:
        message = f"{lines[0]} and {lines[1]} are decided to be one person and two. They are held to be one."
    ids = tuple(rows.row_id(at) for at in way)
    return Remark(code="decisions-contradict", where=lines[0], message=message, made_from=ids)


def _line(rows: Encoded, at: int) -> str:
    which, number = rows.place_of(at)
    one = rows.lists[which]
    return f"{one.name}:{number + 1 if one.forms else one.sheet_rows[number]}"


def _placed(rows: Encoded, told: Remark, place: dict[str, int]) -> Remark:
    """Gives a remark on two rows with their lists and lines in place of their ids."""
    if not told.made_from or not set(told.made_from) <= place.keys():
        return told
    return replace(told, where=" / ".join(sorted(_line(rows, place[row]) for row in told.made_from)))


def _of_candidates(found: Candidates) -> tuple[Remark, ...]:
    message = (
        f"{found.count} pairs were compared. Dense windows: {found.windows}. "
        f"{found.blocks_cut} blocks were passed over for their size. "
        "How many pairs of one person lie outside is not measured without a clerical sample."
    )
    return (Remark(code="missed-links-not-measured", where="candidates", message=message),)


def pairs(made: Linkage, *, least: float = THRESHOLD, linked_only: bool = True) -> Iterator[Pair]:
    """Takes a linkage, gives its pairs with their reasons, in the order of the rows.

    By default those whose rows are held to be one person; else all from a probability on.
    """
    chosen = made.linked() if linked_only else (made.linked() | (made.scored.probability >= least))
    return _pairs_at(made, _in_order(made, chosen))


def placed_pairs(made: Linkage, *, least: float = THRESHOLD) -> Iterator[tuple[tuple[int, int], Pair]]:
    """Takes a linkage, gives as `pairs` does all from a probability on, each with the places of both rows among all.

    Two lists may bear one name, so that a list's name and a number do not tell a row.
    """
    told = _in_order(made, made.linked() | (made.scored.probability >= least))
    places = zip(made.scored.left[told].tolist(), made.scored.right[told].tolist(), strict=True)
    return zip(places, _pairs_at(made, told), strict=True)


def _in_order(made: Linkage, chosen: Any) -> Any:
    """Gives the places of the chosen pairs, in the order of their rows."""
    told = np.flatnonzero(chosen)
    return told[np.lexsort((made.scored.right[told], made.scored.left[told]))]


def doubtful_pairs(made: Linkage, *, count: int) -> list[Pair]:
    """Takes a linkage, gives the pairs nearest to even odds, between .05 and .95, those nearest first."""
    scored = made.scored
    probability = scored.probability.round(6)
    told = np.flatnonzero((probability >= 0.05) & (probability <= 0.95))
    gap = np.abs(probability[told] - 0.5)
    return list(_pairs_at(made, told[np.lexsort((scored.right[told], scored.left[told], gap))][:count]))


def _pairs_at(made: Linkage, told: Any) -> Iterator[Pair]:
    """Gives scored pairs by their place, with their reasons, in parts so that memory stays flat."""
    scored, linked, rows = made.scored, made.linked(), made.rows
    names = [one.name for one in rows.lists]
    for at in range(0, len(told), _CHUNK):
        part = told[at : at + _CHUNK]
        left, right = scored.left[part], scored.right[part]
        why = (
            reasons(rows, left, right, scored.weights)
            if scored.told is None
            else told_reasons(rows, scored.told, part, left, right)
        )
        both = zip(*rows.places_of(left), *rows.places_of(right), strict=True)
        told_of = zip(both, scored.probability[part].tolist(), linked[part].tolist(), why, strict=True)
        for (a, row_a, b, row_b), probability, held, parts in told_of:
            yield Pair(
                list_a=names[a], row_a=row_a, list_b=names[b], row_b=row_b, probability=round(probability, 6),
                linked=held, reasons=parts,
            )  # fmt: skip


def clusters_of(made: Linkage) -> Iterator[Cluster]:
    """Takes a linkage, gives every person: rows that stand alone are persons of one row, or rows that name nobody."""
    order = np.argsort(made.person, kind="stable")
    starts = np.flatnonzero(np.diff(made.person[order], prepend=-1))
    by = MadeBy(step="link.link", version=VERSION)
    for rows in np.split(order, starts[1:]):
        places = [made.rows.place_of(int(row)) for row in rows]
        members = tuple((made.rows.lists[which].name, number) for which, number in places)
        ids = tuple(made.rows.lists[which].row(number).id for which, number in places)
        yield Cluster(id=person_id(ids), members=members, made_by=by)


def chains(made: Linkage) -> tuple[Remark, ...]:
    """Takes a linkage, gives a remark for every person of three rows or more with two rows that do not fit each other.

    Such a chain (A fits B, B fits C, A does not fit C) is shown, with the two rows; a person's answer resolves it.
    """
    return tuple(_chain(made, left, right) for left, right in unclosed(made))


def unclosed(made: Linkage) -> list[tuple[int, int]]:
    """Takes a linkage, gives the two rows of each such chain, as places among all rows."""
    order = np.argsort(made.person, kind="stable")
    starts = np.flatnonzero(np.diff(made.person[order], prepend=-1))
    groups = [rows for rows in np.split(order, starts[1:]) if 3 <= len(rows) <= 60]
    both = [(int(a), int(b)) for rows in groups for at, a in enumerate(rows) for b in rows[at + 1 :]]
    if not both:
        return []
    left, right = np.array(both, np.int32).T
    told = log_ratios(made.rows, levels_of(made.rows, left, right), made.scored.weights)
    odds = log_odds(told, made.scored.weights)
    return [both[at] for at in np.flatnonzero(odds < IMPOSSIBLE).tolist()]


def _chain(made: Linkage, left: int, right: int) -> Remark:
    (a, row_a), (b, row_b) = made.rows.place_of(left), made.rows.place_of(right)
    names = [f"{made.rows.lists[which].name}:{number}" for which, number in ((a, row_a), (b, row_b))]
    fit = "are one person through other rows, but do not fit each other. Decide on one of the pairs."
    message = f"{names[0]} and {names[1]} {fit}"
    return Remark(code="chain-does-not-close", where=names[0], message=message)
