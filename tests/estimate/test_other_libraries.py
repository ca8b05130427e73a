"""Charts and draws go to the libraries of notebooks; each test needs its library, and says so where it is not here."""

from types import ModuleType
from typing import Any

import pytest
from estimate_scene import made, three

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.estimate import (
    LatentSettings,
    across,
    chapman,
    decomposable,
    draws_chart,
    interval_chart,
    latent,
    stepwise,
    to_arviz,
    trajectory_chart,
)


def _library(name: str) -> ModuleType:
    found: ModuleType = pytest.importorskip(name, reason=f"{name} is not installed: pip install {name}")
    return found


@pytest.mark.parametrize("chart", ["intervals", "draws", "trajectory"])
def test_altair_takes_the_charts(chart: str) -> None:
    """Altair reads each specification, checks it against its schema, and gives it back as a chart."""
    altair: Any = _library("altair")
    one = made(stepwise(three(), bootstraps=50))
    specification = {
        "intervals": lambda: interval_chart([one, decomposable(three())]),
        "draws": lambda: draws_chart(one),
        "trajectory": lambda: trajectory_chart(across({"to May": three(), "to June": three()}, decomposable)),
    }[chart]()
    drawn = altair.Chart.from_dict(specification, validate=True)
    assert drawn.to_dict()["description"] == specification["description"]


def test_arviz_takes_the_draws() -> None:
    """ArviZ gets as many chains as there were, and its R-hat and ours agree."""
    arviz: Any = _library("arviz")
    found = made(latent(three(), settings=LatentSettings(effective=400.0, budget=300_000)))
    data = to_arviz(found)
    assert data.posterior["N"].shape[0] == found.told("chains")
    assert float(arviz.rhat(data)["N"]) == pytest.approx(float(str(found.told("r_hat"))), abs=2e-3)
    assert float(arviz.ess(data)["N"]) == pytest.approx(float(str(found.told("bulk_ess"))), rel=0.05)


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow", "narwhals"])
def test_dataframes_become_tables(name: str) -> None:
    """A frame of whichever library, a row a person, gives the same table and hash as the patterns do."""
    library: Any = _library(name)
    rows = [[int(mark) for mark in pattern] for pattern, n in three().patterns().items() for _ in range(n)]
    columns = {place: [row[i] for row in rows] for i, place in enumerate(three().lists)}
    if name == "narwhals":
        frame: Any = library.from_native(_library("pandas").DataFrame(columns))
    else:
        frame = library.table(columns) if name == "pyarrow" else library.DataFrame(columns)
    assert CaptureTable.from_columns(frame, lists=three().lists).data_hash == three().data_hash


def test_notebooks_get_html() -> None:
    """An estimate draws itself in a notebook; markup in the names of lists stays text."""
    table = CaptureTable.from_patterns(["11", "10", "01"], [20, 30, 25], lists=["<b>ngo</b>", "press"])
    html = made(stepwise(three(), bootstraps=50))._repr_html_()
    assert html.startswith("<div>")
    found = chapman(table)
    assert isinstance(found, Estimate)
    assert "<b>ngo" not in found._repr_html_()
    assert "&lt;b&gt;ngo" in found._repr_html_()
