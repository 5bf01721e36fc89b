"""Which published value counts: rank, wording, revision, digits; nothing is thrown away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.indicators.made import figure

from stemagenda.core.indicators.selection import Chosen, agree, choose
from stemagenda.core.observation import Figure


@st.composite
def published_figures(draw: st.DrawFn) -> list[Figure]:
    """Figures of one series, each in a release of its own, many of them on the same day or with the same value."""
    number = draw(st.integers(0, 7))
    return [
        figure(
            draw(st.sampled_from(("2018", "2018-19", "2021"))),
            draw(st.sampled_from((17.0, 17.3, 17.5, 20.0))),
            published=date(draw(st.integers(2018, 2021)), draw(st.integers(1, 2)), 1),
            rank=draw(st.sampled_from(("primary", "secondary"))),
            code=f"r{index}",
            half_width=draw(st.sampled_from((0.0, 0.05, 0.5, 2.5))),
            approximate=draw(st.booleans()),
            bound=draw(st.sampled_from(("", "", "above", "below"))),
        )
        for index in range(number)
    ]


def chosen_slowly(figures: list[Figure]) -> Figure:
    """The rule as it is told, one step after another."""
    left = [f for f in figures if f.release.rank == "primary"]
    if not left:
        left = figures
    plain = [f for f in left if f.observation.approximate is False and f.observation.bound == ""]
    if plain:
        left = plain
    by_day = sorted(left, key=lambda f: (f.release.published, f.release.code))
    revision = by_day[-1]
    best = revision
    for candidate in reversed(by_day):
        if agree(first=candidate, second=revision) and candidate.observation.half_width < best.observation.half_width:
            best = candidate
    same = [
        f
        for f in left
        if agree(first=f, second=revision)
        and f.observation.half_width == best.observation.half_width
        and f.release.published == best.release.published
    ]
    return min(same, key=lambda f: f.release.code)


@given(published_figures(), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_never_matters(figures: list[Figure], random: object) -> None:
    mixed = list(figures)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose(figures=mixed) == choose(figures=figures)


@given(published_figures())
def test_the_rule_as_it_is_told_chooses_the_same(figures: list[Figure]) -> None:
    for item in choose(figures=figures):
        assert item.figure == chosen_slowly([f for f in figures if f.observation.period == item.period])


@given(published_figures())
def test_nothing_is_thrown_away_and_time_is_the_order(figures: list[Figure]) -> None:
    found = choose(figures=figures)
    kept = [f for item in found for f in (item.figure, *item.others)]
    assert sorted(f.release.code for f in kept) == sorted(f.release.code for f in figures)
    periods = [item.period for item in found]
    assert periods == sorted(set(periods))
    assert all(f.observation.period == item.period for item in found for f in item.others)


@given(published_figures())
def test_a_contradiction_is_marked_exactly_where_two_values_cannot_both_be_true(figures: list[Figure]) -> None:
    for item in choose(figures=figures):
        assert item.contradicted == (not all(agree(first=item.figure, second=other) for other in item.others))


@given(published_figures())
def test_agreeing_goes_both_ways(figures: list[Figure]) -> None:
    for one in figures:
        assert agree(first=one, second=one)
        assert all(agree(first=one, second=other) == agree(first=other, second=one) for other in figures)


def only(*figures: Figure) -> Chosen:
    (found,) = choose(figures=figures)
    return found


def test_who_made_the_statistic_goes_before_who_quotes_it_later_and_more_exactly() -> None:
    maker = figure("2018", 17, published=2019, half_width=0.5, code="maker")
    quoter = figure("2018", 17.31, published=2022, rank="secondary", half_width=0.005, code="quoter")
    assert only(quoter, maker).figure is maker
    assert only(quoter, maker).others == (quoter,)


def test_even_a_loosely_worded_maker_goes_before_a_quote() -> None:
    maker = figure("2018", 17, approximate=True, half_width=2.5, code="maker")
    quoter = figure("2018", 17.3, rank="secondary", half_width=0.05, code="quoter")
    assert only(quoter, maker).figure is maker


@pytest.mark.parametrize("loose", [{"approximate": True}, {"bound": "above"}, {"bound": "below"}])
def test_exact_wording_goes_before_loose_wording(loose: dict[str, object]) -> None:
    exact = figure("2018", 17.3, published=2019, code="exact")
    assert only(figure("2018", 17, published=2022, code="loose", **loose), exact).figure is exact


def test_a_revision_goes_before_what_it_contradicts_and_the_contradiction_stays_visible() -> None:
    first = figure("2018", 17.3, published=2019, half_width=0.05, code="first")
    revised = figure("2018", 18, published=2021, half_width=0.5, code="revised")
    assert only(first, revised).figure is revised
    assert only(first, revised).contradicted


def test_more_digits_go_before_fewer_where_the_two_agree() -> None:
    fine = figure("2018", 17.3, published=2019, half_width=0.05, code="fine")
    coarse = figure("2018", 17, published=2021, half_width=0.5, code="coarse")
    assert only(fine, coarse).figure is fine
    assert not only(fine, coarse).contradicted


@pytest.mark.parametrize(
    ("value", "bound", "agrees"),
    [
        (17.0, "above", True),
        (17.3, "above", True),
        (18.0, "above", False),
        (18.0, "below", True),
        (17.3, "below", True),
        (17.0, "below", False),
    ],
)
def test_a_limit_agrees_with_every_value_on_its_side(value: float, bound: str, agrees: bool) -> None:
    assert agree(first=figure("2018", value, bound=bound), second=figure("2018", 17.3)) is agrees


def test_binary_fractions_make_no_contradiction() -> None:
    assert agree(first=figure("2018", 0.1 + 0.2), second=figure("2018", 0.3))
    assert agree(first=figure("2018", 17.35, half_width=0.05), second=figure("2018", 17.4))
    assert not agree(first=figure("2018", 17.35, half_width=0.05), second=figure("2018", 17.41))


def test_a_school_year_and_a_calendar_year_are_two_periods() -> None:
    assert len(choose(figures=[figure("2018", 1), figure("2018-19", 1)])) == 2
