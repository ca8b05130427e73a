"""How the reader fares on a language's invented claims: precision and recall, counted as in the annotated set."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounted.core.claim import Claim
from accounted.core.document import Span, TextLayer
from accounted.read import read_text

HERE = Path(__file__).resolve().parent
NOT_CORE = ("present", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures right, in the set, and read, all effects but present and other; and the documents they stand in."""

    right: int
    told: int
    read: int
    documents: int

    @property
    def precision(self) -> float:
        """Gives the share of figures read that are right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Gives the share of figures in the set that were read."""
        return self.right / self.told if self.told else 0.0


def languages() -> tuple[str, ...]:
    """Gives the codes of the languages that have a set."""
    return tuple(sorted(path.stem for path in HERE.glob("*.jsonl")))


def documents(code: str) -> list[dict[str, Any]]:
    """Takes a language's code, gives its annotated documents."""
    return [json.loads(line) for line in (HERE / f"{code}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def measure(code: str) -> Measured:
    """Takes a language's code, gives how the reader fares on its invented claims."""
    right = told = read = 0
    found = documents(code)
    for document in found:
        claims = [c for c in _read(document) if c.effect not in NOT_CORE]
        wanted = [c for c in document["claims"] if c["effect"] not in NOT_CORE]
        right, told, read = right + _matched(wanted, claims), told + len(wanted), read + len(claims)
    return Measured(right=right, told=told, read=read, documents=len(found))


def _read(document: dict[str, Any]) -> tuple[Claim, ...]:
    layer = TextLayer(document=document["id"], text=document["text"], extractor="plain-text", version="1")
    return read_text(layer, language=document["language"]).claims


def _matched(wanted: list[dict[str, Any]], claims: list[Claim]) -> int:
    pairs = sorted(
        ((-_overlap(w, c), i, j) for i, w in enumerate(wanted) for j, c in enumerate(claims) if _same(w, c)),
    )
    used_wanted: set[int] = set()
    used_claims: set[int] = set()
    for _, i, j in pairs:
        if i not in used_wanted and j not in used_claims:
            used_wanted.add(i)
            used_claims.add(j)
    return len(used_wanted)


def _overlap(wanted: dict[str, Any], claim: Claim) -> int:
    assert isinstance(claim.place, Span)
    return int(min(wanted["end"], claim.place.end) - max(wanted["start"], claim.place.start))


def _same(wanted: dict[str, Any], claim: Claim) -> bool:
    quantity = claim.quantity
    stated = {n for n in (quantity.low, quantity.high, quantity.best) if n is not None}
    told = {float(n) for n in (wanted["quantity"][key] for key in ("low", "high", "best")) if n is not None}
    return _overlap(wanted, claim) > 0 and stated == told and claim.effect == wanted["effect"]
