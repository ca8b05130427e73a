"""Takes choices made before any number is seen, gives a plan that freezes them, and what departed from it afterwards.

Manrique-Vallier, Ball & Sulmont (2019) on fixing methods and their order before estimating.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accounted.core.capture import CaptureTable
from accounted.core.figure import Estimate
from accounted.core.ids import content_id
from accounted.core.outcome import Refusal, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is fixed beforehand: lists, strata, methods in order, their choices, gates, level and seed.

    `choices` are (method, choice, value as written). The id names the content: a plan that was kept as an act before
    the results cannot be another one after them.
    """

    lists: tuple[str, ...]
    stratum_names: tuple[str, ...] = ()
    methods: tuple[str, ...]
    choices: tuple[tuple[str, str, str], ...] = ()
    gates: tuple[str, ...] = ()
    level: float = 0.95
    seed: int = 1

    @property
    def id(self) -> str:
        """Gives the plan's content id."""
        return content_id("pln", self.plain())

    def plain(self) -> dict[str, object]:
        """Gives the plan as JSON content, for an act."""
        return {
            "lists": list(self.lists),
            "stratum_names": list(self.stratum_names),
            "methods": list(self.methods),
            "choices": [list(c) for c in self.choices],
            "gates": list(self.gates),
            "level": self.level,
            "seed": self.seed,
        }


def departures(plan: Plan, table: CaptureTable, results: Sequence[Estimate | Refusal]) -> tuple[Remark, ...]:
    """Takes a plan, the table used and the results, gives every departure, to be printed with the result.

    Assumes that the plan was kept before the results were seen; the conductor says where it was not.

    >>> plan = plan_of_battery(table, quick=True)
    >>> [r.message for r in departures(plan, table.without("press"), [])][0]
    'The plan names the lists ngo, church, press; used were ngo, church.'
    """
    done = [r.method for r in results]
    words = []
    if set(table.lists) != set(plan.lists):
        words.append(f"The plan names the lists {', '.join(plan.lists)}; used were {', '.join(table.lists)}.")
    if tuple(table.stratum_names) != plan.stratum_names:
        told = ", ".join(plan.stratum_names) or "none"
        words.append(f"The plan names the strata {told}; used were {', '.join(table.stratum_names) or 'none'}.")
    words += [f"The method {name} is in the plan and was not run." for name in plan.methods if name not in done]
    words += [
        f"The method {name} was run and is not in the plan." for name in dict.fromkeys(done) if name not in plan.methods
    ]
    for result in results:
        words += _of_choices(plan, result) if isinstance(result, Estimate) else []
    return tuple(Remark(code="departs-from-plan", where=plan.id, message=message) for message in words)


def _of_choices(plan: Plan, result: Estimate) -> list[str]:
    used = dict(result.made_by.parameters)
    asked = {gate.partition(": ")[2] for gate in plan.gates if gate.partition(": ")[0] == result.method}
    given = {gate.name for gate in result.gates}
    told = [
        f"The plan names the gate “{name}” of {result.method}; it was not applied." for name in sorted(asked - given)
    ]
    told += [
        f"The plan sets {choice} of {method} to {value}; used was {used.get(choice, 'nothing')}."
        for method, choice, value in plan.choices
        if method == result.method and used.get(choice) != value
    ]
    if result.level != plan.level:
        told.append(f"The plan sets the level {plan.level:g}; {result.method} used {result.level:g}.")
    if result.seed is not None and result.seed != plan.seed:
        told.append(f"The plan sets the seed {plan.seed}; {result.method} used {result.seed}.")
    return told
