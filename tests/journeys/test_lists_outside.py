"""Lists and tables without a project: who is one person, what an edition changed, how many are on no list."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

EARLIER = "id,name,father,date,place\n1,Arvid Sollen,Benno,2009-03-04,Ardel\n2,Mira Tand,Otto,2009-03-03,Ardel\n"
LATER = "id,name,father,date,place\n1,Arvid Sollen,Benno,2009-03-04,Quill\n3,Karl Venn,Otto,2009-03-03,Ardel\n"
OTHER = "Name,Date of death,Place,Father\nSollen Arvid,2009-03-04,Ardel,Benno\nIda Rost,2009-03-03,Quill,Emil\n"
TABLE = "A,B,C,count\n1,1,1,9\n1,1,0,12\n1,0,1,11\n0,1,1,14\n1,0,0,40\n0,1,0,35\n0,0,1,38\n"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Takes words of a command, runs it in a process of its own."""
    told = {"PATH": os.environ["PATH"], "HOME": str(folder), "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from accounted.cli import main; main()", *words]
    return subprocess.run(command, cwd=folder, env=told, capture_output=True, text=True, encoding="utf-8", check=False)


def test_two_lists_become_persons(tmp_path: Path) -> None:
    """The person on both lists is one pair with its reasons, and every row stands in persons.csv."""
    (tmp_path / "a.csv").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "b.csv").write_text(OTHER, encoding="utf-8")
    ended = run(tmp_path, "link", "a.csv", "b.csv", "--out", "linked", "--json")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert (told["persons"], told["pairs"]) == (3, 1)
    pair = (tmp_path / "linked" / "pairs.csv").read_text(encoding="utf-8").splitlines()[1]
    assert pair.startswith("a.csv,0,b.csv,0,")
    assert len((tmp_path / "linked" / "persons.csv").read_text(encoding="utf-8").splitlines()) == 5
    assert (tmp_path / "linked" / "report.html").exists()


def test_an_edition_beside_the_next(tmp_path: Path) -> None:
    """A row that changed, one that is gone and one that is new are each told, with the cells."""
    (tmp_path / "a.csv").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "b.csv").write_text(LATER, encoding="utf-8")
    ended = run(tmp_path, "lists", "diff", "a.csv", "b.csv")
    assert ended.returncode == 0, ended.stderr
    assert "place: “Ardel” to “Quill”" in ended.stdout
    assert ended.stdout.strip().endswith("1 added, 1 removed, 1 changed, 0 same.")


def test_one_method_of_a_table(tmp_path: Path) -> None:
    """Chao (1987): 159 + 2/3 * 113^2 / (2 * 37) = 274.04, with 113 on one list and 37 on two of three."""
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    ended = run(tmp_path, "estimate", "table.csv", "--method", "chao", "--json")
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    (row,) = told["estimates"]
    assert told["n_observed"] == 159
    assert row["status"] == "estimated"
    assert row["point"] == pytest.approx(274.04, abs=0.01)
    assert row["low"] < row["point"] < row["high"]


def test_a_table_that_cannot_be_used_is_said_with_its_place(tmp_path: Path) -> None:
    """A count that is no number ends with exit code 2 and the line."""
    (tmp_path / "table.csv").write_text(TABLE.replace("0,0,1,38", "0,0,1,many"), encoding="utf-8")
    ended = run(tmp_path, "estimate", "table.csv")
    assert ended.returncode == 2
    assert "table.csv:8" in ended.stderr
    assert "whole number of persons" in ended.stderr
