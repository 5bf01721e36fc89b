"""The command that traces numbers, with its options and its help."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store


@click.command()
@click.argument("indicator", required=False)
@click.argument("period", required=False)
@click.option("--series", help="One series of the indicator; default: the first with a figure, lights before others.")
@click.option("--file", help="The way back: a file's path, its SHA-256 (8 digits or more), or SOURCE/RELEASE.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
@as_json
def lineage(
    *,
    indicator: str | None,
    period: str | None,
    series: str | None,
    file: str | None,
    language: str,
    on: date | None,
    as_json: bool,
) -> None:
    """Trace a number to its file, or a file to its numbers.

    INDICATOR is a code such as RG2-WIS, PERIOD a year (2018) or a school year (2018-19). Shows the value, the choice
    among publications, how it was read, its row and file, the publication, what was said before, and the lights that
    rest on it. With --file: every figure of a file, whether it counts and why not, and the lights that rest on it.

    --json prints the same as one document; docs/reference/lineage-document.md describes it.

    \b
    Example:
      stemagenda lineage RG2-WIS 2018 --json
    """
    if (file is None) == (indicator is None) or (indicator is None) != (period is None):
        raise click.UsageError("Give INDICATOR and PERIOD, or --file.")
    perform_with_store(
        "lineage:show",
        indicator=indicator,
        period=period,
        series=series,
        file=file,
        language=language,
        on=on,
        as_json=as_json,
    )
