"""Scores the reader on a language's invented claims, as the annotated set is scored: precision, recall, F1."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from accounted.core.document import TextLayer
from accounted.read import read_text
from accounted.reading import ReadFile
from accounted.terminal import plain_reading

HERE = Path(__file__).resolve().parents[1]
SCORE = HERE.parent / "shared" / "gold" / "score.py"


def main(arguments: list[str]) -> int:
    """Takes a language (and --misses, --gold), prints the score on its invented claims or on the annotated set."""
    code, options = arguments[0], [a for a in arguments[1:] if a == "--misses"]
    source = (
        SCORE.with_name("claims.jsonl") if "--gold" in arguments else HERE / "tests/read/languages" / f"{code}.jsonl"
    )
    if not SCORE.is_file():
        print("score.py is not beside this repository; nothing to score")
        return 0
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for line in source.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            layer = TextLayer(document=gold["id"], text=gold["text"], extractor="plain-text", version="1")
            read = ReadFile(
                name=gold["id"], sha256=None, text=gold["text"], reading=read_text(layer, language=gold["language"])
            )
            predicted.write(json.dumps({"id": gold["id"]} | plain_reading(read), ensure_ascii=False) + "\n")
        predicted.flush()
        subprocess.run([sys.executable, str(SCORE), str(source), predicted.name, "--lang", code, *options], check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
