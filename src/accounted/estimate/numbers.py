"""Takes a function that scores numbers on no list, gives their posterior: summed exactly where small, by panels
above.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HEAD = 64
"""Numbers on no list below this are summed one by one."""
NODES = 16
RESOLVED = 1e-10
"""A panel whose last Legendre coefficients exceed this share of the whole mass is split."""
MOST_PANELS = 400
"""With billions of persons rounding alone keeps panels from being resolved; more of them would not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """The posterior of the number on no list, averaged over graphs.

    `unseen` are the numbers at which it is held, `weights` what each stands for, `density` the posterior at each.
    Beyond the first `head` numbers come panels of 16.
    """

    persons: float
    unseen: Floats
    weights: Floats
    density: Floats
    graph_weights: Floats
    graph_sums: Floats
    edges: Floats
    head: int
    complete_weight: float
    edge_mass: float
    edge_density: float
    density_at: Callable[[Floats], Floats]

    def mean(self) -> float:
        """Gives the posterior mean of N."""
        return self.persons + float(np.sum(self.weights * self.density * self.unseen))

    def smallest_relative_loss(self) -> float:
        """Gives the N with the smallest expected squared relative error, E[1/N] / E[1/N^2] (Madigan & York 1997)."""
        whole, mass = self.persons + self.unseen, self.weights * self.density
        return float(np.sum(mass / whole) / np.sum(mass / whole**2))

    def far_share(self) -> float:
        """Gives the share of the mean that comes from numbers on no list above a hundred times the persons listed."""
        moments = self.weights * self.density * self.unseen
        return float(np.sum(moments[self.unseen > 100.0 * self.persons]) / max(float(np.sum(moments)), 1e-300))

    def graph_means(self) -> Floats:
        """Gives the posterior mean of N under each graph; the persons listed where a graph has no weight."""
        positive = self.graph_weights > 0.0
        return self.persons + np.divide(
            self.graph_sums, self.graph_weights, out=np.zeros_like(self.graph_sums), where=positive
        )

    def quantile(self, share: float) -> float:
        """Takes a share, gives the smallest whole N that holds at least it."""
        head = np.cumsum((self.weights * self.density)[: self.head])
        if len(head) and head[-1] >= share:
            return self.persons + float(self.unseen[int(np.searchsorted(head, share))])
        left = share - (float(head[-1]) if len(head) else 0.0)
        for panel in range(len(self.edges)):
            part = slice(self.head + panel * NODES, self.head + (panel + 1) * NODES)
            mass = float(np.sum(self.weights[part] * self.density[part]))
            if mass >= left:
                return self.persons + self._inside(panel, part, left)
            left -= mass
        return self.persons + float(self.unseen[-1])

    def _inside(self, panel: int, part: slice, left: float) -> float:
        """Gives where a panel's mass, integrated as the polynomial through its nodes, reaches `left`."""
        low, high = self.edges[panel]
        series = _to_integral() @ (self.density[part] * self.unseen[part] * ((high - low) / 2))
        places, values = _fine(), _fine_values()
        reached = int(np.searchsorted(values @ series, left))
        a, b = float(places[max(reached - 1, 0)]), float(places[min(reached, len(places) - 1)])
        terms = [float(c) for c in series]
        at_a, at_b = _clenshaw(terms, a) - left, _clenshaw(terms, b) - left
        for _ in range(10):
            trial = (a * at_b - b * at_a) / (at_b - at_a) if at_a < 0.0 < at_b else b
            at = _clenshaw(terms, trial) - left
            if at < 0.0:
                a, at_a, at_b = trial, at, at_b / 2
            else:
                b, at_b, at_a = trial, at, at_a / 2
            if abs(at) < 1e-12:
                break
        return float(math.ceil(math.exp(low + (high - low) * (b + 1) / 2) - 0.5 - 1e-6))

    def mode(self) -> float:
        """Gives the whole N with the highest posterior."""
        best = int(np.argmax(self.density))
        low = float(self.unseen[max(best - 1, 0)]) if best else 0.0
        high = float(self.unseen[min(best + 1, len(self.unseen) - 1)])
        low, high = float(math.floor(low)), float(math.ceil(high))
        while high - low > 32:
            trial: Floats = np.unique(np.round(np.linspace(low, high, 17)))
            top = int(np.argmax(self.density_at(trial)))
            low, high = float(trial[max(top - 1, 0)]), float(trial[min(top + 1, len(trial) - 1)])
        whole: Floats = np.arange(low, high + 1)
        return self.persons + float(whole[int(np.argmax(self.density_at(whole)))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """A scored sum over numbers on no list, from 0 to `farthest`.

    `score` takes numbers, gives the log score of each graph (a row a number) and the log prior.
    """

    score: Callable[[Floats], tuple[Floats, Floats]]
    persons: float
    farthest: float

    def posterior(self) -> Posterior:
        """Gives the posterior: head and panels, panels split where the density is steep."""
        head = np.arange(0.0, min(HEAD, self.farthest + 1))
        edges = self._first_edges(len(head))
        unseen, weights = _nodes(edges, len(head))
        height, prior = self._heights(unseen)
        for _ in range(60):
            density = np.exp(height + prior - (height + prior).max())
            rough = _unresolved(density, unseen, weights, len(head), len(edges))
            if not rough.any() or len(edges) > MOST_PANELS:
                break
            edges, unseen, weights, height, prior = self._split(edges, rough, unseen, height=height, prior=prior)
        return self._made(edges, unseen, weights)

    def _heights(self, unseen: Floats) -> tuple[Floats, Floats]:
        """Gives the log of the sum over graphs, and the log prior."""
        from accounted.estimate.graphs import log_sums  # noqa: PLC0415 - compiled code is loaded when first needed

        score, prior = self.score(unseen)
        return log_sums(score), prior

    def _first_edges(self, head: int) -> Floats:
        if self.farthest < head:
            return np.empty((0, 2))
        low, high = math.log(head - 0.5), math.log(self.farthest + 0.5)
        count = max(1, math.ceil((high - low) / 0.7))
        marks = np.linspace(low, high, count + 1)
        return np.column_stack([marks[:-1], marks[1:]])

    def _split(
        self, edges: Floats, rough: NDArray[np.bool_], unseen: Floats, *, height: Floats, prior: Floats
    ) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        head = len(unseen) - NODES * len(edges)
        middle = edges[rough].mean(axis=1)
        halves = np.concatenate(
            [np.column_stack([edges[rough, 0], middle]), np.column_stack([middle, edges[rough, 1]])]
        )
        new_height, new_prior = self._heights(_nodes(halves, 0)[0])
        keep = np.concatenate([np.ones(head, dtype=bool), np.repeat(~rough, NODES)])
        joined = np.concatenate([edges[~rough], halves])
        order = np.argsort(joined[:, 0], kind="stable")
        rows = np.concatenate([np.arange(head), head + (order[:, None] * NODES + np.arange(NODES)).ravel()])
        unseen, weights = _nodes(joined[order], head)
        heights, priors = (
            np.concatenate([old[keep], new])[rows] for old, new in ((height, new_height), (prior, new_prior))
        )
        return joined[order], unseen, weights, heights, priors

    def _made(self, edges: Floats, unseen: Floats, weights: Floats) -> Posterior:
        from accounted.estimate.graphs import masses  # noqa: PLC0415 - compiled code is loaded when first needed

        score, prior = self.score(unseen)
        peak = float((score.max(axis=1) + prior).max())
        by_number, by_graph, sums = masses(score, prior, weights, unseen, peak)
        whole = float(np.sum(weights * by_number))
        density = by_number / whole
        graph = by_graph / whole
        rim = unseen >= 0.95 * self.farthest
        mass = weights * density
        top = float(density.max())
        complete = int(graph.size) - 1
        return Posterior(
            persons=self.persons,
            unseen=unseen,
            weights=weights,
            density=density,
            graph_weights=graph,
            graph_sums=sums / whole,
            edges=edges,
            head=len(unseen) - NODES * len(edges),
            complete_weight=float(graph[complete]),
            edge_mass=float(np.sum(mass[rim])),
            edge_density=float(density[-1] / top),
            density_at=self._density,
        )

    def _density(self, unseen: Floats) -> Floats:
        from accounted.estimate.graphs import log_sums  # noqa: PLC0415 - compiled code is loaded when first needed

        score, prior = self.score(np.asarray(unseen, dtype=float))
        made: Floats = log_sums(score) + prior
        return np.asarray(made, dtype=np.float64)


@lru_cache(maxsize=1)
def _rule() -> tuple[Floats, Floats]:
    nodes, weights = legendre.leggauss(NODES)
    return nodes, weights


@lru_cache(maxsize=1)
def _to_series() -> Floats:
    """Gives the matrix that turns values at the nodes into a Legendre series."""
    made: Any = np.linalg.inv(legendre.legvander(_rule()[0], NODES - 1))
    return np.asarray(made, dtype=np.float64)


@lru_cache(maxsize=1)
def _to_integral() -> Floats:
    """Gives the matrix that turns values at the nodes into the series of their integral from -1."""
    made: Any = legendre.legint(_to_series(), lbnd=-1, axis=0)
    return np.asarray(made, dtype=np.float64)


@lru_cache(maxsize=1)
def _fine() -> Floats:
    return np.linspace(-1.0, 1.0, 129)


@lru_cache(maxsize=1)
def _fine_values() -> Floats:
    made: Any = legendre.legvander(_fine(), NODES)
    return np.asarray(made, dtype=np.float64)


def _clenshaw(series: list[float], x: float) -> float:
    """Gives a Legendre series at one place (Clenshaw 1955)."""
    b1 = b2 = 0.0
    for k in range(len(series) - 1, 0, -1):
        b1, b2 = series[k] + (2 * k + 1) / (k + 1) * x * b1 - (k + 1) / (k + 2) * b2, b1
    return series[0] + x * b1 - 0.5 * b2


def _nodes(edges: Floats, head: int) -> tuple[Floats, Floats]:
    """Gives the numbers at which a sum is taken and what each stands for: ones in the head, then panels in log m.

    The sum over whole numbers from h on is the integral from h - 1/2 plus g'(h - 1/2)/24 (Euler-Maclaurin, midpoint
    form); the slope comes from the last three numbers of the head.
    """
    nodes, weights = _rule()
    centre, half = edges.mean(axis=1, keepdims=True), (edges[:, 1:] - edges[:, :1]) / 2
    tail = np.exp(centre + half * nodes).ravel()
    ones = np.ones(head)
    if len(edges) and head >= 3:
        ones[-3:] += np.array([1.0, -3.0, 2.0]) / 24.0
    return np.concatenate([np.arange(float(head)), tail]), np.concatenate([ones, (half * weights).ravel() * tail])


def _unresolved(density: Floats, unseen: Floats, weights: Floats, head: int, panels: int) -> NDArray[np.bool_]:
    """Gives the panels whose last Legendre coefficients are not yet negligible beside the whole mass."""
    if not panels:
        return np.zeros(0, dtype=bool)
    values = (density * weights)[head:].reshape(panels, NODES) / _rule()[1]
    series = values @ _to_series().T
    made: NDArray[np.bool_] = np.abs(series[:, -3:]).max(axis=1) > RESOLVED * float(np.sum(weights * density))
    return made
