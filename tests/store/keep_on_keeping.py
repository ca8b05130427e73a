"""Adds files, texts and acts to a project without end, and prints each hash once it is acknowledged."""

import sys
from itertools import count
from pathlib import Path

from accounted.core.document import TextLayer
from accounted.store import Act, Folder


def _go_on(root: Path, keys: Path, run: str) -> None:
    with Folder.open(root, keys=keys) as folder:
        for number in count():
            acts = []
            for part in range(1 + number % 4):
                salt = f"{run}-{number}-{part}"
                kept = folder.keep_file(salt.encode() * (1 + 5000 * (number % 3)))
                layer = TextLayer(document=f"doc-{salt}", text=salt, extractor="plain", version="1")
                content = {"sha256": kept.sha256, "name": salt}
                texts = (folder.keep_text(layer),)
                acts.append(Act(kind="document", who="Ana", when="2031", salt=salt, content=content, texts=texts))
            for entry in folder.append(acts):
                sys.stdout.write(f"{entry.act}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _go_on(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
