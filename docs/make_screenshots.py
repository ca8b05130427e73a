"""Takes a folder, gives a picture of every page of the desk on the demonstration: wide and narrow, light and dark.

`python docs/make_screenshots.py FOLDER [LANGUAGE]` shows the desk in English unless another of its languages is told.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from accounted import demo
from web.every_page import contexts, of_acts, of_documents, of_lists, of_team
from web.served import browser, served
from web.team import kept_at, made_team, restricted


def main() -> None:
    """Writes the pictures into the folder that is told, else into build/screenshots."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    language = sys.argv[2] if len(sys.argv) > 2 else "en"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as opened:
        at = Path(folder)
        demo.build(at / "demo", keys=at / "keys")
        with served(at / "demo" / "ardel", at / "keys") as address:
            pictures(opened, address, (of_documents, of_acts), out, language=language)
        with served(at / "demo" / "three-lists", at / "keys") as address:
            pictures(opened, address, (of_lists,), out, language=language)
        (at / "team").mkdir()
        team = made_team(at / "team")
        restricted(team)
        kept = kept_at(team)
        kept.drop_code(kept.named("K. Custodian"))
        with served(team / "project", team / "keys", accounts=kept) as address:
            pictures(opened, address, (of_team,), out, language=language)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


def pictures(
    opened: Any, address: str, walks: tuple[Callable[[Any, str], Iterator[str]], ...], out: Path, *, language: str
) -> None:
    """Takes a browser, a desk, walks of its pages, a folder and a language, writes each page in each size and
    scheme.
    """
    for size, page in contexts(opened, language=language):
        for walk in walks:
            for name in walk(page, address):
                page.wait_for_load_state("networkidle")
                page.screenshot(path=str(out / f"{name}-{size}.png"), full_page=True)


if __name__ == "__main__":
    main()
