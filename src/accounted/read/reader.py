"""The rule reader: from a text to its claims, names for events and rejections, each at its exact words."""

from collections.abc import Iterator
from typing import Final

from accounted.core.claim import Claim, Denial, Label, NoClaim, Reading, claim_id
from accounted.core.document import MadeBy, Table, TextLayer
from accounted.core.ids import content_id
from accounted.read.afterwards import join_across_sentences
from accounted.read.circumstance import Circumstance, Circumstances
from accounted.read.counted import counted
from accounted.read.denials import Rejection
from accounted.read.drafts import UNTOLD, Draft, TextRead
from accounted.read.event_places import place_of_event
from accounted.read.figures import figures
from accounted.read.gate import reads_again
from accounted.read.label_look import Named, told_names, weighed_names
from accounted.read.label_surroundings import Candidate, candidates
from accounted.read.labels import phrase_key
from accounted.read.lexicon import load_lexicon
from accounted.read.looking_back import join_bare_subjects, join_looking_back
from accounted.read.names import PlaceName
from accounted.read.numbers import Number
from accounted.read.parts import Part, parts
from accounted.read.plain_denials import plain_no
from accounted.read.plausible import is_base
from accounted.read.roles import ACCOUNT, DENIAL_PHRASE, DETERMINER, DOUBT, FIGURE, HEARSAY, MORE, OF, OTHERS, SAYS
from accounted.read.said_by import speaker_of
from accounted.read.sentences import sentences
from accounted.read.sums import join_by_sums
from accounted.read.table_claims import table_claims
from accounted.read.tokens import Token
from accounted.read.voice import stance_at
from accounted.read.weighing import load_weights

VERSION: Final = "14"
_BLOCKS: Final = ("html", "docx")
_WIDEST: Final = 14
_QUOTES: Final = frozenset('"“”«»„')
_LISTED: Final = ("active-list", "noun-of-list", "verb-first-list")
_LOOKED_BACK: Final = 40
_PLAIN_NO: Final = 14
_LONGEST_LINE: Final = 400
_DEEPEST: Final = 9


def read_text(layer: TextLayer, *, language: str | None) -> Reading:
    """Takes a text layer and its language, gives the reading: claims, labels, denials, and the numbers that are none.

    A language without rules gives an empty reading whose `made_by` says so: nothing is guessed. The quantity of every
    claim has been read again from its own words by the number parser; where that gave another, it is no claim.
    """
    try:
        lexicon = load_lexicon(language or "")
    except KeyError:
        told = ("language", f"{language or 'unknown'}: no rules")
        made_by = MadeBy(step="read.rules", version=VERSION, parameters=(told,))
        return Reading(document=layer.document, language=language, made_by=made_by)
    made_by = MadeBy(step="read.rules", version=VERSION, parameters=(("language", lexicon.code),))
    text = TextRead(layer.document, layer.text, lexicon, made_by, layer.extractor.startswith(_BLOCKS))
    found = parts(layer.text, lexicon, lines_are_blocks=text.blocks)
    named, events = _labels(text, found)
    claims, no_claims = _claims(text, (found, events), layer.tables)
    return Reading(
        document=layer.document,
        language=language,
        claims=claims,
        labels=named,
        denials=_denials(text, found),
        no_claims=no_claims,
        made_by=made_by,
    )


