"""Splink as second engine: the same candidates and tables, its own scores; where it is not installed it is said how."""

import csv
from importlib.util import find_spec
from pathlib import Path

import pytest
from link_scene import person_list

from accounted.core.outcome import WrongUsage
from accounted.link import splink_engine
from accounted.link.engines import differences, engine_of
from accounted.link.linkage import link, pairs
from accounted.linking import Review, link_lists, outside_alone

WITH_SPLINK = pytest.mark.skipif(find_spec("splink") is None, reason="Splink is not installed (accounted[splink])")
HEADER = ("given name", "family name", "age", "sex", "town", "date of death")
FIRST = "Balmir Dorvan Felka Gamrin Kessel Lumar Norvel Pasko Rintal Sovrin Tamrel Ulvan".split()
LAST = "Abreld Cortan Esmond Hulten Imbrek Jaskol Kerrin Lostra Mandor".split()


def rows(count: int, *, slips: bool) -> list[tuple[str, ...]]:
    """Gives invented rows, as told by a second list with `slips`: towns missing, a letter of the family name lost."""
    made: list[tuple[str, ...]] = []
    for at in range(count):
        family = LAST[at % 9] + LAST[(at * 5 + at // 9) % 9].lower()
        made.append(
            (
                FIRST[(at * 7 + at // 12) % 12], family[:3] + family[4:] if slips and at % 4 == 0 else family,
                str(10 + at * 3 % 70), "mf"[at % 2], "" if slips and at % 5 == 0 else f"Town {at % 13}",
                f"2009-03-{1 + at % 27:02d}",
            )
        )  # fmt: skip
    return made


@WITH_SPLINK
def test_splink_links_the_same_rows_with_reasons_of_its_own() -> None:
    """Two lists of the same persons: nine in ten are linked as we do, and the reasons add up to Splink's log odds."""
    lists = [person_list("a.csv", rows(150, slips=False), HEADER), person_list("b.csv", rows(150, slips=True), HEADER)]
    ours, theirs = link(lists), link(lists, engine=engine_of("splink"))
    told = list(pairs(theirs))
    assert sum(one.row_a == one.row_b for one in told) >= 135
    assert {reason.field for one in told for reason in one.reasons} >= {"given name", "name", "age", "town"}
    first = theirs.scored.log_odds[theirs.linked()][0] / 0.6931471805599453
    assert sum(reason.bits for reason in told[0].reasons) == pytest.approx(first, abs=0.1)
    alone, said = differences(ours, theirs, engine="splink")
    assert said.code == "engines-differ"
    assert all(one.linked_by in ("accounted", "splink") for one in alone)
    assert int(ours.linked().sum()) >= 140


@WITH_SPLINK
def test_the_command_writes_the_same_tables_and_what_differs(tmp_path: Path) -> None:
    """With `--engine splink` every row stands in persons.csv once, and differences.csv names what one engine links."""
    for name, slips in (("a.csv", False), ("b.csv", True)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEADER, *rows(90, slips=slips)])
    made = link_lists([tmp_path / "a.csv", tmp_path / "b.csv"], out=tmp_path / "out", review=Review(engine="splink"))
    names = [path.name for path in made.files]
    assert names == ["pairs.csv", "persons.csv", "report.html", "differences.csv"]
    assert len((tmp_path / "out" / "persons.csv").read_text("utf-8").splitlines()) == 181
    assert "engines-differ" in {remark.code for remark in made.remarks}
    assert "Both engines link" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_an_engine_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Splink the message tells how to install it; an unknown engine and one in a project are said too."""
    monkeypatch.setattr(splink_engine, "find_spec", lambda _: None)
    with pytest.raises(WrongUsage, match=r"pip install 'accounted\[splink\]'"):
        engine_of("splink")
    with pytest.raises(WrongUsage, match="accounted, splink, spark"):
        engine_of("zingg")
    with pytest.raises(WrongUsage, match="lists as files"):
        outside_alone("splink")
