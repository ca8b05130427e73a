"""Content ids: the same content has the same id on every machine."""

import hashlib
import json
from types import NoneType
from typing import Any

ID_LENGTH = 20
"""Hexadecimal digits kept in an id: 80 bits, so that two of 10 million rows share one with probability 4e-11."""


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical_json(content: Any) -> bytes:
    """Takes plain JSON content, gives its one canonical form: sorted keys, no spaces, UTF-8, floats at nine digits.

    Floats are rounded to nine significant digits because the last digits differ by processor.
    """
    return _CANONICAL.encode(_rounded(content)).encode()


def _rounded(content: Any) -> Any:
    if type(content) in (str, int, bool, NoneType):
        return content
    if isinstance(content, float):
        return float(f"{content:.9g}")
    if isinstance(content, dict):
        return {str(key): _rounded(value) for key, value in content.items()}
    if isinstance(content, (list, tuple)):
        return [_rounded(value) for value in content]
    return content


def sha256_of(content: bytes) -> str:
    """Takes bytes, gives their SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def content_id(prefix: str, content: Any) -> str:
    """Takes a prefix ("doc", "clm", "tie") and plain JSON content, gives an id such as "clm-3fa9…" (20 digits)."""
    return f"{prefix}-{sha256_of(canonical_json(content))[:ID_LENGTH]}"
