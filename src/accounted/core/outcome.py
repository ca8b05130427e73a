"""How a step can end: kept, set aside, remark, refusal, error."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Generic, TypeVar

from accounted.core.document import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An input that a step could not use: its stable code, its place, what was found, what to do."""

    code: str
    where: str
    found: str
    expected: str
    advice: str
    sha256: str | None = None

    def message(self) -> str:
        """Gives one line: where, what was found, what was expected, what to do."""
        return f"{self.where}: found {self.found}; expected {self.expected}. {self.advice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that the content shows (parts exceed a total; text in common). It is content, never a verdict."""

    code: str
    where: str
    message: str
    places: tuple[Place, ...] = ()
    made_from: tuple[str, ...] = ()


def first_of_each(remarks: Iterable[Remark], most: int) -> tuple[list[Remark], dict[str, int]]:
    """Takes remarks and a number, gives in their order at most so many of each code, and how many more there are of
    which code: a list of a million rows may give thousands of one kind.
    """
    seen: Counter[str] = Counter()
    shown = []
    for one in remarks:
        seen[one.code] += 1
        if seen[one.code] <= most:
            shown.append(one)
    return shown, {code: count - most for code, count in seen.items() if count > most}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A method declines, because its conditions do not hold: an answer that callers must face."""

    code: str
    method: str
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.method}: no figure. {self.reason} {self.advice}"

    def _repr_html_(self) -> str:
        words = f"no figure. {escape(self.reason)} {escape(self.advice)}"
        return f"<div><p><strong>{escape(self.method)}</strong>: {words}</p></div>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """What a step gives back: inputs = kept + set aside; remarks beside them."""

    kept: tuple[T, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())


class AccountedError(Exception):
    """The request cannot proceed: where, what was found and expected, what to do."""

    def __init__(self, *, where: str, found: str, expected: str, advice: str) -> None:
        self.where, self.found, self.expected, self.advice = where, found, expected, advice
        super().__init__(f"{where}: found {found}; expected {expected}. {advice}")


class NotAProject(AccountedError):
    """The folder holds no project, or one that is not whole."""


class WrongUsage(AccountedError):
    """The request itself is not usable (an unknown option value, two that exclude each other)."""


class Busy(AccountedError):
    """Another process is writing in this project: one writes at a time."""


class ChangeFound(AccountedError):
    """A file, act or ledger line is not what was received or written."""
