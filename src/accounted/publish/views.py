"""Takes the sections of a report, gives what the front page and the page of leanings show."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounted.core.document import Document, Place, Span
from accounted.core.outcome import Remark
from accounted.core.text import fold
from accounted.publish.catalogue import Catalogue, all_stated, page_of, place_key, safe_id
from accounted.publish.dating import date_words
from accounted.publish.deciding import replaced_documents
from accounted.publish.edition import Edition
from accounted.publish.event_standing import standing_view, standings
from accounted.publish.events import Event, Sections, Table, event_anchor
from accounted.publish.pictures import Picture
from accounted.publish.statements import Statement, title_of
from accounted.publish.wording import SHARED, count_words, language_words, not_measured

DATA = (
    ("data/figures.csv", "every stated figure, with its speaker, words and place"),
    ("data/figures.json", "the same without loss"),
    ("data/names.csv", "names given to events"),
    ("data/rejections.csv", "what is rejected, by whom"),
    ("data/rules.csv", "each counting rule’s numbers, by event and effect"),
    ("data/rule-figures.csv", "what each counting rule does with each figure"),
    ("data/excluded.csv", "figures that the inclusion rule leaves out, with the reason"),
    ("data/positions.csv", "positions by speaker and date"),
    ("data/name-uses.csv", "who uses or rejects which name"),
    ("data/decisions.csv", "decisions and assessments, who, when, why"),
    ("data/documents.csv", "documents with their hashes"),
    ("data/ties.json", "who leans on whom, with the words"),
    ("data/remarks.csv", "remarks"),
    ("data/set-aside.csv", "what was set aside"),
    ("data/not-figures.csv", "numbers that became no figure"),
    ("data/columns.csv", "what each column means"),
)


def front_page(edition: Edition, held: Catalogue, found: Sections, pictures: dict[str, Picture]) -> dict[str, Any]:
    """Takes an edition, its catalogue, sections and pictures, gives what the front page shows."""
    none = sum(len(r.no_claims) for r in edition.readings)
    replaced = replaced_documents(edition, held)
    beside = standings(edition, found)
    return {
        "events": [event_view(event, held, pictures) | standing_view(event, beside) for event in found.events],
        "alone": found.alone,
        "names": by_language(found.names, held),
        "rejections": found.rejections,
        "remarks": [(remark, remark_places(remark, edition.pictures)) for remark in edition.remarks],
        "documents": [_listed(d, held, d.id in replaced) for d in edition.documents],
        "no_claims": count_words(none, "number") if none else "",
        "others": _others(edition, found),
        "not_measured": unmeasured(edition, held),
        "data": DATA,
    }


def event_view(event: Event, held: Catalogue, pictures: dict[str, Picture]) -> dict[str, Any]:
    """Takes an event, gives what its section shows."""
    return {
        "anchor": event_anchor(event),
        "title": event.title,
        "names": by_language(event.names, held),
        "rejections": event.rejections,
        "tables": [_table(table, pictures.get(table.comparison.id)) for table in event.tables],
        "legend": next((safe_id(t.comparison.id) for t in event.tables if t.comparison.id in pictures), ""),
    }


def _table(table: Table, picture: Picture | None) -> dict[str, Any]:
    comparison = table.comparison
    rejected = sum(1 for row in table.rows if row.rejection())
    counted = count_words(len(table.rows) - rejected, "figure")
    return {
        "anchor": safe_id(comparison.id),
        "heading": table.heading,
        "counted": f"{counted}, {count_words(rejected, 'rejection')}" if rejected else counted,
        "origins": f"{count_words(comparison.origins, 'separate origin')} seen; {SHARED}",
        "scope": comparison.scope,
        "reasons": comparison.reasons,
        "rows": table.rows,
        "wide": picture.wide if picture else "",
        "narrow": picture.narrow if picture else "",
        "specification": specification_path(comparison.id),
    }


def specification_path(comparison: str) -> str:
    """Takes a comparison's id, gives the path of its chart's specification."""
    return f"data/charts/{safe_id(comparison)}.vl.json"


def by_language(rows: Iterable[Statement], held: Catalogue) -> list[tuple[str, list[Statement]]]:
    """Takes names in order, gives them by language, languages in alphabetical order, unknown last."""
    found: dict[str, list[Statement]] = {}
    for row in rows:
        found.setdefault(held.language(row.stated.place.document) or "", []).append(row)
    return [(language_words(code), found[code]) for code in sorted(found, key=lambda c: (not c, language_words(c)))]


def remark_places(remark: Remark, pictures: Mapping[tuple[str, int], str]) -> list[tuple[str, str, str]]:
    """Takes a remark and the pictures of words in scans, gives words, path and picture of each place it speaks of."""
    return [
        (_short(place.quote), place_href(place), pictures.get((place.document, place_key(place)[0]), ""))
        for place in remark.places
    ]


def place_anchor(place: Place) -> str:
    """Takes a place, gives the name of its anchor in the page of its document."""
    first, second = place_key(place)
    return f"{'at' if isinstance(place, Span) else 'cell'}-{first}-{second}"


def place_href(place: Place) -> str:
    """Takes a place, gives the path of its anchor."""
    return f"{page_of(place.document)}#{place_anchor(place)}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 80 else plain[:78].rsplit(" ", 1)[0] + " …"


def _listed(document: Document, held: Catalogue, replaced: bool) -> dict[str, Any]:
    told = document.described
    return {
        "href": page_of(document.id),
        "title": title_of(document),
        "source": told.source,
        "publisher": told.publisher,
        "dated": date_words(told.published),
        "language": language_words(held.language(document.id)),
        "counted": f"replaced by a later edition: {stated_in(document.id, held)}"
        if replaced
        else stated_in(document.id, held),
        "sha256": document.sha256,
    }


def stated_in(document: str, held: Catalogue) -> str:
    """Takes a document id, gives how many figures, names and rejections were read in it."""
    readings = held.readings.get(document, ())
    counts = (
        (sum(len(r.claims) for r in readings), "figure"),
        (sum(len(r.labels) for r in readings), "name"),
        (sum(len(r.denials) for r in readings), "rejection"),
    )
    return ", ".join(count_words(n, noun) for n, noun in counts if n) or "no figure"


def _others(edition: Edition, found: Sections) -> list[tuple[str, str, int]]:
    listed = [
        ("alone", "Figures set beside no other", len(found.alone)),
        ("names", "Names given, in documents of no one event here", len(found.names)),
        ("rejections", "Rejections, in documents of no one event here", len(found.rejections)),
    ]
    always = [
        ("remarks", "Remarks", len(edition.remarks)),
        ("aside", "Set aside", len(edition.set_aside)),
        ("documents", "Documents", len(edition.documents)),
    ]
    return [entry for entry in listed if entry[2]] + always


def unmeasured(edition: Edition, held: Catalogue) -> tuple[str, ...]:
    """Takes an edition and its catalogue, gives the sentences on what was not measured and not read."""
    replaced = replaced_documents(edition, held)
    own = {fold(s) for d in edition.documents for s in (d.described.source, d.described.publisher) if s}
    stated = [s for r in edition.readings for s in all_stated(r)]
    heard = {fold(s.speaker) for s in stated if s.speaker and s.speaker.strip()}
    told = f"{count_words(len(replaced), 'document')} of {len(edition.documents):,} replaced by a later edition."
    sentences = not_measured(
        edition.documents,
        languages=[r.language for r in edition.readings],
        measured=edition.languages_measured,
        not_read=sum(1 for d in edition.documents if d.id not in held.readings and d.id not in replaced),
        relayed=len(heard - own),
    )
    return (*sentences, told) if replaced else sentences
