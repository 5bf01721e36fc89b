"""Filters of lists as options of a command: each may be given several times, and one of its values is then enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

Command = Callable[..., Any]


def filters(options: Mapping[str, str]) -> Callable[[Command], Command]:
    """Give a command an option for every filter; `options` says what each asks."""

    def decorated(command: Command) -> Command:
        for name, about in reversed([*options.items()]):
            option = click.option(f"--{name}", name.replace("-", "_"), multiple=True, metavar="CODE", help=about)
            command = option(command)
        return command

    return decorated
