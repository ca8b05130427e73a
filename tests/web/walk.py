"""Takes a desk, gives every page of it that a reader comes to by its links."""

import re
import time
from collections.abc import Callable
from html import unescape

import httpx

_LINK = re.compile(r'(?:href|src|hx-get)="(/[^"#]*)')
_TOKEN = re.compile(r'data-csrf="([0-9a-f]{64})"')


def walked(asking: httpx.Client, *, most: int = 150) -> dict[str, httpx.Response]:
    """Takes a client, gives every page below the first screen by its address, as far as links lead."""
    seen: dict[str, httpx.Response] = {}
    waiting = ["/"]
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/static/", "/language/")):
            continue
        seen[path] = asking.get(path)
        if "text/html" in seen[path].headers.get("content-type", "") and not path.startswith("/report/pages"):
            waiting += [unescape(link) for link in _LINK.findall(seen[path].text)]
    return seen


def token(asking: httpx.Client, path: str = "/") -> str:
    """Takes a client and a page, gives the token that its forms carry."""
    found = _TOKEN.search(asking.get(path).text)
    assert found
    return found[1]


def eventually(found: Callable[[], bool], *, seconds: float = 60) -> bool:
    """Takes a question, gives whether its answer is yes within a while: a view is made anew behind the page."""
    until = time.monotonic() + seconds
    while not found():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True
