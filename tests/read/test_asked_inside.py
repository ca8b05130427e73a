"""Inside a project a scan or a language model is asked once, by name; what it gave is an act, and walks home."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from made_pdf import pdf_of
from test_scan import drawn, with_tesseract

from accounted.core.document import Span
from accounted.holdings import Texts
from accounted.project import Project, ReadFile, Who
from accounted.reading import Asked

WHO = Who(name="A. Recorder", when="2026-01-02T03:04:05Z", salt=lambda: "0" * 32)
TEXT = "The council of Ardel said the shelling killed 613 people."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A new project of this device."""
    with Project.create(tmp_path / "project", "Ardel", who=WHO, keys=tmp_path / "keys") as made:
        yield made


def collected(project: Project, name: str, content: bytes) -> None:
    """Puts a file into the project."""
    path = project.folder.root.parent / name
    path.write_bytes(content)
    assert [document.name for batch in project.collect([path]) for document in batch.kept] == [name]


def only(project: Project, asked: Asked) -> ReadFile:
    """Gives the one document as it was read."""
    (file,) = project.seen(asked)
    return file


def acts(project: Project, kind: str) -> int:
    """Gives how many acts of a kind the project has."""
    return sum(1 for _ in project.folder.acts(kind))


@with_tesseract
def test_a_scan_is_read_once_and_walks_home(project: Project) -> None:
    """Its text is an act with boxes: figures quote it, `verify` holds it, and the next reading needs no tesseract."""
    collected(project, "scan.png", drawn("The shelling of Ardel killed 613 people."))
    assert only(project, Asked()).text is None
    read = only(project, Asked(ocr="eng"))
    assert read.reading is not None
    (claim,) = read.reading.claims
    assert isinstance(claim.place, Span)
    assert claim.quantity.best == 613.0
    held = project.held()
    layer = Texts(project.folder, held).layer(claim.place.document)
    assert layer is not None
    assert layer.text[claim.place.start : claim.place.end] == claim.place.quote
    assert {box.page for box in layer.boxes if claim.place.start <= box.offset < claim.place.end} == {1}
    assert only(project, Asked(ocr="eng")) == only(project, Asked()) == replace(read)
    assert (acts(project, "scan"), project.verify().changes) == (1, ())


@with_tesseract
def test_a_doubtful_digit_is_shown_with_its_picture(project: Project) -> None:
    """A number that tesseract is unsure of stands on the document's page with the picture of its words."""
    content = drawn("The shelling of Ardel killed 613 people.", size=11)
    collected(project, "scan.png", content)
    remarks = only(project, Asked(ocr="eng")).remarks
    pages = list((project.publish() / "documents").rglob("*.html"))
    shown = "".join(page.read_text() for page in pages)
    assert len(remarks) == len(re.findall(r'<img class="words"[^>]*src="data:image/png;base64,iVBOR', shown)) > 0
    assert "doubtful-digit" in shown
    assert "img-src data:;" in shown  # the page's own rule lets its pictures be seen, and no other


@with_tesseract
def test_a_scanned_pdf_is_set_aside_no_more(project: Project) -> None:
    """A PDF without text is set aside when it comes in; once it is scanned, it is a document like others."""
    from importlib import import_module  # noqa: PLC0415 - the libraries are an extra

    picture: Any = import_module("PIL.Image").open(__import__("io").BytesIO(drawn("Shells killed 40 people in Ardel.")))
    path = project.folder.root.parent / "scan.pdf"
    picture.save(path, "PDF", resolution=300)
    list(project.collect([path]))
    assert [one.code for one in project.held().set_aside.values()] == ["no-text-in-pdf"]
    read = only(project, Asked(ocr="eng"))
    assert read.reading is not None
    assert [claim.quantity.best for claim in read.reading.claims] == [40]
    assert not project.held().set_aside


class _Answering(BaseHTTPRequestHandler):
    asked = 0

    def do_POST(self) -> None:
        type(self).asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        told = {"quote": "killed 613 people", "number": "613", "effect": "killed", "trigger": "killed"}
        wrong = told | {"quote": "killed 631 people", "number": "631"}
        content = json.dumps({"claims": [told, wrong]})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """A model's address for one test."""
    server = HTTPServer(("127.0.0.1", 0), _Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_a_model_is_asked_once_and_changes_no_figure(project: Project, address: str) -> None:
    """What it proposed and what the gate dropped is an act, shown beside the rules' figures without asking again."""
    collected(project, "council.txt", TEXT.encode())
    before = only(project, Asked())
    first = only(project, Asked(model_url=address, model_name="small"))
    asked = _Answering.asked
    again = only(project, Asked(model_url=address, model_name="small"))
    later = only(project, Asked())
    assert _Answering.asked == asked
    assert first == again == later
    assert first.reading == before.reading
    assert first.proposed is not None
    assert (len(first.proposed.both), len(first.proposed.dropped)) == (1, 1)
    assert (acts(project, "proposals"), project.verify().changes) == (1, ())


def test_pages_without_text_are_said_wherever_a_pdf_is_shown(project: Project) -> None:
    """A PDF of which some pages are pictures says so when collected and in the report: nothing is lost silently."""
    path = project.folder.root.parent / "report.pdf"
    path.write_bytes(pdf_of(["The shelling of Ardel killed 613 people."], [], ["63 children were hurt."]))
    (batch,) = project.collect([path])
    assert [remark.code for remark in batch.remarks] == ["page-without-text"]
    (remark,) = project.edition(project.reconcile(), with_persons=False).remarks
    assert remark.where == "report.pdf"
    assert remark.message.startswith("1 of 3 pages hold no text (2)")
