"""Writes docs/remarks.md from the gallery: one folder a code, with its input and the messages expected for it.

Run `python docs/make_gallery.py` after changing a folder; `python docs/make_gallery.py --check` only compares.
A folder's code is its name. The meaning of a remark stands in `accounted.reconcile.REMARK_CODES`; any other folder (a
code of a document set aside, say) brings its own `meaning.txt`, whose first line may name its section ("# Set aside").
"""

import json
import sys
from pathlib import Path
from typing import Any

from accounted.reconcile import REMARK_CODES

ROOT = Path(__file__).resolve().parent.parent
GALLERIES = (ROOT / "tests" / "remarks", ROOT / "tests" / "set_aside", ROOT / "tests" / "refusals")
PAGE = ROOT / "docs" / "remarks.md"
REMARKS = "Remarks on figures and documents"
SET_ASIDE = "Set aside"
LONGEST = 1500
FIRST_LINES = 8
HEAD = """# Gallery of messages

Every code that the program gives, with a small invented input and the whole message. A remark says what the content
shows. It does not decide which figure is right. The first part of a line is where: the document and the line, or the
row of a table.

This page is made from the folders of the gallery by `python docs/make_gallery.py`.
"""


def page() -> str:
    """Takes the folders of the gallery, gives the page as Markdown."""
    sections: dict[str, list[str]] = {REMARKS: []}
    for folder in _folders():
        section, meaning = _meaning(folder)
        sections.setdefault(section, []).append(_entry(folder, meaning))
    parts = [f"## {title}\n\n" + "\n".join(entries) for title, entries in sections.items() if entries]
    return "\n".join([HEAD, *parts])


def _folders() -> list[Path]:
    """Gives remarks in the order in which their codes are registered, then the others by name."""
    found = [folder for gallery in GALLERIES if gallery.is_dir() for folder in sorted(gallery.iterdir())]
    order = {code: index for index, code in enumerate(REMARK_CODES)}
    shown = [folder for folder in found if (folder / "expected.txt").is_file() or (folder / "expected.json").is_file()]
    return sorted(shown, key=lambda folder: (order.get(folder.name, len(order)), folder.name))


def _meaning(folder: Path) -> tuple[str, str]:
    if folder.name in REMARK_CODES:
        return REMARKS, REMARK_CODES[folder.name]
    told = folder / "meaning.txt"
    lines = told.read_text(encoding="utf-8").strip().splitlines() if told.is_file() else []
    if lines and lines[0].startswith("#"):
        return lines[0].lstrip("# "), " ".join(lines[1:])
    return SET_ASIDE, " ".join(lines)


def _entry(folder: Path, meaning: str) -> str:
    parts = [f"### `{folder.name}`\n", f"{meaning}\n" if meaning else "", _input(folder), _expected(folder)]
    return "\n".join(part for part in parts if part)


def _input(folder: Path) -> str:
    told = folder / "input.json"
    content = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else None
    documents = content.get("documents", []) if isinstance(content, dict) else []
    shown = [_document(document) for document in documents] + [_file(path) for path in _files(folder)]
    shown += [
        f"Decided by a person: {one}, {value}, {other}: {why}\n"
        for one, other, value, why in (content.get("ties", []) if isinstance(content, dict) else [])
    ]
    if isinstance(content, dict) and isinstance(content.get("lists"), dict):
        shown += [_list(name, told) for name, told in content["lists"].items()] + _answers(content)
    ages = content.get("ages") if isinstance(content, dict) else None
    if isinstance(content, dict) and "patterns" in content:
        shown.append(_table(content))
    if ages:
        cells = ", ".join(age or "(empty)" for age in ages["cells"])
        shown.append(f"`{ages['document']}`\n\n```text\nages: {cells}; average as stated: {ages['average']}\n```\n")
    return "\n".join(shown)


def _list(name: str, told: Any) -> str:
    """Gives a list of persons: its text, its texts by encoding, or the sheets of a workbook; a long one is cut."""
    if isinstance(told, dict):
        texts = [
            f"sheet {title}\n" + "\n".join(",".join(map(str, row)) for row in rows) for title, rows in told.items()
        ]
    else:
        parts = [["", told]] if isinstance(told, str) else told
        texts = [(f"(in {encoding})\n" if encoding else "") + text.rstrip("\n") for encoding, text in parts]
    lines = "\n".join(texts).split("\n")
    more = [f"… and {len(lines) - FIRST_LINES} more rows"] if len(lines) > FIRST_LINES + 4 else []
    shown = "\n".join([*lines[:FIRST_LINES], *more] if more else lines)
    return f"`{name}`\n\n```text\n{shown}\n```\n"


def _answers(content: dict[str, Any]) -> list[str]:
    return [
        f"{by} answered “{word}” on {a}, row {n}, and {b}, row {m}.\n"
        for a, n, b, m, word, by in content.get("answers", ())
    ]


def _table(content: dict[str, Any]) -> str:
    """Gives a table of lists: a column of 0 and 1 for each list, strata, and how many persons."""
    header = ",".join([*content["lists"], *content.get("strata", []), "count"])
    lines = [",".join([*row[0], *map(str, row[2:]), str(row[1])]) for row in content["patterns"]]
    rows = "\n".join([header, *lines])
    return f"Method: {content['method']}\n\n```text\n{rows}\n```\n"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "input").rglob("*") if path.is_file())


def _file(path: Path) -> str:
    """Gives a file of the input as it is written, or how many bytes it has where it is no short text."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or not text.replace("\n", "").isprintable() or len(text) > LONGEST:
        return f"`{path.name}`: {len(content):,} bytes\n"
    return f"`{path.name}`\n\n```text\n{text.strip(chr(10))}\n```\n"


def _document(document: dict[str, Any]) -> str:
    told = ", ".join(document[key] for key in ("source", "published") if document.get(key))
    text = document["text"].rstrip("\n") if "text" in document else _rows(document.get("claims", []))
    return f"`{document['name']}` ({told or 'nothing told'})\n\n```text\n{text}\n```\n"


def _rows(claims: list[dict[str, Any]]) -> str:
    """Gives the rows of a table of figures, a line each, with the columns that any of them fills."""
    columns = list(dict.fromkeys(key for claim in claims for key in claim))
    lines = [",".join(columns), *(",".join(str(claim.get(key, "")) for key in columns) for claim in claims)]
    return "\n".join(lines)


def _expected(folder: Path) -> str:
    lines = folder / "expected.txt"
    if not lines.is_file():
        return f"Message:\n\n```json\n{(folder / 'expected.json').read_text(encoding='utf-8').strip()}\n```\n"
    return f"Message:\n\n```text\n{lines.read_text(encoding='utf-8').strip()}\n```\n"


if __name__ == "__main__":
    from made_pages import kept

    sys.exit(kept({PAGE: page()}, by="make_gallery"))
