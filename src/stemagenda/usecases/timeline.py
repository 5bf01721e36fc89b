"""The policy timeline: developments by what they are, whom they are for and how far they are, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from stemagenda.core.actions.action import Wording
from stemagenda.core.facets import FacetIndex, fitting, index_facets
from stemagenda.core.governance.meeting import Decision
from stemagenda.core.reports.development_words import FACET_WORDS
from stemagenda.core.text import Language, Text
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.core.timeline.moments import Link
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.store.records import Card
from stemagenda.usecases.entities import entity_titles
from stemagenda.usecases.faceted import check_filters, rows_with_words
from stemagenda.usecases.moments import linked_indicators
from stemagenda.usecases.records import value_of

KIND: Final = "development"
PAGE: Final = 50
Names = Mapping[str, Wording]


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One development as lists show it. `stages` by year; `text` is what words are looked for in, folded."""

    code: str
    number: str
    title: Wording
    has_own_title: bool
    type: str
    area: str
    stages: Mapping[int, str]
    bodies: tuple[str, ...]
    target_groups: tuple[str, ...]
    themes: tuple[str, ...]
    priorities: tuple[str, ...]
    subsystems: tuple[str, ...]
    text: str

    @property
    def stage(self) -> str:
        """The stage of the latest year that is stated; empty where none is."""
        return self.stages[max(self.stages)] if self.stages else ""


#: Cedefop's seven filters, in its order, and who is responsible.
FACETS: Final[Mapping[str, Callable[[TimelineRow], tuple[str, ...]]]] = {
    "theme": lambda row: row.themes,
    "type": lambda row: (row.type,),
    "target_group": lambda row: row.target_groups,
    "subsystem": lambda row: row.subsystems,
    "priority": lambda row: row.priorities,
    "stage": lambda row: (row.stage,) if row.stage else (),
    "area": lambda row: (row.area,),
    "body": lambda row: row.bodies,
}


@dataclass(frozen=True, kw_only=True)
class TimelineQuery:
    """What is asked: words, values by facet (one of a facet's is enough, every facet must hold), and the page."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The answer. `found` are all that fit, by title of the language; `rows` those of the page.

    `counts` gives for each facet how many would be left with each value; `names` the bodies by code.
    """

    query: TimelineQuery
    found: tuple[TimelineRow, ...]
    rows: tuple[TimelineRow, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    names: Names
    pages: int

    @property
    def years(self) -> tuple[int, ...]:
        """Every year from the first to the last of which a stage is stated among those found."""
        return years_of(rows=self.found)


@dataclass(frozen=True, kw_only=True)
class DevelopmentPage:
    """One development with what its codes name. Actions and decisions only where they are public on that day.

    `marked_on` are the indicators it was linked to, on whose charts it is marked where a year of it is stated.
    """

    development: PolicyDevelopment
    names: Names
    actions: tuple[tuple[str, Wording], ...]
    decisions: tuple[Decision, ...]
    marked_on: tuple[tuple[Link, Text], ...]
    since: date


def years_of(*, rows: Iterable[TimelineRow]) -> tuple[int, ...]:
    """Every year from the first to the last of which a stage is stated."""
    stated = [year for row in rows for year in row.stages]
    return tuple(range(min(stated), max(stated) + 1)) if stated else ()


def timeline(*, query: TimelineQuery, on: date, language: Language) -> Timeline:
    """The developments that fit, as they were public on a day: two queries, and none where nothing was written since.

    Raises:
        Refused: a facet or value that nobody knows is asked for.
    """
    names, index = _known(version(), on, language)
    check_filters(
        file="timeline",
        chosen=query.chosen,
        known={facet: names if facet == "body" else FACET_WORDS[facet] for facet in FACETS},
    )
    within = rows_with_words(index=index, words=query.words)
    found = fitting(index=index, chosen=query.chosen, within=within)
    pages = max(1, -(-len(found.rows) // PAGE))
    first = (min(max(query.page, 1), pages) - 1) * PAGE
    return Timeline(
        query=query,
        found=found.rows,
        rows=found.rows[first : first + PAGE],
        total=len(index.rows),
        counts=found.counts,
        names=names,
        pages=pages,
    )


def development_page(*, code: str, on: date) -> DevelopmentPage | None:
    """One development as it was public on a day; None where there was none."""
    stored = records.public_version(kind=KIND, code=code, on=on)
    if stored is None:
        return None
    development: PolicyDevelopment = value_of(stored)
    titles = {card.code: _wording(card.card["title"]) for card in records.public_cards(kind="action", on=on)}
    decisions = [value_of(item) for item in records.public_bodies(kind="decision", on=on)]
    return DevelopmentPage(
        development=development,
        names=entity_titles(),
        actions=tuple((code, titles[code]) for code in development.actions if code in titles),
        decisions=tuple(
            sorted((item for item in decisions if item.code in development.decisions), key=lambda item: item.on)
        ),
        marked_on=linked_indicators(kind="development", code=code, on=on),
        since=stored.since,
    )


def developments(*, codes: Iterable[str], on: date) -> tuple[PolicyDevelopment, ...]:
    """Whole developments by their codes, in the order asked; codes that nothing public has are left out."""
    wanted = list(dict.fromkeys(codes))
    stored = {item.code: item for item in records.public_bodies(kind=KIND, on=on)}
    return tuple(value_of(stored[code]) for code in wanted if code in stored)


@lru_cache(maxsize=4)
def _known(written: int, on: date, language: Language) -> tuple[Names, FacetIndex[TimelineRow]]:  # noqa: ARG001
    """Every development of a day, ready to be searched; `written` changes with every write, so nothing is outdated."""
    names = entity_titles()
    rows = sorted(
        (_row(card, names) for card in records.public_cards(kind=KIND, on=on)),
        key=lambda row: (row.title.to(language).casefold(), row.code),
    )
    return names, index_facets(rows=rows, picks=FACETS)


def _row(card: Card, names: Names) -> TimelineRow:
    kept: Mapping[str, Any] = card.card
    title = _wording(kept["title"])
    bodies = [names[code] for code in kept["bodies"] if code in names]
    texts = [card.code, kept["number"], title.nl, title.en, *(text for name in bodies for text in (name.nl, name.en))]
    return TimelineRow(
        code=card.code,
        number=kept["number"],
        title=title,
        has_own_title=kept["has_own_title"],
        type=kept["type"],
        area=kept["area"],
        stages={int(year): stage for year, stage in kept["stages"].items()},
        bodies=tuple(kept["bodies"]),
        target_groups=tuple(kept["target_groups"]),
        themes=tuple(kept["themes"]),
        priorities=tuple(kept["priorities"]),
        subsystems=tuple(kept["subsystems"]),
        text=" ".join(texts).casefold(),
    )


def _wording(kept: Mapping[str, str]) -> Wording:
    return Wording(nl=kept["nl"], en=kept["en"])
