"""The commands about events with their options and help; like `manual`, nothing here does anything."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from stemagenda.cli.filtering import filters
from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store

#: option -> what it asks; each may be given several times, and one of its values is then enough
FILTERS = {
    "when": "upcoming, past or cancelled.",
    "kind": "state-of-the-stem, networking-moment or other.",
    "organiser": "Code of the organisation that holds it.",
    "body": "Code of the body it belongs to.",
    "year": "Year in which it is.",
    "transition": "Code of a transition it is about.",
}
_language = click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English."
)


@click.group()
def events() -> None:
    """The events of the ecosystem: networking moments, State of the STEM.

    \b
    Example:
      stemagenda events list --json
    """


@events.command(name="list")
@click.argument("words", nargs=-1)
@filters(FILTERS)
@_language
@as_of
@as_json
def list_events(*, words: tuple[str, ...], language: str, on: date | None, as_json: bool, **chosen: Any) -> None:
    """List events, those to come first, with how many each further filter would leave.

    WORDS are looked for in titles, places and names. A filter may be given several times; - means: not stated.

    \b
    Example:
      stemagenda events list --kind networking-moment --json
    """
    perform_with_store(
        "events:list_events", words=" ".join(words), language=language, on=on, as_json=as_json, chosen=chosen
    )


@events.command(name="show")
@click.argument("code")
@_language
@as_of
@as_json
def show_event(*, code: str, language: str, on: date | None, as_json: bool) -> None:
    """Show one event with what came of it.

    \b
    Example:
      stemagenda events show state-of-the-stem-2022 --json
    """
    perform_with_store("events:show_event", code=code, language=language, on=on, as_json=as_json)
