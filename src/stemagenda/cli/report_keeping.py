"""Kept reports on the command line: keep one, list them, compare two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click
from django.utils import timezone

from stemagenda.cli.answers import in_words
from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, table
from stemagenda.core.reports.action_words import STAGE_WORDS, STATUS_WORDS
from stemagenda.core.reports.report_changes import ActionStand
from stemagenda.core.text import Language
from stemagenda.store.reports import ReportHeading
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.reports.comparing import ReportComparison, compare_reports, comparison_document
from stemagenda.usecases.reports.keeping import keep_report
from stemagenda.usecases.reports.passages import adopt_passages
from stemagenda.usecases.reports.reading import reports_page


def keep(*, kind: str, edition: str, language: Language, with_passages: bool) -> None:
    """Keep the report of an edition, and say under which fingerprints."""
    with in_words():
        if with_passages:
            taken = adopt_passages(kind=kind, edition=edition, actor=OPERATOR, now=now())
            click.echo(f"Passages taken over from the next report: {taken}", err=True)
        kept = keep_report(
            kind=kind,
            edition=edition,
            language=language,
            actor=OPERATOR,
            now=now(),
            progress=lambda step: click.echo(f"... {step}", err=True),
        )
    click.echo(f"The {kind} report of edition {edition} ({language}) is kept, and public from now on.")
    for suffix, digest in kept.digests.items():
        click.echo(f"{suffix:<5} {kept.sizes[suffix]} bytes  SHA-256 {digest}")


def show_reports(*, as_json: bool) -> None:
    """List every kept report."""
    found = [heading for item in reports_page(on=now().date()).kept for _, heading in sorted(item.languages.items())]
    if as_json:
        click.echo(json.dumps({"reports": [_document(item) for item in found]}, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo("No report is kept yet. Keep one: stemagenda keep-report KIND EDITION")
        return
    listed = table("report", "edition", "language", "as of", "kept", "files", "SHA-256 of the document")
    for item in found:
        listed.add_row(
            item.name.kind,
            item.name.edition,
            item.name.language,
            str(item.as_of),
            str(timezone.localtime(item.made_at).date()),
            ", ".join(item.digests),
            item.digest,
        )
    console().print(listed)


def compare(*, kind: str, before: str, after: str, language: Language, as_json: bool) -> None:
    """Say what changed from one report to the next."""
    with in_words():
        found = compare_reports(kind=kind, language=language, before=before, after=after, actor=OPERATOR, now=now())
    if as_json:
        click.echo(json.dumps(comparison_document(comparison=found), ensure_ascii=False, indent=2))
        return
    click.echo(
        f"{kind} ({language}): {found.before.edition or 'today'} ({found.before.as_of})"
        f" -> {found.after.edition or 'today'} ({found.after.as_of})"
    )
    if not found.has_changes:
        click.echo("Nothing changed in what this report says.")
    for heading, lines in _sections(found):
        if lines:
            click.echo(f"\n{heading}:")
            for line in lines:
                click.echo(f"  {line}")


def _sections(found: ReportComparison) -> Iterator[tuple[str, list[str]]]:
    yield (
        "Lights",
        [f"{item.indicator} / {item.series}: {item.before.colour} -> {item.after.colour}" for item in found.lights],
    )
    yield (
        "Figures",
        [
            f"{item.change.indicator} / {item.change.series} {item.change.period}: "
            f"{item.change.before or '-'} -> {item.change.after or '-'}"
            for item in found.figures
        ],
    )
    yield "Actions", [f"{item.code}: {_stand(item.before)} -> {_stand(item.after)}" for item in found.actions]
    yield "Follow-up points closed", [f"{item.code}: {item.title.to('en')}" for item in found.closed]
    yield "Follow-up points opened", [f"{item.code}: {item.title.to('en')}" for item in found.opened]
    yield "Passages", [item.change.place for item in found.passages]


def _stand(stand: ActionStand | None) -> str:
    if stand is None:
        return "-"
    stage = f"{STAGE_WORDS[stand.stage].en} {stand.year}" if stand.stage else "stage not stated"
    return f"{stage}, {STATUS_WORDS[stand.status].en}"


def _document(item: ReportHeading) -> dict[str, Any]:
    return {
        "kind": item.name.kind,
        "edition": item.name.edition,
        "language": item.name.language,
        "as_of": item.as_of.isoformat(),
        "kept_at": item.made_at.isoformat(),
        "kept_by": item.made_by,
        "digest": item.digest,
        "files": dict(item.digests),
    }
