"""The command that searches, with its options and its help; like `manual`, it does nothing itself."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", default="", help="Only finds of one kind: indicator, action, meeting, decision, ...")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
@as_json
def search(*, words: tuple[str, ...], kind: str, language: str, on: date | None, as_json: bool) -> None:
    """Search everything that is public: figures' indicators, actions, bodies, meetings, policy, sources, words.

    Every word must occur; its beginning or another form of it is enough. A word that stands nowhere is taken for the
    nearest one, and that is said.

    \b
    Example:
      stemagenda search duaal lesgeven --json
    """
    perform_with_store(
        "searching:show_search", words=" ".join(words), kind=kind, language=language, on=on, as_json=as_json
    )
