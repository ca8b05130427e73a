"""Takes Vega-Lite specifications, gives still SVG pictures for a page: no browser, no network, the same bytes again."""

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import vl_convert

VEGA_LITE = "5.21"
"""The version that draws; named, so that a newer library draws the same picture."""
_PLACEHOLDER = "https://link.invalid/"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_OPENING = re.compile(r"<svg [^>]*?viewBox=\"([\d. ]+)\"[^>]*>")
_NOISE = re.compile(r" (?:role|aria-roledescription|aria-hidden|pointer-events)=\"[^\"]*\"")


def still_svg(specification: dict[str, Any], *, name: str, title: str) -> str:
    """Takes a specification, a name for its ids and a title, gives an SVG element to stand inside a page.

    Colours are the page's own (currentColor), so that the picture follows light, dark and print. Its links are for the
    mouse; the same links stand in the table that every chart has behind it.
    """
    drawn: str = vl_convert.vegalite_to_svg(_ready(specification), vl_version=VEGA_LITE)
    drawn = _NOISE.sub("", drawn)
    drawn = drawn.replace(f'<a xlink:href="{_PLACEHOLDER}', '<a tabindex="-1" href="')
    described = str(specification.get("description", ""))
    return _OPENING.sub(lambda found: _opening(found[1], name=name, title=title, described=described), drawn, count=1)


def _opening(box: str, *, name: str, title: str, described: str) -> str:
    width, height = box.split()[2:]
    label = f'role="img" aria-labelledby={quoteattr(name + "-t " + name + "-d")}'
    words = f"<title id={quoteattr(name + '-t')}>{escape(_printable(title))}</title>"
    words += f"<desc id={quoteattr(name + '-d')}>{escape(_printable(described))}</desc>"
    return f'<svg class="chart" {label} viewBox="{box}" width="{width}" height="{height}">{words}'


def _ready(content: Any) -> Any:
    """Makes every link absolute, since the drawing library would set its own address before it; drops what SVG bars."""
    if isinstance(content, dict):
        return {
            key: _link(value) if key == "href" and isinstance(value, str) else _ready(value)
            for key, value in content.items()
        }
    if isinstance(content, list):
        return [_ready(item) for item in content]
    return _printable(content) if isinstance(content, str) else content


def _link(address: str) -> str:
    return _PLACEHOLDER + address


def _printable(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
