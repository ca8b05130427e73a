"""Takes an act, gives what a page of history says of it, and which things it is about."""

from typing import Any

from accounted.store import Act


def act_line(act: Act) -> dict[str, Any]:
    """Takes an act, gives its content as shown: the whole of it, but for bulk that a page need not hold."""
    return act.content


def things_of(act: Act) -> tuple[str, ...]:
    """Takes an act, gives the ids of the documents, figures and persons that it is about."""
    told = act.content
    if act.kind == "document":
        return (str(told["document"]["id"]),)
    if act.kind == "description":
        return (str(told["document"]),)
    decided = told.get("decision")
    if isinstance(decided, dict):
        about = decided.get("about", ())
        return tuple(str(name) for name in ([about] if isinstance(about, str) else about))
    return ()
