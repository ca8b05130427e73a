"""Takes a capture table, gives the estimate averaged over all decomposable graphs of dependence between its lists.

Madigan & York (1997, Biometrika 84:19) with the hyper-Dirichlet prior of Dawid & Lauritzen (1993). The sum over the
number on no list is exact below 64 and by Gauss-Legendre panels in its logarithm above, split until they resolve the
posterior, so there is no grid to choose.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate, Gate, Told
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.cells import Floats, cells_of
from accounted.estimate.checking import Checked, of_cells
from accounted.estimate.making import Account, Found, estimate_of
from accounted.estimate.numbers import HEAD, Panels, Posterior
from accounted.estimate.refusing import conditions, refusal

Prior = Callable[[Floats], Floats]
"""Takes whole numbers N, gives log p(N) up to a constant."""
MOST_EDGE, MOST_COMPLETE = 1e-3, 0.05
MOST_FAR, PRIOR_DECIDES = 0.01, 0.5
LIMIT = 10
"""Where the data set no limit, the number on no list is held below ten times the persons listed, and that is said."""
FARTHEST = 1e4
"""Without a told limit, numbers on no list are summed to ten thousand times the persons listed."""


def decomposable(
    table: CaptureTable,
    *,
    delta: float | None = None,
    prior: str | Prior = "1/N",
    most: int | None = None,
    level: float = 0.95,
) -> Estimate | Refusal:
    """Takes a table of three to six lists, gives the posterior averaged over all decomposable graphs.

    `delta` defaults to 2**-lists; `prior` on N is "1/N", "uniform", "1/N^2" or a function giving log p(N); `most` is
    the largest number on no list (none by default). Kosovo: mean 12,749, median 12,595. Where the graph of full
    dependence carries half the weight or more, the data do not identify N: without `most` that is a refusal.

    Assumes a decomposable graph of dependence, each equally likely beforehand.

    >>> decomposable(table).shown()
    '253 (95 % interval 214 to 308), of whom 159 stand on lists'
    >>> round(decomposable(table, delta=1.0).mean), round(decomposable(table, prior="uniform").mean)
    (241, 255)
    """
    held = conditions(table, "decomposable", most=6)
    if held is not None:
        return held
    used = table.in_use()
    size = len(used.lists)
    chosen = 2.0**-size if delta is None else delta
    if not chosen > 0.0 or (most is not None and most < 1):
        raise AccountedError(
            where="decomposable",
            found=f"delta {chosen}, most {most}",
            expected="numbers above 0",
            advice="Leave them out for the defaults.",
        )
    posterior = posterior_of(used, delta=chosen, prior=prior, most=most)
    if most is None and posterior.complete_weight >= PRIOR_DECIDES:
        advice = "Set a limit by `most` and say where it comes from, or add a list."
        return refusal("prior-decides", "decomposable", _words_on_complete(posterior), advice)
    limit = most
    if most is None and (posterior.complete_weight >= MOST_COMPLETE or posterior.far_share() > MOST_FAR):
        limit = LIMIT * used.persons
        posterior = posterior_of(used, delta=chosen, prior=prior, most=limit)
    told = _told(posterior, used, chosen, prior if isinstance(prior, str) else "told by the caller")
    told["limit_on_no_list"] = "none needed" if limit is None else limit
    shared = _shared(posterior, used, chosen)
    gates = (*_gates(posterior), shared.gate())
    low, median, high = (posterior.quantile(q) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    found = Found(point=posterior.mean(), mean=posterior.mean(), median=median, low=low, high=high, level=level)
    words = "Lists depend on one another along an unknown decomposable graph; every graph is equally likely beforehand."
    return estimate_of(
        table,
        "decomposable",
        found,
        Account(
            assumes=(words, f"Beforehand N is distributed as {told['prior']}."),
            told=told | shared.told(),
            gates=gates,
            choices={"delta": chosen, "prior": told["prior"], "most": most, "level": level},
        ),
    )


def posterior_of(table: CaptureTable, *, delta: float, prior: str | Prior, most: int | None) -> Posterior:
    """Takes a table and the prior's choices, gives the joint posterior of graph and number on no list."""
    from accounted.estimate.graphs import Prepared, marginal_parts, scores  # noqa: PLC0415 - compiled code is loaded when first needed

    counts, size = cells_of(table), len(table.lists)
    persons = float(counts.sum())
    _, starts, sets, factors = graphs_of(size)
    fixed, absent = marginal_parts(counts, size, delta)
    log_prior = prior_of(prior)
    prepared = Prepared(fixed, absent, starts, sets, factors, size, delta, persons)

    def score(unseen: Floats) -> tuple[Floats, Floats]:
        made: Floats = scores(prepared, unseen)
        return made, log_prior(persons + unseen)

    farthest = float(most) if most is not None else FARTHEST * (persons + 10.0)
    return Panels(score=score, persons=persons, farthest=farthest).posterior()


