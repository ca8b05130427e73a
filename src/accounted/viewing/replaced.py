"""Takes a view and documents, gives which of them later ones replace, who decided so and why."""

from collections.abc import Sequence
from typing import Final

from accounted.viewing.view import Row, View, as_marks

_NAMES: Final = "earlier later by at why decision".split()
_EARLIER: Final = "json_extract(a.content, '$.decision.about[0]')"
_LATER: Final = "json_extract(a.content, '$.decision.about[1]')"


def replaced_by(view: View, documents: Sequence[str]) -> dict[str, Row]:
    """Takes a view and ids of documents, gives for each that was replaced the newest decision that stands on it."""
    found: dict[str, Row] = {}
    for start in range(0, len(documents), 500):
        part = documents[start : start + 500]
        asked = (
            f"select {_EARLIER}, {_LATER}, d.by, d.at, d.why, d.id from act a "  # noqa: S608 - written here
            "join decision d on d.id = json_extract(a.content, '$.decision.id') where a.number in "
            f"(select number from about where thing in ({as_marks(part)})) "
            "and d.kind = 'edition' and d.stands = 1 and d.value <> '' order by d.place"
        )
        rows = (dict(zip(_NAMES, map(str, line), strict=True)) for line in view.ask(asked, part))
        found |= {row["earlier"]: row for row in rows if row["earlier"] in part}
    return found
