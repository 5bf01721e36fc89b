"""The state of STEM: every area, every light counted once, a fixed number of queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.core.indicators.made import AGENDA, T, indicator, series
from tests.store.kept import states, two_figures
from tests.usecases.synthetic import write_agenda, write_release

from stemagenda.core.framework import ResultArea, Strand
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments
from stemagenda.usecases import importing, loading, monitor
from stemagenda.usecases.monitor import NothingLoaded
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.views import Summary

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAYS = [date(2005, 1, 1), date(2013, 12, 31), date(2021, 6, 11), date(2024, 7, 5), TODAY, date(2031, 1, 1)]


def queries(ask: Any) -> int:
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


def total(found: Summary) -> int:
    return found.fresh_total + found.stale_total + found.grey_total


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ask",
    [
        lambda: monitor.home(on=TODAY),
        monitor.the_agenda,
        lambda: monitor.objective_tree(on=TODAY),
        lambda: monitor.compare(first=TODAY, last=TODAY, latest=TODAY),
    ],
)
def test_before_the_first_load_there_is_nothing_to_show(ask: Any) -> None:
    with pytest.raises(NothingLoaded):
        ask()


@pytest.mark.parametrize("on", DAYS)
def test_all_twelve_areas_stand_in_funnel_order_under_their_strand(loaded: datetime, on: date) -> None:
    home = monitor.home(on=on)
    areas = [part.area for strand in home.strands for part in strand.areas]
    assert sorted(area.code for area in areas) == sorted(f"RG{number}" for number in range(1, 13))
    assert [strand.strand.order for strand in home.strands] == [1, 2, 3, 4]
    for strand in home.strands:
        orders = [part.area.order for part in strand.areas]
        assert orders == sorted(orders)
        assert all(part.area.strand == strand.strand.code for part in strand.areas)
    assert [area.order for area in areas] == list(range(1, 13))


def test_the_seventh_area_has_no_indicator_and_every_other_has(loaded: datetime) -> None:
    parts = {part.area.code: part for strand in monitor.home(on=TODAY).strands for part in strand.areas}
    assert [code for code, part in parts.items() if not part.rows] == ["RG7"]


@pytest.mark.parametrize("on", DAYS)
def test_every_light_is_counted_once(loaded: datetime, on: date) -> None:
    home = monitor.home(on=on)
    assert total(home.summary) == home.summary.total == len(home.all_rows)
    assert sum(part.summary.total for part in home.strands) + len(home.vario) == home.summary.total
    shown = [(row.indicator.code, row.series.code) for row in home.all_rows]
    declared = [(i.code, s.code) for i in agenda_store.indicators() for s in i.series if s.headline]
    assert sorted(shown) == sorted(declared)
    assert home.summary.grey_total == len(home.unassessed) == sum(len(rows) for _, rows in home.unassessed_by_reason)
    for part in home.strands:
        assert total(part.summary) == part.summary.total == len(part.lights)
    for colour in ("green", "orange", "red"):
        rows = [row for row in home.all_rows if row.light and row.light.colour == colour]
        assert home.summary.fresh[colour] == sum(1 for row in rows if row.light and not row.light.stale)
        assert home.summary.stale[colour] == sum(1 for row in rows if row.light and row.light.stale)
    assert {colour for colour, count in home.summary.found} == {c for c, n in home.summary.fresh.items() if n}


def test_before_the_first_publication_everything_is_grey_without_data(loaded: datetime) -> None:
    home = monitor.home(on=date(2000, 1, 1))
    assert home.summary.grey == {"no_data": home.summary.total}
    assert home.changes == home.gaps == ()


@pytest.mark.parametrize("on", DAYS)
def test_nothing_published_later_is_seen(loaded: datetime, on: date) -> None:
    home = monitor.home(on=on)
    rows = [*home.all_rows, *(change.view for change in home.changes)]
    rows += [view for gap in home.gaps for view in (gap.women, gap.men)]
    for row in rows:
        assert row.standing.valid_from <= on
        assert all(v.published <= on for p in row.standing.points for v in (p.chosen, *p.others))
        if row.target is not None:
            assert row.standing.target is not None
            assert date.fromisoformat(row.standing.target["published"]) <= on
    assert all(change.on <= on for change in home.changes)


def test_the_latest_changes_come_newest_first_and_are_no_greys(loaded: datetime) -> None:
    changes = monitor.home(on=TODAY).changes
    assert 0 < len(changes) <= monitor.LATEST_CHANGES
    assert [change.on for change in changes] == sorted((change.on for change in changes), reverse=True)
    assert all(change.view.light and change.view.light.colour != "grey" for change in changes)


def test_a_gap_compares_women_and_men_in_one_period_of_one_measurement(loaded: datetime) -> None:
    gaps = monitor.home(on=TODAY).gaps
    assert gaps
    for gap in gaps:
        assert (gap.women.series.sex, gap.men.series.sex) == ("female", "male")
        for name in ("area", "form", "level", "unit", "source"):
            assert getattr(gap.women.series, name) == getattr(gap.men.series, name)
        for view, value in ((gap.women, gap.found.first), (gap.men, gap.found.second)):
            point = view.standing.point(gap.found.period.code)
            assert point is not None
            assert point.chosen.value == value
        assert gap.found.difference == pytest.approx(gap.found.first - gap.found.second)
        assert gap.found.since is None or gap.found.since < gap.found.period


@pytest.mark.django_db
def test_a_gap_never_mixes_forms_of_education() -> None:
    parts = [
        series(code=f"{sex}-{form}", role="breakdown", sex=sex, form=form, headline=False)
        for form, sex in (("aso", "female"), ("aso", "male"), ("tso", "female"))
    ]
    agenda_store.save_agenda(agenda=AGENDA, indicators=(indicator(series(), *parts),), digest="d", now=NOW)
    found = {("RG1", part.code): states(two_figures(), of=part) for part in (series(), *parts)}
    assessments.save_states(states=found, now=NOW)
    (gap,) = monitor.home(on=TODAY).gaps
    assert gap.women.series.form == gap.men.series.form == "aso"


def test_a_strand_an_area_an_objective_by_its_code(loaded: datetime) -> None:
    agenda = monitor.the_agenda()
    for strand in agenda.strands:
        page = monitor.strand_page(code=strand.code, on=TODAY)
        assert page is not None
        assert page.part == next(p for p in monitor.home(on=TODAY).strands if p.strand == strand)
        assert [part.objective.level for part in page.objectives] == ["strategic"]
    assert monitor.strand_page(code="zwaartekracht", on=TODAY) is None
    assert monitor.area_page(code="RG13", on=TODAY) is None
    assert monitor.objective_page(code="TD 3.2", on=TODAY) is None


def test_an_area_stands_between_those_above_and_below_it(loaded: datetime) -> None:
    for area in monitor.the_agenda().result_areas:
        page = monitor.area_page(code=area.code, on=TODAY)
        assert page is not None
        assert page.strand.code == area.strand
        funnel = [part.area.order for part in (*page.above, page.part, *page.below)]
        assert funnel == list(range(1, 13))


def test_the_tree_holds_every_objective_once_with_its_line_of_parents(loaded: datetime) -> None:
    def below(part: monitor.ObjectivePart) -> list[str]:
        return [part.objective.code, *(code for child in part.children for code in below(child))]

    tree = monitor.objective_tree(on=TODAY)
    codes = [code for _, part in tree for code in below(part)]
    assert sorted(codes) == sorted(o.code for o in monitor.the_agenda().objectives)
    assert len(codes) == 4 + 11 + 32
    for code in codes[::4]:
        page = monitor.objective_page(code=code, on=TODAY)
        assert page is not None
        assert [o.level for o in page.parents] == ["strategic", "tactical", "operational"][: len(page.parents)]
        assert [o.code for o in page.parents] == [o for o in codes if code in below_of(tree, o) and o != code]


def below_of(tree: tuple[tuple[Strand, monitor.ObjectivePart], ...], code: str) -> set[str]:
    """Codes of an objective and everything under it."""
    found: set[str] = set()

    def walk(part: monitor.ObjectivePart, inside: bool) -> None:
        inside = inside or part.objective.code == code
        if inside:
            found.add(part.objective.code)
        for child in part.children:
            walk(child, inside)

    for _, part in tree:
        walk(part, False)
    return found


def test_an_objective_shows_the_indicators_of_all_below_it(loaded: datetime) -> None:
    tree = monitor.objective_tree(on=TODAY)
    for _, part in tree:
        wanted = below_of(tree, part.objective.code)
        assert {row.indicator.code for row in part.rows} == {
            i.code for i in agenda_store.indicators() if wanted.intersection(i.objectives)
        }


def test_comparing_a_day_with_itself_shows_nothing(loaded: datetime) -> None:
    found = monitor.compare(first=TODAY, last=TODAY, latest=TODAY)
    assert found.rows == ()
    assert found.same == monitor.home(on=TODAY).summary.total


def test_a_comparison_shows_every_light_that_differs_and_counts_the_rest(loaded: datetime) -> None:
    first, last = date(2013, 12, 30), date(2019, 12, 31)
    found = monitor.compare(first=first, last=last, latest=TODAY)
    before, after = ({(r.indicator.code, r.series.code): r for r in monitor.home(on=d).all_rows} for d in (first, last))
    differ = {key for key in after if before[key].light != after[key].light or before[key].latest != after[key].latest}
    shown = {(new.indicator.code, new.series.code) for _, new in found.rows}
    assert {key for key in differ if colour(before[key]) != colour(after[key])} <= shown <= differ
    assert len(found.rows) + found.same == len(after)
    assert list(found.days) == sorted(found.days, reverse=True)


def colour(row: Any) -> str:
    return row.light.colour if row.light else ""


@pytest.mark.django_db
def test_as_many_queries_for_a_few_indicators_as_for_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "releases_of", lambda source: iter(()))
    counted = []
    for number in (3, 40):
        place = tmp_path / str(number)
        place.mkdir()
        loading.load_everything(folder=write_agenda(place, indicators=number), actor=OPERATOR, now=NOW)
        path = write_release(place / "a.csv", indicators=number)
        importing.import_release(source="stem_monitor", path=path, actor=OPERATOR, now=NOW)
        assert monitor.home(on=TODAY).summary.stale["green"] == number
        assert len(monitor.home(on=TODAY).gaps) == number
        counted.append(
            [
                queries(lambda: monitor.home(on=TODAY)),
                queries(lambda: monitor.strand_page(code="s1", on=TODAY)),
                queries(lambda: monitor.area_page(code="RG2", on=TODAY)),
                queries(lambda: monitor.objective_page(code="SD 1", on=TODAY)),
                queries(lambda: monitor.objective_tree(on=TODAY)),
                queries(lambda: monitor.compare(first=date(2019, 1, 1), last=TODAY, latest=TODAY)),
            ]
        )
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 16


@pytest.mark.django_db
def test_home_makes_as_many_queries_for_20_as_for_2000_indicators() -> None:
    strands = (Strand(code="kracht", order=1, title=T, promise=T),)
    agenda = replace(AGENDA, strands=strands, result_areas=(ResultArea(code="RG1", order=1, strand="kracht", title=T),))
    counted = []
    for number in (20, 2_000):
        indicators = tuple(indicator(code=f"I{n}", order=n) for n in range(number))
        agenda_store.save_agenda(agenda=agenda, indicators=indicators, digest=str(number), now=NOW)
        assessments.save_states(states={(item.code, "a"): states() for item in indicators}, now=NOW)
        with CaptureQueriesContext(connection) as caught:
            home = monitor.home(on=TODAY)
        assert home.summary.grey == {"no_data": number}
        counted.append(len(caught))
    assert counted[0] == counted[1] <= 10
