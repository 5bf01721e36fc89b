"""What changed, in the terminal."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Any

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.governance.changes import Change
from stemagenda.core.reports.change_words import dated, headline, sentence
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.usecases.changes import changed_since


def show_changes(*, since: date, topics: tuple[str, ...], language: Language, as_json: bool) -> None:
    """List the changes from a day on, or print them as one document."""
    moment = now()
    start = datetime.combine(since, time.min, tzinfo=moment.tzinfo) - timedelta(microseconds=1)
    found = changed_since(since=start, now=moment, topics=topics)
    if as_json:
        document = {"since": since.isoformat(), "about": list(topics), "changes": [_document(item) for item in found]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    screen = console()
    screen.print(f"{counted(len(found), 'change', 'changes')} since {since}.")
    listed = table("when", "what")
    for change in found:
        when = dated(day=change.at.astimezone(moment.tzinfo).date(), precision=change.precision, language=language)
        said = sentence(change=change, language=language)
        listed.add_row(when, headline(change=change, language=language) + (f"\n{said}" if said else ""))
    if found:
        screen.print(listed)


def _document(change: Change) -> dict[str, Any]:
    return {
        "key": "/".join(change.key),
        "kind": change.kind,
        "verb": change.verb,
        "code": change.code,
        "at": change.at.isoformat(),
        "precision": change.precision,
        "title": {language: change.title.to(language) for language in LANGUAGES},
        "says": {language: sentence(change=change, language=language) for language in LANGUAGES},
        "about": sorted(change.about),
        "published": change.on.isoformat() if change.on else None,
        "before": change.before or None,
        "after": change.after or None,
        "figures": change.figures or None,
    }
