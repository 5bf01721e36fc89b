"""Policy beside an indicator: what people linked, what serves the same, what was chosen; only public, as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from tests.usecases.working import drafted, published

from stemagenda.core.actions.action import Contribution, Wording, YearStage
from stemagenda.core.governance.meeting import AgendaItem, Decision, Meeting
from stemagenda.core.timeline.development import DevelopmentYear, PolicyDevelopment
from stemagenda.usecases import moments as module
from stemagenda.usecases.charting import indicator_chart
from stemagenda.usecases.governance.editing import save
from stemagenda.usecases.indicators import indicator_page
from stemagenda.usecases.moments import MomentQuery, Moments, linked_indicators, marked_on, moments_of
from stemagenda.usecases.permissions import NOBODY, OPERATOR
from stemagenda.usecases.reports.building import build
from stemagenda.usecases.timeline import development_page

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
WHY = Contribution(indicator="RG2-WIS", reasoning="Meer oefenkansen.")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Tests roll back what they wrote, which no site ever does."""
    module._known.cache_clear()


def found(scope: Any = "linked", *chosen: str, on: date = TODAY, code: str = "RG2-WIS") -> Moments:
    page = indicator_page(code=code, series=None, on=on)
    assert page is not None
    return moments_of(view=page.shown, query=MomentQuery(scope=scope, chosen=chosen), on=on)


def told(answer: Moments) -> list[tuple[int, str, str]]:
    return [(item.number, item.moment.name, item.moment.first.isoformat()) for item in answer.shown]


def stored(record: Any) -> str:
    return save(record=record, seen=0, actor=OPERATOR, now=NOW).code


def test_as_shipped_nobody_linked_anything(loaded: datetime) -> None:
    assert told(found()) == []
    wide = [name for _, name, _ in told(found("wide"))]
    assert wide == ["decision/krachtlijnen-2022", "meeting/state-of-stem-2022"]  # both name SD 2, which RG2-WIS serves


def linked() -> tuple[str, str, str]:
    """An action, a development, a meeting and a decision linked to RG2-WIS; a draft besides. Gives three codes."""
    action = published(NOW, indicators=(WHY,), starts=date(2015, 9, 1))
    drafted(NOW, indicators=(WHY,), starts=date(2016, 9, 1))
    stored(
        PolicyDevelopment(
            code="plan",
            title=Wording(nl="Plan"),
            type="measure",
            indicators=(replace(WHY, reasoning="Rechtstreeks."),),
            actions=(action,),
            years=(
                DevelopmentYear(year=2016, stage="pilot"),
                DevelopmentYear(year=2017, stage="pilot"),
                DevelopmentYear(year=2018, stage="implementation"),
            ),
        )
    )
    meeting = stored(
        Meeting(
            code="",
            body="werkgroep",
            on=date(2019, 3, 31),
            precision="month",
            title=Wording(nl="Over wiskunde"),
            items=(AgendaItem(number=1, title="De daling", indicators=("RG2-WIS",)),),
        )
    )
    decision = stored(
        Decision(
            code="", on=date(2019, 4, 2), text=Wording(nl="Bijsturen"), by="werkgroep", meeting=meeting, item=1,
            actions=(action,),
        )
    )  # fmt: skip
    return action, meeting, decision


def test_links_of_every_kind_are_marked_in_order_of_time(loaded: datetime) -> None:
    action, meeting, decision = linked()
    answer = found()
    assert told(answer) == [
        (1, f"action/{action}", "2015-09-01"),
        (2, "development/plan", "2016-01-01"),
        (3, "development/plan", "2018-01-01"),
        (4, f"meeting/{meeting}", "2019-03-01"),
        (5, f"decision/{decision}", "2019-04-02"),
    ]
    links = [item.link and (item.link.reasoning, item.link.through) for item in answer.shown]
    assert links == [
        ("Meer oefenkansen.", ""),
        ("Rechtstreeks.", ""),
        ("Rechtstreeks.", ""),
        ("De daling", ""),
        ("De daling", ""),
    ]
    assert [item.beside.before and item.beside.before.period.code for item in answer.shown][:2] == ["2012", "2015"]
    assert [item.beside.after and item.beside.after.period.code for item in answer.shown][:2] == ["2018", "2018"]
    assert answer.shown[1].beside.reading == "uncertain"  # 17 and 17, both rounded to whole numbers


