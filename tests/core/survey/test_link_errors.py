"""Link errors that come in a file, beside those the agenda declares."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from tests.core.indicators.made import indicator, series

from stemagenda.core.indicators.definition import LinkError
from stemagenda.core.observation import Observation, Release, Step
from stemagenda.core.period import Period
from stemagenda.core.survey.link_errors import link_error_step, link_error_warnings, link_errors_of
from stemagenda.core.validation import Problem

PAIR = (Period("year", 2018), Period("year", 2022))


def release(*steps: Step, code: str = "RG1", of: str = "a") -> Release:
    """A release with one figure."""
    figure = Observation(indicator=code, series=of, period=PAIR[1], value=20.0, row=7, steps=steps)
    return Release(
        source="pisa",
        code="r",
        title="t",
        publisher="p",
        published=date(2023, 12, 5),
        precision="day",
        rank="primary",
        url="https://example.org",
        licence="l",
        digest="0",
        observations=(figure,),
    )


def link(value: float) -> Step:
    """A link error as a reader hands it on."""
    return link_error_step(first=PAIR[0], second=PAIR[1], value=value, row=12)


def warnings(*steps: Step, declared: float | None = None, **where: str) -> list[Problem]:
    """What is said of a release, with at most one link error declared."""
    links = () if declared is None else (LinkError(first=PAIR[0], second=PAIR[1], value=declared),)
    known = indicator(series(link_errors=links))
    return list(link_error_warnings(release=release(*steps, **where), indicators={"RG1": known}))


def test_it_comes_back_as_it_was() -> None:
    """From the step to the figure: nothing is lost on the way through the release."""
    (found,) = link_errors_of(release=release(Step("select", (("key", "A.B"),)), link(2.24)))
    assert (found.indicator, found.series, found.first, found.second) == ("RG1", "a", *PAIR)
    assert (found.value, found.row) == (2.24, 12)


def test_not_declared_yet() -> None:
    """The remedy holds the line to add, as TOML that the definition's own field understands."""
    (said,) = warnings(link(2.24))
    assert said.importance == "warning"
    assert said.place == "row 12"
    assert "link error of 2.24 between 2018 and 2022 for RG1 / a, which is not declared" in said.message
    line = said.remedy[said.remedy.index("link_errors =") :].removesuffix(".")
    assert tomllib.loads(line) == {"link_errors": [{"first": "2018", "second": "2022", "value": 2.24}]}


def test_declared_otherwise() -> None:
    """Both values are said; which of them is right is for a person to decide."""
    (said,) = warnings(link(2.24), declared=3.5)
    assert said.message.endswith("declared is 3.5")
    assert "Where the table is right" in said.remedy


@pytest.mark.parametrize("declared", [2.24, 2.2441, 2.236])
def test_declared_and_the_same(declared: float) -> None:
    """A value printed with fewer decimals is no other value."""
    assert warnings(link(2.24), declared=declared) == []


def test_another_pair_of_cycles_is_another_link_error() -> None:
    """The error between 2015 and 2022 says nothing of the one between 2018 and 2022."""
    step = link_error_step(first=Period("year", 2015), second=PAIR[1], value=2.74, row=13)
    (said,) = warnings(step, declared=2.24)
    assert "between 2015 and 2022" in said.message


def test_a_series_nobody_declared_is_for_other_rules() -> None:
    """One problem is enough."""
    assert warnings(link(2.24), of="b") == []
    assert warnings(link(2.24), code="RG2") == []


def test_a_series_without_a_light_needs_none() -> None:
    """An average of other countries is shown beside, and compared with nothing."""
    known = indicator(series(role="comparator"))
    assert list(link_error_warnings(release=release(link(2.24)), indicators={"RG1": known})) == []


def test_other_steps_say_nothing() -> None:
    """A count, a selection, and a release without steps."""
    assert warnings(Step("count", (("rows", 3),)), Step("select", (("key", "link error of something"),))) == []
    assert warnings() == []
