"""Taking in definitions and figures: load, assess, import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from stemagenda.agendas.loading import AGENDAS, find_agenda
from stemagenda.cli.opening import now, where
from stemagenda.cli.outcomes import problem_lines
from stemagenda.cli.remembering import remember, remembered
from stemagenda.cli.terminal import counted, progress
from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports import glyphs
from stemagenda.core.validation import Problem
from stemagenda.usecases.freshness import is_loaded, load_fingerprint
from stemagenda.usecases.loading import Loaded, Preview, import_release, load_everything, reassess
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
    _warn(loaded.warnings)


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
    listed.append(f"Conclusions: {loaded.states_added} added, {loaded.states_closed} closed")
    return tuple(listed)


def assess() -> None:
    """Decide every light again."""
    with progress() as show:
        added, closed = reassess(actor=OPERATOR, now=now(), progress=show)
    click.echo(f"Conclusions: {added} added, {closed} closed" if added or closed else "Nothing changed.")


def import_file(*, source: str, path: Path, dry_run: bool, as_json: bool) -> None:
    """Take in one file, or only say what would happen."""
    preview = import_release(source=source, path=path, actor=OPERATOR, now=now(), dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(_document(preview, dry_run), ensure_ascii=False, indent=2))
        return
    release = preview.release
    click.echo(f"{release.source}/{release.code}: {release.title}")
    click.echo(
        f"{release.publisher}, {release.published} ({release.precision}), {release.rank}, "
        f"{counted(len(release.observations), 'figure', 'figures')}"
    )
    click.echo(_OUTCOMES[preview.outcome, dry_run])
    for indicator, series, before, after in preview.light_changes:
        click.echo(f"  {indicator} / {series}: {_light(before)} -> {_light(after)}")
    if not preview.light_changes and preview.outcome != "unchanged":
        click.echo("  No light changes colour.")
    _warn(preview.warnings)


_OUTCOMES: Final = {
    ("new", False): "Taken in.",
    ("new", True): "Would be taken in. Nothing was stored (dry run).",
    ("superseded", False): "Taken in, in the place of the earlier file of that name, which is kept.",
    ("superseded", True): "Would take the place of the earlier file of that name. Nothing was stored (dry run).",
    ("unchanged", False): "This very file is in the database already. Nothing changed.",
    ("unchanged", True): "This very file is in the database already. Nothing would change.",
}


def _light(colour: str) -> str:
    known: dict[str, Colour] = {"green": "green", "orange": "orange", "red": "red", "grey": "grey"}
    return f"{glyphs.sign(known[colour])} {colour}" if colour in known else "no light"


def _document(preview: Preview, dry_run: bool) -> dict[str, object]:  # noqa: FBT001  (private, called once)
    release = preview.release
    return {
        "source": release.source,
        "release": release.code,
        "title": release.title,
        "published": release.published.isoformat(),
        "precision": release.precision,
        "rank": release.rank,
        "digest": release.digest,
        "figures": len(release.observations),
        "outcome": preview.outcome,
        "stored": preview.outcome != "unchanged" and not dry_run,
        "light_changes": [
            {"indicator": indicator, "series": series, "before": before or None, "after": after}
            for indicator, series, before, after in preview.light_changes
        ],
        "warnings": [str(problem) for problem in preview.warnings],
    }


def _warn(warnings: tuple[Problem, ...]) -> None:
    for line in problem_lines(warnings):
        click.echo(f"Warning: {line}", err=True)
