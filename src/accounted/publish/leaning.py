"""Takes an edition, gives the page of leanings: the picture, the table behind it, the words, the ties refused."""

from typing import Any

from markupsafe import Markup

from accounted.core.document import Document, Span, Tie
from accounted.core.picture import LeansPicture
from accounted.publish.catalogue import Catalogue, page_of, safe_id
from accounted.publish.dating import date_words
from accounted.publish.edition import Edition
from accounted.publish.leaning_picture import drawn_narrow, drawn_wide, roots_shared, shown_part
from accounted.publish.navigation import Sheet
from accounted.publish.statements import leans, own_voice, title_of
from accounted.publish.views import place_href
from accounted.publish.wording import SHARED, count_words, language_tag, tie_words


def leaning_sheet(edition: Edition, held: Catalogue) -> Sheet:
    """Takes an edition and its catalogue, gives the page of leanings."""
    plan = edition.reconciling.leaning
    view = {
        "ties": [_tie(tie, held) for tie in edition.ties],
        "refused": [
            _tie(one.tie, held) | {"decision": one.decision, "anchor": f"refused-{safe_id(one.tie.id)}"}
            for one in edition.reconciling.refused
        ],
        "picture": _picture(plan, held) if plan and plan.lines else None,
        "table": _table(plan, held) if plan else [],
    }
    return Sheet(path="leans.html", key="leans", template="leans", heading="Who leans on whom", view=view)


def _picture(plan: LeansPicture, held: Catalogue) -> dict[str, Any]:
    part = shown_part(plan)
    names = {dot.document: title_of(held.documents[dot.document]) for dot in part.dots}
    left = len(plan.dots) - len(part.dots)
    coloured = len(roots_shared(plan))
    return {
        "wide": Markup(drawn_wide(part, names)),  # noqa: S704 - drawn here, every word escaped
        "narrow": Markup(drawn_narrow(part, names)),  # noqa: S704 - drawn here, every word escaped
        "roots": f"{count_words(plan.roots, 'root')}; {SHARED}",
        "coloured": coloured,
        "left": count_words(left, "document") + " without a tie not drawn: see the table" if left else "",
    }


def _table(plan: LeansPicture, held: Catalogue) -> list[dict[str, Any]]:
    """Gives the documents by date, undated last, each with its roots and what it leans on."""
    rows = []
    for dot in sorted(plan.dots, key=lambda dot: (dot.column, held.order[dot.document])):
        document = held.documents[dot.document]
        rows.append(
            {
                "roots": ", ".join(str(root + 1) for root in dot.roots),
                "root": dot.is_root,
                "dated": date_words(document.described.published),
                "title": title_of(document),
                "href": page_of(document.id),
                "voice": own_voice(document),
                "leans": leans(document.id, held),
            }
        )
    return rows


def _tie(tie: Tie, held: Catalogue) -> dict[str, Any]:
    left, right = held.documents[tie.from_document], held.documents[tie.to_document]
    return {
        "anchor": safe_id(tie.id),
        "kind": tie_words(tie.kind),
        "reason": tie.reason,
        "directed": tie.directed,
        "between": "leans on" if tie.directed else "and",
        "left": title_of(left),
        "right": title_of(right),
        "left_href": page_of(left.id),
        "right_href": page_of(right.id),
        "left_dated": date_words(left.described.published),
        "right_dated": date_words(right.described.published),
        "counted": count_words(len(tie.spans), "place"),
        "pairs": [
            (_side(one, held, right if _swapped(one, tie) else left), _side(other, held, right))
            for one, other in tie.spans
        ],
    }


def _swapped(span: Span, tie: Tie) -> bool:
    return span.document == tie.to_document != tie.from_document


def _side(span: Span | None, held: Catalogue, document: Document) -> dict[str, Any]:
    label = f"“{title_of(document)}” "
    if span is None:
        return {"quote": None, "label": label}
    language = language_tag(held.language(span.document))
    placed = {"start": f"{span.start:,}", "end": f"{span.end:,}", "href": place_href(span)}
    return {"quote": span.quote, "language": language, "label": label} | placed
