"""The pages of a report and the way between them: a page is a sheet, the way is one list."""

from dataclasses import dataclass
from typing import Any

from accounted.publish.edition import Edition

NAVIGATION = (
    ("index", "Figures", "index.html"),
    ("rules", "Counting rules", "rules.html"),
    ("positions", "Positions and names", "positions.html"),
    ("leans", "Who leans on whom", "leans.html"),
    ("persons", "Persons", "persons.html"),
    ("estimates", "Estimates", "estimates.html"),
    ("methods", "Methods", "methods.html"),
    ("documents", "Documents", "index.html#documents"),
    ("data", "Data", "index.html#data"),
)
"""Key, name and path of each entry, in order; a sheet's key says which entry is the one that is open."""


def navigation(edition: Edition) -> tuple[tuple[str, str, str], ...]:
    """Takes an edition, gives the entries of its pages: those of what was never made are left out."""
    made = {"estimates": edition.estimates, "persons": edition.persons}
    absent = {key for key, what in made.items() if what is None}
    return tuple(entry for entry in NAVIGATION if entry[0] not in absent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page to be drawn: its path, the key of its entry, its template, its heading, and what it shows."""

    path: str
    key: str
    template: str
    heading: str
    view: dict[str, Any]

    def up(self) -> str:
        """Gives the way from this page's folder to the report's."""
        return "../" * self.path.count("/")
