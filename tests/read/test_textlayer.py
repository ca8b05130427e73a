"""Text layers of plain text, HTML, DOCX and messages: nothing shown is dropped, nothing broken ends the run."""

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest

from accounted.core.document import Document, TextLayer
from accounted.core.outcome import SetAside
from accounted.read.html import html_text
from accounted.read.textlayer import text_layer

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(media_type: str, encoding: str | None = None) -> Document:
    """Gives a document of this kind."""
    return Document(
        id="doc-1",
        sha256="0" * 64,
        size_bytes=1,
        name="a/b",
        media_type=media_type,
        received_when="2009-03-04",
        received_by="A. Reader",
        encoding=encoding,
    )


def text_of(media_type: str, content: bytes, encoding: str | None = None) -> str:
    """Gives the text of a document of this kind."""
    layer = text_layer(document(media_type, encoding), content)
    assert isinstance(layer, TextLayer), layer
    return layer.text


def code_of(media_type: str, content: bytes, encoding: str | None = None) -> str:
    """Gives the code under which a document of this kind is set aside."""
    aside = text_layer(document(media_type, encoding), content)
    assert isinstance(aside, SetAside), aside
    assert aside.where == "a/b"
    assert aside.sha256 == "0" * 64
    return aside.code


def test_plain_text_is_unchanged() -> None:
    """Line ends, form feeds and blanks stay; a byte-order mark is how to decode and no part of the text."""
    assert text_of("text/plain", b"\xef\xbb\xbf613\r\n \t\x0cx\n\n", "utf-8") == "613\r\n \t\x0cx\n\n"
    assert text_of("text/csv", "été;1\r\n".encode("cp1252"), "cp1252") == "été;1\r\n"


def test_text_that_does_not_decode_is_set_aside() -> None:
    """Bytes that do not fit the encoding are named by place, and nothing is replaced in silence."""
    layer = text_layer(document("text/plain", "utf-8"), b"613 \xff")
    assert isinstance(layer, SetAside)
    assert layer.code == "undecodable-text"
    assert "byte 4" in layer.found
    assert code_of("text/plain", b"\xff", "no-such-encoding") == "undecodable-text"


def test_kinds_without_text_have_an_empty_text() -> None:
    """A photograph, a film, an archive and a sheet are documents without text."""
    for kind in ("image/jpeg", "video/mp4", "application/zip", "application/octet-stream"):
        layer = text_layer(document(kind), b"\xff\xd8")
        assert isinstance(layer, TextLayer)
        assert (layer.text, layer.extractor) == ("", "none")


def test_kinds_that_hold_text_and_are_not_read_are_said() -> None:
    """A file of an old office kind or RTF is kept and said not to be read; a locked one is said to be locked."""
    assert code_of("application/rtf", b"{\\rtf1 613}") == "kind-not-read"
    assert code_of("application/x-ole-storage", b"WordDocument") == "kind-not-read"
    locked = "EncryptedPackage".encode("utf-16-le")
    assert code_of("application/x-ole-storage", locked) == "password-protected"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<title>T</title><h1>Zorvan</h1><p>At least <b>613</b>\n people", "T\n\nZorvan\n\nAt least 613 people"),
        ("<div>one</div><div>two</div>three", "one\ntwo\nthree"),
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a\tb\n1\t2"),
        ("<table><tr><td></td><td>2</td></tr></table>x", "\t2\n\nx"),
        ("<ul><li>613 dead<li>487 wounded</ul>", "613 dead\n487 wounded"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<pre>  a\n   b</pre>", "  a\n   b"),
        ("x<script>613</script><style>613</style><!-- 613 -->y", "xy"),
        ("<noscript>613 dead</noscript>", "613 dead"),
        ("<img alt='613 dead'>shown", "613 dead shown"),
        ("&#54;13&nbsp;&eacute;&amp;", "613\xa0é&"),
        ("a <b> b</b> <i>c </i> d", "a b c d"),
        ("<select><option>one<option>two</select>", "one\ntwo"),
        ("no tags, 5 < 6", "no tags, 5 < 6"),
        ("a\0b", "a\ufffdb"),
        ("<?xml version='1.0' encoding='koi8-r'?><p>é", "é"),
        ("<!-- nothing -->", ""),
        ("", ""),
    ],
)
def test_html_shows_what_a_browser_shows(markup: str, text: str) -> None:
    """Blocks break lines, cells stand apart by tabs, blanks collapse, and all that is shown is there."""
    assert html_text(markup).strip("\n") == text


def test_html_is_decoded_as_told_or_declared() -> None:
    """The document's encoding counts, else what the page declares, else UTF-8, else Windows-1252 as in browsers."""
    assert text_of("text/html", "<p>ёж".encode("koi8-r"), "koi8-r") == "ёж"
    assert text_of("text/html", "<meta charset=koi8-r><p>ёж".encode("koi8-r")) == "ёж"
    assert text_of("text/html", "<p>é".encode("cp1252")) == "é"
    assert text_of("text/html", "<p>é".encode("utf-16")) == "é"


