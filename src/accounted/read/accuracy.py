"""What has been measured of the reader, by language: precision, recall, on how many figures, on which set."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any


def measured(language: str) -> str | None:
    """Takes a language code, gives the sentence on how the reader fares in it, or None where nobody has measured it.

    The figures stand in measured.toml with the version they belong to; a reader of another version says so.
    """
    told = _table().get(language)
    if told is None:
        return None
    return (
        f"Reader {language}, version {told['version']}, measured on {told['set']}: precision {told['precision']:.2f}, "
        f"recall {told['recall']:.2f} ({told['figures']} figures)."
    )


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    path = resources.files("accounted.read").joinpath("measured.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
