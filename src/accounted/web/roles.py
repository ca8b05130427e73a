"""Who may do what at a desk with accounts: roles, what each may, and what every address asks for. One place for all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from accounted.core.decision import SENSITIVITIES

READ, COLLECT, CODE, DECIDE, UNDO = "read", "collect", "code", "decide", "undo"
ESTIMATE, PUBLISH, VERIFY, CUSTODY, OWN = "estimate", "publish", "verify", "custody", "own"

MAY: Final[Mapping[str, tuple[str, ...]]] = {
    "reader": (READ,),
    "coder": (READ, COLLECT, CODE),
    "reviewer": (READ, CODE, DECIDE, UNDO),
    "custodian": (READ, COLLECT, CODE, DECIDE, UNDO, VERIFY, CUSTODY),
    "publisher": (READ, ESTIMATE, PUBLISH, VERIFY),
}
"""What each role may; an account may have several roles."""
ROLES: Final = tuple(MAY)
SCOPES: Final = (READ, COLLECT, CODE, DECIDE, UNDO, ESTIMATE, PUBLISH, VERIFY)
"""What a token of a program may be given; accounts are kept by persons."""
CLEARANCES: Final = SENSITIVITIES
"""Up to which sensitivity an account sees documents."""
HIGHEST: Final = CLEARANCES[-1]

MEANING: Final[Mapping[str, str]] = {
    READ: "read pages, search, look at a text without keeping it",
    COLLECT: "take documents in",
    CODE: "correct what was read, make a figure of words, say what a list’s columns are",
    DECIDE: "accept and reject, answer the queue, decide which rows are one person, how events and ties stand",
    UNDO: "take back decisions of others; everyone takes back their own",
    ESTIMATE: "run estimates",
    PUBLISH: "write the draft report",
    VERIFY: "look for any change since received",
    CUSTODY: "keep accounts, say who may see a document, read the log of views",
}  # fmt: skip

# What every address asks for: a method, a path, a verb. "whole" is a page made of all documents at once: who may not
# see one of them does not see the page. "-" is open to everyone who reaches the desk.
_ADDRESSES: Final = """
GET  /static/{rest:path}                      -
GET  /login                                   -
POST /login                                   -
POST /logout                                  -
GET  /language/{code}                         -
GET  /account                                 own
POST /account/password                        own
POST /account/code                            own
POST /account/code/confirm                    own
POST /account/code/off                        own
POST /account/tokens                          own
POST /account/tokens/{name}/revoke            own
POST /account/sessions                        own
GET  /accounts                                custody
POST /accounts                                custody
POST /accounts/{name}/{what}                  custody
GET  /audit                                   custody
POST /documents/{name}/sensitivity            custody
GET  /                                        read
POST /look                                    read
GET  /look/{name}                             read
POST /look/{name}/keep                        collect
GET  /look/{name}/{chart}                     read
POST /name                                    read
GET  /documents                               read
POST /documents                               collect
GET  /documents/{name}                        read
GET  /documents/{name}/pages/{number}         read
GET  /documents/{name}/words/{start}          read
GET  /documents/{name}/file                   read
POST /documents/{name}/make                   code
GET  /figures                                 read
GET  /figures/{name}                          read
POST /figures/{name}/decide                   decide
POST /figures/{name}/correct                  code
POST /decisions/{name}/undo                   code decide
GET  /decisions/{name}                        read
GET  /compare                                 read
GET  /compare/{name}                          read
GET  /compare/{name}/over-time                read
GET  /map                                     read
GET  /map/drawn                               read
GET  /live-chart.js                           read
GET  /comparisons/{name}/{chart}              read
GET  /leans                                   read
GET  /remarks                                 read
POST /remarks/{name}                          decide
GET  /timeline                                read
GET  /review                                  decide
POST /review/{name}                           decide
GET  /review/differing                        decide
GET  /lists                                   read whole
POST /lists                                   collect whole
GET  /lists/linking                           read whole
GET  /lists/{name}                            read whole
GET  /lists/look/{key}                        collect code whole
POST /lists/look/{key}                        collect code whole
POST /lists/look/{key}/take                   collect whole
GET  /lists/look/{key}/beside/{name}          collect code whole
GET  /persons                                 read whole
GET  /persons/{name}                          read whole
POST /persons/{name}/{what}                   decide whole
GET  /pairs/{one}/{other}                     read whole
GET  /review/pairs                            decide whole
GET  /review/pairs/differing                  decide whole
GET  /review/pairs/measured                   decide whole
POST /review/pairs/{one}/{other}              decide whole
GET  /estimates                               read whole
POST /estimates                               estimate whole
POST /estimates/plan                          estimate whole
GET  /told                                    read whole
GET  /told/informants                         custody whole
POST /told/informants/open                    custody whole
POST /told/informants/forget                  custody whole
POST /told/seal                               custody whole
GET  /told/{kind}                             collect whole
POST /told/{kind}                             collect whole
GET  /history                                 read
POST /verify                                  verify whole
GET  /report                                  read whole
POST /report                                  publish whole
GET  /report/pages/{rest:path}                read whole
GET  /api/openapi.json                        -
GET  /api/v1/project                          read
GET  /api/v1/documents                        read
POST /api/v1/documents                        collect
GET  /api/v1/documents/{name}                 read
GET  /api/v1/documents/{name}/text            read
GET  /api/v1/figures                          read
GET  /api/v1/figures/{name}                   read
GET  /api/v1/events                           read
GET  /api/v1/events/{name}                    read
GET  /api/v1/comparisons/{name}               read
GET  /api/v1/ties                             read
GET  /api/v1/remarks                          read
GET  /api/v1/acts                             read
POST /api/v1/look                             read
GET  /api/v1/decisions                        read
GET  /api/v1/decisions/{name}                 read
POST /api/v1/decisions                        code decide
POST /api/v1/decisions/{name}/undo            code decide
POST /api/v1/links                            decide whole
GET  /api/v1/estimates                        read whole
GET  /api/v1/plans                            read whole
POST /api/v1/plans                            estimate whole
POST /api/v1/estimates                        estimate whole
POST /api/v1/report                           publish whole
POST /api/v1/verify                           verify whole
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What an address asks for: one of these verbs, and for a page made of everything, sight of everything."""

    verbs: tuple[str, ...]
    whole: bool = False

    @property
    def open(self) -> bool:
        """Gives whether nobody is asked who they are."""
        return not self.verbs


_UNLISTED_READ: Final = Need(verbs=(READ,), whole=True)
_UNLISTED_WRITE: Final = Need(verbs=(CUSTODY,), whole=True)
"""An address that is not in the list is the custodian's to write and theirs to read who may see everything."""


