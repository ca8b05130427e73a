"""Why two rules give two numbers: takes their results, gives the difference claim by claim."""

from collections.abc import Sequence
from itertools import combinations

from accounted.core.outcome import Refusal
from accounted.core.rule import ClaimDifference, RuleDifference, RuleResult, Taken
from accounted.reconcile.quantities import number_words


def explain(one: RuleResult, other: RuleResult) -> RuleDifference:
    """Takes two rules' results on one event and effect, gives every claim that they treat differently, in words."""
    taken = {each.claim: each for each in other.taken}
    claims = tuple(
        ClaimDifference(claim=mine.claim, one=_does(mine), other=_does(its))
        for mine in one.taken
        for its in [taken[mine.claim]]
        if _does(mine) != _does(its)
    )
    return RuleDifference(
        one=one.rule.id,
        other=other.rule.id,
        event=one.event,
        effect=one.effect,
        numbers=(f"{one.rule.name}: {answer_words(one)}", f"{other.rule.name}: {answer_words(other)}"),
        claims=claims,
    )


def differences(results: Sequence[RuleResult]) -> tuple[RuleDifference, ...]:
    """Takes results, gives the difference of every two rules on the same event and effect."""
    return tuple(
        explain(one, other)
        for one, other in combinations(results, 2)
        if (one.event, one.effect) == (other.event, other.effect)
    )


def answer_words(result: RuleResult) -> str:
    """Takes a result, gives its numbers and status in words, or why there is none."""
    if isinstance(result.answer, Refusal):
        return f"no figure: {result.answer.reason}"
    numbers = [
        f"{slot.name} {'not stated' if slot.number is None else number_words(slot.number)}"
        for slot in result.answer.slots
    ]
    status = [result.answer.status] if result.answer.status else []
    return "; ".join([*numbers, *status])


def _does(taken: Taken) -> str:
    if not taken.used:
        return f"left out: {taken.reason}"
    sets = f"; sets {', '.join(taken.sets)}" if taken.sets else ""
    return f"used as {taken.reason}{sets}"
