"""Releases, states and agendas to put in the store, with one thing changed at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.core.indicators.made import AGENDA, figure, indicator, series

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator, Rule, Series
from stemagenda.core.indicators.timeline import State, timeline
from stemagenda.core.observation import Figure, Observation, Release
from stemagenda.core.period import Period
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def later(days: int) -> datetime:
    """Some days after `NOW`."""
    return NOW + timedelta(days=days)


def observation(period: str = "2018", value: float = 17.3, **changed: Any) -> Observation:
    """One figure of RG1 / a."""
    return Observation(
        **{"indicator": "RG1", "series": "a", "period": Period.parse(period), "value": value, "row": 9, **changed}
    )


def release(*observations: Observation, code: str = "r", content: bytes = b"one", **changed: Any) -> Release:
    """A release of PISA whose digest is that of its content."""
    values: dict[str, Any] = {
        "source": "pisa",
        "code": code,
        "title": "Titel",
        "publisher": "UGent",
        "published": date(2019, 12, 31),
        "precision": "year",
        "rank": "primary",
        "url": "https://example.org",
        "licence": "vrij",
        "digest": hashlib.sha256(content).hexdigest(),
        "observations": observations or (observation(),),
    }
    return Release(**{**values, **changed})


def add(made: Release, *, content: bytes = b"one", now: datetime = NOW) -> str:
    """Store a release; returns what became of it."""
    return releases.add_release(
        release=made, content=content, file_name=f"{made.code}.csv", is_shipped=False, actor="iemand", now=now
    )


def save(*indicators: Indicator, agenda: Agenda = AGENDA, digest: str = "d", now: datetime = NOW) -> None:
    """Store definitions."""
    agenda_store.save_agenda(agenda=agenda, indicators=indicators, digest=digest, now=now)


def states(
    figures: Sequence[Figure] = (), *, of: Series | None = None, rules: tuple[Rule, ...] = ()
) -> tuple[State, ...]:
    """The states of a series with these figures."""
    shown = of or series()
    return timeline(
        indicator=indicator(shown, rules=rules), series=shown, figures=figures, proxies_since=None, agenda=AGENDA
    )


def two_figures(last: float = 12.0) -> tuple[Figure, Figure]:
    """10 in 2018, known from the end of 2019; `last` in 2022, known from the end of 2023."""
    return figure("2018", 10.0, published=2019), figure("2022", last, published=2023, code="s")
