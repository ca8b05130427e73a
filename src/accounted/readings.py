"""The readings of a project's documents: kept by content in the index, so that a document is read once."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from accounted.core.claim import Reading
from accounted.core.document import Document
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import SetAside
from accounted.core.plain import from_plain, to_plain
from accounted.holdings import Holdings, Texts
from accounted.read import VERSION
from accounted.reading import read_document
from accounted.store import Folder

Progress = Callable[[int, int], None]
_KIND: Final = "reading"
_TOGETHER: Final = 64
_SECONDS: Final = 1.0
"""Readings wait for each other so long before they are written, since each writing waits for the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document as it was read, the hash of its reading, and what in it could not be read."""

    reading: Reading
    sha256: str
    problems: tuple[SetAside, ...]


@dataclass(slots=True)
class _Waiting:
    """Readings that are made and not yet in the index."""

    index: Any
    rows: list[tuple[str, Any]] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def put(self, name: str, row: Any) -> None:
        """Takes a document's id and its row, writes it with those that wait, when enough do."""
        self.rows.append((name, row))
        if len(self.rows) >= _TOGETHER or time.monotonic() - self.since > _SECONDS:
            self.write()

    def write(self) -> None:
        """Writes what waits."""
        self.index.put_all(_KIND, self.rows)
        self.rows, self.since = [], time.monotonic()


def read_all(folder: Folder, held: Holdings, *, progress: Progress | None = None) -> Iterator[Read]:
    """Takes an open project, what it holds and whom to tell how far it is, gives each document's reading in order."""
    with folder.index() as index:
        waiting = _Waiting(index)
        try:
            for count, document in enumerate(held.documents.values()):
                if progress is not None:
                    progress(count, len(held.documents))
                yield _read(folder, held, document, waiting)
        finally:
            waiting.write()


def _read(folder: Folder, held: Holdings, document: Document, waiting: _Waiting) -> Read:
    key = sha256_of(canonical_json([VERSION, held.texts.get(document.id), to_plain(document)]))
    before = stored(waiting.index, _KIND, document.id)
    if before is not None and before["key"] == key:
        kept = from_plain(Reading, before["reading"])
        return Read(reading=kept, sha256=before.get("sha256") or _hash(before["reading"]), problems=())
    layer = Texts(folder, held).layer(document.id)
    reading, problems = read_document(document, layer, content=lambda: folder.read_file(document.sha256))
    plain = to_plain(reading)
    made = Read(reading=reading, sha256=_hash(plain), problems=problems)
    waiting.put(document.id, {"key": key, "sha256": made.sha256, "reading": plain})
    return made


def _hash(plain: Any) -> str:
    return sha256_of(canonical_json(plain))


def stored(index: Any, kind: str, name: str) -> Any:
    """Takes an index, a kind and an id, gives what is kept there, or None."""
    try:
        return index.get(kind, name)
    except KeyError:
        return None
