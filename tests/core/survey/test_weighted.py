"""A weighted mean beside closed forms, a slow second implementation, and what must hold for every sample."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.survey.weighted import DesignError, Estimate, WeightedMean


class Person(NamedTuple):
    """One respondent."""

    weight: float
    value: float | None
    stratum: str = ""
    cluster: str = ""


def estimated(people: Sequence[Person], *, clustered: bool = False) -> Estimate:
    """What the product makes of them."""
    mean = WeightedMean(clustered=clustered)
    for person in people:
        mean.add(weight=person.weight, value=person.value, stratum=person.stratum, cluster=person.cluster)
    return mean.result()


def slowly(people: Sequence[Person], *, clustered: bool = False) -> tuple[float, float]:
    """The same from the definitions, with every residual written out: mean and standard error."""
    answered = [person for person in people if person.value is not None]
    total = math.fsum(person.weight for person in answered)
    mean = math.fsum(person.weight * person.value for person in answered) / total
    units: dict[str, dict[object, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number, person in enumerate(people):
        residual = 0.0 if person.value is None else person.weight * (person.value - mean) / total
        units[person.stratum][person.cluster if clustered else number].append(residual)
    variance = 0.0
    for stratum in units.values():
        sums = [math.fsum(residuals) for residuals in stratum.values()]
        middle = math.fsum(sums) / len(sums)
        variance += len(sums) / (len(sums) - 1) * math.fsum((one - middle) ** 2 for one in sums)
    return mean, math.sqrt(variance)


def share(yes: int, no: int, *, weight: float = 1.0) -> list[Person]:
    """People with one weight, of whom some say yes."""
    return [Person(weight, 1.0)] * yes + [Person(weight, 0.0)] * no


def test_equal_weights_give_the_simple_share() -> None:
    """p = 30/100, and the textbook error of a simple sample: sqrt(p (1 - p) / (n - 1))."""
    found = estimated(share(30, 70))
    assert found.value == pytest.approx(0.3)
    assert found.standard_error == pytest.approx(math.sqrt(0.3 * 0.7 / 99))
    assert found.size == 100
    assert found.effective_size == pytest.approx(100)


def test_a_small_sample_by_hand() -> None:
    """Weights 1, 2, 3 with answers 1, 0, 1: mean 4/6; u = (1/3, -4/3, 1)/6; n/(n-1) sum u^2 = 3/2 * 26/324."""
    found = estimated([Person(1, 1.0), Person(2, 0.0), Person(3, 1.0)])
    assert found.value == pytest.approx(2 / 3)
    assert found.standard_error == pytest.approx(math.sqrt(1.5 * 26 / 324))
    assert found.effective_size == pytest.approx(36 / 14)


def test_strata_by_hand() -> None:
    """Two strata of one answer each have no spread within, so the share is exact."""
    people = [Person(1, 1.0, "north")] * 10 + [Person(1, 0.0, "south")] * 30
    found = estimated(people)
    assert found.value == pytest.approx(0.25)
    assert found.standard_error == pytest.approx(0, abs=1e-12)
    assert estimated([Person(p.weight, p.value) for p in people]).standard_error > 0.05


def test_clusters_of_alike_people_count_as_one_each() -> None:
    """Ten schools in which all say the same are ten units, whatever the number of pupils."""
    people = [Person(1, float(school < 4), "", str(school)) for school in range(10) for _ in range(20)]
    found = estimated(people, clustered=True)
    assert found.standard_error == pytest.approx(math.sqrt(0.4 * 0.6 / 9))
    assert estimated(people).standard_error < found.standard_error / 4


def test_who_did_not_answer_is_a_unit_of_the_design_and_not_of_the_share() -> None:
    """The share is that of those who answered; the variance counts everyone drawn."""
    people = [*share(30, 70), *[Person(1, None)] * 100]
    found = estimated(people)
    assert found.size == 100
    assert found.value == pytest.approx(0.3)
    assert found.standard_error == pytest.approx(math.sqrt(200 / 199 * 0.3 * 0.7 / 100))


def test_values_far_from_zero_keep_their_error() -> None:
    """Scores around 500 million: a sum of squares alone would lose every digit."""
    people = [Person(1, 5e8 + value) for value in (0.0, 1.0, 2.0, 3.0)]
    found = estimated(people)
    assert found.value == pytest.approx(5e8 + 1.5)
    assert found.standard_error == pytest.approx(math.sqrt(4 / 3 * 5 / 16))


@pytest.mark.parametrize("clustered", [False, True])
def test_against_the_slow_implementation(clustered: bool) -> None:
    """Uneven weights, strata, clusters and missing answers, drawn with a fixed seed."""
    draw = random.Random(7)
    for _ in range(30):
        people = [
            Person(
                draw.uniform(0.1, 9),
                None if draw.random() < 0.1 else float(draw.random() < 0.4),
                draw.choice("abc"),
                draw.choice("pqrs"),
            )
            for _ in range(draw.randrange(60, 200))
        ]
        mean, error = slowly(people, clustered=clustered)
        found = estimated(people, clustered=clustered)
        assert found.value == pytest.approx(mean, rel=1e-12)
        assert found.standard_error == pytest.approx(error, rel=1e-9)


PEOPLE = st.lists(
    st.builds(Person, st.floats(0.01, 100), st.sampled_from([0.0, 1.0]), st.just(""), st.sampled_from("abcde")),
    min_size=2,
    max_size=60,
)


@given(PEOPLE, st.floats(1e-3, 1e3))
def test_the_scale_of_the_weights_does_not_matter(people: list[Person], factor: float) -> None:
    """Weights that add up to the sample or to the population give the same answer."""
    plain = estimated(people)
    scaled = estimated([person._replace(weight=person.weight * factor) for person in people])
    assert scaled.value == pytest.approx(plain.value, abs=1e-9)
    assert scaled.standard_error == pytest.approx(plain.standard_error, abs=1e-7)
    assert scaled.effective_size == pytest.approx(plain.effective_size)


@given(PEOPLE)
def test_what_holds_for_every_sample(people: list[Person]) -> None:
    """A share stays within 0 and 1, Kish's size within 1 and n, and the slow implementation agrees."""
    found = estimated(people)
    assert -1e-9 <= found.value <= 1 + 1e-9
    assert 1 - 1e-9 <= found.effective_size <= len(people) + 1e-9
    mean, error = slowly(people)
    assert found.value == pytest.approx(mean, abs=1e-9)
    assert found.standard_error == pytest.approx(error, abs=1e-7)


