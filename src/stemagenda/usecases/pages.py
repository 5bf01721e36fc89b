"""Which pages the public can open: for a site map, a crawl, a measurement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from stemagenda.sources.finding import sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import editions, records, releases
from stemagenda.usecases.reports.reading import reports_page

#: Pages that exist once.
_SINGLE: Final = (
    "home",
    "indicators",
    "objectives",
    "sources",
    "actions",
    "actions_board",
    "actions_gantt",
    "coverage",
    "outlook",
    "governance",
    "decisions",
    "follow_ups",
    "advices",
    "network",
    "actors",
    "practices",
    "academies",
    "events",
    "stemhub",
    "hub_needs",
    "timeline",
    "whats_new",
    "news",
    "follow",
    "calendar",
    "method",
    "glossary",
    "compare",
    "editions",
    "edition_compare",
    "reports",
    "load",
    "about",
    "accessibility",
    "privacy",
    "subscribe",
)
#: Records that have a page of their own each: kind -> its name.
_RECORDS: Final = {
    "action": "action",
    "news": "news_item",
    "body": "body",
    "meeting": "meeting",
    "development": "development",
    "practice": "practice",
    "event": "event",
    "entity": "actor",
}


def public_pages(*, on: date) -> tuple[tuple[str, dict[str, str]], ...]:
    """Every public page as (name, parts of its address): nine queries.

    Series without a page of figures of their own are left out: an indicator's page names them.
    """
    agenda = agenda_store.agenda()
    single: list[tuple[str, dict[str, str]]] = [(name, {}) for name in _SINGLE]
    if agenda is None:
        return tuple(single)
    indicators = agenda_store.indicators()
    return (
        *single,
        *(("strand", {"code": strand.code}) for strand in agenda.strands),
        *(("area", {"code": area.code}) for area in agenda.result_areas),
        *(("objective", {"code": objective.code}) for objective in agenda.objectives),
        *(("indicator", {"code": indicator.code}) for indicator in indicators),
        *(
            ("series", {"code": indicator.code, "series": series.code})
            for indicator in indicators
            for series in indicator.series
        ),
        *(("source", {"source": name}) for name in sorted(sources())),
        *(
            ("release", {"source": item.heading.source, "release": item.heading.code})
            for item in releases.releases(on=on)
        ),
        *(("edition", {"edition": item.name}) for item in editions.editions(on=on)),
        *_record_pages(on),
        *(("report", {"kind": item.kind, "edition": item.edition}) for item in reports_page(on=on).kept),
    )


def _record_pages(on: date) -> Iterator[tuple[str, dict[str, str]]]:
    """The pages of records; one that was merged leads to another and is left out."""
    stored = records.public_bodies_of(kinds=tuple(_RECORDS), on=on)
    for kind, name in _RECORDS.items():
        for version in stored[kind]:
            if not version.body.get("merged_into"):
                yield name, {"code": version.code}
