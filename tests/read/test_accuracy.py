"""What has been measured of the reader is said with its numbers, and what has not is not."""

import re

import pytest

from accounted.read.accuracy import measured


def test_english_says_precision_recall_and_on_how_many() -> None:
    """The sentence for English tells version, set, precision, recall and the number of figures."""
    told = measured("en")
    assert told is not None
    assert re.search(r"precision [01]\.\d\d, recall [01]\.\d\d \(\d+ figures\)", told)
    assert "version" in told


@pytest.mark.parametrize("code", ["xx", "", "EN "])
def test_what_nobody_measured_is_none(code: str) -> None:
    """For a language without measurement there is no sentence, so that the caller must say it is experimental."""
    assert measured(code) is None
