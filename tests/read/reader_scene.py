"""What the tests of the reader share: a text read as a document, and its claims in few words."""

from accounted.core.claim import Claim, NoClaim, Reading
from accounted.core.document import Span, TextLayer
from accounted.read.lexicon import load_lexicon
from accounted.read.reader import read_text

ENGLISH = load_lexicon("en")


def reading(text: str, *, extractor: str = "plaintext", language: str | None = "en") -> Reading:
    """Takes a text, gives what the reader finds in it."""
    return read_text(TextLayer(document="doc-t", text=text, extractor=extractor, version="1"), language=language)


def only(text: str) -> Claim:
    """Takes a text with one figure, gives its claim."""
    claims = reading(text).claims
    assert len(claims) == 1, [claim.place.quote for claim in claims]
    return claims[0]


def figures(text: str) -> list[tuple[str, str]]:
    """Takes a text, gives effect and words of the number of each claim, in order."""
    return [(claim.effect, claim.quantity.text) for claim in reading(text).claims]


def bounds(claim: Claim) -> tuple[str, float | None, float | None, float | None]:
    """Takes a claim, gives qualifier, low, high and best of its quantity."""
    quantity = claim.quantity
    return quantity.qualifier, quantity.low, quantity.high, quantity.best


def reasons(text: str) -> dict[str, str]:
    """Takes a text, gives the numbers that are no claims, each with its reason."""
    return {found.text: found.reason for found in left_out(text)}


def left_out(text: str) -> tuple[NoClaim, ...]:
    """Takes a text, gives the numbers that are no claims."""
    return reading(text).no_claims


def parts(text: str) -> dict[str, str | None]:
    """Takes a text, gives for the words of each number those of the number it is a part of, or None."""
    claims = reading(text).claims
    words = {claim.id: claim.quantity.text for claim in claims}
    return {claim.quantity.text: words.get(claim.part_of or "") for claim in claims}


def voices(text: str) -> dict[str, tuple[str | None, str]]:
    """Takes a text, gives speaker and stance for the words of each number."""
    return {claim.quantity.text: (claim.speaker, claim.stance) for claim in reading(text).claims}


def quotes(text: str, kind: str) -> list[str]:
    """Takes a text and "labels" or "denials", gives their words."""
    found = reading(text).labels if kind == "labels" else reading(text).denials
    return [item.place.quote for item in found if isinstance(item.place, Span)]


def parts_of(text: str) -> list[str]:
    """Takes a text, gives its parts with their totals: "12<46"."""
    claims = reading(text).claims
    by_id = {claim.id: claim for claim in claims}
    joined = [(claim, by_id[claim.part_of]) for claim in claims if claim.part_of]
    return [f"{part.quantity.best:g}<{whole.quantity.best:g}" for part, whole in joined]
