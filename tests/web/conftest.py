"""A desk on a copy of the demonstration, and one without a project."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from accounted import demo
from accounted.core.document import Description
from accounted.project import Project, Who
from web.served import served

HOSTILE = '<img src=x onerror="document.title=1">&lt;"\'{{7*7}}</script><script>1</script>'
"""What documents, names and file names may hold: a page shows it as text."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration in `demo`, its keys in `keys`."""
    at = tmp_path_factory.mktemp("desk")
    demo.build(at / "demo", keys=at / "keys")
    return at


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the desk of the demonstration answers; tests on it write nothing."""
    with served(built / "demo" / "ardel", built / "keys") as at:
        yield at


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Iterator[str]:
    """Where the desk of a test's own copy of a demonstration answers."""
    shutil.copytree(built / "demo" / "two-events", tmp_path / "project")
    shutil.copytree(built / "keys", tmp_path / "keys")
    with served(tmp_path / "project", tmp_path / "keys") as at:
        yield at


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk without a project answers."""
    with served(None, tmp_path_factory.mktemp("keys")) as at:
        yield at


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the desk of a project answers in which everything that can be told is hostile."""
    at = tmp_path_factory.mktemp("hostile")
    name = HOSTILE.replace("/", "_") + ".txt"
    (at / name).write_text(f"{HOSTILE} said on 3 March 2009 that 12 {HOSTILE} people were killed in Ardel. The council "
                           f"of Ardel said 15 people were killed. {HOSTILE}\n", encoding="utf-8")  # fmt: skip
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    (at / "figures.csv").write_text(
        "event,said_on,speaker,low,high,best,qualifier,quote,effect\n"
        f"{quoted},2009-03-05,{quoted},3,3,3,exact,3,killed\n",
        encoding="utf-8",
    )
    with Project.create(at / "project", HOSTILE, who=Who.now(HOSTILE), keys=at / "keys") as project:
        told = Description(title=HOSTILE, source=HOSTILE, publisher=HOSTILE, url=f"javascript:alert(1)//{HOSTILE}")
        list(project.collect([at / name], described=told))
        list(project.collect([at / "figures.csv"]))
    with served(at / "project", at / "keys") as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A program that asks the desk of the demonstration."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as asking:
        yield asking
