"""The commands about the list of actions as a workbook, with their options and help; nothing here does anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stemagenda.cli.manual import FOLDER, Day, as_json
from stemagenda.cli.running import perform_with_store


@click.group()
def actions() -> None:
    """The list of actions as an Excel workbook: out, and back in.

    \b
    Example:
      stemagenda actions export actions.xlsx --lang nl
    """


@actions.command(name="export")
@click.argument("file", type=FOLDER)
@click.option("--lang", "language", type=click.Choice(["nl", "en"]), default="nl", help="Dutch or English.")
@click.option("--as-of", "on", type=Day(), help="What was public on this day. Default: today, with drafts.")
def export_actions(*, file: Path, language: str, on: date | None) -> None:
    """Write the list of actions to FILE, a workbook (.xlsx) to edit and give back.

    One row an action; stages, partners, milestones and the rest on sheets of their own. The last sheet explains how to
    edit it. An earlier file of that name is replaced.

    \b
    Example:
      stemagenda actions export actions.xlsx --lang en --as-of 2024-07-05
    """
    perform_with_store("actions:export", path=file, language=language, on=on)


@actions.command(name="import")
@click.argument("file", type=FOLDER)
@click.option("--dry-run", is_flag=True, help="Only say what would change; store nothing.")
@as_json
def import_actions(*, file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in FILE, a workbook that was exported and edited: all of it or nothing.

    Says field by field what changes, what becomes a draft and what is public at once. A row without a code is a new
    draft; an action that is not in the file stays as it is. What others changed since the export stays changed; where
    both changed one field, nothing is stored and the cell is named. The same file twice changes nothing.

    \b
    Example:
      stemagenda actions import actions.xlsx --dry-run
    """
    perform_with_store("actions:take_in", writes=True, path=file, dry_run=dry_run, as_json=as_json)
