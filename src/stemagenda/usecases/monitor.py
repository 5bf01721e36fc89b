"""The state of STEM: the home page, strands, objectives, result areas, what changed between two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from stemagenda.core.framework import Agenda, Objective, ResultArea, Strand
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.indicators.standing import Standing
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments
from stemagenda.usecases.gaps import GapView, gaps
from stemagenda.usecases.views import LightView, SeriesView, Summary, light_view, series_views, summary, window

LATEST_CHANGES: Final = 6
DAYS_OFFERED: Final = 6
Coded = TypeVar("Coded", Strand, Objective, ResultArea)


class NothingLoaded(Exception):  # noqa: N818  (an answer, not a crash)
    """No agenda was loaded yet."""


@dataclass(frozen=True, kw_only=True)
class AreaPart:
    """A result area with the rows of its indicators; no rows where the agenda names no indicator."""

    area: ResultArea
    rows: tuple[SeriesView, ...]


@dataclass(frozen=True, kw_only=True)
class StrandPart:
    """A strand with its result areas in funnel order and a summary of its lights."""

    strand: Strand
    areas: tuple[AreaPart, ...]
    summary: Summary

    @property
    def lights(self) -> tuple[SeriesView, ...]:
        """Every row of the strand, in order."""
        return tuple(row for part in self.areas for row in part.rows)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A light that began or changed on a day. `before` is None where there was none."""

    on: date
    view: SeriesView
    before: LightView | None


@dataclass(frozen=True, kw_only=True)
class Home:
    """Everything the home page shows."""

    agenda: Agenda
    strands: tuple[StrandPart, ...]
    vario: tuple[SeriesView, ...]
    summary: Summary
    changes: tuple[Change, ...]
    unassessed: tuple[SeriesView, ...]
    gaps: tuple[GapView, ...]

    @property
    def all_rows(self) -> tuple[SeriesView, ...]:
        """Every headline series, in funnel order, VARIO's last."""
        return (*(row for part in self.strands for row in part.lights), *self.vario)

    @property
    def unassessed_by_reason(self) -> tuple[tuple[str, tuple[SeriesView, ...]], ...]:
        """The grey series, grouped by the reason why."""
        groups: dict[str, list[SeriesView]] = {}
        for view in self.unassessed:
            groups.setdefault(view.light.reason if view.light else "", []).append(view)
        return tuple((reason, tuple(views)) for reason, views in groups.items())


@dataclass(frozen=True, kw_only=True)
class ObjectivePart:
    """An objective with its children and the rows of the indicators that name it or one below it."""

    objective: Objective
    children: tuple[ObjectivePart, ...]
    rows: tuple[SeriesView, ...]


@dataclass(frozen=True, kw_only=True)
class StrandPage:
    """A strand: its objectives as a tree and its result areas."""

    agenda: Agenda
    part: StrandPart
    objectives: tuple[ObjectivePart, ...]
    vario: tuple[SeriesView, ...]


@dataclass(frozen=True, kw_only=True)
class AreaPage:
    """A result area between its neighbours in the funnel."""

    agenda: Agenda
    strand: Strand
    part: AreaPart
    above: tuple[AreaPart, ...]
    below: tuple[AreaPart, ...]


