"""The policy timeline in the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.actions.action import Wording
from stemagenda.core.facets import NOT_STATED
from stemagenda.core.reports.development_words import FACET_NAMES, FACET_WORDS
from stemagenda.core.reports.report_sentences import NOT_STATED as UNSTATED
from stemagenda.core.text import Language
from stemagenda.usecases.timeline import Timeline, TimelineQuery
from stemagenda.usecases.timeline import timeline as found_for
from stemagenda.usecases.timeline_files import timeline_document


def show_timeline(
    *, words: str, language: Language, on: date | None, as_json: bool, chosen: Mapping[str, tuple[str, ...]]
) -> None:
    """List the developments that fit, and the counts of every filter."""
    day = on or now().date()
    query = TimelineQuery(words=words, chosen={name: values for name, values in chosen.items() if values})
    found = found_for(query=query, on=day, language=language)
    if as_json:
        click.echo(json.dumps(timeline_document(found=found, on=day), ensure_ascii=False, indent=2))
        return
    listed = table("development", "type", "stage", "title")
    for row in found.found:
        stage = f"{_value('stage', row.stage, found, language)} ({max(row.stages)})" if row.stages else ""
        listed.add_row(
            row.code,
            _value("type", row.type, found, language),
            stage or UNSTATED.to(language),
            row.title.to(language),
        )
    screen = console()
    screen.print(f"{counted(len(found.found), 'development', 'developments')} of {found.total}, as known on {day}.")
    screen.print(listed)
    for facet, counts in found.counts.items():
        said = ", ".join(f"{_value(facet, value, found, language)} {count}" for value, count in counts.items())
        screen.print(f"{FACET_NAMES[facet].to(language)}: {said}")


def _value(facet: str, value: str, found: Timeline, language: Language) -> str:
    if value == NOT_STATED:
        return UNSTATED.to(language)
    if facet == "body":
        return found.names.get(value, Wording(nl=value)).to(language)
    return FACET_WORDS[facet][value].to(language)
