"""Before and after a moment: only whole periods count, and the margin is that of the light."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.indicators.made import T, series

from stemagenda.core.actions.action import Wording
from stemagenda.core.indicators.definition import Break, LinkError
from stemagenda.core.indicators.standing import StandingPoint, Value
from stemagenda.core.period import Period
from stemagenda.core.timeline.moments import Beside, Link, Moment, figures_beside, serves, span_of


def point(
    period: str, value: float, *, half: float = 0.0, error: float | None = None, bound: str = ""
) -> StandingPoint:
    return StandingPoint(
        period=Period.parse(period),
        chosen=Value(
            value=value,
            half_width=half,
            standard_error=error,
            sample_size=None,
            approximate=False,
            bound=bound,
            status="",
            where="",
            note="",
            source="s",
            release="r",
            publisher="P",
            published=date(2025, 1, 1),
            precision="day",
            rank="primary",
        ),
        others=(),
        contradicted=False,
    )


def moment(first: date, last: date | None = None) -> Moment:
    return Moment(
        kind="decision", code="b", title=Wording(nl="Besluit"), first=first, last=last or first, precision="day"
    )


def beside(at: Moment, *points: StandingPoint, tolerance: float | None = None, **more: object) -> Beside:
    return figures_beside(
        moment=at,
        points=points,
        series=replace(series(), **more),
        tolerance=tolerance,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("first", "last", "before", "after"),
    [
        (date(2019, 6, 1), date(2019, 6, 1), "2018", "2020"),
        (date(2019, 1, 1), date(2019, 12, 31), "2018", "2020"),  # a year stands for all of its days
        (date(2018, 12, 31), date(2018, 12, 31), "2016", "2020"),
        (date(2019, 1, 1), date(2020, 1, 1), "2018", None),
        (date(2010, 1, 1), date(2010, 1, 1), None, "2016"),
        (date(2021, 1, 1), date(2021, 1, 1), "2020", None),
    ],
)
def test_a_figure_of_the_period_itself_is_neither_before_nor_after(
    first: date, last: date, before: str | None, after: str | None
) -> None:
    points = [point("2016", 10), point("2018", 11), point("2020", 15)]
    found = beside(moment(first, last), *points)
    assert [side and side.period.code for side in (found.before, found.after)] == [before, after]
    wanted = "" if before and after else "no_before" if after else "no_after"
    assert found.not_compared == wanted


def test_a_school_year_lies_across_two_years() -> None:
    points = [point("2020-21", 10), point("2021-22", 11), point("2022-23", 12)]
    found = beside(moment(date(2021, 10, 1)), *points)
    assert found.before is points[0]
    assert found.after is points[2]
    assert beside(moment(date(2020, 9, 1)), points[0]).not_compared == "no_points"


@pytest.mark.parametrize(
    ("last", "tolerance", "reading"),
    [
        (point("2020", 11.0), None, "moved"),  # a share moves by half a point or more
        (point("2020", 10.5), None, "within"),
        (point("2020", 11.0), 2.0, "within"),
        (point("2020", 10.6, half=0.5), None, "uncertain"),
        (point("2020", 11.0, error=1.0), None, "within"),  # 1.96 standard errors of both
    ],
)
def test_a_difference_is_read_as_the_light_reads_it(last: StandingPoint, tolerance: float | None, reading: str) -> None:
    first = point("2018", 10.0, error=last.chosen.standard_error)
    found = beside(moment(date(2019, 5, 1)), first, last, tolerance=tolerance)
    assert found.reading == reading
    assert found.difference == pytest.approx(last.chosen.value - 10.0)


def test_a_link_error_widens_the_margin() -> None:
    points = [point("2018", 10.0, error=0.1), point("2020", 11.0, error=0.1)]
    linked = LinkError(first=Period.parse("2018"), second=Period.parse("2020"), value=1.0)
    assert beside(moment(date(2019, 5, 1)), *points).reading == "moved"
    assert beside(moment(date(2019, 5, 1)), *points, link_errors=(linked,)).reading == "within"


def test_what_cannot_be_subtracted_is_not() -> None:
    at = moment(date(2019, 5, 1))
    broken = Break(period=Period.parse("2020"), reason=T)
    assert beside(at, point("2018", 10), point("2020", 12), breaks=(broken,)).not_compared == "break"
    assert beside(at, point("2018", 10, bound="above"), point("2020", 12)).not_compared == "bound"


@pytest.mark.parametrize(
    ("given", "of", "holds"),
    [
        (["OD 2.2.1"], ["SD 2", "TD 2.2"], True),  # below the narrowest the indicator serves
        (["OD 2.2.1"], ["SD 2", "TD 2.2", "OD 2.2.2"], False),  # it serves another one
        (["OD 2.2.2"], ["SD 2", "TD 2.2", "OD 2.2.2"], True),
        (["SD 2"], ["SD 2", "TD 2.2"], True),  # named as such
        (["TD 2.1"], ["SD 2", "TD 2.2"], False),
        (["OD 2.2.10"], ["TD 2.2", "OD 2.2.1"], False),
        ([], ["SD 2"], False),
    ],
)
def test_serving_the_same(given: list[str], of: list[str], holds: bool) -> None:
    assert serves(objectives=given, of=of) is holds


def test_spans_and_links() -> None:
    assert span_of(on=date(2024, 9, 30), precision="month") == (date(2024, 9, 1), date(2024, 9, 30))
    assert span_of(on=date(2024, 12, 31), precision="year") == (date(2024, 1, 1), date(2024, 12, 31))
    assert span_of(on=date(2024, 9, 3), precision="day") == (date(2024, 9, 3), date(2024, 9, 3))
    direct, through = Link(indicator="RG6", reasoning="a"), Link(indicator="RG6", reasoning="b", through="OK-01")
    assert replace(moment(date(2020, 1, 1)), links=(through, direct)).link_to("RG6") is direct
    assert moment(date(2020, 1, 1)).link_to("RG6") is None
