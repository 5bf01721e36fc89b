"""Questions to the STEMhub in the terminal: in codes, without who asked and in what words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, counted, table
from stemagenda.core.reports.hub_words import QUEUE_FACETS
from stemagenda.usecases.hub.queueing import Queue, QueueQuery, QueueRow, queue
from stemagenda.usecases.permissions import OPERATOR


def show_hub(*, as_json: bool, chosen: Mapping[str, tuple[str, ...]]) -> None:
    """List the questions that fit, and the counts of every filter."""
    query = QueueQuery(chosen={name: values for name, values in chosen.items() if values}, most=None)
    found = queue(query=query, actor=OPERATOR, on=now().date())
    if as_json:
        document = {
            "total": found.total,
            "found": found.found,
            "counts": {name: dict(counts) for name, counts in found.facets.items()},
            "requests": [_plain(row) for row in found.rows],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    screen = console()
    screen.print(f"{counted(found.found, 'question', 'questions')} of {found.total}.")
    if found.rows:
        screen.print(_listed(found))
    for facet, counts in found.facets.items():
        said = [f"{found.label(facet=facet, value=value, language='en')} {count}" for value, count in counts.items()]
        if said:
            screen.print(f"{QUEUE_FACETS[facet].en}: {', '.join(said)}")


def _listed(found: Queue) -> Any:
    listed = table("question", "state", "kind", "region", "asked", "assigned to")
    for row in found.rows:
        item = row.request
        words = [
            found.label(facet=facet, value=value, language="en")
            for facet, value in (("state", item.state), ("kind", item.kind), ("region", item.region))
        ]
        assigned = found.label(facet="entity", value=item.entity, language="en") if item.entity else ""
        listed.add_row(item.code, *words, item.asked_at.date().isoformat(), assigned)
    return listed


def _plain(row: QueueRow) -> dict[str, Any]:
    item = row.request
    return {
        "code": item.code,
        "state": item.state,
        "signs": list(row.signs),
        "kind": item.kind,
        "region": item.region,
        "asker": item.asker,
        "audience": list(item.audience),
        "transitions": list(item.transitions),
        "needed_by": item.needed_by.isoformat() if item.needed_by else None,
        "entity": item.entity or None,
        "outcome": item.outcome,
        "satisfaction": item.satisfaction,
        "asked_at": item.asked_at.isoformat(),
        "answered_at": item.answered_at.isoformat() if item.answered_at else None,
        "closed_at": item.closed_at.isoformat() if item.closed_at else None,
    }
