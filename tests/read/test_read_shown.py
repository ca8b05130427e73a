"""How a reading is shown: accuracy in the open, places and scans beside the figures, a model's proposals apart."""

from pathlib import Path

import pytest

from accounted import terminal
from accounted.reading import Asked, read_files

ENGLISH = Asked(language="en")
TEXT = "In Corvais the shelling killed 613 people, the council of Ardel said on 3 May 1994, and 40 were wounded.\n"


def shown(folder: Path, capsys: pytest.CaptureFixture[str], *, text: str = TEXT, asked: Asked = ENGLISH) -> str:
    """Gives what the terminal prints of a text, with every explanation."""
    path = folder / "statement.txt"
    path.write_text(text, encoding="utf-8")
    terminal.readings(read_files([str(path)], asked), as_json=False, explain=True)
    return " ".join(capsys.readouterr().out.split())


def test_the_measured_accuracy_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An explained reading prints precision, recall and on how many figures they were measured."""
    told = shown(tmp_path, capsys)
    assert "precision 0.9" in told
    assert "experimental" not in told


def test_a_language_that_nobody_measured_is_experimental(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without measured data the reading says so wherever it is shown."""
    monkeypatch.setattr("accounted.reading.measured", lambda language: None)
    assert "experimental: not measured" in shown(tmp_path, capsys)


def test_places_are_shown_as_stated_with_what_they_may_mean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An invented place stays as stated; the gazetteer's silence is not read as a finding."""
    told = shown(tmp_path, capsys, asked=Asked(language="en", places=True))
    assert "place “Corvais”" in told


def test_each_rule_and_each_number_left_out_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Explaining shows the rule of each figure, and why other numbers became none."""
    monkeypatch.setenv("COLUMNS", "200")
    told = shown(tmp_path, capsys, text="In Ardel 12 people were killed. The road is 40 km long.\n")
    assert "12 people were killed en.adjective killed" in told
    assert "no figure: “40” (measure)" in told


def test_a_weighed_figure_says_what_it_was_weighed_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure that no rule told of stands with its share and with what weighed most for it."""
    monkeypatch.setenv("COLUMNS", "400")
    told = shown(tmp_path, capsys, text="In the first lorry I saw 35; what had killed them I could not say.\n")
    assert "en.weighed (weighed by what stands around it: killed 0." in told
