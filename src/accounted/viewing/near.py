"""Takes a view and acts that came after it, works in what they touch with its neighbours, before all is made anew.

Written are the documents that the acts are about, what these state, the events in which it stands, and the acts. What
the rest of the project follows of it (ties and remarks of others, the order of events, words of other documents) comes
with the next making: the view keeps the key of before, so that every page says that newer acts are being worked in.
"""

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from accounted.core.decision import Decision, standing
from accounted.core.document import Entry
from accounted.core.plain import from_plain
from accounted.core.text import fold
from accounted.holdings import Holdings, Texts
from accounted.project import Examination, Project, Who
from accounted.reconcile.places import place_key
from accounted.store import Act, Folder
from accounted.viewing.acts import things_of
from accounted.viewing.grafting import Graft
from accounted.viewing.making import make_view
from accounted.viewing.opening import Desk, PartDesk, kept_of
from accounted.viewing.sensitivity import PartProject
from accounted.viewing.standing_now import decided_about
from accounted.viewing.view import View, as_marks

_MOST_ACTS: Final = 40
_MOST_NEAR: Final = 300
"""Documents that are set side by side for it: with more, making all anew is not much longer."""
_ROUNDS: Final = 3
_HEAD: Final = 300
_MANY: Final = 500
_WHERE: Final = "json_extract(content, '$.where')"


class NearProject(PartProject):
    """A project with the documents near some alone; what is said of all files is said by the whole project."""

    def verify(self, *, checkpoint: Path | None = None) -> Examination:
        """Gives an examination of nothing: its sentence is not taken over from here."""
        return Examination(changes=(), notes=(), files=0, texts=0, acts=0, lines=0, since=None, checkpoint_when=None)


def work_in(desk: Desk, who: Who) -> bool:
    """Takes a desk and who asks, works what came after its view into it; gives whether anything was."""
    if isinstance(desk, PartDesk) or not desk.there():
        return False
    project = Project.open(desk.root, who=who)
    held = project.held()
    news = _news(desk.view, project.folder)
    touched = _touched(desk.view, [act for _, act in news]) & held.documents.keys()
    if not touched or len(news) > _MOST_ACTS:
        return False
    near = _near(desk.view, project, who, touched=touched)
    for _ in range(_ROUNDS):
        if len(near) > _MOST_NEAR:
            return False
        missing = _grafted(desk, project, who, told=(touched, near, news))
        if not missing:
            return True
        near |= missing
    return False


def _news(view: View, folder: Folder) -> list[tuple[Entry, Act]]:
    known = {str(act) for (act,) in view.ask("select act from act")} | set(folder.withdrawn())
    return [(entry, folder.act(entry.act)) for entry in folder.entries() if entry.act not in known]


def _touched(view: View, news: Iterable[Act]) -> set[str]:
    """Gives the documents that acts are about: those that the view does not know, and decisions it merely noted."""
    noted = "select a.thing from about a join act t on t.number = a.number where t.kind = 'decision' and t.number > ?"
    things = {str(thing) for (thing,) in view.ask(noted, (int(view.meta("lines") or 0),))}
    for act in news:
        things |= set(things_of(act))
        if act.kind == "decision":
            one = from_plain(Decision, act.content["decision"])
            things |= {place.document for place in one.places}
            things |= set(decided_about(view, one.undoes)) if one.undoes else set()
    words = [thing for thing in sorted(things) if not thing.startswith("doc-")][:_MANY]
    lines = view.ask(f"select distinct document from stated where id in ({as_marks(words)})", words)  # noqa: S608
    return {thing for thing in things if thing.startswith("doc-")} | {str(name) for (name,) in lines}


def _near(view: View, project: Project, who: Who, *, touched: set[str]) -> set[str]:
    """Gives the documents that state figures of the events in which those of the touched stand or may come to stand."""
    held = project.held()
    alone = NearProject(project.folder, who, frozenset(held.documents.keys() - touched))
    claims = [claim for reading in alone.readings().readings for claim in reading.claims]
    keys = {place_key(claim.where) for claim in claims if claim.where}
    heads = fold(" ".join(_head(project.folder, held, name) for name in sorted(touched)))
    asked = f"select distinct {_WHERE} from stated where kind = 'figure' and {_WHERE} is not null"  # noqa: S608
    stated = [str(where) for (where,) in view.ask(asked)]
    places = [where for where in stated if place_key(where) in keys or fold(where) in heads][:_MANY]
    documents = sorted(touched)[:_MANY]
    lines = view.ask(
        "select distinct document from stated where event in (select distinct event from stated where event <> '' "  # noqa: S608
        f"and (document in ({as_marks(documents)}) or (kind = 'figure' and {_WHERE} in ({as_marks(places)}))))",
        (*documents, *places),
    )
    return touched | {str(name) for (name,) in lines} & held.documents.keys()


def _head(folder: Folder, held: Holdings, name: str) -> str:
    return f"{held.documents[name].described.title or ''} {Texts(folder, held).get(name, '')[:_HEAD]}"


def _grafted(
    desk: Desk, project: Project, who: Who, *, told: tuple[set[str], set[str], Sequence[tuple[Entry, Act]]]
) -> set[str]:
    """Makes a view of the near documents and puts it into the whole one; gives the documents that it lacked for that,
    and then nothing was written.
    """
    touched, near, news = told
    part = NearProject(project.folder, who, frozenset(project.held().documents.keys() - near))
    decided = part.readings()
    edition = part.edition(part.reconcile(decided), with_persons=False)
    path = desk.place.with_name(f"near.{secrets.token_hex(4)}.new")
    try:
        make_view(path, edition, (), kept=kept_of(part.held(), decided, project.folder.heads()))
        stand = [one.id for one in standing(project.held().decisions)]
        with desk.writing(who), Graft(desk.place, path) as graft:
            missing = graft.missing(touched, near)
            if not missing:
                graft.put(touched, list(project.held().documents))
                graft.note(news, stand)
        return missing
    finally:
        path.unlink(missing_ok=True)
