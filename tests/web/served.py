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

from accounted.web.app import make_app
from accounted.web.state import project_at

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


@contextlib.contextmanager
def served(root: Path | None, keys: Path, *, opens: bool = False) -> Iterator[str]:
    """Takes a project folder or none, keys, whether addresses are opened, gives where its desk answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    app = make_app(project_at(root, keys), by="A. Reader", port=port, opens=opens)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
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