@dataclass(frozen=True, kw_only=True)
class ObjectivePage:
    """An objective: the line of its parents, its children, its indicators; `below` are its code and all below it."""

    agenda: Agenda
    strand: Strand
    parents: tuple[Objective, ...]
    part: ObjectivePart
    below: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What changed between two days: one row per light that differs, and how many stayed the same."""

    agenda: Agenda
    first: date
    last: date
    rows: tuple[tuple[SeriesView, SeriesView], ...]
    same: int
    days: tuple[date, ...]

    @property
    def recent_days(self) -> tuple[tuple[date, date], ...]:
        """The newest days on which a light changed, each with the day before it: pairs worth comparing."""
        return tuple((day - timedelta(days=1), day) for day in self.days[:DAYS_OFFERED])


@dataclass(frozen=True, kw_only=True)
class _Read:
    agenda: Agenda
    indicators: tuple[Indicator, ...]
    views: tuple[SeriesView, ...]
    standings: dict[tuple[str, str], Standing]


def the_agenda() -> Agenda:
    """The loaded agenda.

    Raises:
        NothingLoaded: before the first load.
    """
    found = agenda_store.agenda()
    if found is None:
        raise NothingLoaded
    return found


def home(*, on: date) -> Home:
    """The state of STEM as publicly known on a day: a fixed number of queries."""
    read = _read(on=on)
    return Home(
        agenda=read.agenda,
        strands=tuple(_strand_part(read, strand) for strand in read.agenda.strands),
        vario=tuple(view for view in read.views if view.indicator.group == "vario"),
        summary=summary(read.views),
        changes=_latest_changes(read, on=on),
        unassessed=tuple(view for view in read.views if view.light and view.light.colour == "grey"),
        gaps=_gaps(read, on=on),
    )


def strand_page(*, code: str, on: date) -> StrandPage | None:
    """One strand, or None where there is none of that code."""
    read = _read(on=on)
    strand = _by_code(read.agenda.strands, code)
    if strand is None:
        return None
    top = [o for o in read.agenda.objectives if o.strand == strand.code and o.level == "strategic"]
    return StrandPage(
        agenda=read.agenda,
        part=_strand_part(read, strand),
        objectives=tuple(_objective_part(read, objective) for objective in top),
        vario=tuple(v for v in read.views if v.indicator.group == "vario" and v.indicator.strand == strand.code),
    )


def area_page(*, code: str, on: date) -> AreaPage | None:
    """One result area, or None where there is none of that code."""
    read = _read(on=on)
    area = _by_code(read.agenda.result_areas, code)
    if area is None:
        return None
    parts = sorted((_area_part(read, item) for item in read.agenda.result_areas), key=lambda part: part.area.order)
    strand = _strand(read, area.strand)
    return AreaPage(
        agenda=read.agenda,
        strand=strand,
        part=_area_part(read, area),
        above=tuple(part for part in parts if part.area.order < area.order),
        below=tuple(part for part in parts if part.area.order > area.order),
    )


def objective_page(*, code: str, on: date) -> ObjectivePage | None:
    """One objective, or None where there is none of that code."""
    read = _read(on=on)
    objective = _by_code(read.agenda.objectives, code)
    if objective is None:
        return None
    parents: list[Objective] = []
    above = _by_code(read.agenda.objectives, objective.parent)
    while above is not None:
        parents.insert(0, above)
        above = _by_code(read.agenda.objectives, above.parent)
    strand = _strand(read, objective.strand)
    return ObjectivePage(
        agenda=read.agenda,
        strand=strand,
        parents=tuple(parents),
        part=_objective_part(read, objective),
        below=objectives_below(agenda=read.agenda, code=code),
    )


def objectives_below(*, agenda: Agenda, code: str) -> frozenset[str]:
    """The codes of an objective and of all below it."""
    below = {code}
    for item in agenda.objectives:  # parents come before what is below them
        if item.parent in below:
            below.add(item.code)
    return frozenset(below)


def objective_tree(*, on: date) -> tuple[tuple[Strand, ObjectivePart], ...]:
    """Every strategic objective with all below it, beside its strand."""
    read = _read(on=on)
    strands = {strand.code: strand for strand in read.agenda.strands}
    return tuple(
        (strands[objective.strand], _objective_part(read, objective))
        for objective in read.agenda.objectives
        if objective.level == "strategic"
    )


def compare(*, first: date, last: date, latest: date) -> Comparison:
    """What is publicly known on the second day that was not, or was otherwise, on the first.

    `latest` is the last day a reader may ask for.
    """
    before, after = _read(on=first), _read(on=last)
    old = {(view.indicator.code, view.series.code): view for view in before.views}
    rows = [
        (old[view.indicator.code, view.series.code], view)
        for view in after.views
        if _shown(old[view.indicator.code, view.series.code]) != _shown(view)
    ]
    return Comparison(
        agenda=after.agenda,
        first=first,
        last=last,
        rows=tuple(rows),
        same=len(after.views) - len(rows),
        days=tuple(day for day in assessments.change_days() if day <= latest),
    )


def _shown(view: SeriesView) -> tuple[object, ...]:
    latest = view.latest
    light = view.light
    return (
        light and (light.colour, light.uncertain, light.stale, light.reason),
        latest and (latest.period, latest.chosen.value),
        view.target,
    )


def _read(*, on: date) -> _Read:
    agenda = the_agenda()
    indicators = agenda_store.indicators(overview=True)
    standings = dict(assessments.standings(on=on, lit=True))
    overrides = assessments.overrides(on=on)
    views = series_views(indicators=indicators, standings=standings, overrides=overrides, on=on)
    return _Read(agenda=agenda, indicators=indicators, views=views, standings=standings)


def _by_code(items: Sequence[Coded], code: str) -> Coded | None:
    return next((item for item in items if item.code == code), None)


def _strand(read: _Read, code: str) -> Strand:
    """The strand a loaded definition names: loading made sure that it exists."""
    return next(strand for strand in read.agenda.strands if strand.code == code)


def _area_part(read: _Read, area: ResultArea) -> AreaPart:
    return AreaPart(area=area, rows=tuple(v for v in read.views if v.indicator.result_area == area.code))


def _strand_part(read: _Read, strand: Strand) -> StrandPart:
    areas = sorted((a for a in read.agenda.result_areas if a.strand == strand.code), key=lambda area: area.order)
    parts = tuple(_area_part(read, area) for area in areas)
    return StrandPart(strand=strand, areas=parts, summary=summary(row for part in parts for row in part.rows))


def _objective_part(read: _Read, objective: Objective) -> ObjectivePart:
    children = tuple(_objective_part(read, o) for o in read.agenda.objectives if o.parent == objective.code)
    codes = {objective.code, *_codes_below(children)}
    return ObjectivePart(
        objective=objective,
        children=children,
        rows=tuple(view for view in read.views if codes.intersection(view.indicator.objectives)),
    )


def _codes_below(parts: Iterable[ObjectivePart]) -> Iterable[str]:
    for part in parts:
        yield part.objective.code
        yield from _codes_below(part.children)


def _latest_changes(read: _Read, *, on: date) -> tuple[Change, ...]:
    views = {(view.indicator.code, view.series.code): view for view in read.views}
    found = []
    for after, before in assessments.changes(last=on, most=10 * LATEST_CHANGES):
        view = views.get((after.indicator, after.series))
        if view is None or after.colour == "grey" or not _moved(after, before):
            continue
        found.append(
            Change(
                on=after.valid_from,
                view=SeriesView(
                    indicator=view.indicator,
                    series=view.series,
                    standing=after,
                    light=light_view(standing=after, override=None, on=after.valid_from),
                    window=window(after),
                ),
                before=light_view(standing=before, override=None, on=after.valid_from) if before else None,
            )
        )
        if len(found) == LATEST_CHANGES:
            break
    return tuple(found)


def _moved(after: Standing, before: Standing | None) -> bool:
    return before is None or before.latest is None or after.latest != before.latest or after.colour != before.colour


def _gaps(read: _Read, *, on: date) -> tuple[GapView, ...]:
    by_sex = series_views(
        indicators=read.indicators, standings=read.standings, overrides=(), on=on, headline_only=False
    )
    return gaps(by_sex)
