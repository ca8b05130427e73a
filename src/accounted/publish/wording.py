"""The words of the screen: takes what the rooms made, gives the words that a page says of it in its own voice.

Neutral in every word: what stands outside quotation marks belongs to nobody's vocabulary. `plainwords` watches it.
"""

import re
from collections.abc import Iterable, Mapping

from accounted.core.claim import Quantity
from accounted.core.document import Document

INTERNAL = "INTERNAL - NOT FOR PUBLICATION"
REPORTS = (
    "This page reports who said what. It does not decide which figure is right or what to call the event. "
    "Not listed here does not mean not said."
)
NOT_HELD = "The text of the cited source is not held here; the trace ends at this citation."
FIGURES_STATED = "figures stated, by speaker and date"
SHARED = "shared informants not excluded"

STANCE = {"asserts": "says", "denies": "rejects", "doubts": "doubts", "reports": "reports"}
SEEN = {"original": "original", "repost": "repost", "relayed": "relayed"}
NOT_TOLD = "not told whether original"
EFFECT = {
    "killed": "Killed or died",
    "injured": "Injured",
    "missing": "Missing",
    "detained": "Detained or held",
    "displaced": "Displaced",
    "tortured": "Tortured",
    "raped": "Raped",
    "executed_or_died_in_custody": "Executed or died in custody",
    "released": "Released",
    "destroyed": "Destroyed",
    "damaged": "Damaged",
    "present": "Present",
    "other": "Other, or several together",
}
QUALIFIER = {
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "up to",
    "fewer_than": "fewer than",
    "about": "about",
}
TIE = {
    "same-bytes": "same bytes",
    "shared-passage": "words in common",
    "citation": "cites",
    "shared-figures": "figures in common",
    "translation": "one text, translated",
    "shared-spellings": "rare spellings in common",
    "decided": "decided by a person",
}
LANGUAGE = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ckb": "Central Kurdish", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "my": "Burmese", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "th": "Thai", "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
DECISION = {
    "accept": "accepted as read",
    "reject": "rejected as misread",
    "correct": "corrected",
    "make": "made by hand",
    "same": "one person",
    "different": "two persons",
    "unsure": "unsure whether one person",
    "mapping": "columns of a list",
    "event": "put to an event",
    "nest": "how two events stand",
    "tie": "tie between documents",
    "position": "declaration",
    "attributed": "attributed to",
    "actions-near": "actions near",
    "discounted": "discounted",
    "party": "party to an event",
    "edition": "later edition",
    "remark": "remark",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def number_words(number: float) -> str:
    """Takes a number, gives it as printed: thousands parted by commas, no digit that was not stated.

    >>> number_words(1275.0), number_words(0.5)
    ('1,275', '0.5')
    """
    return f"{int(number):,}" if number == int(number) else f"{number:,.9g}"


def figure_words(quantity: Quantity) -> str:
    """Takes a quantity, gives the figure as read in plain words; a vague word stays the speaker's word, in quotes.

    No floor and no best value is printed for a vague word.
    """
    low, high, best = quantity.low, quantity.high, quantity.best
    if quantity.qualifier == "vague":
        return f"“{quantity.text}”"
    if quantity.qualifier in ("percent", "fraction"):
        return quantity.text or _share(quantity)
    if quantity.qualifier == "range" or (best is None and low is not None and high is not None and low != high):
        return f"{_or_open(low)}–{_or_open(high)}"
    named = next((n for n in (best, low, high) if n is not None), None)
    if named is None:
        return f"“{quantity.text}”"
    return f"{QUALIFIER.get(quantity.qualifier, '')} {number_words(named)}".strip()


def _share(quantity: Quantity) -> str:
    return _or_open(quantity.best) + ("%" if quantity.qualifier == "percent" else "")


def _or_open(number: float | None) -> str:
    return "…" if number is None else number_words(number)


def reading_differs(quantity: Quantity) -> bool:
    """Takes a quantity, gives whether its words and its reading look different, so that the page shows both."""
    if quantity.qualifier in ("vague", "percent", "fraction"):
        return False
    return set(_DIGITS.findall(figure_words(quantity))) != set(_DIGITS.findall(quantity.text))


def stance_words(stance: str) -> str:
    """Takes a stance of the code, gives the word of the screen."""
    return STANCE.get(stance, stance)


def effect_words(effect: str) -> str:
    """Takes an effect of the code, gives its heading, which says of itself that it is what was stated."""
    return f"{EFFECT.get(effect, effect)}, as stated"


def tie_words(kind: str) -> str:
    """Takes a kind of tie, gives the words of the screen for it."""
    return TIE.get(kind, kind.replace("-", " "))


def decision_words(kind: str) -> str:
    """Takes a kind of decision, gives the words of the screen for it."""
    return DECISION.get(kind, kind)


def language_words(code: str | None) -> str:
    """Takes a language code or None, gives the language's English name, or the code itself."""
    if not code:
        return "language not told"
    return LANGUAGE.get(code.split("-")[0].lower(), code)


def language_tag(code: str | None) -> str | None:
    """Takes what was told as language, gives it where it can stand as a lang attribute, else None."""
    return code if code and _TAG.fullmatch(code) else None


def named(text: str) -> str:
    """Takes a name as given, gives it with direction controls written out, so that none can dress up another.

    >>> named("report\u202efdp.exe")
    'report⟨U+202E⟩fdp.exe'
    """
    return _DIRECTION.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def count_words(number: int, one: str, many: str | None = None) -> str:
    """Takes a count and its noun, gives both in agreement.

    >>> count_words(1, "figure"), count_words(2, "figure"), count_words(0, "entry", "entries")
    ('1 figure', '2 figures', '0 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def event_title(event: str, dates: str) -> str:
    """Takes an event's key and the union of its stated dates in words, gives its title: place and dates, no event noun.

    A key that speaks of its dates already is not dated twice. A page sets FIGURES_STATED after it.
    """
    name = event.strip() or "Place not stated"
    return name if not dates or re.search(r"\d{4}|date not stated", name) else f"{name}, {dates}"


def not_measured(
    documents: Iterable[Document], *, languages: Iterable[str | None], measured: Mapping[str, str | None],
    not_read: int, relayed: int,
) -> tuple[str, ...]:  # fmt: skip
    """Takes the documents and what was counted of them, gives the sentences on what is not measured or not read.

    `languages` are those of the readings, `measured` a sentence on accuracy by language, `not_read` the documents whose
    text was not read, `relayed` the speakers that are heard here through others alone.
    """
    found = sorted({code.split("-")[0].lower() for code in languages if code})
    sentences = [f"{language_words(c)}: {words}" for c in found if (words := measured.get(c))]
    without = [language_words(c) for c in found if not measured.get(c)]
    if without:
        sentences.append(f"How well the reader reads {_and(without)} has not been measured.")
    known = list(documents)
    undated = sum(1 for d in known if not d.described.published)
    if not_read:
        sentences.append(f"{count_words(not_read, 'document')} of {len(known):,} gave no text to read.")
    if undated:
        sentences.append(f"{count_words(undated, 'document')} of {len(known):,} without a told date: listed last.")
    if relayed:
        verb = "is" if relayed == 1 else "are"
        sentences.append(f"{count_words(relayed, 'speaker')} {verb} heard here through others alone.")
    return tuple(sentences)


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