@given(PEOPLE)
def test_the_other_answer_is_as_sure(people: list[Person]) -> None:
    """The share of no is 1 minus that of yes, with the same error."""
    turned = estimated([person._replace(value=1.0 - (person.value or 0.0)) for person in people])
    found = estimated(people)
    assert turned.value == pytest.approx(1 - found.value, abs=1e-9)
    assert turned.standard_error == pytest.approx(found.standard_error, abs=1e-7)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.1, 10))
def test_equal_weights_are_no_weights(yes: int, no: int, weight: float) -> None:
    """Whatever the one weight is."""
    found = estimated(share(yes, no, weight=weight))
    p = yes / (yes + no)
    assert found.value == pytest.approx(p)
    assert found.standard_error == pytest.approx(math.sqrt(p * (1 - p) / (yes + no - 1)), rel=1e-6)


@pytest.mark.parametrize("weight", [0.0, -1.0, math.nan, math.inf])
def test_a_weight_that_is_none(weight: float) -> None:
    """Nobody counts nothing, less than nothing, or endlessly."""
    with pytest.raises(DesignError, match="no positive number"):
        WeightedMean().add(weight=weight, value=1.0)


def test_nobody_answered() -> None:
    """There is no mean of nothing."""
    with pytest.raises(DesignError, match="nobody answered"):
        estimated([Person(1, None), Person(1, None)])


@pytest.mark.parametrize("clustered", [False, True])
def test_a_stratum_with_one_unit(clustered: bool) -> None:
    """One person, or one school, shows no spread; that is said and not taken as none."""
    people = [*share(5, 5), Person(1, 1.0, "lonely", "only")]
    with pytest.raises(DesignError, match="one unit"):
        estimated(people, clustered=clustered)
