"""The commands about editions with their options and their help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import Day, as_json
from stemagenda.cli.running import perform_with_store


@click.command()
@click.argument("name")
@click.option("--note", default="", help="What readers should know of it, at most 2,000 characters.")
@click.option("--as-of", "on", type=Day(), help="Freeze what was public on this day (2024-07-05). Default: today.")
@as_json
def freeze(*, name: str, note: str, on: date | None, as_json: bool) -> None:
    """Freeze an edition: figures, definitions, lights and sentences of a day.

    NAME is what it is asked for by: small letters, digits and hyphens. An edition never changes; export gives the same
    bytes each time, with the SHA-256 that is printed. What waits for its publication moment is not in it.

    \b
    Example:
      stemagenda freeze report-2024 --as-of 2024-07-05 --note "Goes with the interim report."
    """
    perform_with_store("editions:freeze", writes=True, name=name, note=note, on=on, as_json=as_json)


@click.command()
@as_json
def editions(*, as_json: bool) -> None:
    """List the frozen editions.

    \b
    Example:
      stemagenda editions --json
    """
    perform_with_store("editions:show_editions", as_json=as_json)


@click.command()
@click.argument("name")
@click.argument("text")
def erratum(*, name: str, text: str) -> None:
    """Set a dated correction beside an edition.

    NAME is the edition, TEXT what is wrong in it and what is right. The edition itself stays as it is; its page shows
    the erratum, and export gives it with --with-errata.

    \b
    Example:
      stemagenda erratum report-2024 "RG2-WIS: the figure of 2018 is 17.3, not 13.7."
    """
    perform_with_store("editions:add_erratum", writes=True, name=name, text=text)


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@as_json
def diff(*, before: str, after: str, as_json: bool) -> None:
    """Say what changed between two editions or days.

    A and B are names of editions, days (2024-07-05) or now. Begins with one sentence, then lists lights, figures,
    indicators, thresholds, targets and definitions that differ.

    \b
    Example:
      stemagenda diff 2024-07-05 now --json
    """
    perform_with_store("editions:diff", before=before, after=after, as_json=as_json)
