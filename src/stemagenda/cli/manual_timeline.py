"""The command of the policy timeline with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from stemagenda.cli.filtering import filters
from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store

#: option -> facet; each may be given several times, and one of its values is then enough
FILTERS = {
    "theme": "Thematic category.",
    "type": "strategy, regulation or measure.",
    "target-group": "Target group.",
    "subsystem": "ivet or cvet.",
    "priority": "European priority in VET.",
    "stage": "The latest stage stated: design, legislative-process, approved, pilot, implementation, ...",
    "area": "Country or region, such as BE-FL.",
    "body": "Code of a body responsible.",
}


@click.command()
@click.argument("words", nargs=-1)
@filters(FILTERS)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
@as_json
def timeline(*, words: tuple[str, ...], language: str, on: date | None, as_json: bool, **chosen: Any) -> None:
    """List policy developments, with how many each further filter would leave.

    WORDS are looked for in titles and names of bodies. A filter may be given several times; - means: not stated.

    \b
    Example:
      stemagenda timeline --type strategy --stage implementation --json
    """
    perform_with_store(
        "timeline:show_timeline", words=" ".join(words), language=language, on=on, as_json=as_json, chosen=chosen
    )
