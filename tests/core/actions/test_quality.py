"""The quality framework: met only with evidence in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stemagenda.core.actions.action import Action, Met, Pillar, QualityAnswer, Wording
from stemagenda.core.actions.quality import quality

ACTION = Action(code="A", title=Wording(nl="x"), strand="y")


def test_evidence_based_is_asked_in_its_parts_too() -> None:
    lines = quality(ACTION, criteria=["inclusive", "evidence-based", "quadruple-helix"])
    assert [line.criterion for line in lines] == [
        "inclusive",
        "evidence-based",
        "problem-statement",
        "effectiveness",
        "quadruple-helix",
    ]
    assert {(line.met, line.evidence, line.counts, line.remark) for line in lines} == {
        ("unknown", "", False, "not-judged")
    }


@pytest.mark.parametrize(
    ("met", "evidence", "counts", "remark"),
    [
        ("unknown", "Er is iets.", False, "not-judged"),
        ("no", "", False, ""),
        ("no", "Niemand deed mee.", False, ""),
        ("partly", "", False, "no-evidence"),
        ("partly", "Twee van drie.", False, ""),
        ("yes", "  ", False, "no-evidence"),
        ("yes", "Toets van 2024.", True, ""),
    ],
)
def test_a_criterion_counts_with_evidence_alone(met: Met, evidence: str, counts: bool, remark: str) -> None:
    answered = replace(ACTION, quality=(QualityAnswer(criterion="inclusive", met=met, evidence=evidence),))
    (line,) = quality(answered, criteria=["inclusive"])
    assert (line.met, line.evidence, line.counts, line.remark) == (met, evidence.strip(), counts, remark)


@pytest.mark.parametrize(
    ("pillars", "remark"), [((), "few-pillars"), (("government",), "few-pillars"), (("government", "companies"), "")]
)
def test_a_helix_needs_two_pillars(pillars: tuple[Pillar, ...], remark: str) -> None:
    answered = replace(
        ACTION, pillars=pillars, quality=(QualityAnswer(criterion="quadruple-helix", met="yes", evidence="Samen."),)
    )
    (line,) = quality(answered, criteria=["quadruple-helix"])
    assert (line.counts, line.remark) == (True, remark)


def test_answers_to_what_is_not_asked_are_left_out() -> None:
    answered = replace(ACTION, quality=(QualityAnswer(criterion="gone", met="yes", evidence="x"),))
    assert [line.criterion for line in quality(answered, criteria=["inclusive"])] == ["inclusive"]
