"""Takes a plain numeric function, gives it compiled and cached on disk: the room's one door to numba, opened when
needed.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numba

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Takes a function of numbers and arrays, gives it compiled to machine code, the code cached beside the source.

    No fast-math: the same input gives the same output on any machine. A cached function is made anew when any file of
    the room has changed, not only its own, since it holds the code of the functions it calls.
    """
    made: Any = numba.njit(cache=True, error_model="numpy")(function)
    stored = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if stored is not None and hasattr(stored, "_source_stamp"):
        stored._source_stamp = _stamp()
    compiled: F = made
    return compiled


@lru_cache(maxsize=1)
def _stamp() -> tuple[float, int]:
    """Gives the newest time and the whole size of the room's files."""
    found = [path.stat() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return max(f.st_mtime for f in found), sum(f.st_size for f in found)