def test_deep_html_is_read_to_its_end() -> None:
    """A hundred thousand nested elements neither crash the reader nor cut the text."""
    deep = "<div>" * 100_000 + "613 deep" + "</div>" * 100_000 + "<b>" * 100_000 + "and after"
    assert html_text(deep) == "613 deep\nand after"


def test_entities_of_markup_are_not_fetched() -> None:
    """A document type that names a file on disk does not bring it in."""
    bomb = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x; shown'
    assert "root" not in html_text(bomb)
    assert "shown" in html_text(bomb)


def made_docx() -> bytes:
    """Gives a DOCX file with paragraphs around a table, a header and a footer."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Council of Zorvan"
    made.sections[0].footer.paragraphs[0].text = "page 1"
    made.add_paragraph("Before: at least 613 persons.")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("group", "killed", "children", "63"), strict=True):
        cell.text = text
    made.add_paragraph("After\tthe table.").add_run().add_break()
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_docx_keeps_the_order_of_paragraphs_and_tables() -> None:
    """A table stands where it stands; header and footer follow the body."""
    text = text_of(DOCX, made_docx())
    assert text.startswith("Before: at least 613 persons.\ngroup\tkilled\nchildren\t63\nAfter\tthe table.\n")
    assert "Council of Zorvan" in text
    assert text.endswith("page 1")


def test_docx_leaves_out_what_was_deleted() -> None:
    """What a tracked change deleted is not text, what it inserted is; notes are read."""
    body = (
        '<w:p><w:del w:id="1"><w:r><w:delText>631</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>613</w:t></w:r></w:ins></w:p>'
    )
    changed = rewritten(made_docx(), "word/document.xml", "<w:body>", f"<w:body>{body}")
    assert text_of(DOCX, changed).startswith("613\nBefore")


def rewritten(package: bytes, part: str, old: str, new: str) -> bytes:
    """Gives a package with one piece of one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(buffer, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info, content.replace(old.encode(), new.encode()) if info.filename == part else content)
    return buffer.getvalue()


def test_broken_docx_is_set_aside() -> None:
    """A cut package, one without a body, and one whose XML does not close are broken; none ends the run."""
    whole = made_docx()
    assert code_of(DOCX, whole[:2000]) == "broken-docx"
    assert code_of(DOCX, b"") == "broken-docx"
    assert code_of(DOCX, rewritten(whole, "word/document.xml", "</w:body>", "")) == "broken-docx"


def test_an_entity_bomb_in_docx_does_not_swell() -> None:
    """Entities that multiply are not expanded."""
    bomb = '<!DOCTYPE x [<!ENTITY a "613"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><w:document'
    swollen = rewritten(made_docx(), "word/document.xml", "<w:document", bomb)
    swollen = rewritten(swollen, "word/document.xml", "Before", "&c;")
    layer = text_layer(document(DOCX), swollen)
    assert isinstance(layer, SetAside) or layer.text.count("613") <= 1


def test_messages_show_who_wrote_when_and_what() -> None:
    """Subject, sender, receiver and date come first, then the plain body; attachments are other documents."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Élise <council@zorvan.example>", "press@zorvan.example"
    mail["Subject"], mail["Date"] = "Chiffres révisés", "Wed, 04 Mar 2009 10:00:00 +0000"
    mail.set_content("Au moins 613 personnes.\n")
    mail.add_alternative("<p>Au moins 613 personnes, en HTML.</p>", subtype="html")
    mail.add_attachment("63", filename="list.txt")
    assert text_of("message/rfc822", mail.as_bytes()) == (
        "Subject: Chiffres révisés\nFrom: Élise <council@zorvan.example>\nTo: press@zorvan.example\n"
        "Date: Wed, 04 Mar 2009 10:00:00 +0000\n\nAu moins 613 personnes."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"Subject: x\nContent-Type: text/html\n\n<p>613 <b>dead</b></p>", "Subject: x\n\n613 dead"),
        (b"Subject: x\nContent-Type: text/plain; charset=made-up\n\n613 \xff", "Subject: x\n\n613 \ufffd"),
        (b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n613 \xff", "Subject: x\n\n613 \ufffd"),
        (b"Subject: =?utf-8?b?broken\nDate: no date\n\n613", "Subject: =?utf-8?b?broken\nDate: no date\n\n613"),
        (b"Subject: x\n\n", "Subject: x"),
        (b"\n613", "613"),
    ],
)
def test_odd_messages_are_read(content: bytes, expected: str) -> None:
    """HTML bodies, made-up encodings, damaged headers and empty bodies give what is there."""
    assert text_of("message/rfc822", content) == expected


def test_an_empty_plain_form_gives_way_to_html() -> None:
    """Where the plain form of a body is blank, the HTML form is read."""
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content(" \n")
    mail.add_alternative("<p>613 dead</p>", subtype="html")
    assert text_of("message/rfc822", mail.as_bytes()) == "Subject: x\n\n613 dead"


def test_broken_messages_are_set_aside() -> None:
    """A message whose parts cannot be told apart, or nest without end, is set aside."""
    no_boundary = b"Subject: x\nContent-Type: multipart/mixed\n\n613"
    assert code_of("message/rfc822", no_boundary) == "broken-message"
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (i, i) for i in range(3000))
    assert code_of("message/rfc822", b"Subject: x\n" + nested) == "broken-message"
