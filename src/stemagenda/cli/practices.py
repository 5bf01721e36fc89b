"""Practices and publications in the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.reports.practice_words import FACET_NAMES
from stemagenda.core.reports.report_sentences import NOT_STATED
from stemagenda.core.text import Language
from stemagenda.usecases.practice_files import practices_document
from stemagenda.usecases.practices import PracticeQuery
from stemagenda.usecases.practices import practices as found_for


def show_practices(
    *, words: str, language: Language, on: date | None, as_json: bool, chosen: Mapping[str, tuple[str, ...]]
) -> None:
    """List the practices that fit, and the counts of every filter."""
    day = on or now().date()
    query = PracticeQuery(words=words, chosen={name: values for name, values in chosen.items() if values})
    found = found_for(query=query, on=day, language=language)
    if as_json:
        click.echo(json.dumps(practices_document(found=found, on=day), ensure_ascii=False, indent=2))
        return
    listed = table("practice", "kind", "evidence", "title")
    for row in found.found:
        evidence = found.label(facet="evidence", value=row.evidence, language=language) if row.evidence else ""
        listed.add_row(
            row.code,
            found.label(facet="kind", value=row.kind, language=language),
            evidence or NOT_STATED.to(language),
            row.title.to(language),
        )
    screen = console()
    screen.print(f"{counted(len(found.found), 'practice', 'practices')} of {found.total}, as known on {day}.")
    screen.print(listed)
    for facet, counts in found.counts.items():
        said = ", ".join(
            f"{found.label(facet=facet, value=value, language=language)} {count}" for value, count in counts.items()
        )
        screen.print(f"{FACET_NAMES[facet].to(language)}: {said}")
