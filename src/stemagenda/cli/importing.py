"""Taking in one file, taking one back: what a person sees of it, and what a program gets."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click
from django.utils import timezone

from stemagenda.cli.loading import warn
from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome
from stemagenda.cli.terminal import counted, progress
from stemagenda.core.indicators.case import Colour
from stemagenda.core.observation import Details
from stemagenda.core.reports import glyphs
from stemagenda.core.text import format_number
from stemagenda.core.validation import Refused
from stemagenda.store.staging import Counts
from stemagenda.usecases.importing import import_release
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.previews import Change, LightChange, Preview, as_document, light_change_of, problems_of
from stemagenda.usecases.rebuilding import rebuild
from stemagenda.usecases.withdrawing import withdraw_release

#: Changes that are printed; --json gives more.
MOST_LINES: Final = 20


def import_file(
    *,
    source: str,
    path: Path,
    dry_run: bool,
    as_json: bool,
    said: dict[str, str],
    reason: str,
    visible_from: datetime | None,
) -> None:
    """Take in one file, or only say what would happen."""
    moment = timezone.make_aware(visible_from) if visible_from else None
    try:
        with progress() as show:
            preview = import_release(
                source=source,
                path=path,
                actor=OPERATOR,
                now=now(),
                dry_run=dry_run,
                details=Details(**said),
                reason=reason,
                visible_from=moment,
                progress=show,
            )
    except Refused as refused:
        if as_json:
            click.echo(_json({"source": source, "stored": False, "problems": problems_of(refused.problems)}))
            sys.exit(int(Outcome.REFUSED))
        raise
    if as_json:
        click.echo(_json(as_document(preview)))
        return
    for line in lines(preview, dry_run=dry_run):
        click.echo(line)
    warn(preview.warnings)


def withdraw(*, source: str, release: str, reason: str, waiting: bool, dry_run: bool, as_json: bool) -> None:
    """Take a release back, or only say which lights would change."""
    try:
        changes = withdraw_release(
            source=source,
            code=release,
            reason=reason,
            is_waiting=waiting,
            actor=OPERATOR,
            now=now(),
            dry_run=dry_run,
        )
    except Refused as refused:
        if not as_json:
            raise
        click.echo(_json({"source": source, "withdrawn": False, "problems": problems_of(refused.problems)}))
        sys.exit(int(Outcome.REFUSED))
    if as_json:
        click.echo(
            _json(
                {
                    "source": source,
                    "release": release,
                    "withdrawn": not dry_run,
                    "light_changes": [light_change_of(change) for change in changes],
                }
            )
        )
        return
    click.echo("Would be withdrawn. Nothing was stored (dry run)." if dry_run else "Withdrawn.")
    for line in _light_lines(changes):
        click.echo(line)


def rebuild_all(*, check_only: bool, as_json: bool) -> None:
    """Read every kept file again; say whether the database holds what they say."""
    with progress() as show:
        found = rebuild(actor=OPERATOR, now=now(), check_only=check_only, progress=show)
    if as_json:
        click.echo(_json({**asdict(found), "is_same": found.is_same}))
    else:
        click.echo(f"{counted(found.files, 'kept file', 'kept files')} read again: {found.figures:,} figures.")
        for name in found.differing:
            click.echo(f"  {name}: figures differ" + ("; those of the file are stored now" if found.stored else ""))
        for name in found.unread:
            click.echo(f"  {name} (its stored figures stay)")
        if not found.cells_are_same:
            click.echo("  Cells of instruments' tables differ.")
        click.echo("The database holds what the files say." if found.is_same else "The database differed.")
        if not (found.stored or check_only):
            click.echo("Nothing was stored: cells of files that cannot be read would be lost.")
    if not found.is_same:
        sys.exit(int(Outcome.REFUSED))


def lines(preview: Preview, *, dry_run: bool) -> tuple[str, ...]:
    """A preview for a person."""
    release = preview.release
    number = len(release.observations) or preview.figures.unchanged
    told = [
        f"{release.source}/{release.code}: {release.title}",
        f"{release.publisher}, {release.published} ({release.precision}), {release.rank}, "
        + counted(number, "figure", "figures"),
        _OUTCOMES[preview.outcome, dry_run],
    ]
    if preview.outcome == "unchanged":
        return tuple(told)
    if preview.outcome == "pending" and preview.visible_from:
        told.append(f"Visible from {timezone.localtime(preview.visible_from):%Y-%m-%d %H:%M}; before that nowhere.")
    told.append(f"Figures: {_counts(preview.figures)}")
    if preview.cells is not None:
        told.append(f"Cells of the table: {_counts(preview.cells)}")
    told.extend(f"  {_change(change)}" for change in preview.changes[:MOST_LINES] if change.before is not None)
    if preview.revisions and dry_run:
        told.append(f"{counted(len(preview.revisions), 'revision asks', 'revisions ask')} for a reason (--reason).")
    return (*told, *_light_lines(preview.light_changes))


_OUTCOMES: Final = {
    ("new", False): "Taken in.",
    ("new", True): "Would be taken in. Nothing was stored (dry run).",
    ("superseded", False): "Taken in, in the place of the earlier file of that name, which is kept.",
    ("superseded", True): "Would take the place of the earlier file of that name. Nothing was stored (dry run).",
    ("pending", False): "Taken in, to wait for its moment.",
    ("pending", True): "Would be taken in, to wait for its moment. Nothing was stored (dry run).",
    ("unchanged", False): "This very file is in the database already. Nothing changed.",
    ("unchanged", True): "This very file is in the database already. Nothing would change.",
}


def _counts(counts: Counts) -> str:
    return (
        f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged, {counts.vanished:,} vanished"
    )


def _change(change: Change) -> str:
    before, after = ("nothing" if v is None else format_number(v, language="en") for v in (change.before, change.after))
    return f"{change.indicator} / {change.series}, {change.period}: {before} -> {after}"


def _light_lines(changes: tuple[LightChange, ...]) -> tuple[str, ...]:
    if not changes:
        return ("  No light changes colour.",)
    return tuple(
        f"  {change.indicator} / {change.series}: {_light(change.before)} -> {_light(change.after)}"
        for change in changes
    )


def _light(colour: str) -> str:
    known: dict[str, Colour] = {"green": "green", "orange": "orange", "red": "red", "grey": "grey"}
    return f"{glyphs.sign(known[colour])} {colour}" if colour in known else "no light"


def _json(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=2, default=str)
