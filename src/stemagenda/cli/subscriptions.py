"""Subscriptions of readers, counted in the terminal. No address is shown."""

from __future__ import annotations

import json

import click

from stemagenda.cli.terminal import console, table
from stemagenda.usecases.digests import subscription_counts


def show_subscriptions(*, as_json: bool) -> None:
    """Print how many there are, by state, rhythm, language and topic."""
    found = subscription_counts()
    counts = {
        "state": {"confirmed": found.confirmed, "waiting": found.waiting},
        "rhythm": dict(sorted(found.rhythms.items())),
        "language": dict(sorted(found.languages.items())),
        "topic": dict(sorted(found.topics.items(), key=lambda item: (-item[1], item[0]))),
    }
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    shown = table("what", ("number", "right"))
    for name, numbers in counts.items():
        for part, number in numbers.items():
            shown.add_row(f"{name}: {part}", str(number))
    console().print(shown)
