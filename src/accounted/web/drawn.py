"""Takes a template's name and what it shows, gives the page: every value escaped, in the reader's language."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from accounted import __version__
from accounted.core.outcome import Remark
from accounted.core.worded import how_made
from accounted.viewing.opening import PartDesk
from accounted.viewing.sentences import copy_sentence
from accounted.viewing.tracing import storable
from accounted.web.acting import acting_of
from accounted.web.speech import chosen, direction, headed, reworded, spoken, told, words
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
    made.globals |= {"sentence": partial(_sentence, language=language), "version": __version__}
    made.filters["said"] = partial(_said, language=language)
    made.filters |= {"told": partial(told, language=language), "headed": partial(headed, language=language)}
    made.filters |= {"marked": marked, "plain": _plain, "taken_from": _taken_from, "day": _day, "asked_for": _asked_for}
    made.filters["fields"] = _fields
    made.filters["translated"] = words(language).gettext
    return made


def _sentence(row: dict[str, Any], *, language: str, event: str = "") -> str:
    return reworded(how_made(copy_sentence(row, event=event)), language)


def _said(content: Any, language: str) -> str:
    """Takes a remark, a remark or tie of a view, or words, gives its words in a language."""
    if isinstance(content, dict):
        how = content.get("said") or content.get("message") or content["reason"]
    else:
        how = content.message if isinstance(content, Remark) else content
    return reworded(how_made(how) if isinstance(how, str) else how, language)


def _plain(content: Any) -> str:
    return json.dumps(_without_pictures(content), ensure_ascii=False, indent=1)


def _without_pictures(content: Any) -> Any:
    """Content of an act as a page shows it: of the pictures of a scan, how many there are."""
    if isinstance(content, Mapping):
        return {
            name: len(told) if name == "pictures" and isinstance(told, list) else _without_pictures(told)
            for name, told in content.items()
        }
    return content


def _fields(value: str) -> list[tuple[str, Any]]:
    return list(json.loads(value).items())


def _asked_for(asked: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


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


def project_title(request: Request) -> str:
    """Takes a request, gives the project's name, "" where none is open."""
    state: State = request.app.state.desk
    return state.desk.view.meta("title") if state.desk and state.desk.there() else ""


def page(request: Request, template: str, here: str = "", *, status: int = 200, **shown: Any) -> HTMLResponse:
    """Takes a request, a template, the place in the navigation and what is shown, gives the page."""
    state: State = request.app.state.desk
    acting = acting_of(request)
    desk = state.seen_with(acting.clearance) if acting.session or not acting.kept else None
    desk = desk if desk is not None and desk.there() else None
    language = chosen(request.cookies.get("language", ""), request.headers.get("accept-language", ""))
    told = {
        "here": here,
        "language": language,
        "direction": direction(language),
        "languages": spoken(),
        "csrf": request.state.csrf,
        "project": desk.view.meta("title") if desk else "",
        "unchanged": _said(desk.view.unchanged(), language) if desk else "",
        "partly": isinstance(desk, PartDesk),
        "making": state.making and (acting.session is not None or not acting.kept),
        "how_far": state.far,
        "held_up": state.said if acting.session is not None or not acting.kept else "",
        "acting": acting,
        "opens": state.opens,
        "far": request.app.state.binding.secure,
        "may": acting.may,
        "part": request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true",
        "path": request.url.path,
    }
    drawn = _environment(language).get_template(f"{template}.html.j2").render(**(told | shown))
    return HTMLResponse(storable(drawn), status_code=status)
