"""Glyphs, sparks and the gap between two groups."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports.chart import ChartPoint
from stemagenda.core.reports.glyphs import SIGNS, sign, words
from stemagenda.outputs.svg import dumbbell, spark
from stemagenda.outputs.svg.glyph import glyph

COLOURS: tuple[Colour, ...] = ("green", "orange", "red", "grey")


def points(*numbers: float, broken: int = -1) -> tuple[ChartPoint, ...]:
    return tuple(
        ChartPoint(label=str(index), position=2000.0 + index, value=number, break_before=index == broken)
        for index, number in enumerate(numbers)
    )


def test_every_light_has_a_shape_of_its_own() -> None:
    shapes = {glyph(colour, uncertain=hollow).split(">", 1)[1] for colour in COLOURS for hollow in (False, True)}
    assert len(shapes) == 7, "a grey light cannot be uncertain"
    assert len({character for pair in SIGNS.values() for character in pair}) == 7
    assert (sign("red"), sign("red", uncertain=True)) == ("▼", "▽")


def test_a_glyph_is_hidden_or_has_a_name() -> None:
    assert 'aria-hidden="true"' in glyph("red")
    assert "<title>verkeerde kant, onzeker, ouder cijfer</title>" in glyph("red", uncertain=True, stale=True, label="")
    assert "<title>wrong way</title>" in glyph("red", label="", language="en")
    assert 'class="glyph is-red is-hollow is-stale"' in glyph("red", uncertain=True, stale=True)
    assert words("grey", language="nl") == "niet te beoordelen"


def test_a_hostile_label_stays_text() -> None:
    drawn = fromstring(glyph("green", label="</title><script>x</script>"))
    assert [element.tag for element in drawn] == ["title", "path"]


def test_a_spark_needs_a_point() -> None:
    assert spark.write(points=()) == ""
    assert "s-line" not in spark.write(points=points(3.0))
    assert "s-last" in spark.write(points=points(3.0))


def test_a_spark_never_crosses_a_break() -> None:
    assert spark.write(points=points(1, 2, 3, 4, broken=2)).count("M") == 2


def test_a_spark_does_not_blow_up_a_small_change() -> None:
    drawn = fromstring(spark.write(points=points(36.4, 35.5)))
    heights = [float(element.get("cy") or 0) for element in drawn if element.get("cy")]
    assert abs(heights[0] - heights[1]) < 4


@given(numbers=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12), target=st.none() | st.floats(-1e6, 1e6))
def test_a_spark_stays_inside_its_field(numbers: list[float], target: float | None) -> None:
    drawn = fromstring(spark.write(points=points(*numbers), target=target, colour="green", label="reeks"))
    for element in drawn:
        if element.get("cx"):
            assert 0 <= float(element.get("cx") or 0) <= spark.WIDTH
            assert 0 <= float(element.get("cy") or 0) <= spark.HEIGHT


@pytest.mark.parametrize(("girls", "boys"), [(8.0, 35.0), (50.0, 50.0), (0.0, 100.0), (120.0, 3.0)])
def test_the_gap_shows_both_values(girls: float, boys: float) -> None:
    drawn = fromstring(dumbbell.write(girls=girls, boys=boys, language="nl", label="gat"))
    places = [float(element.get("x") or 0) for element in drawn if element.tag == "text"]
    assert abs(places[0] - places[1]) >= 34 - 1e-6
    assert drawn.get("role") == "img"
