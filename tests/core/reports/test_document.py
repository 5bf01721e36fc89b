"""A report as a value refuses what no reader could find the way in."""

from dataclasses import replace

import pytest
from tests.outputs.report_sample import document, drawing

from stemagenda.core.reports.document import Heading, ReportColumn, ReportTable, plain


def test_headings_never_skip_a_level_on_the_way_down() -> None:
    one, three = (Heading(level=level, text="x", anchor=f"h{level}") for level in (1, 3))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="of level 3 follows one of level 1"):
        replace(document(), blocks=(one, three))


def test_an_anchor_stands_once_and_can_be_linked_to() -> None:
    heading = Heading(level=1, text="x", anchor="a")
    with pytest.raises(ValueError, match="there twice"):
        replace(document(), blocks=(heading, heading))
    with pytest.raises(ValueError, match="lower-case letters"):
        Heading(level=1, text="x", anchor="A b")


def test_a_table_has_rows_as_wide_as_its_head_and_a_drawing_has_words() -> None:
    with pytest.raises(ValueError, match="row 1 has 2 cells, not 1"):
        ReportTable(caption="t", columns=(ReportColumn(title="a"),), rows=((plain("1"), plain("2")),))
    with pytest.raises(ValueError, match="cannot see it"):
        replace(drawing(), alternative=" ")
