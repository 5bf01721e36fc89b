"""Reading a report again: what disturbs nothing, and what is missed."""

from dataclasses import replace

import pytest
from tests.outputs.report_sample import document, number

from stemagenda.core.reports.document import Document, Paragraph, Run
from stemagenda.core.reports.rereading import missing, normalised, numbers


def report(*runs: Run) -> Document:
    return replace(document(), blocks=(Paragraph(runs=runs),))


def test_spaces_minus_and_unseen_signs_do_not_matter() -> None:
    assert normalised("\u22123,8\u202f%\u00ad \n x\ufb01") == "-3,8 % xfi"
    assert numbers("van 1.234,5 tot -2 in 2009-2018, Q4 en 2030\u201331") == [
        "1.234,5",
        "-2",
        "2009",
        "2018",
        "4",
        "2030",
        "31",
    ]


@pytest.mark.parametrize("said", ["17,3 % in 2018", "pagina 3 van 9\n17,3\u00a0%\nin 2018"])
def test_a_figure_in_its_place_is_found(said: str) -> None:
    assert missing(document=report(number("17,3\u202f%", 17.3), Run(text=" in 2018")), text=said) == ()


@pytest.mark.parametrize("said", ["", "117,3 % in 2018", "17,34 in 2018", "-17,3 in 2018", "in 2018 17,3 in 2019"])
def test_a_figure_that_is_not_there_is_missed(said: str) -> None:
    lost = missing(document=report(number("17,3\u202f%", 17.3), Run(text=" in 2018 en "), Run(text="2019")), text=said)
    assert [found.written for found in lost] == ["17,3\u202f%"]


def test_a_number_cut_by_a_style_is_one_and_a_figure_in_words_is_looked_for() -> None:
    runs = (Run(text="1"), Run(text="2 en ", strong=True), number("geen", 0.0), number("3 tot 4", 3.0))
    assert missing(document=report(*runs), text="12 en geen 3 tot 4") == ()
    assert [found.written for found in missing(document=report(*runs), text="12 en 3 tot 5")] == ["geen", "3 tot 4"]
