"""Takes a seed, gives random numbers that are the same on every machine (compiled): no state outside the arguments.

xoshiro256++ seeded by splitmix64 (Blackman & Vigna 2021, ACM TOMS 47:36); normal by the ziggurat (Marsaglia & Tsang
2000, J. Statist. Software 5:8; Doornik 2005); gamma by Marsaglia & Tsang (2000, ACM TOMS 26:363); binomial by
inversion for small means and BTRS above (Hörmann 1993, J. Statist. Comput. Simul. 46:101).
"""

import math

import numpy as np
from numpy.typing import NDArray

from accounted.core.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
State = NDArray[np.uint64]


@kernel
def seeded(seed: int, stream: int) -> State:
    """Takes a seed and the number of a stream, gives a generator's state; streams of one seed do not meet in
    practice.
    """
    state = np.empty(4, dtype=np.uint64)
    x = np.uint64(seed) + np.uint64(0x9E3779B97F4A7C15) * np.uint64(stream + 1) * np.uint64(0x632BE59BD9B4E019)
    for i in range(4):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        z = x
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state[i] = z ^ (z >> np.uint64(31))
    return state


@kernel
def uniform(state: State) -> float:
    """Takes a state, gives a number above 0 and below 1, and moves the state on."""
    total = state[0] + state[3]
    result = ((total << np.uint64(23)) | (total >> np.uint64(41))) + state[0]
    shifted = state[1] << np.uint64(17)
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = (state[3] << np.uint64(45)) | (state[3] >> np.uint64(19))
    return (float(result >> np.uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)


_BLOCKS = 128
_TAIL_START = 3.442619855899
_BLOCK_AREA = 9.91256303526217e-3


def _ziggurat() -> tuple[Floats, Floats]:
    """Gives the right edges of the ziggurat's blocks and the ratios of neighbours (Doornik 2005, ZIGNOR)."""
    edges = np.zeros(_BLOCKS + 1)
    height = math.exp(-0.5 * _TAIL_START**2)
    edges[0], edges[1] = _BLOCK_AREA / height, _TAIL_START
    for i in range(2, _BLOCKS):
        edges[i] = math.sqrt(-2.0 * math.log(_BLOCK_AREA / edges[i - 1] + height))
        height = math.exp(-0.5 * edges[i] ** 2)
    return edges, edges[1:] / edges[:-1]


_EDGES, _RATIOS = _ziggurat()


@kernel
def normal(state: State) -> float:
    """Takes a state, gives a standard normal number."""
    while True:
        u = 2.0 * uniform(state) - 1.0
        block = int(state[2] & np.uint64(127))
        if abs(u) < _RATIOS[block]:
            return float(u * _EDGES[block])
        if block == 0:
            return _normal_tail(state, u < 0.0)
        x = u * _EDGES[block]
        low = math.exp(-0.5 * (_EDGES[block] * _EDGES[block] - x * x))
        high = math.exp(-0.5 * (_EDGES[block + 1] * _EDGES[block + 1] - x * x))
        if high + uniform(state) * (low - high) < 1.0:
            return float(x)


@kernel
def _normal_tail(state: State, negative: bool) -> float:
    while True:
        x = math.log(uniform(state)) / _TAIL_START
        y = math.log(uniform(state))
        if -2.0 * y >= x * x:
            return x - _TAIL_START if negative else _TAIL_START - x


@kernel
def gamma(state: State, shape: float) -> float:
    """Takes a state and a shape above 0, gives a gamma number of rate 1."""
    if shape < 1.0:
        return math.exp(log_small_gamma(state, shape))
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(state)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(state)
        if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            return d * v


@kernel
def log_small_gamma(state: State, shape: float) -> float:
    """Takes a shape below 1, gives the logarithm of a gamma number: the number itself may be below the smallest
    float.
    """
    d = shape + 2.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(state)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(state)
        if u < 1.0 - 0.0331 * x * x * x * x or math.log(u) < 0.5 * x * x + d * (1.0 - v + math.log(v)):
            return math.log(d * v) + math.log(uniform(state)) / shape


@kernel
def binomial(state: State, trials: int, chance: float) -> int:
    """Takes a number of trials and a chance, gives how many succeed."""
    if trials <= 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return trials
    p = chance if chance <= 0.5 else 1.0 - chance
    if trials * p < 10.0:
        k = _binomial_by_inversion(state, trials, p)
    else:
        k = _binomial_by_rejection(state, trials, p)
    return k if chance <= 0.5 else trials - k


@kernel
def _binomial_by_inversion(state: State, trials: int, p: float) -> int:
    rest = uniform(state)
    if rest <= 1.0 - trials * p:  # (1 - p)**trials is larger (Bernoulli's inequality)
        return 0
    odds = p / (1.0 - p)
    mass, factor, left = 1.0, 1.0 - p, trials
    while left > 0:
        if left & 1:
            mass *= factor
        factor *= factor
        left >>= 1
    k = 0
    while rest > mass and k < trials:
        rest -= mass
        k += 1
        mass *= odds * (trials - k + 1) / k
        if mass < 1e-300:
            break
    return k


@kernel
def _stirling_tail(k: float) -> float:
    if k < 9.5:
        return math.lgamma(k + 1.0) - (k + 0.5) * math.log(k + 1.0) + (k + 1.0) - 0.9189385332046727
    inverse = 1.0 / (k + 1.0)
    square = inverse * inverse
    return (1.0 / 12.0 - (1.0 / 360.0 - square / 1260.0) * square) * inverse


@kernel
def _binomial_by_rejection(state: State, trials: int, p: float) -> int:
    q = 1.0 - p
    spread = math.sqrt(trials * p * q)
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = trials * p + 0.5
    v_r = 0.92 - 4.2 / b
    while True:
        v = uniform(state)
        u = uniform(state) - 0.5
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + c)
        if us >= 0.07 and v <= v_r:
            return int(k)
        if k < 0 or k > trials:
            continue
        scale, odds, mode = (2.83 + 5.1 / b) * spread, p / q, math.floor((trials + 1) * p)
        v = math.log(v * scale / (a / (us * us) + b))
        bound = (
            (mode + 0.5) * math.log((mode + 1.0) / (odds * (trials - mode + 1.0)))
            + (trials + 1.0) * math.log((trials - mode + 1.0) / (trials - k + 1.0))
            + (k + 0.5) * math.log(odds * (trials - k + 1.0) / (k + 1.0))
            + _stirling_tail(mode)
            + _stirling_tail(trials - mode)
            - _stirling_tail(k)
            - _stirling_tail(trials - k)
        )
        if v <= bound:
            return int(k)


@kernel
def poisson(random: State, mean: float) -> float:
    """Takes a mean, gives a Poisson number: by products below 10, by gamma and binomial halves above (Ahrens & Dieter
    1974).
    """
    total = 0.0
    while mean > 10.0:
        half = math.floor(7.0 * mean / 8.0)
        arrival = gamma(random, half)
        if arrival > mean:
            return total + binomial(random, int(half - 1.0), mean / arrival)
        total += half
        mean -= arrival
    limit, product = math.exp(-mean), uniform(random)
    while product > limit:
        total += 1.0
        product *= uniform(random)
    return total


@kernel
def resample(state: State, counts: Floats, persons: int, made: Floats) -> None:
    """Takes counts of cells, fills `made` with a multinomial draw of as many persons: conditional binomials, cell by
    cell.
    """
    left, mass = persons, float(persons)
    made[:] = 0.0
    for w in range(counts.size):
        if counts[w] <= 0.0:
            continue
        if left <= 0:
            return
        k = left if counts[w] >= mass else binomial(state, left, counts[w] / mass)
        made[w] = k
        left -= k
        mass -= counts[w]
