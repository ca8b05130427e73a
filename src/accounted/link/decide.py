"""What persons decided about pairs of rows: it wins over every score, survives re-linking, and can be taken back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from accounted.core.outcome import Remark

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
ANSWERS: Final = (SAME, DIFFERENT, UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One reviewer's answer on two rows, by their ids: same, different or unsure; who, when, why.

    `withdrawn` takes back the reviewer's earlier answer on the pair.
    """

    row_a: str
    row_b: str
    answer: str
    by: str
    when: str = ""
    why: str = ""
    withdrawn: bool = False

    def key(self) -> tuple[str, str]:
        """Gives the pair as a key: the order of the rows does not matter."""
        return (min(self.row_a, self.row_b), max(self.row_a, self.row_b))


def standing(answers: Iterable[Answer]) -> dict[tuple[str, str], dict[str, Answer]]:
    """Takes answers in the order they were given, gives for each pair the last answer of each reviewer that still
    stands.
    """
    found: dict[tuple[str, str], dict[str, Answer]] = {}
    for one in answers:
        of_pair = found.setdefault(one.key(), {})
        if one.withdrawn:
            of_pair.pop(one.by, None)
        else:
            of_pair[one.by] = one
    return {key: of_pair for key, of_pair in found.items() if of_pair}


def settled(answers: Iterable[Answer]) -> tuple[dict[tuple[str, str], Answer], tuple[Remark, ...]]:
    """Takes answers, gives for each pair the one that counts, and remarks on pairs where reviewers differ.

    Where "same" and "different" both stand, neither counts until one of them is withdrawn or a third person answers:
    then the more frequent answer counts. "Unsure" binds nothing.
    """
    kept: dict[tuple[str, str], Answer] = {}
    remarks: list[Remark] = []
    for key, of_pair in standing(answers).items():
        same = [one for one in of_pair.values() if one.answer == SAME]
        different = [one for one in of_pair.values() if one.answer == DIFFERENT]
        if len(same) == len(different) and same:
            who = " and ".join(sorted(of_pair))
            message = (
                f"{who} answered differently; neither counts until a third person answers or one answer is withdrawn."
            )
            remarks.append(Remark(code="reviewers-differ", where=" / ".join(key), message=message, made_from=key))
        elif same or different:
            kept[key] = max(same, different, key=len)[0]
    return kept, tuple(remarks)


def agreement(answers: Sequence[Answer], *, one: str, other: str) -> tuple[int, float, float]:
    """Takes answers and two reviewers, gives how many pairs both answered, the share alike, and Cohen's kappa.

    kappa = (p_o - p_e) / (1 - p_e) (Cohen, "A coefficient of agreement for nominal scales", 1960). Two reviewers who
    agree on
    18 of 20 pairs, each with 10 "same": p_o = .9, p_e = .5, kappa = .8. Without a pair in common all three are zero.
    """
    pairs = [(of[one].answer, of[other].answer) for of in standing(answers).values() if one in of and other in of]
    if not pairs:
        return 0, 0.0, 0.0
    alike = sum(a == b for a, b in pairs) / len(pairs)
    chance = sum(
        sum(a == word for a, _ in pairs) * sum(b == word for _, b in pairs) / len(pairs) ** 2 for word in ANSWERS
    )
    return len(pairs), alike, 1.0 if chance == 1 else (alike - chance) / (1 - chance)


def reviewers_agree(answers: Iterable[Answer]) -> tuple[int, float | None]:
    """Takes answers, gives how many pairs two reviewers or more answered, and Krippendorff's alpha over them.

    alpha = 1 - observed / expected disagreement, for words without an order (Krippendorff, Content Analysis, 2004,
    chapter 11). It is None where fewer than two pairs were answered twice, or where one word alone was used.
    """
    units = [Counter(one.answer for one in of.values()) for of in standing(answers).values() if len(of) > 1]
    total: Counter[str] = sum(units, Counter())
    size = sum(total.values())
    if len(units) < 2 or len(total) < 2:
        return len(units), None
    observed = sum(_unlike(of) / (sum(of.values()) - 1) for of in units)
    return len(units), round(1 - observed / (_unlike(total) / (size - 1)), 6)


def _unlike(counts: Counter[str]) -> int:
    """Gives how many ordered pairs of answers differ."""
    return int(sum(counts.values()) ** 2 - sum(count**2 for count in counts.values()))
