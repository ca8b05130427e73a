"""Lists in other clothes: tables in pages and texts, ODS and Parquet at collect, headers in twelve languages."""

import io
import zipfile
from pathlib import Path

import docx
import duckdb
import pytest

from accounted.core.document import Document
from accounted.core.outcome import Outcome
from accounted.linking import link_lists, read_list
from accounted.project import Project, Who
from accounted.read.sheet import read_sheet

PAGE = """<!doctype html><html><body><p>Twelve persons were named.</p>
<table><tr><td>Home</td><td>News</td></tr></table>
<table><tr><th>Name</th><th>Age</th><th>Place</th></tr>
<tr><td>Mira <b>Petran</b></td><td>34</td><td rowspan="2">Ardel</td></tr>
<tr><td>Ilan Petran</td><td>8</td></tr>
<tr><td>Tesha Orlin</td><td colspan="2">not told</td></tr></table></body></html>"""
HEADERS = {
    "en": "Full name,Age,Sex,Date of death,Place", "fr": "Nom complet,Âge,Sexe,Date du décès,Lieu",
    "es": "Nombre completo,Edad,Sexo,Fecha de muerte,Lugar", "pt": "Nome completo,Idade,Sexo,Data da morte,Local",
    "de": "Vollständiger Name,Alter,Geschlecht,Todesdatum,Ort", "ru": "ФИО,Возраст,Пол,Дата смерти,Место",
    "uk": "ПІБ,Вік,Стать,Дата смерті,Місце", "tr": "Adı soyadı,Yaşı,Cinsiyeti,Ölüm tarihi,Yer",
    "az": "Soyad ad ata adı,Yaş,Cins,Ölüm tarixi,Yer", "hy": "Անուն ազգանուն,Տարիք,Սեռ,Մահվան ամսաթիվ,Վայր",
    "ar": "الاسم الكامل,العمر,الجنس,تاريخ الوفاة,المكان", "fa": "نام و نام خانوادگی,سن,جنسیت,تاریخ فوت,محل",
}  # fmt: skip


@pytest.mark.parametrize("language", HEADERS)
def test_headers_of_the_twelve_languages_are_proposed(language: str) -> None:
    """Name, age, sex, date and place are told by their headers, whose values alone would not tell all of them."""
    rows = "".join(f"Mira Petran {k},3{k},f,2009-03-0{k},Ardel\n" for k in range(1, 6))
    one = read_sheet("list.csv", f"{HEADERS[language]}\n{rows}".encode(), document="doc").kept[0]
    assert [use.role for use in one.mapping.uses] == ["name", "age", "sex", "date", "place"]
    assert all("header" in use.reason for use in one.mapping.uses)


def test_a_table_in_a_page_is_a_list(tmp_path: Path) -> None:
    """The table that names persons is read with its spanning cells; the one that holds links of the page is not it."""
    (tmp_path / "names.html").write_text(PAGE, encoding="utf-8")
    one, _, _ = read_list(tmp_path / "names.html", name="names.html")
    assert one.sheet == "table 2"
    assert [one.cells(row) for row in range(3)] == [
        ("Mira Petran", "34", "Ardel"), ("Ilan Petran", "8", "Ardel"), ("Tesha Orlin", "not told", "not told"),
    ]  # fmt: skip
    assert one.cell(1, 0).row == 3


def _docx(path: Path) -> Path:
    written = docx.Document()
    written.add_paragraph("List of persons")
    table = written.add_table(rows=4, cols=3)
    cells = (
        ("Name", "Age", "Place"),
        ("Mira Petran", "34", "Ardel"),
        ("Ilan Petran", "8", ""),
        ("Tesha Orlin", "", ""),
    )
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    written.save(str(path))
    return path


def test_a_table_in_a_word_file_is_a_list(tmp_path: Path) -> None:
    """Rows of a DOCX table are rows of a list; a cell merged downwards stands in each of its rows."""
    one, _, _ = read_list(_docx(tmp_path / "names.docx"), name="names.docx")
    assert [one.cells(row) for row in range(3)] == [
        ("Mira Petran", "34", "Ardel"), ("Ilan Petran", "8", "Ardel"), ("Tesha Orlin", "", ""),
    ]  # fmt: skip


def _ods(path: Path, rows: list[list[str]]) -> Path:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    cells = [[f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row] for row in rows]
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    sheet = f'<table:table table:name="S">{body}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {names}>{sheet}</office:document-content>")
    return path


Taken = tuple[Project, list[Outcome[Document]]]


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    """A project with lists as ODS, Parquet, a page and a Word file, and an ODS of prices."""
    people = [["name", "age", "place"], ["Mira Petran", "34", "Ardel"], ["Ilan Petran", "8", "Ardel"]]
    files = [_ods(tmp_path / "names.ods", people), _ods(tmp_path / "prices.ods", [["item", "price"], ["bread", "2"]])]
    files += [
        _docx(tmp_path / "names.docx"),
        tmp_path / "names.parquet",
        tmp_path / "names.html",
        tmp_path / "half.ods",
    ]
    told = "select 'Mira Petran' as name, 34 as age, 'Ardel' as place"
    duckdb.execute(f"copy ({told}) to '{tmp_path / 'names.parquet'}' (format parquet)")
    (tmp_path / "names.html").write_text(PAGE, encoding="utf-8")
    whole = io.BytesIO((tmp_path / "names.ods").read_bytes())
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "half.ods", "w") as new:
        new.writestr("mimetype", old.read("mimetype"))
        new.writestr("content.xml", old.read("content.xml")[:200])
    who = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
    made = Project.create(tmp_path / "p", "Lists", who=who, keys=tmp_path / "keys")
    return made, list(made.collect(files))


def test_sheets_of_every_kind_are_taken_in_and_linked(taken: Taken) -> None:
    """ODS and Parquet lists are lists; an ODS of another kind and a broken one are set aside with their code."""
    project, outcomes = taken
    aside = {(one.code, one.where) for outcome in outcomes for one in outcome.set_aside}
    assert aside == {("kind-not-read", "prices.ods"), ("unreadable-workbook", "half.ods")}
    assert [one.name for one in project.lists().lists] == ["names.ods:S", "names.parquet"]


def test_a_table_of_a_document_is_a_list_once_a_person_says_so(taken: Taken) -> None:
    """Collecting says that a table names persons; what a column holds, decided, makes it a list, row by row."""
    project, outcomes = taken
    told = [one for outcome in outcomes for one in outcome.remarks]
    said = {one.where for one in told if one.code == "table-of-persons"}
    assert said == {"names.docx", "names.html"}
    project.decide("mapping", ("names.html",), value='{"Name": "name"}')
    lists = project.lists()
    assert "names.html:table 2" in [one.name for one in lists.lists]
    assert all(one.where.startswith(("half.ods", "names")) for one in lists.set_aside)


def test_a_page_and_a_sheet_are_linked_outside_a_project(tmp_path: Path) -> None:
    """The persons of a page's table and of a CSV file are found on both."""
    (tmp_path / "names.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.csv").write_text("name,age,place\nPetran Mira,34,Ardel\nIlan Petran,8,Ardel\n", encoding="utf-8")
    assert link_lists([tmp_path / "names.html", tmp_path / "b.csv"]).pairs == 2
