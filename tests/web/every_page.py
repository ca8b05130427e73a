"""Every page of a desk, opened one after the other: pictures are made of them, and barriers are looked for on them."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from web.served import axe_faults
from web.team import PASSWORDS

TEXT = (
    "On 11 April 2009 the Regional Council of Tessen said that 625 residents were killed in Ardel on 3-4 March, "
    "among them 71 children. The Ministry of the Interior rejected the figure: at most 40 people had died, it said."
)
SHEET = "Name in full;Age;Killed on;Town\nOsa Brin;3;2009-03-04;Ardel\n;;;\nName withheld;4;2009-03-03;Ardel\n"
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
SCHEMES = ("light", "dark")
_ID = re.compile(r"-[0-9a-f]{20}$")


def contexts(
    opened: Any, *, sizes: tuple[str, ...] = tuple(SIZES), schemes: tuple[str, ...] = SCHEMES, language: str = "en"
) -> Iterator[tuple[str, Any]]:
    """Takes a browser and a language, gives an open page for each size and scheme, with what it is called."""
    for size, scheme in product(sizes, schemes):
        width, height = SIZES[size]
        context = opened.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce",
            extra_http_headers={"Accept-Language": language},
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(60000)
        yield f"{size}-{scheme}", page
        context.close()


def of_documents(page: Any, desk: str) -> Iterator[str]:
    """Takes a page and the desk of a project with documents, opens each of its pages, gives what each is called."""
    for name in ("", "documents", "documents?words=killed", "documents?words=zzzz", "figures", "figures?kind=name",
                 "compare", "timeline", "map", "leans", "remarks", "review", "review/differing", "report", "history",
                 "nothing-here"):  # fmt: skip
        page.goto(f"{desk}/{name}")
        yield name.replace("?", "-").replace("=", "-").replace("/", "-") or "first"
    for listed, pattern, most in (
        ("documents", "/documents/doc-", 3), ("figures", "/figures/", 2), ("figures?kind=name", "/figures/", 1),
        ("figures?kind=rejection", "/figures/", 1), ("compare", "/compare/evt-", 2),
    ):  # fmt: skip
        name = listed.replace("?", "-").replace("=", "-")
        for number, link in enumerate(_links(page, f"{desk}/{listed}", pattern)[:most]):
            page.goto(link)
            yield f"{name}-{number}"
            if listed == "compare":
                page.goto(f"{link}/over-time")
                yield f"over-time-{number}"
    yield from _pdf_page(page, desk)
    yield from _looked(page, desk)


def _links(page: Any, listed: str, pattern: str) -> list[str]:
    page.goto(listed)
    found = page.eval_on_selector_all(f"main a[href*='{pattern}']", "links => links.map(a => a.href.split('#')[0])")
    return [link for link in dict.fromkeys(found) if _ID.search(link)]


def _pdf_page(page: Any, desk: str) -> Iterator[str]:
    for link in _links(page, f"{desk}/documents", "/documents/doc-"):
        page.goto(link)
        if page.locator("a[href$='/pages/1']").count():
            page.goto(page.locator("a[href$='/pages/1']").first.evaluate("a => a.href"))
            yield "pdf-page"
            return


def _looked(page: Any, desk: str) -> Iterator[str]:
    page.goto(desk)
    page.fill("#text", TEXT)
    page.click("form.look button.go")
    page.locator("svg.chart:visible").first.wait_for()
    yield "look"


def of_acts(page: Any, desk: str) -> Iterator[str]:
    """Takes a page and the desk of a project with documents, does what only a form opens, gives what each is called."""
    page.goto(f"{desk}/documents")
    page.click("details.take-in summary")
    page.set_input_files("input[name=files]", [{"name": "told.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}])
    page.click("details.take-in button.go")
    page.wait_for_selector("ul.outcomes")
    yield "taken-in"
    page.goto(f"{desk}/figures?kind=figure")
    page.locator("td.said a").first.click()
    yield from _decided(page)
    page.goto(f"{desk}/history")
    page.click("main form[action='/verify'] button")
    page.wait_for_load_state("networkidle")
    yield "verified"


def _decided(page: Any) -> Iterator[str]:
    """What a form finds that somebody overtook, and a decision with what taking it back changes."""
    other = page.context.new_page()
    other.goto(page.url)
    for one, answer in ((other, "accept"), (page, "reject")):
        one.fill(".answers input[name=why]", "another day is meant")
        one.click(f"button[value={answer}]")
        one.wait_for_load_state("networkidle")
    yield "meanwhile"
    page.goto(other.locator(".decisions a").first.evaluate("a => a.href"))
    other.close()
    yield "decision"


def look_at_sheet(page: Any, desk: str, name: str, text: str) -> None:
    """Takes a page, a desk, a sheet's name and text, drops it on the page of lists and waits for its columns."""
    page.goto(f"{desk}/lists")
    page.click("details.take-in summary")
    page.set_input_files("input[name=file]", [{"name": name, "mimeType": "text/csv", "buffer": text.encode()}])
    page.click("details.take-in button.go")
    page.wait_for_selector("#mapping")


