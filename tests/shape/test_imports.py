"""Each room can be used alone: it imports in a fresh interpreter and brings no other room with it."""

import re
import subprocess
import sys
from functools import cache

import pytest

ROOMS = ("collect", "read", "reconcile", "link", "estimate", "publish", "store")
NOT_AT_START = ("numpy", "scipy", "numba", "pandas", "py3langid", "asyncio")
"""Heavy libraries that only some steps need: `accounted --help` is shown without them."""


@cache
def loaded(statement: str) -> frozenset[str]:
    """Takes a statement, gives the names of all modules that a fresh interpreter has loaded after it."""
    code = f"import sys\n{statement}\nsys.stdout.write('\\n'.join(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return frozenset(ended.stdout.split("\n"))


def of_the_house(statement: str) -> set[str]:
    """Takes a statement, gives the rooms and modules of the program that it loads."""
    return {name.split(".")[1] for name in loaded(statement) if name.startswith("accounted.")}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_alone(room: str) -> None:
    """A room brings itself and core, and no sister, conductor or door."""
    assert of_the_house(f"import accounted.{room}") <= {room, "core"}


def test_core_stands_on_the_standard_library() -> None:
    """The nouns bring nothing but the standard library: every module of core, loaded at once."""
    everything = "import importlib, pkgutil, accounted.core as c\n" + (
        "for m in pkgutil.iter_modules(c.__path__): importlib.import_module('accounted.core.' + m.name)"
    )
    assert of_the_house(everything) == {"core"}
    before = {name.split(".")[0] for name in loaded("import importlib, pkgutil")}
    brought = {name.split(".")[0] for name in loaded(everything)} - before - {"accounted"}
    assert brought <= set(sys.stdlib_module_names)


def test_the_package_itself_imports_nothing() -> None:
    """`import accounted` loads one module, so that any room can be used alone."""
    assert {name for name in loaded("import accounted") if name.startswith("accounted")} == {"accounted"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_takes_and_gives(room: str) -> None:
    """The docstring of a room is its sentence, and everything in `__all__` is there."""
    code = f"import accounted.{room} as room\nassert all(hasattr(room, n) for n in getattr(room, '__all__', ()))"
    ended = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(room.__doc__)"], capture_output=True, text=True, check=True
    )
    assert re.match(r"Takes .+, gives .+\.", ended.stdout, re.DOTALL) or re.match(r"Takes .+\.", ended.stdout)


def test_start_up_stays_light() -> None:
    """`accounted --help` is shown without the libraries that only some steps need."""
    statement = (
        "sys.argv = ['accounted', '--help']\nimport io, contextlib\nfrom accounted.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()"
    )
    heavy = {name.split(".")[0] for name in loaded(statement)} & set(NOT_AT_START)
    assert heavy == set()
