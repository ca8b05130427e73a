"""Trajectories of the latent class sampler: the slope is that of the density, and draws have the distribution that they
are named for.
"""

import numpy as np
import pytest
from estimate_scene import kosovo
from scipy import stats

from accounted.core.capture import CaptureTable
from accounted.estimate.chains import mean_ess
from accounted.estimate.classes import Data, State, refresh
from accounted.estimate.drawing import seeded
from accounted.estimate.gliding import (
    Glide,
    add_prior_slope,
    backward,
    choose_classes,
    forward,
    glide_of,
    log_density,
)
from accounted.estimate.latent import DEFAULTS, LatentSettings, data_of, run_chains
from accounted.estimate.tempering import begin, ladder_of, state_of

LISTS = 4


def _scene() -> tuple[Data, State, Glide, int]:
    data = data_of(kosovo(), DEFAULTS)
    state = state_of(ladder_of(data, 6, np.ones(1)), 0)
    state.held[4:6] = 0.25
    begin(data, state, seeded(3, 0))
    state.log_weight[4:] = [-9.0, -30.0]
    refresh(data, state)
    room = glide_of(data, 6)
    return data, state, room, choose_classes(state, room, -8.0, data)


def _density(data: Data, state: State, room: Glide, count: int) -> float:
    listed = forward(data, room, count)
    assert backward(data, room, count, listed)
    add_prior_slope(state, room, count)
    return log_density(data, state, room, count, listed)


def test_the_slope_is_that_of_the_density() -> None:
    """For every logit and log weight of Kosovo's classes, the slope is the difference quotient of the log density."""
    data, state, room, count = _scene()
    assert count == 4
    _density(data, state, room, count)
    slope = room.slope[:, :count].copy()
    for j in range(LISTS + 1):
        for i in range(count):
            values = []
            for step in (1e-5, -1e-5):
                room.place[j, i] += step
                values.append(_density(data, state, room, count))
                room.place[j, i] -= step
            assert slope[j, i] == pytest.approx((values[0] - values[1]) / 2e-5, rel=1e-5, abs=1e-3)


def _weighed(table: CaptureTable, classes: int, settings: LatentSettings, tries: int) -> tuple[float, float]:
    """Gives the posterior mean of log(1 + number on no list) and of log alpha by weighing draws from the prior."""
    random = np.random.default_rng(5)
    alpha = random.gamma(settings.shape, 1 / settings.rate, tries)
    sticks = random.beta(1.0, np.tile(alpha, (classes, 1)).T)
    sticks[:, -1] = 1.0
    weights = sticks * np.cumprod(np.column_stack([np.ones(tries), 1 - sticks[:, :-1]]), axis=1)
    chances = random.random((tries, classes, len(table.lists)))
    absent = np.sum(weights * np.prod(1 - chances, axis=2), axis=1)
    log_weight = -table.persons * np.log(1 - absent)
    for pattern, count in table.patterns().items():
        on = np.array([mark == "1" for mark in pattern])
        log_weight += count * np.log(np.sum(weights * np.prod(np.where(on, chances, 1 - chances), axis=2), axis=1))
    unseen = stats.nbinom.rvs(table.persons, 1 - absent, random_state=random)
    share = np.exp(log_weight - log_weight.max()) * (unseen <= settings.limit * table.persons)
    return float(np.average(np.log1p(unseen), weights=share)), float(np.average(np.log(alpha), weights=share))


def test_draws_are_those_of_the_posterior() -> None:
    """On fourteen persons the sampler's draws agree with draws from the prior weighed by the likelihood."""
    patterns = ["111", "110", "101", "011", "100", "010", "001"]
    table = CaptureTable.from_patterns(patterns, [2, 2, 1, 1, 4, 2, 2], lists=list("abc"))
    settings = LatentSettings(classes=3, shape=2.0, rate=1.0, chains=4)
    run = run_chains(table, settings, seed=2, keep=8_000, level=0)
    unseen, alpha = np.log1p(run.draws[:, :, 0] - table.persons), np.log(run.draws[:, :, 1])
    expected = _weighed(table, 3, settings, 400_000)
    for draws, value in zip((unseen, alpha), expected, strict=True):
        error = float(draws.std() / np.sqrt(mean_ess(draws)))
        assert draws.mean() == pytest.approx(value, abs=4 * error + 0.02)
        assert error < 0.02
