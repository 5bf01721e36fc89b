"""Reports on the command line: built, then put in their place file by file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stemagenda.cli.answers import in_words
from stemagenda.cli.opening import now
from stemagenda.cli.replacing import replace_file
from stemagenda.core.text import Language
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.reports.building import build


def report(
    *, kind: str, subject: str, language: Language, formats: str, edition: str, on: date | None, out: Path
) -> None:
    """Build a report, write its files, and say their sizes and digests."""
    with in_words():
        built = build(
            kind=kind,
            subject=subject,
            language=language,
            formats=[part.strip() for part in formats.split(",") if part.strip()],
            edition=edition,
            as_of=on,
            actor=OPERATOR,
            now=now(),
            progress=lambda step: click.echo(f"... {step}", err=True),
        )
    out.mkdir(parents=True, exist_ok=True)
    for file in built.files:
        name = "-".join(part for part in (kind, subject, edition or str(built.document.as_of), language) if part)
        place = out / f"{name}.{file.suffix}"
        replace_file(place, file.content)
        click.echo(f"{place}  {len(file.content)} bytes  SHA-256 {file.digest}")
