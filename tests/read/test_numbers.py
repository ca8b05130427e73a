"""Numbers as their words state them: every form in use, no bound that the words do not state, no digit moved."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reader_scene import ENGLISH, bounds, only, reading

from accounted.read.number_words import digit_value
from accounted.read.numbers import Number, read_quantity

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
SEPARATORS = [",", ".", "'", "’", " ", "\u00a0", "\u2009", "\u202f"]


def spelled(number: int, *, link: str = " ") -> str:
    """Takes a whole number, gives its English name, "and" or a space between hundreds and tens."""
    for scale, name in SCALES:
        if number >= scale:
            rest = number % scale
            last = (link if scale == 100 else " ") + spelled(rest, link=link) if rest else ""
            return f"{spelled(number // scale, link=link)} {name}{last}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def number_of(words: str) -> Number:
    """Takes the words of one number, gives the number, which must take all of them."""
    number = read_quantity(words, ENGLISH)
    assert number is not None
    assert words[number.start : number.end] == words
    return number


def states(words: str) -> tuple[str, float | None, float | None, float | None]:
    """Takes the words of one number, gives qualifier, low, high and best."""
    number = number_of(words)
    return number.qualifier, number.low, number.high, number.best


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("613", 613),
        ("0", 0),
        ("1275", 1275),
        ("1,275", 1275),
        ("1.275", 1275),
        ("1'275", 1275),
        ("1’275", 1275),
        ("200 ' 000", 200_000),
        ("2 000", 2000),
        ("2\u00a0000", 2000),
        ("2\u2009000", 2000),
        ("2\u202f000", 2000),
        ("1,275,000", 1_275_000),
        ("1.275.000", 1_275_000),
        ("12\u202f345\u202f678", 12_345_678),
    ],
)
def test_groups_of_three_are_thousands(words: str, value: int) -> None:
    """Digits are one number with every separator in use, and state it exactly."""
    assert states(words) == ("exact", value, value, value)


@pytest.mark.parametrize(
    ("words", "value"), [("٣٥٠", 350), ("۶۱۳", 613), ("१२३", 123), ("١٬٢٧٥", 1275), ("\uff11\uff12\uff13", 123)]
)
def test_digits_of_other_scripts_are_digits(words: str, value: int) -> None:
    """Arabic-Indic, Persian, Devanagari and full-width digits state the number they state."""
    assert states(words) == ("exact", value, value, value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one", 1),
        ("Thirty-three", 33),
        ("thirty three", 33),
        ("six hundred and thirteen", 613),
        ("six hundred thirteen", 613),
        ("SIX HUNDRED AND THIRTEEN", 613),
        ("six\nhundred", 600),
        ("twelve hundred", 1200),
        ("two million three hundred thousand", 2_300_000),
        ("a hundred", 100),
        ("a thousand", 1000),
        ("a million", 1_000_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("three score", 60),
    ],
)
def test_number_words_are_exact(words: str, value: int) -> None:
    """A number in words states the same as in digits, in any case, over a line break too."""
    assert states(words) == ("exact", value, value, value)


@pytest.mark.parametrize(
    ("words", "value"),
    [("1.5 million", 1.5e6), ("1,5 million", 1.5e6), ("3.2m", 3.2e6), ("12k", 12_000), ("6 million", 6e6)],
)
def test_digits_and_scale_are_one_number(words: str, value: float) -> None:
    """Before a scale, a point or comma is a decimal sign, and the scale belongs to the number."""
    assert states(words) == ("exact", value, value, value)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("at least 200", "at_least"),
        ("no fewer than 200", "at_least"),
        ("not less than 200", "at_least"),
        ("a minimum of 200", "at_least"),
        ("200 or more", "at_least"),
        ("more than 200", "more_than"),
        ("over 200", "more_than"),
        ("well over 200", "more_than"),
        ("upwards of 200", "more_than"),
        ("200+", "more_than"),
    ],
)
def test_a_lower_bound_has_no_upper_one(words: str, qualifier: str) -> None:
    """Words that state a least number state no greatest one: high stays open."""
    assert states(words) == (qualifier, 200, None, 200)


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("up to 500", "at_most"),
        ("as many as 500", "at_most"),
        ("no more than 500", "at_most"),
        ("at most 500", "at_most"),
        ("500 at most", "at_most"),
        ("fewer than 500", "fewer_than"),
        ("less than 500", "fewer_than"),
        ("under 500", "fewer_than"),
    ],
)
def test_an_upper_bound_has_no_lower_one(words: str, qualifier: str) -> None:
    """Words that state a greatest number state no least one, not even zero: low stays open."""
    assert states(words) == (qualifier, None, 500, 500)


@pytest.mark.parametrize(
    "words",
    [
        "about 300",
        "around 300",
        "some 300",
        "nearly 300",
        "almost 300",
        "close to 300",
        "an estimated 300",
        "c. 300",
        "roughly 300",
        "approximately 300",
        "300 or so",
        "Some three hundred",
        "about three hundred",
    ],
)
def test_about_states_no_bound(words: str) -> None:
    """An approximate number has the named figure as its best value and no bound on either side."""
    assert states(words) == ("about", None, None, 300)


def test_the_stronger_of_two_qualifiers_counts() -> None:
    """Of two qualifiers in a row, the one that bounds says more than "about"."""
    assert states("at least about 300") == ("at_least", 300, None, 300)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 460 and 3,500", 460, 3500),
        ("between 460[73][74] and 3,500", 460, 3500),
        ("500-1,000", 500, 1000),
        ("500–1,000", 500, 1000),
        ("500 - 1,000", 500, 1000),
        ("20 to 30", 20, 30),
        ("from 20 to 30", 20, 30),
        ("twenty to thirty", 20, 30),
        ("40,000 or 50,000", 40_000, 50_000),
        ("two or three", 2, 3),
        ("1-2 million", 1_000_000, 2_000_000),
        ("5 to 6 hundred", 500, 600),
        ("eight hundred thousand to over a million", 800_000, 1_000_000),
    ],
)
def test_a_range_has_two_ends_and_no_best(words: str, low: float, high: float) -> None:
    """Two figures joined as a range state both ends, and neither is the best value; a scale may serve both."""
    assert states(words) == ("range", low, high, None)


@pytest.mark.parametrize(
    ("words", "floor"),
    [
        ("several", 3),
        ("tens", 20),
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 200),
        ("several hundred", 200),
        ("a few hundred", 200),
        ("thousands", 2000),
        ("a couple of thousand", 2000),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("hundreds, possibly thousands", 200),
        ("a handful", None),
    ],
)
def test_a_vague_word_has_a_floor_at_most(words: str, floor: float | None) -> None:
    """A vague word states its documented floor or nothing: never an upper bound, never a best value."""
    assert states(words) == ("vague", floor, None, None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("20%", ("percent", None, None, 20)),
        ("20 percent", ("percent", None, None, 20)),
        ("20 per cent", ("percent", None, None, 20)),
        ("twenty per cent", ("percent", None, None, 20)),
        ("12.5%", ("percent", None, None, 12.5)),
        ("at least 20 percent", ("percent", 20, None, 20)),
        ("up to 20%", ("percent", None, 20, 20)),
        ("two-thirds", ("fraction", None, None, 0.6667)),
        ("three quarters", ("fraction", None, None, 0.75)),
        ("half", ("fraction", None, None, 0.5)),
        ("more than half", ("fraction", 0.5, None, 0.5)),
    ],
)
def test_a_share_is_no_count(words: str, expected: tuple[str, float | None, float | None, float]) -> None:
    """A percentage or fraction is kept as the share it states, bounded only where the words bound it."""
    assert states(words) == expected


@pytest.mark.parametrize("words", ["no", "zero", "none", "no one", "nobody", "not a single"])
def test_none_is_zero_and_not_unknown(words: str) -> None:
    """Words that state that there was none state an exact zero."""
    assert states(words) == ("exact", 0, 0, 0)


@pytest.mark.parametrize("words", ["", "people", "12 men and 14 women", "at least", "[73]", "and", "more than"])
def test_words_without_one_number_are_none(words: str) -> None:
    """Words that hold no number, or more than one, are not re-read as a number."""
    assert read_quantity(words, ENGLISH) is None


@pytest.mark.parametrize(
    "words",
    [
        "613",
        "at least 200",
        "between 460 and 3,500",
        "500-1,000",
        "more than 1 million",
        "six hundred and thirteen",
        "2 000",
        "1.275",
        "1'275",
        "2\u2009000",
        "٣٥٠",
        "half a million",
        "dozens",
        "several hundred",
        "up to 500",
        "200 or more",
        "40,000 or 50,000",
        "hundreds, possibly thousands",
        "about 300",
        "between 460[73][74] and 3,500",
    ],
)
def test_a_number_is_the_same_in_its_sentence(words: str) -> None:
    """The claim's quantity takes exactly the words of the number, and states what they state alone."""
    claim = only(f"That night {words} people were killed near Ardel.")
    assert claim.quantity.text == words
    assert bounds(claim) == states(words)