def _claims(
    text: TextRead, told: tuple[list[Part], list[PlaceName]], laid_out: tuple[Table, ...]
) -> tuple[tuple[Claim, ...], tuple[NoClaim, ...]]:
    found, events = told
    looked_at = (part for part in found if part.number)
    circumstances = Circumstances(text.text, looked_at, text.lexicon, events=events, lines_are_blocks=text.blocks)
    tables = table_claims(text, laid_out, circumstances)
    drafts, no_claims = _drafts(text, found)
    days = [draft for _, draft in drafts if draft.phrase.empty and circumstances.names_a_day(draft.number.start)]
    no_claims += tuple(_no_claim(text, draft.number, "date") for draft in days)
    inside = [draft for _, draft in drafts if tables.holds(draft.number.start)]
    drafts = _without(drafts, [*days, *inside])
    join_looking_back(drafts, found)
    join_by_sums(drafts, found)
    join_bare_subjects(drafts, found)
    join_across_sentences(drafts, found)
    drafts_in_order = sorted(drafts, key=lambda pair: _depth(pair[1]))  # totals first: parts name them
    stated = [circumstances.of(draft.number.start, found[index].sentence) for index, draft in drafts_in_order]
    said = [_said(text, found, index, draft) for index, draft in drafts_in_order]
    made: dict[int, Claim] = {}
    for (index, draft), told_of_it in zip(drafts_in_order, zip(stated, said, strict=True), strict=True):
        made[id(draft)] = _claim(text, found[index], draft, told_of_it, made)
    claims = [made[id(draft)] for _, draft in drafts]
    outside = [n for n in no_claims if not tables.holds(n.start)]
    return (
        tuple(sorted([*claims, *tables.claims], key=lambda claim: claim.quantity.start)),
        tuple(sorted([*outside, *tables.no_claims], key=lambda number: number.start)),
    )


def _depth(draft: Draft) -> int:
    """How many totals stand above a figure: none, where it is a part of nothing."""
    depth, whole = 0, draft.whole
    while whole is not None and depth < _DEEPEST:
        depth, whole = depth + 1, whole.whole
    return depth


def _without(drafts: list[tuple[int, Draft]], left_out: list[Draft]) -> list[tuple[int, Draft]]:
    """The other figures; what was a part of one left out is a part of nothing."""
    gone = {id(draft) for draft in left_out}
    for _, draft in drafts:
        if draft.whole is not None and id(draft.whole) in gone:
            draft.whole = None
    return [(index, draft) for index, draft in drafts if id(draft) not in gone]


def _drafts(text: TextRead, found: list[Part]) -> tuple[list[tuple[int, Draft]], tuple[NoClaim, ...]]:
    """All figures of the text in order, each with its sentence's place, and the numbers that are none."""
    drafts: list[tuple[int, Draft]] = []
    earlier: list[Draft] = []
    no_claims: list[NoClaim] = []
    untold: list[Number] = []
    weights, order = load_weights(text.lexicon.code), text.lexicon.order
    looked_at = [(index, part.sentence.tokens) for index, part in enumerate(found) if part.number]
    for (index, tokens), numbers in zip(looked_at, counted([tokens for _, tokens in looked_at], order), strict=True):
        here = figures(tokens, earlier[-_LOOKED_BACK:], order, weights, (numbers, untold))
        untold = [number for number, reason in here.others if reason == UNTOLD]
        no_claims += [_no_claim(text, number, reason) for number, reason in here.others]
        drafts += [(index, draft) for draft in here.drafts]
        earlier += here.drafts
    misread = [draft for draft in earlier if not reads_again(text.text, draft.number, text.lexicon)]
    no_claims += [_no_claim(text, draft.number, "not read again from its own words") for draft in misread]
    gone = {id(draft) for draft in misread}
    drafts = [(index, draft) for index, draft in drafts if id(draft) not in gone]
    return drafts, tuple(no_claims)


def _no_claim(text: TextRead, number: Number, reason: str) -> NoClaim:
    return NoClaim(start=number.start, end=number.end, text=text.text[number.start : number.end], reason=reason)


def _claim(
    text: TextRead,
    part: Part,
    draft: Draft,
    told: tuple[Circumstance, tuple[str | None, str, bool]],
    made: dict[int, Claim],
) -> Claim:
    circumstance, (speaker, stance, named) = told
    tokens = part.sentence.tokens
    whole = made.get(id(draft.whole)) if draft.whole is not None else None
    if whole is not None and not named:  # a part is said by who says the total
        speaker, stance = whole.speaker, whole.stance
    start, end = _extent(part, draft, text.lexicon.endings["manner_endings"])
    quantity = draft.number.quantity(text.text)
    trigger = draft.trigger
    words = () if trigger is None else tuple(t.lower for t in tokens[trigger.first : trigger.last + 1])
    return Claim(
        id=claim_id(text.document, place=(start, end), effect=draft.effect, quantity=quantity),
        place=text.span(start, end),
        effect=draft.effect,
        quantity=quantity,
        victims=_victims(text, part, draft),
        unit=draft.unit,
        part_of=whole.id if whole is not None else None,
        when=circumstance.when,
        as_of=circumstance.as_of,
        where=circumstance.where,
        speaker=speaker,
        stance=stance,
        rule=f"{text.lexicon.code}.{draft.rule}",
        tokens=words,
        note="; ".join(note for note in (draft.note, circumstance.said) if note) or None,
        made_by=text.made_by,
    )


