"""Lineage: from a number to its file and everything in between, and from a file to every number that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.indicators.standing import Standing, StandingPoint, Value
from stemagenda.core.observation import Observation
from stemagenda.core.period import Period
from stemagenda.core.text import Text
from stemagenda.sources.finding import sources
from stemagenda.sources.reading import READER
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments
from stemagenda.store import lineage as store
from stemagenda.store.lineage import KeptRelease, Said
from stemagenda.usecases.resting import Resting, resting_on
from stemagenda.usecases.views import SeriesView, series_views

#: Why a value stands beside the one that counts: somebody quotes it; it is worded loosely; a newer one was published;
#: the chosen one is printed with more digits; two of one day, and one had to be chosen.
Reason = Literal["secondary", "loose", "older", "rounded", "same_day"]
#: How a file came here: typed over from a publication; as its publisher made it, given by a person or shipped with
#: the program; or fetched.
Way = Literal["typed", "brought", "shipped", "fetched"]
#: What became of a value in a file: it counts, stands beside another, or its release is no longer in force.
Use = Literal["counts", "beside", "superseded", "withdrawn", "replaced", "undeclared"]
_SHORTEST_DIGEST: Final = 8


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A value with the release that gave it. `title` is the source's, None for a source that is gone.

    `reason` tells why it does not count; empty for the value that does, and for values whose release has ended.
    """

    said: Said
    title: Text | None
    reason: Reason | Literal[""] = ""

    @property
    def value(self) -> Observation:
        """The value as it was read."""
        return self.said.observation

    @property
    def release(self) -> KeptRelease:
        """Its release."""
        return self.said.release

    @property
    def way(self) -> Way:
        """How its file came here."""
        return way_of(self.said.release)


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """Where the value of one series and period comes from, as known on a day.

    `chosen` is None where no value is in force any more. `others` are in force beside it, `earlier` no longer.
    `before` and `after` are the neighbouring periods that have a value.
    """

    indicator: Indicator
    series: Series
    period: Period
    on: date
    chosen: Sourced | None
    others: tuple[Sourced, ...]
    earlier: tuple[Sourced, ...]
    contradicted: bool
    resting: tuple[Resting, ...]
    before: Period | None
    after: Period | None

    @property
    def published(self) -> int:
        """How many values are in force for the period, the one that counts among them."""
        return len(self.others) + (self.chosen is not None)


