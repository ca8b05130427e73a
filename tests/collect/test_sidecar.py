"""Sidecars tell about other files; what cannot be used in one is set aside and the rest counts."""

import io
import zipfile
from pathlib import Path

from accounted.collect import Found, gather
from accounted.core.document import Description
from accounted.core.outcome import SetAside


def collected(*paths: Path) -> tuple[dict[str, Found], list[tuple[str, str]]]:
    """Gives what was found, by name, and code and place of what was set aside."""
    items = list(gather(paths))
    found = {item.name.removeprefix("docs/"): item for item in items if isinstance(item, Found)}
    return found, [(item.code, item.where.removeprefix("docs/")) for item in items if isinstance(item, SetAside)]


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    """Makes a folder "docs" with these files."""
    docs = tmp_path / "docs"
    for name, text in files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    return docs


def test_a_toml_beside_a_file_describes_it(tmp_path: Path) -> None:
    """`report.pdf.toml` describes `report.pdf`; TOML dates and years count as text; its bytes are kept as a sidecar."""
    toml = 'title = "Report"\nsource = "Council"\npublished = 2009-03-04\nseen_in = "Repost"\n'
    docs = folder(tmp_path, {"report.pdf": "%PDF-", "report.pdf.toml": toml})
    found, aside = collected(docs)
    expected = Description(title="Report", source="Council", published="2009-03-04", seen_in="repost")
    assert found["report.pdf"].described == expected
    assert found["report.pdf.toml"].sidecar
    assert not found["report.pdf"].sidecar
    assert aside == []


def test_a_file_given_alone_has_its_sidecars_too(tmp_path: Path) -> None:
    """Sidecars beside a file count when that file is given by itself, once, and rows on its neighbours are no fault."""
    table = "file,source\na.txt,Council\nb.txt,Ministry\n"
    docs = folder(tmp_path, {"a.txt": "a", "b.txt": "b", "documents.csv": table, "a.txt.toml": 'title = "A"'})
    found, aside = collected(docs / "a.txt")
    assert found["a.txt"].described == Description(source="Council", title="A")
    assert list(found) == ["documents.csv", "a.txt.toml", "a.txt"]
    assert aside == []
    found, aside = collected(*sorted(docs.iterdir()))
    assert sorted(found) == ["a.txt", "a.txt.toml", "b.txt", "documents.csv"]
    assert aside == []


def test_a_table_describes_files_below_it(tmp_path: Path) -> None:
    """Rows reach into folders below, a table nearer to the file comes over one farther, headers may vary in form."""
    files = {
        "documents.csv": "\ufeffFile;Source;Obtained by\nsub/b.txt;far;A. Reader\n.\\sub\\c.txt;far;\n",
        "sub/sources.csv": "file,source\nb.txt,near\n",
        "sub/b.txt": "b",
        "sub/c.txt": "c",
    }
    found, aside = collected(folder(tmp_path, files))
    assert found["sub/b.txt"].described == Description(source="near", obtained_by="A. Reader")
    assert found["sub/c.txt"].described == Description(source="far")
    assert aside == []


def test_faults_in_a_table_are_named_by_row(tmp_path: Path) -> None:
    """An unknown column, a bad date, a file that is not there and a second row each have their code and row."""
    table = "file,author,published,seen_in\na.txt,x,4 March,original\nb.txt,,,\na.txt,,2009,\n,,2009,\na2.txt,,,seen\n"
    found, aside = collected(folder(tmp_path, {"a.txt": "a", "a2.txt": "a", "documents.csv": table}))
    assert aside == [
        ("unknown-field", "documents.csv:1"),
        ("bad-date", "documents.csv:2"),
        ("second-row", "documents.csv:4"),
        ("no-such-file", "documents.csv:5"),
        ("bad-value", "documents.csv:6"),
        ("no-such-file", "documents.csv:3"),
    ]
    assert found["a.txt"].described == Description(seen_in="original")


def test_faults_in_a_toml_are_named(tmp_path: Path) -> None:
    """Broken TOML, an unknown field, a list where a text belongs, and a sidecar of no file are each said."""
    files = {
        "a.txt": "a",
        "a.txt.toml": "title = ",
        "b.txt": "b",
        "b.txt.toml": 'author = "x"\nlanguage = ["en"]\npublished = "soon"\ntitle = "B"\n',
        "gone.pdf.toml": 'title = "Gone"',
        "settings.toml": "plain = 1",
    }
    found, aside = collected(folder(tmp_path, files))
    assert aside == [
        ("broken-sidecar", "a.txt.toml:1"),
        ("unknown-field", "b.txt.toml:author"),
        ("bad-value", "b.txt.toml:language"),
        ("bad-date", "b.txt.toml:published"),
        ("no-such-file", "gone.pdf.toml:1"),
    ]
    assert found["b.txt"].described == Description(title="B")
    assert not found["settings.toml"].sidecar


def test_a_table_without_a_file_column_is_a_document(tmp_path: Path) -> None:
    """A list that happens to be called sources.csv is a document of its own."""
    docs = folder(tmp_path, {"sources.csv": "name,town\nx,y\n", "a.txt": "a"})
    found, _ = collected(docs)
    assert not found["sources.csv"].sidecar
    assert list(collected(docs / "a.txt")[0]) == ["a.txt"]


def test_sidecars_work_inside_archives(tmp_path: Path) -> None:
    """A table and a TOML inside an archive describe its members, wherever they stand in it."""
    with zipfile.ZipFile(tmp_path / "docs.zip", "w") as archive:
        archive.writestr("sub/a.txt", "a")
        archive.writestr("sub/a.txt.toml", 'title = "A"')
        archive.writestr("documents.csv", "file,source\nsub/a.txt,Council\nsub/b.txt,Council\n")
    found, aside = collected(tmp_path / "docs.zip")
    assert found["docs.zip/sub/a.txt"].described == Description(title="A", source="Council")
    assert aside == [("no-such-file", "docs.zip/documents.csv:3")]


def test_rows_may_name_members_of_archives(tmp_path: Path) -> None:
    """A table beside an archive may describe a member of it, and a member that is not there is said."""
    docs = folder(tmp_path, {"documents.csv": "file,source\na.zip/b.txt,Council\na.zip/c.txt,Council\n"})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("b.txt", "b")
    (docs / "a.zip").write_bytes(buffer.getvalue())
    found, aside = collected(docs)
    assert found["a.zip/b.txt"].described == Description(source="Council")
    assert aside == [("no-such-file", "documents.csv:3")]
