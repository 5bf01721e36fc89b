"""Registering for an event: what is asked, what is wrong with it, and what may be told of who came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import PILLARS
from stemagenda.core.text import is_plain
from stemagenda.core.validation import Problem

SeatState = Literal["registered", "waiting", "cancelled"]
SEAT_STATES: Final[tuple[SeatState, ...]] = get_args(SeatState)
LONGEST_NAME: Final = 120
LONGEST_ADDRESS: Final = 254
LONGEST_ORGANISATION: Final = 160
#: Fewer people than this are not counted in public: they could be recognised.
SMALLEST: Final = 5


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody who wants to come told. `pillar` and `organisation` may be empty."""

    name: str
    address: str
    organisation: str = ""
    pillar: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Who came, as everybody may know it: for each pillar a number, or None for one from 1 to 4.

    `total` is None where a number that is not told would follow from it.
    """

    by_pillar: Mapping[str, int | None]
    total: int | None


def problems(wish: Wish) -> Iterator[Problem]:
    """What is wrong with what somebody told; whether a letter can go to the address is asked elsewhere."""
    texts = {"name": LONGEST_NAME, "address": LONGEST_ADDRESS, "organisation": LONGEST_ORGANISATION}
    for place, longest in texts.items():
        written: str = getattr(wish, place)
        if len(written) > longest:
            yield _problem(place, f"has {len(written):,} characters, more than {longest:,}", "Shorten it")
        if not is_plain(written) or "\n" in written or "\t" in written:
            yield _problem(place, "holds a character that is no text", "Type it anew, without what was pasted")
    if not wish.name.strip():
        yield _problem("name", "is empty", "Give your name")
    if wish.pillar and wish.pillar not in PILLARS:
        yield _problem("pillar", "is none we know", "Choose one from the list")


def attendance(*, counts: Mapping[str, int]) -> Attendance:
    """What may be told of these counts by pillar; pillars nobody came from are left out."""
    came = {pillar: count for pillar, count in counts.items() if count > 0}
    shown = {pillar: count if count >= SMALLEST else None for pillar, count in came.items()}
    return Attendance(by_pillar=shown, total=None if None in shown.values() else sum(came.values()))


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="registration", place=place, message=message, remedy=remedy)
