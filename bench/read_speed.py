"""Reading speed beside a bare regular expression over the same texts in the same run, as a ratio; one core, warm."""

import random
import re
import time
from collections.abc import Callable, Sequence

from accounted.core.document import TextLayer
from accounted.read import read_text

WANTED = 0.2
TEXTS, SENTENCES, ROUNDS = 150, 24, 5
WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozens?|scores|"
    r"several|hundreds|thousands)"
)
NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?(?: (?:million|thousand))?|{WORD}(?:[ -](?:and )?{WORD})*)"
TRIGGER = (
    r"(?:killed|killing|killings|dead|died|deaths?|wounded|wounding|injured|injuring|injuries|executed|massacred|"
    r"murdered|murder|bodies|corpses|fatalities|perished|slaughtered|slain|shot|lost their lives|maimed|wounds)"
)
BARE = re.compile(
    rf"\b({NUMBER})\b[^.;:!?,]{{0,40}}?\b({TRIGGER})\b|\b({TRIGGER})\b[^.;:!?]{{0,20}}?\b({NUMBER})\b", re.IGNORECASE
)
"""A number beside a word of death or injury, nothing more: on the annotated English set it reaches F1 0.57."""
PLACES = "Ardel Corvais Lanner Quill Tolan Veshti Orrin Mallow Sarn Ilvet Brask Teyl Doren Hask Umber Pelt".split()
NAMES = "Anders Bellin Corso Dravet Elmar Fenn Gorlin Hesk Ivo Jarrel Kesten Lorn Mirel Nadan Osk Parro".split()
PEOPLE = "people civilians residents soldiers farmers children women officers workers travellers students".split()
DONE = "killed wounded injured detained reported missing evacuated displaced arrested released found dead".split()
PLAIN = (
    "The road to {place} was closed for the third day because of snow and fallen trees.",
    "{name} said the council had met twice and would publish its minutes in the week that followed.",
    "Nobody in {place} could say when the bridge over the Lanner would be open to carts and buses again.",
    "The court heard evidence from the district and adjourned; {name} asked for more time to read the file.",
    "A market was held in {place} as it had been each autumn, with apples, wool and cheese from the valley.",
    "Schools in {place} and the villages around it had opened late after the winter and the long repairs.",
)
COUNTED = (
    "At least {n} {people} were {done} in {place} on {day} March 2009, according to {name} of the hospital.",
    "{name} said that {n} {people} were {done} and {m} others {done} when the mill at {place} burned.",
    "The ministry put the number of {done} at {n}, among them {m} {people}, after the night in {place}.",
)


def texts(seed: int) -> list[str]:
    """Takes a seed, gives invented news texts that do not repeat: two sentences in five state a figure."""
    chance = random.Random(seed)
    return [" ".join(_sentence(chance) for _ in range(SENTENCES)) for _ in range(TEXTS)]


def _sentence(chance: random.Random) -> str:
    template = chance.choice(COUNTED if chance.random() < 0.4 else PLAIN)
    return template.format(
        place=chance.choice(PLACES),
        name=chance.choice(NAMES),
        people=chance.choice(PEOPLE),
        done=chance.choice(DONE),
        n=chance.randint(3, 4000),
        m=chance.randint(2, 90),
        day=chance.randint(1, 31),
    )


def best_seconds(work: Callable[[str], object], some: Sequence[str]) -> float:
    """Takes work and texts, gives the fewest CPU seconds of several rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in some:
            work(text)
        rounds.append(time.process_time() - start)
    return min(rounds)


def _read(text: str) -> object:
    return read_text(TextLayer(document="doc-bench", text=text, extractor="plain-text", version="1"), language="en")


def main() -> None:
    """Takes nothing, prints both speeds and their ratio."""
    some = texts(1)
    megabytes = sum(map(len, some)) / 1e6
    _read(some[0])
    bare, reader = best_seconds(lambda text: sum(1 for _ in BARE.finditer(text)), some), best_seconds(_read, some)
    print(f"bare regular expression {megabytes / bare:6.2f} MB/s   reader {megabytes / reader:6.2f} MB/s")
    print(f"ratio {bare / reader:.3f} (wanted: {WANTED} or more)")


if __name__ == "__main__":
    main()
