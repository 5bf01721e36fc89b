"""Whether the monitor is alive: when a source's next figures are due, since when they are late, what grows stale.

Two kinds of days are kept apart everywhere. One that the publisher announced is theirs. One that follows from how often
a source appeared until now is ours: it is derived, known to the month at best, and never called announced.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from stemagenda.core.observation import Precision

#: announced: by the publisher; derived: from the rhythm of the releases so far.
Basis = Literal["announced", "derived"]
#: late: its span is over; expected: still ahead; never_loaded: no release yet; not_judged: no rhythm, no announcement.
Condition = Literal["late", "expected", "never_loaded", "not_judged"]

_MONTHS: Final = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_YEARS: Final = re.compile(r"([1-9][0-9]?)-yearly", re.ASCII)
_SPAN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Span:
    """A day, a month or a year: when something is expected, as precisely as that is known.

    `last` is the day that counts: nothing is late before it is over.
    """

    first: date
    last: date
    precision: Precision

    @classmethod
    def read(cls, written: str) -> Span:
        """Read 2026-12-03, 2026-12 or 2026.

        Raises:
            ValueError: for anything else, and for days that do not exist.
        """
        match = _SPAN.fullmatch(written.strip())
        if match is None:
            raise ValueError(f"'{written}' is no day, month or year: write 2026-12-03, 2026-12 or 2026")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            return cls.day(date(year, month, day))
        return cls.month(date(year, month, 1)) if match[2] else cls.year(year)

    @classmethod
    def day(cls, day: date) -> Span:
        """One day."""
        return cls(first=day, last=day, precision="day")

    @classmethod
    def month(cls, day: date) -> Span:
        """The month a day lies in."""
        last = monthrange(day.year, day.month)[1]
        return cls(first=day.replace(day=1), last=day.replace(day=last), precision="month")

    @classmethod
    def year(cls, year: int) -> Span:
        """A calendar year."""
        return cls(first=date(year, 1, 1), last=date(year, 12, 31), precision="year")

    @property
    def code(self) -> str:
        """As it is written in a source: 2026-12-03, 2026-12 or 2026."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


@dataclass(frozen=True, kw_only=True)
class Due:
    """When the next release of a source is due, and on whose word."""

    span: Span
    basis: Basis

    def late_since(self, *, on: date) -> date | None:
        """The first day on which the release was late; None while the span is not over."""
        return self.span.last + timedelta(days=1) if on > self.span.last else None

    def days_late(self, *, on: date) -> int:
        """For how many days it has been late; 0 while the span is not over."""
        return max(0, (on - self.span.last).days)


@dataclass(frozen=True, kw_only=True)
class Vitality:
    """How it stands with one source on a day.

    `due` is what its condition rests on. `announced` is the publisher's announcement where it still lies ahead, also of
    a source that is late by its rhythm.
    """

    condition: Condition
    due: Due | None
    announced: Due | None
    late_since: date | None
    days_late: int


def months_between(cadence: str) -> int | None:
    """How many months lie between two releases ("yearly" 12, "3-yearly" 36); None where the word says no rhythm."""
    match = _YEARS.fullmatch(cadence)
    return 12 * int(match[1]) if match else _MONTHS.get(cadence)


def vitality(
    *, cadence: str, announced: Span | None, newest: date | None, precision: Precision = "day", on: date
) -> Vitality:
    """How it stands with a source on a day.

    Args:
        cadence: how often it appears, as in source.toml.
        announced: the next release as its publisher announced it.
        newest: publication day of the newest release in force, None where there is none. A release in the announced
            span or after it is the announced one.
        precision: how precisely that day is known; a year or month counts as its last day.
        on: the day asked about.
    """
    promise = None if announced is None or (newest is not None and newest >= announced.first) else announced
    months = months_between(cadence)
    rhythm = _after(newest, precision, months) if newest is not None and months is not None else None
    due = _due(promise=promise, rhythm=rhythm, months=months)
    ahead = promise is not None and on <= promise.last
    return Vitality(
        condition=_condition(due=due, is_loaded=newest is not None, on=on),
        due=due,
        announced=Due(span=promise, basis="announced") if promise is not None and ahead else None,
        # What was never loaded cannot be late: nothing says that it has ever appeared.
        late_since=due.late_since(on=on) if due and newest is not None else None,
        days_late=due.days_late(on=on) if due and newest is not None else 0,
    )


def _due(*, promise: Span | None, rhythm: Span | None, months: int | None) -> Due | None:
    """What counts: the publisher's word, unless it leaves room for a whole release before it that we do not have."""
    if promise is None:
        return Due(span=rhythm, basis="derived") if rhythm else None
    if rhythm is not None and months is not None and promise.first > _moved(rhythm.last, months):
        return Due(span=rhythm, basis="derived")
    return Due(span=promise, basis="announced")


def _condition(*, due: Due | None, is_loaded: bool, on: date) -> Condition:
    if not is_loaded:
        return "never_loaded"
    if due is None:
        return "not_judged"
    return "late" if due.late_since(on=on) else "expected"


def _after(newest: date, precision: Precision, months: int) -> Span:
    """The month (or, where only the year is known, the year) in which the next one follows."""
    next_day = _moved(newest, months)
    return Span.year(next_day.year) if precision == "year" else Span.month(next_day)


def _moved(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
