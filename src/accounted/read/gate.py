"""The one gate for all readers: what is proposed as a claim stands in the text, word for word, number for number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from accounted.core.claim import EFFECTS, STANCES, Claim, claim_id
from accounted.core.document import MadeBy, Span, TextLayer
from accounted.read.lexicon import Lexicon
from accounted.read.numbers import Number, join_numbers, read_quantity
from accounted.read.sentences import sentences
from accounted.read.tokens import tokenise

_LONGEST_QUOTE: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim as a reader proposes it, in words: nothing of it is believed before it has been found in the text."""

    quote: str
    number: str
    effect: str
    trigger: str
    speaker: str | None = None
    stance: str = "asserts"
    victims: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A proposal that did not pass, and why, in words for the reader of the list."""

    proposal: Proposal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """What passed the gate, as claims, and what did not, each with its reason: inputs = claims + dropped."""

    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Two readings of one text side by side: what both found, what the rules alone, what the other reader alone."""

    both: tuple[Claim, ...]
    rules_alone: tuple[Claim, ...]
    proposed_alone: tuple[Claim, ...]
    dropped: tuple[Dropped, ...]


def reads_again(text: str, number: Number, lexicon: Lexicon) -> bool:
    """Takes a text and a number found in it, gives whether its own words, read alone, say the same number."""
    again = read_quantity(text[number.start : number.end], lexicon)
    return again is not None and _bounds(again) == _bounds(number)


def through_gate(layer: TextLayer, proposals: Iterable[Proposal], lexicon: Lexicon, *, made_by: MadeBy) -> Gated:
    """Takes a text layer and what a reader proposes for it, gives the claims that stand in it, and the rest.

    A claim passes where its quote is in the text as it stands, the number parser finds the proposed number in that
    quote, the words that tell the effect stand in the same sentence, and the speaker's name stands in the text. The
    quantity of the claim is the parser's. A popular extraction library aligns "killed 631 people" to a text that says
    613 and keeps it; here it is dropped and listed.
    """
    found = sentences(layer.text)
    claims: dict[str, Claim] = {}
    dropped: list[Dropped] = []
    free: dict[str, int] = {}
    for proposal in proposals:
        start = layer.text.find(proposal.quote, free.get(proposal.quote, 0)) if proposal.quote.strip() else -1
        passed = _passed(layer, proposal, start, lexicon, found)
        if isinstance(passed, str):
            dropped.append(Dropped(proposal=proposal, reason=passed))
            continue
        free[proposal.quote] = start + len(proposal.quote)
        claim = _claim(layer, proposal, start, passed, made_by)
        if claim.id in claims:
            dropped.append(Dropped(proposal=proposal, reason="proposed twice"))
        claims.setdefault(claim.id, claim)
    return Gated(claims=tuple(sorted(claims.values(), key=lambda claim: claim.quantity.start)), dropped=tuple(dropped))


def differences(rules: Iterable[Claim], gated: Gated) -> Differences:
    """Takes the rules' claims and a gated reading of the same text, gives what both found and what either alone.

    Two claims are the same where their words overlap and they state the same numbers with the same effect.
    """
    left = list(gated.claims)
    both: list[Claim] = []
    alone: list[Claim] = []
    for claim in rules:
        other = next((one for one in left if _same(claim, one)), None)
        if other is None:
            alone.append(claim)
        else:
            left.remove(other)
            both.append(claim)
    return Differences(both=tuple(both), rules_alone=tuple(alone), proposed_alone=tuple(left), dropped=gated.dropped)


def _same(one: Claim, other: Claim) -> bool:
    if not isinstance(one.place, Span) or not isinstance(other.place, Span):
        return False
    over = one.place.start < other.place.end and other.place.start < one.place.end
    stated = [(c.effect, c.quantity.low, c.quantity.high, c.quantity.best) for c in (one, other)]
    return over and stated[0] == stated[1]


def _bounds(number: Number) -> tuple[float | None, float | None, float | None, str]:
    return number.low, number.high, number.best, number.qualifier


def _passed(
    layer: TextLayer, proposal: Proposal, start: int, lexicon: Lexicon, found: list[tuple[int, int, bool]]
) -> Number | str:
    """The number that the parser reads in the quote, or why the proposal does not pass."""
    if start < 0:
        return "these words are not in the text"
    if len(proposal.quote) > _LONGEST_QUOTE:
        return f"a quote of more than {_LONGEST_QUOTE} characters"
    if proposal.effect not in EFFECTS or proposal.stance not in STANCES:
        return f"no effect or stance of the closed lists: {proposal.effect}, {proposal.stance}"
    if proposal.speaker and proposal.speaker not in layer.text:
        return f"the speaker “{proposal.speaker}” is not in the text"
    around = next((layer.text[a:b] for a, b, _ in found if a <= start < b), proposal.quote)
    if not proposal.trigger.strip() or (proposal.trigger not in around and proposal.trigger not in proposal.quote):
        return f"the words that tell the effect, “{proposal.trigger}”, are not beside the figure"
    return _number_in(layer.text, proposal, start, lexicon)


def _number_in(text: str, proposal: Proposal, start: int, lexicon: Lexicon) -> Number | str:
    tokens = tokenise(text, start, start + len(proposal.quote), lexicon).tokens
    numbers = [token.number for token in join_numbers(tokens, text, lexicon) if token.number is not None]
    wanted = read_quantity(proposal.number, lexicon)
    if wanted is None:
        return f"“{proposal.number}” is no number that can be read"
    stated = {value for value in (wanted.low, wanted.high, wanted.best) if value is not None}
    for number in numbers:
        values = {value for value in (number.low, number.high, number.best) if value is not None}
        same = stated == values if stated else number.qualifier == wanted.qualifier and not values
        if same and reads_again(text, number, lexicon):
            return number
    said = ", ".join(f"“{text[number.start : number.end]}”" for number in numbers) or "no number"
    return f"proposed {proposal.number}; its own words say {said}"


def _claim(layer: TextLayer, proposal: Proposal, start: int, number: Number, made_by: MadeBy) -> Claim:
    end = start + len(proposal.quote)
    quantity = number.quantity(layer.text)
    return Claim(
        id=claim_id(layer.document, place=(start, end), effect=proposal.effect, quantity=quantity),
        place=Span(document=layer.document, start=start, end=end, quote=proposal.quote),
        effect=proposal.effect,
        quantity=quantity,
        victims=proposal.victims if proposal.victims and proposal.victims in layer.text else None,
        unit="persons",
        part_of=None,
        when=None,
        where=None,
        speaker=proposal.speaker or None,
        stance=proposal.stance,
        rule="model.proposal",
        tokens=(proposal.trigger,),
        note="proposed by a language model; found in the text word for word",
        made_by=made_by,
    )
