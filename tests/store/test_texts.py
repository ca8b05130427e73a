"""Text layers are plain files that give back every character."""

from dataclasses import replace
from pathlib import Path

import pytest
from store_projects import add_document, changed_paths, layer_of, new_project

from accounted.core.document import CharBox, Table, TableCell
from accounted.core.outcome import AccountedError, ChangeFound
from accounted.store import text_hash


@pytest.mark.parametrize("text", ["", "a\r\nb\rc\nd\n", "\0\x85\u2028\ufeff", "half \ud800 pair", "Ağdərə 𝟙\n\n"])
def test_every_character_comes_back(tmp_path: Path, text: str) -> None:
    """Line ends, NUL, byte order marks and halves of surrogate pairs come back as they were."""
    layer = replace(layer_of("doc-a", text), boxes=())
    with new_project(tmp_path) as folder:
        name = folder.keep_text(layer)
        assert name == text_hash(layer)
        assert folder.text(name) == layer


def test_boxes_and_pages_come_back_at_nine_digits(tmp_path: Path) -> None:
    """Sides of boxes keep nine significant digits, so that processors agree; all else is equal."""
    layer = layer_of("doc-a", "seven")
    with new_project(tmp_path) as folder:
        found = folder.text(folder.keep_text(layer))
    assert found.pages == layer.pages
    assert [box.offset for box in found.boxes] == [0, 1, 2, 3, 4]
    assert found.boxes[1].right == pytest.approx(layer.boxes[1].right, rel=1e-9)
    assert text_hash(found) == text_hash(layer)


def test_tables_come_back_and_move_no_hash_where_there_are_none(tmp_path: Path) -> None:
    """A text's tables are kept with it; a text without any has the hash that it had before tables were kept."""
    layer = layer_of("doc-a", "seven")
    cells = (TableCell(row=0, column=0, start=0, end=5, columns=2, head=True, more=((1, 2),)),)
    with new_project(tmp_path) as folder:
        with_tables = replace(layer, tables=(Table(cells=cells, page=1),))
        assert folder.text(folder.keep_text(with_tables)).tables == with_tables.tables
        assert folder.text(folder.keep_text(layer)).tables == ()
        heads = [path.read_text() for path in (folder.root).rglob("*.json") if '"boxes_sha256"' in path.read_text()]
    assert sorted('"tables"' in head for head in heads) == [False, True]


def test_parts_can_be_read_without_this_program(tmp_path: Path) -> None:
    """The text is a UTF-8 file, the boxes are a table with named columns, the head is JSON."""
    with new_project(tmp_path) as folder:
        add_document(folder, "zwölf\r\n".encode(), salt="a")
        parts = {path.suffix: path.read_bytes() for path in (folder.root / "texts").rglob("*") if path.is_file()}
    assert parts[".txt"] == "zwölf\r\n".encode()
    assert parts[".csv"].startswith(b"offset,page,left,bottom,right,top\n0,1,0,0,")
    assert b'"extractor":"plain"' in parts[".json"]


def test_box_that_is_no_number_is_refused(tmp_path: Path) -> None:
    """A box with a side that is not finite is refused."""
    box = CharBox(offset=0, page=1, left=float("nan"), bottom=0, right=1, top=1)
    with new_project(tmp_path) as folder, pytest.raises(AccountedError, match="finite numbers"):
        folder.keep_text(replace(layer_of("doc-a", "x"), boxes=(box,)))


@pytest.mark.parametrize("part", [".txt", ".csv", ".json"])
def test_changed_text_is_not_read(tmp_path: Path, part: str) -> None:
    """A text, table or head with other bytes, or one that is gone, is a ChangeFound and is found by verify."""
    with new_project(tmp_path) as folder:
        act = add_document(folder, b"forty", salt="a")
        (text,) = folder.act(act).texts
        path = folder.root / "texts" / text[:2] / f"{text}{part}"
        path.chmod(0o644)
        path.write_bytes(path.read_bytes() + b" ")
        with pytest.raises(ChangeFound, match="other bytes"):
            folder.text(text)
        assert changed_paths(folder.root) == {f"texts/{text[:2]}/{text}{part}"}
        path.unlink()
        with pytest.raises(ChangeFound, match="no file"):
            folder.text(text)
        assert changed_paths(folder.root) == {f"texts/{text[:2]}/{text}{part}"}
