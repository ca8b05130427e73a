"""Takes an edition, gives the pages and data of its report: a folder that reads without script, network or program."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from accounted.publish import wording
from accounted.publish.catalogue import Catalogue, catalogue, page_of
from accounted.publish.counting import rule_sheets
from accounted.publish.doing_tables import DOING_COLUMNS, doing_files
from accounted.publish.edition import Edition
from accounted.publish.estimates import estimates_page
from accounted.publish.events import Sections, sections
from accounted.publish.leaning import leaning_sheet
from accounted.publish.methods import methods_sheet
from accounted.publish.navigation import Sheet, navigation
from accounted.publish.persons import persons_sheet
from accounted.publish.pictures import FEWEST, Picture, picture
from accounted.publish.positions import position_sheets
from accounted.publish.reading_page import document_page, links
from accounted.publish.statements import title_of
from accounted.publish.tables import data_files, json_bytes
from accounted.publish.views import front_page, specification_path

_ROOM = files("accounted.publish")
_LOOK = files("accounted.core") / "static" / "look.css"
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
    for sheet in _sheets(edition, held, found, pictures):
        yield sheet.path, _page(pages, sheet, edition)
    yield "style.css", _LOOK.read_bytes() + (_ROOM / "style.css").read_bytes()
    yield from data_files(edition, held, more=DOING_COLUMNS)
    yield from doing_files(edition)
    if edition.estimates is not None:
        yield "estimates.json", json_bytes(edition.estimates)
    for comparison, made in pictures.items():
        yield specification_path(comparison), json_bytes(made.specification)


def _sheets(edition: Edition, held: Catalogue, found: Sections, pictures: dict[str, Picture]) -> Iterator[Sheet]:
    """Gives every page in turn; another kind of page is one line more."""
    yield _front(edition, held, found, pictures)
    yield from rule_sheets(edition, held, found)
    yield from position_sheets(edition, held, found)
    yield leaning_sheet(edition, held)
    if edition.persons is not None:
        yield persons_sheet(edition.persons)
    if edition.estimates is not None:
        yield _estimates(edition.estimates, edition)
    yield methods_sheet(edition, held, found)
    yield from _documents(edition, held)


def _front(edition: Edition, held: Catalogue, found: Sections, pictures: dict[str, Picture]) -> Sheet:
    view = front_page(edition, held, found, pictures)
    for index in view["events"]:
        for table in index["tables"]:
            table |= {width: Markup(table[width]) for width in ("wide", "narrow")}  # noqa: S704 - drawn here
    heading = f"{edition.title}: {wording.FIGURES_STATED}"
    return Sheet(path="index.html", key="index", template="index", heading=heading, view=view)


def _estimates(estimates: Mapping[str, Any], edition: Edition) -> Sheet:
    view = estimates_page(estimates, {one.id: title_of(one) for one in edition.documents})
    heading = "Estimates of persons on no list"
    return Sheet(path="estimates.html", key="estimates", template="estimates", heading=heading, view=view)


def _documents(edition: Edition, held: Catalogue) -> Iterator[Sheet]:
    to = links(edition, held)
    for document in edition.documents:
        view = document_page(document, edition, held, to=to)
        path = page_of(document.id)
        yield Sheet(path=path, key="document", template="document", heading=title_of(document), view=view)


@cache
def _pages() -> Environment:
    loader = FunctionLoader(lambda name: (_ROOM / "templates" / name).read_text(encoding="utf-8"))
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _page(pages: Environment, sheet: Sheet, edition: Edition) -> bytes:
    drawn = pages.get_template(f"{sheet.template}.html.j2").render(
        edition=edition,
        words=wording,
        navigation=navigation(edition),
        heading=sheet.heading,
        here=sheet.key,
        up=sheet.up(),
        **sheet.view,
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
