"""Scores the reader on the annotated documents beside the repository, where they are there: precision, recall, F1."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from accounted.core.document import TextLayer
from accounted.read import read_text
from accounted.reading import ReadFile
from accounted.terminal import plain_reading

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def main() -> int:
    """Takes nothing, prints the score in English, and of the three effects that figures of deaths and injuries have."""
    if not (GOLD / "claims.jsonl").is_file():
        print("make score: the annotated documents are not beside this repository; nothing to score")
        return 0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for line in (GOLD / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            predicted.write(json.dumps(_predicted(json.loads(line)), ensure_ascii=False) + "\n")
        predicted.flush()
        command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "claims.jsonl"), predicted.name, "--lang", "en"]
        subprocess.run([*command, "--effects", "killed,injured,executed_or_died_in_custody"], check=True)
    return 0


def _predicted(gold: dict[str, str]) -> dict[str, object]:
    layer = TextLayer(document=gold["id"], text=gold["text"], extractor="plain-text", version="1")
    reading = read_text(layer, language=gold["language"])
    read = ReadFile(name=gold["id"], sha256=None, text=gold["text"], reading=reading)
    return {"id": gold["id"]} | plain_reading(read)


if __name__ == "__main__":
    raise SystemExit(main())
