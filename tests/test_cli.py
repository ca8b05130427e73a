"""The doors of the terminal: help that shows an example, documented as it is printed, commands that only pass on."""

import ast
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from accounted import cli, cli_decisions, cli_persons

ROOT = Path(__file__).resolve().parents[1]
JOURNEY = ["new", "collect", "read", "reconcile", "publish", "verify"]
LONGEST_COMMAND = 15


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that writes docs/commands.md."""
    spec = importlib.util.spec_from_file_location("make_commands", ROOT / "docs" / "make_commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands() -> dict[str, typer.models.CommandInfo]:
    """Gives the commands by name, in the order in which the help lists them."""
    named = {str(told.name or getattr(told.callback, "__name__", "")): told for told in cli.app.registered_commands}
    for group in cli.app.registered_groups:
        inner = group.typer_instance.registered_commands if group.typer_instance else []
        named |= {f"{group.name} {told.name or getattr(told.callback, '__name__', '')}": told for told in inner}
    return named


def parsed() -> dict[str, Any]:
    """Gives the commands as they are parsed, by name; those of a group with its name before."""
    group = typer.main.get_command(cli.app)
    named: dict[str, Any] = dict(getattr(group, "commands", {}))
    for name, command in list(named.items()):
        inner = getattr(command, "commands", None)
        if inner:
            del named[name]
            named |= {f"{name} {under}": told for under, told in inner.items()}
    return named


@pytest.mark.journey
def test_the_page_of_commands_is_what_the_program_prints(script: ModuleType) -> None:
    """docs/commands.md holds each command's help; run `python docs/make_commands.py` where it differs."""
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == script.page()


def test_the_commands_stand_in_the_order_of_the_journey() -> None:
    """New, collect, read, reconcile, publish, verify: the help lists them as the data travels."""
    assert [name for name in commands() if name in JOURNEY] == JOURNEY


def test_every_command_shows_an_example_of_itself() -> None:
    """The help of each command ends with an example that calls it."""
    for name, told in commands().items():
        assert (told.epilog or "").startswith("Example"), name
        assert f"`accounted {name}" in (told.epilog or ""), name


def test_every_command_speaks_json_too() -> None:
    """Each command has --json."""
    for name, command in parsed().items():
        assert any("--json" in option.opts for option in command.params), name


def test_a_command_is_short() -> None:
    """A command parses, calls the project and prints: its body is at most fifteen lines."""
    trees = [
        ast.parse(Path(str(door.__file__)).read_text(encoding="utf-8")) for door in (cli, cli_decisions, cli_persons)
    ]
    for node in (node for tree in trees for node in tree.body):
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            body = [line for line in node.body if not isinstance(line, ast.Expr) or isinstance(line.value, ast.Call)]
            assert (body[-1].end_lineno or 0) - body[0].lineno + 1 <= LONGEST_COMMAND, node.name
