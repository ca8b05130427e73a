"""The claims table: each row a claim, a name or a denial at its cell, or set aside with its row."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounted.core.claim import Citation, Claim, Reading
from accounted.core.document import Cell, Document
from accounted.core.outcome import Outcome
from accounted.read.claims_table import column_names, is_claims_table, read_claims_table, table_header

DOCUMENT = Document(
    id="doc-1",
    sha256="0" * 64,
    size_bytes=1,
    name="figures.csv",
    media_type="text/csv",
    received_when="2009-03-04",
    received_by="A. Reader",
)
HEADER = "id,effect,low,high,best,qualifier,figure as written,victims,unit,part of,when,where,speaker,stance,said on"


def read(*rows: str, header: str = HEADER, ends: str = "\n") -> Outcome[Reading]:
    """Gives the outcome of a table with these rows."""
    return read_claims_table(DOCUMENT, ends.join([header, *rows, ""]).encode())


def claims(outcome: Outcome[Reading]) -> tuple[Claim, ...]:
    """Gives the claims kept."""
    return outcome.kept[0].claims


def codes(outcome: Outcome[Reading]) -> list[tuple[str, str]]:
    """Gives code and place of what was set aside."""
    return [(aside.code, aside.where) for aside in outcome.set_aside]


def test_a_row_is_a_claim_at_its_cell() -> None:
    """All columns come into the claim; its place is the cell of the words, counted as a sheet counts."""
    header = (
        "event,effect,low,high,best,qualifier,figure as written,victims,unit,part of,when,where,speaker,stance,said on,"
        "seen in,original / repost / relayed,publisher,title,url"
    )
    row = (
        '"Zorvan, March 2009",killed,200,,200,at_least, at least 200 ,residents,persons,,2009-03-03/2009-03-04,Zorvan,'
        "Council,asserts,2009-04,digest,relayed,Courier,Figures,https://courier.example/1"
    )
    (claim,) = claims(read(row, header=header))
    assert claim.place == Cell(document="doc-1", sheet="", row=2, column=7, quote=" at least 200 ")
    quantity = claim.quantity
    assert (quantity.low, quantity.high, quantity.best, quantity.qualifier) == (200, None, 200, "at_least")
    assert claim.place.quote[quantity.start : quantity.end] == quantity.text == "at least 200"
    assert (claim.effect, claim.victims, claim.unit, claim.stance) == ("killed", "residents", "persons", "asserts")
    assert (claim.when, claim.where, claim.speaker) == ("2009-03-03/2009-03-04", "Zorvan", "Council")
    assert (claim.event, claim.rule, claim.made_by.step) == ("Zorvan, March 2009", "table.row", "read.claims_table")
    assert claim.citation == Citation(
        said_on="2009-04",
        seen_in="digest",
        relay="relayed",
        publisher="Courier",
        title="Figures",
        url="https://courier.example/1",
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (",,613,exact,613", (613, 613, 613, "exact")),
        ("613,613,613,,613", (613, 613, 613, "exact")),
        (",,613,,", (613, 613, 613, "exact")),
        (",,,,613", (613, 613, 613, "exact")),
        (",,,,at least 200", (200, None, 200, "at_least")),
        ("200,,,more than,more than 200", (200, None, 200, "more_than")),
        (",200,,,", (None, 200, 200, "at_most")),
        ("460,3500,,,between 460 and 3500", (460, 3500, None, "range")),
        ("24,,,vague,dozens", (24, None, None, "vague")),
        (",,,vague,a great many", (None, None, None, "vague")),
        (",,0.6667,fraction,two thirds", (None, None, 0.6667, "fraction")),
        (",,20,percent,20 per cent", (None, None, 20, "percent")),
        (',,"1,275",exact,"1,275"', (1275, 1275, 1275, "exact")),
        ("0,0,0,exact,none", (0, 0, 0, "exact")),
    ],
)
def test_bounds_and_qualifiers(cells: str, expected: tuple[object, ...]) -> None:
    """What the row states stands; what its qualifier makes the same number is filled; an empty cell is never zero."""
    outcome = read(f"a,killed,{cells},,,,,,,,")
    assert outcome.set_aside == ()
    quantity = claims(outcome)[0].quantity
    assert (quantity.low, quantity.high, quantity.best, quantity.qualifier) == expected


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,hurt,,,613,,613,,,,,,,,", "unknown-effect"),
        ("a,,,,613,,613,,,,,,,,", "unknown-effect"),
        ("a,killed,,,613,roughly,613,,,,,,,,", "unknown-qualifier"),
        ("a,killed,,,,,,,,,,,,,", "claim-without-number"),
        ("a,killed,,,,,a great many,,,,,,,,", "claim-without-number"),
        ("a,killed,,,many,,613,,,,,,,,", "bad-number"),
        ("a,killed,,,1.275,,1.275,,,,,,,,", "bad-number"),
        ("a,killed,,,-5,,613,,,,,,,,", "bad-number"),
        ("a,killed,5,3,,,3-5,,,,,,,,", "low-above-high"),
        ("a,killed,5,9,12,range,5-9,,,,,,,,", "best-out-of-bounds"),
        ("a,killed,5,,,range,5 to many,,,,,,,,", "range-without-ends"),
        ("a,killed,5,9,,exact,5,,,,,,,,", "bounds-differ"),
        ("a,killed,,,613,,613,,people,,,,,,", "unknown-unit"),
        ("a,killed,,,613,,613,,,,,,,shouts,", "unknown-stance"),
        ("a,killed,,,613,,613,,,,March 2009,,,,", "bad-date"),
        ("a,killed,,,613,,613,,,,,,,,soon", "bad-date"),
        ("a,killed,,,613,,613,,,b,,,,,", "unknown-part-of"),
        ("a,killed,,,613,,613,,,a,,,,,", "unknown-part-of"),
        ("a,killed,,,1,275,613,,,,,,,,,x", "too-many-cells"),
        ("good,killed,,,613,,613,,,,,,,,", "duplicate-id"),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_alone(row: str, code: str) -> None:
    """Each fault has its code and its row, and the rows before and after are read."""
    outcome = read("good,killed,,,613,,613,,,,,,,,", row, "last,injured,,,487,,487,,,,,,,,")
    assert codes(outcome) == [(code, "figures.csv:3")]
    assert [claim.effect for claim in claims(outcome)] == ["killed", "injured"]


def test_parts_point_to_their_whole() -> None:
    """`part of` names an id or a row number, before or after its own row."""
    outcome = read(
        "part,killed,,,63,,63,children,,whole,,,,,",
        "whole,killed,,,613,,613,,,,,,,,",
        "other,killed,,,106,,106,women,,3,,,,,",
    )
    part, whole, other = claims(outcome)
    assert part.part_of == other.part_of == whole.id
    assert whole.part_of is None


def test_parts_of_what_is_set_aside_are_set_aside() -> None:
    """A part whose whole cannot be used, and parts that run in a circle, are said."""
    outcome = read(
        "a,hurt,,,613,,613,,,,,,,,",
        "b,killed,,,63,,63,,,a,,,,,",
        "c,killed,,,6,,6,,,b,,,,,",
        "d,killed,,,6,,6,,,e,,,,,",
        "e,killed,,,6,,6,,,d,,,,,",
    )
    assert sorted(codes(outcome)) == [
        ("unknown-effect", "figures.csv:2"),
        *(("unknown-part-of", f"figures.csv:{row}") for row in (3, 4, 5, 6)),
    ]


def test_names_and_denials_are_rows_too() -> None:
    """`kind` tells a name for the event and a denial apart from a figure; their place is the cell of the words."""
    header = "kind,effect,best,speaker,stance,what"
    outcome = read(
        "label,,,Ministry,asserts,armed raid",
        "denial,,,Ministry,denies,the figure of 613",
        "rumour,,,Ministry,,x",
        "label,,,Ministry,,",
        "claim,killed,613,Council,,",
        header=header,
    )
    (reading,) = outcome.kept
    assert (reading.labels[0].label, reading.labels[0].speaker, reading.labels[0].stance) == (
        "armed raid",
        "Ministry",
        "asserts",
    )
    assert (reading.denials[0].what, reading.denials[0].speaker) == ("the figure of 613", "Ministry")
    assert reading.denials[0].place == Cell(document="doc-1", sheet="", row=3, column=6, quote="the figure of 613")
    assert codes(outcome) == [("unknown-kind", "figures.csv:4"), ("row-without-words", "figures.csv:5")]


def test_names_and_denials_keep_their_event_and_citation() -> None:
    """What a row tells of the event and of where it was seen comes into the name and the denial as into a figure."""
    header = "kind,effect,best,speaker,what,event,said on,relay,title"
    outcome = read(
        'label,,,Ministry,armed raid,"Zorvan, March 2009",2009-03-05,original,Press release',
        'denial,,,Ministry,the figure of 613,"Zorvan, March 2009",2009-04-20,relayed,Reply',
        header=header,
    )
    (reading,) = outcome.kept
    label, denial = reading.labels[0], reading.denials[0]
    assert (label.event, denial.event) == ("Zorvan, March 2009", "Zorvan, March 2009")
    assert label.citation == Citation(said_on="2009-03-05", relay="original", title="Press release")
    assert denial.citation == Citation(said_on="2009-04-20", relay="relayed", title="Reply")


def test_running_totals_tell_their_date() -> None:
    """`as of` and `cumulative` come into the claim; an empty cell is not stated, another word is set aside."""
    outcome = read(
        "killed,613,Council,2009-03-05,yes",
        "killed,30,Council,2009-03-05,No",
        "killed,30,Council,,",
        "killed,30,Council,soon,",
        "killed,30,Council,,perhaps",
        header="effect,best,speaker,as of,cumulative",
    )
    assert [(c.as_of, c.cumulative) for c in claims(outcome)] == [
        ("2009-03-05", True),
        ("2009-03-05", False),
        (None, None),
    ]
    assert codes(outcome) == [("bad-date", "figures.csv:5"), ("bad-cumulative", "figures.csv:6")]


def test_a_templates_unused_rows_are_passed_over() -> None:
    """A row with nothing but its id is no statement."""
    outcome = read("a,killed,,,613,,613,,,,,,,,", "b,,,,,,,,,,,,,,")
    assert (len(claims(outcome)), outcome.set_aside) == (1, ())


def test_words_and_numbers_that_share_nothing_are_a_remark() -> None:
    """A figure whose words say another number than its bounds is kept as stated, and that is said."""
    outcome = read("a,killed,631,631,631,exact,613,,,,,,,,")
    assert len(claims(outcome)) == 1
    assert [remark.code for remark in outcome.remarks] == ["figure-differs"]


def test_quotation_marks_that_stay_open_end_one_row() -> None:
    """A row whose quotation mark does not close is set aside, and the rows after it are read."""
    outcome = read(
        "a,killed,,,613,,613,,,,,,,,",
        'b,killed,,,63,,"63,,,,,,,,',
        "c,injured,,,487,,487,,,,,,,,",
        'd,killed,,,5,,5,,,,,"two\nlines",,,',
        "e,missing,,,150,,150,,,,,,,,",
    )
    assert codes(outcome) == [("broken-row", "figures.csv:3")]
    assert [claim.place.row for claim in claims(outcome) if isinstance(claim.place, Cell)] == [2, 4, 5, 6]


def test_a_quotation_mark_open_at_the_end_is_said() -> None:
    """A file that was cut inside a cell loses that row and no other."""
    content = f'{HEADER}\na,killed,,,613,,613,,,,,,,,\nb,killed,,,63,,"63'.encode()
    outcome = read_claims_table(DOCUMENT, content)
    assert codes(outcome) == [("broken-row", "figures.csv:3")]
    assert len(claims(outcome)) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_forms_of_csv(delimiter: str, ends: str, mark: str) -> None:
    """Commas, semicolons and tabs, three kinds of line end and a byte-order mark all read the same."""
    text = mark + ends.join(["Effect,Figure_as_written,SPEAKER", "killed,613,Council", "", "killed,63,Council", ""])
    outcome = read_claims_table(DOCUMENT, text.replace(",", delimiter).encode())
    assert [(c.quantity.best, c.place.row) for c in claims(outcome) if isinstance(c.place, Cell)] == [(613, 2), (63, 4)]


def test_other_encodings_are_told() -> None:
    """The encoding told decodes the table; one that does not fit sets the file aside."""
    content = "effect,best,speaker\nkilled,613,Совет\n".encode("cp1251")
    assert claims(read_claims_table(DOCUMENT, content, encoding="cp1251"))[0].speaker == "Совет"
    assert codes(read_claims_table(DOCUMENT, content)) == [("undecodable-text", "figures.csv")]


def test_tables_of_other_kinds_are_told_apart() -> None:
    """A list of persons is no claims table; an unknown column is said and the rest is read."""
    assert is_claims_table(table_header(b"\xef\xbb\xbfEvent,Effect,Speaker,Best\n"))
    assert not is_claims_table(["name", "age", "effect"])
    assert table_header(b"\xff\xfe\xff") == ()
    assert codes(read_claims_table(DOCUMENT, b"name,age\nx,5\n")) == [("not-a-claims-table", "figures.csv:1")]
    assert codes(read_claims_table(DOCUMENT, b"")) == [("not-a-claims-table", "figures.csv:1")]
    outcome = read("killed,613,Council,red", header="effect,best,speaker,colour")
    assert codes(outcome) == [("unknown-field", "figures.csv:1")]
    assert len(claims(outcome)) == 1


def test_headers_in_any_form() -> None:
    """Case, blanks, hyphens and slashes of a header do not matter."""
    assert column_names(["Part-of", "said  on", "Original/Repost/Relayed"]) == ("part_of", "said_on", "relay")


CELLS = st.one_of(
    st.sampled_from(["", "killed", "613", "1.275", "at least 200", "a", "b", "2", "exact", "dozens", "2009", "label"]),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=8),
)
COLUMNS = [
    "id",
    "kind",
    "effect",
    "low",
    "high",
    "best",
    "qualifier",
    "figure as written",
    "part of",
    "when",
    "speaker",
]


@given(st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=8))
@settings(deadline=None, max_examples=150)
def test_rows_are_kept_or_set_aside(rows: list[list[str]]) -> None:
    """Law: each row that holds more than an id is one claim, name or denial at its own row, or one line set aside."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([COLUMNS, *rows])
    outcome = read_claims_table(DOCUMENT, buffer.getvalue().encode())
    (reading,) = outcome.kept
    places = [c.place for c in reading.claims] + [n.place for n in reading.labels] + [d.place for d in reading.denials]
    numbers = [place.row for place in places if isinstance(place, Cell)]
    numbers += [int(aside.where.rpartition(":")[2]) for aside in outcome.set_aside]
    expected = [number for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row[1:])]
    assert sorted(numbers) == expected
    for claim in reading.claims:
        assert isinstance(claim.place, Cell)
        assert claim.place.quote == rows[claim.place.row - 2][claim.place.column - 1]
        assert claim.place.quote[claim.quantity.start : claim.quantity.end] == claim.quantity.text
