"""The command about reports with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stemagenda.cli.manual import Day, as_json
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


@click.command(name="keep-report")
@click.argument("kind")
@click.argument("edition")
@click.option("--lang", "language", type=click.Choice(["nl", "en"]), default="nl", help="Dutch or English.")
@click.option("--with-passages", is_flag=True, help="First take over what people wrote for the next report.")
def keep_report(*, kind: str, edition: str, language: str, with_passages: bool) -> None:
    """Keep the report of an edition: public from then on, and never changed.

    KIND is overview, measurement, interim or cedefop, EDITION the name of a frozen edition. All four kinds of file are
    built, read again and stored together, or nothing is. A correction is an erratum beside the edition.

    \b
    Example:
      stemagenda keep-report interim report-2024 --lang nl --with-passages
    """
    perform_with_store(
        "report_keeping:keep",
        writes=True,
        kind=kind,
        edition=edition,
        language=language,
        with_passages=with_passages,
    )


@click.command()
@as_json
def reports(*, as_json: bool) -> None:
    """List the kept reports with the SHA-256 of their files.

    \b
    Example:
      stemagenda reports --json
    """
    perform_with_store("report_keeping:show_reports", as_json=as_json)


@click.command(name="report-diff")
@click.argument("kind")
@click.argument("before", metavar="A", default="")
@click.argument("after", metavar="B", default="now")
@click.option("--lang", "language", type=click.Choice(["nl", "en"]), default="nl", help="Dutch or English.")
@as_json
def report_diff(*, kind: str, before: str, after: str, language: str, as_json: bool) -> None:
    """Say what changed from one report to the next.

    A and B are editions whose report is kept; B may be now: the report as it would be built today. Without A it is the
    kept report before B. Lists lights, figures as each report writes them, actions whose stage or status moved,
    follow-up points closed and opened, and passages.

    \b
    Example:
      stemagenda report-diff interim report-2024 now --lang nl --json
    """
    perform_with_store(
        "report_keeping:compare", kind=kind, before=before, after=after, language=language, as_json=as_json
    )
