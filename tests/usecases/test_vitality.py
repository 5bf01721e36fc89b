"""The calendar: what comes, what is late, what grows stale, each as it stood on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from tests.store.kept import add, release

from stemagenda.core.indicators.vitality import Span
from stemagenda.sources.finding import sources
from stemagenda.store.models import ReleaseRow
from stemagenda.usecases import vitality as module
from stemagenda.usecases.monitor import home
from stemagenda.usecases.status import status
from stemagenda.usecases.vitality import Calendar, calendar, feed, source_states

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
Announce = Callable[..., None]


def on(day: date = TODAY) -> Calendar:
    return calendar(on=day, today=TODAY)


@pytest.fixture
def announce(monkeypatch: pytest.MonkeyPatch) -> Announce:
    """Let sources say other things than they do."""
    known = dict(sources())

    def change(name: str, **changed: str) -> None:
        known[name] = replace(known[name], **changed)
        monkeypatch.setattr(module, "sources", lambda: known)

    return change


def wait(moment: datetime, code: str = "geheim") -> None:
    add(release(code=code, content=code.encode(), title="Wat komt"), now=NOW)
    ReleaseRow.objects.filter(code=code).update(is_pending=True, visible_from=moment)


def test_every_announcement_of_a_shipped_source_can_be_read() -> None:
    for source in sources().values():
        if source.next_expected:
            assert Span.read(source.next_expected).code == source.next_expected


def test_every_source_is_somewhere(loaded: datetime) -> None:
    found = on()
    assert [state.source.name for state in found.states] == sorted(sources())
    conditions = [state.vitality.condition for state in found.states]
    assert conditions.count("late") == len(found.late)
    assert conditions.count("never_loaded") == len(found.never_loaded)
    assert conditions.count("not_judged") == len(found.not_judged)
    expected = {state.source.name for state in found.states if state.vitality.condition == "expected"}
    assert expected <= {item.source.name for item in found.coming}
    assert source_states(on=TODAY, today=TODAY) == found.states


def test_late_sources_are_ordered_by_lateness_and_known_as_of_the_day(loaded: datetime) -> None:
    found = on().late
    assert found
    days = [state.vitality.days_late for state in found]
    assert days == sorted(days, reverse=True)
    for state in found:
        assert state.vitality.late_since is not None
        day_before = state.vitality.late_since - timedelta(days=1)
        assert state.source.name not in {item.source.name for item in on(day_before).late}
        assert state.source.name in {item.source.name for item in on(state.vitality.late_since).late}


def test_on_a_day_before_everything_nothing_was_loaded(loaded: datetime) -> None:
    found = on(date(2000, 1, 1))
    assert len(found.never_loaded) == len(sources())
    assert (found.coming, found.late, found.stale, found.stale_soon) == ((), (), (), ())


def test_an_announcement_is_known_today_only(loaded: datetime, announce: Announce) -> None:
    announce("timss", next_expected="2027-01-15")
    [item] = [item for item in on().coming if item.source.name == "timss"]
    assert (item.kind, item.span.code, item.is_announced) == ("announced", "2027-01-15", True)
    yesterday = on(TODAY - timedelta(days=1))
    assert not yesterday.knows_announced
    [item] = [item for item in yesterday.coming if item.source.name == "timss"]
    assert (item.kind, item.is_announced) == ("derived", False)


def test_an_announcement_that_moves_keeps_its_name(loaded: datetime, announce: Announce) -> None:
    names = set()
    for written in ("", "2027", "2027-03", "2027-03-04"):
        announce("timss", next_expected=written)
        names |= {item.key for item in on().coming if item.source.name == "timss"}
    assert len(names) == 1
    add(release(source="timss", code="newer", published=date(2026, 11, 1), precision="day", content=b"x"), now=NOW)
    assert {item.key for item in on().coming if item.source.name == "timss"} != names


def test_a_source_of_which_nothing_is_known_is_not_judged(loaded: datetime, announce: Announce) -> None:
    announce("pisa", cadence="irregular")
    found = on()
    assert [state.source.name for state in found.not_judged] == ["pisa"]
    assert "pisa" not in {item.source.name for item in (*found.coming, *found.late)}


def test_a_release_that_waits_shows_its_title_and_moment_and_nothing_else(loaded: datetime) -> None:
    before = on()
    wait(datetime(2026, 12, 3, 23, 30, tzinfo=UTC))
    found = on()
    [item] = [item for item in found.coming if item.kind == "waiting"]
    assert (item.title, item.span.code, item.is_announced) == ("Wat komt", "2026-12-04", True)  # the day in Brussels
    assert item.moment is not None
    assert f"{item.moment:%H:%M}" == "00:30"
    assert found.states == before.states
    assert feed(on=TODAY) == feed(on=TODAY)
    assert "geheim" not in {entry.heading.code for entry in feed(on=TODAY)}
    assert all(item.kind != "waiting" for item in on(TODAY - timedelta(days=1)).coming)


def test_a_moment_that_is_past_is_not_still_to_come(loaded: datetime) -> None:
    wait(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    assert all(item.kind != "waiting" for item in on().coming)


def test_what_comes_is_in_the_order_of_the_days_that_count(loaded: datetime) -> None:
    wait(datetime(2026, 12, 3, 9, 30, tzinfo=UTC))
    days = [item.span.last for item in on().coming]
    assert days == sorted(days)
    assert len(days) > 2


def test_stale_figures_are_those_of_the_home_page_and_the_grey_ones(loaded: datetime) -> None:
    found = on()
    faded = [view for view in found.stale if view.light is not None and view.light.stale]
    assert len(faded) == home(on=TODAY).summary.stale_total == status(on=TODAY)["stale"]
    assert all(view.standing.stale_on(TODAY) and view.latest for view in found.stale)
    days = [view.standing.stale_from for view in found.stale]
    assert days == sorted(days)  # type: ignore[type-var]


def test_what_grows_stale_soon_is_stale_when_the_day_has_come(loaded: datetime) -> None:
    day = on().stale[-1].standing.stale_from
    assert day is not None
    before = on(day - timedelta(days=30))
    soon = {(view.indicator.code, view.series.code) for view in before.stale_soon}
    assert soon
    assert not soon & {(view.indicator.code, view.series.code) for view in before.stale}
    for view in before.stale_soon:
        assert view.standing.stale_from is not None
        assert before.on < view.standing.stale_from <= before.on + module.STALE_SOON


def test_the_status_counts_the_same(loaded: datetime) -> None:
    found, counted = on(), status(on=TODAY)["sources"]
    assert counted["all"] == len(found.states)
    assert counted["late"] == len(found.late)
    assert counted["never_loaded"] == len(found.never_loaded)
    assert counted["not_judged"] == len(found.not_judged)
    assert counted["announced"] == sum(item.kind == "announced" for item in found.coming)
    assert 0 < counted["due"] <= len(found.coming)


def test_the_feed_holds_the_newest_fifty_by_the_moment_they_came_in(loaded: datetime) -> None:
    assert len(feed(on=TODAY)) == module.MOST_ENTRIES
    add(release(code="just-now", content=b"just now"), now=NOW)
    found = feed(on=TODAY)
    assert found[0].heading.code == "just-now"
    moments = [item.recorded_at for item in found]
    assert moments == sorted(moments, reverse=True)
    assert feed(on=date(2000, 1, 1)) == ()


def test_a_calendar_takes_few_queries(
    loaded: datetime, django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    with django_assert_max_num_queries(8):
        on()
