"""The command about reports with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stemagenda.cli.manual import Day
from stemagenda.cli.running import perform_with_store


@click.command()
@click.argument("kind")
@click.option("--about", "subject", default="", help="The code of the indicator, action or meeting of a sheet.")
@click.option("--lang", "language", type=click.Choice(["nl", "en"]), default="nl", help="Dutch or English.")
@click.option("--format", "formats", default="pdf", help="One or more of pdf,docx,html,xlsx.")
@click.option("--edition", default="", help="The edition its numbers are of.")
@click.option("--as-of", "on", type=Day(), help="What was public on this day (2024-07-05). Default: today.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write in.")
def report(*, kind: str, subject: str, language: str, formats: str, edition: str, on: date | None, out: Path) -> None:
    """Build a report and write its files.

    KIND is overview (actions), measurement (lights and figures), interim (both, with governance, follow-up points and
    outlook), indicator, action or meeting (a sheet on one of them, named by its code with --about), or cedefop (the
    yearly update of the agenda's entry in Cedefop's timeline).

    Every finished file is read again; one that does not say what the store says is not written.

    \b
    Example:
      stemagenda report interim --lang nl --format pdf,docx,html,xlsx --edition report-2024 --out reports/
      stemagenda report indicator --about RG2-WIS --lang en --format pdf --out reports/
    """
    perform_with_store(
        "reports:report",
        kind=kind,
        subject=subject,
        language=language,
        formats=formats,
        edition=edition,
        on=on,
        out=out,
    )
