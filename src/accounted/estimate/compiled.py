"""Takes a plain numeric function, gives it compiled and, where a folder can be written, cached on disk: the room's one
door to numba, opened when needed.
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
    the room has changed, not only its own, since it holds the code of the functions it calls. Where neither the folder
    of the source nor that of the user can be written, it is compiled in memory; `NUMBA_CACHE_DIR` names another folder.
    A folder that all users share is never taken: whoever writes there would have their code run.
    """
    compiler = numba.njit(error_model="numpy")
    made: Any = compiler(function)
    try:
        made.enable_caching()
    except (RuntimeError, OSError):  # numba found no folder that it may write to
        made = compiler(function)
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
