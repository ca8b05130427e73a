"""Takes the views of a desk and a reviewer, gives the next two rows to look at, how far it is, where two differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from accounted.persons import ASKED, stratum_of
from accounted.viewing.agreement import alpha
from accounted.viewing.persons import row_ids
from accounted.viewing.persons_opening import People
from accounted.viewing.view import Row, View

FOR_DOUBT: Final = "asked for its doubt"
ANSWERS: Final = ("same", "different", "unsure")
LEAST_AT_RANDOM: Final = 20
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One reviewer's answer on two rows that stands: who, what, why it was asked, when, and the decision's id."""

    by: str
    answer: str
    why: str
    at: str
    decision: str

    @property
    def asked(self) -> bool:
        """Gives whether the queue asked it; a merge or split on a person's page was not asked."""
        return self.why.startswith((ASKED, FOR_DOUBT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What can be asked: pairs in order, those that somebody answered, by pair and by reviewer, the last answer of
    each.
    """

    questions: tuple[tuple[Key, str], ...]
    answers: Mapping[Key, Mapping[str, Said]]
    withheld: frozenset[str]

    def next_for(self, reviewer: str, passed: Sequence[str] = ()) -> tuple[Key, str] | None:
        """Takes a reviewer and what was passed over, gives the next pair and why it is asked; None where none is left.

        A pair that one other reviewer answered comes first, so that agreement is measured; then what would change
        most and pairs at random, in turn. What two answered is not asked.
        """
        free = (one for one in (*self._second(reviewer), *self.questions) if self._open(one[0], reviewer))
        return next((one for one in free if ".".join(one[0]) not in passed), None)

    def _second(self, reviewer: str) -> Iterable[tuple[Key, str]]:
        for key, told in self.answers.items():
            first = next(iter(told.values()))
            if len(told) == 1 and reviewer not in told and first.asked:
                yield key, first.why.partition("; ")[0]

    def _open(self, key: Key, reviewer: str) -> bool:
        told = self.answers.get(key, {})
        return reviewer not in told and len(told) < 2 and not self.withheld & set(key)

    def left(self) -> int:
        """Gives how many pairs can be asked that nobody answered."""
        return sum(1 for key, _ in self.questions if key not in self.answers)

    def progress(self, reviewer: str) -> dict[str, int]:
        """Takes a reviewer, gives how many pairs are asked in all, answered by the reviewer, by two, and at random."""
        asked = {key: told for key, told in self.answers.items() if any(one.asked for one in told.values())}
        return {
            "whole": len(set(asked) | {key for key, _ in self.questions}),
            "mine": sum(reviewer in told for told in asked.values()),
            "twice": sum(len(told) > 1 for told in asked.values()),
            "random": sum(any(one.why.startswith(ASKED) for one in told.values()) for told in asked.values()),
        }

    def differing(self) -> tuple[tuple[Key, tuple[Said, ...]], ...]:
        """Gives the pairs on which two reviewers differ and no third answered, with the answer of each."""
        split = [(key, tuple(told.values())) for key, told in self.answers.items() if len(told) == 2]
        return tuple((key, told) for key, told in split if told[0].answer != told[1].answer)

    def agreement(self) -> tuple[float | None, int]:
        """Gives Krippendorff's alpha of the answers, and on how many pairs it rests."""
        twice = [[one.answer for one in told.values()] for told in self.answers.values() if len(told) > 1]
        return alpha(twice), len(twice)

    def why(self, key: Key) -> str:
        """Takes a pair, gives why it was asked, as its first answer or the queue says."""
        told = self.answers.get(key, {})
        said = next((one.why.partition("; ")[0] for one in told.values() if one.asked), "")
        return said or next((why for pair, why in self.questions if pair == key), "")


def queue_of(people: People) -> Queue:
    """Takes a desk's persons, gives what can be asked now: kept until the desk's or the persons' view changes."""
    return _queue(people.desk.view, people.view, people.desk.view.meta("key"), people.view.meta("key"))


@lru_cache(maxsize=4)
def _queue(desk: View, persons: View, *_keys: str) -> Queue:
    asked = persons.ask("select one, other, why from question order by place")
    moved = {str(old): str(new) for old, new in persons.ask("select old, new from moved")}
    withheld = frozenset(str(row) for (row,) in persons.ask("select id from row where withheld = 1"))
    questions = tuple((pair_key(str(a), str(b)), str(why)) for a, b, why in asked)
    return Queue(questions=questions, answers=_answers(desk, moved), withheld=withheld)


def _answers(desk: View, moved: Mapping[str, str]) -> dict[Key, dict[str, Said]]:
    lines = desk.ask(
        "select d.id, d.kind, d.by, d.at, d.why, group_concat(x.thing) from decision d join decided x "
        "on x.decision = d.id where d.kind in ('same', 'different', 'unsure') and d.stands = 1 "
        "group by d.id order by d.place"
    )
    found: dict[Key, dict[str, Said]] = {}
    for decision, answer, by, at, why, rows in lines:
        both = [moved.get(row, row) for row in rows.split(",")]
        if len(both) == 2:
            said = Said(by=by, answer=answer, why=why, at=at, decision=decision)
            found.setdefault(pair_key(*both), {})[by] = said
    return found


def pair_key(one: str, other: str) -> Key:
    """Takes the ids of two rows, gives them as a key: their order does not matter."""
    return (min(one, other), max(one, other))


def both_rows(people: People, key: Key) -> tuple[Row, Row] | None:
    """Takes a pair, gives its rows as they are shown, or None where one is in no list that is linked."""
    found = row_ids(people.view, key)
    return (found[key[0]], found[key[1]]) if len(found) == 2 else None


def side_by_side(rows: tuple[Row, Row]) -> list[tuple[str, list[Any], list[Any]]]:
    """Takes two rows, gives field by field what each says, in the order of fields of the one that tells more."""
    first, second = (row["by_role"] for row in rows)
    fields = list(dict.fromkeys((*first, *second)))
    return [(role, first.get(role, []), second.get(role, [])) for role in fields]


def asked_for(why: str) -> str:
    """Takes why a pair was asked, gives it in words, to be shown after the answer."""
    return stratum_of(why) if why.startswith(ASKED) else "in doubt"
