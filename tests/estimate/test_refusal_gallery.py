"""The gallery of refusals: each code has a folder with its table and the whole message."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from accounted.core.capture import CaptureTable
from accounted.core.outcome import Refusal
from accounted.estimate import (
    REFUSAL_CODES,
    assumption,
    chao,
    decomposable,
    doubly_robust,
    fit,
    over_linkages,
    over_strata,
    stepwise,
)
from accounted.estimate.latent import Chains, LatentSettings, refused_chains

GALLERY = Path(__file__).resolve().parent.parent / "refusals"


def _table(content: dict[str, Any]) -> CaptureTable:
    names = content.get("strata", [])
    cells = [(row[0], row[1], tuple(row[2:])) for row in content["patterns"]]
    return CaptureTable.of(content["lists"], cells, stratum_names=names)


def _apart(table: CaptureTable) -> object:
    """Gives what latent classes say where chains stand about two values."""
    draws = np.full((4, 400, 5), 0.001)
    middles = np.array([[50_000.0], [50_500.0], [140_000.0], [141_000.0]])
    draws[:, :, 0] = middles + np.random.default_rng(1).normal(0, 900.0, (4, 400))
    run = Chains(draws=draws, fits=np.ones(1), exchanged=np.zeros(0), sweeps=1, rungs=1)
    return refused_chains(run, table, LatentSettings(), method="latent")


RUNS: dict[str, Any] = {
    "stepwise": lambda table: stepwise(table, bootstraps=20),
    "chao": chao,
    "decomposable": decomposable,
    "assumption": assumption,
    "doubly-robust": doubly_robust,
    "fit": lambda table: fit(table, [3]),
    "apart": _apart,
    "over-strata": lambda table: over_strata(table, lambda part, seed: stepwise(part, seed=seed, bootstraps=20)),
    "over-linkages": lambda table: over_linkages([table], lambda part, seed: stepwise(part, seed=seed, bootstraps=20)),
}


def test_every_code_has_a_folder() -> None:
    """A code in the source without a folder in the gallery is a fault, and so is a folder without a code."""
    assert sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir()) == sorted(REFUSAL_CODES)


@pytest.mark.parametrize("code", REFUSAL_CODES)
def test_folder_gives_its_message(code: str) -> None:
    """The table of a folder gives exactly the message expected, with the folder's code."""
    content = json.loads((GALLERY / code / "input.json").read_text(encoding="utf-8"))
    found = RUNS[content["method"]](_table(content))
    assert isinstance(found, Refusal)
    line = f"{found.code} | {found.method}: {found.reason} {found.advice}"
    assert line == (GALLERY / code / "expected.txt").read_text(encoding="utf-8").strip()
    assert found.code == code
