"""From a declared command to the function that does it. Modules are imported when they are needed and not before."""

from __future__ import annotations

import importlib
from typing import Any

from stemagenda.cli.outcomes import NOTHING_STORED, explained


def perform(target: str, /, **arguments: Any) -> None:
    """Call `module:function` of this package."""
    with explained():
        _call(target, arguments)


def perform_with_store(target: str, /, *, make_tables: bool = True, writes: bool = False, **arguments: Any) -> None:
    """Open the database, then call `module:function` of this package.

    Args:
        target: the function's place.
        make_tables: make or change tables first where they are behind the program.
        writes: the command changes what is stored; when it fails it says that nothing was.
        arguments: handed on.
    """
    with explained(note=NOTHING_STORED if writes else ""):
        opening = importlib.import_module("stemagenda.cli.opening")
        with opening.opened(make_tables=make_tables):
            _call(target, arguments)


def _call(target: str, arguments: dict[str, Any]) -> None:
    module, _, function = target.partition(":")
    getattr(importlib.import_module(f"stemagenda.cli.{module}"), function)(**arguments)
