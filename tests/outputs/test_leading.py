"""What stays on the page of what follows."""

from dataclasses import replace

from tests.outputs.report_sample import document, drawing

from stemagenda.core.reports.document import Block, Heading, Paragraph, Passage, ReportColumn, ReportTable, plain
from stemagenda.outputs.leading import leading

TABLE = ReportTable(caption="t", columns=(ReportColumn(title="a"),), rows=((plain("1"),),))
SHORT = Paragraph(runs=plain("kort"))
LONG = Paragraph(runs=plain("lang " * 100))
PASSAGE = Passage(place="foreword", invitation="schrijf")


def heading(level: int) -> Heading:
    return Heading(level=level, text=f"h{level}", anchor=f"h{level}")  # type: ignore[arg-type]


def stays(*blocks: Block) -> str:
    return "".join("+" if leads else "." for leads in leading(replace(document(), blocks=blocks)))


def test_a_short_text_under_a_heading_stays_with_what_it_leads_to() -> None:
    assert stays(heading(1), SHORT, TABLE) == ".+."
    assert stays(heading(1), SHORT, PASSAGE, heading(2), SHORT) == ".++.."
    assert stays(heading(1), LONG, TABLE) == "..."
    assert stays(heading(1), LONG, SHORT, TABLE) == "...."


def test_a_text_before_a_drawing_stays_and_an_ending_does_not() -> None:
    assert stays(heading(1), SHORT, LONG, drawing()) == "..+."
    one = Heading(level=1, text="a", anchor="a")
    assert stays(one, SHORT, heading(1), SHORT) == "...."
    assert stays(SHORT, TABLE) == ".."
