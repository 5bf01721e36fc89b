"""Published exhibits of TIMSS: cumulative benchmarks with the standard error in brackets, and average scores."""

from __future__ import annotations

import pytest
from tests.sources.published_tables import figure, figures, read, recognised, refusals, workbook

from stemagenda.sources.timss import reader

BENCHMARKS = """"Exhibit: Students Reaching TIMSS 2023 International Benchmarks of Mathematics, Fourth Grade"
Country;Advanced (625);High (550);Intermediate (475);Low (400)
Singapore;49 (1.5);77 (1.1);91 (0.7);98 (0.3)
Belgium (Flemish);6 (0.7);33 (1.2);72 (1.3);94 (0.6)
International Median;7;35;70;91
"""
AVERAGES = """Exhibit: TIMSS trends in average science achievement, Grade 4
Country,Year,Average Scale Score,S.E.
Belgium (Flemish),2015,512,2.3
,2019,501,2.1
Japan,2019,562,1.8
"""


def test_below_the_low_benchmark_is_what_is_left_of_100() -> None:
    """94 % reach it, so 6 % do not, as surely as the 94; the step says how."""
    release = read(reader, BENCHMARKS)
    assert figures(release) == {("RG8-WIS", "timss", "2023"): 6.0, ("RG2-WIS", "timss", "2023"): 6.0}
    low = figure(release, "RG2-WIS", "timss", "2023")
    assert (low.standard_error, low.half_width) == (0.6, 0.5)
    assert [(step.kind, dict(step.values)["value"]) for step in low.steps] == [("select", 94.0), ("scale", 94.0)]
    assert figure(release, "RG8-WIS", "timss", "2023").standard_error == 0.7
    assert release.source == "timss"


def test_average_scores_by_cycle() -> None:
    """Cycles in a column; a blank country repeats the one above."""
    release = read(reader, AVERAGES)
    assert figures(release) == {
        ("VARIO-TIMSS", "wetenschappen", "2015"): 512.0,
        ("VARIO-TIMSS", "wetenschappen", "2019"): 501.0,
    }
    assert figure(release, "VARIO-TIMSS", "wetenschappen", "2019").standard_error == 2.1


def test_an_arrow_behind_a_score_is_no_part_of_it() -> None:
    """Exhibits of trends mark what changed significantly."""
    found = figure(read(reader, AVERAGES.replace("501", "501 ▼")), "VARIO-TIMSS", "wetenschappen", "2019")
    assert (found.value, found.note) == (501.0, "merkteken ▼ in de bron")


@pytest.mark.parametrize("grade", ["Eighth Grade", "Grade 8"])
def test_another_grade_is_another_series(grade: str) -> None:
    """Our series are about the fourth year of primary school."""
    said = refusals(reader, AVERAGES.replace("Grade 4", grade))
    assert f"is a table about '{grade.lower()}'" in said[0]


def test_too_few_data() -> None:
    """A tilde stands for too few data to report; the release says so."""
    release = read(reader, AVERAGES.replace("501,2.1", "~,~"))
    assert ("VARIO-TIMSS", "wetenschappen", "2019") not in figures(release)
    assert "te weinig gegevens" in release.note


def test_brackets_that_hold_no_number() -> None:
    """Refused with the cell."""
    (said,) = refusals(reader, BENCHMARKS.replace("94 (0.6)", "94 (zero)"))
    assert "row 4, column 5" in said


def test_a_workbook(here: None) -> None:
    """Numbers as numbers."""
    content = workbook(
        ["TIMSS 2023 mathematics, fourth grade"],
        ["Country", "Advanced Benchmark (625)", "S.E.", "Low Benchmark (400)", "S.E."],
        ["Belgium (Flemish)", 6.2, 0.7, 94.1, 0.6],
    )
    assert recognised(reader, content, name="a.xlsx")
    release = read(reader, content, name="a.xlsx")
    assert figures(release)["RG2-WIS", "timss", "2023"] == pytest.approx(5.9)
    assert figure(release, "RG2-WIS", "timss", "2023").half_width == pytest.approx(0.05)


def test_recognising() -> None:
    """A PISA table is none of ours, though its layout is the same."""
    assert recognised(reader, BENCHMARKS)
    assert recognised(reader, AVERAGES)
    assert not recognised(reader, "PISA 2022 mathematics\nCountry,Mean,S.E.\nFlemish Community,498,3\n")
