"""Suspected overlap in the terminal, and as one document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import click

from stemagenda.cli.answers import in_words
from stemagenda.cli.opening import now
from stemagenda.cli.terminal import console, table
from stemagenda.core.actions.action import Action
from stemagenda.core.reports.governance_words import OVERLAP_WORDS, REASON_WORDS
from stemagenda.core.text import Language, Text, format_date, format_number
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.overlap import SuspectedPair, suspected

_WORDS: Final = {
    "actions": Text("acties", "actions"),
    "judged": Text("oordeel", "judgement"),
    "likeness": Text("gelijkenis", "likeness"),
    "none": Text("Geen twee acties lijken op elkaar.", "No two actions are alike."),
    "reasons": Text("waarom", "why"),
    "score": Text("score", "score"),
    "shared": Text("gedeelde woorden", "shared words"),
}


def show(*, limit: int, drafts: bool, language: Language, on: date | None, as_json: bool) -> None:
    """Print the most suspect pairs, the highest score first."""
    day = on or now().date()
    with in_words():
        the_agenda()
        found = suspected(on=day, limit=limit, with_drafts=drafts)
    if as_json:
        click.echo(json.dumps(document(found, on=day), ensure_ascii=False, indent=2))
    elif found:
        _show(found, language)
    else:
        click.echo(_WORDS["none"].to(language))


def document(found: tuple[SuspectedPair, ...], *, on: date) -> dict[str, Any]:
    """The pairs with their scores and reasons as plain values."""
    leads = entity_titles()
    return {
        "as_of": on.isoformat(),
        "pairs": [
            {
                "rank": rank,
                "score": item.pair.score,
                "likeness": item.pair.likeness,
                "reasons": list(item.pair.reasons),
                "shared_words": list(item.pair.shared),
                "first": _side(item.first, leads),
                "second": _side(item.second, leads),
                "mark": _mark(item),
            }
            for rank, item in enumerate(found, 1)
        ],
    }


def _side(action: Action, leads: Mapping[str, Any]) -> dict[str, Any]:
    lead = leads.get(action.lead)
    return {
        "code": action.code,
        "title": {"nl": action.title.nl, "en": action.title.to("en")},
        "strand": action.strand,
        "objectives": list(action.objectives),
        "lead": {"code": action.lead, "title": lead.nl if lead else action.lead} if action.lead else None,
    }


def _mark(item: SuspectedPair) -> dict[str, str] | None:
    if item.mark is None:
        return None
    return {"verdict": item.mark.verdict, "reason": item.mark.reason, "on": item.mark.at.date().isoformat()}


def _show(found: tuple[SuspectedPair, ...], language: Language) -> None:
    leads = entity_titles()

    def say(name: str) -> str:
        return _WORDS[name].to(language)

    def named(action: Action) -> str:
        lead = leads[action.lead].to(language) if action.lead in leads else action.lead
        return f"{action.code} {action.title.to(language)}" + (f" ({lead})" if lead else "")

    listed = table(("", "right"), (say("score"), "right"), (say("likeness"), "right"), say("actions"), say("reasons"),
                   say("shared"), say("judged"))  # fmt: skip
    for rank, item in enumerate(found, 1):
        marked = item.mark
        listed.add_row(
            str(rank),
            format_number(item.pair.score, language=language, decimals=2),
            format_number(item.pair.likeness, language=language, decimals=2),
            f"{named(item.first)} | {named(item.second)}",
            ", ".join(REASON_WORDS[reason].to(language) for reason in item.pair.reasons if reason != "text"),
            ", ".join(item.pair.shared),
            f"{OVERLAP_WORDS[marked.verdict].to(language)}, {format_date(marked.at.date(), language=language)}"
            if marked
            else "",
        )
    console().print(listed)
