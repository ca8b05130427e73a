"""How a step can end: each message says where, what was found, what was expected, and what to do."""

from dataclasses import FrozenInstanceError

import pytest

from accounted.core.outcome import (
    AccountedError,
    ChangeFound,
    NotAProject,
    Outcome,
    Refusal,
    Remark,
    SetAside,
    WrongUsage,
    first_of_each,
)

ASIDE = SetAside(
    code="no-text",
    where="annex.pdf, page 3",
    found="a picture without letters",
    expected="text",
    advice="Run it through text recognition and add it again.",
)


def test_a_message_says_where_found_expected_and_what_to_do() -> None:
    """What was set aside says in one line where it is, what was found, what was expected and what to do."""
    assert ASIDE.message() == (
        "annex.pdf, page 3: found a picture without letters; expected text. "
        "Run it through text recognition and add it again."
    )


@pytest.mark.parametrize("kind", [AccountedError, NotAProject, WrongUsage, ChangeFound])
def test_an_error_says_the_same_four_things(kind: type[AccountedError]) -> None:
    """An error carries the same four parts as a thing set aside, as fields and as its message."""
    error = kind(where="ledger line 7", found="another hash", expected="the hash of line 6", advice="Ask who.")
    assert str(error) == "ledger line 7: found another hash; expected the hash of line 6. Ask who."
    assert (error.where, error.found) == ("ledger line 7", "another hash")
    assert (error.expected, error.advice) == ("the hash of line 6", "Ask who.")
    assert isinstance(error, AccountedError)


def test_an_outcome_begins_empty() -> None:
    """A step that was given nothing keeps nothing, sets nothing aside and has nothing to remark."""
    nothing: Outcome[int] = Outcome()
    assert (nothing.kept, nothing.set_aside, nothing.remarks) == ((), (), ())


def test_kept_and_set_aside_stand_beside_each_other() -> None:
    """Inputs are kept or set aside: both are in the outcome, in order."""
    outcome = Outcome(kept=(1, 2), set_aside=(ASIDE,))
    assert len(outcome.kept) + len(outcome.set_aside) == 3


def test_endings_cannot_be_changed() -> None:
    """What a step said is frozen: nobody can edit a refusal after the fact."""
    refusal = Refusal(code="two-lists", method="three lists", reason="there are two", advice="Add a third list.")
    with pytest.raises(FrozenInstanceError):
        refusal.reason = "there are three"  # type: ignore[misc]


def test_few_of_each_kind_are_shown_and_the_rest_counted() -> None:
    """Remarks keep their order; of each code at most so many, and how many more of which."""
    told = [Remark(code=code, where=str(at), message="") for at, code in enumerate("abaabcaa")]
    shown, more = first_of_each(told, 2)
    assert "".join(one.where for one in shown) == "01245"
    assert more == {"a": 3}