def _said(text: TextRead, found: list[Part], index: int, draft: Draft) -> tuple[str | None, str, bool]:
    """The speaker and stance of a figure, a rejection that holds it first, and whether anybody says it."""
    part = found[index]
    rejection = next((r for r in part.rejections if r.at < draft.at <= r.last or _said_of(part, r, draft)), None)
    if rejection is not None:
        return _rejecting(text, found, index, rejection), "denies", True
    voice = speaker_of(found, index, draft.at, text.text)
    told = part.roles & (DOUBT | HEARSAY) or (voice is not None and voice.stance == "denies")
    stance = stance_at(part.sentence.tokens, draft.at, voice) if told else "asserts"
    return (voice.speaker if voice is not None else None), stance, voice is not None


def _said_of(part: Part, rejection: Rejection, draft: Draft) -> bool:
    """ "Claims of 200 dead are lies": the figure is what the rejection is said of."""
    tokens = part.sentence.tokens
    of_before = rejection.of_before or tokens[rejection.at].roles & DENIAL_PHRASE
    told = rejection.first <= draft.at < rejection.at and of_before
    if told and draft.at and tokens[draft.at - 1].lower in _QUOTES:
        return True  # 'the "9,000 dead" was a smear'
    return bool(told) and any(t.roles & (ACCOUNT | FIGURE | SAYS) for t in tokens[rejection.first : draft.at])


def _rejecting(text: TextRead, found: list[Part], index: int, rejection: Rejection) -> str | None:
    """Who rejects: the voice of the words, else their subject where it names someone."""
    voice = speaker_of(found, index, rejection.at, text.text)
    first, last = rejection.subject
    if voice is not None or first > last:
        return voice.speaker if voice is not None else None
    tokens = found[index].sentence.tokens
    return " ".join(text.text[tokens[first].start : tokens[last].end].split())


def _extent(part: Part, draft: Draft, manner: tuple[str, ...]) -> tuple[int, int]:
    """The claim's span: number, noun and trigger where they stand near each other in one clause."""
    tokens, first, last = part.sentence.tokens, draft.at, draft.at
    if not draft.phrase.empty:
        last = draft.phrase.last
    trigger = draft.trigger
    if trigger is not None and draft.rule != "part":
        of_total = draft.rule in _LISTED and draft.whole is not None  # "killed 169, among them 61 children"
        alone = not _another_number(tokens, trigger.last + 1, draft.at)
        if trigger.first < draft.at and draft.at - trigger.first <= _WIDEST and not of_total and alone:
            first = trigger.first
        same = draft.whole is not None and draft.whole.effect == draft.effect
        is_part = same and not draft.phrase.empty  # a part is quoted without the verb of its total
        own = not _another_number(tokens, last + 1, trigger.first)
        if trigger.last > last and trigger.last - last <= _WIDEST and not is_part and own:
            last = trigger.last
    before = tokens[first - 1].lower if 0 < first < draft.at else ""
    if before.endswith(manner) and " " not in before:
        first -= 1
    return tokens[first].start, tokens[last].end


def _another_number(tokens: list[Token], first: int, end: int) -> bool:
    """Whether another number stands there that has words of its own: not those out of whom this one is counted."""
    return any(tokens[at].number is not None and not is_base(tokens, at) for at in range(first, end))


def _victims(text: TextRead, part: Part, draft: Draft) -> str | None:
    phrase, tokens = draft.phrase, part.sentence.tokens
    if phrase.empty or phrase.of_them:
        return None
    first = phrase.first
    while first < phrase.last and tokens[first].roles & (OF | DETERMINER | MORE | OTHERS):
        first += 1
    return " ".join(text.text[tokens[first].start : tokens[phrase.last].end].split())


