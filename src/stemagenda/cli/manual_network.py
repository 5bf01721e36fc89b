"""The command of the network with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store


@click.command()
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
@as_json
def network(*, language: str, on: date | None, as_json: bool) -> None:
    """Show how actors are connected: measures by year, bridges, clusters, who stands alone, who should meet.

    \b
    Example:
      stemagenda network --as-of 2024-07-05 --json
    """
    perform_with_store("network:show_network", language=language, on=on, as_json=as_json)
