"""Compiled code where nothing can be written: it is compiled in memory, and the figure is the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from estimate_scene import made, three

import accounted
from accounted.core.compiled import _stamp
from accounted.estimate import loglinear

_RUN = """
from accounted.core.capture import CaptureTable
from accounted.core import compiled
from accounted.estimate import loglinear
patterns = ["111", "110", "101", "011", "100", "010", "001"]
table = CaptureTable.from_patterns(patterns, [9, 12, 11, 14, 40, 35, 38], lists=list("abc"))
print(compiled.__file__, round(loglinear(table, bootstraps=5).point, 3))
"""


_LINK = r"""
from accounted.link import link
from accounted.read.sheet import read_sheet
rows = ["Balmir,Felka,1950", "Dorvan,Kessel,1962", "Ivo,Orrin,1971", "Sarna,Teyl,1944"]
list_of = read_sheet("one.csv", "\n".join(["given,father,birth", *rows, *rows[:3]]).encode(), document="doc-1").kept
print(link(list_of).person.tolist())
"""


_ONE = """
from accounted.estimate.searching import model_terms
import numpy
print(model_terms(5, numpy.array([3, 5, 6])).tolist())
"""


def _run(package: Path, told: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs lines with a copy of the package, in an environment with nothing of the user's but what is told."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR")}
    told_to_it = kept | {"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"} | more
    command = [sys.executable, "-W", "always", "-c", told]
    return subprocess.run(command, env=told_to_it, capture_output=True, text=True, timeout=300, check=False)


def _installed(folder: Path) -> tuple[Path, Path]:
    """Gives a copy of the package where nothing can be kept beside it, and a file where the user's folder would be."""
    package, nowhere = folder / "installed" / "accounted", folder / "nowhere"
    source = Path(accounted.__file__).parent
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__", "demo", "web", "languages"))
    for room in ("estimate", "link", "read"):
        (package / room / "__pycache__").write_text("", encoding="utf-8")
    nowhere.write_text("", encoding="utf-8")
    return package, nowhere


@pytest.mark.journey
def test_a_package_that_cannot_be_written_still_estimates(tmp_path: Path) -> None:
    """Where neither the package nor the user has a folder to cache in, the figure comes, and not one word of warning.

    A file stands where each folder would be made: that stops root too, whom modes do not.
    """
    package, nowhere = _installed(tmp_path)
    bare = _run(package, _RUN, HOME=str(nowhere), XDG_CACHE_HOME=str(nowhere / "cache"))
    assert bare.returncode == 0, bare.stderr
    assert bare.stderr == ""
    place, figure = bare.stdout.split()
    assert Path(place).is_relative_to(package)
    assert float(figure) == round(made(loglinear(three(), bootstraps=5)).point, 3)
    kept = _run(package, _ONE, HOME=str(nowhere), NUMBA_CACHE_DIR=str(tmp_path / "kept"))
    assert kept.stdout == "[3, 6]\n", kept.stderr
    assert list((tmp_path / "kept").rglob("*.nbi"))


def test_the_cache_goes_by_the_files_that_compiled_code_is_made_from(tmp_path: Path) -> None:
    """Other content of a compiled file, or of one that it imports, is another stamp; of any other file it is not."""
    room = tmp_path / "room"
    room.mkdir()
    own = "import numpy\nfrom accounted.core.compiled import kernel\nfrom accounted.room.sizes import MOST\n"
    files = {"fast": own, "sizes": "MOST = 3\n", "words": "SAID = 1\n"}
    made: list[str] = []
    for changed in ("", "words", "sizes", "fast"):
        for name, text in files.items():
            (room / f"{name}.py").write_text(text + "\n" * (name == changed), encoding="utf-8")
        _stamp.cache_clear()
        made.append(_stamp(room))
    assert made[0] == made[1]
    assert len(set(made)) == 3


def test_every_compiled_file_of_this_room_is_known() -> None:
    """What the compiled files import of their own room is compiled too, so that a change elsewhere costs nothing."""
    room = Path(accounted.__file__).parent / "estimate"
    texts = {path.stem: path.read_text(encoding="utf-8") for path in room.glob("*.py")}
    compiled = {name for name, text in texts.items() if "\nfrom accounted.core.compiled import" in text}
    taken = {
        line.split()[1].split(".")[2]
        for name in compiled
        for line in texts[name].splitlines()
        if line.startswith("from accounted.estimate.")
    }
    assert taken <= compiled


@pytest.mark.journey
def test_a_package_that_cannot_be_written_still_links(tmp_path: Path) -> None:
    """Where there is no folder to cache in, lists are linked all the same, and not one word of warning is said."""
    package, nowhere = _installed(tmp_path)
    bare = _run(package, _LINK, HOME=str(nowhere), XDG_CACHE_HOME=str(nowhere / "cache"))
    assert (bare.returncode, bare.stderr) == (0, "")
    assert bare.stdout == "[0, 1, 2, 3, 0, 1, 2]\n"
