"""The program's own voice: no listed word stands outside quotation marks in its messages or its documentation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import accounted
from accounted.publish.plainwords import unquoted_words

SOURCE = Path(accounted.__file__).parent
ROOT = Path(__file__).resolve().parents[2]

SPEAKING = (
    *("cli.py", "cli_accounts.py", "cli_decisions.py", "cli_persons.py", "terminal.py", "terminal_accounts.py"),
    *("terminal_decisions.py", "terminal_options.py", "project.py", "receiving.py", "reading.py", "deciding.py"),
    *("comparing.py", "holdings.py", "demo/__init__.py"),
)
SPEAKING_ROOMS = ("web", "collect", "publish", "reconcile", "store")
SILENT = ("publish/plainwords.py",)
"""Holds the list itself."""
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

_LEAST_WORDS = 3
"""Shorter strings are names of options, columns and keys."""
_NO_PROSE = re.compile(r"[|\\^]|\(\?")
"""A regular expression looks for words of others."""


def speaking() -> Iterator[Path]:
    """Gives the modules whose strings users read; those in a folder below a room name rules of cited standards."""
    yield from (SOURCE / name for name in SPEAKING)
    for room in SPEAKING_ROOMS:
        for path in sorted((SOURCE / room).glob("*.py")):
            if path.relative_to(SOURCE).as_posix() not in SILENT:
                yield path


def messages(path: Path) -> Iterator[tuple[int, str]]:
    """Takes a module, gives the strings in it that read as prose, with their lines: no docstring, no list of words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node) for node in _docstrings(tree)} | {id(node) for node in _word_lists(tree)}
    said = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    for node in said:
        text = node.value
        if isinstance(text, str) and len(text.split()) >= _LEAST_WORDS and not _NO_PROSE.search(text):
            yield node.lineno, text


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    """Strings that stand as statements of their own; a command's docstring is its help and is read."""
    for node in ast.walk(tree):
        command = isinstance(node, ast.FunctionDef) and any("app" in ast.dump(d) for d in node.decorator_list)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and not command:
            yield from (line.value for line in node.body if isinstance(line, ast.Expr))


def _word_lists(tree: ast.Module) -> Iterator[ast.AST]:
    """Strings that are split into words, there or under a name: words that are looked for, not said."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    split = [call.func.value for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "split"]
    names = {node.id for node in split if isinstance(node, ast.Name)}
    assigned = (line for line in tree.body if isinstance(line, ast.Assign))
    split += [line.value for line in assigned if names & {to.id for to in line.targets if isinstance(to, ast.Name)}]
    for words in split:
        yield from ast.walk(words)


def test_messages_speak_with_nobodys_words() -> None:
    """No message of the doors, the conductor and the rooms says a listed word outside quotation marks."""
    read = [(path, line, text) for path in speaking() for line, text in messages(path)]
    assert len(read) > 300
    said = [
        f"{path.relative_to(SOURCE)}:{line}: {found.word}: {text}"
        for path, line, text in read
        for found in unquoted_words(f"<p>{_escaped(text)}</p>")
    ]
    assert not said, "\n".join(said)


def test_a_listed_word_in_a_message_is_found(tmp_path: Path) -> None:
    """The watch sees a word in a message and in a format string, and no docstring, word list or quotation."""
    module = tmp_path / "module.py"
    module.write_text(
        '"""Says the real toll of it."""\n'
        'ONE = "the real number of persons"\nTWO = f"{ONE} is the official one"\n'
        'THREE = "the word “massacre” is quoted"\nFOUR = "massacre battle pogrom toll".split()\n'
        'FIVE = "hero martyr toll"\nSIX = FIVE.split()\n',
        encoding="utf-8",
    )
    said = [unquoted_words(f"<p>{_escaped(text)}</p>") for _, text in messages(module)]
    assert [found.word for words in said for found in words] == ["real", "official"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_of_documentation_speak_with_nobodys_words(page: Path) -> None:
    """Outside of quotation marks, code and terms that are being defined, no page says a listed word."""
    text = page.read_text(encoding="utf-8")
    for code in (r"(?ms)^```.*?^```$", r"`[^`\n]*`", r"\*\*[^*\n]+\*\*", r'"[^"]{1,400}"'):
        text = re.sub(code, lambda found: "\n" * found[0].count("\n") or " … ", text)
    said = [f"{page.name}:{found.line}: {found.word}: {found.around}" for found in unquoted_words(_escaped(text))]
    assert not said, "\n".join(said)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
