"""What speakers state: figures, names for the event, rejections; and figures set side by side."""

from dataclasses import dataclass

from accounted.core.document import MadeBy, Place
from accounted.core.ids import ID_LENGTH, sha256_of

EFFECTS = (
    "killed",
    "injured",
    "missing",
    "detained",
    "displaced",
    "tortured",
    "raped",
    "executed_or_died_in_custody",
    "released",
    "destroyed",
    "damaged",
    "present",
    "other",
)
UNITS = ("persons", "families", "buildings", "settlements", "territory", "other")
QUALIFIERS = (
    "exact",
    "at_least",
    "more_than",
    "at_most",
    "fewer_than",
    "about",
    "range",
    "vague",
    "percent",
    "fraction",
)
STANCES = ("asserts", "denies", "doubts", "reports")
SEEN_IN = ("original", "repost", "relayed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as stated: low, high and best as the words allow, the qualifier, and the words with their offsets.

    None is "the words state no such bound". A `vague` word has a floor at most and no best value. `start` and `end` are
    offsets into the document's text (for a cell: into the cell's raw text).
    """

    low: float | None
    high: float | None
    best: float | None
    qualifier: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a statement was seen: when it was said (EDTF), in what, as original, repost or relayed, printed by whom."""

    said_on: str | None = None
    seen_in: str | None = None
    relay: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure by one speaker in one place.

    `speaker` None is the document's own voice. `part_of` is the id of the claim that this one breaks down. `when` is
    EDTF as stated; `as_of` the date the figure describes; `cumulative` None where the words do not say. `rule` fired;
    `tokens` are the words it fired on. `place` walks home.
    """

    id: str
    place: Place
    effect: str
    quantity: Quantity
    victims: str | None
    unit: str
    part_of: str | None
    when: str | None
    where: str | None
    speaker: str | None
    stance: str
    rule: str
    tokens: tuple[str, ...] = ()
    note: str | None = None
    as_of: str | None = None
    cumulative: bool | None = None
    event: str | None = None
    citation: Citation | None = None
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name that a speaker gives to an event ("battle", "genocide"): the words, the head noun, the speaker.

    `event` and `citation` are told where the name stands in a table: what it speaks of, and where it was seen.
    """

    id: str
    place: Place
    label: str
    speaker: str | None
    stance: str
    rule: str
    event: str | None = None
    citation: Citation | None = None
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A speaker rejects a figure, an event, responsibility or completeness: the words, and what is rejected.

    `event` and `citation` are told where the rejection stands in a table: what it speaks of, and where it was seen.
    """

    id: str
    place: Place
    speaker: str | None
    what: str | None
    rule: str
    event: str | None = None
    citation: Citation | None = None
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class NoClaim:
    """A number that became no claim, and why: so that nothing a text counts disappears."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one reader found in one document."""

    document: str
    language: str | None
    claims: tuple[Claim, ...] = ()
    labels: tuple[Label, ...] = ()
    denials: tuple[Denial, ...] = ()
    no_claims: tuple[NoClaim, ...] = ()
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Claims of one event, effect and scope, side by side in order of statement: date, undated last, then intake.

    `scope` says in words what is compared (population, period); `origins` counts separate origins seen among its
    documents, shared informants not excluded.
    """

    id: str
    event: str
    effect: str
    scope: str
    claims: tuple[str, ...]
    origins: int
    reasons: tuple[str, ...] = ()
    made_by: MadeBy


def claim_id(document: str, *, place: tuple[int, int], effect: str, quantity: Quantity) -> str:
    """Takes a document id, a place (start and end, or row and column), effect and quantity, gives the claim's id."""
    figures = (quantity.low, quantity.high, quantity.best)
    stated = ",".join("" if figure is None else f"{figure:.9g}" for figure in figures)
    told = f"{document}\n{place[0]},{place[1]}\n{effect}\n{stated}\n{quantity.qualifier}\n{quantity.start}"
    return f"clm-{sha256_of(told.encode())[:ID_LENGTH]}"
