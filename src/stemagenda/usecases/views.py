"""What every reader is given of a series: its light, its latest value, its window, its points. Without language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from stemagenda.core.indicators.case import Colour
from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.indicators.standing import Standing, StandingPoint
from stemagenda.core.period import Period
from stemagenda.core.text import Text
from stemagenda.store.assessments import Override

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class LightView:
    """A light as shown: the colour that counts, the computed one, and the marks on it.

    `since` is the day from which this state is publicly known.
    """

    colour: Colour
    computed: Colour
    reason: str
    uncertain: bool
    stale: bool
    since: date
    override: Override | None = None


@dataclass(frozen=True, kw_only=True)
class Window:
    """Two points compared. `since_agenda` tells whether the reference lies at the agenda's start."""

    first: Period
    first_value: float
    last: Period
    last_value: float
    difference: float
    since_agenda: bool


@dataclass(frozen=True, kw_only=True)
class SeriesView:
    """One series on a day, ready to be shown in a row or on a page."""

    indicator: Indicator
    series: Series
    standing: Standing
    light: LightView | None
    window: Window | None

    @property
    def title(self) -> Text:
        """The indicator's title, made precise by the series' where the indicator has several headline series."""
        if not self.several:
            return self.indicator.title
        return Text(
            nl=f"{self.indicator.title.nl} ({self.series.title.nl})",
            en=f"{self.indicator.title.en} ({self.series.title.en})",
        )

    @property
    def several(self) -> bool:
        """Whether the indicator shows more than one headline series."""
        return sum(1 for series in self.indicator.series if series.headline) > 1

    @property
    def latest(self) -> StandingPoint | None:
        """The latest point, if any."""
        return self.standing.latest

    @property
    def target(self) -> tuple[float, Period] | None:
        """The target in force: its value and period."""
        if self.standing.target is None:
            return None
        return float(self.standing.target["value"]), Period.parse(self.standing.target["period"])


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How many lights there are, unassessed and stale ones counted visibly.

    `fresh` and `stale` count green, orange and red; `grey` counts the reasons.
    """

    total: int
    fresh: Mapping[str, int]
    stale: Mapping[str, int]
    grey: Mapping[str, int]

    @property
    def found(self) -> tuple[tuple[str, int], ...]:
        """Colours of fresh lights that occur, the worst first, with their number."""
        return tuple((colour, self.fresh[colour]) for colour in ("red", "orange", "green") if self.fresh[colour])

    @property
    def fresh_total(self) -> int:
        """Lights on figures no older than two cycles."""
        return sum(self.fresh.values())

    @property
    def stale_total(self) -> int:
        """Lights on older figures."""
        return sum(self.stale.values())

    @property
    def grey_total(self) -> int:
        """Series that cannot be assessed."""
        return sum(self.grey.values())


def series_views(
    *,
    indicators: Iterable[Indicator],
    standings: Mapping[Key, Standing],
    overrides: Iterable[Override],
    on: date,
    headline_only: bool = True,
) -> tuple[SeriesView, ...]:
    """The series of these indicators as they stood on a day, in the agenda's order."""
    in_force = {(item.indicator, item.series): item for item in overrides}
    views = []
    for indicator in indicators:
        for series in indicator.series:
            standing = standings.get((indicator.code, series.code))
            if standing is None or (headline_only and not series.headline):
                continue
            views.append(
                SeriesView(
                    indicator=indicator,
                    series=series,
                    standing=standing,
                    light=light_view(standing=standing, override=in_force.get((indicator.code, series.code)), on=on),
                    window=window(standing),
                )
            )
    return tuple(views)


def light_view(*, standing: Standing, override: Override | None, on: date) -> LightView | None:
    """The light of a series, or None for series that carry none."""
    if not standing.colour:
        return None
    return LightView(
        colour=cast("Colour", override.colour if override else standing.colour),
        computed=cast("Colour", standing.colour),
        reason="" if override else standing.reason,
        uncertain=standing.uncertain and override is None,
        stale=standing.colour != "grey" and standing.stale_on(on),
        since=standing.valid_from,
        override=override,
    )


def window(standing: Standing, *, name: str = "long") -> Window | None:
    """The long (reference to latest) or short (previous to latest) window, where there is one."""
    verdict = standing.verdict
    found = (verdict or {}).get("windows", {}).get(name)
    if not found:
        return None
    return Window(
        first=Period.parse(found["first"]),
        first_value=found["first_value"],
        last=Period.parse(found["last"]),
        last_value=found["last_value"],
        difference=found["difference"],
        since_agenda=bool(found.get("since_agenda")),
    )


def summary(views: Iterable[SeriesView]) -> Summary:
    """Count lights by colour, fresh and stale apart, and the reasons of the grey ones."""
    fresh = dict.fromkeys(("green", "orange", "red"), 0)
    stale = dict.fromkeys(("green", "orange", "red"), 0)
    grey: dict[str, int] = {}
    total = 0
    for view in views:
        if view.light is None:
            continue
        total += 1
        if view.light.colour == "grey":
            reason = view.light.reason or "override"
            grey[reason] = grey.get(reason, 0) + 1
        elif view.light.stale:
            stale[view.light.colour] += 1
        else:
            fresh[view.light.colour] += 1
    return Summary(total=total, fresh=fresh, stale=stale, grey=grey)
