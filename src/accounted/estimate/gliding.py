"""Takes a state of the latent class model, moves all its classes at once along the slope of the likelihood
(compiled).

Hamiltonian moves (Duane, Kennedy, Pendleton & Roweth 1987; Neal 2011) with persons' classes, the number on no list
and alpha integrated out. A Gibbs sweep creeps where several classes can share the same persons in many ways; a
trajectory crosses such a valley in one move. Patterns are kept as a tree, each list added to the pattern without it,
so that one multiplication a pattern gives its probability in all classes.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel
from accounted.estimate.classes import NEGLIGIBLE, Data, State, refresh, rescale, unseen_given
from accounted.estimate.drawing import normal, uniform
from accounted.estimate.moving import renew_alpha

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Random = NDArray[np.uint64]
FARTHEST = 25.0
"""Logits of chances beyond this are not entered."""


class Glide(NamedTuple):
    """Room for one trajectory: a column a class that moves, the last row that of log weights.

    place[j, i] logits of chances; chance, odds and complement[i] what follows; value[node, i] the probability of a
    pattern times the weight, back[node, i] the persons expected there and beyond; base what the classes that stay add
    to each pattern, last to being listed; whole[0] weights of all classes, whole[1] their sums from each on.
    """

    place: Floats
    chance: Floats
    odds: Floats
    value: Floats
    back: Floats
    slope: Floats
    speed: Floats
    mass: Floats
    base: Floats
    whole: Floats
    live: Ints


@kernel
def glide_of(data: Data, classes: int) -> Glide:
    """Takes the data and K, gives the room for trajectories."""
    lists, nodes = data.lists, data.parents.size
    return Glide(
        np.zeros((lists + 1, classes)),
        np.zeros((lists, classes)),
        np.zeros((lists, classes)),
        np.zeros((nodes, classes)),
        np.zeros((nodes, classes)),
        np.zeros((lists + 1, classes)),
        np.zeros((lists + 1, classes)),
        np.zeros((4, classes)),
        np.zeros(data.counts.size + 1),
        np.zeros((2, classes)),
        np.zeros(classes, np.int64),
    )


@kernel
def forward(data: Data, room: Glide, count: int) -> float:
    """Takes places, fills the probability of every pattern in every class that moves, gives that of being listed."""
    lists, place, odds, value = data.lists, room.place, room.odds, room.value
    weight, absent, seen = room.mass[0], room.mass[1], room.mass[2]
    for i in range(count):
        weight[i] = math.exp(place[lists, i])
        absent[i] = 1.0
        seen[i] = 0.0
    for j in range(lists):
        for i in range(count):
            odds[j, i] = math.exp(place[j, i])
        for i in range(count):
            other = 1.0 / (1.0 + odds[j, i])
            chance = odds[j, i] * other
            room.chance[j, i] = chance
            absent[i] *= other
            seen[i] += chance * (1.0 - seen[i])
    listed = room.base[data.counts.size]
    for i in range(count):
        value[0, i] = weight[i] * absent[i]
        listed += weight[i] * seen[i]
    for node in range(1, data.parents.size):
        parent, member = data.parents[node], data.added[node]
        for i in range(count):
            value[node, i] = value[parent, i] * odds[member, i]
    return float(listed)


@kernel
def backward(data: Data, room: Glide, count: int, listed: float) -> bool:
    """Takes what `forward` filled, fills the slope that the listed persons give."""
    lists, value, back, slope = data.lists, room.value, room.back, room.slope
    weight, seen = room.mass[0], room.mass[2]
    share = data.persons / listed
    back[: data.parents.size, :count] = 0.0
    slope[:, :count] = 0.0
    for node in range(data.parents.size - 1, 0, -1):
        cell, parent, member = data.cell_of[node], data.parents[node], data.added[node]
        if cell >= 0:
            mixed = room.base[cell]
            for i in range(count):
                mixed += value[node, i]
            if not mixed > 0.0:
                return False
            worth = data.counts[cell] / mixed
            for i in range(count):
                back[node, i] += value[node, i] * worth
        for i in range(count):
            back[parent, i] += back[node, i]
            slope[member, i] += back[node, i]
    for i in range(count):
        slope[lists, i] = back[0, i] - share * weight[i] * seen[i]
        room.mass[3, i] = back[0, i] + share * value[0, i] + 2.0
    for j in range(lists):
        for i in range(count):
            slope[j, i] += 1.0 - room.chance[j, i] * room.mass[3, i]
    return True


@kernel
def last_weight(state: State, room: Glide, count: int) -> float:
    """Gives the log weight of the last class, weights scaled to sum to 1: it may be below what a float can hold."""
    classes = state.log_weight.size
    moved = room.live[count - 1] == classes - 1
    return float((room.place[-1, count - 1] if moved else state.log_weight[classes - 1]) - math.log(room.whole[1, 0]))


@kernel
def add_prior_slope(state: State, room: Glide, count: int) -> None:
    """Adds what the weights' prior, alpha integrated out, gives to their slope."""
    classes, lists = state.log_weight.size, room.odds.shape[0]
    weights, rest = room.whole[0], room.whole[1]
    for i in range(count):
        weights[room.live[i]] = room.mass[0, i]
    total = 0.0
    for k in range(classes - 1, -1, -1):
        total += weights[k]
        rest[k] = total
    pull = -1.0 + (state.held[4] + classes - 1.0) / (state.held[5] - last_weight(state, room, count))
    inverse, k = 0.0, 0
    for i in range(count):
        while k < room.live[i]:
            k += 1
            if k <= classes - 2:
                inverse += 1.0 / rest[k]
        w = room.mass[0, i]
        room.slope[lists, i] += 1.0 - 2.0 * w / total - pull * w / total - w * inverse
        if room.live[i] == classes - 1:
            room.slope[lists, i] += pull


