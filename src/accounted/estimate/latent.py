"""Takes a capture table, gives the Bayesian latent class estimate, or a refusal where its chains do not agree.

Manrique-Vallier (2016, Biometrics 72:1246). Chains start from dispersed places; Gibbs sweeps alternate with
Hamiltonian trajectories of all classes. A short run tells how long the main run has to be; where chains disagree they
are tempered: each runs beside chains for ever smaller parts of the table
and exchanges states with them (Geyer 1991), so that it can cross between modes. R-hat below 1.01 and at least 400
effective draws are asked for (Vehtari et al. 2021), else there is no number.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.core.outcome import Refusal
from accounted.estimate.chains import bulk_ess, mean_ess, r_hat, tail_ess
from accounted.estimate.checking import of_classes
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.refusing import conditions, refusal

Progress = Callable[[int, int], None]
"""Takes how many runs are done and how many there are."""
Floats = np.typing.NDArray[np.float64]
MOST_R_HAT, LEAST_EFFECTIVE = 1.01, 400.0
LEAST_EXCHANGED = 0.1
"""Below this share of exchanges the rungs of a ladder are too far apart to be of use."""
SHORT, APART, STUCK = 1500, 1.05, 100.0
"""Sweeps of a run that tells how long the main run has to be; the R-hat from which its chains are held to stand apart
where they give fewer effective draws than the last: with some hundred R-hat is above 1.01 also where chains agree.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentSettings:
    """Choices of the latent class method, with the defaults of the literature.

    `classes` K, at most 15 and 2**lists - 1 by default; `shape` and `rate` of alpha's gamma prior; `limit` the
    largest number on no list, in multiples of the persons listed; `effective` the effective draws aimed at; `budget`
    the most sweeps, over all chains and rungs, before it gives up; `ladders` what is tried in turn: how many rungs, the
    share of the table on the last of them, and moves of classes a sweep; `observable` the least chance of being on a
    list for the number of persons that have it, which is followed beside N.
    """

    classes: int | None = None
    shape: float = 0.25
    rate: float = 0.25
    limit: float = 20.0
    chains: int = 4
    effective: float = 10_000.0
    budget: int = 3_000_000
    ladders: tuple[tuple[int, float, int], ...] = ((1, 1.0, 4), (4, 0.3, 4), (12, 0.1, 4))
    observable: float = 0.1


DEFAULTS = LatentSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """What a run gave: draws of N, alpha, classes in use and the weight of the last class, by chain; fits;
    exchanges; some states (a row a class: chances by list, last its weight).
    """

    draws: Floats
    fits: Floats
    exchanged: Floats
    sweeps: int
    rungs: int
    moves: int = 4
    states: Floats = field(default_factory=lambda: np.zeros((0, 0, 0)))

    def agree(self) -> bool:
        """Gives whether the chains agree well enough to go on with them."""
        whole = self.draws[:, :, 0]
        return r_hat(whole) < MOST_R_HAT and min(bulk_ess(whole), tail_ess(whole)) > LEAST_EFFECTIVE

    def effective(self) -> float:
        """Gives the effective draws of N, the smaller of those of its ranks and of its mean."""
        return min(bulk_ess(self.draws[:, :, 0]), mean_ess(self.draws[:, :, 0]))


def latent(
    table: CaptureTable,
    *,
    seed: int = 1,
    settings: LatentSettings = DEFAULTS,
    progress: Progress | None = None,
    level: float = 0.95,
) -> Estimate | Refusal:
    """Takes a table of three to thirty lists, gives the latent class estimate, or a refusal where chains do not
    agree.

    Kosovo: mean about 10,700, median about 10,430, 95 % 9,050 to 13,900.

    Hamiltonian trajectories beside Gibbs sweeps, gates of Vehtari et al. (2021). Assumes that within a class being on
    one list says nothing about the others.

    >>> made = latent(table, settings=LatentSettings(effective=500.0))
    >>> made.shown(), made.told("r_hat") < 1.01
    ('250 (95 % interval 200 to 360), of whom 159 stand on lists', True)
    """
    held = conditions(table, "latent", most=30)
    if held is not None:
        return held
    used = table.in_use()
    run = agreed_run(used, settings, seed=seed, progress=progress)
    refused = refused_chains(run, used, settings, method="latent")
    if refused is not None:
        return refused
    gates = gates_of_chains(run, limit=settings.limit * table.persons, persons=table.persons)
    shared = of_classes(used, run.states)
    found = found_in(run.draws[:, :, 0], level=level)
    words = "Persons belong to unknown classes; within a class being on one list says nothing about the others."
    prior = (
        f"Beforehand N is distributed as 1/N, and at most {settings.limit:g} times the persons listed are on no list."
    )
    return estimate_of(
        table,
        "latent",
        found,
        Account(
            assumes=(words, prior),
            told=told_of_chains(run, used) | shared.told(),
            gates=(*gates, shared.gate()),
            seed=seed,
            choices=_choices(settings, used),
        ),
    )


