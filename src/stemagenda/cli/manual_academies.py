"""The commands about STEM academies with their options and help; like `manual`, nothing here does anything."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store


@click.group()
def academies() -> None:
    """STEM academies by municipality: load a published list, see which municipalities it does not name.

    \b
    Example:
      stemagenda academies show --json
    """


@academies.command(name="load")
@click.argument("file", type=click.Path(path_type=str))
def load_list(*, file: str) -> None:
    """Take in FILE, a list of STEM academies as its publisher gives it (CSV or XLSX).

    It begins with the lines that each release has (# title, # publisher, # published, # rank, # url, # licence). Then
    a header with nis, municipality, provider and, where known, offer, since, url; then a row for each academy. With
    anything wrong in it, nothing is stored. The list holds from the day on which it was published.

    \b
    Example:
      stemagenda academies load stem-academies.csv
    """
    perform_with_store("academies:load_list", writes=True, file=file)


@academies.command(name="show")
@as_of
@as_json
def show_coverage(*, on: date | None, as_json: bool) -> None:
    """Show how many municipalities of each province have a STEM academy, and which have none by the list.

    \b
    Example:
      stemagenda academies show --as-of 2026-11-30
    """
    perform_with_store("academies:show_coverage", on=on, as_json=as_json)
