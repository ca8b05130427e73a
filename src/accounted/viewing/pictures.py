"""Takes rows or a page, gives pictures: interval charts as SVG and PNG with their source inside, pages of a PDF."""

import re
import struct
import threading
import zlib
from collections.abc import Iterable
from functools import lru_cache
from textwrap import wrap
from typing import Any, Final
from xml.sax.saxutils import escape

import pypdfium2
import vl_convert

from accounted.core.chart import NARROW, WIDE, ChartRow, interval_chart
from accounted.core.ids import sha256_of
from accounted.publish.charts import still_svg

PAGE_PIXELS: Final = 1400
"""Width of a page's picture: sharp on a screen of twice as many dots, a few hundred kilobytes."""
_INK: Final = "#1d1f21"
_OPENING: Final = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"')
_ONE_AT_A_TIME: Final = threading.Lock()
"""The PDF library is not made for two threads at once."""


def chart_rows(rows: Iterable[dict[str, Any]]) -> tuple[ChartRow, ...]:
    """Takes rows in order, gives the rows of a chart in the same order."""
    return tuple(_chart_row(row) for row in rows)


def _chart_row(row: dict[str, Any]) -> ChartRow:
    quantity = row["quantity"] or {"low": None, "high": None, "best": None, "qualifier": "vague"}
    words = row["figure"] if row["figure"] is not None else f"“{_short(row['label'] or row['quote'])}”"
    return ChartRow(
        said_on=row["when_short"],
        speaker=row["speaker"] or "speaker not named",
        low=quantity["low"],
        high=quantity["high"],
        best=quantity["best"],
        qualifier=quantity["qualifier"],
        words=words if row["stance"] == "says" else f"{row['stance']} {words}",
        rejected=row["stance"] in ("rejects", "doubts"),
        href=f"/figures/{row['id']}",
    )


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 160 else plain[:160].rsplit(" ", 1)[0] + " …"


def specification_of(rows: Iterable[dict[str, Any]], *, description: str, narrow: bool = False) -> dict[str, Any]:
    """Takes rows and what the chart shows, gives the Vega-Lite specification."""
    return interval_chart(chart_rows(rows), description=description, layout=NARROW if narrow else WIDE)


def chart_of(specification: dict[str, Any], *, title: str, source: str, form: str) -> bytes:
    """Takes a specification, a title, a source line and a form ("svg", "png", "inline"), gives the picture.

    An SVG or PNG that leaves the page is drawn on white with title and source line inside; "inline" follows the page's
    colours and stands under the page's own words.
    """
    drawn = still_svg(specification, name="chart-" + sha256_of(title.encode())[:8], title=title)
    if form == "inline":
        return drawn.replace('role="img"', 'role="group"', 1).encode()  # it holds links, so it is no one image
    whole = _with_lines(drawn.replace("currentColor", _INK), title, source)
    return whole.encode() if form == "svg" else _png(whole)


def _with_lines(drawn: str, title: str, source: str) -> str:
    """Sets the title above and the source line below, inside the picture: it says where it is from wherever it goes."""
    found = _OPENING.search(drawn)
    assert found is not None
    width, height = int(float(found["width"])), int(float(found["height"]))
    above, below = wrap(title, width // 8) or [""], wrap(source, width // 6) or [""]
    top, bottom = 10 + 18 * len(above), 14 + 14 * len(below)
    words = [_line(line, 14 + 18 * n, 14) for n, line in enumerate(above, start=0)]
    words += [_line(line, height + top + 14 + 14 * n, 11) for n, line in enumerate(below)]
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
    opening += f'height="{height + top + bottom}" viewBox="0 0 {width} {height + top + bottom}">'
    paper = f'<rect width="{width}" height="{height + top + bottom}" fill="#ffffff"/>'
    return f'{opening}{paper}{"".join(words)}<g transform="translate(0,{top})">{drawn}</g></svg>'


def _line(words: str, y: int, size: int) -> str:
    return f'<text x="2" y="{y}" font-family="sans-serif" font-size="{size}" fill="{_INK}">{escape(words)}</text>'


def _png(drawn: str) -> bytes:
    made: bytes = vl_convert.svg_to_png(drawn, scale=2)
    return made


@lru_cache(maxsize=48)
def page_picture(content: bytes, number: int) -> bytes:
    """Takes the bytes of a PDF and a page's number from 1, gives its picture as PNG; a KeyError for no such page."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= number <= len(document):
                raise KeyError(number)
            page = document[number - 1]
            scale = min(PAGE_PIXELS / max(page.get_width(), 1), PAGE_PIXELS * 3 / max(page.get_height(), 1))
            picture = page.render(scale=scale, grayscale=True)
            width, height, stride = picture.width, picture.height, picture.stride
            lines = bytes(picture.buffer)
        finally:
            document.close()
    rows = (b"\0" + lines[y * stride : y * stride + width] for y in range(height))
    return _grey_png(width, height, b"".join(rows))


def _grey_png(width: int, height: int, lines: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