@kernel
def log_density(data: Data, state: State, room: Glide, count: int, listed: float) -> float:
    """Takes what `forward` and `add_prior_slope` filled, gives the log density of the classes that move."""
    classes, lists = state.log_weight.size, data.lists
    value = -data.persons * math.log(listed)
    for node in range(1, data.parents.size):
        cell = data.cell_of[node]
        if cell >= 0 and data.counts[cell] > 0.0:
            mixed = room.base[cell]
            for i in range(count):
                mixed += room.value[node, i]
            value += data.counts[cell] * math.log(mixed)
    for i in range(count):
        value += room.place[lists, i]
        for j in range(lists):
            value += room.place[j, i] + 2.0 * math.log(1.0 - room.chance[j, i])
    whole, last = math.log(room.whole[1, 0]), last_weight(state, room, count)
    value += -2.0 * whole - last - (state.held[4] + classes - 1.0) * math.log(state.held[5] - last)
    for k in range(1, min(classes - 2, room.live[count - 1]) + 1):
        value -= math.log(room.whole[1, k])
    return float(value)


@kernel
def choose_classes(state: State, room: Glide, least: float, data: Data) -> int:
    """Takes the least log weight of a class that moves, fills which move and what those that stay add."""
    count = 0
    room.base[:] = 0.0
    for k in range(state.log_weight.size):
        weight = math.exp(max(state.log_weight[k], -600.0))
        room.whole[0, k] = weight
        if state.log_weight[k] > least:
            room.live[count] = k
            for j in range(data.lists):
                room.place[j, count] = math.log(state.chances[k, j] / (1.0 - state.chances[k, j]))
            room.place[data.lists, count] = state.log_weight[k]
            count += 1
        elif weight > NEGLIGIBLE:
            room.base[-1] += weight * state.seen[k]
            for w in range(data.counts.size):
                room.base[w] += weight * state.like[k, w]
    return count


@kernel
def same_classes(state: State, room: Glide, count: int, least: float) -> bool:
    """Gives whether, after the trajectory, the same classes are the ones that would move."""
    whole, at = math.log(room.whole[1, 0]), 0
    for k in range(state.log_weight.size):
        moved = at < count and room.live[at] == k
        log_weight = room.place[-1, at] if moved else max(state.log_weight[k], -600.0)
        if moved:
            at += 1
        if (log_weight - whole > least) != moved:
            return False
    return True


@kernel
def slope_at(data: Data, state: State, room: Glide, count: int) -> float:
    """Takes places, fills all that follows and the slope, gives the chance of being listed; 0 where there is none."""
    listed = forward(data, room, count)
    if not (listed > 0.0 and backward(data, room, count, listed)):
        return 0.0
    add_prior_slope(state, room, count)
    return listed


@kernel
def walk(data: Data, state: State, room: Glide, count: int, step: float, length: int) -> float:
    """Takes places and speeds, makes the trajectory by leapfrogs, gives the chance of being listed at its end, 0 where
    it leaves what is allowed.
    """
    rows, listed = data.lists + 1, 0.0
    place, speed, slope = room.place, room.speed, room.slope
    for _ in range(length):
        for j in range(rows):
            for i in range(count):
                speed[j, i] += 0.5 * step * slope[j, i]
                place[j, i] += step * speed[j, i]
        listed = slope_at(data, state, room, count)
        if listed == 0.0:
            return 0.0
        for j in range(rows):
            for i in range(count):
                speed[j, i] += 0.5 * step * slope[j, i]
    for j in range(rows):
        for i in range(count):
            if not abs(place[j, i]) < (FARTHEST if j < data.lists else 600.0):
                return 0.0
    return listed


@kernel
def kinetic(room: Glide, rows: int, count: int) -> float:
    """Gives the energy of the speeds."""
    value = 0.0
    for j in range(rows):
        for i in range(count):
            value += 0.5 * room.speed[j, i] * room.speed[j, i]
    return value


@kernel
def settle(data: Data, state: State, room: Glide, count: int, random: Random) -> None:
    """Writes the classes that moved into the state, and draws alpha anew."""
    for i in range(count):
        k = room.live[i]
        state.log_weight[k] = room.place[data.lists, i]
        for j in range(data.lists):
            state.chances[k, j] = min(max(room.chance[j, i], 1e-12), 1.0 - 1e-12)
    refresh(data, state)
    renew_alpha(state, random)


@kernel
def glide(data: Data, state: State, room: Glide, random: Random, step: float, length: int) -> float:
    """Takes a state, a step and a number of steps, makes one trajectory, gives the chance that it was accepted with.

    Classes above a least weight move, the least weight drawn anew each time; a trajectory after which others would
    move is not accepted, since it could not be walked back.
    """
    rescale(state)
    least = -4.0 - 9.0 * uniform(random)
    count = choose_classes(state, room, least, data)
    listed = slope_at(data, state, room, count)
    if listed == 0.0:
        return 0.0
    rows = data.lists + 1
    for j in range(rows):
        for i in range(count):
            room.speed[j, i] = normal(random)
    before = log_density(data, state, room, count, listed) - kinetic(room, rows, count)
    listed = walk(data, state, room, count, step, length)
    if listed == 0.0:
        return 0.0
    change = log_density(data, state, room, count, listed) - kinetic(room, rows, count) - before
    if not change > -700.0:
        return 0.0
    chance = math.exp(min(change, 0.0))
    if not (uniform(random) < chance and same_classes(state, room, count, least)):
        return chance
    absent = max(1.0 - listed / room.whole[1, 0], 1e-300)
    if not (absent > 0.8 and unseen_given(random, data.whole_persons, absent) > data.limit):
        settle(data, state, room, count, random)
    return chance
