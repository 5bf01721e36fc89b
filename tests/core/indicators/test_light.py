"""The light: its two rules, its reasons for grey, its windows, its marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stemagenda.core.indicators.assess import as_document, assess, stale_from
from stemagenda.core.indicators.case import Case, Point
from stemagenda.core.indicators.points import difference_between
from stemagenda.core.period import Period


def series(written: dict[str, float], **more: Any) -> tuple[Point, ...]:
    return tuple(Point(period=Period.parse(period), value=value, **more) for period, value in written.items())


def share(written: dict[str, float], **more: Any) -> Case:
    return Case(**{"better": "down", "unit": "share", "points": series(written), **more})


def light(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = as_document(assess(case=case))["light"]
    return found


def test_tolerance_decides_without_standard_errors() -> None:
    found = light(share({"2018": 17.3, "2022": 20.1}))
    assert found["colour"] == "red"
    assert found["rule"] == "tolerance"
    assert (found["difference"], found["threshold"], found["statistic"]) == (2.8, 0.5, None)
    assert (found["flips_at"], found["flips_to"]) == (17.8, "orange")


@pytest.mark.parametrize(("first", "last"), [(12.9, 13.4), (17.3, 17.8), (0.1, 0.6), (29.1, 29.6), (64.3, 63.8)])
def test_exactly_the_tolerance_is_equal(first: float, last: float) -> None:
    """Binary fractions must not decide: 29.6 - 29.1 is more than 0.5 in memory."""
    assert light(share({"2018": first, "2022": last}))["colour"] == "orange"


def test_differences_are_those_of_the_written_numbers() -> None:
    assert difference_between(first=0.1, last=0.3) == 0.2
    assert difference_between(first=12.9, last=13.4) == 0.5


def test_standard_errors_decide_where_both_are_known() -> None:
    surveyed = series({"2018": 17.3, "2022": 20.1}, standard_error=1.0)
    found = light(share({}, points=surveyed))
    assert found["colour"] == "red"
    assert found["rule"] == "standard_errors"
    assert found["statistic"] == pytest.approx(2.8 / 2**0.5)
    assert found["threshold"] == pytest.approx(1.959964 * 2**0.5, rel=1e-6)
    linked = light(share({}, points=surveyed, link_error=1.5))
    assert linked["colour"] == "orange"
    assert linked["statistic"] == pytest.approx(2.8 / 4.25**0.5)


@pytest.mark.parametrize("errors", [(None, 1.0), (1.0, None), (0.0, 0.0)])
def test_one_unknown_error_or_none_at_all_leaves_it_to_the_tolerance(errors: tuple[float | None, float | None]) -> None:
    drawn = tuple(
        replace(point, standard_error=error)
        for point, error in zip(series({"2018": 17.3, "2022": 17.9}), errors, strict=True)
    )
    assert light(share({}, points=drawn))["rule"] == "tolerance"


@pytest.mark.parametrize(
    ("case", "reason", "detail"),
    [
        (share({}), "no_data", None),
        (share({}, only_proxies=True), "proxy_only", None),
        (share({"2018": 17.3}), "one_point", None),
        (
            share({"2018": 17.3, "2022": 20.1}, reference=Period.parse("2015")),
            "undefined",
            "reference_not_among_points",
        ),
        (share({"2018": 17.3, "2022": 20.1}, reference=Period.parse("2022")), "undefined", "reference_is_latest"),
        (share({"2003": 11.4, "2009": 13.4}), "undefined", "no_reference_since_baseline"),
        (share({"2018": 17.3, "2022": float("nan")}), "undefined", "not_a_number"),
    ],
)
def test_grey_has_one_reason(case: Case, reason: str, detail: str | None) -> None:
    found = light(case)
    assert (found["colour"], found["reason"], found["detail"]) == ("grey", reason, detail)
    assert found["difference"] is found["threshold"] is found["flips_at"] is None


def test_grey_over_a_break() -> None:
    before, after = series({"2018": 17.3}), series({"2022": 20.1}, break_before=True)
    assert light(share({}, points=before + after))["reason"] == "break"
    more = (*before, *after, *series({"2025": 19.0}))
    assert light(share({}, points=more))["colour"] == "green"
    found = light(share({}, points=more, reference=Period.parse("2018")))
    assert (found["reason"], found["detail"]) == ("break", "reference_before_break")


@pytest.mark.parametrize(
    ("written", "first", "kind", "since"),
    [
        ({"2012": 15.0, "2018": 17.3, "2021": 17.5, "2022": 20.1}, "2021", "since_agenda", True),
        ({"2019-20": 15.0, "2020-21": 17.3, "2021-22": 17.5, "2022-23": 20.1}, "2020-21", "since_agenda", True),
        ({"2003": 11.4, "2012": 15.0, "2015": 16.0, "2018": 17.3}, "2012", "before_agenda", False),
        ({"2022": 11.4, "2023": 15.0, "2024": 16.0}, "2022", "since_agenda", True),
    ],
)
def test_default_reference(written: dict[str, float], first: str, kind: str, since: bool) -> None:
    window = as_document(assess(case=share(written)))["windows"]["long"]
    assert (window["first"], window["kind"], window["since_agenda"]) == (first, kind, since)
    assert window["last"] == list(written)[-1]


@pytest.mark.parametrize(("reference", "since"), [("2012", False), ("2018", True), ("2021", True)])
def test_declared_reference(reference: str, since: bool) -> None:
    case = share({"2012": 15.0, "2018": 17.3, "2021": 17.5, "2022": 20.1}, reference=Period.parse(reference))
    case = replace(case, agenda_start=date(2020, 1, 1))
    window = as_document(assess(case=case))["windows"]["long"]
    assert (window["first"], window["kind"], window["since_agenda"]) == (reference, "declared", since)


def test_declared_reference_where_the_default_has_none() -> None:
    case = share({"2003": 11.4, "2009": 13.4}, reference=Period.parse("2003"))
    assert as_document(assess(case=case))["windows"]["long"]["since_agenda"] is False
    case = share({"2003": 11.4, "2022": 13.4}, reference=Period.parse("2003"), agenda_start=date(2000, 1, 1),
                 baseline_year=2023)  # fmt: skip
    assert as_document(assess(case=case))["windows"]["long"]["since_agenda"] is False


def test_both_windows_are_shown() -> None:
    windows = as_document(assess(case=share({"2012": 15.0, "2015": 16.9, "2018": 17.3})))["windows"]
    assert (windows["long"]["first"], windows["long"]["difference"]) == ("2012", 2.3)
    assert (windows["short"]["first"], windows["short"]["difference"]) == ("2015", 0.4)
    assert windows["short"]["kind"] == "before_agenda"


@pytest.mark.parametrize(
    ("last", "rounding", "uncertain"),
    [
        (18.1, 0.05, False),
        (17.9, 0.05, True),
        (17.85, 0.05, True),
        (17.8, 0.05, True),
        (17.7, 0.05, False),
        (17.7, 0.06, True),
    ],
)
def test_uncertain_where_rounding_may_change_the_colour(last: float, rounding: float, uncertain: bool) -> None:
    assert light(share({}, points=series({"2018": 17.3, "2022": last}, rounding=rounding)))["uncertain"] is uncertain


@pytest.mark.parametrize(
    ("last", "better", "at", "to"),
    [
        (17.2, "down", 16.8, "green"),
        (17.4, "down", 17.8, "red"),
        (17.3, "down", 17.8, "red"),
        (17.3, "up", 16.8, "red"),
        (16.0, "down", 16.8, "orange"),
        (19.0, "up", 17.8, "orange"),
    ],
)
def test_flips_at_the_nearest_border(last: float, better: str, at: float, to: str) -> None:
    found = light(share({"2018": 17.3, "2022": last}, better=better))
    assert (found["flips_at"], found["flips_to"]) == (at, to)


def test_a_share_cannot_flip_outside_its_range() -> None:
    found = light(share({"2018": 0.2, "2022": 0.1}))
    assert (found["flips_at"], found["flips_to"]) == (0.7, "red")
    found = light(share({"2018": 50.0, "2022": 50.0}, tolerance=60.0))
    assert (found["colour"], found["flips_at"], found["flips_to"]) == ("orange", None, None)


@pytest.mark.parametrize(
    ("latest", "cycle", "day"),
    [("2018", 3, date(2024, 12, 31)), ("2022", 1, date(2024, 12, 31)), ("2022-23", 1, date(2025, 8, 31))],
)
def test_stale_from_two_cycles_after_the_period(latest: str, cycle: int, day: date) -> None:
    assert stale_from(latest=Period.parse(latest), cycle_years=cycle) == day


def test_a_tolerance_without_end_is_no_infinity_in_json() -> None:
    found = light(share({"2018": 17.3, "2022": 20.1}, tolerance=float("inf"), unit="score"))
    assert (found["colour"], found["threshold"], found["flips_at"]) == ("orange", None, None)
