"""What changed between two editions, or between an edition and a day: nothing but a comparison of values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stemagenda.core.editions.content import EditionContent, EditionLight, Key
from stemagenda.core.indicators.definition import Indicator, Rule, Target, Unit
from stemagenda.core.indicators.standing import StandingPoint, Value
from stemagenda.core.period import Period
from stemagenda.core.text import Text


@dataclass(frozen=True, kw_only=True)
class LightChange:
    """A light that both know, and that is not the same in both."""

    indicator: str
    series: str
    title: Text
    before: EditionLight
    after: EditionLight


@dataclass(frozen=True, kw_only=True)
class FigureChange:
    """The figure that counts for a period: revised, new (`before` is None) or gone (`after` is None)."""

    indicator: str
    series: str
    title: Text
    unit: Unit
    period: Period
    before: Value | None
    after: Value | None


@dataclass(frozen=True, kw_only=True)
class Named:
    """An indicator, or a series of one (`series` is empty for an indicator)."""

    indicator: str
    series: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """Thresholds that came, went or were rewritten: those of one indicator that hold from one day."""

    indicator: str
    title: Text
    before: Rule | None
    after: Rule | None


@dataclass(frozen=True, kw_only=True)
class TargetChange:
    """A target that came, went or was rewritten: that of one series for one period."""

    indicator: str
    series: str
    title: Text
    unit: Unit
    before: Target | None
    after: Target | None


@dataclass(frozen=True, kw_only=True)
class Differences:
    """Everything that differs. Nothing stands in two lists.

    `lights` are those of the overview whose colour changed. `other_lights` changed in a lesser way: the reason of a
    grey one, a mark (uncertain, stale, set by hand), or a light of a breakdown. `definitions` are lines about what
    remains: words, breaks, sources.
    """

    lights: tuple[LightChange, ...]
    other_lights: tuple[LightChange, ...]
    revised: tuple[FigureChange, ...]
    new_figures: tuple[FigureChange, ...]
    gone_figures: tuple[FigureChange, ...]
    new_indicators: tuple[Named, ...]
    gone_indicators: tuple[Named, ...]
    new_series: tuple[Named, ...]
    gone_series: tuple[Named, ...]
    rules: tuple[RuleChange, ...]
    targets: tuple[TargetChange, ...]
    definitions: tuple[str, ...]


#: The lists that are counted, in the order of the sentence about them.
COUNTED: Final = (
    "lights",
    "other_lights",
    "revised",
    "new_figures",
    "gone_figures",
    "new_indicators",
    "gone_indicators",
    "new_series",
    "gone_series",
    "rules",
    "targets",
    "definitions",
)


def counts(differences: Differences) -> dict[str, int]:
    """How many of each there are."""
    return {name: len(getattr(differences, name)) for name in COUNTED}


def compare(*, before: EditionContent, after: EditionContent, definitions: tuple[str, ...]) -> Differences:
    """Compare what two days or editions hold. `definitions` are the lines about the other definitions, taken over."""
    lights = tuple(_lights(before, after))
    figures = tuple(_figures(before, after))
    return Differences(
        lights=tuple(item for item in lights if _is_main(item)),
        other_lights=tuple(item for item in lights if not _is_main(item)),
        revised=tuple(item for item in figures if item.before and item.after),
        new_figures=tuple(item for item in figures if item.before is None),
        gone_figures=tuple(item for item in figures if item.after is None),
        new_indicators=_indicators_only_in(after, before),
        gone_indicators=_indicators_only_in(before, after),
        new_series=_series_only_in(after, before),
        gone_series=_series_only_in(before, after),
        rules=tuple(_rules(before, after)),
        targets=tuple(_targets(before, after)),
        definitions=definitions,
    )


def _is_main(change: LightChange) -> bool:
    return change.before.headline and change.after.headline and change.before.colour != change.after.colour


def _lights(before: EditionContent, after: EditionContent) -> Iterator[LightChange]:
    old = {light.key: light for light in before.lights}
    for new in after.lights:
        known = old.get(new.key)
        if known is not None and _shown(known) != _shown(new):
            yield LightChange(indicator=new.indicator, series=new.series, title=new.title, before=known, after=new)


def _shown(light: EditionLight) -> tuple[object, ...]:
    return light.colour, light.reason, light.uncertain, light.stale, light.override


def _figures(before: EditionContent, after: EditionContent) -> Iterator[FigureChange]:
    keys: dict[Key, None] = dict.fromkeys((*after.series, *before.series))
    for key in keys:
        indicator, series = after.series.get(key) or before.series[key]
        old, new = _counting(before.points.get(key, ())), _counting(after.points.get(key, ()))
        for period in sorted({*old, *new}, key=lambda period: (period.start, period.code)):
            one, other = old.get(period), new.get(period)
            if one is None or other is None or _said(one) != _said(other):
                yield FigureChange(
                    indicator=key[0],
                    series=key[1],
                    title=_title(indicator, series.title),
                    unit=series.unit,
                    period=period,
                    before=one,
                    after=other,
                )


def _counting(points: tuple[StandingPoint, ...]) -> dict[Period, Value]:
    return {point.period: point.chosen for point in points}


def _said(value: Value) -> tuple[object, ...]:
    """What a publisher says of a figure. The same number in a newer release is no revision."""
    return value.value, value.half_width, value.standard_error, value.approximate, value.bound, value.status


def _indicators_only_in(one: EditionContent, other: EditionContent) -> tuple[Named, ...]:
    known = {indicator.code for indicator in other.indicators}
    return tuple(
        Named(indicator=indicator.code, series="", title=indicator.title)
        for indicator in one.indicators
        if indicator.code not in known
    )


def _series_only_in(one: EditionContent, other: EditionContent) -> tuple[Named, ...]:
    """Series of indicators that both know."""
    shared = {indicator.code for indicator in other.indicators}
    return tuple(
        Named(indicator=key[0], series=key[1], title=_title(indicator, series.title))
        for key, (indicator, series) in one.series.items()
        if key[0] in shared and key not in other.series
    )


def _rules(before: EditionContent, after: EditionContent) -> Iterator[RuleChange]:
    old = {indicator.code: indicator for indicator in before.indicators}
    for indicator in after.indicators:
        if indicator.code not in old:
            continue
        was = {rule.since: rule for rule in old[indicator.code].rules}
        now = {rule.since: rule for rule in indicator.rules}
        for since in sorted({*was, *now}):
            if was.get(since) != now.get(since):
                yield RuleChange(
                    indicator=indicator.code, title=indicator.title, before=was.get(since), after=now.get(since)
                )


def _targets(before: EditionContent, after: EditionContent) -> Iterator[TargetChange]:
    for key, (indicator, series) in after.series.items():
        if key not in before.series:
            continue
        was = {(item.period, item.published): item for item in before.series[key][1].targets}
        now = {(item.period, item.published): item for item in series.targets}
        for place in sorted({*was, *now}, key=lambda place: (place[0].start, place[0].code, place[1])):
            if was.get(place) != now.get(place):
                yield TargetChange(
                    indicator=key[0],
                    series=key[1],
                    title=_title(indicator, series.title),
                    unit=series.unit,
                    before=was.get(place),
                    after=now.get(place),
                )


def _title(indicator: Indicator, series: Text) -> Text:
    if len(indicator.series) == 1:
        return indicator.title
    return Text(nl=f"{indicator.title.nl} ({series.nl})", en=f"{indicator.title.en} ({series.en})")
