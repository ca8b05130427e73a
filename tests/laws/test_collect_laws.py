"""Laws of collecting: nothing is lost, bytes are as received, names are lasting."""

import hashlib
import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounted.collect import Found, as_on_disk, gather, printable
from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside
from accounted.read.textlayer import text_layer

PARTS = st.sampled_from(
    ["a", "b.txt", "c.html", "d.zip", "e.eml", "f.csv", "documents.csv", "b.txt.toml", ".h", "g..x"]
)
CONTENTS = st.one_of(
    st.binary(max_size=80),
    st.text(max_size=40).map(lambda text: text.encode("utf-8")),
    st.sampled_from(
        [b"", b"%PDF-1.4", b"PK\x03\x04", b"file,source\nb.txt,x\n", b"Subject: x\n\nbody", b"title = 'x'"]
    ),
)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, bytes]:
    """Draws a folder: paths with contents, no path below another file."""
    paths = draw(st.lists(st.lists(PARTS, min_size=1, max_size=3), max_size=8))
    files: dict[str, bytes] = {}
    for parts in paths:
        path = "/".join([*(f"{part}-folder" for part in parts[:-1]), parts[-1]])
        files[path] = draw(CONTENTS)
    return files


@given(trees())
@example({"a": b"", "documents.csv": b"\r\x00"})
@settings(deadline=None, max_examples=80)
def test_inputs_are_found_or_set_aside(files: dict[str, bytes]) -> None:
    """Each file of any folder is found once with its own hash, or set aside once, or hidden with its folder."""
    with TemporaryDirectory() as place:
        top = Path(place, "docs")
        top.mkdir()
        for name, content in files.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_bytes(content)
        items = list(gather([top]))
    found = {item.name: item for item in items if isinstance(item, Found)}
    aside = [item.where for item in items if isinstance(item, SetAside)]
    assert len(found) == sum(isinstance(item, Found) for item in items)
    for name, content in files.items():
        full = f"docs/{name}"
        hidden = any(full.startswith(f"{where}/") for where in aside if f"docs/{name}".startswith(where))
        if full in found:
            assert found[full].sha256 == hashlib.sha256(content).hexdigest()
            assert found[full].size_bytes == len(content)
        else:
            assert hidden or aside.count(full) == 1


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.binary(max_size=50), max_size=6))
@settings(deadline=None, max_examples=80)
def test_members_are_found_or_set_aside(members: dict[str, bytes]) -> None:
    """Each member of any archive is found or set aside by its name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    with zipfile.ZipFile(buffer) as archive:
        expected = {
            f"a.zip/{printable(i.orig_filename)}"
            for i in archive.infolist()
            if i.file_size or not i.filename.endswith("/")
        }
    with TemporaryDirectory() as place:
        path = Path(place, "a.zip")
        path.write_bytes(buffer.getvalue())
        items = list(gather([path]))
    met = {item.name if isinstance(item, Found) else item.where for item in items}
    assert expected <= met


@given(st.text())
def test_names_are_printable_and_come_back(name: str) -> None:
    """Any name becomes text that UTF-8 can hold without control characters, and can be turned back."""
    shown = printable(name)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert "\n" not in shown
    assert as_on_disk(shown) == name


@given(
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"]),
)
def test_told_text_is_decoded_unchanged(text: str, encoding: str) -> None:
    """Any text in any Unicode form comes back letter for letter, line ends and all, but for a mark at its start."""
    content = text.encode(encoding)
    document = Document(
        id="doc-1",
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
        name="a.txt",
        media_type="text/plain",
        received_when="2009-03-04",
        received_by="A. Reader",
        encoding=encoding,
    )
    layer = text_layer(document, content)
    assert isinstance(layer, TextLayer)
    assert layer.text == text.removeprefix("\ufeff")
