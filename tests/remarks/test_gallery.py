"""The gallery: each remark code has a folder whose input gives its messages, and the page shows them."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from accounted.reconcile import REMARK_CODES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def _module(path: Path) -> ModuleType:
    """Takes a file of the tests of another folder, gives it as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    spec.loader.exec_module(module)
    return module


SCENES = _module(ROOT / "tests" / "reconcile" / "reconcile_scene.py")


def test_every_code_has_a_folder() -> None:
    """A remark code in the source without a folder in the gallery is a fault."""
    assert [code for code in REMARK_CODES if not (HERE / code / "expected.txt").is_file()] == []


def test_every_folder_says_what_it_is() -> None:
    """A folder is named by a registered code, or brings its own meaning."""
    folders = [folder for folder in HERE.iterdir() if folder.is_dir() and not folder.name.startswith(("_", "."))]
    assert [f.name for f in folders if f.name not in REMARK_CODES and not (f / "meaning.txt").is_file()] == []


@pytest.mark.parametrize("code", REMARK_CODES)
def test_folder_gives_its_messages(code: str) -> None:
    """The input of a folder gives exactly the messages expected, the folder's own code among them."""
    content = json.loads((HERE / code / "input.json").read_text(encoding="utf-8"))
    lines = SCENES.age_lines(content["ages"]) if "ages" in content else SCENES.scene_with_ties(content).lines()
    assert lines == (HERE / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(f"{code} | ") for line in lines)


def test_page_is_not_stale() -> None:
    """docs/remarks.md is what docs/make_gallery.py makes of the folders."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_gallery.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
