"""What changed between two reports: figures as written, actions, follow-up points, passages, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stemagenda.core.actions.action import Action, Wording, YearStage
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.core.reports.document import Block, Document, Figure, Paragraph, Passage, Run
from stemagenda.core.reports.report_changes import (
    ActionStand,
    FigureDifference,
    PassageDifference,
    action_differences,
    figure_differences,
    follow_up_differences,
    passage_differences,
)

ACTION = Action(code="OK-01", title=Wording(nl="Samen"), strand="overtuigingskracht")
POINT = FollowUp(code="punt", title=Wording(nl="Doen"), owner="vdab", opened=date(2024, 1, 1))


def report(*blocks: Block) -> Document:
    return Document(
        kind="interim",
        title="Rapport",
        subtitle="",
        stand="",
        language="nl",
        edition="",
        as_of=date(2024, 1, 1),
        published=date(2024, 1, 1),
        blocks=blocks,
    )


def figure(written: str, value: float, *, period: str = "2018", series: str = "pisa", indicator: str = "RG2") -> Run:
    return Run(text=written, figure=Figure(indicator=indicator, series=series, period=period, value=value))


def said(*runs: Run) -> Document:
    return report(Paragraph(runs=runs))


def test_figures_revised_new_and_gone_stand_together_series_by_series() -> None:
    before = said(figure("17,3 %", 17.3), figure("9", 9.0, series="oud"), figure("5", 5.0, indicator="RG1"))
    after = said(
        figure("5", 5.0, indicator="RG1"),
        figure("18 %", 18.0, period="2022"),
        figure("4", 4.0, indicator="RG1", period="2020"),
        figure("17,4 %", 17.4),
    )
    assert figure_differences(before=before, after=after, known_before={}, known_after={}) == (
        FigureDifference(indicator="RG2", series="pisa", period="2018", before="17,3 %", after="17,4 %"),
        FigureDifference(indicator="RG2", series="pisa", period="2022", before=None, after="18 %"),
        FigureDifference(indicator="RG1", series="pisa", period="2020", before=None, after="4"),
        FigureDifference(indicator="RG2", series="oud", period="2018", before="9", after=None),
    )


def test_the_same_value_written_otherwise_and_what_follows_from_figures_is_no_change() -> None:
    before = said(figure("17,3 %", 17.3), figure("17,3", 17.3))
    after = said(
        figure("17,30 %", 17.3), figure("+3,8", 3.8, period="2009>2018"), figure("12", 12.0, period="target 2030")
    )
    assert figure_differences(before=before, after=after, known_before={}, known_after={}) == ()


def test_a_figure_that_one_report_leaves_out_has_not_changed_while_it_was_known() -> None:
    before, after = said(figure("9", 9.0, series="oud")), said(figure("5", 5.0), figure("6", 6.0, period="2020"))
    known_before = {"RG2/pisa/2018": 5.0, "RG2/pisa/2020": 5.5}
    found = figure_differences(before=before, after=after, known_before=known_before, known_after={"RG2/oud/2018": 9.0})
    assert found == (FigureDifference(indicator="RG2", series="pisa", period="2020", before=None, after="6"),)


def test_actions_that_came_went_or_moved() -> None:
    moved = replace(ACTION, code="OK-02", stages=(YearStage(year=2024, stage="pilot"),))
    gone, new = replace(ACTION, code="OK-03"), replace(ACTION, code="OK-04")
    later = replace(moved, status="on-track", title=Wording(nl="Anders"))
    found = action_differences(before=(ACTION, moved, gone), after=(replace(ACTION, lead="vdab"), later, new))
    assert [(item.code, item.before, item.after) for item in found] == [
        (
            "OK-02",
            ActionStand(stage="pilot", year=2024, status="not-set"),
            ActionStand(stage="pilot", year=2024, status="on-track"),
        ),
        ("OK-03", ActionStand(stage=None, year=None, status="not-set"), None),
        ("OK-04", None, ActionStand(stage=None, year=None, status="not-set")),
    ]
    assert found[0].title.nl == "Anders"


def test_follow_up_points_closed_and_opened() -> None:
    closed = replace(POINT, state="closed", closed=date(2024, 2, 1))
    brief = replace(closed, code="kort")
    new, old = replace(POINT, code="nieuw"), replace(closed, code="oud")
    assert follow_up_differences(before=(POINT, old), after=(closed, old, brief, new)) == ((closed, brief), (new,))


def test_passages_that_were_written_changed_or_taken_away() -> None:
    before = report(Passage(place="foreword", text="Een."), Passage(place="agenda", text="Weg."), Passage(place="same"))
    after = report(Passage(place="foreword", text="Twee."), Passage(place="same", invitation="Schrijf."))
    assert passage_differences(before=before, after=after) == (
        PassageDifference(place="foreword", before="Een.", after="Twee."),
        PassageDifference(place="agenda", before="Weg.", after=""),
    )