@pytest.mark.parametrize(("words", "value"), [("460[73]", 460), ("460[73][74]", 460), ("1,275[9]", 1275)])
def test_footnote_marks_are_no_digits(words: str, value: int) -> None:
    """A footnote mark behind a figure changes nothing of the figure and is no figure itself."""
    claim = only(f"In all {words} people were killed.")
    assert bounds(claim) == ("exact", value, value, value)


def test_a_name_of_numbers_ends_where_a_sum_ends() -> None:
    """Number words that cannot be one number, as in a count, stay apart."""
    assert read_quantity("five twenty", ENGLISH) is None
    assert number_of("twenty five").best == 25


@pytest.mark.parametrize(("written", "told"), [("1,275", (1275.0, None)), ("1.5", (1.5, True)), ("12", (12.0, False))])
def test_one_group_may_be_a_decimal(written: str, told: tuple[float, bool | None]) -> None:
    """Digits with one separator before three more may be either; the reader knows that it does not know."""
    assert digit_value(written) == told


@given(st.integers(1000, 10**12), st.sampled_from(SEPARATORS))
@example(1000, " ")
@settings(deadline=None, max_examples=120)
def test_any_separator_states_the_same_number(number: int, separator: str) -> None:
    """A number above 999 is the same with any of the separators between its groups."""
    words = f"{number:,}".replace(",", separator)
    assert states(words) == ("exact", number, number, number)


