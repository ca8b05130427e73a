"""A report as a reader's program sees it: pages, links, and the cards that lead home."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html

from journeys.door import accounted

_LINE = re.compile(r"(device-[0-9a-f]+) line (\d+): (\w+),")
_CHARACTERS = re.compile(r"characters ([\d,]+) to ([\d,]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A trace on a page: its id, its steps by name, and the element."""

    id: str
    steps: dict[str, Any]

    def quote(self) -> str:
        """Gives the words that it leads home to."""
        return str(self.steps["Words"].xpath(".//q")[0].text_content())

    def name(self) -> str:
        """Gives the name of the document that its place is in."""
        return str(self.steps["Place"].xpath(".//bdi")[0].text_content())

    def span(self) -> tuple[int, int] | None:
        """Gives the offsets of its place, or None for a cell of a table."""
        found = _CHARACTERS.search(self.steps["Place"].text_content())
        return (int(found[1].replace(",", "")), int(found[2].replace(",", ""))) if found else None

    def sha256(self) -> str:
        """Gives the hash of the file that it shows."""
        return str(self.steps["File"].xpath(".//code")[0].text_content())

    def ledger_lines(self) -> list[tuple[str, int, str]]:
        """Gives the ledger lines that it shows: device, line, act."""
        found = [_LINE.search(div.text_content()) for div in self.steps["Ledger"].xpath("./div[.//code]")]
        acts = [code.text_content() for code in self.steps["Ledger"].xpath(".//code")]
        return [(line[1], int(line[2]), act) for line, act in zip(found, acts, strict=True) if line is not None]


@dataclass(frozen=True)
class Report:
    """A project with its report, parsed once."""

    project: Path
    keys: Path

    @property
    def out(self) -> Path:
        """Gives the folder of the report."""
        return self.project / "out" / "internal"

    @cached_property
    def sources(self) -> dict[str, str]:
        """Gives the source of every page by its path inside the report."""
        found = sorted(self.out.rglob("*.html"))
        return {path.relative_to(self.out).as_posix(): path.read_text(encoding="utf-8") for path in found}

    @cached_property
    def pages(self) -> dict[str, Any]:
        """Gives every page parsed."""
        return {name: lxml.html.fromstring(source) for name, source in self.sources.items()}

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """Gives the ids on every page."""
        return {name: set(page.xpath("//@id")) for name, page in self.pages.items()}

    @cached_property
    def cards(self) -> dict[tuple[str, str], Card]:
        """Gives every trace by page and id."""
        found = ((name, article) for name, page in self.pages.items() for article in page.xpath("//article"))
        return {(name, article.get("id")): _card(article) for name, article in found}

    @cached_property
    def read(self) -> dict[str, Any]:
        """Gives what `read --json` says of every document, by name."""
        said = accounted("read", "--project", self.project, "--json", at=self.project, keys=self.keys)
        return {line["name"]: line for line in said.lines()}

    @cached_property
    def ledgers(self) -> dict[str, list[Any]]:
        """Gives the lines of every ledger by device."""
        found = (self.project / "ledger").glob("*.jsonl")
        return {path.stem: [json.loads(line) for line in path.read_text().splitlines()] for path in found}

    def links(self) -> Iterator[tuple[str, str]]:
        """Gives every link of every page: the page and the address."""
        for name, page in self.pages.items():
            yield from ((name, href) for href in page.xpath("//@href"))

    def target(self, page: str, href: str) -> tuple[str, str]:
        """Takes a page and an address on it, gives the path inside the report and the anchor it leads to."""
        parts = urlsplit(href)
        path = (self.out / page).parent / unquote(parts.path) if parts.path else self.out / page
        return path.resolve().relative_to(self.out.resolve()).as_posix(), unquote(parts.fragment)

    def kept_hash(self, sha256: str) -> str:
        """Takes the hash that is shown, gives that of the kept file of this name, computed here."""
        path = self.project / "files" / sha256[:2] / sha256[2:4] / sha256
        return hashlib.sha256(path.read_bytes()).hexdigest()


def _card(article: Any) -> Card:
    steps = {item.xpath("string(./b)"): item for item in article.xpath("./ol[@class='trace']/li")}
    return Card(id=article.get("id"), steps=steps)
