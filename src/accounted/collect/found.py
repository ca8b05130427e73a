"""What collecting gives for one file, and the limits it keeps to."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from accounted.core.document import Description
from accounted.core.outcome import ChangeFound

_NOTHING_TOLD = Description()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one file, one archive and one message may hold before it is set aside.

    Archives are measured while they are unpacked; what their headers say is not relied on. `archive_ratio` is unpacked
    bytes for one packed byte, looked at once more than `archive_ratio_from_bytes` are unpacked: a text of honest make
    stays below 20, deflate ends near 1,030.
    """

    document_bytes: int = 1_000_000_000
    archive_bytes: int = 4_000_000_000
    archive_members: int = 100_000
    archive_ratio: int = 200
    archive_ratio_from_bytes: int = 10_000_000
    message_bytes: int = 200_000_000
    sidecar_bytes: int = 50_000_000
    depth: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file as it was found: its name, the hash of its bytes, its kind told by content, what is told about it.

    `path` holds the bytes. For a member of an archive or message (`member`) it is a temporary file that lasts until the
    next item is asked for. `container` is the name of the archive or message that held it. `encoding_from` says how the
    encoding of a text was found: told, byte-order mark, utf-8, meta element or detected. A `sidecar` tells about other
    files; its bytes are kept and no claims are read in it.
    """

    name: str
    sha256: str
    size_bytes: int
    media_type: str
    path: Path
    encoding: str | None = None
    encoding_from: str | None = None
    container: str | None = None
    member: bool = False
    sidecar: bool = False
    described: Description = _NOTHING_TOLD

    def content(self) -> bytes:
        """Gives the bytes, read again; raises ChangeFound where they are no longer those that were hashed."""
        content = self.path.read_bytes()
        now = hashlib.sha256(content).hexdigest()
        if now != self.sha256:
            raise ChangeFound(
                where=self.name,
                found=f"bytes with the hash {now}",
                expected=f"the bytes first seen, with the hash {self.sha256}",
                advice="Something writes to this file: collect it again when it is at rest.",
            )
        return content
