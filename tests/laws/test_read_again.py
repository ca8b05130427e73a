"""The same text gives the same reading, in whatever order a process happens to hold its sets."""

import os
import subprocess
import sys

import pytest

_READS = """
import sys
from accounted.core.document import TextLayer
from accounted.read import read_text
for text in map(str.strip, sys.stdin):
    print(read_text(TextLayer(document="doc-t", text=text, extractor="plaintext", version="1"), language="en"))
"""
_TEXTS = """There were nine assassinations in May.
The raid on Tolm killed 12 farmers, the soldiers 30, and the band six; the council denied the massacre.
Of the 300 villagers, 12 were killed and 30 wounded, witnesses of the killings said.
In the first lorry I saw 35 by the light of the burnt mill, and two had been shot.
The assault, the siege and the atrocities of that spring cost at least 60 lives, the ministry's report claims.
"""


def read_with(seed: str) -> str:
    """Takes a seed for the order of sets, gives what another process reads in the texts."""
    told = subprocess.run(
        [sys.executable, "-c", _READS],
        input=_TEXTS,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return told.stdout


@pytest.mark.parametrize("seed", ["1", "4", "5"])
def test_the_order_of_sets_changes_no_reading(seed: str) -> None:
    """Shares that lie on a bound lie on the same side of it in every process."""
    assert read_with(seed) == read_with("0")
