"""Takes positions and uses of names, gives their pages: one an event, per speaker and date, as a table and as charts.

A chart holds one effect and one scope: figures that count something else never stand on one scale.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from markupsafe import Markup

from accounted.core.chart import NARROW, WIDE, ChartRow, Layout, interval_chart
from accounted.core.claim import EFFECTS
from accounted.core.position import NameUse, Position
from accounted.core.text import fold
from accounted.publish.catalogue import Catalogue, page_of, safe_id
from accounted.publish.charts import still_svg
from accounted.publish.counting import event_heads
from accounted.publish.dating import date_words
from accounted.publish.edition import Edition
from accounted.publish.events import Sections, event_file
from accounted.publish.navigation import Sheet
from accounted.publish.pictures import FEWEST, LONGEST
from accounted.publish.statements import title_of
from accounted.publish.wording import count_words, effect_words, event_title, language_tag, language_words, named

_ACTS = {"denies": "rejects"}
_USES = {"asserts": "uses", "denies": "rejects", "doubts": "doubts", "reports": "reports its use", "rejects": "rejects"}
_WIDE = replace(WIDE, plot_end=720)
"""The words beside a mark are longer here, since they tell what the figure revises."""
Held = tuple[Position, ChartRow | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Of:
    """What belongs to one event: positions with their rows of a chart, uses of names."""

    positions: list[Held]
    names: list[NameUse]


def position_sheets(edition: Edition, held: Catalogue, found: Sections) -> Iterator[Sheet]:
    """Takes an edition, its catalogue and sections, gives the page of positions and names, then one page an event."""
    heads = event_heads(found)
    by_event = _by_event(edition)
    shown = [event for event in [*heads, *(e for e in by_event if e not in heads)] if event and event in by_event]
    rest = by_event.get("", _Of(positions=[], names=[]))
    view = {
        "events": [_listed(event, heads, by_event[event]) for event in shown],
        "speakers": _speakers(rest.positions, held),
        "names": _names(rest.names, held),
    }
    yield Sheet(path="positions.html", key="positions", template="positions", heading="Positions and names", view=view)
    for event in shown:
        yield _event_sheet(event, heads, by_event[event], held)


def _by_event(edition: Edition) -> dict[str, _Of]:
    made = edition.reconciling
    found: dict[str, _Of] = {}
    drawn: Iterable[ChartRow | None] = made.position_rows or [None] * len(made.positions)
    for one, row in zip(made.positions, drawn, strict=True):
        found.setdefault(one.event, _Of(positions=[], names=[])).positions.append((one, row))
    for use in made.names:
        found.setdefault(use.event, _Of(positions=[], names=[])).names.append(use)
    return found


def _listed(event: str, heads: dict[str, tuple[str, str]], of: _Of) -> dict[str, Any]:
    speakers = len({fold(one.speaker) for one, _ in of.positions})
    return {
        "title": heads[event][0] if event in heads else event_title(event, ""),
        "href": f"positions/{event_file(event)}",
        "counted": ", ".join(
            count_words(n, noun)
            for n, noun in ((speakers, "speaker"), (len(of.positions), "position"), (len(of.names), "use of a name"))
            if n
        ).replace("use of a names", "uses of a name"),
    }


def _event_sheet(event: str, heads: dict[str, tuple[str, str]], of: _Of, held: Catalogue) -> Sheet:
    title, anchor = heads.get(event, (event_title(event, ""), ""))
    view = {
        "title": title,
        "figures_href": f"index.html#{anchor}" if anchor else "index.html",
        "charts": _charts(of.positions, title),
        "speakers": _speakers(of.positions, held),
        "names": _names(of.names, held),
    }
    path = f"positions/{event_file(event)}"
    return Sheet(path=path, key="positions", template="positions_event", heading=f"{title}: positions", view=view)


def _speakers(found: list[Held], held: Catalogue) -> list[dict[str, Any]]:
    """Gives the speakers in the order that positions come in, each with its lines."""
    speakers: list[dict[str, Any]] = []
    for _, some in groupby(found, key=lambda pair: fold(pair[0].speaker)):
        lines = [one for one, _ in some]
        speakers.append(
            {
                "name": named(lines[0].speaker),
                "party": any(one.party for one in lines),
                "counted": count_words(len(lines), "position"),
                "lines": [_line(one, held) for one in lines],
            }
        )
    return speakers


def _line(one: Position, held: Catalogue) -> dict[str, Any]:
    rejects = one.stated not in held.claims
    return {
        "when": date_words(one.said_on),
        "act": _ACTS.get(one.act, one.act),
        "words": one.words,
        "quoted": rejects,
        "before": one.before,
        "effect": effect_words(one.effect) if one.effect else "",
        "scope": one.scope,
        "declaration": one.declaration,
        "href": f"{page_of(one.document)}#t-{safe_id(one.stated)}",
        "title": title_of(held.documents[one.document]),
        "language": language_tag(held.language(one.document)),
    }


def _names(found: list[NameUse], held: Catalogue) -> list[dict[str, Any]]:
    """Gives the names in the order that their uses come in, each with who uses or rejects it, when, in what."""
    names = []
    for _, some in groupby(found, key=lambda use: use.key):
        uses = list(some)
        own = next((use for use in uses if use.stance != "rejects"), uses[0])
        names.append({"words": own.words, "uses": [_use(use, held) for use in uses]})
    return names


def _use(use: NameUse, held: Catalogue) -> dict[str, Any]:
    return {
        "when": date_words(use.said_on),
        "speaker": named(use.speaker),
        "act": _USES.get(use.stance, use.stance),
        "quote": use.place.quote,
        "language": language_tag(use.language),
        "language_words": language_words(use.language),
        "href": f"{page_of(use.document)}#t-{safe_id(use.stated)}",
        "title": title_of(held.documents[use.document]),
    }


def _charts(found: list[Held], title: str) -> list[dict[str, Any]]:
    """Gives a chart for each effect and scope of which at least two positions speak; all stand in the table."""
    groups: dict[tuple[str, str], list[Held]] = {}
    for one, row in found:
        if one.effect and row is not None:
            groups.setdefault((one.effect, one.scope), []).append((one, row))
    many = sorted((key for key in groups if len(groups[key]) >= FEWEST), key=lambda key: _effect_order(key[0]))
    return [_chart(number, key, groups[key], title) for number, key in enumerate(many, start=1)]


def _effect_order(effect: str) -> int:
    return EFFECTS.index(effect) if effect in EFFECTS else len(EFFECTS)


def _chart(number: int, key: tuple[str, str], found: list[Held], title: str) -> dict[str, Any]:
    effect, scope = key
    rows = [(one, _row(one, row)) for one, row in found if row is not None]
    described = (
        f"Interval chart, {count_words(len(rows), 'row')} by speaker, within a speaker by date; numbers on a linear "
        f"scale from zero. Compared: {scope}. The table holds the same."
    )
    drawn = {
        name: still_svg(
            interval_chart(_fitting(rows, layout), description=described, layout=layout),
            name=f"p-{number}-{name}",
            title=f"{title}. {effect_words(effect)}, by speaker and date",
        )
        for name, layout in (("wide", _WIDE), ("narrow", NARROW))
    }
    return {
        "anchor": f"chart-{number}",
        "heading": effect_words(effect),
        "scope": scope,
        "counted": count_words(len(rows), "position"),
        **{name: Markup(svg) for name, svg in drawn.items()},  # noqa: S704 - drawn here
    }


def _fitting(rows: list[tuple[Position, ChartRow]], layout: Layout) -> list[ChartRow]:
    """Gives the rows as they fit: on a telephone a figure alone, without what it revises, which the table tells."""
    if not layout.stacked:
        return [row for _, row in rows]
    plain = ("states", "revises", "repeats")
    return [replace(row, words=one.words) if one.act in plain else row for one, row in rows]


def _row(one: Position, row: ChartRow) -> ChartRow:
    """Gives a row of a chart with its date in words and the way to its trace; long words stand whole in the table."""
    act = _ACTS.get(one.act)
    told = act + row.words.removeprefix(one.act) if act else row.words
    words = told if len(told) <= LONGEST else told[:LONGEST].rsplit(" ", 1)[0] + " …"
    href = f"../{page_of(one.document)}#t-{safe_id(one.stated)}"
    said_on = date_words(one.said_on, short=True)
    return replace(row, said_on=said_on, speaker=named(row.speaker), words=words, href=href)
