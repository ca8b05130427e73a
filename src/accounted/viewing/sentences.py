"""Takes a row, gives the one sentence that may be copied: figure, speaker, date, and where it was seen."""

from typing import Any

from accounted.core.worded import Worded, worded


def copy_sentence(row: dict[str, Any], *, event: str = "") -> Worded:
    """Takes a row, gives its sentence: the words, what they were read as, who says so, when, seen in what.

    >>> copy_sentence({"kind": "figure", "quote": "30 people died", "figure": "30", "effect_words": "Killed, as stated",
    ...     "stance": "says", "speaker": "Ministry", "when": "5 March 2009", "seen": "Daily", "how": "relayed",
    ...     "by": None})
    '“30 people died” (killed, as stated: 30): Ministry says, 5 March 2009; seen in “Daily” (relayed).'
    """
    read = ""
    if row["kind"] == "figure":
        read = worded(" ({effect}: {figure})", effect=_lower(row["effect_words"]), figure=row["figure"])
    return worded(
        "“{words}”{read}: {speaker} {stance}, {when}; seen in “{seen}” ({how}{by}).{about}",
        words=" ".join(row["quote"].split()), read=read, speaker=row["speaker"] or worded("speaker not named"),
        stance=row["stance"], when=row["when"], seen=row["seen"], how=row["how"],
        by=worded(" by {name}", name=row["by"]) if row["by"] else "",
        about=worded(" On {event}.", event=event) if event else "",
    )  # fmt: skip


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
