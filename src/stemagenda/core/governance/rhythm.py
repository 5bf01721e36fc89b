"""Did a body meet as often as was agreed? Counted from real meetings, year by year.

Rules: a meeting or written procedure that took place counts in its year, a cancelled or future one does not. A rhythm
that begins or ends during a year counts for the whole months it held, rounded down. Every so many years (`years` > 1)
is judged over windows of that length from the year it began. A year is called short only when it is over and somebody
stated that every meeting in it is known: where no document tells of meetings, nobody knows whether there were any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from stemagenda.core.governance.body import Body, Cadence, ReportedRhythm
from stemagenda.core.governance.meeting import Meeting

Judgement = Literal["met", "short", "running", "unknown", "reported", "none"]


@dataclass(frozen=True, kw_only=True)
class YearRhythm:
    """One year (or window of years, `first` to `last`): how many meetings were due and held, and what follows.

    `reported` is what a document says in words of this time; then nothing is counted as short.
    """

    first: int
    last: int
    expected: int
    held: int
    procedures: int
    judgement: Judgement
    reported: ReportedRhythm | None = None


def rhythm(*, body: Body, meetings: Iterable[Meeting], on: date) -> tuple[YearRhythm, ...]:
    """Every year or window since the body's first rhythm, oldest first."""
    held = [item for item in meetings if item.body == body.code and not item.cancelled and item.on <= on]
    if not body.cadences:
        return ()
    start = min(item.starts for item in body.cadences).year
    length = max(item.years for item in body.cadences)
    return tuple(_window(body, held, first, first + length - 1, on) for first in range(start, on.year + 1, length))


def _window(body: Body, held: list[Meeting], first: int, last: int, on: date) -> YearRhythm:
    inside = [item for item in held if first <= item.on.year <= last]
    procedures = sum(1 for item in inside if item.kind == "written-procedure")
    expected = _expected(body.cadences, first, last)
    reported = next((item for item in body.reported if item.starts.year <= last and item.ends.year >= first), None)
    return YearRhythm(
        first=first,
        last=last,
        expected=expected,
        held=len(inside),
        procedures=procedures,
        judgement=_judgement(
            len(inside),
            expected,
            reported,
            is_over=last < on.year,
            is_complete=body.complete_until is not None and body.complete_until >= date(last, 12, 31),
        ),
        reported=reported,
    )


def _judgement(
    held: int, expected: int, reported: ReportedRhythm | None, *, is_over: bool, is_complete: bool
) -> Judgement:
    if expected == 0:
        return "none"
    if held >= expected:
        return "met"
    if reported is not None:
        return "reported"
    if not is_over:
        return "running"
    return "short" if is_complete else "unknown"


def _expected(cadences: Iterable[Cadence], first: int, last: int) -> int:
    """Meetings due in a window: whole months of each rhythm times its pace, rounded down."""
    due = 0.0
    for cadence in cadences:
        begin = max(cadence.starts, date(first, 1, 1))
        end = min(cadence.ends or date(last, 12, 31), date(last, 12, 31))
        months = _whole_months(begin, end)
        due += months * cadence.times / (12 * cadence.years)
        if cadence.years > 1 and months:
            # Once in two years is due in the first window too, though it began in its sixth month.
            due = max(due, float(cadence.times))
    return int(due + 1e-9)


def _whole_months(begin: date, end: date) -> int:
    """Calendar months of which every day lies between two days."""
    if end < begin:
        return 0
    first = begin.year * 12 + begin.month - (begin.day == 1)
    last = end.year * 12 + end.month - ((end + timedelta(days=1)).day != 1)
    return max(0, last - first)