def test_the_records_know_on_which_charts_they_stand(loaded: datetime) -> None:
    action, _, decision = linked()
    assert marked_on(kind="decision", on=TODAY) == {decision: ("RG2-WIS",)}
    page = development_page(code="plan", on=TODAY)
    assert page is not None
    assert [(link.indicator, link.reasoning) for link, _ in page.marked_on] == [("RG2-WIS", "Rechtstreeks.")]
    through = linked_indicators(kind="action", code=action, on=TODAY)
    assert [link.reasoning for link, _ in through] == ["Meer oefenkansen."]


def test_nothing_is_marked_before_it_was_known_or_after_today(loaded: datetime) -> None:
    published(NOW, indicators=(WHY,), starts=date(2015, 9, 1))
    published(NOW, indicators=(WHY,), starts=date(2027, 9, 1))
    assert len(found().shown) == 1
    assert found(on=date(2026, 11, 1)).shown == ()


def test_cancelled_meetings_are_no_moments_and_undated_records_are_named(loaded: datetime) -> None:
    stored(
        Meeting(
            code="", body="werkgroep", on=date(2019, 3, 3), title=Wording(nl="Afgelast"), cancelled=True,
            items=(AgendaItem(number=1, title="De daling", indicators=("RG2-WIS",)),),
        )
    )  # fmt: skip
    action = published(NOW, indicators=(WHY,))
    answer = found()
    assert answer.shown == ()
    assert [item.name for item in answer.undated] == [f"action/{action}"]
    assert found("none").undated == ()


def test_an_action_without_a_first_day_stands_at_the_first_year_of_its_stages(loaded: datetime) -> None:
    published(NOW, indicators=(WHY,), stages=(YearStage(year=2017, stage="pilot"),))
    (shown,) = found().shown
    assert (shown.moment.precision, shown.moment.stage) == ("year", "pilot")


def test_others_can_be_chosen_and_unknown_ones_are_named(loaded: datetime) -> None:
    answer = found("none", "decision/regeerakkoord-2024", "decision/niemand", "development/stem-agenda-2030")
    assert [name for _, name, _ in told(answer)] == [
        *["development/stem-agenda-2030"] * 3,
        "decision/regeerakkoord-2024",
    ]
    assert answer.lost == ("decision/niemand",)
    assert "decision/regeerakkoord-2024" not in {item.name for item in answer.offered}
    assert len({item.name for item in answer.offered}) == len(answer.offered) > 5


def test_no_more_than_can_be_told_apart_chosen_ones_first(loaded: datetime) -> None:
    for year in range(2005, 2016):
        published(NOW, indicators=(WHY,), starts=date(year, 9, 1))
    answer = found("linked", "development/stem-agenda-2030")
    assert (len(answer.shown), answer.more) == (9, 5)
    years = [item.moment.first.year for item in answer.shown]
    assert years == [2010, 2011, 2012, 2013, 2014, 2015, 2020, 2021, 2022]  # the latest of those linked


def test_the_picture_leaves_out_what_lies_long_before_its_figures(loaded: datetime) -> None:
    published(NOW, indicators=(WHY,), starts=date(2001, 9, 1))
    page = indicator_page(code="RG2-WIS", series=None, on=TODAY)
    assert page is not None
    beside = found("linked", "decision/regeerakkoord-2024")
    chart = indicator_chart(page=page, language="nl", on=TODAY, moments=beside.shown)
    assert [mark.number for mark in chart.marks] == [2]
    assert "2. september 2024: Het regeerakkoord" in chart.description
    assert "geen oorzaak en gevolg" in chart.description


def test_the_sheet_of_an_indicator_tells_them_too(loaded: datetime) -> None:
    published(NOW, indicators=(WHY,), starts=date(2016, 9, 1))
    built = build(kind="indicator", subject="RG2-WIS", formats=["html"], language="nl", actor=NOBODY, now=NOW)
    said = strip_tags(built.files[0].content.decode())
    assert "1. 1 september 2016: Lesgevers delen (start). Ervoor: " in said
    assert "geen oorzaak en gevolg" in said


def test_questions_cost_the_same_however_much_there_is(loaded: datetime) -> None:
    found()
    with CaptureQueriesContext(
        connection,
    ) as few:
        found("wide")
    for year in range(2010, 2015):
        published(NOW, indicators=(WHY,), starts=date(year, 9, 1))
    found()
    with CaptureQueriesContext(connection) as many:
        found("wide")
    assert len(few) == len(many)
