"""Taking in definitions and figures: load, assess, import."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from stemagenda.agendas.loading import AGENDAS, find_agenda
from stemagenda.cli.opening import now, where
from stemagenda.cli.outcomes import problem_lines
from stemagenda.cli.remembering import remember, remembered
from stemagenda.cli.terminal import counted, progress
from stemagenda.core.validation import Problem
from stemagenda.usecases.assessing import reassess
from stemagenda.usecases.freshness import is_loaded, load_fingerprint
from stemagenda.usecases.loading import Loaded, load_everything
from stemagenda.usecases.permissions import OPERATOR

#: The agenda that is loaded when none is named.
DEFAULT_AGENDA: Final = "stem-agenda-2030"
MOST_CHANGES: Final = 40
NOTE: Final = "loaded"


def agenda_folder(folder: str | None) -> Path:
    """The folder meant: the one named, otherwise that of the shipped agenda."""
    return find_agenda(folder) if folder is not None else AGENDAS / DEFAULT_AGENDA


def load(*, folder: str | None) -> None:
    """Load, and say what changed."""
    loaded = load_and_note(agenda_folder(folder))
    for line in changes(loaded):
        click.echo(line)
    warn(loaded.warnings)


def load_and_note(folder: Path) -> Loaded:
    """Load with progress, and note what was loaded so that a next start can skip it."""
    print_of_files = load_fingerprint(folder=folder, database=where())
    with progress() as show:
        loaded = load_everything(folder=folder, actor=OPERATOR, now=now(), progress=show)
    remember(NOTE, print_of_files)
    return loaded


def is_fresh(folder: Path) -> bool:
    """Whether these very files were loaded into this very database, by this very code."""
    note = remembered(NOTE)
    return bool(note) and note == load_fingerprint(folder=folder, database=where()) and is_loaded(folder=folder)


def changes(loaded: Loaded) -> tuple[str, ...]:
    """What a load changed, in lines."""
    if not loaded.changed:
        return ("Nothing changed: the database already holds these definitions and figures.",)
    listed = [f"  {change}" for change in loaded.definitions[:MOST_CHANGES]]
    if len(loaded.definitions) > MOST_CHANGES:
        listed.append(f"  ... and {len(loaded.definitions) - MOST_CHANGES} more")
    if loaded.definitions:
        listed.insert(0, f"Definitions: {counted(len(loaded.definitions), 'change', 'changes')}")
    new, replaced = loaded.releases.get("new", 0), loaded.releases.get("superseded", 0)
    same = loaded.releases.get("unchanged", 0)
    listed.append(f"Releases: {new} new, {replaced} replaced, {same} unchanged")
    records = loaded.records
    if (records.added, records.changed, records.left) != (0, 0, 0):
        listed.append(
            f"Actions, bodies and what goes with them: {records.added} added, {records.changed} changed, "
            f"{records.left} left as people changed them"
        )
    listed.append(f"Conclusions: {loaded.states_added} added, {loaded.states_closed} closed")
    return tuple(listed)


def assess() -> None:
    """Decide every light again."""
    with progress() as show:
        added, closed = reassess(actor=OPERATOR, now=now(), progress=show)
    click.echo(f"Conclusions: {added} added, {closed} closed" if added or closed else "Nothing changed.")


def warn(warnings: tuple[Problem, ...]) -> None:
    """Write warnings to standard error."""
    for line in problem_lines(warnings):
        click.echo(f"Warning: {line}", err=True)
