"""The pages of rules, positions, leanings and methods: nothing is lost, and every number leads home."""

import csv
import io
from dataclasses import replace

from lxml import html as lxml_html

from accounted.core.claim import Claim
from accounted.core.decision import Decision
from accounted.core.document import MadeBy
from accounted.publish import Edition, draft
from accounted.publish.catalogue import trace_of
from accounted.publish.events import event_file
from publish.conftest import EVENT
from publish.reconciled_scene import GIVER, HOSTILE, LOWEST, STRICT

Pages = dict[str, bytes]
RULES = f"rules/{event_file(EVENT)}"
POSITIONS = f"positions/{event_file(EVENT)}"


def _page(pages: Pages, path: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(pages[path])


def _text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _claims(edition: Edition) -> dict[str, Claim]:
    return {c.id: c for r in edition.readings for c in r.claims}


def test_every_rule_stands_in_the_table_with_its_numbers_or_why_it_declines(pages: Pages) -> None:
    """A number, a number that is not stated, a status and a refusal each stand in their rule's row."""
    one, other = (_text(row) for row in _page(pages, RULES).xpath("//table[@class='rules']/tbody/tr"))
    assert "low 30 by 1 unconfirmed" in one
    assert "conceded min: Ministry not stated" in one
    assert "“" not in one.partition("Confirmed")[0][-1:]
    assert "2 separate origins seen; shared informants not excluded" in one
    assert "unconfirmed: 2 of the 2 figures used without the assessment “confirm”" in one
    assert "No figure: 1 separate origin seen, 2 needed." in other


def test_a_rules_number_leads_to_the_words_it_is_made_of(pages: Pages, edition: Edition) -> None:
    """The number of a rule is a link to the trace of a figure that sets it."""
    (number,) = _page(pages, RULES).xpath("//ul[@class='slots']//b/a")
    lost = next(c for c in _claims(edition).values() if c.place.quote == "30 people lost their lives")
    assert number.text_content() == "30"
    assert number.get("href") == "../" + trace_of(lost)


def test_what_each_rule_does_with_each_figure_stands_beside_it(pages: Pages, edition: Edition) -> None:
    """Every figure that a rule looked at has a row with a link to its words and what each rule does with it."""
    rows = _page(pages, RULES).xpath("//table[@class='matrix']/tbody/tr")
    shown = {row.xpath(".//th//a/@href")[0].removeprefix("../"): _text(row) for row in rows}
    claims = _claims(edition)
    for result in edition.reconciling.counted:
        for taken in result.taken:
            assert taken.reason in shown[trace_of(claims[taken.claim])]
    assert len(rows) == len(edition.reconciling.counted[0].taken)


def test_each_rule_is_told_once_with_text_source_and_parameters(pages: Pages) -> None:
    """Beside the numbers, the page prints each rule's text, source and parameters, once a rule."""
    rules = _page(pages, RULES).xpath("//div[@class='rule']")
    assert len(rules) == 2
    told = [_text(rule) for rule in rules]
    for rule, words in zip((LOWEST, STRICT), told, strict=True):
        assert rule.name in words
        assert rule.text in words
        assert rule.source in words
    assert "vague words dozens are 12" in told[0].replace("vague wordsdozens", "vague words dozens")


def test_the_inclusion_rule_stands_by_name_and_version_with_what_it_leaves_out(pages: Pages) -> None:
    """What is left out is listed with its reason on the page of rules, or on that of its event."""
    page = _text(_page(pages, "rules.html"))
    assert "every person, version 3" in page
    assert "leaves out 1 figure" in page
    assert "12% of houses" in page
    assert "counts buildings, not persons" in page


def test_positions_stand_by_speaker_with_the_standards_declaration(pages: Pages) -> None:
    """What was stated, revised and rejected stands under its speaker, with the declaration that a person decided."""
    page = _page(pages, POSITIONS)
    words = _text(page)
    assert "Ministry of Interior of Velmar a party to the event, as decided" in words
    assert "revises 30 before: 12" in words
    assert "acknowledges act, denies responsibility" in words
    assert "rejects any responsibility" in words
    assert len(page.xpath("//svg[contains(@class, 'chart')]")) == 2


def test_names_stand_with_who_uses_them_when_and_in_what(pages: Pages) -> None:
    """Each use of a name is a row with its speaker and a link to its words."""
    rows = _page(pages, POSITIONS).xpath("//section[@aria-labelledby='names']//tbody/tr[not(@class)]")
    assert len(rows) == 3
    assert all(row.xpath(".//td//a/@href") for row in rows)


def test_the_picture_of_leanings_says_its_roots_in_numbers(pages: Pages, edition: Edition) -> None:
    """Every document is a dot with the number of its root inside, so that colour is never all there is."""
    page = _page(pages, "leans.html")
    for picture in page.xpath("//svg[@class='leaning']"):
        numbers = [number.text_content() for number in picture.find_class("number")]
        assert len(numbers) == len(edition.documents)
        assert numbers[:3] == ["1", "1", "1·3"]
        assert len(picture.find_class("line")) == len(edition.ties)
    assert len(page.xpath("//svg[@class='leaning']")) == 2
    assert len(page.xpath("//section[@aria-labelledby='table']//tbody/tr")) == len(edition.documents)


def test_a_refused_tie_stands_with_who_refused_it_when_and_why(pages: Pages) -> None:
    """A tie that a person refused is listed with the decision, apart from those that count."""
    (refused,) = _page(pages, "leans.html").xpath("//section[@aria-labelledby='refused-tie-3f00']")
    assert f"Refused by R. Tarn, 2031-05-12: a common number {HOSTILE}." in _text(refused)


def test_events_say_how_they_stand_and_what_is_to_be_decided(pages: Pages) -> None:
    """A decided nesting is told with its decision, a proposal with its reasons, a scope with what sets it apart."""
    section = next(s for s in _page(pages, "index.html").xpath("//section[@class='event']") if EVENT in _text(s))
    words = _text(section)
    assert "part of Velmar, 1991 decided by R. Tarn, 2031-05-12: one campaign" in words
    assert "perhaps encompasses Ostrel, 5 March 1991: one place" in words
    assert "counted: everyone / children" in words


def test_methods_are_filled_from_what_was_done(pages: Pages) -> None:
    """Terms with versions, searches without a result, both kinds of assessment with history; no giver of a consent."""
    page = _page(pages, "methods.html")
    words = _text(page)
    assert "1, 1 without a result" in words
    assert "1 consent in force, 0 consents withdrawn" in words
    assert GIVER.encode() not in b"".join(pages.values())
    sources, claims = (_text(page.get_element_by_id(f"assessed-{of}")) for of in ("source", "claim"))
    assert "micro-thesaurus 42" in sources
    assert "Every Casualty" in claims
    assert "replaced by a later one" in words
    assert "undone 2031-05-12 by L. Bek" in words


def test_an_assessment_stands_in_the_trace_of_its_figure(pages: Pages, edition: Edition) -> None:
    """A figure that a person assessed says so at its words, with who and when."""
    path, _, anchor = trace_of(_claims(edition)[edition.doings.assessments[2].about]).partition("#")
    assert "assessed as “undetermined” by R. Tarn 2031-05-12" in _quoted(_page(pages, path).get_element_by_id(anchor))


def _quoted(card: lxml_html.HtmlElement) -> str:
    for quoted in card.iter("q"):
        quoted.text = f"“{quoted.text}”"
    return _text(card)


def test_a_figure_that_a_person_accepted_says_so_in_its_trace(edition: Edition) -> None:
    """Who accepted, corrected or made a figure, and why, stands as a step of its way home."""
    reading = edition.readings[0]
    looked = (("accepted by", "L. Bek, 2031-05-13"), ("decision", "dec-9"), ("why", "read again"))
    claim = replace(reading.claims[0], made_by=MadeBy(step="read.english", version="1", parameters=looked))
    changed = replace(edition, readings=(replace(reading, claims=(claim,)), *edition.readings[1:]))
    path, _, anchor = trace_of(claim).partition("#")
    card = _text(_page(dict(draft(changed)), path).get_element_by_id(anchor))
    assert "Decision accepted by L. Bek, 2031-05-13" in card.replace("Decisionaccepted", "Decision accepted")
    assert "why: read again" in card


def test_a_table_that_a_later_edition_replaces_is_said_to_be_replaced(edition: Edition) -> None:
    """It is listed as replaced, keeps its page with its traces, and its figures stand beside no others."""
    table, later = (next(d for d in edition.documents if d.name == name) for name in ("figures.csv", "rapport.txt"))
    decision = Decision(
        id="dec-ed", kind="edition", about=(table.id, later.id), value="replaces", by="L. Bek", when="2031-05-13"
    )
    apart = tuple(
        replace(c, claims=tuple(i for i in c.claims if _claims(edition)[i].place.document != table.id))
        for c in edition.comparisons
    )
    made = replace(edition.doings, decisions=(*edition.doings.decisions, decision))
    pages = dict(draft(replace(edition, doings=made, comparisons=apart)))
    index = _text(_page(pages, "index.html"))
    assert "replaced by a later edition: 3 figures" in index
    assert "1 document of 9 replaced by a later edition." in index
    assert "fewer than 50" not in index
    page = _text(_page(pages, f"documents/{table.id}.html"))
    assert "Replaced by a later edition: Rapport sur Ostrel" in page
    assert "fewer than 50" in page


def test_the_data_hold_every_result_every_claim_and_every_decision(pages: Pages, edition: Edition) -> None:
    """Rules, what they do with each figure, what is left out, positions, names and decisions are CSV files too."""

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(pages[f"data/{name}.csv"].decode(), newline="")))

    made, done = edition.reconciling, edition.doings
    assert [row["value"] for row in rows("rules")] == ["30", "", ""]
    assert len(rows("rule-figures")) == sum(len(result.taken) for result in made.counted)
    assert [row["claim"] for row in rows("excluded")] == [one.claim for one in made.inclusion.excluded]  # type: ignore[union-attr]
    assert len(rows("positions")) == len(made.positions)
    assert len(rows("name-uses")) == len(made.names)
    assert len(rows("decisions")) == len(done.decisions) + len(done.assessments)
    told = {(row["table"], row["column"]) for row in rows("columns")}
    for name in ("rules", "rule-figures", "excluded", "positions", "name-uses", "decisions"):
        assert {(name, column) for column in rows(name)[0]} <= told