@dataclass(frozen=True, kw_only=True)
class UsedValue:
    """One value of a file: what became of it, why, who goes first, and the lights that rest on it.

    `first` is the value that counts for its period, None where none does. `series` is None where nobody declares it.
    """

    value: Observation
    series: Series | None
    use: Use
    reason: Reason | Literal[""] = ""
    first: Value | None = None
    resting: tuple[Resting, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileUse:
    """What rests on one file, as known on a day. `others` are releases that were read from the very same file."""

    release: KeptRelease
    title: Text | None
    on: date
    values: tuple[UsedValue, ...]
    others: tuple[KeptRelease, ...] = ()

    @property
    def way(self) -> Way:
        """How the file came here."""
        return way_of(self.release)

    @property
    def counting(self) -> tuple[UsedValue, ...]:
        """The values that count."""
        return tuple(item for item in self.values if item.use == "counts")

    @property
    def unused(self) -> tuple[UsedValue, ...]:
        """The values that do not."""
        return tuple(item for item in self.values if item.use != "counts")

    @property
    def lights(self) -> tuple[tuple[SeriesView, tuple[tuple[Period, tuple[str, ...]], ...]], ...]:
        """Each light that rests on the file, with the periods it takes from it and what for."""
        found: dict[tuple[str, str], tuple[SeriesView, list[tuple[Period, tuple[str, ...]]]]] = {}
        for item in self.counting:
            for resting in item.resting:
                key = (resting.view.indicator.code, resting.view.series.code)
                found.setdefault(key, (resting.view, []))[1].append((item.value.period, resting.parts))
        return tuple((view, tuple(periods)) for view, periods in found.values())


def way_of(release: KeptRelease) -> Way:
    """How a release's file came here."""
    if release.retrieved_at is not None:
        return "fetched"
    if release.heading.reader in {"", READER}:
        return "typed"
    return "shipped" if release.is_shipped else "brought"


def lineage(*, indicator: str, series: str | None = None, period: Period, on: date) -> Lineage | None:
    """Where a value comes from, as known on a day: a fixed number of queries.

    Without `series` the first series with a value for that period, those that carry the indicator's lights before the
    others. None where nothing was ever said for that period, or for unknown codes.
    """
    found = agenda_store.indicator(code=indicator)
    if found is None:
        return None
    views = _views([found], on=on)
    view = _view(views, series, period)
    if view is None:
        return None
    every = store.said(indicator=indicator, series=view.series.code, period=period, on=on)
    if not every:
        return None
    point = view.standing.point(period.code)
    before, after = _neighbours(view.standing, period)
    ended = tuple(item for item in every if item.release.ended_by(on) is not None)
    standing = tuple(item for item in every if item.release.ended_by(on) is None)
    chosen = next((item for item in standing if point is not None and _is(item, point.chosen)), None)
    return Lineage(
        indicator=found,
        series=view.series,
        period=period,
        on=on,
        chosen=_sourced(chosen) if chosen else None,
        others=tuple(_sourced(item, point) for item in standing if item is not chosen),
        earlier=tuple(map(_sourced, ended)),
        contradicted=point is not None and point.contradicted,
        resting=resting_on(view=view, period=period, views=views) if chosen else (),
        before=before,
        after=after,
    )


def known_periods(*, indicator: str, on: date) -> Mapping[str, tuple[Period, ...]]:
    """The periods each series of an indicator has or had a value for, by series code, in the indicator's order.

    Empty for an unknown indicator. Series without any value are left out.
    """
    found = agenda_store.indicator(code=indicator)
    if found is None:
        return {}
    periods = store.periods_said(indicator=indicator, on=on)
    return {series.code: periods[series.code] for series in found.series if series.code in periods}


def indicator_codes() -> tuple[str, ...]:
    """The codes of every indicator, in the agenda's order."""
    return tuple(indicator.code for indicator in agenda_store.indicators(overview=True))


def uses_of(*, source: str = "", code: str = "", digest: str = "", on: date) -> FileUse | None:
    """Every number that rests on a file, and those of it that do not: a fixed number of queries.

    The file is that of a release (its source and code) or one of a SHA-256 digest, which may be cut short to at least
    eight digits when only one file begins so. None where no such file was public on the day.
    """
    if digest:
        digest = _whole(digest.lower(), on=on)
    found = store.kept(source=source, code=code, digest=digest, on=on) if digest or (source and code) else ()
    if not found:
        return None
    release = found[0]
    values = store.values_of(number=release.number)
    codes = tuple({item.indicator for item in values})
    views = _views(agenda_store.indicators(codes=codes), on=on)
    return FileUse(
        release=release,
        title=_title(release),
        on=on,
        values=tuple(_Uses(release=release, views=views, on=on).of(values)),
        others=found[1:],
    )


def kept_file(*, digest: str, on: date) -> tuple[str, bytes] | None:
    """An untouched file by its whole digest, also one that a newer file replaced; never one that was withdrawn."""
    return store.content(digest=digest, on=on)


def _whole(digest: str, *, on: date) -> str:
    """The one digest that begins so; empty where there is none or more than one."""
    if len(digest) < _SHORTEST_DIGEST or not set(digest) <= set("0123456789abcdef"):
        return ""
    like = store.digests_like(beginning=digest, on=on)
    return like[0] if len(like) == 1 else ""


def _views(indicators: Sequence[Indicator], *, on: date) -> tuple[SeriesView, ...]:
    codes = [indicator.code for indicator in indicators]
    standings = assessments.standings(on=on, indicators=codes)
    overrides = [item for item in assessments.overrides(on=on) if item.indicator in codes]
    return series_views(indicators=indicators, standings=standings, overrides=overrides, on=on, headline_only=False)


def _view(views: Sequence[SeriesView], series: str | None, period: Period) -> SeriesView | None:
    if series is not None:
        return next((view for view in views if view.series.code == series), None)
    having = [view for view in views if view.standing.point(period.code) is not None]
    headlines = [view for view in views if view.series.headline]
    return next(iter([*(view for view in having if view.series.headline), *having, *headlines, *views]), None)


def _neighbours(standing: Standing, period: Period) -> tuple[Period | None, Period | None]:
    periods = [point.period for point in standing.points]
    earlier = [other for other in periods if other < period]
    later = [other for other in periods if period < other]
    return (earlier[-1] if earlier else None), (later[0] if later else None)


def _is(said: Said, value: Value) -> bool:
    heading = said.release.heading
    return (heading.source, heading.code, said.observation.row) == (value.source, value.release, value.row)


def _sourced(said: Said, point: StandingPoint | None = None) -> Sourced:
    reason: Reason | Literal[""] = ""
    if point is not None:
        other = next((item for item in point.others if _is(said, item)), None)
        reason = why_beside(chosen=point.chosen, other=other) if other is not None else ""
    return Sourced(said=said, title=_title(said.release), reason=reason)


def why_beside(*, chosen: Value, other: Value) -> Reason:
    """Why one of two published values counts and not the other: the order of `core.indicators.selection`."""
    if other.rank == "secondary" and chosen.rank == "primary":
        return "secondary"
    if (other.approximate or other.bound) and not (chosen.approximate or chosen.bound):
        return "loose"
    if other.published < chosen.published:
        return "older"
    return "rounded" if other.half_width > chosen.half_width else "same_day"


def _title(release: KeptRelease) -> Text | None:
    source = sources().get(release.heading.source)
    return source.title if source else None


@dataclass(frozen=True, kw_only=True)
class _Uses:
    """What became of the values of one release on a day."""

    release: KeptRelease
    views: tuple[SeriesView, ...]
    on: date

    def of(self, values: Iterable[Observation]) -> Iterable[UsedValue]:
        """Each value with its use, in their order."""
        by_key = {(view.indicator.code, view.series.code): view for view in self.views}
        points = {key: {point.period: point for point in view.standing.points} for key, view in by_key.items()}
        for value in values:
            key = (value.indicator, value.series)
            if key in by_key:
                yield self._one(value, by_key[key], points[key].get(value.period))
            else:
                yield UsedValue(value=value, series=None, use="undeclared")

    def _one(self, value: Observation, view: SeriesView, point: StandingPoint | None) -> UsedValue:
        ending = self.release.ended_by(self.on)
        first = point.chosen if point else None
        if ending is not None:
            return UsedValue(value=value, series=view.series, use=ending.fate, first=first)
        said = Said(observation=value, release=self.release)
        if point is not None and _is(said, point.chosen):
            resting = resting_on(view=view, period=value.period, views=self._siblings[view.indicator.code])
            return UsedValue(value=value, series=view.series, use="counts", first=first, resting=resting)
        return UsedValue(
            value=value, series=view.series, use="beside", reason=_sourced(said, point).reason, first=first
        )

    @cached_property
    def _siblings(self) -> Mapping[str, Sequence[SeriesView]]:
        found: dict[str, list[SeriesView]] = {}
        for view in self.views:
            found.setdefault(view.indicator.code, []).append(view)
        return found
