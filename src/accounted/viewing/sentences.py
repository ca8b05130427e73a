"""Takes a row, gives the one sentence that may be copied: figure, speaker, date, and where it was seen."""

from typing import Any

NOT_NAMED = "speaker not named"


def copy_sentence(row: dict[str, Any], *, event: str = "") -> str:
    """Takes a row, gives its sentence: the words, what they were read as, who says so, when, seen in what.

    >>> copy_sentence({"kind": "figure", "quote": "30 people died", "figure": "30", "effect_words": "Killed, as stated",
    ...     "stance": "says", "speaker": "Ministry", "when": "5 March 2009", "seen": "Daily", "how": "relayed",
    ...     "by": None})
    '“30 people died” (killed, as stated: 30): Ministry says, 5 March 2009; seen in “Daily” (relayed).'
    """
    words = " ".join(row["quote"].split())
    read = f" ({_lower(row['effect_words'])}: {row['figure']})" if row["kind"] == "figure" else ""
    by = f" by {row['by']}" if row["by"] else ""
    about = f" On {event}." if event else ""
    speaker = row["speaker"] or NOT_NAMED
    return (
        f"“{words}”{read}: {speaker} {row['stance']}, {row['when']}; seen in “{row['seen']}” ({row['how']}{by}).{about}"
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
