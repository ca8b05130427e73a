"""How long the desk's pages take on an invented project with eight readers at once: median and 95th percentile."""

import argparse
import contextlib
import os
import re
import resource
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
         "/figures?words=women", "/compare", "/leans", "/remarks", "/timeline", "/history", "/review",
         "/map", "/lists", "/persons", "/persons?words=al", "/review/pairs", "/estimates", "/told")  # fmt: skip


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
            _first_view(asking, started)
            print(asking.get("/api/v1/project").json()["counts"], flush=True)
            _go_round(address, (*PATHS, *_deeper(asking)), sizes.rounds, sizes.pause)
            _alone(asking, (*PATHS, *_deeper(asking)))
            _acts(asking)
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"at most {most / 1024:.0f} MB in one process")


def _first_view(asking: httpx.Client, started: float) -> None:
    """Waits for the first view; meanwhile the first screen is asked for."""
    waits: list[float] = []
    while asking.get("/documents").status_code != 200 or "<progress max" in asking.get("/history").text:
        at = time.perf_counter()
        asking.get("/")
        waits.append(1000 * (time.perf_counter() - at))
        time.sleep(0.5)
    print(f"view made in {time.perf_counter() - started:.1f} s", flush=True)
    if waits:
        print(f"first screen meanwhile: median {statistics.median(waits):.0f} ms, at most {max(waits):.0f} ms")
    at = time.perf_counter()
    asking.get("/")
    print(f"first screen {1000 * (time.perf_counter() - at):.0f} ms", flush=True)


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
    events = asking.get("/api/v1/events").json()
    most = max(events, key=lambda event: event["figures"], default=None)
    return (*found, *([f"/compare/{most['id']}"] if most else []))


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
    every = sorted(taken for some in times.values() for taken in some)
    late = every[int(0.95 * len(every)) - 1]
    print(f"{'every page':50} median {statistics.median(every):6.0f} ms  p95 {late:6.0f} ms")


def _alone(asking: httpx.Client, paths: tuple[str, ...]) -> None:
    """Asks for each page with nobody else reading: the least of five, which others at work move least."""
    least: dict[str, float] = {}
    for path in paths * 5:
        started = time.perf_counter()
        asking.get(path)
        least[path] = min(least.get(path, 1e9), 1000 * (time.perf_counter() - started))
    slowest = max(least, key=lambda path: least[path])
    print(
        f"alone: median of pages {statistics.median(least.values()):.0f} ms, slowest {slowest} {least[slowest]:.0f} ms"
    )


def _acts(asking: httpx.Client) -> None:
    """Answers on figures in the queue, one after another, and prints how long each waits."""
    token = re.search(r'data-csrf="(\w+)"', asking.get("/").text)
    assert token is not None
    taken = []
    for _ in range(20):
        asked = re.search(r'action="/review/((?:clm|lbl|dnl)-\w+)"', asking.get("/review").text)
        if asked is None:
            return
        started = time.perf_counter()
        answer = {"csrf": token[1], "answer": "accept"}
        asking.post(f"/review/{asked[1]}", data=answer, follow_redirects=True)
        taken.append(1000 * (time.perf_counter() - started))
    print(f"an answer and the next figure: median {statistics.median(taken):.0f} ms, at most {max(taken):.0f} ms")


if __name__ == "__main__":
    main()
