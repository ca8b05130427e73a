"""A number that a scan was not sure of: its picture stands beside the remark, the figure and the question."""

import base64
import re
from pathlib import Path

import httpx

from accounted.core.document import Page, Span, TextLayer
from accounted.core.outcome import Remark
from accounted.holdings import Scan, scan_act
from accounted.project import Project, Who
from web.served import served

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEXT = "The council of Ardel said that 613 people were killed on 3 March 2009."


def _scanned(at: Path) -> str:
    """Makes a project with a picture that was scanned elsewhere, one number of which is doubtful, gives its id."""
    with Project.create(at / "project", "Ardel", who=Who.now("the test"), keys=at / "keys") as project:
        (at / "scan.png").write_bytes(PNG)
        (document,) = [d for outcome in project.collect([at / "scan.png"]) for d in outcome.kept]
        start = TEXT.index("613")
        place = Span(document=document.id, start=start, end=start + 3, quote="613")
        message = "“613” was seen with confidence 61 of 100: look at the picture."
        remark = Remark(
            code="doubtful-digit", where="scan.png, page 1", message=message, places=(place,), made_from=(document.id,)
        )
        page = Page(number=1, start=0, end=len(TEXT), width=10.0, height=10.0)
        layer = TextLayer(document=document.id, text=TEXT, extractor="ocr/test", version="1", pages=(page,), boxes=())
        told = Scan(languages="eng", remarks=(remark,), pictures=(base64.b64encode(PNG).decode(),))
        text = project.folder.keep_text(layer)
        project.folder.append([scan_act(document.id, told, text=text, by=project.who.by())])
    return document.id


def test_the_picture_of_a_doubtful_number_stands_beside_it(tmp_path: Path) -> None:
    """On the page of remarks, of the document, of the figure and in the queue; the history holds no bulk of it."""
    document = _scanned(tmp_path)
    with (
        served(tmp_path / "project", tmp_path / "keys") as at,
        httpx.Client(base_url=at, timeout=60, follow_redirects=True) as asking,
    ):
        address = f"/documents/{document}/words/{TEXT.index('613')}.png"
        figure = re.findall(r'href="(/figures/clm-[0-9a-f]{20})"', asking.get("/figures").text)[0]
        for page in ("/remarks", f"/documents/{document}", figure, "/review"):
            assert f'<img src="{address}"' in asking.get(page).text, page
        picture = asking.get(address)
        assert picture.headers["content-type"] == "image/png"
        assert picture.content == PNG
        assert asking.get(f"/documents/{document}/words/0.png").status_code == 404
        told = asking.get("/history", params={"kind": "scan"}).text
        assert "doubtful-digit" in told
        assert "iVBORw0KGgo" not in told
