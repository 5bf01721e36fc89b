"""The command of what changed, with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import Day, as_json
from stemagenda.cli.running import perform_with_store


@click.command()
@click.option("--since", type=Day(), required=True, help="From this day on (2026-11-01).")
@click.option("--about", "topics", multiple=True, metavar="TOPIC", help="Only this topic; may be given several times.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_json
def changes(*, since: date, topics: tuple[str, ...], language: str, as_json: bool) -> None:
    """List what changed for everybody to see, the newest first.

    Lights, figures, actions, meetings, decisions, practices, policy, editions: what the page Wat is nieuw and the
    feeds tell. TOPIC is a word (lights, figures, actions, governance, practices, timeline, network, editions, news,
    events) or a word with a code (strand/daadkracht, area/RG4, indicator/RG2-WIS, body/werkgroep,
    practice-type/campaign); one of them is enough. One that nobody knows is named with those like it.

    \b
    Example:
      stemagenda changes --since 2024-07-01 --about strand/daadkracht --json
    """
    perform_with_store("changes:show_changes", since=since, topics=topics, language=language, as_json=as_json)
