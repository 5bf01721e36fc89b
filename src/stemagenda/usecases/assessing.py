"""Deciding lights: of everything, or of what a release touched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.indicators.timeline import State, timeline
from stemagenda.core.observation import Figure
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.store.audit import record_write
from stemagenda.usecases.permissions import Actor, check_can_load

Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


def reassess(*, actor: Actor, now: datetime, progress: Progress = silent) -> tuple[int, int]:
    """Decide every light again from the stored figures and definitions. Returns states added and closed.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check_can_load(actor)
    with transaction.atomic():
        return decide_lights(actor=actor, now=now, progress=progress)


def decide_lights(
    *, actor: Actor, now: datetime, only: Collection[str] | None = None, progress: Progress = silent
) -> tuple[int, int]:
    """Decide the lights of some indicators (all when None). Returns states added and closed.

    Call it inside the transaction of the write that made it needed.
    """
    agenda = agenda_store.agenda()
    if agenda is None:
        return 0, 0
    indicators = [item for item in agenda_store.indicators() if only is None or item.code in only]
    figures = releases.figures(indicators=only)
    states: dict[tuple[str, str], tuple[State, ...]] = {}
    for index, indicator in enumerate(indicators, 1):
        for series, timeline_ in _timelines(agenda=agenda, indicator=indicator, figures=figures):
            states[indicator.code, series.code] = timeline_
        progress("assess", index, len(indicators))
    added, closed = assessments.save_states(states=states, now=now, only=only)
    if added or closed:
        record_write(
            verb="reassess", subject=agenda.code, actor=actor.name, now=now, details={"added": added, "closed": closed}
        )
    return added, closed


def colours(*, on: date) -> dict[tuple[str, str], str]:
    """The computed colour of every light on a day, by indicator and series."""
    return {key: standing.colour for key, standing in assessments.standings(on=on, lit=True).items()}


def _timelines(
    *, agenda: Agenda, indicator: Indicator, figures: Mapping[tuple[str, str], tuple[Figure, ...]]
) -> Iterable[tuple[Series, tuple[State, ...]]]:
    proxies = [
        figure.release.published
        for series in indicator.series
        if series.role == "proxy"
        for figure in figures.get((indicator.code, series.code), ())
    ]
    for series in indicator.series:
        yield (
            series,
            timeline(
                indicator=indicator,
                series=series,
                figures=figures.get((indicator.code, series.code), ()),
                proxies_since=min(proxies, default=None),
                agenda=agenda,
            ),
        )
