"""Takes a folder, gives a picture of every page of the desk on the demonstration: wide and narrow, light and dark."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from accounted import demo
from web.served import browser, served
from web.team import PASSWORDS, kept_at, made_team, restricted

TEXT = (
    "On 11 April 2009 the Regional Council of Tessen said that 625 residents were killed in Ardel on 3-4 March, "
    "among them 71 children. The Ministry of the Interior rejected the figure: at most 40 people had died, it said."
)
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


def pages(page: Any, address: str) -> Iterator[tuple[str, str]]:
    """Takes an open page and the desk's address, gives name and address of every page, found by its links."""
    for name in ("", "documents", "documents?words=killed", "figures", "compare", "timeline", "map", "leans", "remarks",
                 "review", "estimates", "report", "history", "nothing-here"):  # fmt: skip
        yield name.replace("?", "-").replace("=", "-") or "first", f"{address}/{name}"
    for listed, pattern in (("documents", "documents/doc-"), ("figures", "figures/clm-"), ("compare", "compare/evt-")):
        page.goto(f"{address}/{listed}")
        found = page.eval_on_selector_all(f"a[href*='/{pattern}']", "links => links.map(a => a.href)")
        best = sorted(dict.fromkeys(link.partition("#")[0] for link in found))
        for number, link in enumerate(best[:4] if listed != "figures" else best[:1]):
            yield f"{listed}-{number}", link
            if listed == "compare":
                yield f"over-time-{number}", f"{link}/over-time"
    page.goto(f"{address}/documents")
    found = page.eval_on_selector_all("a[href*='/documents/doc-']", "links => links.map(a => a.href)")
    for link in found:
        page.goto(link)
        if page.locator("a[href$='/pages/1']").count():
            yield "pdf-page", page.locator("a[href$='/pages/1']").first.evaluate("a => a.href")
            return


def main() -> None:
    """Writes the pictures into the folder that is told, else into build/screenshots."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        demo.build(at / "demo", keys=at / "keys")
        with served(at / "demo" / "ardel", at / "keys") as address, browser() as opened:
            listed = dict(pages(opened.new_page(), address))
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    context = opened.new_context(
                        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
                    )
                    page = context.new_page()
                    for name, link in listed.items():
                        page.goto(link)
                        _shot(page, out / f"{name}-{size}-{scheme}.png")
                    page.goto(f"{address}/")
                    page.fill("#text", TEXT)
                    page.click("button.go")
                    page.locator("svg.chart:visible").first.wait_for(timeout=15000)
                    _shot(page, out / f"look-{size}-{scheme}.png")
                    context.close()
        of_lists(at, out)
        team(at / "team", out)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


def of_lists(at: Path, out: Path) -> None:
    """Takes the folder of the demonstration, writes pictures of lists, persons, pairs, forms and estimates."""
    names = ["lists", "persons", "review/pairs", "review/pairs/differing", "review/pairs/measured", "estimates", "told",
             "told/incident", "told/person", "told/informants"]  # fmt: skip
    with served(at / "demo" / "three-lists", at / "keys") as address, browser() as opened:
        page = opened.new_page()
        links = {f"three-{name.replace('/', '-')}": f"{address}/{name}" for name in names}
        for name, pattern in (("list", "lists"), ("person", "persons")):
            page.goto(f"{address}/{pattern}")
            links[f"three-{name}"] = page.locator(f"main a[href^='/{pattern}/']").first.evaluate("a => a.href")
        page.goto(links["three-list"])
        links["three-sheet"] = page.locator("a[href^='/lists/look/']").first.evaluate("a => a.href")
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = opened.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
                )
                page = context.new_page()
                for name, link in links.items():
                    page.goto(link)
                    _shot(page, out / f"{name}-{size}-{scheme}.png")
                context.close()


def team(at: Path, out: Path) -> None:
    """Takes a folder, writes pictures of a desk with accounts: the door, who may what, the log, a decision."""
    at.mkdir()
    made_team(at)
    restricted(at)
    kept = kept_at(at)
    kept.drop_code(kept.named("K. Custodian"))
    with served(at / "project", at / "keys", accounts=kept) as address, browser() as opened:
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = opened.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                page.goto(f"{address}/login")
                _shot(page, out / f"login-{size}-{scheme}.png")
                page.fill("input[name=name]", "K. Custodian")
                page.fill("input[name=password]", PASSWORDS["K. Custodian"])
                page.click("button.go")
                page.wait_for_selector("text=Log out")
                for name in ("account", "accounts", "audit", "documents"):
                    page.goto(f"{address}/{name}")
                    _shot(page, out / f"team-{name}-{size}-{scheme}.png")
                _decided(page, address, out, f"{size}-{scheme}")
                context.close()


def _decided(page: Any, address: str, out: Path, name: str) -> None:
    """Writes what a form finds that somebody overtook, and a decision with what taking it back changes."""
    page.goto(f"{address}/figures?kind=figure&words=485")
    page.locator("td.said a").first.click()
    other = page.context.new_page()
    other.goto(page.url)
    for one, answer in ((other, "accept"), (page, "reject")):
        one.fill(".answers input[name=why]", "another day is meant")
        one.click(f"button[value={answer}]")
        one.wait_for_load_state("networkidle")
    _shot(page, out / f"meanwhile-{name}.png")
    other.locator(".decisions >> text=Undo").first.click()
    _shot(other, out / f"decision-{name}.png")


def _shot(page: Any, path: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(path), full_page=False)


if __name__ == "__main__":
    main()
