"""Names: as given, cut where a path could name a person, printable, and back again."""

from accounted.collect.names import as_on_disk, document_names, printable


def test_absolute_paths_are_cut_below_the_shared_folder() -> None:
    """One folder keeps its own name, one file its last part, several paths what differs."""
    assert document_names(["/home/name/docs"]) == ("docs",)
    assert document_names(["/home/name/docs/a.txt"]) == ("a.txt",)
    assert document_names(["/home/name/docs/a.txt", "/home/name/more/b.txt"]) == ("docs/a.txt", "more/b.txt")
    assert document_names(["/home/name/docs", "/home/name/docs/a.txt"]) == ("docs", "docs/a.txt")


def test_relative_paths_stay() -> None:
    """Relative paths are names as typed, with no slash at the end; those that climb are cut as absolute ones."""
    assert document_names(["docs/", "./b.txt", "."]) == ("docs", "./b.txt", "")
    assert document_names(["../x/a.txt"]) == ("a.txt",)


def test_odd_characters_are_escaped_and_come_back() -> None:
    """Line breaks, direction marks and stray bytes are escaped; joiners of Persian and Hindi are letters and stay."""
    for name in ("a\nb", "a\u202eb", "a\udcffb", "می\u200cروم", "a\\x41", "a\\\\b", "\\", "plain\\name"):
        assert as_on_disk(printable(name)) == name
    assert printable("plain\\name") == "plain\\name"
    assert printable("می\u200cروم") == "می\u200cروم"
