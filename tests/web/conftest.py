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


LISTS = ("burial-register.csv", "mothers-society.csv", "town-hall-2009-06.csv")


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three of the demonstration's lists, in which nobody has decided anything."""
    at = tmp_path_factory.mktemp("lists")
    who = Who(name="A. Recorder", when="2009-05-12T09:00:00Z")
    with Project.create(at / "project", "Three lists of invented persons", who=who, keys=at / "keys") as made:
        for _ in made.collect([Path(demo.__file__).parent / "three-lists" / name for name in LISTS]):
            pass
        made.publish()
    return at


@pytest.fixture
def three(linked: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """A program that asks the desk of its own copy of three invented lists."""
    shutil.copytree(linked / "project", tmp_path / "project")
    shutil.copytree(linked / "keys", tmp_path / "keys")
    with (
        served(tmp_path / "project", tmp_path / "keys") as at,
        httpx.Client(base_url=at, follow_redirects=True, timeout=120) as asking,
    ):
        yield asking
