"""PNG from SVG: the right size, our own letters, and a named problem for what cannot be drawn."""

import struct
from importlib.resources import files

import pytest

from stemagenda.core.reports.chart import Chart, ChartLine, ChartPoint
from stemagenda.outputs.png import writer
from stemagenda.outputs.svg import line


def picture(title: str = "Titel") -> str:
    points = tuple(ChartPoint(label=str(year), position=year, value=year - 2000.0) for year in (2010, 2015))
    chart = Chart(
        title=title, measure="in %", description="x", unit="share", unit_label="%",
        lines=(ChartLine(label="Vlaanderen", points=points),), source="bron",
    )  # fmt: skip
    return line.write(chart=chart, language="nl", width=400, height=260, standalone=True)


def size(drawn: bytes) -> tuple[int, int]:
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", drawn[16:24])
    return width, height


def test_the_scale_sets_the_size() -> None:
    once, twice = size(writer.write(svg=picture(), scale=1)), size(writer.write(svg=picture(), scale=2))
    assert once[0] == 448
    assert twice == (2 * once[0], 2 * once[1])


def test_letters_are_drawn_with_the_fonts_we_ship() -> None:
    assert writer.write(svg=picture("Titel"), scale=1) != writer.write(svg=picture("Ander"), scale=1)
    names = sorted(entry.name for entry in files("stemagenda.outputs.png").joinpath("fonts").iterdir())
    assert names == ["OFL-sans.txt", "OFL-serif.txt", "sans-400.ttf", "sans-600.ttf", "serif-600.ttf"]


@pytest.mark.parametrize("scale", [0, -1, 4.5])
def test_an_impossible_scale_is_refused(scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        writer.write(svg=picture(), scale=scale)


def test_an_unreadable_picture_is_a_named_problem() -> None:
    with pytest.raises(writer.NotDrawnError, match="could not be drawn"):
        writer.write(svg="<svg", scale=1)
