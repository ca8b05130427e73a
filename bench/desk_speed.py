"""How long the desk's pages take on an invented project with eight readers at once: median and 95th percentile."""

import argparse
import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from web.made_project import made_project

READERS = 8
PORT = 8799
PATHS = ("/", "/documents", "/documents?words=killed", "/documents?page=7", "/figures", "/figures?effect=killed",
         "/compare", "/leans", "/remarks", "/timeline", "/history", "/review")  # fmt: skip


def main() -> None:
    """Makes the project, lets eight readers go round the pages, prints each page's times."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--documents", type=int, default=2000)
    told.add_argument("--figures", type=int, default=10)
    told.add_argument("--rows", type=int, default=100_000)
    told.add_argument("--rounds", type=int, default=6)
    told.add_argument("--pause", type=float, default=0.3, help="seconds that a reader reads before the next page")
    sizes = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        started = time.perf_counter()
        made_project(at / "project", at / "keys", documents=sizes.documents, figures=sizes.figures, rows=sizes.rows)
        print(f"made in {time.perf_counter() - started:.1f} s", flush=True)
        started = time.perf_counter()
        with _served(at) as address, httpx.Client(base_url=address, timeout=3600) as asking:
            while asking.get("/documents").status_code != 200:
                time.sleep(1)
            print(f"view made in {time.perf_counter() - started:.1f} s", flush=True)
            while asking.get("/").text.count("Look again"):
                time.sleep(1)
            print(asking.get("/api/v1/project").json()["counts"], flush=True)
            started = time.perf_counter()
            asking.get("/")
            print(f"first screen {1000 * (time.perf_counter() - started):.0f} ms", flush=True)
            _go_round(address, (*PATHS, *_deeper(asking)), sizes.rounds, sizes.pause)


@contextlib.contextmanager
def _served(at: Path) -> Iterator[str]:
    """Serves the desk in a process of its own, so that readers take no time from it."""
    address = f"http://127.0.0.1:{PORT}"
    program = [sys.executable, "-c", "from accounted.cli import main; main()", "serve", "--port", str(PORT)]
    environment = os.environ | {"ACCOUNTED_KEYS": str(at / "keys")}
    process = subprocess.Popen([*program, "--project", str(at / "project")], env=environment)
    try:
        for _ in range(200):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{address}/static/desk.css")
                break
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _deeper(asking: httpx.Client) -> tuple[str, ...]:
    found = []
    for path, pattern in (
        ("/documents", r"/documents/doc-\w+"),
        ("/figures", r"/figures/clm-\w+"),
        ("/compare", r"/compare/evt-\w+"),
    ):
        found += list(dict.fromkeys(re.findall(pattern, asking.get(path).text)))[:2]
    return tuple(found)


def _go_round(address: str, paths: tuple[str, ...], rounds: int, pause: float) -> None:
    times: dict[str, list[float]] = defaultdict(list)

    def read(offset: int) -> None:
        with httpx.Client(base_url=address, timeout=600) as asking:
            for number in range(rounds * len(paths)):
                path = paths[(number + offset * 3) % len(paths)]
                started = time.perf_counter()
                answer = asking.get(path)
                times[path].append(1000 * (time.perf_counter() - started))
                assert answer.status_code in (200, 303), (path, answer.status_code)
                time.sleep(pause)

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for path, taken in times.items():
        ordered = sorted(taken)
        late = ordered[int(0.95 * len(ordered)) - 1]
        print(f"{path[:50]:50} median {statistics.median(ordered):6.0f} ms  p95 {late:6.0f} ms")


if __name__ == "__main__":
    main()
