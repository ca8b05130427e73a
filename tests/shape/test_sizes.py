"""The sizes and habits that the build enforces: short functions, short files, few parameters, sentences everywhere."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import accounted

SOURCE = Path(accounted.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
MOST_PARAMETERS = 5
NOT_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "base", "manager", "managers", "handlers", "impl"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def trees(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    """Gives every Python file below a folder, parsed, under its path."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Gives every function and method in a tree, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def in_view(tree: ast.Module) -> Iterator[Function | ast.ClassDef]:
    """Gives public functions and classes, and the public methods of public classes."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body if isinstance(n, Function) and not n.name.startswith("_"))


def is_command(path: str, node: Function) -> bool:
    """Gives whether a function is a command of the terminal: its options are its parameters, its docstring its help."""
    return path in ("cli.py", "cli_accounts.py", "cli_decisions.py", "cli_persons.py") and bool(node.decorator_list)


def is_compiled(node: Function) -> bool:
    """Gives whether a function is compiled to machine code: it takes plain numbers and arrays, no dataclass."""
    names = {name.id for told in node.decorator_list for name in ast.walk(told) if isinstance(name, ast.Name)}
    return bool(names & {"kernel", "kernel_as"})


def test_no_function_is_long() -> None:
    """A function has at most sixty lines."""
    long = {
        f"{path}:{node.lineno}: {node.name}, {lines} lines"
        for path, tree in trees(SOURCE)
        for node in functions(tree)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long, "\n".join(sorted(long))


def test_the_median_function_has_ten_lines_at_most() -> None:
    """Half of the functions have ten lines or fewer."""
    lines = sorted((node.end_lineno or 0) - node.lineno + 1 for _, tree in trees(SOURCE) for node in functions(tree))
    assert lines[len(lines) // 2] <= 10


def test_no_file_is_long() -> None:
    """A file has at most four hundred lines."""
    sizes = {path.relative_to(SOURCE).as_posix(): len(path.read_bytes().splitlines()) for path in SOURCE.rglob("*.py")}
    assert {path: size for path, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_takes_many_parameters() -> None:
    """A function takes at most five parameters beside self, but for commands of the terminal and compiled ones."""
    many = {
        f"{path}:{node.lineno}: {node.name}, {len(names)} parameters"
        for path, tree in trees(SOURCE)
        for node in functions(tree)
        if len(names := _parameters(node)) > MOST_PARAMETERS and not (is_command(path, node) or is_compiled(node))
    }
    assert not many, "\n".join(sorted(many))


def _parameters(node: Function) -> list[str]:
    told = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    return [argument.arg for argument in told if argument.arg not in ("self", "cls")]


def test_modules_are_subjects() -> None:
    """No module is named for being a rest."""
    assert {path.as_posix() for path in SOURCE.rglob("*.py") if path.stem.strip("_") in NOT_NAMES} == set()


def test_every_module_says_what_it_is() -> None:
    """Each module begins with a sentence."""
    assert [path for path, tree in trees(SOURCE) if not _first_line(tree)] == []


def test_what_is_public_says_what_it_takes_and_gives() -> None:
    """A public function begins "Takes" or "Gives" (one that gives nothing: with its verb); a class with a sentence."""
    silent = [
        f"{path}:{node.lineno}: {node.name}: {_first_line(node)!r}"
        for path, tree in trees(SOURCE)
        for node in in_view(tree)
        if not _says(path, node)
    ]
    assert not silent, "\n".join(silent)


def _says(path: str, node: Function | ast.ClassDef) -> bool:
    first = _first_line(node)
    if isinstance(node, ast.ClassDef) or is_command(path, node):
        return first[:1].isupper()
    gives = not (isinstance(node.returns, ast.Constant) and node.returns.value is None)
    return bool(re.match(r"(?:Takes|Gives)\b", first)) or (not gives and bool(re.match(r"[A-Z][a-z]+s\b", first)))


def _first_line(node: ast.Module | Function | ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").split("\n")[0]


def test_every_test_says_what_it_holds() -> None:
    """A test function has a docstring."""
    silent = [
        f"{path}:{node.lineno}: {node.name}"
        for path, tree in trees(TESTS)
        for node in functions(tree)
        if node.name.startswith("test_") and not _first_line(node)
    ]
    assert not silent, "\n".join(silent)


def tracked() -> list[Path]:
    """Gives the files that the repository holds."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no repository here")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_machine_is_named() -> None:
    """No file of the repository names a path of one machine or the address of a package registry."""
    registries = ("pypi", "pythonhosted", "npmjs", "anaconda", "jsdelivr", "unpkg")
    pattern = re.compile(
        r"(?<![\w.])/(?:root|work|Users|home/(?!name\b)\w+)/|\b(?:" + "|".join(registries) + r")\.(?:org|com|net|io)\b"
    )
    named = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        named += [f"{path.relative_to(ROOT)}: {found[0]}" for found in pattern.finditer(text)]
    assert not named, "\n".join(named)
