"""The states of a series: each day shows what was public then, and never a day more."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.indicators.fresh import case_on
from tests.core.indicators.made import AGENDA, STARTS, figure, indicator, rule, series, target

from stemagenda.core.indicators.assess import assess
from stemagenda.core.indicators.definition import Break, Indicator, LinkError, Rule, Series, Target
from stemagenda.core.indicators.selection import choose
from stemagenda.core.indicators.timeline import FIRST_DAY, State, rule_on, target_on, timeline
from stemagenda.core.observation import Figure
from stemagenda.core.period import Period
from stemagenda.core.text import Text

days = st.dates(date(2009, 1, 1), date(2031, 12, 31))


def states(
    *figures: Figure, of: Series | None = None, proxies_since: date | None = None, rules: tuple[Rule, ...] = ()
) -> tuple[State, ...]:
    shown = of or series()
    return timeline(
        indicator=indicator(shown, rules=rules),
        series=shown,
        figures=figures,
        proxies_since=proxies_since,
        agenda=AGENDA,
    )


def held_on(found: tuple[State, ...], day: date) -> State:
    return [state for state in found if state.valid_from <= day][-1]


def colour(state: State) -> str:
    assert state.assessment is not None
    return state.assessment.light.colour


def reason(state: State) -> str | None:
    assert state.assessment is not None
    return state.assessment.light.reason


@st.composite
def series_with_figures(draw: st.DrawFn) -> tuple[Indicator, list[Figure], date | None]:
    years = draw(st.lists(st.integers(2009, 2025), min_size=0, max_size=7))
    figures = [
        figure(
            str(year),
            draw(st.sampled_from((10.0, 10.4, 11.0, 15.0))),
            published=draw(st.dates(date(year, 1, 1), date(year + 4, 12, 31))),
            rank=draw(st.sampled_from(("primary", "secondary"))),
            code=f"r{index}",
            half_width=draw(st.sampled_from((0.0, 0.5))),
        )
        for index, year in enumerate(years)
    ]
    periods = draw(st.lists(st.sampled_from(("2024", "2027", "2030")), unique=True, max_size=3))
    shown = series(
        breaks=tuple(
            Break(period=Period("year", year), reason=Text("n", "e"))
            for year in draw(st.lists(st.integers(2010, 2025), unique=True, max_size=2))
        ),
        targets=tuple(target(draw(st.sampled_from((12.0, 20.0))), period, draw(days)) for period in periods),
    )
    rules = tuple(
        rule(since, tolerance=draw(st.sampled_from((None, 0.1, 2.0))))
        for since in draw(st.lists(days, unique=True, min_size=1, max_size=3))
    )
    return indicator(shown, rules=rules), figures, draw(st.none() | days)


@settings(max_examples=80)
@given(series_with_figures(), st.lists(days, min_size=1, max_size=5))
def test_every_day_shows_what_its_own_knowledge_gives(
    made: tuple[Indicator, list[Figure], date | None], on: list[date]
) -> None:
    of, figures, proxies_since = made
    (shown,) = of.series
    found = timeline(indicator=of, series=shown, figures=figures, proxies_since=proxies_since, agenda=AGENDA)
    turning = [state.valid_from + timedelta(days=step) for state in found[1:] for step in (-1, 0)]
    for day in (*on, *turning):
        case = case_on(day=day, of=of, shown=shown, figures=figures, proxies_since=proxies_since, agenda=AGENDA)
        state = held_on(found, day)
        assert state.assessment == assess(case=case)
        assert state.chosen == choose(figures=[f for f in figures if f.release.published <= day])


@settings(max_examples=60)
@given(series_with_figures(), days)
def test_what_is_published_later_changes_no_earlier_day(
    made: tuple[Indicator, list[Figure], date | None], day: date
) -> None:
    of, figures, proxies_since = made
    (shown,) = of.series
    known = [f for f in figures if f.release.published <= day]
    proxies = proxies_since if proxies_since is not None and proxies_since <= day else None
    everything = timeline(indicator=of, series=shown, figures=figures, proxies_since=proxies_since, agenda=AGENDA)
    so_far = timeline(indicator=of, series=shown, figures=known, proxies_since=proxies, agenda=AGENDA)
    assert held_on(everything, day) == held_on(so_far, day)


@given(series_with_figures())
def test_states_begin_on_the_first_day_follow_in_time_and_differ(
    made: tuple[Indicator, list[Figure], date | None],
) -> None:
    of, figures, proxies_since = made
    found = timeline(indicator=of, series=of.series[0], figures=figures, proxies_since=proxies_since, agenda=AGENDA)
    assert found[0].valid_from == FIRST_DAY
    for before, after in itertools.pairwise(found):
        assert before.valid_from < after.valid_from
        assert (before.chosen, before.assessment, before.rule, before.target, before.stale_from) != (
            after.chosen,
            after.assessment,
            after.rule,
            after.target,
            after.stale_from,
        )


def test_a_light_turns_on_the_day_of_publication_and_not_a_day_before() -> None:
    day = date(2024, 12, 3)
    found = states(figure("2018", 10, published=2019), figure("2022", 12, published=day, code="s"))
    assert reason(held_on(found, date(2019, 12, 30))) == "no_data"
    assert reason(held_on(found, date(2019, 12, 31))) == "one_point"
    assert reason(held_on(found, day - timedelta(days=1))) == "one_point"
    assert colour(held_on(found, day)) == "green"


def test_a_revision_changes_the_light_from_its_own_day_and_leaves_the_past() -> None:
    found = states(
        figure("2018", 10, published=2019),
        figure("2022", 12, published=2023, code="first"),
        figure("2022", 9, published=2024, code="revised"),
    )
    assert colour(held_on(found, date(2024, 12, 30))) == "green"
    assert colour(held_on(found, date(2024, 12, 31))) == "red"
    assert held_on(found, date(2024, 12, 31)).chosen[-1].contradicted


def test_values_before_a_break_never_change_the_verdict() -> None:
    broken = series(breaks=(Break(period=Period("year", 2015), reason=Text("n", "e")),))
    after = [figure("2016", 10, code="b"), figure("2018", 12, code="c")]
    lights = {
        repr(states(*after, *(figure(year, value, code=year) for year in early), of=broken)[-1].assessment)
        for value in (0.0, 11.0, 99.0)
        for early in ((), ("2014",), ("2011", "2012", "2013"))
    }
    assert len({light.replace("break_before=True", "break_before=False") for light in lights}) == 1


def test_a_break_in_a_year_without_a_figure_still_separates() -> None:
    broken = series(breaks=(Break(period=Period("year", 2015), reason=Text("n", "e")),))
    found = states(figure("2014", 10), figure("2018", 20, code="s"), of=broken)
    assert (colour(found[-1]), reason(found[-1])) == ("grey", "break")


def test_a_break_before_the_first_figure_separates_nothing() -> None:
    broken = series(breaks=(Break(period=Period("year", 2011), reason=Text("n", "e")),))
    found = states(figure("2014", 10), figure("2018", 20, code="s"), of=broken)
    assert colour(found[-1]) == "green"


def test_proxies_make_an_empty_series_proxy_only_from_their_own_day() -> None:
    day = date(2022, 5, 1)
    found = states(proxies_since=day)
    assert reason(held_on(found, day - timedelta(days=1))) == "no_data"
    assert reason(held_on(found, day)) == "proxy_only"


def test_proxies_mean_nothing_once_the_indicator_itself_has_a_figure() -> None:
    found = states(figure("2018", 10, published=2021), proxies_since=date(2022, 5, 1))
    assert reason(found[-1]) == "one_point"


@pytest.mark.parametrize("role", ["proxy", "comparator", "related"])
def test_other_roles_never_get_a_light(role: str) -> None:
    found = states(figure("2012", 10), figure("2018", 20, code="s"), of=series(role=role, headline=False))
    assert [state.assessment for state in found] == [None] * len(found)
    assert len(found[-1].chosen) == 2


def test_a_breakdown_gets_a_light() -> None:
    found = states(figure("2012", 10), figure("2018", 20, code="s"), of=series(role="breakdown"))
    assert colour(found[-1]) == "green"


def test_a_new_threshold_holds_from_its_day_and_leaves_the_past() -> None:
    strict, loose = rule(STARTS, tolerance=0.5), rule(date(2025, 1, 1), tolerance=5.0)
    figures = figure("2012", 10), figure("2018", 12, code="s")
    found = states(*figures, rules=(loose, strict))
    assert colour(held_on(found, date(2024, 12, 31))) == "green"
    assert colour(held_on(found, date(2025, 1, 1))) == "orange"
    assert held_on(found, date(1950, 1, 1)).rule == strict


def test_the_rule_of_a_day() -> None:
    early, late = rule(date(2021, 6, 11)), rule(date(2024, 7, 5))
    both = indicator(rules=(late, early))
    assert rule_on(indicator=both, day=date(2000, 1, 1)) == early
    assert rule_on(indicator=both, day=date(2024, 7, 4)) == early
    assert rule_on(indicator=both, day=date(2024, 7, 5)) == late


@pytest.mark.parametrize(
    ("day", "latest", "value"),
    [
        (date(2015, 12, 30), "2014", None),
        (date(2015, 12, 31), "2014", 20.0),
        (date(2015, 12, 31), "2020", 20.0),
        (date(2015, 12, 31), "2022", 20.0),
        (date(2021, 1, 1), "2019", 20.0),
        (date(2021, 1, 1), "2022", 30.0),
        (date(2021, 1, 1), None, 20.0),
        (date(2021, 1, 1), "2031", 30.0),
    ],
)
def test_the_target_that_counts_is_the_nearest_ahead_else_the_last(
    day: date, latest: str | None, value: float | None
) -> None:
    aims = series(targets=(target(30, "2030", date(2021, 1, 1)), target(20, "2020", date(2015, 12, 31))))
    found: Target | None = target_on(series=aims, day=day, latest=Period.parse(latest) if latest else None)
    assert (found.value if found else None) == value


def test_a_figure_is_stale_two_cycles_after_the_end_of_its_period() -> None:
    for cycle, day in ((1, date(2020, 12, 31)), (3, date(2024, 12, 31)), (4, date(2026, 12, 31))):
        assert states(figure("2018", 10), of=series(cycle_years=cycle))[-1].stale_from == day
    assert states(figure("2018-19", 10))[-1].stale_from == date(2021, 8, 31)
    assert states()[-1].stale_from is None


def test_a_link_error_counts_only_between_the_cycles_it_links() -> None:
    errors = (
        LinkError(first=Period("year", 2009), second=Period("year", 2012), value=50.0),
        LinkError(first=Period("year", 2018), second=Period("year", 2022), value=0.1),
    )
    found = states(
        figure("2018", 10, standard_error=0.1),
        figure("2022", 15, standard_error=0.1, published=2023, code="s"),
        of=series(link_errors=errors),
    )
    assert colour(found[-1]) == "green"
