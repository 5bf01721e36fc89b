"""The command of practices with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from stemagenda.cli.filtering import filters
from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store

#: option -> what it asks; each may be given several times, and one of its values is then enough
FILTERS = {
    "kind": "practice, publication, campaign or platform.",
    "evidence": "described, monitored, evaluated or transferable.",
    "level": "Education level.",
    "target-group": "Target group.",
    "gender": "girls, attention or none.",
    "objective": "Code of an objective, such as OD 1.1.2.",
    "transition": "Transition.",
    "organisation": "Code of an organisation that takes part.",
    "pillar": "Helix pillar of an organisation that takes part.",
}


@click.command()
@click.argument("words", nargs=-1)
@filters(FILTERS)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
@as_json
def practices(*, words: tuple[str, ...], language: str, on: date | None, as_json: bool, **chosen: Any) -> None:
    """List practices and publications, with how many each further filter would leave.

    WORDS are looked for in titles, summaries and names. A filter may be given several times; - means: not stated.

    \b
    Example:
      stemagenda practices --kind campaign --json
    """
    perform_with_store(
        "practices:show_practices", words=" ".join(words), language=language, on=on, as_json=as_json, chosen=chosen
    )
