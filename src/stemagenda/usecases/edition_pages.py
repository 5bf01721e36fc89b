"""An edition as a page shows it: what it said, by strand, and where that leads today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stemagenda.core.text import Text
from stemagenda.store import agenda as agenda_store
from stemagenda.store.editions import EditionHeading
from stemagenda.usecases.edition_content import views_of
from stemagenda.usecases.editions import Edition, edition, editions
from stemagenda.usecases.reports.reading import KeptEdition, reports_page
from stemagenda.usecases.views import SeriesView, Summary, summary


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """One light of an edition with its sentence; `is_there` tells whether the monitor still has the series."""

    view: SeriesView
    sentence: Text
    is_there: bool


@dataclass(frozen=True, kw_only=True)
class EditionPart:
    """The lights of one strand; `title` is None for those outside the strands (VARIO's)."""

    code: str
    title: Text | None
    rows: tuple[EditionLine, ...]


@dataclass(frozen=True, kw_only=True)
class EditionPage:
    """An edition, its state in numbers, its lights by strand, its kept reports, and the other editions."""

    edition: Edition
    summary: Summary
    parts: tuple[EditionPart, ...]
    reports: tuple[KeptEdition, ...]
    others: tuple[EditionHeading, ...]


def edition_page(*, name: str, on: date) -> EditionPage:
    """One edition as it was known on a day.

    Raises:
        Refused: there was no such edition on that day.
        EditionDamaged: what is kept is not what was frozen.
    """
    found = edition(name=name, on=on)
    views = views_of(content=found.content)
    return EditionPage(
        edition=found,
        summary=summary(views),
        parts=_parts(found, views),
        reports=tuple(item for item in reports_page(on=on).kept if item.edition == name),
        others=tuple(item for item in editions(on=on) if item.name != name),
    )


def _parts(found: Edition, views: tuple[SeriesView, ...]) -> tuple[EditionPart, ...]:
    there = {(item.code, series.code) for item in agenda_store.indicators(overview=True) for series in item.series}
    sentences = {light.key: light.sentence for light in found.content.headlines}
    areas = {area.code: area.order for area in found.content.agenda.result_areas}

    def rows(chosen: list[SeriesView]) -> tuple[EditionLine, ...]:
        ordered = sorted(chosen, key=lambda view: areas.get(view.indicator.result_area, 0))
        return tuple(
            EditionLine(view=view, sentence=sentences[key], is_there=key in there)
            for view in ordered
            for key in ((view.indicator.code, view.series.code),)
        )

    parts = [
        EditionPart(
            code=strand.code,
            title=strand.title,
            rows=rows([v for v in views if v.indicator.result_area and v.indicator.strand == strand.code]),
        )
        for strand in sorted(found.content.agenda.strands, key=lambda strand: strand.order)
    ]
    parts.append(EditionPart(code="vario", title=None, rows=rows([v for v in views if not v.indicator.result_area])))
    return tuple(part for part in parts if part.rows)
