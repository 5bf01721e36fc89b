"""How much there is: counts for a terminal, a monitor or a test."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from stemagenda.core.hub.workflow import STATES
from stemagenda.core.network.deriving import present
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, hub, letters, records, registrations, releases
from stemagenda.store.audit import version
from stemagenda.usecases.digests import subscription_counts
from stemagenda.usecases.network import known_on
from stemagenda.usecases.views import SeriesView, series_views, summary
from stemagenda.usecases.vitality import STALE_SOON, source_states

#: A release expected within so many days is due.
DUE_SOON: Final = timedelta(days=92)
_GREY: Final = ("no_data", "one_point", "break", "proxy_only", "undefined", "override")


def status(*, on: date, today: date | None = None) -> dict[str, Any]:
    """Counts of everything kept, as plain values; zeros before the first load.

    `today` only where `on` is another day: announcements are known for the present day alone.
    """
    agenda = agenda_store.agenda()
    indicators = agenda_store.indicators()
    standings = assessments.standings(on=on)
    views = series_views(
        indicators=indicators, standings=standings, overrides=assessments.overrides(on=on), on=on, headline_only=False
    )
    headline = [view for view in views if view.series.headline]
    lights = summary(headline)
    colours = Counter(view.light.colour for view in headline if view.light)
    stored_releases, observations = releases.counts(on=on)
    levels = Counter(objective.level for objective in agenda.objectives) if agenda else Counter()
    return {
        "agenda": agenda.code if agenda else None,
        "as_of": on.isoformat(),
        "writes": version(),
        "strands": len(agenda.strands) if agenda else 0,
        "objectives": {level: levels.get(level, 0) for level in ("strategic", "tactical", "operational")},
        "result_areas": len(agenda.result_areas) if agenda else 0,
        "quality_criteria": len(agenda.quality_criteria) if agenda else 0,
        "transitions": len(agenda.transitions) if agenda else 0,
        "documents": len(agenda.documents) if agenda else 0,
        "indicators": len(indicators),
        "indicators_by_group": dict(Counter(indicator.group for indicator in indicators)),
        "series": len(views),
        "series_with_figures": sum(1 for view in views if view.standing.points),
        "series_by_role": dict(Counter(view.series.role for view in views)),
        "observations": observations,
        "releases": stored_releases,
        "lights": {colour: colours.get(colour, 0) for colour in ("green", "orange", "red", "grey")},
        "grey_reasons": {reason: lights.grey.get(reason, 0) for reason in _GREY},
        "uncertain": sum(1 for view in headline if view.light and view.light.uncertain),
        "stale": lights.stale_total,
        "stale_soon": sum(1 for view in headline if _is_stale_soon(view, on)),
        "sources": _sources(on=on, today=today or on),
        "overrides": sum(1 for view in views if view.light and view.light.override),
        **_records(on=on),
        "actors": len(present(known=known_on(on=on), on=on)) if agenda else 0,
        **_people(),
    }


#: kind of record -> what its number is called
_RECORDS: Final = {
    "entity": "entities",
    "body": "bodies",
    "action": "actions",
    "theme": "themes",
    "meeting": "meetings",
    "decision": "decisions",
    "follow-up": "follow_ups",
    "advice": "advices",
    "development": "developments",
    "practice": "practices",
    "event": "events",
    "news": "news",
    "relation": "relations",
}


def _records(*, on: date) -> dict[str, int]:
    """How many records of each kind are public, and how many follow-up points are open or late."""
    cards = {kind: records.public_cards(kind=kind, on=on) for kind in _RECORDS}
    points = [card.card for card in cards["follow-up"] if card.card["state"] == "open"]
    return {
        **{name: len(cards[kind]) for kind, name in _RECORDS.items()},
        "follow_ups_open": len(points),
        "follow_ups_late": sum(1 for card in points if card["due"] and date.fromisoformat(card["due"]) < on),
        "recommendations": sum(len(card.card["recommendations"]) for card in cards["advice"]),
    }


def _people() -> dict[str, dict[str, int]]:
    """Seats at events, questions to the STEMhub by state, letters, and readers who follow something."""
    questions, followed = hub.counts(), subscription_counts()
    return {
        "registrations": dict(registrations.totals()),
        "help_requests": {state: questions.get(state, 0) for state in STATES},
        "letters": letters.counts(),
        "subscriptions": {"confirmed": followed.confirmed, "waiting": followed.waiting},
    }


def _sources(*, on: date, today: date) -> dict[str, int]:
    """How it stands with the sources; `due` are those expected within three months, announced or not."""
    states = source_states(on=on, today=today)
    conditions = Counter(state.vitality.condition for state in states)
    expected = (state.vitality.due for state in states if state.vitality.condition == "expected")
    return {
        "all": len(states),
        "late": conditions["late"],
        "due": sum(1 for due in expected if due is not None and due.span.first <= on + DUE_SOON),
        "announced": sum(1 for state in states if state.vitality.announced is not None),
        "never_loaded": conditions["never_loaded"],
        "not_judged": conditions["not_judged"],
    }


def _is_stale_soon(view: SeriesView, on: date) -> bool:
    day = view.standing.stale_from
    return view.light is not None and view.light.colour != "grey" and day is not None and on < day <= on + STALE_SOON


def has_been_loaded() -> bool:
    """Whether an agenda is there: one query, which also shows that the database answers."""
    return agenda_store.is_there()
