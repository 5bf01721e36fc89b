"""Events in the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.facets import NOT_STATED
from stemagenda.core.reports.event_words import FACET_NAMES, KIND_WORDS, said_when
from stemagenda.core.reports.report_sentences import NOT_STATED as UNSTATED
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.usecases.events.files import events_document, page_document
from stemagenda.usecases.events.reading import EventQuery, Events, event_page, public_events
from stemagenda.usecases.events.reading import events as found_for


def list_events(
    *, words: str, language: Language, on: date | None, as_json: bool, chosen: Mapping[str, tuple[str, ...]]
) -> None:
    """List the events that fit, and the counts of every filter."""
    day = on or now().date()
    query = EventQuery(words=words, chosen={name: values for name, values in chosen.items() if values})
    found = found_for(query=query, on=day, language=language)
    if as_json:
        click.echo(json.dumps(events_document(found=found, on=day), ensure_ascii=False, indent=2))
        return
    listed = table("event", "kind", "when", "title")
    for row in found.found:
        listed.add_row(
            row.code,
            KIND_WORDS[row.event.kind].to(language),
            said_when(event=row.event, language=language) or UNSTATED.to(language),
            row.event.title.to(language),
        )
    screen = console()
    screen.print(f"{counted(len(found.found), 'event', 'events')} of {found.total}, as known on {day}.")
    screen.print(listed)
    for facet, counts in found.counts.items():
        said = ", ".join(f"{_value(facet, value, found, language)} {count}" for value, count in counts.items())
        screen.print(f"{FACET_NAMES[facet].to(language)}: {said}")


def show_event(*, code: str, language: Language, on: date | None, as_json: bool) -> None:
    """One event.

    Raises:
        Refused: no event of that code was public on that day.
    """
    day = on or now().date()
    page = event_page(code=code, on=day)
    if page is None:
        known = ", ".join(row.code for row in public_events(on=day)[:40])
        remedy = f"Choose one of: {known}" if known else "No event was public on that day"
        raise Refused([Problem(file="events", place=code[:80], message="is no event we know", remedy=remedy)])
    if as_json:
        click.echo(json.dumps(page_document(page=page), ensure_ascii=False, indent=2))
        return
    event, screen = page.event, console()
    screen.print(event.title.to(language))
    kind = KIND_WORDS[event.kind].to(language)
    screen.print(" · ".join(part for part in (kind, said_when(event=event, language=language), event.where) if part))
    if event.description.nl:
        screen.print(event.description.to(language))


def _value(facet: str, value: str, found: Events, language: Language) -> str:
    return UNSTATED.to(language) if value == NOT_STATED else found.labels[facet][value].to(language)
