"""Takes the data of the latent class model, gives a chain of draws, tempered by ever smaller parts of the table
(compiled).

Geyer (1991): chains for easier tables run beside the one that counts and exchange states with it, so that it crosses
between modes. Rungs move while warming up until neighbours exchange equally often (Vousden, Farr & Mandel 2016).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.classes import (
    NEGLIGIBLE,
    Data,
    State,
    copy_state,
    likelihood,
    limited_unseen,
    refresh,
    shift,
    sort_classes,
    unseen_given,
)
from accounted.estimate.drawing import normal, seeded, uniform
from accounted.estimate.gliding import Glide, glide, glide_of
from accounted.estimate.moving import move_classes, renew_alpha
from accounted.estimate.sweeping import break_sticks, draw_alpha, sweep

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Random = NDArray[np.uint64]
ALONE = 500
"""First sweeps of a chain, with alpha small and neither moves nor trajectories, then classes are put in order of
weight.
"""
STATES = 250
"""So many states of a chain are kept, for predictions."""
ASKED, REACH, MOST_STEPS = 0.7, 1.5, 200
"""Trajectories: the share accepted that the step is adapted to; how far they go, in units of a logit (chances have a
standard deviation of 1.8 beforehand); the most steps.
"""


class Ladder(NamedTuple):
    """The tables of a tempered chain: the given counts, then ever fewer of them, and the rungs' states one after
    another.
    """

    counts: Floats
    whole: Floats
    chances: Floats
    log_weight: Floats
    rest: Floats
    like: Floats
    seen: Floats
    mixed: Floats
    held: Floats
    listed_in: Floats
    work: Floats
    live: Ints


@kernel
def state_of(ladder: Ladder, place: int) -> State:
    """Takes a ladder and a place, gives the state that stands there."""
    return State(
        ladder.chances[place],
        ladder.log_weight[place],
        ladder.rest[place],
        ladder.like[place],
        ladder.seen[place],
        ladder.mixed[place],
        ladder.held[place],
        ladder.listed_in,
        ladder.work,
        ladder.live,
    )


@kernel
def rung(data: Data, ladder: Ladder, step: int) -> Data:
    """Takes the data and a rung, gives the data of that rung."""
    persons, whole = ladder.counts[step].sum(), ladder.whole[step].sum()
    limit = data.limit * persons / data.persons
    counts, rounded = ladder.counts[step], ladder.whole[step]
    parents, added, cells = data.parents, data.added, data.cell_of
    return Data(data.starts, data.members, counts, rounded, data.lists, persons, whole, limit, parents, added, cells)


@kernel
def exchange_rungs(data: Data, ladder: Ladder, random: Random, places: Ints, tally: Floats) -> None:
    """Offers each pair of neighbouring rungs to exchange their states (Geyer 1991), and counts what was accepted."""
    for step in range(places.size - 1):
        upper, lower = rung(data, ladder, step), rung(data, ladder, step + 1)
        first, second = state_of(ladder, places[step]), state_of(ladder, places[step + 1])
        change = (
            likelihood(upper, second) + likelihood(lower, first) - likelihood(upper, first) - likelihood(lower, second)
        )
        tally[step, 0] += 1.0
        if not math.log(uniform(random)) < change:
            continue
        moved_up = 1.0 - second.held[1] / math.exp(second.rest[0])
        moved_down = 1.0 - first.held[1] / math.exp(first.rest[0])
        if unseen_given(random, upper.whole_persons, max(moved_up, 1e-300)) > upper.limit:
            continue
        if unseen_given(random, lower.whole_persons, max(moved_down, 1e-300)) > lower.limit:
            continue
        places[step], places[step + 1] = places[step + 1], places[step]
        tally[step, 1] += 1.0


@kernel
def respace(data: Data, ladder: Ladder, shares: Floats, tally: Floats, pace: float) -> None:
    """Moves the rungs between the first and the last so that neighbours exchange equally often (Vousden et al. 2016).

    Only while warming up. `tally` starts anew.
    """
    steps = shares.size - 1
    if steps < 2:
        return
    gaps, mean, depth, reached = np.empty(steps), 0.0, math.log(shares[0] / shares[steps]), 0.0
    for r in range(steps):
        mean += tally[r, 1] / tally[r, 0] / steps
    for r in range(steps):
        gaps[r] = math.log(shares[r] / shares[r + 1]) * math.exp(pace * (tally[r, 1] / tally[r, 0] - mean))
    for r in range(steps - 1):
        reached += gaps[r] / gaps.sum() * depth
        shares[r + 1] = shares[0] * math.exp(-reached)
        ladder.counts[r + 1] = shares[r + 1] * data.counts
        ladder.whole[r + 1] = np.floor(ladder.counts[r + 1] + 0.5)
    tally[:] = 0.0


@kernel
def ladder_of(data: Data, classes: int, shares: Floats) -> Ladder:
    """Takes the data, K and the share of persons kept on each rung, gives the ladder with empty states."""
    steps, cells = shares.size, data.counts.size
    counts = np.empty((steps, cells))
    for r in range(steps):
        for w in range(cells):
            counts[r, w] = shares[r] * data.counts[w]
    return Ladder(
        counts,
        np.floor(counts + 0.5),
        np.zeros((steps, classes, data.lists)),
        np.zeros((steps, classes)),
        np.zeros((steps, classes)),
        np.zeros((steps, classes, cells)),
        np.zeros((steps, classes)),
        np.zeros((steps, cells)),
        np.zeros((steps, 6)),
        np.zeros((classes, data.lists)),
        np.zeros((5, max(classes, data.lists))),
        np.zeros(classes, np.int64),
    )


@kernel
def rounding(data: Data, state: State) -> float:
    """Takes data and a state, gives how much more likely the counts are than the rounded counts that a sweep allots."""
    log_listed, value = math.log(state.held[1]), 0.0
    for w in range(data.counts.size):
        more = data.counts[w] - data.whole[w]
        if more != 0.0:
            value += more * (math.log(state.mixed[w]) - log_listed)
    return value


@kernel
def one_step(data: Data, state: State, spare: State, random: Random, prior: Floats, settings: Ints) -> None:
    """Makes one sweep and its moves (how many: settings[4]); while settings[5] is 1 only sweeps, alpha as it is.

    On a rung whose counts are not whole the sweep is made for the rounded counts, and accepted for the counts (the
    sweep given alpha is reversible, Liu, Wong & Kong 1995).
    """
    classes, warming = state.log_weight.size, settings[5] == 1
    sizes = state.work[0, :classes]
    tempered = data.persons != data.whole_persons
    for w in range(data.counts.size):
        tempered = tempered or data.counts[w] != data.whole[w]
    before = 0.0
    if tempered:
        copy_state(state, spare)
        before = rounding(data, state)
    sweep(data, state, random)
    if not (warming or tempered):
        draw_alpha(state, random, sizes, prior)
    break_sticks(state, random, sizes)
    refresh(data, state)
    if tempered and not warming and not math.log(uniform(random)) < rounding(data, state) - before:
        copy_state(spare, state)
    if not warming:
        move_classes(data, state, spare, random, settings[4])
        renew_alpha(state, random)


@kernel
def begin(data: Data, state: State, random: Random) -> None:
    """Fills a dispersed start: chances about those of the lists, weights from a small random alpha."""
    classes = state.log_weight.size
    for j in range(data.lists):
        on = 0.0
        for w in range(data.counts.size):
            for i in range(data.starts[w], data.starts[w + 1]):
                on += data.counts[w] * (data.members[i] == j)
        base = (on + 0.5) / (data.persons + 1.0)
        for k in range(classes):
            state.chances[k, j] = base
            shift(state.chances[k], j, j + 1, math.exp(1.5 * normal(random) - 1.0))
    for k in range(classes):
        state.log_weight[k] = -k * (0.5 + uniform(random))
    state.held[0] = 0.3 / classes


@kernel
def record(data: Data, state: State, random: Random, row: Floats, fits: Floats, observable: float) -> None:
    """Takes a state, draws the number on no list given it, writes the draw down and adds its expected counts to
    `fits`.

    Last comes the expected number of persons whose chance of being on any list is at least `observable`.
    """
    absent = max(1.0 - state.held[1] / math.exp(state.rest[0]), 1e-300)
    unseen = limited_unseen(random, data, absent)
    row[0] = data.persons + unseen
    row[1], row[2] = state.held[0], state.held[3]
    row[3] = math.exp(state.log_weight[-1] - state.rest[0])
    for w in range(data.counts.size):
        fits[w] += data.persons * state.mixed[w] / state.held[1]
    row[4] = 0.0
    for k in range(state.seen.size):
        weight = math.exp(state.log_weight[k])
        if weight < NEGLIGIBLE or state.seen[k] < observable:
            continue
        row[4] += unseen * weight * (1.0 - state.seen[k]) / (absent * math.exp(state.rest[0]))
        for w in range(data.counts.size):
            row[4] += data.counts[w] * weight * state.like[k, w] / state.mixed[w]


@kernel
def start_ladder(data: Data, ladder: Ladder, random: Random, prior: Floats) -> None:
    """Fills dispersed starts on every rung, their chances raised until the number on no list is below the limit."""
    for r in range(ladder.counts.shape[0]):
        state = state_of(ladder, r)
        state.held[4], state.held[5] = prior[0], prior[1]
        begin(rung(data, ladder, r), state, random)
        refresh(data, state)
        for _ in range(60):
            absent = 1.0 - state.held[1]
            if data.persons * absent < 0.5 * data.limit * state.held[1]:
                break
            for k in range(state.log_weight.size):
                shift(state.chances[k], 0, data.lists, 1.5)
            refresh(data, state)


@kernel
def adapt_pace(pace: Floats, chance: float, turn: int) -> None:
    """Takes (log step, its mean), the chance that a trajectory was accepted with and how many were made, moves the
    step towards an acceptance of ASKED, ever less, and averages it (Robbins & Monro 1951; Polyak & Juditsky 1992).
    """
    pace[0] += (chance - ASKED) * 3.0 / math.sqrt(turn + 1.0)
    pace[1] += (pace[0] - pace[1]) * min(1.0, 4.0 / (turn + 4.0))


@kernel
def trajectory(data: Data, state: State, room: Glide, random: Random, pace: float) -> float:
    """Takes a state and a step, makes one trajectory of random length and step, gives its chance of acceptance."""
    length = int(REACH * (0.3 + 1.4 * uniform(random)) / pace)
    return glide(data, state, room, random, pace * (0.8 + 0.4 * uniform(random)), max(1, min(length, MOST_STEPS)))


@kernel
def keep_state(state: State, row: Floats) -> None:
    """Writes a state down: a row a class, its chances by list, last its weight."""
    row[:, :-1] = state.chances
    for k in range(state.log_weight.size):
        row[k, -1] = math.exp(state.log_weight[k] - state.rest[0])


@kernel
def latent_chain(
    data: Data, prior: Floats, shares: Floats, lengths: Ints, seed: int, stream: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Takes the data, (a, b, observable), the rungs and (K, warm, keep, thin, moves), gives draws, mean fits,
    exchanges by rung, and some states.

    A draw is N, alpha, classes in use, the weight of the last class and the persons observable. A step is a Gibbs
    sweep, moves of single classes and one trajectory of all. A rung below the first keeps a share of every count: any
    table that leaves the model's modes easier to cross will do.
    """
    classes, warm, keep, thin = lengths[0], lengths[1], lengths[2], lengths[3]
    random = seeded(seed, stream)
    shares = shares.copy()
    ladder, spare = ladder_of(data, classes, shares), state_of(ladder_of(data, classes, shares), 0)
    room, settings = glide_of(data, classes), np.append(lengths, 0)
    places, tally = np.arange(shares.size), np.zeros((shares.size, 2))
    paces = np.full((shares.size, 2), math.log(0.05))
    start_ladder(data, ladder, random, prior)
    draws, fits, alone = np.empty((keep, 5)), np.zeros(data.counts.size), min(ALONE, warm)
    states = np.empty((min(keep, STATES), classes, data.lists + 1))
    for step in range(warm + keep * thin):
        settings[5] = 1 if step < alone else 0
        for r in range(shares.size):
            state, part = state_of(ladder, places[r]), rung(data, ladder, r)
            one_step(part, state, spare, random, prior, settings)
            if step >= alone:
                chance = trajectory(part, state, room, random, math.exp(paces[r, 0 if step < warm else 1]))
                if step < warm:
                    adapt_pace(paces[r], chance, step - alone)
            if step == alone - 1:
                sort_classes(state)
                refresh(data, state)
        if step >= alone and shares.size > 1:
            exchange_rungs(data, ladder, random, places, tally)
            if step < warm and (step - alone + 1) % 50 == 0:
                respace(data, ladder, shares, tally, 4.0 * ALONE / (step + alone))
        at = step - warm
        if at >= 0 and at % thin == 0:
            state, row = state_of(ladder, places[0]), at // thin
            record(data, state, random, draws[row], fits, prior[2])
            keep_state(state, states[row * states.shape[0] // keep])
    tally[:, 0] = np.where(tally[:, 0] > 0.0, tally[:, 1] / np.maximum(tally[:, 0], 1.0), 0.0)
    tally[:, 1] = shares
    return draws, fits / keep, tally, states
