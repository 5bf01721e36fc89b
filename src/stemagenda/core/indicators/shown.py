"""When the colour that a light shows changed, as readers saw it: by conclusions, by days, and by hand.

Two clocks meet here (see docs/architecture.md): a conclusion holds for days, and it was drawn at a moment. A reader
sees at a moment the conclusion that was known then for that day; a colour set by hand goes before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from stemagenda.core.indicators.timeline import FIRST_DAY


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """A colour that holds from `first` up to (not including) `last`, known from `known_from` until `known_to`."""

    colour: str
    first: date
    last: date | None
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, kw_only=True)
class ByHand:
    """A colour that an editor set: made at a moment, in force from `first` up to and including `last`."""

    colour: str
    made_at: datetime
    first: date
    last: date
    withdrawn_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """At this moment a light came to show another colour; `before` is empty where it showed none."""

    at: datetime
    before: str
    after: str


def shown_changes(
    *, conclusions: Sequence[Conclusion], by_hand: Sequence[ByHand] = (), began: datetime, until: datetime, zone: tzinfo
) -> tuple[ShownChange, ...]:
    """Return when the shown colour changed up to a moment, oldest first.

    Of the time before `began`, when the monitor held nothing, what was concluded first is told: each colour on the day
    from which it was publicly so. Days begin at midnight in `zone`.
    """
    found: list[ShownChange] = []
    before = _shown(conclusions, by_hand, at=datetime.combine(FIRST_DAY, time.min, tzinfo=zone), began=began, zone=zone)
    for at in sorted(set(_moments(conclusions, by_hand, began=began, zone=zone))):
        if at > until:
            break
        after = _shown(conclusions, by_hand, at=at, began=began, zone=zone)
        if after and after != before:
            found.append(ShownChange(at=at, before=before, after=after))
        before = after or before
    return tuple(found)


def _moments(
    conclusions: Iterable[Conclusion], by_hand: Iterable[ByHand], *, began: datetime, zone: tzinfo
) -> Iterator[datetime]:
    """Every moment at which another colour could come to be shown."""
    for item in conclusions:
        yield from (_midnight(day, zone) for day in (item.first, item.last) if day is not None and day > FIRST_DAY)
        yield from (at for at in (item.known_from, item.known_to) if at is not None and at > began)
    for made in by_hand:
        yield made.made_at
        yield _midnight(made.first, zone)
        yield _midnight(made.last + timedelta(days=1), zone)
        if made.withdrawn_at is not None:
            yield made.withdrawn_at


def _shown(
    conclusions: Iterable[Conclusion], by_hand: Iterable[ByHand], *, at: datetime, began: datetime, zone: tzinfo
) -> str:
    day, known_at = at.astimezone(zone).date() if at.year > FIRST_DAY.year else FIRST_DAY, max(at, began)
    computed = ""
    for item in conclusions:
        holds = item.first <= day and (item.last is None or day < item.last)
        if holds and item.known_from <= known_at and (item.known_to is None or known_at < item.known_to):
            computed = item.colour
    for made in by_hand:
        withdrawn = made.withdrawn_at is not None and made.withdrawn_at <= at
        if computed and made.made_at <= at and made.first <= day <= made.last and not withdrawn:
            computed = made.colour
    return computed


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
