"""What people see: rich in a terminal, plain lines everywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

#: A pipe has no width; wide enough that no row is folded.
PIPE_WIDTH: Final = 500
STYLES: Final = {"green": "green", "orange": "dark_orange", "red": "red", "grey": "bright_black"}
_STEPS: Final = {
    "read": "Reading release files",
    "rows": "Reading rows",
    "assess": "Assessing indicators",
    "export": "Writing series",
}


def console(*, err: bool = False) -> Console:
    """A console on standard output or error: no colour and no folding at 80 columns when it is no terminal."""
    stream = sys.stderr if err else sys.stdout
    piped = not stream.isatty()
    return Console(
        file=stream, highlight=False, markup=False, emoji=False, soft_wrap=piped, width=PIPE_WIDTH if piped else None
    )


def table(*columns: str | tuple[str, str]) -> Table:
    """An empty table without lines; a column is a heading, or a heading with "right" or "left"."""
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        heading, side = (column, "left") if isinstance(column, str) else column
        made.add_column(heading, justify="right" if side == "right" else "left", overflow="fold")
    return made


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that takes (step, done, total) and shows it on standard error.

    A bar in a terminal; elsewhere one line per finished step.
    """
    if not sys.stderr.isatty():
        yield _line
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console(err=True),
        transient=True,
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(_STEPS.get(step, step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield show


def _line(step: str, done: int, total: int) -> None:
    if done == total:
        print(f"{_STEPS.get(step, step)}: {total}", file=sys.stderr, flush=True)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 release, 2 releases."""
    return f"{number} {one if number == 1 else many}"


def plain(value: Any) -> str:
    """A value for a table: nothing where there is none, at most four digits after the mark."""
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
