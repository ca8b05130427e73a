"""Docstrings of the room: what each function takes and gives, what it assumes, and a worked example that is run."""

import doctest
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from estimate_scene import kosovo, three

import accounted.estimate as room

FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(room, name) for name in room.__all__ if inspect.isfunction(getattr(room, name))
}
NOT_RUN = {"to_arviz": "needs an extra that this environment may not have"}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_says_what_it_takes_gives_and_assumes(name: str) -> None:
    """The first line begins with "Takes", what it gives and what it assumes follow, and an example."""
    told = inspect.getdoc(FUNCTIONS[name]) or ""
    assert told.startswith("Takes ")
    assert "gives" in told
    assert "ssumes" in told
    assert ">>>" in told or name in NOT_RUN


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name not in NOT_RUN])
def test_each_example_gives_what_it_says(name: str) -> None:
    """`table` and `kosovo` are those that the room's own docstring makes."""
    given = {one: getattr(room, one) for one in room.__all__} | {"table": three(), "kosovo": kosovo()}
    (example, *_) = doctest.DocTestFinder(recurse=False).find(FUNCTIONS[name], name, globs=given)
    said: list[str] = []
    failed = doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    assert failed.attempted > 0
    assert failed.failed == 0, "".join(said)


def test_the_room_makes_the_tables_of_its_examples() -> None:
    """The room's docstring makes the two tables that the examples use, and they are those of the tests."""
    given: dict[str, Any] = {}
    (example,) = [one for one in doctest.DocTestFinder(recurse=False).find(room, globs=given) if one.examples]
    assert doctest.DocTestRunner(verbose=False).run(example, clear_globs=False).failed == 0
    assert example.globs["table"].data_hash == three().data_hash
    assert example.globs["kosovo"].data_hash == kosovo().data_hash
