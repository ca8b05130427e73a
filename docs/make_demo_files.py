"""Makes the two binary documents of the invented event (a PDF and a DOCX), the same bytes on every machine.

    python docs/make_demo_files.py            writes them into src/accounted/demo/ardel
    python docs/make_demo_files.py --check    says whether the files there are the ones made here; ends with 1 if not

Nothing is compressed and every date is fixed, so that neither a library version nor the clock moves a byte.
"""

import argparse
import io
import sys
import textwrap
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).resolve().parent.parent / "src" / "accounted" / "demo" / "ardel"
REPORT = "06-rights-centre-report.pdf"
STATEMENT = "07-council-statement.docx"

ZIP_DATE = (2009, 4, 11, 9, 0, 0)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 56
LINE_CHARACTERS = 88
BODY, TITLE, HEADING = 10.5, 17.0, 12.5
COLUMNS = (56, 250, 330, 410)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words set in one size; wrapped to the page."""

    words: str
    size: float = BODY
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells set at the fixed columns."""

    cells: tuple[str, ...]
    bold: bool = False


Block = Paragraph | TableRow

REPORT_PAGES: tuple[tuple[Block, ...], ...] = (
    (
        Paragraph("LANNER RIGHTS CENTRE"),
        Paragraph("Ardel, 3-4 March 2009: what we could establish", TITLE, bold=True),
        Paragraph("Corvais, 2 April 2009"),
        Paragraph("Summary", HEADING, bold=True),
        Paragraph(
            "Between 200 and 500 civilians were killed in Ardel in the night of 3 to 4 March 2009. The deaths of 214 "
            "people are documented by name, among them 49 children, 71 women and 94 men. We could not establish how "
            "many more people died."
        ),
        Paragraph(
            "At least 171 people were wounded and 38 are missing. Some 2,700 people had not returned by 25 March. The "
            "Ministry of the Interior holds 23 residents without charge; the Upland Guard holds 17 police officers. "
            "We visited none of them, because neither would let us."
        ),
        Paragraph("What people told us", HEADING, bold=True),
        Paragraph(
            "According to residents of the Mill quarter, mortar rounds came from the direction of the police post. "
            "Residents of the Station quarter said that members of the Upland Guard fired from houses. A baker said "
            "that he had carried out seven wounded neighbours in his cart, and that a police officer had helped him."
        ),
        Paragraph(
            "Dr Perrin Vast, director of the district hospital, said that 168 bodies had been received by 12 March. "
            "The parish office gave us a list of 231 dead; 17 of these people were later found alive."
        ),
        Paragraph("Method", HEADING, bold=True),
        Paragraph(
            "We made three visits, of nine days in all, and spoke with residents, police officers and members of the "
            "Guard, each alone. A death is documented by name when the family and one document agree. Two of our "
            "team come from Ardel. We have not visited the upper villages, where the road was closed."
        ),
    ),
    (
        Paragraph("Table 1. People documented by name, by quarter, as of 25 March 2009", HEADING, bold=True),
        TableRow(("Quarter", "Killed", "Wounded", "Missing"), bold=True),
        TableRow(("Mill quarter", "112", "84", "21")),
        TableRow(("Station", "47", "39", "6")),
        TableRow(("Old Town", "38", "31", "7")),
        TableRow(("Outlying farms", "17", "17", "4")),
        TableRow(("Total", "214", "171", "38"), bold=True),
        Paragraph("What others say", HEADING, bold=True),
        Paragraph(
            "The Ministry told the Centre on 30 March that its figure of 30 dead would be revised. It denied that "
            "mortars were used. The Upland Assembly denied that its Guard fired from houses and said that at least "
            "340 residents were killed. The Regional Council of Ardel has spoken of 640 dead; we have not seen its "
            "list."
        ),
        Paragraph("What we call it", HEADING, bold=True),
        Paragraph(
            'The Centre calls the deaths of 14 people in one courtyard "unlawful killings". For the night as a whole '
            "we use the word clashes, because we could not establish who fired first, and because the families asked "
            "us to leave the name to them."
        ),
        Paragraph("Lanner Rights Centre, 4 Ferry Lane, Corvais. Page 2 of 2."),
    ),
)

