"""Documents with the same bytes under two names."""

from collections import defaultdict
from collections.abc import Iterable

from accounted.core.document import Document
from accounted.core.outcome import Remark


def duplicates(documents: Iterable[Document]) -> tuple[Remark, ...]:
    """Takes documents in order of intake, gives a remark "same-bytes" for each hash that stands under several names."""
    by_hash: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if all(document.id != other.id for other in by_hash[document.sha256]):
            by_hash[document.sha256].append(document)
    return tuple(_remark(group) for group in by_hash.values() if len(group) > 1)


def _remark(group: list[Document]) -> Remark:
    names = ", ".join(f"“{document.name}”" for document in group)
    return Remark(
        code="same-bytes",
        where=group[0].name,
        message=f"The same bytes stand under {len(group)} names: {names}. Each name is kept as a document of its own.",
        made_from=tuple(document.id for document in group),
    )
