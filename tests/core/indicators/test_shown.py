"""When the colour that readers saw changed: two clocks, and colours set by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from stemagenda.core.indicators.shown import ByHand, Conclusion, shown_changes
from stemagenda.core.indicators.timeline import FIRST_DAY

BEGAN = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 7, day, hour, 0, tzinfo=UTC)


def held(
    colour: str, first: date, last: date | None = None, known_from: datetime = BEGAN, known_to: datetime | None = None
) -> Conclusion:
    return Conclusion(colour=colour, first=first, last=last, known_from=known_from, known_to=known_to)


def by_hand(colour: str, first: int, last: int, withdrawn_at: datetime | None = None) -> ByHand:
    return ByHand(
        colour=colour,
        made_at=at(first),
        first=date(2026, 7, first),
        last=date(2026, 7, last),
        withdrawn_at=withdrawn_at,
    )


GREY = held("grey", FIRST_DAY, date(2020, 3, 5))
RED = held("red", date(2020, 3, 5))
LOOK = at(30)
CASES = {
    "the time before the first load is told by days of publication": (
        [GREY, RED],
        [],
        [("2020-03-05T00", "grey", "red")],
    ),
    "a release that came later is told when it came, not when it was published": (
        [GREY, held("red", date(2020, 3, 5), None, BEGAN, at(4)), held("green", date(2020, 3, 5), None, at(4))],
        [],
        [("2020-03-05T00", "grey", "red"), ("2026-07-04T12", "red", "green")],
    ),
    "the same colour concluded anew is no change": (
        [GREY, held("red", date(2020, 3, 5), None, BEGAN, at(4)), held("red", date(2020, 3, 5), None, at(4))],
        [],
        [("2020-03-05T00", "grey", "red")],
    ),
    "a state of years ago that is concluded otherwise is not told again": (
        [
            GREY,
            held("red", date(2020, 3, 5), date(2022, 1, 1), BEGAN, at(4)),
            held("orange", date(2020, 3, 5), date(2022, 1, 1), at(4)),
            held("green", date(2022, 1, 1)),
        ],
        [],
        [("2020-03-05T00", "grey", "red"), ("2022-01-01T00", "red", "green")],
    ),
    "a day still to come is not told": (
        [GREY, RED, held("green", date(2026, 8, 1))],
        [],
        [("2020-03-05T00", "grey", "red")],
    ),
    "by hand until it ends": (
        [RED],
        [by_hand("green", 3, 9)],
        [("2020-03-05T00", "", "red"), ("2026-07-03T12", "red", "green"), ("2026-07-10T00", "green", "red")],
    ),
    "by hand until it is taken back": (
        [RED],
        [by_hand("green", 3, 9, at(5))],
        [("2020-03-05T00", "", "red"), ("2026-07-03T12", "red", "green"), ("2026-07-05T12", "green", "red")],
    ),
    "by hand in the colour it has": ([RED], [by_hand("red", 3, 9)], [("2020-03-05T00", "", "red")]),
    "by hand on what has no light": ([], [by_hand("green", 3, 9)], []),
    "what is no longer concluded keeps what was shown": (
        [held("red", date(2020, 3, 5), None, BEGAN, at(4)), held("red", date(2020, 3, 5), None, at(8))],
        [],
        [("2020-03-05T00", "", "red")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_readers_saw(case: str) -> None:
    conclusions, hands, expected = CASES[case]
    found = shown_changes(conclusions=conclusions, by_hand=hands, began=BEGAN, until=LOOK, zone=UTC)
    assert [(f"{item.at:%Y-%m-%dT%H}", item.before, item.after) for item in found] == expected


def test_nothing_is_told_before_its_moment() -> None:
    told = shown_changes(conclusions=[GREY, RED], began=BEGAN, until=LOOK, zone=UTC)[0].at
    for until, expected in ((told - timedelta(microseconds=1), 0), (told, 1)):
        assert len(shown_changes(conclusions=[GREY, RED], began=BEGAN, until=until, zone=UTC)) == expected
