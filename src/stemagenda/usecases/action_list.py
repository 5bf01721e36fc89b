"""The list of actions: filters that combine, facets with counts, in an order, page by page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.actions.facts import SILENT_DAYS, is_over
from stemagenda.core.facets import NOT_STATED, fitting, having, index_facets
from stemagenda.core.framework import Agenda
from stemagenda.store import records
from stemagenda.store.records import Card
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.permissions import Actor, can_read_work

PAGE: Final = 50
Pick = Callable[["Row"], tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One action as a list shows it. `stage` is that of its latest year; empty texts mean: not stated.

    `late` counts milestones past their day, `silent_days` the days since its last version; `is_over` is that of facts.
    """

    code: str
    title: Wording
    strand: str
    objectives: tuple[str, ...]
    lead: str
    partners: tuple[str, ...]
    co_leads: tuple[str, ...]
    pillars: tuple[str, ...]
    policy_domains: tuple[str, ...]
    transitions: tuple[str, ...]
    target_groups: tuple[str, ...]
    recurrence: str
    stages: Mapping[int, str]
    status: str
    state: str
    starts: date | None
    ends: date | None
    late: int
    milestones: tuple[tuple[str, date, date | None], ...]
    indicators: tuple[str, ...]
    silent_days: int
    is_over: bool
    number: int

    @property
    def stage(self) -> str:
        """The stage of the latest year known."""
        return self.stages[max(self.stages)] if self.stages else ""

    @property
    def entities(self) -> tuple[str, ...]:
        """Lead and partners, each once."""
        return tuple(dict.fromkeys((*((self.lead,) if self.lead else ()), *self.partners)))


def _signs(row: Row) -> tuple[str, ...]:
    signs = (
        ("late", row.late > 0),
        ("silent", row.silent_days >= SILENT_DAYS and not row.is_over),
        ("with-indicator", bool(row.indicators)),
        ("without-indicator", not row.indicators),
        ("without-objective", not row.objectives),
    )
    return tuple(name for name, holds in signs if holds)


