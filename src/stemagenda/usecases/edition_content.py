"""What is publicly known on a day, put together as an edition holds it; and back, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final

from stemagenda.core.editions.content import (
    EditionContent,
    EditionFigures,
    EditionLight,
    EditionOverride,
    EditionRelease,
    EditionWindow,
)
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator, Rule, Series
from stemagenda.core.indicators.standing import Standing
from stemagenda.core.indicators.timeline import FIRST_DAY
from stemagenda.core.text import Text
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.store.assessments import Override
from stemagenda.store.releases import StoredRelease
from stemagenda.usecases.explaining import verdict_of
from stemagenda.usecases.monitor import the_agenda
from stemagenda.usecases.views import LightView, SeriesView, Window, series_views

_OF_RELEASE: Final = (
    "source",
    "code",
    "title",
    "publisher",
    "published",
    "precision",
    "rank",
    "url",
    "licence",
    "language",
    "note",
    "dataset",
)


def content_on(*, day: date) -> EditionContent:
    """Everything publicly known on a day: a fixed number of queries. What waits for its moment is not in it.

    Raises:
        NothingLoaded: before the first load.
    """
    agenda = the_agenda()
    # Sorted here: two databases do not agree on the order of letters.
    indicators = tuple(
        sorted((_known(item, day) for item in agenda_store.indicators()), key=lambda item: (item.order, item.code))
    )
    standings = assessments.standings(on=day)
    overrides = assessments.overrides(on=day)
    views = series_views(indicators=indicators, standings=standings, overrides=overrides, on=day, headline_only=False)
    return EditionContent(
        as_of=day,
        agenda=_known_agenda(agenda, day),
        indicators=indicators,
        releases=_releases(releases.releases(on=day)),
        figures=tuple(
            EditionFigures(indicator=view.indicator.code, series=view.series.code, points=view.standing.points)
            for view in views
        ),
        lights=tuple(_light(view, view.light) for view in views if view.light is not None),
    )


def views_of(*, content: EditionContent, headline_only: bool = True) -> tuple[SeriesView, ...]:
    """The lights of an edition as every page knows them: nothing of today's store is in them."""
    return tuple(_view(content, light) for light in content.lights if (light.headline or not headline_only))


def _known_agenda(agenda: Agenda, day: date) -> Agenda:
    return replace(agenda, documents=tuple(item for item in agenda.documents if item.published <= day))


def _known(indicator: Indicator, day: date) -> Indicator:
    """The definition without the thresholds and targets of after that day."""
    return replace(
        indicator,
        rules=_known_rules(indicator.rules, day),
        series=tuple(_known_series(series, day) for series in indicator.series),
    )


def _known_rules(rules: Iterable[Rule], day: date) -> tuple[Rule, ...]:
    """Rules begun by a day; before any had, the first one decides (see `timeline.rule_on`)."""
    declared = sorted(rules, key=lambda rule: rule.since)
    return tuple(rule for rule in declared if rule.since <= day) or tuple(declared[:1])


def _known_series(series: Series, day: date) -> Series:
    return replace(series, targets=tuple(target for target in series.targets if target.published <= day))


def _releases(stored: Iterable[StoredRelease]) -> tuple[EditionRelease, ...]:
    found = (
        EditionRelease(
            **{name: getattr(item.heading, name) for name in _OF_RELEASE}, digest=item.digest, file_name=item.file_name
        )
        for item in stored
    )
    return tuple(sorted(found, key=lambda item: (item.source, item.code)))


def _light(view: SeriesView, light: LightView) -> EditionLight:
    standing = view.standing
    return EditionLight(
        indicator=view.indicator.code,
        series=view.series.code,
        headline=view.series.headline,
        title=view.title if view.series.headline else _precise(view),
        series_title=view.series.title,
        colour=light.colour,
        computed=light.computed,
        reason=light.reason,
        uncertain=light.uncertain,
        stale=light.stale,
        since=None if light.since == FIRST_DAY else light.since,
        sentence=Text(nl=verdict_of(view=view, language="nl"), en=verdict_of(view=view, language="en")),
        window=_window(view.window),
        rule=standing.rule,
        target=standing.target,
        verdict=standing.verdict,
        override=_override(light.override),
    )


def _precise(view: SeriesView) -> Text:
    return Text(
        nl=f"{view.indicator.title.nl} ({view.series.title.nl})",
        en=f"{view.indicator.title.en} ({view.series.title.en})",
    )


def _window(window: Window | None) -> EditionWindow | None:
    if window is None:
        return None
    return EditionWindow(
        first=window.first,
        first_value=window.first_value,
        last=window.last,
        last_value=window.last_value,
        difference=window.difference,
    )


def _override(override: Override | None) -> EditionOverride | None:
    if override is None:
        return None
    return EditionOverride(
        colour=override.colour,  # type: ignore[arg-type]  # checked when it was set
        reason=override.reason,
        author=override.author,
        valid_from=override.valid_from,
        expires=override.expires,
    )


def _view(content: EditionContent, light: EditionLight) -> SeriesView:
    indicator, series = content.series[light.key]
    since = light.since or FIRST_DAY
    window = light.window
    return SeriesView(
        indicator=indicator,
        series=series,
        standing=Standing(
            indicator=light.indicator,
            series=light.series,
            valid_from=since,
            colour=light.computed,
            reason=light.reason,
            uncertain=light.uncertain,
            stale_from=content.as_of if light.stale else None,
            points=content.points.get(light.key, ()),
            verdict=light.verdict,
            rule=light.rule,
            target=light.target,
        ),
        light=LightView(
            colour=light.colour,
            computed=light.computed,
            reason=light.reason,
            uncertain=light.uncertain,
            stale=light.stale,
            since=since,
            override=_as_override(light),
        ),
        window=None
        if window is None
        else Window(
            first=window.first,
            first_value=window.first_value,
            last=window.last,
            last_value=window.last_value,
            difference=window.difference,
            since_agenda=bool((light.verdict or {}).get("windows", {}).get("long", {}).get("since_agenda")),
        ),
    )


def _as_override(light: EditionLight) -> Override | None:
    found = light.override
    if found is None:
        return None
    return Override(
        number=0,
        indicator=light.indicator,
        series=light.series,
        colour=found.colour,
        reason=found.reason,
        author=found.author,
        made_at=datetime.combine(found.valid_from, time(), tzinfo=UTC),
        valid_from=found.valid_from,
        expires=found.expires,
        withdrawn_at=None,
    )
