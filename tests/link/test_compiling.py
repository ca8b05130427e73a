"""The terminal is told once that code is compiled, and not where nobody watches."""

import sys

import pytest
from numba.core import event

from accounted.terminal_compiling import compiling


@pytest.mark.parametrize("watched", [True, False])
def test_compiling_is_said_once_and_to_a_person_alone(
    watched: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two functions compiled are one line on the error stream of a terminal, and none where it is a file."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched)
    with compiling():
        for _ in range(2):
            with event.trigger_event("numba:compile", data={}):
                pass
    assert capsys.readouterr().err.count("Compiling once") == int(watched)


def test_nothing_is_said_where_nothing_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where compiled code is at hand, the terminal stays as it was."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with compiling():
        pass
    assert capsys.readouterr().err == ""
