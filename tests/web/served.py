"""A desk that answers on a free port of this computer while a test runs, and a browser to open it with."""

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn

from accounted.web.accounts import Accounts
from accounted.web.app import make_app
from accounted.web.binding import Asked, bound
from accounted.web.state import project_at

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


def free_port() -> int:
    """Gives a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def served(
    root: Path | None, keys: Path, *, opens: bool = False, accounts: Accounts | None = None, asked: Asked | None = None
) -> Iterator[str]:
    """Takes a project folder or none, keys, whether addresses are opened, accounts, how it is to be reached, gives
    where its desk answers.
    """
    binding = bound(asked or Asked(port=free_port()), accounts=accounts is not None)
    app = make_app(project_at(root, keys), by="A. Reader", binding=binding, accounts=accounts, opens=opens)
    told: dict[str, Any] = {"log_level": "error", "access_log": False, "proxy_headers": False} | binding.tls()
    server = uvicorn.Server(uvicorn.Config(app, host=binding.host, port=binding.port, **told))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"{'https' if binding.certificate else 'http'}://127.0.0.1:{binding.port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """Gives Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  where a browser is there

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield opened
        finally:
            opened.close()


@contextlib.contextmanager
def watched_page(opened: Any) -> Iterator[Any]:
    """Takes a browser, gives an open page; what the browser complains of is a failure of the test."""
    context = opened.new_context(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    one = context.new_page()
    one.set_default_timeout(60000)
    one.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    one.on("pageerror", lambda error: complaints.append(str(error)))
    yield one
    context.close()
    assert complaints == []


def axe_faults(page: Any) -> list[str]:
    """Takes an open page, gives what axe-core finds: it runs in a world of its own, so that the page's policy stays."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8"), "contextId": world})
    asked = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
    told = {"expression": asked, "contextId": world, "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", told)
    assert "value" in answer["result"], answer
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in answer["result"]["value"]]
