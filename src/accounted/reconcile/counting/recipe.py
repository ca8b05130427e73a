"""How a counting rule works, as data: which claims it uses, what vague words are worth to it, how each number is made.

Every rule is a recipe for one and the same machine (`machine.py`), so that two rules can be compared claim by claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounted.core.rule import CountingRule

WAYS = ("lowest", "highest", "latest", "earliest", "most-stated", "most-reliable-else-lowest")
"""How a number is made of the figures used.

"latest" and "earliest" go by the date of statement, "most-stated" by how many speakers state a number (of equals the
lower), "most-reliable-else-lowest" by how persons assessed the sources, and where none stands out the lowest is taken.
"""

VAGUE_FLOORS = {
    3.0: "several",
    20.0: "tens",
    24.0: "dozens",
    40.0: "scores",
    200.0: "hundreds",
    2000.0: "thousands",
    20000.0: "tens of thousands",
    200000.0: "hundreds of thousands",
}
"""The documented floor of a vague word (docs/claims-table.md) names the word in any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One rule as data.

    `slots` are the names of its numbers and the way (`WAYS`) each is made. `credibilities` are the assessments of a
    claim that it uses ("" is "not assessed"). `vague` gives the number of a vague word, `unstated` that of a figure
    that names no number at all (None: it is left out). `revisions` is "all" or "latest": whether a speaker's surely
    later figure replaces the earlier. `origins` separate origins are needed for a figure.
    """

    rule: CountingRule
    slots: tuple[tuple[str, str], ...]
    stances: tuple[str, ...] = ("asserts", "reports")
    credibilities: tuple[str, ...] = ("confirm", "undetermined", "")
    left_out_sources: tuple[str, ...] = ()
    vague: Mapping[str, float] = field(default_factory=dict)
    unstated: float | None = None
    revisions: str = "all"
    origins: int = 1
    grade: str = "none"
    effects: tuple[str, ...] = ()
    completeness: str = ""
