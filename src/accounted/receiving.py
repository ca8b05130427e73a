"""Taking files in: what was found becomes documents of a project, batch by batch, each whole on disk or not at all."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final, Self

from accounted.collect import Found, duplicates
from accounted.core.document import Document, document_id
from accounted.core.outcome import AccountedError, Outcome, Remark, SetAside
from accounted.holdings import Holdings, described_over, description_act, document_act, set_aside_act
from accounted.read import pages_without_text, text_layer
from accounted.read.sheet import names_persons
from accounted.store import Act, By, Folder

_WITH_TABLES: Final = (
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_BATCH: Final = 64
_BATCH_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who acts, and what time it is by this computer's clock; `salt` makes the salt of each act."""

    name: str
    when: str
    salt: Callable[[], str] = field(default=lambda: secrets.token_hex(16))

    @classmethod
    def now(cls, name: str, told_epoch: str | None = None) -> Self:
        """Takes a name, gives who acts at this moment, or at the second that SOURCE_DATE_EPOCH tells."""
        moment = datetime.now(UTC) if told_epoch is None else datetime.fromtimestamp(int(told_epoch), UTC)
        return cls(name=name, when=moment.isoformat(timespec="seconds").replace("+00:00", "Z"))

    def by(self) -> By:
        """Gives what one act records of it, with a salt of its own."""
        return By(who=self.name, when=self.when, salt=self.salt())


class Batch:
    """Documents taken in since the last acknowledgement: hashed, kept, their text made, and the acts that say so."""

    def __init__(self, folder: Folder, held: Holdings, who: Who) -> None:
        self.folder, self.held, self.who = folder, held, who
        self._start()

    def _start(self) -> None:
        self.kept: list[Document] = []
        self.set_aside: list[SetAside] = []
        self.remarks: list[Remark] = []
        self.acts: list[Act] = []
        self.size_bytes = 0

    @property
    def full(self) -> bool:
        """Gives whether the batch is to be put on disk before more is taken in."""
        return len(self.acts) >= _BATCH or self.size_bytes > _BATCH_BYTES

    def take(self, found: Found | SetAside) -> None:
        """Takes what was found, or set aside, into the batch."""
        if isinstance(found, SetAside):
            self._put_aside(found)
            return
        document = self._document(found)
        before = self.held.documents.get(document.id)
        if before is not None:
            self._again(before, document)
        elif document.id not in self.held.sidecars:
            self._keep(document, found)

    def _document(self, found: Found) -> Document:
        inside = found.container and next(
            (d.id for d in reversed(self.held.documents.values()) if d.name == found.container), None
        )
        return document_of(found, who=self.who, container=inside or None)

    def _keep(self, document: Document, found: Found) -> None:
        self.folder.keep_file(found.path)
        self.size_bytes += document.size_bytes
        layer = None if found.sidecar else text_layer(document, found.content())
        text = None
        if isinstance(layer, SetAside):
            self._put_aside(layer)
        elif layer is not None and layer.extractor != "none":
            text = self.folder.keep_text(layer)
            self.remarks += pages_without_text(document, layer)
        self.acts.append(document_act(document, text=text, sidecar=found.sidecar, by=self.who.by()))
        if found.sidecar:
            self.held.sidecars.add(document.id)
            return
        self.kept.append(document)
        self.held.documents[document.id] = document
        self._table_of_persons(document, found)
        if text is not None:
            self.held.texts[document.id] = text

    def _table_of_persons(self, document: Document, found: Found) -> None:
        """Says where a page or a text holds a table that names persons: a person decides whether it is a list."""
        if document.media_type not in _WITH_TABLES:
            return
        try:
            named = names_persons(document.name, found.content(), encoding=document.encoding)
        except AccountedError:
            return  # what does not open is set aside when its text is made
        if named:
            advice = f"to link its rows, say what a column holds: accounted lists columns {document.name} HEADER=name"
            message = f"A table in it names persons; {advice}."
            self.remarks.append(Remark(code="table-of-persons", where=document.name, message=message))

    def _again(self, before: Document, document: Document) -> None:
        """The same bytes under the same name: nothing new, but for what is told about them."""
        told = described_over(before.described, document.described)
        self.kept.append(replace(before, described=told))
        news = "described anew" if told != before.described else "nothing new"
        self.remarks.append(
            Remark(code="held-already", where=before.name, message=f"{before.name} was received before; {news}.")
        )
        if told != before.described:
            self.acts.append(description_act(before.id, document.described, by=self.who.by()))
            self.held.documents[before.id] = replace(before, described=told)

    def _put_aside(self, told: SetAside) -> None:
        self.set_aside.append(told)
        key = (told.code, told.where, told.sha256)
        if key not in self.held.set_aside:
            self.held.set_aside[key] = told
            self.acts.append(set_aside_act(told, by=self.who.by()))

    def done(self) -> Outcome[Document]:
        """Gives what was taken in since the last time, after it is on disk."""
        self.folder.append(self.acts)
        new = {document.id for document in self.kept}
        same = [r for r in duplicates(tuple(self.held.documents.values())) if new & set(r.made_from)]
        outcome = Outcome(kept=tuple(self.kept), set_aside=tuple(self.set_aside), remarks=(*self.remarks, *same))
        self._start()
        return outcome


def document_of(found: Found, *, who: Who, container: str | None = None) -> Document:
    """Takes a found file and who takes it in, gives the document."""
    return Document(
        id=document_id(found.sha256, found.name),
        sha256=found.sha256,
        size_bytes=found.size_bytes,
        name=found.name,
        media_type=found.media_type,
        received_when=who.when,
        received_by=who.name,
        described=found.described,
        container=container,
        encoding=found.encoding,
    )
