"""Where a remark points: takes statements and texts, gives "name:line" or "name:sheet:row" and the remark itself."""

from collections.abc import Mapping, Sequence

from accounted.core.document import Cell, Place
from accounted.core.outcome import Remark
from accounted.core.text import line_of
from accounted.reconcile.statements import Statement


def where_of(name: str, place: Place, texts: Mapping[str, str]) -> str:
    """Takes a document's name, a place in it and the texts, gives where that is: name and line, or sheet and row."""
    if isinstance(place, Cell):
        sheet = f":{place.sheet}" if place.sheet and place.sheet != name else ""
        return f"{name}{sheet}:{place.row}"
    text = texts.get(place.document)
    return f"{name}:{line_of(text, place.start)}" if text is not None else name


def remark_on(code: str, found: Sequence[Statement], texts: Mapping[str, str], *, message: str) -> Remark:
    """Takes a code, the statements it is about (the first says where), texts and message, gives the remark."""
    return Remark(
        code=code,
        where=where_of(found[0].name, found[0].claim.place, texts),
        message=message,
        places=tuple(one.claim.place for one in found),
        made_from=tuple(one.claim.id for one in found),
    )
