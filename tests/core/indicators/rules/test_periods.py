"""Holes in a series by its cycle, releases that come after a newer one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.indicators.rules.ruled import indicator, line, past, series, told

YEARLY = indicator("X", series("x", cycle_years=1))


def years(*numbers: int) -> dict[int, float]:
    return dict.fromkeys(numbers, 20.0)


def test_a_hole_in_a_yearly_series() -> None:
    (problem,) = told(*line(years(2012, 2013, 2014, 2017, 2018)), of=YEARLY)

    assert problem.importance == "warning"
    assert str(problem) == (
        "pisa/2019: row 11: X / x for 2017 comes after a hole: 2015, 2016 missing from a series of every year."
        " Check whether the file is complete; leave it so if it is."
    )


def test_a_hole_in_a_survey_of_three_years() -> None:
    survey = indicator("X", series("x", cycle_years=3))

    assert (
        "2012 missing from a series of every 3 years"
        in told(*line(years(2003, 2006, 2009, 2015)), of=survey)[0].message
    )
    assert not told(*line(years(2003, 2006, 2009, 2012)), of=survey)


@pytest.mark.parametrize(
    "numbers",
    [
        (2010, 2018),  # a publication that quotes two years
        (2010, 2014, 2017, 2018),  # one that quotes four
        (2010, 2011, 2018),  # one step that keeps the cycle is no cycle
        (2014, 2015, 2016, 2017, 2018),
    ],
)
def test_no_hole(numbers: tuple[int, ...]) -> None:
    assert not told(*line(years(*numbers)), of=YEARLY)


def test_what_another_release_gave_is_no_hole() -> None:
    rows = list(line(years(2012, 2013, 2014, 2016, 2017)))

    assert told(*rows, of=YEARLY)
    assert not told(*rows, of=YEARLY, history=past(*line(years(2015))))


@pytest.mark.parametrize("role", ["proxy", "related"])
def test_nothing_rests_on_proxies_being_complete(role: Any) -> None:
    assert not told(*line(years(2012, 2013, 2014, 2017)), of=indicator("X", series("x", cycle_years=1, role=role)))


def test_a_release_older_than_one_known_of_its_dataset() -> None:
    newer = past(*line(years(2017)), dataset="table", published=date(2019, 12, 4))

    (problem,) = told(*line(years(2018)), of=YEARLY, history=newer, dataset="table")
    assert problem.importance == "warning"
    assert problem.message == (
        "was published on 2019-12-03, but pisa/earlier of the same dataset (table) came out on 2019-12-04"
    )


@pytest.mark.parametrize(
    ("known", "dataset"),
    [
        ({"dataset": "table"}, "table"),  # published before
        ({"dataset": "table", "published": date(2019, 12, 3)}, "table"),  # on the same day
        ({"dataset": "other", "published": date(2020, 1, 1)}, "table"),
        ({"dataset": "", "published": date(2020, 1, 1)}, ""),
        ({"dataset": "table", "published": date(2020, 1, 1), "source": "timss"}, "table"),
        ({"dataset": "table", "published": date(2020, 1, 1), "code": "2019"}, "table"),  # its own earlier file
    ],
)
def test_a_release_in_order(known: dict[str, Any], dataset: str) -> None:
    assert not told(*line(years(2018)), of=YEARLY, history=past(*line(years(2017)), **known), dataset=dataset)
