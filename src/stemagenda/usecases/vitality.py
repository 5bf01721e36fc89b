"""How alive the monitor is on a day: what comes next, what is late, what grows stale. Reading only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from django.utils import timezone

from stemagenda.core.indicators.vitality import Condition, Span, Vitality, vitality
from stemagenda.sources.finding import Source, sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.store import vitality as store
from stemagenda.store.releases import StoredRelease
from stemagenda.store.waiting import Waiting, waiting
from stemagenda.usecases.views import SeriesView, series_views

#: A figure that grows stale within so many days is worth a look now.
STALE_SOON: Final = timedelta(days=182)
#: Entries of a feed.
MOST_ENTRIES: Final = 50


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """One source, its newest release on the day (None where there is none), and how it stands with it."""

    source: Source
    newest: store.Newest | None
    vitality: Vitality


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Something that is still to come.

    `kind` is "announced" (by the publisher), "waiting" (taken in, shown from `moment` on) or "derived" (from the
    rhythm). `newest` is the release it follows. `title` is that of a waiting release, else empty. `key` stays the same
    while it is the same release that is awaited.
    """

    kind: Literal["announced", "waiting", "derived"]
    source: Source
    span: Span
    key: tuple[str, ...]
    newest: store.Newest | None = None
    title: str = ""
    language: str = ""
    moment: datetime | None = None

    @property
    def is_announced(self) -> bool:
        """Whether somebody said so, or we only reckon."""
        return self.kind != "derived"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Everything about the life of the monitor on a day.

    `coming` is ordered by the day that counts, `late` by lateness, `stale` and `stale_soon` (headline series with a
    figure) by the day from which the figure is stale. `knows_announced` is False for a day in the past: of
    announcements we do not keep on which day they were made.
    """

    on: date
    knows_announced: bool
    coming: tuple[Coming, ...]
    states: tuple[SourceState, ...]
    stale: tuple[SeriesView, ...]
    stale_soon: tuple[SeriesView, ...]

    @property
    def late(self) -> tuple[SourceState, ...]:
        """Sources whose next release is overdue, the longest first."""
        return tuple(sorted(self._in("late"), key=lambda state: (-state.vitality.days_late, state.source.name)))

    @property
    def never_loaded(self) -> tuple[SourceState, ...]:
        """Sources without any release: they cannot be late."""
        return tuple(self._in("never_loaded"))

    @property
    def not_judged(self) -> tuple[SourceState, ...]:
        """Sources of which neither a rhythm nor an announcement is known."""
        return tuple(self._in("not_judged"))

    def _in(self, condition: Condition) -> Iterable[SourceState]:
        return (state for state in self.states if state.vitality.condition == condition)


def calendar(*, on: date, today: date) -> Calendar:
    """The calendar as it stood on a day: a fixed number of queries."""
    knows_announced = on == today
    states = _states(on=on, knows_announced=knows_announced)
    headline = series_views(
        indicators=agenda_store.indicators(),
        standings=assessments.standings(on=on, lit=True),
        overrides=assessments.overrides(on=on),
        on=on,
    )
    return Calendar(
        on=on,
        knows_announced=knows_announced,
        states=states,
        coming=_coming(states=states, waits=waiting() if knows_announced else (), on=on),
        stale=_stale(headline, after=date.min, until=on),
        stale_soon=_stale(headline, after=on, until=on + STALE_SOON),
    )


def source_states(*, on: date, today: date) -> tuple[SourceState, ...]:
    """How it stands with every source, by name: one query."""
    return _states(on=on, knows_announced=on == today)


def feed(*, on: date) -> tuple[StoredRelease, ...]:
    """The releases that were taken in last, of those public on a day, newest first: one query."""
    found = sorted(releases.releases(on=on), key=lambda item: (item.recorded_at, item.number), reverse=True)
    return tuple(found[:MOST_ENTRIES])


def latest_change() -> datetime | None:
    """When anything that pages show was last changed: one query."""
    return store.latest_change()


def _states(*, on: date, knows_announced: bool) -> tuple[SourceState, ...]:
    found = store.newest_releases(on=on)
    return tuple(
        _state(source=source, newest=found.get(name), on=on, knows_announced=knows_announced)
        for name, source in sorted(sources().items())
    )


def _state(*, source: Source, newest: store.Newest | None, on: date, knows_announced: bool) -> SourceState:
    return SourceState(
        source=source,
        newest=newest,
        vitality=vitality(
            cadence=source.cadence,
            announced=Span.read(source.next_expected) if source.next_expected and knows_announced else None,
            newest=newest.published if newest else None,
            precision=newest.precision if newest else "day",
            on=on,
        ),
    )


def _coming(*, states: tuple[SourceState, ...], waits: tuple[Waiting, ...], on: date) -> tuple[Coming, ...]:
    found = [coming for state in states if (coming := _next_of(state)) is not None]
    known = {state.source.name: state.source for state in states}
    for item in waits:
        # The day is that of the people who read it, wherever the machine stands.
        moment = item.visible_from.astimezone(timezone.get_current_timezone())
        heading = item.heading
        if moment.date() >= on and heading.source in known:
            found.append(
                Coming(
                    kind="waiting",
                    source=known[heading.source],
                    span=Span.day(moment.date()),
                    key=("waiting", heading.source, heading.code),
                    title=heading.title,
                    language=heading.language,
                    moment=moment,
                )
            )
    return tuple(sorted(found, key=_place))


def _place(item: Coming) -> tuple[date, timedelta, str, str]:
    """By the day that counts; of two with the same, the one that is known more precisely."""
    return item.span.last, item.span.last - item.span.first, item.source.name, item.title


def _next_of(state: SourceState) -> Coming | None:
    """What is awaited of a source, and not overdue."""
    found = state.vitality
    due = found.announced or (found.due if found.condition == "expected" else None)
    if due is None:
        return None
    # Named after the release it follows: an announcement that moves, or that takes the place of our own reckoning,
    # moves the event in people's calendars and makes no second one.
    after = state.newest.code if state.newest else ""
    key = ("next", state.source.name, after)
    return Coming(kind=due.basis, source=state.source, span=due.span, key=key, newest=state.newest)


def _stale(views: Iterable[SeriesView], *, after: date, until: date) -> tuple[SeriesView, ...]:
    """Views whose latest figure grows stale after the one day, and by the other."""
    found = [(day, view) for view in views if (day := view.standing.stale_from) is not None and after < day <= until]
    return tuple(view for _, view in sorted(found, key=lambda pair: pair[0]))