@lru_cache(maxsize=8)
def graphs_of(lists: int) -> tuple[Any, Any, Any, Any]:
    """Takes a number of lists, gives the codes of all decomposable graphs, and their sets with factors."""
    from accounted.estimate.graphs import decomposable_graphs, distinct  # noqa: PLC0415 - loaded when first needed

    codes, sets, _ = decomposable_graphs(lists)
    return (codes, *distinct(sets, lists))


def prior_of(prior: str | Prior) -> Prior:
    """Takes a prior's name or function, gives the function: log p(N) up to a constant."""
    if not isinstance(prior, str):
        return prior
    if prior not in ("1/N", "uniform", "1/N^2"):
        raise AccountedError(
            where="decomposable",
            found=f"prior {prior!r}",
            expected='"1/N", "uniform", "1/N^2" or a function',
            advice="Choose one.",
        )
    power = {"1/N": 1.0, "uniform": 0.0, "1/N^2": 2.0}[prior]
    return lambda whole: -power * np.log(np.maximum(whole, 1.0))


def poisson_gamma(shape: float, scale: float) -> Prior:
    """Takes the gamma's shape and scale, gives the prior of a Poisson N with gamma mean (Madigan & York 1997, section
    4).

    Their spina bifida example has shape 13.14 and scale 55.17, so a prior mean of 725.

    Assumes that the prior was told before the lists were seen.

    >>> import numpy as np
    >>> [round(float(x), 4) for x in poisson_gamma(13.14, 55.17)(np.array([725.0, 726.0]))]
    [67.042, 67.0406]
    """
    log_gamma = np.vectorize(math.lgamma, otypes=[float])

    def log_p(whole: Floats) -> Floats:
        made: Floats = log_gamma(shape + whole) - log_gamma(whole + 1.0) + whole * math.log(scale / (1.0 + scale))
        return made

    return log_p


def graph_name(code: int, lists: int) -> str:
    """Takes a graph's code, gives its pairs of joined lists, counted from 1: "12-13"; "none" where no two are
    joined.
    """
    pairs = [(i, j) for i in range(lists) for j in range(i + 1, lists)]
    joined = [f"{i + 1}{j + 1}" for k, (i, j) in enumerate(pairs) if code >> k & 1]
    return "-".join(joined) or "none"


def _told(posterior: Posterior, table: CaptureTable, delta: float, prior: str) -> dict[str, Told]:
    size = len(table.lists)
    codes = graphs_of(size)[0]
    weights = posterior.graph_weights
    top = np.argsort(-weights, kind="stable")[:10]
    means = posterior.graph_means()
    return {
        "delta": delta,
        "prior": prior,
        "mode": posterior.mode(),
        "smallest_relative_loss": posterior.smallest_relative_loss(),
        "graphs": len(codes),
        "top_graphs": tuple((graph_name(int(codes[g]), size), float(weights[g]), float(means[g])) for g in top),
        "complete_graph_weight": posterior.complete_weight,
        "edge_mass": posterior.edge_mass,
        "edge_density": posterior.edge_density,
        "numbers_summed": len(posterior.unseen),
    }


def _shared(posterior: Posterior, table: CaptureTable, delta: float) -> Checked:
    """Gives each pair and triple of lists beside what the heaviest graphs predict, each at its mean number on no
    list: the posterior mean of a cell is a product over cliques and separators (Dawid & Lauritzen 1993).
    """
    counts, size = cells_of(table), len(table.lists)
    _, starts, sets, factors = graphs_of(size)
    weights, means = posterior.graph_weights, posterior.graph_means()
    heavy = [int(g) for g in np.argsort(-weights, kind="stable")[:30] if weights[g] > 1e-3]
    masks, rows = np.arange(counts.size), []
    for g in heavy:
        whole = counts.copy()
        whole[0] = means[g] - posterior.persons
        cells = np.zeros(counts.size)
        for place in range(int(starts[g]), int(starts[g + 1])):
            part = masks & int(sets[place])
            share = delta * 2.0 ** (size - int(sets[place]).bit_count())
            cells += factors[place] * np.log(share + np.bincount(part, weights=whole, minlength=counts.size))[part]
        rows.append(np.exp(cells - cells.max()))
    return of_cells(table, rows, weights[heavy])


def _gates(posterior: Posterior) -> tuple[Gate, ...]:
    edge = (
        f"{posterior.edge_mass:.1%} of the probability lies in the last twentieth below the limit of the number on no "
        "list, or beyond it."
    )
    return (
        Gate(
            name="the data identify N",
            met=posterior.complete_weight < MOST_COMPLETE,
            words=_words_on_complete(posterior),
        ),
        Gate(name="the limit does not matter", met=posterior.edge_mass < MOST_EDGE, words=edge),
    )


def _words_on_complete(posterior: Posterior) -> str:
    share = f"{posterior.complete_weight:.0%}"
    return (
        f"The graph in which every list depends on every other carries {share} of the weight; under it the prior "
        "alone sets the number on no list."
    )


__all__ = ["HEAD", "Prior", "decomposable", "graph_name", "poisson_gamma", "posterior_of", "prior_of"]
