"""ZIP archives: members are documents, and what an archive is made to do to its reader is set aside."""

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from accounted.collect import Found, Limits, gather
from accounted.collect.archive import climbs
from accounted.core.outcome import SetAside

SMALL = Limits(
    archive_bytes=3_000_000, archive_ratio_from_bytes=100_000, archive_members=50, document_bytes=2_000_000, depth=2
)


def zipped(members: dict[str, bytes], *, stored: bool = False) -> bytes:
    """Gives a ZIP file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def collected(tmp_path: Path, content: bytes, limits: Limits = SMALL) -> tuple[list[str], list[tuple[str, str]]]:
    """Gives the names found in "a.zip" with this content, and code and place of what was set aside."""
    (tmp_path / "a.zip").write_bytes(content)
    items = list(gather([tmp_path / "a.zip"], limits=limits))
    names = [item.name for item in items if isinstance(item, Found)]
    return names, [(item.code, item.where) for item in items if isinstance(item, SetAside)]


def test_members_are_documents_under_their_archive(tmp_path: Path) -> None:
    """The archive is a document and its members follow it, with their own hash and with it as container."""
    (tmp_path / "a.zip").write_bytes(zipped({"b.txt": b"613 persons", "sub/c.txt": b"63 persons"}))
    contents = {}
    for item in gather([tmp_path / "a.zip"]):
        assert isinstance(item, Found)
        contents[item.name] = (item.content()[:2], item.container, item.member)
    assert contents["a.zip/b.txt"] == (b"61", "a.zip", True)
    assert contents["a.zip/sub/c.txt"] == (b"63", "a.zip", True)
    assert contents["a.zip"][1:] == (None, False)


def test_temporary_files_are_gone_afterwards(tmp_path: Path) -> None:
    """The temporary file of a member lasts while it is looked at and not longer."""
    (tmp_path / "a.zip").write_bytes(zipped({"b.txt": b"x", "c.txt": b"y"}))
    paths = [item.path for item in gather([tmp_path / "a.zip"]) if isinstance(item, Found) and item.member]
    assert len(paths) == 2
    assert not any(path.exists() for path in paths)


def test_archives_in_archives_open_to_a_depth(tmp_path: Path) -> None:
    """Nested archives open, and where they nest deeper than the limit the innermost is kept and said."""
    inner = zipped({"deep.txt": b"x"})
    two = zipped({"two.zip": zipped({"one.zip": inner})})
    names, aside = collected(tmp_path, two)
    assert names == ["a.zip", "a.zip/two.zip", "a.zip/two.zip/one.zip"]
    assert aside == [("nested-too-deep", "a.zip/two.zip/one.zip")]


@pytest.mark.parametrize("name", ["../b.txt", "/etc/b.txt", "C:\\b.txt", "x\\..\\..\\b.txt", "a/../../b.txt"])
def test_paths_that_climb_are_set_aside(tmp_path: Path, name: str) -> None:
    """A member whose path leads out of the archive is set aside, and its neighbour is found."""
    names, aside = collected(tmp_path, zipped({name: b"x", "fine.txt": b"y"}))
    assert names == ["a.zip", "a.zip/fine.txt"]
    assert [code for code, _ in aside] == ["zip-path-climbs"]
    assert not (tmp_path.parent / "b.txt").exists()


def test_harmless_paths_do_not_climb() -> None:
    """Dots inside a name are no way out."""
    assert not climbs("a..b/...c/d.txt")


def test_a_member_that_swells_is_set_aside(tmp_path: Path) -> None:
    """A member that unpacks to far more than its packed bytes is set aside, and its neighbour is found."""
    names, aside = collected(tmp_path, zipped({"bomb.txt": bytes(1_500_000), "fine.txt": b"y"}))
    assert names == ["a.zip", "a.zip/fine.txt"]
    assert aside == [("zip-bomb", "a.zip/bomb.txt")]


def test_the_size_in_a_header_is_not_relied_on(tmp_path: Path) -> None:
    """A member whose header tells a small size does not unpack to more than it tells, and is set aside as broken."""
    content = zipped({"bomb.txt": bytes(1_500_000)})
    content = content.replace(struct.pack("<L", 1_500_000), struct.pack("<L", 10))
    names, aside = collected(tmp_path, content)
    assert names == ["a.zip"]
    assert aside == [("broken-zip", "a.zip/bomb.txt")]


def test_too_much_in_all_is_set_aside(tmp_path: Path) -> None:
    """Members that are small one by one and too much together end the unpacking, with the rest counted."""
    member = bytes(range(256)) * 3_500
    limits = replace(SMALL, document_bytes=20_000_000)
    names, aside = collected(tmp_path, zipped({f"{i}.bin": member for i in range(9)}, stored=True), limits)
    assert names == ["a.zip", "a.zip/0.bin", "a.zip/1.bin", "a.zip/2.bin"]
    assert [code for code, _ in aside] == ["zip-bomb", "zip-bomb"]


def test_too_many_members_are_set_aside(tmp_path: Path) -> None:
    """Past the limit of members one line counts those that were not unpacked."""
    names, aside = collected(tmp_path, zipped({f"{i}.txt": b"x" for i in range(60)}))
    assert len(names) == 51
    assert aside == [("zip-bomb", "a.zip")]


def test_limits_hold_over_nested_archives(tmp_path: Path) -> None:
    """An archive of archives spends one common allowance, so that nesting does not multiply it."""
    inner = zipped({f"{i}.txt": b"x" for i in range(40)})
    names, aside = collected(tmp_path, zipped({"one.zip": inner, "two.zip": inner}))
    assert len(names) == 1 + 50
    assert ("zip-bomb", "a.zip/two.zip") in aside


def test_a_vast_list_of_contents_is_not_read(tmp_path: Path) -> None:
    """A list of contents larger than the limits can need is not brought into memory."""
    limits = Limits(archive_members=2)
    names, aside = collected(tmp_path, zipped({f"{i:0200}.txt": b"x" for i in range(10)}), limits)
    assert names == ["a.zip"]
    assert aside == [("zip-bomb", "a.zip")]


def test_a_locked_member_is_set_aside(tmp_path: Path) -> None:
    """A member locked with a password is named, and its neighbour is found."""
    content = bytearray(zipped({"locked.txt": b"x" * 20, "open.txt": b"y"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    names, aside = collected(tmp_path, bytes(content))
    assert names == ["a.zip", "a.zip/open.txt"]
    assert aside == [("zip-encrypted", "a.zip/locked.txt")]


def test_a_changed_member_is_broken(tmp_path: Path) -> None:
    """A member whose bytes do not match their checksum is set aside; the others are found."""
    content = zipped({"bad.txt": b"613 persons", "good.txt": b"63 persons"}, stored=True)
    names, aside = collected(tmp_path, content.replace(b"613 persons", b"631 persons"))
    assert names == ["a.zip", "a.zip/good.txt"]
    assert aside == [("broken-zip", "a.zip/bad.txt")]


def test_a_cut_archive_is_kept_and_said(tmp_path: Path) -> None:
    """An archive without its end is kept as a document and said to be broken."""
    names, aside = collected(tmp_path, zipped({"b.txt": b"x" * 1000}, stored=True)[:500])
    assert names == ["a.zip"]
    assert aside == [("broken-zip", "a.zip")]


def test_a_second_member_of_one_name_is_set_aside(tmp_path: Path) -> None:
    """Of two members with one name the first is found and the second said."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("b.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("b.txt", "two")
    names, aside = collected(tmp_path, buffer.getvalue())
    assert names == ["a.zip", "a.zip/b.txt"]
    assert aside == [("duplicate-member", "a.zip/b.txt")]


def test_links_and_hidden_members_are_said(tmp_path: Path) -> None:
    """A link inside an archive is not followed, and what a system packs for itself is said to be left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("__MACOSX/._b.txt", "x")
    names, aside = collected(tmp_path, buffer.getvalue())
    assert names == ["a.zip"]
    assert aside == [("link-not-followed", "a.zip/link.txt"), ("hidden-file", "a.zip/__MACOSX/._b.txt")]


def test_an_empty_member_is_set_aside(tmp_path: Path) -> None:
    """A member of 0 bytes ends as an empty file does."""
    assert collected(tmp_path, zipped({"b.txt": b""}))[1] == [("empty-file", "a.zip/b.txt")]
