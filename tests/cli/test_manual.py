"""`stemagenda --help` is a manual: every command, each with an example that holds."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from stemagenda.cli.main import SECTIONS, main
from stemagenda.cli.outcomes import Outcome

COMMANDS = [(command, example) for _, commands in SECTIONS for command, example in commands]


def test_help_names_every_command_once_with_an_example() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    for command, example in COMMANDS:
        assert said.count(f"\n  {command.name} ") == 1
        assert f"$ {example}\n" in said
    assert set(main.commands) == {command.name for command, _ in COMMANDS}


def test_help_explains_every_exit_code() -> None:
    said = " ".join(CliRunner().invoke(main, ["--help"]).output.split())
    explained = said.partition("Exit codes: ")[2].partition(" Options:")[0]
    assert [int(part.split()[0]) for part in re.split(r", (?=\d)", explained)] == [int(outcome) for outcome in Outcome]


@pytest.mark.parametrize("command", [command for command, _ in COMMANDS], ids=lambda command: command.name)
def test_every_command_has_an_example_in_its_own_help(command: click.Command) -> None:
    said = CliRunner().invoke(main, [command.name or "", "--help"])
    assert said.exit_code == 0
    assert "Example:" in said.output
    assert f"stemagenda {command.name}" in said.output
    assert "\b" not in said.output
    assert "\\" not in said.output


@pytest.mark.parametrize("example", [example for _, example in COMMANDS])
def test_every_example_can_be_read(example: str) -> None:
    """Options and arguments of the examples exist."""
    words = shlex.split(example.split("<", maxsplit=1)[0])[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    parent = click.Context(main, **main.context_settings)  # click remembers the names of --help at the first reading
    command.make_context(command.name, words, parent=parent)


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["load", "--help"], ["users", "reset-password", "--help"]]
)
def test_help_needs_no_django(words: list[str]) -> None:
    """Asking for help is fast and makes no state folder."""
    code = (
        "import sys\nfrom stemagenda.cli.main import main\n"
        f"try: main({words!r})\nexcept SystemExit: pass\nassert 'django' not in sys.modules, 'django'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert CliRunner().invoke(main, ["--version"]).output == f"stemagenda {version('stemagenda')}\n"


@pytest.mark.parametrize("day", ["2024-13-01", "yesterday", "20240705", "2024-W27-5", "1999-12-31", "2999-01-01", ""])
def test_a_day_that_is_none_is_refused_with_its_form(day: str) -> None:
    said = CliRunner().invoke(main, ["status", "--as-of", day])
    assert said.exit_code == Outcome.REFUSED
    assert "Write it as 2024-07-05" in said.output or "lies before 2000 or in the future" in said.output


def test_an_unknown_command_is_wrong_usage() -> None:
    said = CliRunner().invoke(main, ["lood"])
    assert said.exit_code == Outcome.REFUSED
    assert "No such command" in said.output
