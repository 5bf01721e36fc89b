"""What is wrong with an action as a person wrote it. Codes that lead nowhere are found elsewhere, for all kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, get_args

from stemagenda.core.actions.action import (
    PARTNER_ROLES,
    PILLARS,
    STAGES,
    STATUSES,
    Action,
    Met,
    Recurrence,
    RelationKind,
)
from stemagenda.core.roundabout import way_back
from stemagenda.core.validation import Problem

LONGEST_CODE: Final = 60
LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 5_000
MOST_ITEMS: Final = 200
_CODE: Final = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", re.ASCII)
EARLIEST, LATEST = date(2000, 1, 1), date(2060, 12, 31)
LISTS: Final = (
    *("objectives", "partners", "policy_domains", "transitions", "target_groups", "milestones", "indicators"),
    *("documents", "stages", "notes", "quality", "relations"),
)
#: Following relations of one family must end somewhere: where an action went on, and what it came from.
_FAMILIES: Final[tuple[frozenset[RelationKind], ...]] = (
    frozenset({"merged-into", "superseded-by"}),
    frozenset({"split-from"}),
)
#: The relations of actions by code, each as (kind, other action).
Links = Mapping[str, tuple[tuple[str, str], ...]]


def problems(action: Action, *, links: Links | None = None) -> Iterator[Problem]:
    """Everything wrong with an action. `links` are those of all other actions: circles are looked for in them."""
    yield from _choices(action)
    yield from _texts(action)
    yield from _days(action)
    yield from _years(action)
    yield from _rest(action)
    yield from _relations(action, links or {})


def _choices(action: Action) -> Iterator[Problem]:
    """Words that stand for a choice: what comes from a form or a file may be anything."""
    chosen: tuple[tuple[str, Iterable[str], tuple[str, ...]], ...] = (
        ("recurrence", [action.recurrence], get_args(Recurrence)),
        ("status", [action.status], STATUSES),
        ("pillars", action.pillars, PILLARS),
        ("partners", [item.role for item in action.partners], PARTNER_ROLES),
        ("stages", [item.stage for item in action.stages], STAGES),
        ("quality", [item.met for item in action.quality], get_args(Met)),
        ("relations", [item.kind for item in action.relations], get_args(RelationKind)),
    )
    for place, given, known in chosen:
        for value in dict.fromkeys(given):
            if value not in known:
                yield _problem(place, f"'{value[:40]}' is none of the choices", "Choose one from the list")


def _texts(action: Action) -> Iterator[Problem]:
    if len(action.code) > LONGEST_CODE or not _CODE.fullmatch(action.code):
        yield _problem("code", "is no code", "Use letters, digits and hyphens, such as OK-01")
    if not action.title.nl.strip():
        yield _problem("title", "is empty", "Give the action a Dutch title")
    texts = {
        "title": (action.title.nl, LONGEST_TITLE),
        "title.en": (action.title.en, LONGEST_TITLE),
        "description": (action.description.nl, LONGEST_TEXT),
        "description.en": (action.description.en, LONGEST_TEXT),
        "status_reason": (action.status_reason, LONGEST_TEXT),
        "budget_source": (action.budget_source, LONGEST_TITLE),
        **{f"notes[{number}]": (item.text, LONGEST_TEXT) for number, item in enumerate(action.notes, 1)},
        **{f"quality[{number}]": (item.evidence, LONGEST_TEXT) for number, item in enumerate(action.quality, 1)},
        **{f"milestones[{number}]": (item.title, LONGEST_TITLE) for number, item in enumerate(action.milestones, 1)},
        **{f"indicators[{number}]": (item.reasoning, LONGEST_TEXT) for number, item in enumerate(action.indicators, 1)},
        **{f"documents[{number}]": (item.title + item.url, 700) for number, item in enumerate(action.documents, 1)},
    }
    for place, (text, longest) in texts.items():
        if len(text) > longest:
            yield _problem(
                place, f"has {len(text):,} characters, more than {longest:,}", "Shorten it, or link a document instead"
            )
    for name in LISTS:
        if len(getattr(action, name)) > MOST_ITEMS:
            yield _problem(name, f"has more than {MOST_ITEMS} lines", "Split the action")


def _days(action: Action) -> Iterator[Problem]:
    days = {"starts": action.starts, "ends": action.ends, "status_on": action.status_on}
    days |= {f"milestones[{number}]": item.due for number, item in enumerate(action.milestones, 1)}
    for place, day in days.items():
        if day is not None and not EARLIEST <= day <= LATEST:
            yield _problem(place, f"{day.isoformat()} lies outside 2000 to 2060", "Correct the year")
    if action.starts and action.ends and action.ends < action.starts:
        yield _problem("ends", "lies before the start", "Correct one of the two days")


def _years(action: Action) -> Iterator[Problem]:
    for name, years in (
        ("stages", [item.year for item in action.stages]),
        ("notes", [item.year for item in action.notes]),
    ):
        for year in sorted({year for year in years if years.count(year) > 1}):
            yield _problem(name, f"has two lines for {year}", "Keep one line a year")
        if any(not EARLIEST.year <= year <= LATEST.year for year in years):
            yield _problem(name, "has a year outside 2000 to 2060", "Correct the year")


def _rest(action: Action) -> Iterator[Problem]:
    entities = [partner.entity for partner in action.partners]
    if action.lead and action.lead in entities:
        yield _problem("partners", f"{action.lead} leads the action already", "Take it out of the partners")
    if len(set(entities)) < len(entities):
        yield _problem("partners", "an entity stands there twice", "Give each partner one role")
    if action.status != "not-set" and not action.status_reason.strip():
        yield _problem("status_reason", "is empty", "Say in a sentence why the action has this status")
    yield from _budget(action)
    for number, item in enumerate(action.documents, 1):
        if item.url and not item.url.startswith(("https://", "http://")):
            yield _problem(f"documents[{number}]", "has an address that is no web address", "Begin it with https://")
    for number, contribution in enumerate(action.indicators, 1):
        if not contribution.reasoning.strip():
            yield _problem(f"indicators[{number}]", "has no reasoning", "Say how the action may contribute")


def _budget(action: Action) -> Iterator[Problem]:
    for name in ("budget_planned", "budget_spent"):
        amount = getattr(action, name)
        if amount is not None and not 0 <= amount <= 10**12:
            yield _problem(name, "is no amount in whole euros", "Write digits only, without cents")
    if (action.budget_planned is not None or action.budget_spent is not None) and not action.budget_source.strip():
        yield _problem("budget_source", "is empty", "Say which document gives the budget")


def _relations(action: Action, links: Links) -> Iterator[Problem]:
    own = tuple((item.kind, item.other) for item in action.relations)
    if any(other == action.code for _, other in own):
        yield _problem("relations", "an action cannot stand in a relation to itself", "Choose another action")
        return
    for family in _FAMILIES:
        ways = {
            code: tuple(other for kind, other in found if kind in family)
            for code, found in {**links, action.code: own}.items()
        }
        if circle := way_back(start=action.code, ways=ways):
            yield _problem("relations", f"goes round in a circle: {' > '.join(circle)}", "Take one of these links out")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="action", place=place, message=message, remedy=remedy)
