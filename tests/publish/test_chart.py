"""The interval chart: how each kind of figure is drawn, in what order, on what scale."""

from itertools import pairwise

import pytest

from accounted.core.chart import NARROW, WIDE, ChartRow, axis_ticks, interval_chart, shape_of
from accounted.publish.charts import still_svg


def row(qualifier: str, *, low: float | None = None, high: float | None = None, best: float | None = None,
        words: str = "words", rejected: bool = False) -> ChartRow:  # fmt: skip
    """Gives a row of a chart."""
    return ChartRow(
        said_on="5 Mar 1991", speaker="Council", low=low, high=high, best=best, qualifier=qualifier, words=words,
        rejected=rejected, href="documents/doc-1.html#t-clm-1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "shape"),
    [
        (row("exact", low=30, high=30, best=30), "dot"),
        (row("exact", low=0, high=0, best=0), "dot"),
        (row("about", best=300), "ring"),
        (row("range", low=200, high=500), "bar"),
        (row("at_least", low=125, best=125), "from"),
        (row("more_than", low=600, best=600), "from"),
        (row("at_most", high=1000, best=1000), "to"),
        (row("fewer_than", high=50, best=50), "to"),
        (row("vague", low=40), "words"),
        (row("percent", best=20), "words"),
        (row("exact", low=625, high=625, best=625, rejected=True), "words"),
        (row("exact"), "words"),
    ],
)
def test_a_figure_is_drawn_as_it_was_stated(drawn: ChartRow, shape: str) -> None:
    """Exact is a dot, about a ring, a range a bar, a bound an open arrow, a vague or rejected figure its words."""
    assert shape_of(drawn) == shape


def test_an_arrow_starts_at_its_bound_or_ends_there() -> None:
    """“at least 125” is an arrow from 125, “up to 1,000” an arrow to 1,000, and both arrows have one length."""
    rows = [row("at_least", low=125, best=125), row("at_most", high=1000, best=1000)]
    first, second = interval_chart(rows, description="two bounds")["data"]["values"]
    assert first["x"] == 125
    assert second["x_end"] == 1000
    assert first["x_end"] - first["x"] == pytest.approx(second["x_end"] - second["x"])


def test_rows_keep_the_order_they_are_handed_over_in() -> None:
    """The chart never sorts by size."""
    rows = [row("exact", low=n, high=n, best=n, words=str(n)) for n in (500, 20, 300)]
    values = interval_chart(rows, description="")["data"]["values"]
    assert [v["words"] for v in values] == [["500"], ["20"], ["300"]]
    assert sorted(v["y"] for v in values) == [v["y"] for v in values]


def test_the_scale_is_linear_from_zero_and_reaches_the_largest() -> None:
    """Ticks begin at zero, are evenly spaced, and none is drawn that its label does not say."""
    for numbers in ([30.0, 625.0], [1000.0], [7.0], [1.0], [3500.0, 460.0], [1_000_001.0]):
        ticks = axis_ticks(numbers)
        assert ticks[0] == 0
        assert ticks[-1] >= max(numbers)
        assert len({round(b - a, 6) for a, b in pairwise(ticks)}) == 1
        assert all(tick == int(tick) for tick in ticks)


def test_axis_labels_say_their_ticks_unrounded() -> None:
    """A tick at 250 is labelled 250, one at 1,000 with its comma."""
    svg = still_svg(interval_chart([row("exact", low=1000, high=1000, best=1000)], description=""), name="a", title="t")
    assert [f">{label}<" in svg for label in ("0", "250", "750", "1,000")] == [True] * 4


def test_words_alone_have_no_axis() -> None:
    """Where no number is drawn, no scale is drawn."""
    svg = still_svg(interval_chart([row("vague", low=40, words="“scores”")], description=""), name="a", title="t")
    assert "role-axis-label" not in svg
    assert "“scores”" in svg


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_the_picture_follows_the_page_and_loads_nothing(layout: object) -> None:
    """The picture has the page's own colour, a title, relative links off the tab order, and is the same again."""
    layout = NARROW if layout is NARROW else WIDE
    specification = interval_chart([row("exact", low=3, high=3, best=3)], description="A “b” <c>", layout=layout)
    svg = still_svg(specification, name="c-1", title="T <t>")
    assert svg == still_svg(specification, name="c-1", title="T <t>")
    assert '<title id="c-1-t">T &lt;t&gt;</title><desc id="c-1-d">A “b” &lt;c&gt;</desc>' in svg
    assert '<a tabindex="-1" href="documents/doc-1.html#t-clm-1">' in svg
    assert "link.invalid" not in svg
    assert "currentColor" in svg


def test_a_long_name_takes_more_lines_and_loses_no_word() -> None:
    """A long speaker's name is set on as many lines as it needs."""
    long = "Association of the Relatives of Persons Missing since the Night of the Mill in Upper and Lower Ostrel"
    one = ChartRow(said_on="", speaker=long, low=1, high=1, best=1, qualifier="exact", words="1")
    chart = interval_chart([one, row("exact", low=1, high=1, best=1)], description="")
    first, second = chart["data"]["values"]
    assert " ".join(first["speaker"]) == long
    assert second["y"] - first["y"] > 16 * len(first["speaker"])


def test_hostile_words_stay_words_in_a_picture() -> None:
    """Markup and control characters in a speaker's name are text in the picture."""
    named = ChartRow(said_on="", speaker='<a href="x">\x00', low=1, high=1, best=1, qualifier="exact", words="1")
    svg = still_svg(interval_chart([named], description="\x01"), name="a", title="t")
    assert "&lt;a" in svg
    assert "\x00" not in svg
