"""Figures, series and an agenda made for a test, with one thing changed at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator, Rule, Series, Target
from stemagenda.core.observation import Figure, Observation, ReleaseHeading
from stemagenda.core.period import Period
from stemagenda.core.text import Text

T = Text("tekst", "text")
STARTS = date(2021, 6, 11)
AGENDA = Agenda(
    code="mini",
    title=T,
    summary=T,
    starts=STARTS,
    ends=date(2030, 12, 31),
    baseline_year=2010,
    strands=(),
    objectives=(),
    result_areas=(),
    quality_criteria=(),
    transitions=(),
    documents=(),
)


def figure(
    period: str, value: float, *, published: date | int = 2020, rank: str = "primary", code: str = "r", **seen: Any
) -> Figure:
    """One figure. A year as `published` is its last day, as a release of which only the year is known."""
    day = published if isinstance(published, date) else date(published, 12, 31)
    return Figure(
        observation=Observation(
            **{"indicator": "RG1", "series": "a", "period": Period.parse(period), "value": value, **seen}
        ),
        release=ReleaseHeading(
            source="pisa",
            code=code,
            title="t",
            publisher="p",
            published=day,
            precision="day" if isinstance(published, date) else "year",
            rank=rank,  # type: ignore[arg-type]
            url="https://example.org",
            licence="l",
        ),
    )


def series(**changed: Any) -> Series:
    """A yearly share of which more is better."""
    values: dict[str, Any] = {
        "code": "a",
        "role": "indicator",
        "title": T,
        "source": "pisa",
        "area": "vlaanderen",
        "unit": "share",
        "better": "up",
        "unit_label": T,
        "cycle_years": 1,
        "headline": True,
    }
    return Series(**{**values, **changed})


def rule(since: date = STARTS, **changed: Any) -> Rule:
    """A rule from a day, with the default tolerance."""
    return Rule(since=since, reference=T, **changed)


def target(value: float, period: str, published: date) -> Target:
    """A dated target."""
    return Target(value=value, period=Period.parse(period), published=published, reference=T)


def indicator(*found: Series, rules: tuple[Rule, ...] = (), **changed: Any) -> Indicator:
    """An indicator with these series."""
    values: dict[str, Any] = {
        "code": "RG1",
        "group": "agenda",
        "order": 1,
        "strand": "kracht",
        "result_area": "RG1",
        "objectives": (),
        "title": T,
        "definition": T,
        "measures_not": T,
        "unit": "share",
        "unit_label": T,
        "better": "up",
        "cycle_years": 1,
        "publisher": T,
        "source_url": "https://example.org",
        "how_to_load": T,
        "rules": rules or (rule(),),
        "series": found or (series(),),
    }
    return Indicator(**{**values, **changed})
