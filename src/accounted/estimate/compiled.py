"""Takes a plain numeric function, gives it compiled and cached on disk: the one door to numba, opened when first needed."""

import importlib
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_numba: Any = importlib.import_module("numba")


def kernel(function: F) -> F:
    """Takes a function of numbers and arrays, gives it compiled to machine code, the code cached beside the source.

    No fast-math: the same input gives the same output on any machine.
    """
    made: F = _numba.njit(cache=True, error_model="numpy")(function)
    return made
