"""Takes a text layer, gives plain files that anyone can read: the text, the boxes as a table, and a head.

The hash of a text layer is the hash of its head, which holds the hashes of the other two. Text is UTF-8, every
character as it was (line ends, NUL and halves of surrogate pairs too). Floats keep nine significant digits. A layer
without boxes has no table.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from accounted.core.document import CharBox, TextLayer
from accounted.core.ids import canonical_json, sha256_of
from accounted.core.outcome import AccountedError, ChangeFound
from accounted.core.plain import from_plain, to_plain
from accounted.store.acts import read_json
from accounted.store.disk import write_waiting
from accounted.store.layout import content_at, found_at, shown, text_path, waiting

_COLUMNS = "offset,page,left,bottom,right,top"
_HEAD = {"document", "extractor", "version", "encoding", "pages", "text_sha256", "boxes_sha256"}
_MAY_HOLD = {"tables"}  # a text without tables keeps the hash that it had before there were any


def keep_text(root: Path, layer: TextLayer) -> str:
    """Takes the project folder and a text layer, gives the hash under which the layer is kept.

    It waits in `incoming/` until an act that names it among its `texts` is appended.
    """
    parts = _parts(layer)
    text = sha256_of(parts[".json"])
    for part, content in parts.items():
        place = text_path(root, text, part)
        if found_at(root, place) is None:
            write_waiting(waiting(root, place), content)
    return text


def text_hash(layer: TextLayer) -> str:
    """Takes a text layer, gives its hash."""
    return sha256_of(_parts(layer)[".json"])


def _parts(layer: TextLayer) -> dict[str, bytes]:
    text = layer.text.encode("utf-8", "surrogatepass")
    boxes = "".join(_box_lines(layer)).encode() if layer.boxes else None
    head = {
        "document": layer.document,
        "extractor": layer.extractor,
        "version": layer.version,
        "encoding": layer.encoding,
        "pages": to_plain(layer.pages),
        "text_sha256": sha256_of(text),
        "boxes_sha256": None if boxes is None else sha256_of(boxes),
    }
    if layer.tables:
        head["tables"] = to_plain(layer.tables)
    try:
        parts = {".txt": text} if boxes is None else {".txt": text, ".csv": boxes}
        return parts | {".json": canonical_json(head) + b"\n"}
    except ValueError as error:
        raise _no_number(layer) from error


def _box_lines(layer: TextLayer) -> Iterator[str]:
    yield _COLUMNS + "\n"
    for box in layer.boxes:
        sides = (box.left, box.bottom, box.right, box.top)
        if not all(math.isfinite(side) for side in sides):
            raise _no_number(layer)
        yield f"{box.offset},{box.page}," + ",".join(f"{side:.9g}" for side in sides) + "\n"


def _no_number(layer: TextLayer) -> AccountedError:
    return AccountedError(
        where=f"the text layer of {layer.document}",
        found="a page or box whose side is no number",
        expected="finite numbers",
        advice="Set the document aside and report the reader's version.",
    )


def read_text_layer(root: Path, text: str) -> TextLayer:
    """Takes the project folder and the hash of a text layer, gives the layer; other bytes are a ChangeFound."""
    head = _read_head(root, text)
    plain = _checked(root, text, part=".txt", sha256=head["text_sha256"]).decode("utf-8", "surrogatepass")
    boxes_sha256 = head["boxes_sha256"]
    boxes = _checked(root, text, part=".csv", sha256=boxes_sha256).decode() if boxes_sha256 else ""
    told = {key: head[key] for key in ("document", "extractor", "version", "encoding", "pages")}
    layer = from_plain(TextLayer, told | {"text": plain, "boxes": [], "tables": head.get("tables", [])})
    return replace(layer, boxes=tuple(_boxes(boxes)))


def _boxes(table: str) -> Iterator[CharBox]:
    for line in table.split("\n")[1:-1]:
        offset, page, left, bottom, right, top = line.split(",")
        yield CharBox(
            offset=int(offset),
            page=int(page),
            left=float(left),
            bottom=float(bottom),
            right=float(right),
            top=float(top),
        )


def _read_head(root: Path, text: str) -> dict[str, Any]:
    return part_hashes(_checked(root, text, part=".json", sha256=text))


def part_hashes(head: bytes) -> dict[str, Any]:
    """Takes the bytes of a head, gives its fields, among them the hashes of text and boxes; others are a ValueError."""
    told = read_json(head)
    if not isinstance(told, dict) or set(told) - _MAY_HOLD != _HEAD:
        raise ValueError("the head does not hold the fields of a text layer")
    return told


def _checked(root: Path, text: str, *, part: str, sha256: str) -> bytes:
    path = text_path(root, text, part)
    content = content_at(root, path)
    if content is None or sha256_of(content) != sha256:
        raise ChangeFound(
            where=shown(root, path),
            found="no file" if content is None else "other bytes than were written",
            expected="the canonical text as it was written",
            advice="Run `accounted verify` for the whole list, then put back the file from a copy.",
        )
    return content