def _labels(text: TextRead, found: list[Part]) -> tuple[tuple[Label, ...], list[PlaceName]]:
    """The names for events, each once, and the places that those told by rules hold, each time."""
    looked: list[Candidate] = []
    for index, part in enumerate(found):
        if part.label:
            headline = is_headline(text.text, part)
            looked += candidates(part.sentence.tokens, text.lexicon, index, headline=headline)
    told = (place_of_event(one.tokens, one.name, text.text, text.lexicon) for one in looked if one.told)
    events = [place for place in told if place is not None]
    weights = load_weights(text.lexicon.code, "labels")
    named = told_names(looked) if weights is None else weighed_names(looked, text.lexicon, weights)
    return tuple(_each_once(text, found, named)), events


def _each_once(text: TextRead, found: list[Part], named: list[Named]) -> Iterator[Label]:
    """The names, but for a phrase that was told before, and for a head alone that points back to a name."""
    seen: set[str] = set()
    heads: set[str] = set()
    for one in named:
        name, tokens = one.name, found[one.part].sentence.tokens
        span = text.span(tokens[name.first].start, tokens[name.last].end)
        keys = {phrase_key(span.quote), phrase_key(text.text[tokens[max(name.core, name.first)].start : span.end])}
        if keys & seen or (name.bare and name.head in heads):
            continue
        seen |= keys
        heads.add(name.head)
        voice = speaker_of(found, one.part, name.at, text.text)
        yield Label(
            id=content_id("lbl", {"document": text.document, "start": span.start, "end": span.end}),
            place=span,
            label=name.head,
            speaker=voice.speaker if voice is not None else None,
            stance=stance_at(tokens, name.at, voice),
            rule=f"{text.lexicon.code}.{one.rule}",
            made_by=text.made_by,
        )


def is_headline(text: str, part: Part) -> bool:
    """Takes a text and one of its sentences, gives whether it stands like a headline."""
    words = text[part.sentence.start : part.sentence.end].strip()
    return part.opens_paragraph and len(words) < 120 and (words.isupper() or words.istitle() or not words.endswith("."))


def _plain_denial(text: TextRead, found: list[Part], index: int) -> Denial:
    """ "NO. Today there is none": a plain no, with the sentence that goes on with it on the same line."""
    tokens = found[index].sentence.tokens
    start, end = tokens[0].start, tokens[-1].end
    line = text.text.find("\n", end, end + _LONGEST_LINE)
    rest = text.text[end : line if line >= 0 else end + _LONGEST_LINE]
    if end - start <= _PLAIN_NO and rest.strip():
        _, last, _ = next(one for one in sentences(rest) if rest[one[0] : one[1]].strip())
        end += len(rest[:last].rstrip())
    voice = speaker_of(found, index, 0, text.text)
    span = text.span(start, end)
    return Denial(
        id=content_id("dnl", {"document": text.document, "start": span.start, "end": span.end}),
        place=span,
        speaker=voice.speaker if voice is not None else None,
        what=None,
        rule=f"{text.lexicon.code}.plain-no",
        made_by=text.made_by,
    )


def _denials(text: TextRead, found: list[Part]) -> tuple[Denial, ...]:
    made: list[Denial] = []
    for index, part in enumerate(found):
        if not part.denial:
            continue
        tokens = part.sentence.tokens
        if tokens and plain_no(tokens, text.lexicon):
            made.append(_plain_denial(text, found, index))
            continue
        for rejection in part.rejections:
            span = text.span(tokens[rejection.first].start, tokens[rejection.last].end)
            first, last = rejection.at + 1, rejection.last
            told = first <= last
            made.append(
                Denial(
                    id=content_id("dnl", {"document": text.document, "start": span.start, "end": span.end}),
                    place=span,
                    speaker=_rejecting(text, found, index, rejection),
                    what=" ".join(text.text[tokens[first].start : tokens[last].end].split()) if told else None,
                    rule=f"{text.lexicon.code}.rejection",
                    made_by=text.made_by,
                )
            )
    return tuple(made)
