"""Laws of tables and dates: whatever signs, line ends and encodings stand around, no span moves and no date is new."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.document import Document, Span, TextLayer
from accounted.read import read_text, text_layer

SIGNS = st.text(alphabet=" \t\r\né\u0301💥🕊️\u200f\u202eمئة¹²🏴\u00a0שלום(){}<>&;", max_size=12)
CELLS = [["District", "Killed", "Wounded"], ["Mill", "12", "30"], ["Total", "1,275", "41"]]


def layer_of(content: bytes, kind: str, encoding: str | None = None) -> TextLayer:
    """Gives the text layer of bytes."""
    document = Document(
        id="doc-t",
        sha256="0" * 64,
        size_bytes=1,
        name="t",
        media_type=kind,
        received_when="",
        received_by="",
        encoding=encoding,
    )
    made = text_layer(document, content)
    assert isinstance(made, TextLayer)
    return made


def stated(layer: TextLayer) -> list[tuple[str, str]]:
    """Gives effect and number of each claim in a table, every span in it checked."""
    found = []
    for claim in read_text(layer, language="en").claims:
        assert isinstance(claim.place, Span)
        assert layer.text[claim.place.start : claim.place.end] == claim.place.quote
        assert layer.text[claim.quantity.start : claim.quantity.end] == claim.quantity.text
        if claim.rule.endswith("table-cell"):
            found.append((claim.effect, claim.quantity.text))
    return found


def page(before: str, label: str, newline: str = "\n") -> str:
    """Gives a page with signs before its table and in its labels."""
    escaped = "".join(f"&#{ord(sign)};" if sign in "<>&" else sign for sign in before)
    rows = [[f"<td>{cell}</td>" for cell in row] for row in CELLS]
    rows[1][0] = f"<td>Mill {''.join(f'&#{ord(s)};' if s in '<>&' else s for s in label)}</td>"
    lines = ["<table>", *(f"<tr>{''.join(row)}</tr>" for row in rows), "</table>"]
    return f"<p>{escaped}.</p>{newline}" + newline.join(lines)


@given(SIGNS, SIGNS, st.sampled_from(["\n", "\r\n", "\r"]))
@settings(deadline=None)
def test_signs_around_a_table_move_no_cell(before: str, label: str, newline: str) -> None:
    """Emoji, combining marks, right-to-left signs and any line end leave the four figures what and where they are."""
    content = page(before, label, newline).encode("utf-8", errors="replace")
    assert stated(layer_of(content, "text/html", "utf-8")) == [
        ("killed", "12"),
        ("injured", "30"),
        ("killed", "1,275"),
        ("injured", "41"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "cp1252", "koi8-r", "iso8859-6", "cp1256"])
def test_old_encodings_move_no_cell(encoding: str) -> None:
    """A table in an old encoding has its cells where its text has them."""
    label = {"cp1251": "Мельница", "koi8-r": "Мельница", "iso8859-6": "محافظة", "cp1256": "محافظة"}.get(encoding, "é")
    layer = layer_of(page("", label).encode(encoding), "text/html", encoding)
    assert [layer.text[cell.start : cell.end] for cell in layer.tables[0].cells][3] == f"Mill {label}"
    assert len(stated(layer)) == 4


DATES = ["14 Ramadan 1413 AH", "25 (12) February 1917", "17 Shahrivar 1357", "9 January 1905 (O.S.)"]


@given(st.sampled_from(DATES), SIGNS, st.sampled_from([" ", "\n", "\r\n", "\u00a0", "\t"]))
@settings(deadline=None)
def test_a_date_of_another_calendar_is_the_same_among_any_signs(date: str, before: str, gap: str) -> None:
    """Signs before it and any white space within it change neither the days nor the place of the figure."""
    plain = f"On {date} shells killed 40 people."
    text = f"{before}.\n\nOn {date.replace(' ', gap)} shells killed 40 people."
    told = []
    for one in (plain, text):
        reading = read_text(TextLayer(document="d", text=one, extractor="plain-text", version="1"), language="en")
        (claim,) = [claim for claim in reading.claims if claim.quantity.text == "40"]
        assert one[claim.quantity.start : claim.quantity.end] == "40"
        told.append(claim.when)
    assert told[0] == told[1] is not None
