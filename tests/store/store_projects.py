"""Small invented projects for the tests of the store room."""

from pathlib import Path

from accounted.core.document import CharBox, Page, TextLayer
from accounted.store import Act, By, Folder, examine

WHEN = "2031-05-04T10:00:00Z"


def by(salt: str, *, who: str = "Ana", when: str = WHEN) -> By:
    """Takes a salt, gives who acts and when."""
    return By(who=who, when=when, salt=salt)


def new_project(where: Path, *, laptop: str = "one") -> Folder:
    """Takes a folder, gives a new project in it, opened for writing with the keys of a laptop."""
    return Folder.create(where / "project", "Valley of Orm", by=by("begin"), keys=where / f"keys-{laptop}")


def layer_of(document: str, text: str) -> TextLayer:
    """Takes a document's id and a text, gives a text layer with a page and boxes."""
    boxes = tuple(
        CharBox(offset=i, page=1, left=i * 0.1, bottom=0.0, right=i * 0.1 + 1 / 3, top=9.5) for i in range(len(text))
    )
    page = Page(number=1, start=0, end=len(text), width=595.25, height=842.0)
    return TextLayer(document=document, text=text, extractor="plain", version="1", pages=(page,), boxes=boxes)


def add_document(folder: Folder, content: bytes, *, salt: str, when: str = WHEN) -> str:
    """Takes bytes, gives the hash of the document act under which a file and a text layer are kept."""
    kept = folder.keep_file(content)
    text = folder.keep_text(layer_of(f"doc-{salt}", content.decode(errors="replace")))
    act = Act(
        kind="document",
        who="Ana",
        when=when,
        salt=salt,
        content={"sha256": kept.sha256, "name": f"{salt}.txt", "text": text},
        texts=(text,),
    )
    return folder.append([act])[0].act


def note(salt: str, *, when: str = WHEN) -> Act:
    """Takes a salt, gives an act that names no file."""
    return Act(kind="decision", who="Ana", when=when, salt=salt, content={"note": salt})


def changed_paths(folder: Path) -> set[str]:
    """Takes a project folder, gives the paths that an examination reports."""
    return {change.path for change in examine(folder).changes}


def content_of(root: Path) -> dict[str, bytes]:
    """Takes a project folder, gives every file in files, acts, texts and ledger with its bytes."""
    rooms = ("files", "acts", "texts", "ledger")
    found = [path for room in rooms for path in (root / room).rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
