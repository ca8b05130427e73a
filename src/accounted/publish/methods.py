"""Takes an edition, gives the page of methods: filled from what was done, not from what was meant."""

from collections import Counter
from typing import Any

from accounted.core.decision import Consent, Search, Term
from accounted.publish.catalogue import Catalogue
from accounted.publish.counting import rules_view
from accounted.publish.dating import date_words
from accounted.publish.deciding import assessments_view, decisions_view
from accounted.publish.edition import Edition
from accounted.publish.events import Sections
from accounted.publish.navigation import Sheet
from accounted.publish.views import unmeasured
from accounted.publish.wording import count_words, language_words

ASSESSED = (
    ("source", "Sources", "HURIDOCS Events Standard Formats, micro-thesaurus 42: how reliable a source is"),
    (
        "claim",
        "Figures",
        "Every Casualty, Standards for Casualty Recording, 2016, page 25: what the evaluation came to",
    ),
    ("status", "Status", "HURIDOCS Events Standard Formats, micro-thesaurus 41: status given to a figure’s event"),
)
"""What is assessed, its heading, and the standard whose terms are used: a source and a figure are two questions."""


def methods_sheet(edition: Edition, held: Catalogue, found: Sections) -> Sheet:
    """Takes an edition, its catalogue and sections, gives its page of methods."""
    doings = edition.doings
    inclusion = edition.reconciling.inclusion
    view = {
        "inclusion": inclusion,
        "excluded": count_words(len(inclusion.excluded), "figure") if inclusion else "",
        "counted": count_words(len(inclusion.counted), "figure") if inclusion else "",
        "rules": rules_view(result.rule for result in edition.reconciling.counted),
        "terms": _terms(doings.terms),
        "searches": [_search(one) for one in sorted(doings.searches, key=lambda one: one.when)],
        "without_result": sum(1 for one in doings.searches if one.found == 0),
        "consents": _consents(doings.consents),
        "decisions": decisions_view(edition, held),
        "assessed": [(of, name, standard, assessments_view(edition, held, of)) for of, name, standard in ASSESSED],
        "unmeasured": _unsaid(edition, held),
        "languages": _languages(edition),
        "aside": sorted(Counter(one.code for one in edition.set_aside).items()),
        "numbers": _numbers(edition, found),
    }
    return Sheet(path="methods.html", key="methods", template="methods", heading="Methods: what was done", view=view)


def _numbers(edition: Edition, found: Sections) -> list[tuple[str, str]]:
    """Gives what the report is made of, each with its number."""
    claims = sum(len(r.claims) for r in edition.readings)
    none = sum(len(r.no_claims) for r in edition.readings)
    made = (
        ("documents taken in", len(edition.documents)),
        ("documents read", len(edition.readings)),
        ("figures read", claims),
        ("names read", sum(len(r.labels) for r in edition.readings)),
        ("rejections read", sum(len(r.denials) for r in edition.readings)),
        ("numbers that became no figure", none),
        ("events", len(found.events)),
        ("tables of figures side by side", len(edition.comparisons)),
        ("ties between documents", len(edition.ties)),
        ("ties refused by a person", len(edition.reconciling.refused)),
        ("remarks", len(edition.remarks)),
        ("inputs set aside", len(edition.set_aside)),
    )
    return [(name, f"{number:,}") for name, number in made]


def _languages(edition: Edition) -> list[tuple[str, str, int]]:
    read = Counter(r.language or "" for r in edition.readings)
    told = edition.languages_measured
    rows = [(language_words(code), told.get(code) or "not measured", number) for code, number in read.items()]
    return sorted(rows)


def _unsaid(edition: Edition, held: Catalogue) -> list[str]:
    """Gives the sentences on what was not measured that the table of languages does not hold already."""
    told = [f"{language_words(code)}: {words}" for code, words in edition.languages_measured.items() if words]
    return [sentence for sentence in unmeasured(edition, held) if sentence not in told]


def _terms(terms: tuple[Term, ...]) -> list[dict[str, Any]]:
    """Gives the codebook's terms in alphabetical order, the newest version of each first, earlier ones beneath."""
    by_term: dict[str, list[Term]] = {}
    for one in terms:
        by_term.setdefault(one.term, []).append(one)
    return [{"term": term, "versions": list(reversed(by_term[term]))} for term in sorted(by_term, key=str.casefold)]


def _search(one: Search) -> dict[str, Any]:
    counted = "not counted" if one.found is None else "without a result" if one.found == 0 else f"{one.found:,} found"
    return {"search": one, "when": date_words(one.when[:10]), "found": counted}


def _consents(consents: tuple[Consent, ...]) -> dict[str, Any]:
    """Counts consents by purpose; no giver, and nothing that a consent is about, is named."""
    standing = [one for one in consents if one.withdrawn is None]
    purposes = Counter(purpose for one in standing for purpose in one.purposes)
    return {
        "standing": count_words(len(standing), "consent"),
        "withdrawn": count_words(len(consents) - len(standing), "consent"),
        "purposes": sorted(purposes.items()),
        "any": bool(consents),
    }
