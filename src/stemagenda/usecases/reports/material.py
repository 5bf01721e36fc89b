"""One reading of the store for a report: what was publicly known on a day, or what an edition holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from stemagenda.core.actions.action import Action, Theme, Wording
from stemagenda.core.editions.content import EditionContent
from stemagenda.core.governance.body import Body
from stemagenda.core.governance.meeting import FollowUp, Meeting
from stemagenda.store import records
from stemagenda.usecases.edition_content import content_on, views_of
from stemagenda.usecases.editions import edition as frozen
from stemagenda.usecases.records import value_of
from stemagenda.usecases.views import SeriesView


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything a report may say. `edition` is empty for a working version."""

    edition: str
    as_of: date
    content: EditionContent
    views: tuple[SeriesView, ...]
    names: Mapping[str, Wording]
    bodies: tuple[Body, ...]
    actions: tuple[Action, ...]
    themes: tuple[Theme, ...]
    meetings: tuple[Meeting, ...]
    follow_ups: tuple[FollowUp, ...]


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

    bodies = tuple(sorted(read("body"), key=lambda item: (item.order, item.code)))
    return Material(
        edition=edition,
        as_of=as_of,
        content=content,
        views=views_of(content=content),
        names={item.code: item.title for item in (*read("entity"), *bodies)},
        bodies=bodies,
        actions=read("action"),
        themes=read("theme"),
        meetings=tuple(sorted(read("meeting"), key=lambda item: (item.on, item.code))),
        follow_ups=read("follow-up"),
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
