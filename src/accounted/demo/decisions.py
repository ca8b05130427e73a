"""Decisions of the demonstration: what a team may decide on the invented event, each with its reason."""

from importlib import resources
from typing import Final

from accounted.core.claim import Claim
from accounted.core.decision import Search, Term
from accounted.project import Project

EVENT: Final = "Ardel, 3-4 March 2009"
EARLIER: Final = "Quill, 1997"
MINISTRY: Final = "Ministry of the Interior of Halvane"
ASSEMBLY: Final = "Upland Assembly"
_SHEETS: Final = ("09-daily-sheets-edition-1.csv", "10-daily-sheets-edition-2.csv")
_WIRE, _ASSEMBLY_SAYS = "ardel/02-wire-story.txt", "ardel/04-assembly-statement.eml"


def decide(project: Project) -> None:
    """Takes the demonstration's project, keeps its decisions, assessments, rules, terms and searches."""
    with resources.as_file(resources.files("accounted.demo") / "decided") as folder:
        for _ in project.collect([folder / name for name in _SHEETS]):
            pass
        for name in ("counted.toml", "latest-of-each.toml"):
            project.keep_rule(name, (folder / name).read_bytes())
    project.decide("edition", _SHEETS, value="replaces", why="sheet 3 was typed with two digits exchanged")
    project.decide("tie", (_WIRE, _ASSEMBLY_SAYS), value="leans", why="the agency had the statement by telephone")
    _decide_events(project)
    _assess(project)
    project.note(Term(term="resident", meaning="a person registered in Ardel on 1 March 2009", version="1"))
    for where, found in (("Archive of the Corvais Courier", 3), ("Register of burials, Quill", 0)):
        project.note(
            Search(where=where, words="Ardel, March 2009", when="2009-05-10", by=project.who.name, found=found)
        )


def _decide_events(project: Project) -> None:
    project.decide("nest", (EARLIER, EVENT), value="precedes", why="named so by the Courier")
    for party in (MINISTRY, ASSEMBLY):
        project.decide("party", (EVENT,), value=party, why="both are named as parties in the documents")
    read = project.readings().readings
    words = [one.id for r in read for one in r.labels] + [one.id for r in read for one in r.denials]
    project.decide("event", words, value=EVENT, why="names and rejections in these documents are about that night")
    project.decide("position", (EVENT, MINISTRY), value="acknowledges act, gives other explanation")
    project.decide("position", (EVENT, ASSEMBLY), value="denies act")
    council = _stated(project, "ardel/07-council-statement.docx", "640")
    project.decide("accept", (council.id,), why="read beside the printed page")
    wrong = project.decide("reject", (council.id,), why="taken for the figure of another valley")
    project.undo(wrong.id, why="the heading of the page names Ardel")


def _assess(project: Project) -> None:
    centre = _stated(project, "ardel/06-rights-centre-report.pdf", "214")
    project.assess("claim", centre.id, "confirm", why="two lists of names and the register agree")
    project.assess("status", centre.id, "likely", why="first assessment")
    project.assess("source", "Lanner Rights Centre", "likely reliable", why="names its methods")
    project.assess("source", "Northern Press Agency (NPA)", "unsure", why="one reporter, one night")


def _stated(project: Project, document: str, words: str) -> Claim:
    """Gives the first total in a document whose number is written so."""
    held = {one.id: one.name for one in project.held().documents.values()}
    return next(
        claim
        for reading in project.readings().readings
        for claim in reading.claims
        if held[reading.document] == document and claim.quantity.text == words and claim.part_of is None
    )
