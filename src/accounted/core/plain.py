"""Core types to plain JSON content and back, without loss."""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = (str, int, float, bool, types.NoneType)
_Reader = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """Takes a core type (or a tuple of them), gives dicts, lists, text, numbers and None.

    `from_plain` reads back the same value. A field that may hold one of several core types gains "type" with its name.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if is_dataclass(kind):
        return {"type": kind.__name__} | {name: to_plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value


def from_plain(kind: type[T], content: Any) -> T:
    """Takes a core type and the content that `to_plain` made of one, gives the value; unknown keys are a TypeError."""
    read = _reader(typing.cast(Any, kind))
    return typing.cast(T, content if read is None else read(content))


@lru_cache(maxsize=256)
def _reader(kind: Any) -> _Reader | None:
    """Gives how content of a kind is read, worked out once a kind; None where it is taken as it is."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _reader_of_one(typing.get_args(kind))
    if origin is tuple:
        return _reader_of_tuple(typing.get_args(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return _reader_of_fields(kind)
    return None


def _reader_of_fields(kind: type[Any]) -> _Reader:
    readers: dict[str, _Reader] = {}
    known = False

    def read(content: Any) -> Any:
        nonlocal known
        if not isinstance(content, dict):
            return content
        if not known:  # at the first use: a type may hold itself
            made = {name: _reader(hint) for name, hint in typing.get_type_hints(kind).items()}
            readers.update((name, reader) for name, reader in made.items() if reader is not None)
            known = True
        named = dict(content)
        named.pop("type", None)
        for name, reader in readers.items():
            if name in named:
                named[name] = reader(named[name])
        return kind(**named)

    return read


def _reader_of_one(kinds: tuple[Any, ...]) -> _Reader | None:
    tuples = [_reader(kind) for kind in kinds if typing.get_origin(kind) is tuple]
    named = {kind.__name__: kind for kind in kinds if isinstance(kind, type) and is_dataclass(kind)}
    only = next(iter(named.values())) if len(named) == 1 else None
    if not tuples and not named:
        return None

    def read(content: Any) -> Any:
        if isinstance(content, list):
            return tuples[0](content) if tuples and tuples[0] else content
        if not isinstance(content, dict):
            return content
        meant = named.get(content.get("type", ""), only)
        reader = _reader(meant) if meant is not None else None
        return content if reader is None else reader(content)

    return read


def _reader_of_tuple(kinds: tuple[Any, ...]) -> _Reader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        every = _reader(kinds[0])
        return tuple if every is None else lambda content: tuple(every(item) for item in content)
    readers = [_reader(kind) for kind in kinds]

    def read(content: Any) -> Any:
        pairs = zip(readers, content, strict=True)
        return tuple(item if reader is None else reader(item) for reader, item in pairs)

    return read


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
