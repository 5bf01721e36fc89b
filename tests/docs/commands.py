"""The page docs/reference/commands.md from the commands' own help: `python -m tests.docs.commands` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from stemagenda.cli.main import SECTIONS, main

HEAD = """# Commands

Written from the commands' own help by `python -m tests.docs.commands`; a test compares the two.
"""


def described(command: click.Command, name: str) -> Iterator[str]:
    """The help of a command, and of those below it."""
    context = click.Context(
        command, info_name=name, terminal_width=100, max_content_width=100, **main.context_settings
    )  # as below the main command, whose settings are inherited
    yield f"\n## {name}\n\n```text\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group) and command is not main:
        for below in command.commands.values():
            yield from described(below, f"{name} {below.name}")


def page() -> str:
    """The whole page."""
    parts = [HEAD, *described(main, "stemagenda")]
    for _, commands in SECTIONS:
        for command, _example in commands:
            parts.extend(described(command, f"stemagenda {command.name}"))
    return "\n".join("\n".join(parts).replace("\n\n\n", "\n\n").splitlines()) + "\n"


if __name__ == "__main__":
    print(page(), end="")
