"""What an action says of itself."""

from __future__ import annotations

from stemagenda.core.actions.action import Action, Partner, Wording, YearStage


def test_wording_falls_back_on_dutch_and_says_so() -> None:
    text = Wording(nl="Duaal lesgeven")
    assert text.to("en") == "Duaal lesgeven"
    assert text.written_in("en") == "nl"
    both = Wording(nl="Duaal lesgeven", en="Dual teaching")
    assert (both.to("en"), both.written_in("en")) == ("Dual teaching", "en")
    assert (both.to("nl"), both.written_in("nl")) == ("Duaal lesgeven", "nl")


def test_entities_are_named_once_and_the_stage_is_the_latest() -> None:
    action = Action(
        code="DK-09",
        title=Wording(nl="Duaal lesgeven"),
        strand="daadkracht",
        lead="vdab",
        partners=(Partner(entity="vlaio"), Partner(entity="vdab", role="funder")),
        stages=(YearStage(year=2025, stage="implementation"), YearStage(year=2024, stage="pilot")),
    )
    assert action.entities == ("vdab", "vlaio")
    assert action.stage == YearStage(year=2025, stage="implementation")
    assert Action(code="X", title=Wording(nl="x"), strand="y").stage is None
