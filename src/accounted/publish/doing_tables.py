"""Takes an edition, gives what reconciling made and persons did as CSV files with documented columns."""

from collections.abc import Iterable, Iterator, Sequence

from accounted.core.outcome import Refusal
from accounted.core.rule import RuleResult
from accounted.publish.edition import Edition
from accounted.publish.tables import csv_bytes, place_words

RULES = {
    "event": "the event's place and dates",
    "effect": "what was stated of those counted",
    "rule": "id of the counting rule",
    "version": "its version",
    "inclusion": "the inclusion rule that was applied before",
    "inclusion_version": "its version",
    "number": "name of the number, in the rule's own terms; empty: the rule gives none",
    "value": "the number; empty: not stated, or the rule declines",
    "made_of": "ids of the figures that set this number, parted by spaces",
    "unconfirmed": "ids of those among them that no person assessed with “confirm”",
    "status": "grade or status, in the rule's own terms",
    "notes": "sentences that belong beside the numbers",
    "declined": "code and reason, where the rule declines",
    "origins": "separate origins seen among the figures used; shared informants not excluded",
}
RULE_FIGURES = {
    "event": "the event's place and dates",
    "effect": "what was stated of those counted",
    "rule": "id of the counting rule",
    "claim": "id of the figure",
    "used": "yes where the rule uses it",
    "how": "how its words are read under this rule, or why it is left out",
    "low": "lowest number that the rule reads in its words; empty: none",
    "high": "highest number that the rule reads in its words; empty: none",
    "sets": "names of the rule's numbers that it sets",
}
EXCLUDED = {
    "claim": "id of the figure",
    "reason": "why the inclusion rule leaves it out",
    "inclusion": "name of the inclusion rule",
    "version": "its version",
}
POSITIONS = {
    "event": "the event's place and dates; empty: the document speaks of no one event here",
    "speaker": "who says it",
    "said_on": "date of statement (EDTF); empty: undated",
    "act": "states, reports, revises, repeats, denies, doubts or rejects",
    "words": "the figure as read, or what is rejected",
    "before": "the speaker's figure before, where this one revises it",
    "effect": "what was stated of those counted",
    "scope": "what the figure is compared with",
    "declaration": "HURIDOCS micro-thesaurus 28, where a person decided; empty: not decided",
    "party": "yes where a person named the speaker as a party to the event",
    "stated": "id of the figure or rejection",
    "document": "id of the document",
    "place": "characters START-END of the text, or sheet, row and column",
}
NAME_USES = {
    "event": "the event's place and dates; empty: the document speaks of no one event here",
    "name": "the name's words, folded: uses of one name stand together",
    "words": "the name as written, or the words that reject it",
    "speaker": "who says it",
    "said_on": "date of statement (EDTF); empty: undated",
    "stance": "asserts (uses it), denies, doubts, reports or rejects",
    "language": "language of the document",
    "stated": "id of the name or rejection",
    "document": "id of the document",
    "place": "characters START-END of the text, or sheet, row and column",
}
DECISIONS = {
    "id": "id of the decision or assessment",
    "when": "when, by that computer's clock",
    "by": "who",
    "kind": "kind of decision; assessment of a source, claim or status",
    "about": "ids or names that it is about, parted by |",
    "value": "what was decided or assessed, in the standard's terms where there is one",
    "why": "why, where told",
    "undoes": "id of the earlier decision that it undoes",
}
DOING_COLUMNS = {
    "rules": RULES, "rule-figures": RULE_FIGURES, "excluded": EXCLUDED, "positions": POSITIONS, "name-uses": NAME_USES,
    "decisions": DECISIONS,
}  # fmt: skip


def doing_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Takes an edition, gives the files of rules, positions, names and decisions."""
    made = edition.reconciling
    rows: dict[str, Iterable[Sequence[object]]] = {
        "rules": (row for result in made.counted for row in _rule(result)),
        "rule-figures": (row for result in made.counted for row in _figures(result)),
        "excluded": _excluded(edition),
        "positions": _positions(edition),
        "name-uses": _names(edition),
        "decisions": _decisions(edition),
    }
    for name, columns in DOING_COLUMNS.items():
        yield f"data/{name}.csv", csv_bytes(tuple(columns), rows[name])


def _rule(result: RuleResult) -> Iterator[Sequence[object]]:
    rule, inclusion = result.rule, result.inclusion
    head = (result.event, result.effect, rule.id, rule.version, inclusion.name, inclusion.version)
    answer = result.answer
    if isinstance(answer, Refusal):
        yield (*head, "", "", "", "", "", "", f"{answer.code}: {answer.reason}", result.origins)
        return
    for slot in answer.slots:
        flagged = " ".join(c for c in slot.claims if c in result.unconfirmed)
        beside = (answer.status, " ".join(answer.notes), "", result.origins)
        value = "" if slot.number is None else f"{slot.number:.12g}"
        yield (*head, slot.name, value, " ".join(slot.claims), flagged, *beside)


def _figures(result: RuleResult) -> Iterator[Sequence[object]]:
    for one in result.taken:
        numbers = ("" if number is None else f"{number:.12g}" for number in (one.low, one.high))
        done = ("yes" if one.used else "", one.reason, *numbers, ", ".join(one.sets))
        yield (result.event, result.effect, result.rule.id, one.claim, *done)


def _excluded(edition: Edition) -> Iterator[Sequence[object]]:
    inclusion = edition.reconciling.inclusion
    if inclusion is None:
        return
    for one in inclusion.excluded:
        yield (one.claim, one.reason, inclusion.rule.name, inclusion.rule.version)


def _positions(edition: Edition) -> Iterator[Sequence[object]]:
    for one in edition.reconciling.positions:
        said = (one.event, one.speaker, one.said_on, one.act, one.words, one.before, one.effect, one.scope)
        decided = (one.declaration, "yes" if one.party else "")
        yield (*said, *decided, one.stated, one.document, place_words(one.place))


def _names(edition: Edition) -> Iterator[Sequence[object]]:
    for one in edition.reconciling.names:
        said = (one.event, one.key, one.words, one.speaker, one.said_on, one.stance, one.language)
        yield (*said, one.stated, one.document, place_words(one.place))


def _decisions(edition: Edition) -> Iterator[Sequence[object]]:
    for one in sorted(edition.doings.decisions, key=lambda one: (one.when, one.id)):
        about = " | ".join(one.about)
        yield (one.id, one.when, one.by, one.kind, about, one.value, one.why, one.undoes)
    for assessed in sorted(edition.doings.assessments, key=lambda one: (one.when, one.id)):
        told = (assessed.about, assessed.value, assessed.why, "")
        yield (assessed.id, assessed.when, assessed.by, f"assessment of {assessed.of}", *told)