STATEMENT_BLOCKS: tuple[Block, ...] = (
    Paragraph("REGIONAL COUNCIL OF ARDEL", bold=True),
    Paragraph("Statement of 11 April 2009"),
    Paragraph("Revised figures for the night of 3 to 4 March 2009", bold=True),
    Paragraph(
        "The Council revises the figure of 640 dead that it gave on 20 March. 625 residents were killed (among them "
        "71 children, 190 women and 88 men). 15 entries were taken off the list after it was read aloud in the parish "
        "hall."
    ),
    Paragraph(
        "312 people were wounded, of whom 148 seriously and 184 lightly. Dozens are still missing. 23 residents are "
        "held in Corvais, and we ask for them as the police ask for theirs."
    ),
    Paragraph("Killed, by quarter:"),
    TableRow(("Quarter", "Killed"), bold=True),
    TableRow(("Mill quarter", "305")),
    TableRow(("Station", "142")),
    TableRow(("Old Town", "118")),
    TableRow(("Outlying farms", "46")),
    TableRow(("Total", "625"), bold=True),
    Paragraph("More than 80 houses were destroyed or badly damaged. About 1,900 residents have not returned."),
    Paragraph(
        '"We do not know who fired, and we do not say it," said Tamsin Roake, chair of the Council. "We know who did '
        'not answer the telephone." The Council calls what happened a massacre. It denies that its list was made for '
        "either party."
    ),
)


def pdf_of(pages: Iterable[Iterable[Block]], *, title: str, made_on: str) -> bytes:
    """Takes pages of blocks, a title and a PDF date, gives the bytes of a PDF with standard fonts and a text layer."""
    drawn = [_page(blocks) for blocks in pages]
    first = 5  # catalogue, page tree, two fonts stand before the pages
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(drawn)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawn)} >>".encode("ascii"),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, content in enumerate(drawn):
        objects += [_page_object(first + 2 * number + 1), _stream(content)]
    objects.append(f"<< /Title ({_text(title)}) /CreationDate ({made_on}) >>".encode("cp1252"))
    return _file(objects)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode("ascii")


def _page_object(content: int) -> bytes:
    box = f"[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
    fonts = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
    return f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources {fonts} /Contents {content} 0 R >>".encode("ascii")


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _page(blocks: Iterable[Block]) -> bytes:
    lines, height = [], float(PAGE_HEIGHT - MARGIN)
    for block in blocks:
        if isinstance(block, TableRow):
            height -= 1.5 * BODY
            lines += [_line(x, height, cell, bold=block.bold) for x, cell in zip(COLUMNS, block.cells, strict=False)]
            continue
        height -= 0.6 * block.size
        for words in textwrap.wrap(block.words, int(LINE_CHARACTERS * BODY / block.size)):
            height -= 1.35 * block.size
            lines.append(_line(MARGIN, height, words, size=block.size, bold=block.bold))
    return "\n".join(lines).encode("cp1252")


def _line(x: float, y: float, words: str, *, size: float = BODY, bold: bool = False) -> str:
    return f"BT /F{2 if bold else 1} {size:g} Tf {x:g} {y:.1f} Td ({_text(words)}) Tj ET"


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    info = len(objects)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (info + 1, info, start))
    return out.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx_of(blocks: Iterable[Block]) -> bytes:
    """Takes blocks, gives the bytes of a DOCX with paragraphs and a table, members stored without compression."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{_body(list(blocks))}<w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.create_system = 3  # the same on every system
            member.external_attr = 0o644 << 16
            archive.writestr(member, content.encode("utf-8"))
    return out.getvalue()


def _body(blocks: list[Block]) -> str:
    out, table = [], []
    for block in blocks:
        if isinstance(block, TableRow):
            table.append("<w:tr>" + "".join(_cell(cell, bold=block.bold) for cell in block.cells) + "</w:tr>")
            continue
        out += [*_table(table), _paragraph(block.words, bold=block.bold)]
        table = []
    return "".join(out + _table(table))


def _table(rows: list[str]) -> list[str]:
    grid = '<w:tblGrid><w:gridCol w:w="3400"/><w:gridCol w:w="1700"/></w:tblGrid>'
    return [f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'] if rows else []


def _cell(words: str, *, bold: bool) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_paragraph(words, bold=bold)}</w:tc>'


def _paragraph(words: str, *, bold: bool) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{weight}<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def made() -> dict[str, bytes]:
    """Takes nothing, gives the two files by name."""
    title = "Ardel, 3-4 March 2009: what we could establish"
    return {
        REPORT: pdf_of(REPORT_PAGES, title=title, made_on="D:20090402090000Z"),
        STATEMENT: docx_of(STATEMENT_BLOCKS),
    }


def changed(folder: Path) -> list[str]:
    """Takes the folder of the demo, gives the names of the files there that are not the ones made here."""
    return [
        name
        for name, content in made().items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]


def main(arguments: list[str] | None = None) -> int:
    """Takes the command line, writes the files or checks them, gives the exit code."""
    parser = argparse.ArgumentParser(description="Makes the PDF and the DOCX of the invented event.")
    parser.add_argument("--check", action="store_true", help="change nothing; say which files differ")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are")
    asked = parser.parse_args(arguments)
    if asked.check:
        for name in changed(asked.folder):
            print(f"{name}: not the file that docs/make_demo_files.py makes. Run the script without --check.")
        return 1 if changed(asked.folder) else 0
    for name, content in made().items():
        (asked.folder / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
