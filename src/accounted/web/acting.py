"""Takes a request, gives who acts: their account where the desk has accounts, else the name that was told."""

from dataclasses import dataclass
from urllib.parse import unquote

from fastapi import HTTPException, Request

from accounted.project import Who
from accounted.viewing.view import View
from accounted.web.accounts import Accounts
from accounted.web.roles import CUSTODY, HIGHEST, verb_for
from accounted.web.sessions import Session
from accounted.web.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who acts, as pages show it: `account` is None at a desk without accounts, where everyone may do everything."""

    name: str
    session: Session | None
    kept: bool

    @property
    def clearance(self) -> str:
        """Gives up to which sensitivity documents are seen."""
        return self.session.account.clearance if self.session else HIGHEST

    def may(self, verb: str) -> bool:
        """Takes a verb, gives whether it is allowed."""
        return not self.kept or (self.session is not None and verb in self.session.may)


def acting_of(request: Request) -> Acting:
    """Takes a request, gives who acts."""
    state: State = request.app.state.desk
    session = session_of_request(request)
    if session is not None:
        return Acting(name=session.account.name, session=session, kept=True)
    told = unquote(request.cookies.get("acting", "")).strip()
    kept = accounts_of(request) is not None
    return Acting(name="" if kept else told or state.by, session=None, kept=kept)


def session_of_request(request: Request) -> Session | None:
    """Takes a request, gives its session, or None where nobody has logged in or no account is needed."""
    found: Session | None = getattr(request.state, "session", None)
    return found


def accounts_of(request: Request) -> Accounts | None:
    """Takes a request, gives the accounts of this desk, or None where it has none."""
    found: Accounts | None = request.app.state.accounts
    return found


def who_of(request: Request) -> Who:
    """Takes a request, gives who acts: the account; without accounts the name that this browser was given."""
    state: State = request.app.state.desk
    acting = acting_of(request)
    return Who.now(acting.name, None) if acting.name != state.by else state.who()


def ask_for(request: Request, kind: str) -> None:
    """Takes a request and a kind of decision, ends the request where its account may not take such a decision."""
    verb = verb_for(kind)
    if not acting_of(request).may(verb):
        raise HTTPException(403, f"A decision of the kind “{kind}” is for those who may “{verb}”.")


def ask_to_undo(request: Request, view: View, decision: str) -> None:
    """Takes a request and the id of a decision in full, ends the request where its account may not take it back."""
    found = view.ask("select kind, by from decision where id = ?", (decision,))
    if not found:
        raise HTTPException(404, "No decision of this project has this id.")
    kind, by = (str(told) for told in found[0])
    if verb_for(kind) == CUSTODY:
        ask_for(request, kind)
    if not may_take_back(request, by):
        raise HTTPException(403, "Another’s decision is taken back by those who may “undo”.")


def may_take_back(request: Request, by: str) -> bool:
    """Takes a request and who decided, gives whether that may be taken back: one's own, or anyone's by one's role."""
    acting = acting_of(request)
    return acting.may("undo") or (acting.name == by and (acting.may("code") or acting.may("decide")))
