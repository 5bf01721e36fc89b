"""One reading of the store for a report: what was publicly known on a day, or what an edition holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from stemagenda.core.actions.action import Action, Theme, Wording
from stemagenda.core.editions.content import EditionContent
from stemagenda.core.governance.body import Body
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.indicators.standing import Standing, StandingPoint
from stemagenda.core.indicators.timeline import FIRST_DAY
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.store import records
from stemagenda.usecases.edition_content import content_on, views_of
from stemagenda.usecases.editions import edition as frozen
from stemagenda.usecases.records import value_of
from stemagenda.usecases.views import SeriesView


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything a report may say. `edition` is empty for a working version.

    `views` are the headline series with their lights; `others` are all further series that have figures. `heard` is the
    day from which an action's text is publicly known.
    """

    edition: str
    as_of: date
    content: EditionContent
    views: tuple[SeriesView, ...]
    others: tuple[SeriesView, ...]
    names: Mapping[str, Wording]
    bodies: tuple[Body, ...]
    actions: tuple[Action, ...]
    heard: Mapping[str, date]
    themes: tuple[Theme, ...]
    meetings: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]
    follow_ups: tuple[FollowUp, ...]
    advices: tuple[Advice, ...]
    developments: tuple[PolicyDevelopment, ...]

    @property
    def previous_report(self) -> date:
        """The day on which the last report before this one was adopted; the agenda's first day where none was."""
        adopted = [item.on for item in self.decisions if item.effect == "adopts-report" and item.on < self.as_of]
        return max(adopted, default=self.content.agenda.starts)


def material(*, edition: str, as_of: date) -> Material:
    """Read it all; for an edition, its own content and the records as they were stored when it was frozen.

    Raises:
        Refused: there is no such edition.
        EditionDamaged: what is kept is not what was frozen.
        NothingLoaded: before the first load.
    """
    known_at: datetime | None = None
    if edition:
        found = frozen(name=edition)
        content, as_of, known_at = found.content, found.heading.as_of, found.heading.frozen_at
    else:
        content = content_on(day=as_of)

    def read(kind: str) -> tuple[Any, ...]:
        return tuple(value_of(item) for item in records.public_bodies(kind=kind, on=as_of, known_at=known_at))

    versions = records.public_bodies(kind="action", on=as_of, known_at=known_at)
    bodies = tuple(sorted(read("body"), key=lambda item: (item.order, item.code)))
    return Material(
        edition=edition,
        as_of=as_of,
        content=content,
        views=views_of(content=content),
        others=_others(content),
        names={item.code: item.title for item in (*read("entity"), *bodies)},
        bodies=bodies,
        actions=tuple(value_of(item) for item in versions),
        heard={item.code: item.since for item in versions},
        themes=read("theme"),
        meetings=tuple(sorted(read("meeting"), key=lambda item: (item.on, item.code))),
        decisions=tuple(sorted(read("decision"), key=lambda item: (item.on, item.code))),
        follow_ups=tuple(sorted(read("follow-up"), key=lambda item: (item.state != "open", item.opened))),
        advices=tuple(sorted(read("advice"), key=lambda item: (item.on or date.min, item.code))),
        developments=read("development"),
    )


def _others(content: EditionContent) -> tuple[SeriesView, ...]:
    """Every series with figures that carries no headline light, in the agenda's order."""
    shown = {light.key for light in content.lights if light.headline}
    return tuple(
        SeriesView(
            indicator=indicator,
            series=series,
            standing=_bare(indicator.code, series.code, points),
            light=None,
            window=None,
        )
        for indicator in content.indicators
        for series in indicator.series
        if (indicator.code, series.code) not in shown
        if (points := content.points.get((indicator.code, series.code), ()))
    )


def _bare(indicator: str, series: str, points: tuple[StandingPoint, ...]) -> Standing:
    return Standing(
        indicator=indicator,
        series=series,
        valid_from=FIRST_DAY,
        colour="",
        reason="",
        uncertain=False,
        stale_from=None,
        points=points,
        verdict=None,
        rule=None,
        target=None,
    )


def truths(material: Material) -> Mapping[str, float]:
    """Every number the store vouches for by its key: figures, differences of the long windows, targets in force."""
    found = {
        f"{item.indicator}/{item.series}/{point.period.code}": point.chosen.value
        for item in material.content.figures
        for point in item.points
    }
    for light in material.content.lights:
        series = f"{light.indicator}/{light.series}"
        if light.window is not None:
            found[f"{series}/{light.window.first.code}>{light.window.last.code}"] = light.window.difference
        short = ((light.verdict or {}).get("windows") or {}).get("short")
        if short:
            found[f"{series}/{short['first']}>{short['last']}"] = short["difference"]
        if light.target is not None:
            found[f"{series}/target {light.target['period']}"] = float(light.target["value"])
    return found
