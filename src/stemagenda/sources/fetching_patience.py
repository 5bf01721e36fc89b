"""Trying again: how long to wait, what the other side asks, and when to give up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

from stemagenda.sources.fetching_bounds import Budget, Fault, World

_SECONDS: Final = re.compile(r"\d{1,9}", re.ASCII)
_Answer = TypeVar("_Answer")


def retry_after(*, written: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait, written as seconds or as a date; None where it says nothing."""
    written = (written or "").strip()
    if _SECONDS.fullmatch(written):
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def patiently(*, attempt: Callable[[], _Answer], budget: Budget, world: World) -> _Answer:
    """Return what the attempt gives; after a passing fault wait and try again.

    Waits double from one attempt to the next and are cut by chance to between half and the whole, so that many who were
    turned away together do not come back together.

    Raises:
        Fault: of another kind than passing; or the last passing one, when attempts or time are used up.
    """
    limits = budget.limits
    for number in range(1, limits.attempts + 1):
        try:
            return attempt()
        except Fault as fault:
            if fault.kind != "passing":
                raise
            if number == limits.attempts:
                raise _given_up(fault, f"{fault.message} (tried {number} times)") from fault
            wait = min(limits.longest_wait, limits.first_wait * 2 ** (number - 1)) * (0.5 + world.chance() / 2)
            if fault.wait is not None and fault.wait > limits.longest_wait:
                raise _given_up(fault, f"{fault.message} and asks to wait {fault.wait:,.0f} seconds") from fault
            wait = max(wait, fault.wait or 0.0)
            if wait >= budget.seconds_left:
                raise _given_up(fault, f"{fault.message} (no time left to try again)") from fault
            world.sleep(wait)
    raise AssertionError("a fetch makes at least one attempt")


def _given_up(fault: Fault, message: str) -> Fault:
    return Fault("unreachable", message, fault.remedy)
