"""What a reader is given of a series: the colour that counts, its marks, and sums in which nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.core.indicators.made import indicator, series

from stemagenda.core.indicators.standing import Standing
from stemagenda.store.assessments import Override
from stemagenda.usecases.views import SeriesView, light_view, series_views, summary, window

TODAY = date(2026, 11, 1)
WINDOW = {"first": "2018", "first_value": 10.0, "last": "2021-22", "last_value": 12.0, "difference": 2.0}


def standing(**changed: Any) -> Standing:
    values: dict[str, Any] = {
        "indicator": "RG1",
        "series": "a",
        "valid_from": date(2024, 12, 31),
        "colour": "green",
        "reason": "",
        "uncertain": True,
        "stale_from": date(2026, 11, 2),
        "points": (),
        "verdict": {"windows": {"long": {**WINDOW, "since_agenda": True}, "short": None}},
        "rule": None,
        "target": None,
    }
    return Standing(**{**values, **changed})


def override(colour: str = "red", **changed: Any) -> Override:
    values: dict[str, Any] = {
        "number": 1,
        "indicator": "RG1",
        "series": "a",
        "colour": colour,
        "reason": "Een reden.",
        "author": "redacteur",
        "made_at": datetime(2026, 11, 1, tzinfo=UTC),
        "valid_from": TODAY,
        "expires": date(2026, 12, 1),
        "withdrawn_at": None,
    }
    return Override(**{**values, **changed})


def test_a_computed_light() -> None:
    light = light_view(standing=standing(), override=None, on=TODAY)
    assert light is not None
    assert (light.colour, light.computed, light.reason, light.uncertain, light.stale, light.since) == (
        "green",
        "green",
        "",
        True,
        False,
        date(2024, 12, 31),
    )


def test_staleness_depends_on_the_day_and_never_marks_a_grey_light() -> None:
    late = light_view(standing=standing(), override=None, on=date(2026, 11, 2))
    assert late is not None
    assert late.stale
    grey = light_view(standing=standing(colour="grey", reason="one_point"), override=None, on=date.max)
    assert grey is not None
    assert not grey.stale


def test_an_override_takes_the_colour_and_leaves_the_computed_one_visible() -> None:
    light = light_view(standing=standing(), override=override(), on=TODAY)
    assert light is not None
    assert (light.colour, light.computed, light.uncertain) == ("red", "green", False)
    grey = light_view(standing=standing(colour="grey", reason="no_data"), override=override("orange"), on=TODAY)
    assert grey is not None
    assert (grey.colour, grey.computed, grey.reason) == ("orange", "grey", "")


def test_the_last_override_made_counts() -> None:
    made = (override("red"), override("orange", number=2))
    (view,) = series_views(indicators=[indicator()], standings={("RG1", "a"): standing()}, overrides=made, on=TODAY)
    assert view.light is not None
    assert view.light.colour == "orange"


def test_a_series_without_a_light_has_none() -> None:
    assert light_view(standing=standing(colour=""), override=override(), on=TODAY) is None


def test_windows_are_read_from_the_verdict() -> None:
    long = window(standing())
    assert long is not None
    assert (long.first.code, long.last.code, long.difference, long.since_agenda) == ("2018", "2021-22", 2.0, True)
    assert window(standing(), name="short") is None
    assert window(standing(verdict=None)) is None
    assert window(standing(verdict={})) is None


def test_series_come_in_the_order_of_the_agenda_and_only_where_something_is_known() -> None:
    first, second = series(code="b"), series(code="a", headline=False)
    of = indicator(first, second)
    known = {("RG1", "a"): standing(), ("RG1", "b"): standing(series="b"), ("RG9", "b"): standing()}
    every = series_views(indicators=[of], standings=known, overrides=(), on=TODAY, headline_only=False)
    assert [view.series.code for view in every] == ["b", "a"]
    headlines = series_views(indicators=[of], standings=known, overrides=(), on=TODAY)
    assert [view.series.code for view in headlines] == ["b"]
    assert series_views(indicators=[of], standings={}, overrides=(), on=TODAY) == ()


def view(**changed: Any) -> SeriesView:
    shown = standing(**changed)
    light = light_view(standing=shown, override=None, on=TODAY)
    return SeriesView(indicator=indicator(), series=series(), standing=shown, light=light, window=window(shown))


def test_a_title_names_the_series_only_where_an_indicator_has_several_lights() -> None:
    one = view()
    assert not one.several
    assert one.title == one.indicator.title
    two = replace(one, indicator=indicator(series(), series(code="b")))
    assert two.several
    assert two.title.nl == f"{two.indicator.title.nl} ({two.series.title.nl})"


def test_a_target_is_value_and_period() -> None:
    assert view().target is None
    found = view(target={"value": 40, "period": "2030-31"}).target
    assert found is not None
    assert (found[0], found[1].code) == (40.0, "2030-31")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("green", "orange", "red", "grey", "")),
            st.sampled_from(("no_data", "break", "proxy_only")),
            st.booleans(),
        )
    )
)
def test_a_summary_loses_no_light(lights: list[tuple[str, str, bool]]) -> None:
    views = [
        view(colour=colour, reason=reason if colour == "grey" else "", stale_from=TODAY if stale else None)
        for colour, reason, stale in lights
    ]
    found = summary(views)
    lit = [light for light in lights if light[0]]
    assert found.total == len(lit) == found.fresh_total + found.stale_total + found.grey_total
    for colour in ("green", "orange", "red"):
        assert found.fresh[colour] == lit.count((colour, "no_data", False)) + sum(
            lit.count((colour, reason, False)) for reason in ("break", "proxy_only")
        )
    assert found.grey_total == sum(1 for light in lit if light[0] == "grey")
    assert [colour for colour, _ in found.found] == [c for c in ("red", "orange", "green") if found.fresh[c]]


def test_a_light_switched_off_by_an_editor_counts_as_grey_with_its_own_reason() -> None:
    off = light_view(standing=standing(), override=override("grey"), on=TODAY)
    assert summary([replace(view(), light=off)]).grey == {"override": 1}
