"""Assessments on two clocks: what holds from which day, and when that was recorded. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.core.indicators.made import STARTS, rule, series
from tests.store.kept import NOW, later, states, two_figures

from stemagenda.core.indicators.timeline import FIRST_DAY, State
from stemagenda.store import assessments
from stemagenda.store.assessments import Override
from stemagenda.store.models import AssessmentRow

pytestmark = pytest.mark.django_db
KEY = "RG1", "a"
TODAY = date(2026, 11, 1)


def save(found: Sequence[State], *, now: datetime = NOW, key: tuple[str, str] = KEY) -> tuple[int, int]:
    return assessments.save_states(states={key: found}, now=now)


def colour(on: date) -> str:
    return assessments.standings(on=on)[KEY].colour


def everything() -> list[tuple[Any, ...]]:
    return list(AssessmentRow.objects.order_by("pk").values_list())


def test_each_day_has_one_state() -> None:
    assert save(states(two_figures())) == (3, 0)
    assert colour(FIRST_DAY) == colour(date(2019, 12, 30)) == "grey"
    assert assessments.standings(on=date(2019, 12, 31))[KEY].reason == "one_point"
    assert colour(date(2023, 12, 30)) == "grey"
    assert colour(date(2023, 12, 31)) == colour(TODAY) == "green"
    assert assessments.standings(on=FIRST_DAY - timedelta(days=1)) == {}


def test_saving_the_same_states_again_writes_nothing() -> None:
    save(states(two_figures()))
    before = everything()
    assert save(states(two_figures()), now=later(1)) == (0, 0)
    assert everything() == before


def test_a_changed_threshold_adds_rows_and_closes_old_ones_without_touching_them() -> None:
    save(states(two_figures(), rules=(rule(STARTS, tolerance=0.5),)))
    old = {row.pk: row for row in AssessmentRow.objects.all()}
    added, closed = save(states(two_figures(), rules=(rule(STARTS, tolerance=5.0),)), now=later(1))
    assert (added, closed) == (3, 3)
    assert colour(TODAY) == "orange"
    for pk, row in old.items():
        now = AssessmentRow.objects.get(pk=pk)
        assert now.recorded_to == later(1)
        assert (now.colour, now.document, now.valid_from, now.valid_to, now.recorded_from) == (
            row.colour,
            row.document,
            row.valid_from,
            row.valid_to,
            NOW,
        )
    assert set(AssessmentRow.objects.exclude(pk__in=old).values_list("recorded_from", "recorded_to")) == {
        (later(1), None)
    }


def test_a_new_figure_keeps_the_rows_of_before_it() -> None:
    first, second = two_figures()
    save(states([first]))
    assert save(states([first, second]), now=later(1)) == (2, 1)
    kept = AssessmentRow.objects.get(valid_from=FIRST_DAY)
    assert (kept.recorded_from, kept.recorded_to) == (NOW, None)


def test_the_rows_in_force_follow_one_another_without_gap() -> None:
    save(states([two_figures()[0]]))
    save(states(two_figures()), now=later(1))
    rows = AssessmentRow.objects.filter(recorded_to=None).order_by("valid_from")
    ends = [row.valid_to for row in rows]
    assert ends == [*(row.valid_from for row in rows[1:]), None]


def test_a_series_that_is_gone_is_closed_and_its_past_kept() -> None:
    save(states(two_figures()))
    assert save(states(), key=("RG2", "b"), now=later(1)) == (1, 3)
    assert set(assessments.standings(on=TODAY)) == {("RG2", "b")}
    assert AssessmentRow.objects.filter(indicator="RG1", recorded_to=later(1)).count() == 3


def test_what_was_thought_before_can_be_thought_again() -> None:
    save(states(two_figures()))
    save(states(two_figures(9.0)), now=later(1))
    save(states(two_figures()), now=later(2))
    assert colour(TODAY) == "green"
    assert AssessmentRow.objects.filter(recorded_to=None).count() == 3


def test_a_series_without_light_has_no_colour_and_can_be_left_out() -> None:
    save(states(two_figures(), of=series(role="proxy", headline=False)))
    assert assessments.standings(on=TODAY)[KEY].colour == ""
    assert assessments.standings(on=TODAY)[KEY].verdict is None
    assert assessments.standings(on=TODAY, lit=True) == {}


def test_standings_of_some_indicators_only() -> None:
    found = {key: states(two_figures()) for key in (("RG1", "a"), ("RG1", "b"), ("RG2", "a"))}
    assessments.save_states(states=found, now=NOW)
    assert set(assessments.standings(on=TODAY, indicators=["RG1"])) == {("RG1", "a"), ("RG1", "b")}
    assert assessments.standings(on=TODAY, indicators=[]) == {}


def test_history_stops_at_the_day_in_view() -> None:
    save(states(two_figures()))
    assert [s.valid_from for s in assessments.history(indicator="RG1", on=date(2023, 12, 30))["a"]] == [
        FIRST_DAY,
        date(2019, 12, 31),
    ]
    assert assessments.history(indicator="RG9", on=TODAY) == {}


def test_changes_come_newest_first_with_the_state_before(django_assert_num_queries: Any) -> None:
    save(states(two_figures()))
    with django_assert_num_queries(2):
        found = assessments.changes(last=TODAY, most=9)
    assert [(after.valid_from, after.colour, before and before.valid_from) for after, before in found] == [
        (date(2023, 12, 31), "green", date(2019, 12, 31)),
    ]
    assert assessments.changes(last=date(2023, 12, 30), most=9) == ()
    assert assessments.changes(last=TODAY, most=0) == ()
    assert assessments.change_days() == (date(2023, 12, 31), date(2019, 12, 31))


def override(**changed: Any) -> int:
    values: dict[str, Any] = {
        "number": 0,
        "indicator": "RG1",
        "series": "a",
        "colour": "orange",
        "reason": "Een reden die iemand kan nagaan.",
        "author": "redacteur",
        "made_at": NOW,
        "valid_from": NOW.date(),
        "expires": date(2026, 12, 1),
        "withdrawn_at": None,
    }
    return assessments.add_override(override=Override(**{**values, **changed}))


def numbers(on: date | None) -> list[int]:
    return [item.number for item in assessments.overrides(on=on)]


def test_an_override_holds_from_its_day_up_to_and_including_its_last() -> None:
    number = override()
    assert numbers(date(2026, 10, 31)) == []
    assert numbers(date(2026, 11, 1)) == numbers(date(2026, 12, 1)) == [number]
    assert numbers(date(2026, 12, 2)) == []
    assert numbers(None) == [number]


def test_a_withdrawn_override_is_gone_from_its_day_and_stays_in_the_past() -> None:
    number = override()
    assert assessments.withdraw_override(number=number, actor="iemand", now=later(5))
    assert numbers(date(2026, 11, 5)) == [number]
    assert numbers(date(2026, 11, 6)) == []
    assert not assessments.withdraw_override(number=number, actor="iemand", now=later(6))
    assert assessments.overrides()[0].withdrawn_at == later(5)


def test_overrides_of_one_indicator_in_the_order_made() -> None:
    second, first = override(made_at=later(2)), override(made_at=later(1))
    override(indicator="RG2")
    assert [item.number for item in assessments.overrides(indicator="RG1")] == [first, second]
