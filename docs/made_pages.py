"""What the scripts share that make a page from the program: each writes its page, or with `--check` only compares."""

import sys
from collections.abc import Mapping
from pathlib import Path


def kept(pages: Mapping[Path, str], *, by: str) -> int:
    """Takes pages as they should be and the script that makes them, gives 0 where they are so or were written, 1 where
    `--check` finds one stale.
    """
    if "--check" not in sys.argv[1:]:
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path.name for path, text in pages.items() if not path.is_file() or path.read_text("utf-8") != text]
    if stale:
        print(f"stale: {', '.join(stale)}; run python docs/{by}.py")
    return int(bool(stale))
