"""A text cut at every edge of its marks."""

from accounted.publish.segments import Mark, segments


def mark(name: str, start: int, end: int, *, kind: str = "figure", number: int = 1) -> Mark:
    """Gives a mark."""
    return Mark(id=name, start=start, end=end, kind=kind, number=number)


def test_overlapping_marks_are_cut_where_they_cross() -> None:
    """Two marks that overlap give three pieces, the middle one under both."""
    found = segments("abcdefgh", [mark("a", 1, 5), mark("b", 3, 7, number=2)])
    assert [(s.text, [m.id for m in s.covering]) for s in found] == [
        ("a", []), ("bc", ["a"]), ("de", ["a", "b"]), ("fg", ["b"]), ("h", []),
    ]  # fmt: skip


def test_the_widest_mark_is_outermost_and_the_narrowest_is_linked() -> None:
    """A part inside its total is the inner one, whatever order they come in."""
    found = segments("625 with 71", [mark("part", 9, 11, number=2), mark("whole", 0, 11)])
    assert [s.inner() and s.inner().id for s in found] == ["whole", "part"]  # type: ignore[union-attr]
    assert [s.depth() for s in found] == [1, 2]
    assert [m.id for m in found[-1].closing] == ["whole", "part"]


def test_anchors_do_not_colour_and_empty_marks_are_kept() -> None:
    """A place of a remark covers without a kind; a mark without width opens and closes where it stands."""
    found = segments("abc", [mark("at-0-3", 0, 3, kind="place", number=0), mark("e", 3, 3, number=4), mark("f", 1, 1)])
    assert all(s.kinds() == () for s in found)
    assert [m.id for s in found for m in s.opening] == ["at-0-3", "f", "e"]
    assert sorted(m.id for s in found for m in s.closing) == ["at-0-3", "e", "f"]


def test_marks_beyond_the_text_are_brought_inside() -> None:
    """A mark that reaches past the end never loses or invents text."""
    found = segments("abc", [mark("a", -2, 99)])
    assert "".join(s.text for s in found) == "abc"
    assert [m.id for m in found[0].covering] == ["a"]


def test_pages_begin_where_they_begin() -> None:
    """Page numbers stand before their first character; an empty text with a page is still a piece."""
    found = segments("abcd", [], page_starts={0: 1, 2: 2})
    assert [(s.page, s.text) for s in found] == [(1, "ab"), (2, "cd")]
    assert [s.page for s in segments("", [], page_starts={0: 1})] == [1]
