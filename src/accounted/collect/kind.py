"""The kind of a file, told by its content; its name is a hint where the content leaves it open."""

import re
import zipfile
from pathlib import Path

from accounted.collect.archive import ZIP_FAULTS, listing_bytes
from accounted.collect.encoding import mark_of, unmarked_wide

UNKNOWN = "application/octet-stream"
ZIP = "application/zip"
MESSAGE = "message/rfc822"
HTML = "text/html"
PLAIN = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PARQUET = "application/vnd.apache.parquet"
COMPOUND = "application/x-ole-storage"
UNOPENED_ARCHIVES = {
    "application/gzip": "gzip",
    "application/x-7z-compressed": "7z",
    "application/vnd.rar": "RAR",
    "application/x-tar": "tar",
    "application/x-bzip2": "bzip2",
    "application/x-xz": "xz",
    "application/mbox": "mbox",
}

_SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3gp", "video/3gpp"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"AVI ", "video/x-msvideo"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"PAR1", PARQUET),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", COMPOUND),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
)
_BY_SUFFIX = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".zip": ZIP,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".eml": MESSAGE,
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
_LISTING_BYTES = 50_000_000  # more is no office file, and is not read into memory
_OFFICE = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_TEXT_CONTROLS = b"\t\n\r\f\x08\x1a\x1b"
_CONTROLS = bytes(c for c in [*range(32), 127] if c not in _TEXT_CONTROLS)
_HEADER = re.compile(
    r"^(from|to|cc|subject|date|received|message-id|mime-version|return-path|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)


def suffix_of(name: str) -> str:
    """Takes a name, gives its suffix in lower case with its dot, or an empty text."""
    return Path(name.rsplit("/", 1)[-1]).suffix.lower()


def known_suffix(name: str) -> bool:
    """Takes a name, gives whether its suffix is one of a kind that is often collected."""
    return suffix_of(name) in _KNOWN_SUFFIXES


_KNOWN_SUFFIXES = {
    *_BY_SUFFIX,
    *[
        ".txt",
        ".md",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".tif",
        ".tiff",
        ".heic",
        ".mp4",
        ".mov",
        ".mp3",
        ".ogg",
        ".wav",
    ],
}


def media_type(path: Path, *, head: bytes, name: str) -> str:
    """Takes a file, its first bytes and its name, gives its media type (RFC 6838), by content first."""
    found = _by_signature(head)
    if found == ZIP:
        return _kind_of_zip(path, name)
    if found:
        return found
    if b"%PDF-" in head[:1024] and (suffix_of(name) == ".pdf" or not looks_like_text(head)):
        return PDF  # readers allow other bytes before it (ISO 32000-1, Annex H, note 13)
    return _kind_of_text(head, name) if looks_like_text(head) else _binary_hint(name)


def _by_signature(head: bytes) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    for offset, signature, kind in _SIGNATURES:
        sure = not signature.isascii() or b"\0" in head  # letters alone may also be the first word of a text
        if sure and head.startswith(signature, offset) and (offset != 8 or head.startswith(b"RIFF")):
            return kind
    return None


def _binary_hint(name: str) -> str:
    hint = _BY_SUFFIX.get(suffix_of(name), UNKNOWN)
    return hint if hint in (PDF, DOCX, XLSX, PPTX, ZIP) else UNKNOWN


def _kind_of_zip(path: Path, name: str) -> str:
    hint = _binary_hint(name)
    hint = ZIP if hint in (UNKNOWN, PDF) else hint
    if listing_bytes(path) > _LISTING_BYTES:
        return hint
    try:
        with zipfile.ZipFile(path) as archive:
            return _kind_by_members(archive)
    except ZIP_FAULTS:
        return hint


def _kind_by_members(archive: zipfile.ZipFile) -> str:
    names = archive.NameToInfo
    if "[Content_Types].xml" in names:
        return next((kind for folder, kind in _OFFICE if any(n.startswith(folder) for n in names)), ZIP)
    told = names.get("mimetype")
    if told is None or told.file_size > 100:
        return ZIP
    kind = archive.read(told).decode("ascii", errors="replace").strip()
    return kind if re.fullmatch(r"application/[a-z0-9.+-]+", kind) else ZIP


def looks_like_text(head: bytes) -> bool:
    """Takes first bytes, gives whether they can be text: at most one in a hundred is a control character."""
    if mark_of(head) or unmarked_wide(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 100 <= len(head)


def _kind_of_text(head: bytes, name: str) -> str:
    hint = _BY_SUFFIX.get(suffix_of(name), PLAIN)
    start = head.decode(mark_of(head) or unmarked_wide(head) or "latin-1", errors="replace")
    if hint == HTML or _MARKUP.match(start):
        return HTML
    if start.startswith("From ") and suffix_of(name) in (".mbox", ".mbx"):
        return "application/mbox"
    if hint == MESSAGE or suffix_of(name) in ("", ".msg", ".mht", ".mhtml"):
        return _message_or_text(start, sure=hint == MESSAGE)
    return hint if hint.startswith("text/") else PLAIN


def _message_or_text(start: str, *, sure: bool) -> str:
    headers = {h.lower() for h in _HEADER.findall(re.split(r"\r?\n\r?\n", start, maxsplit=1)[0])}
    return MESSAGE if len(headers) >= (1 if sure else 3) else PLAIN
