"""The demonstration, built once by the program itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from journeys.door import accounted
from journeys.report import Report
from web.served import browser, watched_page

DEMONSTRATIONS = ("ardel", "two-events")
OF_LISTS = ("three-lists", "kosovo-1999")
"""Those made of lists of persons and counts, in which no speaker states a figure."""


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    """A browser."""
    with browser() as one:
        yield one


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    """An open page; what the browser complains of is a failure of the test."""
    with watched_page(opened) as one:
        yield one


@pytest.fixture(scope="package")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration in `demo` and its keys in `keys`."""
    at = tmp_path_factory.mktemp("demonstration")
    said = accounted("demo", "demo", "--json", at=at, keys=at / "keys")
    assert (said.code, said.err) == (0, "")
    assert {Path(path).parts[1] for path in said.one().values()} == {*DEMONSTRATIONS, *OF_LISTS}
    return at


@pytest.fixture(scope="package", params=DEMONSTRATIONS)
def report(demonstration: Path, request: pytest.FixtureRequest) -> Report:
    """Each report of the demonstration."""
    return Report(project=demonstration / "demo" / request.param, keys=demonstration / "keys")


@pytest.fixture(scope="package", params=OF_LISTS)
def list_report(demonstration: Path, request: pytest.FixtureRequest) -> Report:
    """Each report of the demonstration that is made of lists."""
    return Report(project=demonstration / "demo" / request.param, keys=demonstration / "keys")