#: facet -> the values a row has of it, in the order of the page
FACETS: Final[Mapping[str, Pick]] = {
    "strand": lambda row: (row.strand,),
    "objective": lambda row: row.objectives,
    "stage": lambda row: (row.stage,) if row.stage else (),
    "status": lambda row: (row.status,),
    "lead": lambda row: (row.lead,) if row.lead else (),
    "entity": lambda row: row.entities,
    "pillar": lambda row: row.pillars,
    "policy_domain": lambda row: row.policy_domains,
    "transition": lambda row: row.transitions,
    "target_group": lambda row: row.target_groups,
    "recurrence": lambda row: (row.recurrence,),
    "sign": _signs,
    "state": lambda row: (row.state,),
}
#: An action without a sign lacks nothing.
_BARE: Final = ("sign",)
#: Lists of codes that a row has as its card does.
_CODES: Final = ("objectives", "pillars", "policy_domains", "transitions", "target_groups")
#: Only members choose by these.
FOR_MEMBERS: Final = frozenset({"state"})
ORDERS: Final[Mapping[str, Callable[[Row], Any]]] = {
    "code": lambda row: (row.strand, row.code),
    "title": lambda row: row.title.nl.lower(),
    "silent": lambda row: -row.silent_days,
    "late": lambda row: -row.late,
}


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """What is asked: words, values by facet (one of a facet's values is enough, every facet must hold), order, page."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "code"
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """One value with the number of actions that would be left with it."""

    code: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """The answer. `rows` are those of the page, `found` all that fit, `total` all there are."""

    agenda: Agenda
    entities: Mapping[str, Wording]
    query: ListQuery
    rows: tuple[Row, ...]
    found: tuple[Row, ...]
    total: int
    facets: tuple[tuple[str, tuple[FacetValue, ...]], ...]
    pages: int
    is_at_work: bool


def action_list(*, query: ListQuery, on: date, actor: Actor, is_today: bool = True) -> ActionList:
    """The actions that fit, as public on a day; for members of today's list, drafts too."""
    at_work = is_today and can_read_work(actor)
    agenda = the_agenda()
    rows = work_rows(on=on) if at_work else public_rows(on=on)
    names = [name for name in FACETS if at_work or name not in FOR_MEMBERS]
    index = index_facets(rows=rows, picks=FACETS, bare=_BARE)
    within = having(index=index, holds=lambda row: _has_words(row, query.words)) if query.words.strip() else None
    fits = fitting(index=index, chosen=query.chosen, within=within)
    found = sorted(fits.rows, key=_order(query.order, agenda))
    pages = max(1, -(-len(found) // PAGE))
    first = (min(max(query.page, 1), pages) - 1) * PAGE
    return ActionList(
        agenda=agenda,
        entities=entity_titles(),
        query=query,
        rows=tuple(found[first : first + PAGE]),
        found=tuple(found),
        total=len(rows),
        facets=tuple((name, _values(fits.counts[name], query.chosen.get(name, ()))) for name in names),
        pages=pages,
        is_at_work=at_work,
    )


def public_rows(*, on: date) -> tuple[Row, ...]:
    """Every action as it was public on a day."""
    return tuple(row_of(card, on=on) for card in records.public_cards(kind="action", on=on))


def work_rows(*, on: date) -> tuple[Row, ...]:
    """Every action as members see it, drafts included."""
    return tuple(row_of(card, on=on) for card in records.cards(kind="action"))


def row_of(card: Card, *, on: date) -> Row:
    """A row from the small part of a record."""
    kept = _kept(card.text)
    return Row(
        **kept,
        code=card.code,
        state=card.state,
        number=card.number,
        late=sum(1 for _, due, met in kept["milestones"] if met is None and due < on),
        silent_days=max((on - card.since).days, 0),
        is_over=is_over(status=kept["status"], stages=kept["stages"], on=on),
    )


@lru_cache(maxsize=4096)
def _kept(text: str) -> Mapping[str, Any]:
    """What of a row depends on the card alone. Cards never change, so what was read once is kept by its text."""
    card = json.loads(text)
    return {
        "title": Wording(nl=card["title"]["nl"], en=card["title"]["en"]),
        "partners": tuple(item["entity"] for item in card["partners"]),
        "co_leads": tuple(item["entity"] for item in card["partners"] if item["role"] == "co-lead"),
        "stages": {item["year"]: item["stage"] for item in card["stages"]},
        "starts": _day(card["starts"]),
        "ends": _day(card["ends"]),
        "milestones": tuple(
            (item["title"], date.fromisoformat(item["due"]), _day(item["met"])) for item in card["milestones"]
        ),
        "indicators": tuple(item["indicator"] for item in card["indicators"]),
        **{name: card[name] for name in ("strand", "lead", "recurrence", "status")},
        **{name: tuple(card[name]) for name in _CODES},
    }


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _has_words(row: Row, words: str) -> bool:
    text = f"{row.code} {row.title.nl} {row.title.en}".casefold()
    return all(word in text for word in words.casefold().split())


def _values(counts: Mapping[str, int], chosen: Sequence[str]) -> tuple[FacetValue, ...]:
    codes = sorted(counts, key=lambda code: (code == NOT_STATED, code))
    return tuple(FacetValue(code=code, count=counts[code], is_chosen=code in chosen) for code in codes)


def _order(name: str, agenda: Agenda) -> Callable[[Row], Any]:
    """What rows are sorted by; strands stand in the order of the agenda."""
    ranks = {strand.code: strand.order for strand in agenda.strands}
    own = ORDERS.get(name, ORDERS["code"])
    return lambda row: (ranks.get(row.strand, len(ranks)), row.code) if own is ORDERS["code"] else own(row)
