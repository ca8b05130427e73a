"""Takes a sheet that was looked at, gives it taken in: its bytes unchanged, its columns and its edition as decided."""

import json
import tempfile
from pathlib import Path

from accounted.core.outcome import AccountedError, WrongUsage
from accounted.deciding import Request, act_for, decision_of
from accounted.project import Who
from accounted.viewing.opening import Desk
from accounted.viewing.sheets import Sheet


def take_sheet(desk: Desk, sheet: Sheet, *, replaces: str, who: Who) -> str:
    """Takes a desk, a sheet, the document that it replaces or "", and who acts, gives the id of its document."""
    if sheet.content is None:
        raise WrongUsage(
            where=sheet.document.name, found="a sheet of this project", expected="a new one", advice="Open its page."
        )
    with tempfile.TemporaryDirectory(prefix="accounted-") as folder, desk.writing(who) as project:
        path = Path(folder) / sheet.document.name
        path.write_bytes(sheet.content)
        made = list(project.collect([path], described=sheet.document.described))
        kept = [document for outcome in made for document in outcome.kept]
        if not kept:
            told = next((one for outcome in made for one in outcome.set_aside), None)
            raise AccountedError(
                where=sheet.document.name, found=told.found if told else "nothing",
                expected=told.expected if told else "a sheet", advice=told.advice if told else "Check the file.",
            )  # fmt: skip
        held, document = project.held(), kept[0].id
        asked = []
        if sheet.told:
            value = json.dumps(sheet.told, ensure_ascii=False, sort_keys=True)
            asked.append(Request(kind="mapping", about=(document,), value=value, why="told when it was taken in"))
        if replaces and replaces != document:
            why = "said when it was taken in"
            asked.append(Request(kind="edition", about=(replaces, document), value="replaces", why=why))
        decided = [decision_of(one, who=who, held=held, readings=()) for one in asked]
        project.folder.append([act_for(one, who=who) for one in decided])
    return document