def found_in(draws: Floats, *, level: float = 0.95) -> Found:
    """Takes draws (a row a chain), gives their median, mean and equal-tailed interval."""
    low, median, high = (float(np.quantile(draws, q)) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    every = tuple(draws.ravel().tolist())
    return Found(point=median, mean=float(draws.mean()), median=median, low=low, high=high, level=level, draws=every)


def refused_chains(run: Chains, table: CaptureTable, settings: LatentSettings, *, method: str) -> Refusal | None:
    """Takes chains, gives the refusal where they do not agree or say too little."""
    whole = run.draws[:, :, 0]
    agree, enough, *_ = gates_of_chains(run, limit=settings.limit * table.persons, persons=table.persons)
    if agree.met and enough.met:
        return None
    medians = sorted(float(np.median(chain)) for chain in whole)
    reason = (
        f"{len(whole)} computations from different starting places have not settled on one answer: their middle "
        "values run "
        f"from {medians[0]:,.0f} to {medians[-1]:,.0f}. {agree.words} {enough.words}"
    )
    return refusal("not-converged", method, reason, "Give a larger budget of sweeps, or use another method.")


def classes_of(table: CaptureTable, settings: LatentSettings) -> int:
    """Takes a table and settings, gives K: as told, else the smaller of 15 and 2**lists - 1."""
    return settings.classes or min(2 ** len(table.lists) - 1, 15)


def run_chains(table: CaptureTable, settings: LatentSettings, *, seed: int, keep: int, level: int) -> Chains:
    """Takes a table, settings, the seed, sweeps to keep and which of the ladders, gives the chains.

    Of more than 20,000 sweeps every second, third, ... is kept.
    """
    from accounted.estimate.tempering import latent_chain  # noqa: PLC0415 - compiled code is loaded when first needed

    data = data_of(table, settings)
    rungs, smallest, moves = settings.ladders[level]
    shares = np.geomspace(1.0, smallest, rungs) if rungs > 1 else np.ones(1)
    warm, thin = (2000 if rungs > 1 else 1200), max(1, keep // 20_000)
    lengths = np.array([classes_of(table, settings), warm, keep // thin, thin, moves], dtype=np.int64)
    prior = np.array([settings.shape, settings.rate, settings.observable])
    streams = range(100 * level, 100 * level + settings.chains)
    made = [latent_chain(data, prior, shares, lengths, seed, stream) for stream in streams]
    return Chains(
        draws=np.array([m[0] for m in made]),
        fits=np.mean([m[1] for m in made], axis=0),
        exchanged=np.mean([m[2][:-1, 0] for m in made], axis=0) if rungs > 1 else np.zeros(0),
        sweeps=(warm + keep) * rungs * settings.chains,
        rungs=rungs,
        moves=int(moves),
        states=np.concatenate([m[3] for m in made]),
    )


def agreed_run(table: CaptureTable, settings: LatentSettings, *, seed: int, progress: Progress | None) -> Chains:
    """Takes a table, settings and a seed, gives the first run whose chains agree with the effective draws aimed at.

    A short run on each ladder tells whether chains agree and how long the main run has to be; where they do not agree
    the next ladder is taken, one without rungs where rungs hardly exchange states. Where the budget is spent it gives
    the best run so far, which its gates then judge.
    """
    spent, level, keep, done, ladders = 0, 0, SHORT, list[Chains](), list(range(len(settings.ladders)))
    while keep:
        short = keep == SHORT
        many = replace(settings, chains=max(8, settings.chains)) if level == 0 and short else settings
        run = run_chains(table, many, seed=seed + len(done), keep=keep, level=level)
        spent += run.sweeps
        done.append(run)
        if progress is not None:
            progress(min(len(done), 7), 8)
        if run.agree() and run.effective() >= settings.effective:
            return run
        if run.rungs > 1 and run.exchanged.min() < LEAST_EXCHANGED:
            ladders = [at for at in ladders if settings.ladders[at][0] == 1]
        later = [at for at in ladders if at > level and spent < settings.budget]
        if later and _apart(run, short=short):
            level, keep = later[0], SHORT
        else:
            keep = _longer(run, settings, keep, left=settings.budget - spent)
    return max(done, key=lambda one: (one.agree(), one.effective()))


def _apart(run: Chains, *, short: bool) -> bool:
    """Gives whether the chains of a run stand apart, so that more sweeps of the same kind would not bring them
    together.
    """
    if short:
        return run.effective() < STUCK and r_hat(run.draws[:, :, 0]) >= APART
    return r_hat(run.draws[:, :, 0]) >= MOST_R_HAT


def _longer(run: Chains, settings: LatentSettings, keep: int, *, left: int) -> int:
    """Gives the length of the next run, as long as the effective draws so far ask for; 0 where the budget does not
    allow a longer run than this one was.
    """
    each = run.effective() / (len(run.draws) * keep)
    wanted = int(1.3 * settings.effective / max(each, 1e-6) / settings.chains)
    longest = left // (run.rungs * settings.chains) - 2000
    return max(min(wanted, 20 * keep, longest), SHORT + 1) if longest > keep else 0


def gates_of_chains(run: Chains, *, limit: float, persons: int) -> tuple[Gate, ...]:
    """Takes chains, gives the gates on them: R-hat, effective draws, the limit on N and the number of classes."""
    whole, last = run.draws[:, :, 0], run.draws[:, :, 3]
    agreement, effective = r_hat(whole), min(bulk_ess(whole), tail_ess(whole))
    near = float(np.mean(whole > persons + 0.9 * limit))
    crowded = float(np.mean(last > 0.01))
    return (
        Gate(
            name="chains agree",
            met=agreement < MOST_R_HAT,
            words=f"R-hat is {agreement:.4f}; below {MOST_R_HAT} is asked for.",
        ),
        Gate(
            name="enough effective draws",
            met=effective > LEAST_EFFECTIVE,
            words=f"{effective:,.0f} effective draws; more than {LEAST_EFFECTIVE:.0f} are asked for.",
        ),
        Gate(
            name="the limit does not matter",
            met=near < 0.01,
            words=f"{near:.1%} of the draws lie close to the limit set beforehand.",
        ),
        Gate(
            name="enough classes",
            met=crowded < 0.05,
            words=(
                f"In {crowded:.1%} of the draws the last class holds more than 1 % of the persons: more classes may "
                "be needed."
            ),
        ),
    )


def told_of_chains(run: Chains, table: CaptureTable) -> dict[str, Told]:
    """Takes chains and their table, gives their diagnostics."""
    whole = run.draws[:, :, 0]
    observed = np.array(list(table.patterns().values()), dtype=float)
    apart = (observed - run.fits) / np.sqrt(np.maximum(run.fits, 1e-9))
    return {
        "r_hat": r_hat(whole),
        "bulk_ess": bulk_ess(whole),
        "tail_ess": tail_ess(whole),
        "mean_ess": mean_ess(whole),
        "monte_carlo_error": float(whole.std() / np.sqrt(mean_ess(whole))),
        "chains": len(whole),
        "draws": int(whole.size),
        "sweeps": run.sweeps,
        "rungs": run.rungs,
        "moves": run.moves,
        "exchanged": tuple(float(x) for x in run.exchanged),
        "alpha_median": float(np.median(run.draws[:, :, 1])),
        "classes_in_use": float(run.draws[:, :, 2].mean()),
        "last_class_weight": float(run.draws[:, :, 3].mean()),
        "largest_misfit": float(np.abs(apart).max()),
        "chain_means": tuple(float(chain.mean()) for chain in whole),
    }


def _choices(settings: LatentSettings, table: CaptureTable) -> dict[str, Any]:
    named = ("shape", "rate", "limit", "chains", "effective", "budget", "ladders")
    return {name: getattr(settings, name) for name in named} | {"classes": classes_of(table, settings)}


def data_of(table: CaptureTable, settings: LatentSettings) -> Any:
    """Takes a table and settings, gives the data of the model: patterns, counts and the limit on N."""
    from accounted.estimate.classes import Data  # noqa: PLC0415 - compiled code is loaded when first needed

    patterns = table.patterns()
    lists = [[i for i, mark in enumerate(p) if mark == "1"] for p in patterns]
    starts = np.cumsum([0, *[len(row) for row in lists]]).astype(np.int64)
    members = np.array([i for row in lists for i in row], dtype=np.int64)
    counts = np.array(list(patterns.values()), dtype=float)
    persons = float(counts.sum())
    limit = settings.limit * persons
    return Data(starts, members, counts, counts.copy(), len(table.lists), persons, persons, limit, *_tree(lists))


def _tree(patterns: list[list[int]]) -> tuple[Any, Any, Any]:
    """Takes the lists of each pattern, gives the tree of their beginnings: parents, lists added, places of patterns."""
    nodes: dict[tuple[int, ...], int] = {(): 0}
    for pattern in patterns:
        for size in range(1, len(pattern) + 1):
            nodes.setdefault(tuple(pattern[:size]), len(nodes))
    places = {tuple(pattern): cell for cell, pattern in enumerate(patterns)}
    made = [(nodes[node[:-1]], node[-1] if node else -1, places.get(node, -1)) for node in nodes]
    parents, added, cells = (np.array(column, dtype=np.int64) for column in zip(*made, strict=True))
    return parents, added, cells
