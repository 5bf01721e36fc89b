"""The list of actions as a workbook: written, and taken in again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome
from stemagenda.cli.replacing import replace_file
from stemagenda.cli.terminal import counted
from stemagenda.core.reports.action_words import FIELD_WORDS, STATE_WORDS
from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.formats.opening import read_bounded
from stemagenda.formats.problems import Findings
from stemagenda.outputs.form import writer
from stemagenda.usecases.action_list import ListQuery
from stemagenda.usecases.exchange.given_workbook import as_document
from stemagenda.usecases.exchange.workbook_in import BOUNDS, ImportPreview, import_actions
from stemagenda.usecases.exchange.workbook_out import exported_actions
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.previews import problems_of

#: A text in a line of a terminal; --json has the whole.
_LONGEST: Final = 100


def export(*, path: Path, language: Language, on: date | None) -> None:
    """Write the workbook and say how large it is."""
    day = on or now().date()
    book = exported_actions(query=ListQuery(), on=day, actor=OPERATOR, language=language, is_today=on is None)
    content = writer.write(book=book)
    replace_file(path, content)
    click.echo(f"{path}  {counted(len(book.sheets[0].rows), 'action', 'actions')}, {len(content)} bytes")


def take_in(*, path: Path, dry_run: bool, as_json: bool) -> None:
    """Take in a workbook, or only say what would happen."""
    try:
        content = read_bounded(path=path, findings=Findings(file=str(path), limits=BOUNDS))
        preview = import_actions(name=path.name, content=content, actor=OPERATOR, now=now(), dry_run=dry_run)
    except Refused as refused:
        if not as_json:
            raise
        _print({"name": path.name, "stored": False, "changes": [], "problems": problems_of(refused.problems)})
        sys.exit(int(Outcome.REFUSED))
    if as_json:
        _print(as_document(preview))
        if preview.problems:
            sys.exit(int(Outcome.REFUSED))
        return
    if preview.problems:
        raise Refused(preview.problems)
    for line in lines(preview, dry_run=dry_run):
        click.echo(line)


def lines(preview: ImportPreview, *, dry_run: bool) -> Iterator[str]:
    """A preview for a person."""
    if preview.changes:
        yield "Would change. Nothing was stored (dry run)." if dry_run else "Taken in."
    else:
        yield "Nothing changes: all of this is stored already."
    said = as_document(preview)
    for change in said["changes"]:
        head = "new" if change["is_new"] else change["code"]
        yield f"{head}: {change['title']} ({STATE_WORDS[change['state']].en.lower()})"
        yield from (f"  {_field(field)}" for field in change["fields"])
        if change["merged"]:
            yield f"  kept, changed by somebody else since the export: {_fields(change['merged'])}"
    yield f"{counted(preview.unchanged, 'row says', 'rows say')} what is stored already."
    if preview.elsewhere:
        yield f"{counted(preview.elsewhere, 'action is', 'actions are')} not in the file: nothing happens to them."
    if preview.missing:
        yield f"The file has no sheet for: {_fields(preview.missing)}. These stay as they are."
    if preview.unread:
        yield f"Sheets that were not read: {', '.join(preview.unread)}."
    if preview.orphans:
        yield f"Lines were passed over, their action is not on the first sheet: {', '.join(preview.orphans)}."


def _field(field: dict[str, Any]) -> str:
    said = field["said"]["en"]
    before, after = (_short("; ".join(said[when])) for when in ("before", "after"))
    public = " [public at once]" if field["is_public"] else ""
    told = f"{before or 'nothing'} -> {after or 'nothing'}"
    if said["has_lines"]:
        told = ", ".join(f"{sign} {text}" for sign, text in (("-", before), ("+", after)) if text)
    return f"{FIELD_WORDS[field['field']].en}: {told}{public}"


def _fields(names: Any) -> str:
    return ", ".join(FIELD_WORDS[name].en for name in names)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."


def _print(made: dict[str, Any]) -> None:
    click.echo(json.dumps(made, ensure_ascii=False, indent=2, default=str))
