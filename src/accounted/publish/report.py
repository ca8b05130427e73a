"""Takes an edition, gives the pages and data of its report: a folder that reads without script, network or program."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from accounted.publish import wording
from accounted.publish.catalogue import Catalogue, catalogue, page_of
from accounted.publish.edition import Edition
from accounted.publish.estimates import estimates_page
from accounted.publish.events import sections
from accounted.publish.pictures import FEWEST, picture
from accounted.publish.reading_page import document_page, links
from accounted.publish.statements import title_of
from accounted.publish.tables import data_files, json_bytes
from accounted.publish.views import front_page, leaning_page, specification_path

_ROOM = files("accounted.publish")
_BARRED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def draft(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Takes an edition, gives (path, content) one after another, holding the text of one document at a time.

    Every page is headed as internal, since nothing has passed a redaction gate. The same edition gives the same bytes.
    """
    held = catalogue(edition)
    found = sections(edition, held)
    drawn = [(t, e.title) for e in found.events for t in e.tables if len(t.rows) >= FEWEST]
    pictures = {table.comparison.id: picture(table, event=title) for table, title in drawn}
    pages = _pages()
    view = front_page(edition, held, found, pictures)
    for index in view["events"]:
        for table in index["tables"]:
            table |= {width: Markup(table[width]) for width in ("wide", "narrow")}  # noqa: S704 - drawn here
    heading = f"{edition.title}: {wording.FIGURES_STATED}"
    yield "index.html", _page(pages, "index", edition, heading=heading, view=view)
    yield "leans.html", _page(pages, "leans", edition, heading="Who leans on whom", view=leaning_page(edition, held))
    if edition.estimates is not None:
        view = estimates_page(edition.estimates, {one.id: title_of(one) for one in edition.documents})
        yield "estimates.html", _page(pages, "estimates", edition, heading="Estimates of persons on no list", view=view)
        yield "estimates.json", json_bytes(edition.estimates)
    yield from _documents(pages, edition, held)
    yield "style.css", (_ROOM / "style.css").read_bytes()
    yield from data_files(edition, held)
    for comparison, made in pictures.items():
        yield specification_path(comparison), json_bytes(made.specification)


def _documents(pages: Environment, edition: Edition, held: Catalogue) -> Iterator[tuple[str, bytes]]:
    to = links(edition)
    for document in edition.documents:
        view = document_page(document, edition, held, to=to)
        yield page_of(document.id), _page(pages, "document", edition, heading=title_of(document), view=view)


@cache
def _pages() -> Environment:
    loader = FunctionLoader(lambda name: (_ROOM / "templates" / name).read_text(encoding="utf-8"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _page(pages: Environment, here: str, edition: Edition, *, heading: str, view: dict[str, Any]) -> bytes:
    up = "../" if here == "document" else ""
    drawn = pages.get_template(f"{here}.html.j2").render(
        edition=edition, words=wording, heading=heading, here=here, up=up, **view
    )
    return storable(drawn).encode("utf-8")


def storable(page: str) -> str:
    """Takes a page, gives it with the characters that HTML cannot carry made visible: nothing of a text disappears.

    A control character becomes its picture (U+2400 and on), a lone surrogate the replacement character; a carriage
    return is written as a reference, since browsers would drop it.
    """
    return _BARRED.sub(_visible, page).replace("\r", "&#13;")


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
