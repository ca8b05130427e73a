"""Takes a view, gives the pictures of words that a scan was not sure of, as they were kept with the scan."""

import base64
import json
from collections.abc import Iterable
from typing import Any, Final

from accounted.viewing.view import Row, View

OF_SCANS: Final = ("doubtful-digit", "digits-may-be-reversed")
"""Remarks on words that a scan was not sure of: the picture is looked at beside them."""
_SCAN: Final = (
    "select content from act where kind = 'scan' and json_extract(content, '$.document') = ? "
    "order by number desc limit 1"
)


def word_picture(view: View, document: str, start: int) -> bytes | None:
    """Takes a document and where a word begins in its text, gives the word's picture as PNG, or None without one."""
    found = next((picture for place, picture in _pictures(view, document) if place["start"] == start), None)
    return base64.b64decode(found) if found else None


def _pictures(view: View, document: str) -> list[tuple[Row, str]]:
    kept = view.ask(_SCAN, (document,))
    if not kept:
        return []
    scan: dict[str, Any] = json.loads(kept[0][0])["scan"]
    places = [place for remark in scan["remarks"] for place in remark["places"] if "start" in place]
    return list(zip(places, scan["pictures"], strict=False))


def with_pictures(view: View, remarks: Iterable[Row]) -> tuple[Row, ...]:
    """Takes remarks, gives each with its doubtful words and where their pictures are; none where none was kept."""
    held: dict[str, list[tuple[Row, str]]] = {}
    told = []
    for remark in remarks:
        places = remark["places"] if remark["code"] in OF_SCANS else ()
        for place in places:
            held.setdefault(place["document"], _pictures(view, place["document"]))
        starts = {place.get("start") for place in places}
        found = [
            one for document in {p["document"] for p in places} for one, _ in held[document] if one["start"] in starts
        ]
        told.append(remark | {"pictures": _shown(found)})
    return tuple(told)


def doubtful_in(view: View, row: Row) -> list[tuple[str, str]]:
    """Takes what was stated, gives the words in it that the scan was not sure of, and where their pictures are."""
    start, end = row["place"].get("start"), row["place"].get("end")
    if start is None:
        return []
    held = _pictures(view, row["document"])
    return _shown([place for place, _ in held if place["start"] < end and start < place["end"]])


def _shown(places: Iterable[Row]) -> list[tuple[str, str]]:
    told = ((p["quote"], f"/documents/{p['document']}/words/{p['start']}.png") for p in places)
    return list(dict.fromkeys(told))
