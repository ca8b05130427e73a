"""Exact duplicates are found and both names are said."""

from accounted.collect import duplicates
from accounted.core.document import Document, document_id


def document(name: str, sha256: str) -> Document:
    """Gives a document of this name and hash."""
    return Document(
        id=document_id(sha256, name),
        sha256=sha256,
        size_bytes=1,
        name=name,
        media_type="text/plain",
        received_when="2009-03-04",
        received_by="A. Reader",
    )


def test_the_same_bytes_under_two_names_are_said() -> None:
    """One remark for a hash names all its names, in order of intake; a document given twice is no duplicate."""
    one, two, other = document("b.txt", "a" * 64), document("a.txt", "a" * 64), document("c.txt", "c" * 64)
    (remark,) = duplicates([one, other, two, one])
    assert remark.code == "same-bytes"
    assert remark.made_from == (one.id, two.id)
    assert "“b.txt”, “a.txt”" in remark.message
