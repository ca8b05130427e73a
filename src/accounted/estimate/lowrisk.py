"""Takes a capture table, gives how many persons have at least a given chance of being on some list.

Johndrow, Lum & Manrique-Vallier (2019, Biometrika 106:197): the number of persons who hardly could be listed cannot
be bounded from lists; the number of those with a chance of at least alpha (the alpha-observable population) can.
"""

from dataclasses import replace

import numpy as np

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.outcome import AccountedError, Refusal
from accounted.estimate.chains import bulk_ess, mean_ess, r_hat
from accounted.estimate.checking import of_classes
from accounted.estimate.latent import (
    DEFAULTS,
    LatentSettings,
    Progress,
    agreed_run,
    found_in,
    refused_chains,
    told_of_chains,
)
from accounted.estimate.making import Account, estimate_of
from accounted.estimate.refusing import conditions


def low_risk(
    table: CaptureTable,
    *,
    alpha: float = 0.1,
    seed: int = 1,
    settings: LatentSettings = DEFAULTS,
    progress: Progress | None = None,
) -> Estimate | Refusal:
    """Takes a table and alpha, gives the number of persons whose chance of being on any list is at least alpha.

    The chances come from the latent class model. Persons below alpha are not in the figure, and it says so.

    Assumes latent classes; of persons below alpha it says nothing.

    >>> made = low_risk(table, alpha=0.5, settings=LatentSettings(effective=500.0))
    >>> made.point < latent(table, settings=LatentSettings(effective=500.0)).point
    True
    """
    _check(alpha)
    held = conditions(table, "low-risk", most=30)
    if held is not None:
        return held
    used = table.in_use()
    run = agreed_run(used, replace(settings, observable=alpha), seed=seed, progress=progress)
    refused = refused_chains(run, used, settings, method="low-risk")
    if refused is not None:
        return refused
    draws = run.draws[:, :, 4]
    shared = of_classes(used, run.states)
    told = (
        told_of_chains(run, used)
        | shared.told()
        | {
            "alpha": alpha,
            "share_of_n": float(np.mean(draws / run.draws[:, :, 0])),
            "r_hat_of_figure": r_hat(draws) if draws.std() > 0 else 1.0,
            "ess_of_figure": bulk_ess(draws) if draws.std() > 0 else float(draws.size),
            "mean_ess_of_figure": mean_ess(draws),
        }
    )
    words = (
        f"Counts persons whose chance of being on at least one list is {alpha:g} or more; how many others there "
        "are cannot be told."
    )
    return estimate_of(
        table,
        "low-risk",
        found_in(draws),
        Account(
            assumes=(
                "Persons belong to unknown classes; within a class being on one list says nothing about the others.",
                words,
            ),
            told=told,
            gates=(shared.gate(),),
            seed=seed,
            choices={"alpha": alpha},
        ),
    )


def _check(alpha: float) -> None:
    if not 0.0 < alpha < 1.0:
        raise AccountedError(
            where="low-risk", found=f"alpha {alpha}", expected="between 0 and 1", advice="0.1 is usual."
        )