def of_lists(page: Any, desk: str) -> Iterator[str]:
    """Takes a page and the desk of a project with lists, opens each of its pages, gives what each is called."""
    _until_linked(page, desk)
    for name in ("lists", "persons", "persons?words=zzzz", "review/pairs", "review/pairs/differing",
                 "review/pairs/measured", "estimates", "told", "told/incident", "told/person",
                 "told/informants"):  # fmt: skip
        page.goto(f"{desk}/{name}")
        yield f"three-{name.replace('/', '-').replace('?', '-').replace('=', '-')}"
    for name, pattern in (("lists", "/lists/lst-"), ("persons", "/persons/per-")):
        for number, link in enumerate(_links(page, f"{desk}/{name}", pattern)[:2]):
            page.goto(link)
            yield f"three-{name}-{number}"
    page.goto(_links(page, f"{desk}/lists", "/lists/lst-")[0])
    page.goto(page.locator("a[href^='/lists/look/']").first.evaluate("a => a.href"))
    yield "three-sheet"
    look_at_sheet(page, desk, "names.csv", SHEET)
    yield "three-sheet-new"
    beside = page.locator("main a[href*='/beside/']")
    if beside.count():
        page.goto(beside.first.evaluate("a => a.href"))
        yield "three-edition"


def _until_linked(page: Any, desk: str) -> None:
    """Opens the page of persons until there are some: rows are linked behind it."""
    for _ in range(120):
        if _links(page, f"{desk}/persons", "/persons/per-"):
            return
        page.wait_for_timeout(500)


def of_team(page: Any, desk: str, code: str = "") -> Iterator[str]:
    """Takes a page, a desk with accounts and the custodian's code, logs in, opens each page that accounts change."""
    page.goto(f"{desk}/login")
    yield "login"
    page.fill("input[name=name]", "K. Custodian")
    page.fill("input[name=password]", PASSWORDS["K. Custodian"])
    page.fill("input[name=code]", code)
    page.click("button.go")
    page.wait_for_selector("form[action='/logout']")
    for name in ("account", "accounts", "audit", "documents", "history", "report"):
        page.goto(f"{desk}/{name}")
        yield f"team-{name}"
    page.goto(f"{desk}/documents")
    page.click("main th a:has-text('witness')")
    yield "team-document"


def barriers(
    opened: Any, walk: Callable[[Any], Iterator[str]], *, size: str, scheme: str, language: str = "en"
) -> list[str]:
    """Takes a browser, a walk of a desk's pages, a size, a scheme and a language, gives what bars a reader of them.

    What is folded is opened first.
    """
    faults: list[str] = []
    for told, page in contexts(opened, sizes=(size,), schemes=(scheme,), language=language):
        for name in walk(page):
            page.wait_for_load_state("networkidle")
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
            faults += [f"{name} {told}: {one}" for one in axe_faults(page)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                faults.append(f"{name} {told}: wider than its screen")
    return faults
