"""Core types to plain JSON content and back, without loss."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Takes a core type (or a tuple of them), gives dicts, lists, text, numbers and None.

    `from_plain` reads back the same value. A field that may hold one of several core types gains "type" with its name.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__name__} | {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value


def from_plain(kind: type[T], content: Any) -> T:
    """Takes a core type and the content that `to_plain` made of one, gives the value; unknown keys are a TypeError."""
    return typing.cast(T, _read(kind, content))


def _read(kind: Any, content: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _read_one_of(typing.get_args(kind), content)
    if origin is tuple:
        return _read_tuple(typing.get_args(kind), content)
    if is_dataclass(kind) and isinstance(content, dict):
        hints = _hints(kind if isinstance(kind, type) else type(kind))
        named = {key: value for key, value in content.items() if key != "type"}
        return kind(**{key: _read(hints.get(key, Any), value) for key, value in named.items()})  # type: ignore[operator]
    return content


def _read_one_of(kinds: tuple[Any, ...], content: Any) -> Any:
    if content is None or not isinstance(content, (dict, list)):
        return content
    if isinstance(content, list):
        return _read(next(k for k in kinds if typing.get_origin(k) is tuple), content)
    named: dict[str, Any] = {k.__name__: k for k in kinds if isinstance(k, type) and is_dataclass(k)}
    only = next(iter(named.values())) if len(named) == 1 else None
    return _read(named.get(content.get("type", ""), only), content)


def _read_tuple(kinds: tuple[Any, ...], content: Any) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], item) for item in content)
    return tuple(_read(kind, item) for kind, item in zip(kinds, content, strict=True))


@lru_cache(maxsize=64)
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)
