"""The room as others meet it: quick to import, whole in its names, nothing compiled before it is called."""

import subprocess
import sys

import pytest

from accounted import estimate


def test_every_name_is_there() -> None:
    """Every name that the room promises is there and says what it takes and gives."""
    for name in estimate.__all__:
        assert getattr(estimate, name) is not None
        if callable(getattr(estimate, name)) and name[0].islower():
            assert (getattr(estimate, name).__doc__ or "").startswith("Takes")


def test_import_loads_no_compiler() -> None:
    """Importing the room loads neither numba nor scipy."""
    words = "import accounted.estimate, sys; sys.exit(int('numba' in sys.modules or 'scipy' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


@pytest.mark.parametrize("code", estimate.REFUSAL_CODES)
def test_codes_are_plain_words(code: str) -> None:
    """A code is lower-case words joined by hyphens, and its meaning a sentence."""
    assert code == code.lower()
    assert estimate.REFUSAL_CODES[code].endswith(".")
