"""Takes a folder and sizes, gives an invented project as a real collection is: events, families of copies, own reports.

Few documents tell of most events and many of a few; a share of them is copied from another with changes; some sum up
several events of a month. Only documents of one family share passages, and only those of one event share figures.
"""

import csv
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from accounted.project import Project, Who

FIRST_DAY = date(2007, 1, 3)

_HEADS = "Ar Bel Cor Dun Es Fal Gor Hal Is Jar Kel Lor Mir Nov Or Pel Quen Ros Sol Tar".split()
_MIDDLES = ["", "a", "o", "en", "is"]
_TAILS = "del mar vane wick tor nesh".split()
PLACES = [head + middle + tail for head in _HEADS for middle in _MIDDLES for tail in _TAILS]
"""600 invented places."""

_BODIES = (
    "{} News Agency", "the {} Herald", "the {} Regional Council", "{} District Hospital", "the {} Ministry of Interior",
    "{} Rights Centre", "the {} Observer", "{} Relief Society", "the {} Prosecutor's Office", "Radio {}",
)  # fmt: skip
_SPOKEN = ("residents", "doctors at the hospital", "a police officer", "relatives", "two witnesses", "an aid worker")
_THINGS = (
    "bridge mill school market well chapel orchard depot barracks quarry station granary ferry bakery clinic bazaar "
    "square archive tannery reservoir pharmacy cellar vineyard workshop courtyard stable"
).split()
_LIKE = (
    "old northern burnt narrow flooded empty lower upper stone wooden crowded distant ruined white muddy locked "
    "guarded broken silent eastern snowed-in temporary"
).split()
_DONE = (
    "stayed closed,was searched,lost its roof,had no water,was lit by lamps,stood without guards,was used as a "
    "shelter,could not be reached,was cleared of stones,had been abandoned,filled with smoke,was rebuilt by hand"
).split(",")
_WHEN = (
    "for most of the night,since the thaw,until the soldiers left,before the harvest,after the second alarm,while "
    "the wind turned,as the convoy passed,through the whole week,at about noon,when the line went dead"
).split(",")
_TOLD = "recalled,wrote in a diary,told a visitor,remembered,noted in the margin,explained,insisted,added".split(",")
_WHO = "shepherd teacher driver baker nurse miller priest student clerk midwife joiner postman".split()
_EFFECTS: dict[str, tuple[str, ...]] = {
    "killed": ("{n} people were killed", "{n} civilians were killed", "{n} residents died"),
    "injured": ("{n} people were injured", "{n} people were wounded", "{n} residents were injured"),
    "missing": ("{n} people were missing", "{n} people remained missing"),
    "detained": ("{n} people were detained", "{n} men were detained"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What the documents tell of: a place, a day, and how many of each effect those who count come near to."""

    place: str
    day: date
    amounts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Made:
    """An invented document: its name, title, source, date, and sentences."""

    name: str
    title: str
    source: str
    published: date
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Gives the text with its heading and dateline."""
        head = f"{self.title}\n\n{self.source.removeprefix('the ')}, {self.published.day} {self.published:%B %Y}\n\n"
        return head + "\n".join(self.lines) + "\n"


def made_documents(documents: int, *, figures: int) -> Iterator[Made]:
    """Takes how many documents and about how many figures each states, gives them: the same numbers give the same."""
    drawn = random.Random(documents * 1000 + figures)
    sources = _sources(max(8, documents // 30), drawn)
    weights = [1 / (rank + 2) for rank in range(len(sources))]
    events: list[tuple[Event, list[Made]]] = []
    for number in range(documents):
        name, source = f"document-{number:05d}.txt", drawn.choices(sources, weights)[0]
        kind = drawn.random()
        if not events or kind < 0.12:
            events.append((_event(drawn), []))
        event, told = _told_of(events, drawn)
        if kind > 0.95 and len(events) > 8:
            yield _round_up(name, source, [one for one, _ in drawn.sample(events, 5)], drawn)
            continue
        made = (
            _copy(drawn.choice(told), name, source, drawn)
            if told and kind > 0.72
            else _report(name, source, event, figures=figures, sources=sources, drawn=drawn)
        )
        told.append(made)
        yield made


def _told_of(events: list[tuple[Event, list[Made]]], drawn: random.Random) -> tuple[Event, list[Made]]:
    """An event is told of the more the more told of it already, up to a point: few of most, many of a few."""
    return drawn.choices(events, [min(60, 1 + len(told)) for _, told in events])[0]


def _event(drawn: random.Random) -> Event:
    killed = int(3 * 2 ** (7.5 * drawn.random()))
    amounts = {"killed": killed, "injured": int(killed * drawn.uniform(0.5, 3)) + 2}
    amounts |= {"missing": int(killed * drawn.uniform(0.1, 1)) + 2, "detained": int(killed * drawn.uniform(0.1, 2)) + 2}
    return Event(drawn.choice(PLACES), FIRST_DAY + timedelta(days=drawn.randrange(2600)), amounts)


def _sources(count: int, drawn: random.Random) -> list[str]:
    """Gives names of bodies, each once; a name is used up with its place."""
    places = drawn.sample(PLACES, count)
    return [drawn.choice(_BODIES).format(place) for place in places]


def _report(
    name: str, source: str, event: Event, *, figures: int, sources: list[str], drawn: random.Random
) -> Made:  # fmt: skip
    after = int(2 ** drawn.uniform(0, 8))
    known = drawn.uniform(0.6, 1.0 + after / 300)
    relayed = [*drawn.sample(sources, 2), *drawn.sample(_SPOKEN, 2), source, source]
    lines = []
    for _ in range(max(2, round(figures * 0.58 * drawn.uniform(0.5, 1.5)))):
        lines += [_figure(event, drawn.choice(relayed), known, drawn), *(_filler(drawn) for _ in range(2))]
    published = event.day + timedelta(days=after)
    return Made(name, f"{event.place}: {_filler(drawn)[:-1]}", source, published, tuple(lines))


def _figure(event: Event, speaker: str, known: float, drawn: random.Random) -> str:
    effect = drawn.choices(list(_EFFECTS), (5, 3, 1, 2))[0]
    number = max(2, round(event.amounts[effect] * known * drawn.choice((1, 1, 1, drawn.uniform(0.8, 1.2)))))
    said = drawn.choice(_EFFECTS[effect]).format(n=drawn.choice(("", "", "", "at least ", "about ")) + str(number))
    place = f" in {event.place}" if drawn.random() < 0.7 else ""
    on = f"On {event.day.day} {event.day:%B %Y}, " if drawn.random() < 0.6 else ""
    parts = ""
    if number > 9 and drawn.random() < 0.45:
        women = drawn.randint(2, number // 3)
        parts = f", including {women} women and {drawn.randint(2, number // 3)} children"
    if drawn.random() < 0.5:
        return f"{on}{said}{place}{parts}, {speaker} said."
    return f"According to {speaker}, {on[:1].lower() + on[1:]}{said}{place}{parts}."


def _filler(drawn: random.Random) -> str:
    """Gives a sentence without figures, of so many choices that two documents hardly share twelve words of it."""
    one, other = drawn.sample(_THINGS, 2)
    told = f"a {drawn.choice(_WHO)} {drawn.choice(_TOLD)}" if drawn.random() < 0.6 else f"as the {drawn.choice(_WHO)} "
    told = told if not told.endswith(" ") else f"{told}{drawn.choice(_TOLD)}"
    where = f"beyond the {drawn.choice(_LIKE)} {other}"
    return f"The {drawn.choice(_LIKE)} {one} {where} {drawn.choice(_DONE)} {drawn.choice(_WHEN)}, {told}."


def _copy(of: Made, name: str, source: str, drawn: random.Random) -> Made:
    """Gives a document that takes over most sentences of another word for word, as a paper prints an agency's."""
    kept = [line for line in of.lines if drawn.random() < drawn.choice((0.6, 0.9, 1))]
    lines = (*([_filler(drawn)] if drawn.random() < 0.7 else []), *kept)
    later = of.published + timedelta(days=drawn.randint(0, 3))
    return replace(of, name=name, title=f"{of.title.partition(':')[0]}: {_filler(drawn)[:-1]}", source=source,
                   published=later, lines=lines)  # fmt: skip


def _round_up(name: str, source: str, events: list[Event], drawn: random.Random) -> Made:
    lines = [line for event in events for line in (_figure(event, source, 1, drawn), _filler(drawn))]
    last = max(event.day for event in events) + timedelta(days=30)
    return Made(name, f"What was reported up to {last:%B %Y}", source, last, tuple(lines))


def made_project(root: Path, keys: Path, *, documents: int, figures: int, rows: int = 0) -> Path:
    """Takes a folder, keys and sizes, gives the project: every document with its title, source and date told."""
    with Project.create(root, "Invented places", who=Who.now("the generator"), keys=keys) as project:
        take_in(project, root.parent / "made", made_documents(documents, figures=figures))
        paths = [root.parent / f"list-{number}.csv" for number in range(4 if rows else 0)]
        for number, path in enumerate(paths):
            path.write_text(made_list(rows // 4, number=number), encoding="utf-8")
        list(project.collect(paths))
    return root


def take_in(project: Project, folder: Path, documents: Iterable[Made]) -> None:
    """Takes an open project, a folder to write files in and documents, takes them in with what is told of each."""
    folder.mkdir(parents=True)
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as told:
        rows = csv.writer(told)
        rows.writerow(("file", "title", "source", "published", "language"))
        for made in documents:
            (folder / made.name).write_text(made.text, encoding="utf-8")
            rows.writerow((made.name, made.title, made.source, made.published.isoformat(), "en"))
    for _ in project.collect([folder]):
        pass


def made_list(rows: int, *, number: int = 0) -> str:
    """Takes a number of rows and which list it is, gives an invented list of persons as CSV; lists share a third."""
    drawn = random.Random(number)
    lines = ["name,father,age,date of death,place"]
    for row in range(rows):
        shared = row % 3 == 0
        lines.append(_person(random.Random(row if shared else f"{number}:{row}"), drawn if shared else None))
    return "\n".join(lines) + "\n"


def _person(drawn: random.Random, slips: random.Random | None) -> str:
    """Gives a row; one that other lists hold too is written with a slip here and there."""
    given, father, family = (drawn.choice(PLACES) for _ in range(3))
    day = FIRST_DAY + timedelta(days=drawn.randrange(2600))
    age = drawn.randint(0, 90)
    if slips and slips.random() < 0.2:
        family, age = family[:-1], age + slips.randint(-1, 1)
    return f"{given} {family}son,{father},{max(0, age)},{day.isoformat()},{drawn.choice(PLACES)}"
