"""What changed between two editions: exactly that, and nothing in two lists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.editions.held import content, figures, light, point, value
from tests.core.indicators.made import indicator, rule, series, target

from stemagenda.core.editions.comparing import COUNTED, Differences, compare, counts
from stemagenda.core.editions.content import EditionContent, EditionOverride

WHOLE = content(points=(figures(point("2018", 10.0), point("2022", 12.0)),), lights=(light(),))


def found(before: EditionContent, after: EditionContent) -> Differences:
    return compare(before=before, after=after, definitions=())


def only(differences: Differences, *names: str) -> bool:
    """Whether these lists hold one thing each, and all others nothing."""
    return counts(differences) == {name: int(name in names) for name in COUNTED}


def test_an_edition_does_not_differ_from_itself() -> None:
    assert only(found(WHOLE, WHOLE))


def test_another_colour_is_a_changed_light() -> None:
    differences = found(content(lights=(light(),)), content(lights=(light(colour="red"),)))
    assert only(differences, "lights")
    assert (differences.lights[0].before.colour, differences.lights[0].after.colour) == ("green", "red")


@pytest.mark.parametrize(
    "changed",
    [
        {"uncertain": True},
        {"stale": True},
        {
            "override": EditionOverride(
                colour="green", reason="r", author="els", valid_from=date(2024, 1, 1), expires=date(2025, 1, 1)
            )
        },
        {"colour": "red", "headline": False},
    ],
)
def test_a_mark_or_a_breakdown_is_a_smaller_change(changed: dict[str, Any]) -> None:
    assert only(found(content(lights=(light(),)), content(lights=(light(**changed),))), "other_lights")


def test_the_reason_of_a_grey_light_is_a_smaller_change() -> None:
    grey = light(colour="grey", reason="no_data")
    other = light(colour="grey", reason="one_point")
    assert only(found(content(lights=(grey,)), content(lights=(other,))), "other_lights")


def test_a_verdict_with_other_numbers_alone_is_no_change_of_the_light() -> None:
    assert only(found(content(lights=(light(),)), content(lights=(light(verdict={"x": 1}, since=None),))))


@pytest.mark.parametrize(
    "changed",
    [{"half_width": 0.5}, {"standard_error": 1.0}, {"approximate": True}, {"bound": "above"}, {"status": "P"}],
)
def test_what_a_publisher_says_anew_is_a_revision(changed: dict[str, Any]) -> None:
    before, after = (
        content(points=(figures(point("2018", 1.0)),)),
        content(points=(figures(point("2018", 1.0, **changed)),)),
    )
    assert only(found(before, after), "revised")


def test_a_revision_names_series_period_and_both_releases() -> None:
    before = content(points=(figures(point("2018", 10.0), point("2022", 12.0)),))
    after = content(points=(figures(point("2018", 10.0), point("2022", 12.5, release="s")),))
    differences = found(before, after)
    assert only(differences, "revised")
    (change,) = differences.revised
    assert (change.indicator, change.series, change.period.code, change.unit) == ("RG1", "a", "2022", "share")
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.before.release) == (12.0, "r")
    assert (change.after.value, change.after.release) == (12.5, "s")


def test_the_same_number_in_a_newer_release_is_no_revision() -> None:
    before = content(points=(figures(point("2018", 10.0)),))
    after = content(points=(figures(point("2018", 10.0, release="s", row=12, where="p. 3")),))
    assert only(found(before, after))


def test_another_publication_that_does_not_count_is_no_revision() -> None:
    before = content(points=(figures(point("2018", 10.0)),))
    after = content(points=(figures(point("2018", 10.0, value(11.0))),))
    assert only(found(before, after))


def test_figures_that_come_and_go() -> None:
    before = content(points=(figures(point("2018", 10.0)),))
    after = content(points=(figures(point("2022", 12.0)),))
    differences = found(before, after)
    assert only(differences, "new_figures", "gone_figures")
    assert [item.period.code for item in (*differences.new_figures, *differences.gone_figures)] == ["2022", "2018"]


def test_a_new_indicator_is_not_told_again_by_its_series() -> None:
    one, other = indicator(), indicator(code="RG2", rules=(rule(),))
    assert only(found(content(one), content(one, other)), "new_indicators")
    assert only(found(content(one, other), content(one)), "gone_indicators")


def test_a_new_series_of_an_indicator_both_know() -> None:
    one, other = indicator(series()), indicator(series(), series(code="b"))
    differences = found(content(one), content(other))
    assert only(differences, "new_series")
    assert differences.new_series[0].series == "b"
    assert only(found(content(other), content(one)), "gone_series")


def test_a_changed_threshold() -> None:
    one, other = indicator(rules=(rule(tolerance=0.5),)), indicator(rules=(rule(tolerance=1.0),))
    differences = found(content(one), content(other))
    assert only(differences, "rules")
    assert differences.rules[0].before is not None
    assert differences.rules[0].after is not None
    assert (differences.rules[0].before.tolerance, differences.rules[0].after.tolerance) == (0.5, 1.0)


def test_a_threshold_from_a_later_day_comes_beside_the_old_one() -> None:
    first, second = rule(), rule(date(2023, 1, 1))
    differences = found(content(indicator(rules=(first,))), content(indicator(rules=(first, second))))
    assert only(differences, "rules")
    assert (differences.rules[0].before, differences.rules[0].after) == (None, second)


def test_targets_that_come_change_and_go() -> None:
    day = date(2023, 1, 1)
    old, new = target(40.0, "2030", day), target(42.0, "2030", day)
    with_old, with_new, without = (content(indicator(series(targets=found_))) for found_ in ((old,), (new,), ()))
    for before, after, expected in (
        (with_old, with_new, (old, new)),
        (without, with_new, (None, new)),
        (with_old, without, (old, None)),
    ):
        differences = found(before, after)
        assert only(differences, "targets")
        assert (differences.targets[0].before, differences.targets[0].after) == expected


def test_lines_about_definitions_are_taken_over() -> None:
    assert compare(before=WHOLE, after=WHOLE, definitions=("changed: x",)).definitions == ("changed: x",)
