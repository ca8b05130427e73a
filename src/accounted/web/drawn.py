"""Takes a template's name and what it shows, gives the page: every value escaped, in the reader's language."""

import json
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from accounted import __version__
from accounted.viewing.sentences import copy_sentence
from accounted.viewing.tracing import storable
from accounted.web.speech import chosen, direction, headed, spoken, told, words
from accounted.web.state import State

_HERE = Path(__file__).parent


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {"sentence": copy_sentence, "version": __version__}
    made.filters |= {"marked": marked, "plain": _plain, "taken_from": _taken_from, "asked_for": _asked_for}
    made.filters |= {"told": partial(told, language=language), "headed": partial(headed, language=language)}
    return made


def _plain(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _asked_for(asked: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _taken_from(ids: Iterable[str], rows: Mapping[str, Any]) -> list[Any]:
    return [rows[name] for name in ids]


def marked(snippet: str) -> list[tuple[bool, str]]:
    r"""Takes words with the match between U+0001 and U+0002, gives them in pieces: (is the match, words).

    >>> marked("a \1b\2 c")
    [(False, 'a '), (True, 'b'), (False, ' c')]
    """
    pieces = []
    for part in snippet.split("\1"):
        match, mark, rest = part.partition("\2")
        pieces += [(True, match), (False, rest)] if mark else [(False, part)]
    return [piece for piece in pieces if piece[1]]


def page(request: Request, template: str, here: str = "", *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Takes a request, a template, the place in the navigation and what is shown, gives the page."""
    state: State = request.app.state.desk
    language = chosen(request.cookies.get("language", ""), request.headers.get("accept-language", ""))
    told = {
        "here": here,
        "language": language,
        "direction": direction(language),
        "languages": spoken(),
        "csrf": request.state.csrf,
        "project": state.desk.view.meta("title") if state.desk and state.desk.there() else "",
        "unchanged": state.desk.view.meta("unchanged") if state.desk and state.desk.there() else "",
        "making": state.making,
        "opens": state.opens,
        "held_up": state.said,
        "acting": unquote(request.cookies.get("acting", "")) or state.by,
        "part": request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true",
        "path": request.url.path,
    }
    drawn = _environment(language).get_template(f"{template}.html.j2").render(**(told | shown))
    return HTMLResponse(storable(drawn), status_code=status)
