"""The command about suspected overlap between actions, with its options and its help."""

from __future__ import annotations

from datetime import date

import click

from stemagenda.cli.manual import as_json, as_of
from stemagenda.cli.running import perform_with_store


@click.command()
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Pairs to show, best first.")
@click.option("--drafts", is_flag=True, help="Look at actions as they are being written too, not at public ones alone.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Dutch or English.")
@as_of
@as_json
def overlap(*, limit: int, drafts: bool, language: str, on: date | None, as_json: bool) -> None:
    """Rank pairs of actions that may overlap, with the reasons.

    Compares the Dutch texts of all actions word by word (TF-IDF over stems), and adds what else speaks for it: the
    same operational objective, target group or transition, other leads, other strands. A pair that somebody judged
    keeps its place and shows the judgement.

    \b
    Example:
      stemagenda overlap --json
      stemagenda overlap --limit 3 --as-of 2024-12-31
    """
    if drafts and on is not None:
        raise click.UsageError("Give --drafts or --as-of: drafts are those of now.")
    perform_with_store("overlap:show", limit=limit, drafts=drafts, language=language, on=on, as_json=as_json)