@given(st.integers(1, 10**9 - 1))
@settings(deadline=None, max_examples=150)
def test_any_number_can_be_spelled(number: int) -> None:
    """A number written out in words is that number."""
    assert number_of(spelled(number)).best == number


@given(st.integers(1, 999))
@settings(deadline=None, max_examples=100)
def test_and_within_hundreds_adds(number: int) -> None:
    """ "Six hundred and thirteen" is one number, whatever the hundreds and the rest are."""
    assert number_of(spelled(number, link=" and ")).best == number


@given(st.integers(1, 500), st.integers(1, 10**6), st.sampled_from(["{}-{}", "{}–{}", "between {} and {}", "{} to {}"]))
@settings(deadline=None, max_examples=80)
def test_any_range_keeps_both_ends(low: int, more: int, pattern: str) -> None:
    """Two figures in ascending order joined as a range are its ends."""
    assert states(pattern.format(low, low + more)) == ("range", low, low + more, None)


@given(st.text("٠١٢٣٤٥٦٧٨٩", min_size=1, max_size=8))
@settings(deadline=None, max_examples=50)
def test_arabic_indic_digits_are_their_values(written: str) -> None:
    """Arabic-Indic digits state the number that the same ASCII digits state."""
    plain = "".join(str("٠١٢٣٤٥٦٧٨٩".index(digit)) for digit in written)
    assert states(written) == states(plain)


def test_order_of_the_digits_is_never_changed() -> None:
    """In a right-to-left sentence a number keeps the order in which its digits are stored."""
    text = "قُتل 613 شخصا. That night 613 people were killed."
    assert [found.quantity.text for found in reading(text).claims] == ["613"]