def needed(method: str, path: str) -> Need:
    """Takes a method and a path, gives what is asked for there.

    >>> needed("GET", "/documents").verbs, needed("POST", "/report").verbs, needed("POST", "/something-new").verbs
    (('read',), ('publish',), ('custody',))
    """
    reading = method in ("GET", "HEAD", "OPTIONS")
    asked = "GET" if reading else method
    found = (need for verb, pattern, need in _LISTED if verb == asked and pattern.fullmatch(path))
    return next(found, _UNLISTED_READ if reading else _UNLISTED_WRITE)


def listed(method: str, template: str) -> bool:
    """Takes a method and a path as a route writes it, gives whether the list above has a line for it."""
    path = re.sub(r"\{[^}]*\}", "x", template)
    return any(verb == method and pattern.fullmatch(path) for verb, pattern, _ in _LISTED)


def may_of(roles: Iterable[str]) -> frozenset[str]:
    """Takes roles, gives all that they may together.

    >>> sorted(may_of(["coder", "reader"]))
    ['code', 'collect', 'own', 'read']
    """
    return frozenset((OWN, *(verb for role in roles for verb in MAY.get(role, ()))))


def sees(clearance: str, sensitivity: str) -> bool:
    """Takes an account's clearance and a document's sensitivity, gives whether the account sees the document.

    >>> sees("ordinary", "sensitive"), sees("protected", "sensitive")
    (False, True)
    """
    return CLEARANCES.index(sensitivity) <= CLEARANCES.index(clearance)


VERB_OF_KIND: Final[Mapping[str, str]] = {"correct": CODE, "make": CODE, "mapping": CODE, "sensitivity": CUSTODY}


def verb_for(kind: str) -> str:
    """Takes a kind of decision, gives the verb that taking it asks for.

    >>> verb_for("make"), verb_for("same")
    ('code', 'decide')
    """
    return VERB_OF_KIND.get(kind, DECIDE)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]*\})", template)
    made = "".join(
        (".*" if part.endswith(":path}") else "[^/]+") if part.startswith("{") else re.escape(part) for part in parts
    )
    return re.compile(made)


def _lines() -> Iterable[tuple[str, re.Pattern[str], Need]]:
    for line in _ADDRESSES.strip().splitlines():
        method, path, *verbs = line.split()
        told = tuple(verb for verb in verbs if verb not in ("whole", "-"))
        yield method, _pattern(path), Need(verbs=told, whole="whole" in verbs)


_LISTED: Final = tuple(_lines())
