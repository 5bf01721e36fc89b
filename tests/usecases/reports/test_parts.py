"""Pieces of reports: figures within sentences are found whole, never within another number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from stemagenda.core.period import Period
from stemagenda.usecases.reports.material import material
from stemagenda.usecases.reports.parts import Writing, anchor, joined
from stemagenda.usecases.views import Window


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("Het aantal steeg van 2 in 2012 naar 20 in 2020.", ["2", "20"]),
        ("Het aantal steeg van ongeveer 2 in 2012 naar minstens 20 in 2020.", ["2", "20"]),
        ("Het aantal steeg van 2 in 2012 naar veel in 2020.", ["2"]),
        ("Er is nog geen cijfer.", []),
    ],
)
def test_a_figure_is_found_whole(loaded: datetime, sentence: str, cut: list[str]) -> None:
    found = material(edition="", as_of=loaded.date())
    view = replace(found.views[0], series=replace(found.views[0].series, unit="count"))
    window = Window(
        first=Period.parse("2012"),
        first_value=2.0,
        last=Period.parse("2020"),
        last_value=20.0,
        difference=18.0,
        since_agenda=False,
    )
    runs = Writing(material=found, language="nl").with_figures(sentence, view, window)
    assert "".join(run.text for run in runs) == sentence
    assert [run.text for run in runs if run.figure is not None] == cut
    assert Writing(material=found, language="nl").with_figures(sentence, view, None)[0].text == sentence


def test_anchors_are_plain_and_lists_have_commas() -> None:
    assert anchor("series", "RG2-WIS", "é/x") == "series-rg2-wis-x"
    assert joined(()) == ()
