"""Takes a plain numeric function, gives it compiled and, where a folder can be written, cached on disk: the rooms' one
door to numba, opened when a room with compiled functions is loaded.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Takes a function of numbers and arrays, gives it compiled to machine code, the code cached beside the source.

    No fast-math: the same input gives the same output on any machine. A cached function is made anew when a file of
    its room that holds compiled functions, or one that such a file imports, has other content, not only its own, since
    it holds the code of the functions it calls. Where neither the folder
    of the source nor that of the user can be written, it is compiled in memory; `NUMBA_CACHE_DIR` names another folder.
    A folder that all users share is never taken: whoever writes there would have their code run.
    """
    return _compiled(function, {})


def kernel_as(
    *, parallel: bool = False, nogil: bool = False, inline: Literal["never", "always"] = "never"
) -> Callable[[F], F]:
    """Takes numba's ways to compile (loops on all processors, without holding the interpreter, put in where it is
    called), gives what compiles a function so, as `kernel` does.
    """
    return lambda function: _compiled(function, {"parallel": parallel, "nogil": nogil, "inline": inline})


def _compiled(function: F, told: dict[str, Any]) -> F:
    import numba  # noqa: PLC0415 - heavy, and needed by rooms with compiled functions alone

    compiler = numba.njit(error_model="numpy", **told)
    made: Any = compiler(function)
    try:
        made.enable_caching()
    except (RuntimeError, OSError):  # numba found no folder that it may write to
        made = compiler(function)
    stored = getattr(getattr(made, "_cache", None), "_cache_file", None)
    if stored is not None and hasattr(stored, "_source_stamp"):
        stored._source_stamp = _stamp(Path(function.__code__.co_filename).parent)
    compiled: F = made
    return compiled


@lru_cache(maxsize=8)
def _stamp(room: Path) -> str:
    """Gives a hash of the files of a room that its compiled functions can be made from, and of this one."""
    texts = {path.stem: path.read_bytes() for path in room.glob("*.py")}
    named = re.compile(rb"^from accounted\.%s\.(\w+) import" % room.name.encode(), re.MULTILINE)
    left = {name for name, text in texts.items() if b"\nfrom accounted.core.compiled import" in text}
    held: set[str] = set()
    while left:
        held |= left
        left = {name.decode() for one in left for name in named.findall(texts[one])} & texts.keys() - held
    parts = [Path(__file__).read_bytes(), *(texts[name] for name in sorted(held))]
    return sha256(b"\0".join(parts)).hexdigest()
