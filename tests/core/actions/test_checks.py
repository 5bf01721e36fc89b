"""What is wrong with an action, each thing named once with its remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stemagenda.core.actions.action import (
    Action,
    Contribution,
    DocumentLink,
    Milestone,
    Partner,
    ProgressNote,
    QualityAnswer,
    Relation,
    Wording,
    YearStage,
)
from stemagenda.core.actions.checks import LISTS, LONGEST_TEXT, LONGEST_TITLE, MOST_ITEMS, Links, problems

FINE = Action(
    code="DK-09",
    title=Wording(nl="Duaal lesgeven", en="Dual teaching"),
    strand="daadkracht",
    lead="vdab",
    partners=(Partner(entity="vlaio"),),
    starts=date(2022, 1, 1),
    ends=date(2022, 1, 1),
    milestones=(Milestone(title="Oproep", due=date(2060, 12, 31)),),
    budget_planned=0,
    budget_spent=10**12,
    budget_source="Begroting 2022",
    indicators=(Contribution(indicator="RG6", reasoning="Lesgevers blijven."),),
    documents=(DocumentLink(title="Nota"), DocumentLink(title="Verslag", url="http://example.be")),
    stages=(YearStage(year=2000, stage="pilot"), YearStage(year=2060, stage="completed")),
    status="on-track",
    status_reason="Loopt.",
    status_on=date(2000, 1, 1),
    notes=(ProgressNote(year=2024, text="x" * LONGEST_TEXT),),
    relations=(Relation(kind="related-to", other="IK-06"),),
)


def found(action: Action, links: Links | None = None) -> list[str]:
    return [f"{problem.place}: {problem.message}" for problem in problems(action, links=links)]


def test_an_action_at_every_bound_is_fine() -> None:
    assert found(FINE) == []
    assert found(Action(code="A", title=Wording(nl="x"), strand="y")) == []
    assert found(replace(FINE, title=Wording(nl="x" * LONGEST_TITLE))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": Wording(nl="  ", en="Only English")}, "title: is empty"),
        ({"title": Wording(nl="x" * 201)}, "title: has 201 characters, more than 200"),
        ({"title": Wording(nl="x", en="x" * 201)}, "title.en: has 201 characters, more than 200"),
        ({"description": Wording(nl="x" * 1_000_000)}, "description: has 1,000,000 characters, more than 5,000"),
        ({"description": Wording(en="x" * 5_001)}, "description.en: has 5,001 characters, more than 5,000"),
        ({"status_reason": "x" * 5_001}, "status_reason: has 5,001 characters, more than 5,000"),
        ({"budget_source": "x" * 201}, "budget_source: has 201 characters, more than 200"),
        ({"notes": (ProgressNote(year=2024, text="x" * 5_001),)}, "notes[1]: has 5,001 characters, more than 5,000"),
        (
            {"quality": (QualityAnswer(criterion="a", evidence="x" * 5_001),)},
            "quality[1]: has 5,001 characters, more than 5,000",
        ),
        (
            {"milestones": (Milestone(title="x" * 201, due=date(2026, 1, 1)),)},
            "milestones[1]: has 201 characters, more than 200",
        ),
        (
            {"indicators": (Contribution(indicator="RG6", reasoning="x" * 5_001),)},
            "indicators[1]: has 5,001 characters, more than 5,000",
        ),
        ({"documents": (DocumentLink(title="x" * 701),)}, "documents[1]: has 701 characters, more than 700"),
        ({"starts": date(1999, 12, 31)}, "starts: 1999-12-31 lies outside 2000 to 2060"),
        ({"ends": date(2061, 1, 1)}, "ends: 2061-01-01 lies outside 2000 to 2060"),
        ({"status_on": date(9999, 12, 31)}, "status_on: 9999-12-31 lies outside 2000 to 2060"),
        ({"milestones": (Milestone(title="x", due=date.min),)}, "milestones[1]: 0001-01-01 lies outside 2000 to 2060"),
        ({"starts": date(2026, 1, 2), "ends": date(2026, 1, 1)}, "ends: lies before the start"),
        (
            {"stages": (YearStage(year=2024, stage="pilot"), YearStage(year=2024, stage="design"))},
            "stages: has two lines for 2024",
        ),
        ({"stages": (YearStage(year=1999, stage="pilot"),)}, "stages: has a year outside 2000 to 2060"),
        ({"notes": (ProgressNote(year=2061, text="x"),)}, "notes: has a year outside 2000 to 2060"),
        ({"partners": (Partner(entity="vdab"),)}, "partners: vdab leads the action already"),
        ({"partners": (Partner(entity="ewi"), Partner(entity="ewi"))}, "partners: an entity stands there twice"),
        ({"status_reason": " "}, "status_reason: is empty"),
        ({"budget_planned": -1}, "budget_planned: is no amount in whole euros"),
        ({"budget_spent": 10**12 + 1}, "budget_spent: is no amount in whole euros"),
        ({"budget_source": ""}, "budget_source: is empty"),
        ({"budget_planned": None, "budget_source": ""}, "budget_source: is empty"),
        (
            {"documents": (DocumentLink(title="x", url="javascript:alert(1)"),)},
            "documents[1]: has an address that is no web address",
        ),
        ({"indicators": (Contribution(indicator="RG6", reasoning=" "),)}, "indicators[1]: has no reasoning"),
        ({"code": "../x", "relations": ()}, "code: is no code"),
        ({"code": "x" * 61, "relations": ()}, "code: is no code"),
        ({"recurrence": "yearly"}, "recurrence: 'yearly' is none of the choices"),
        ({"status": "fine"}, "status: 'fine' is none of the choices"),
        ({"pillars": ("church", "church")}, "pillars: 'church' is none of the choices"),
        ({"partners": (Partner(entity="ewi", role="boss"),)}, "partners: 'boss' is none of the choices"),  # type: ignore[arg-type]
        ({"stages": (YearStage(year=2024, stage="x" * 99),)}, f"stages: '{'x' * 40}' is none of the choices"),  # type: ignore[arg-type]
        ({"quality": (QualityAnswer(criterion="a", met="maybe"),)}, "quality: 'maybe' is none of the choices"),  # type: ignore[arg-type]
        ({"relations": (Relation(kind="hates", other="A"),)}, "relations: 'hates' is none of the choices"),  # type: ignore[arg-type]
        (
            {"relations": (Relation(kind="related-to", other="DK-09"),)},
            "relations: an action cannot stand in a relation to itself",
        ),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], expected: str) -> None:
    assert found(replace(FINE, **change)) == [expected]


@pytest.mark.parametrize("part", [*LISTS])
def test_no_part_grows_without_end(part: str) -> None:
    lines: dict[str, Any] = {
        **dict.fromkeys(("objectives", "policy_domains", "transitions", "target_groups"), "OD 1"),
        "quality": QualityAnswer(criterion="a"),
        "partners": Partner(entity="ewi"),
        "milestones": FINE.milestones[0],
        "indicators": FINE.indicators[0],
        "documents": FINE.documents[0],
        "stages": FINE.stages[0],
        "notes": FINE.notes[0],
        "relations": FINE.relations[0],
    }
    expected = f"{part}: has more than {MOST_ITEMS} lines"
    assert lines.keys() == set(LISTS)
    assert expected in found(replace(FINE, **{part: (lines[part],) * (MOST_ITEMS + 1)}))
    assert expected not in found(replace(FINE, **{part: (lines[part],) * MOST_ITEMS}))


def linked(kind: str, other: str) -> Action:
    return replace(FINE, code="A", relations=(Relation(kind=kind, other=other),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("action", "links", "way"),
    [
        (linked("superseded-by", "B"), {"B": (("superseded-by", "A"),)}, "A > B > A"),
        (linked("merged-into", "B"), {"B": (("superseded-by", "C"),), "C": (("merged-into", "A"),)}, "A > B > C > A"),
        (linked("split-from", "B"), {"B": (("split-from", "A"),)}, "A > B > A"),
        (linked("superseded-by", "B"), {"B": (("superseded-by", "C"), ("superseded-by", "A"))}, "A > B > A"),
        # No circle: other kinds, other families, a circle further on, an old link of its own that is gone now.
        (linked("related-to", "B"), {"B": (("related-to", "A"),)}, ""),
        (linked("merged-into", "B"), {"B": (("split-from", "A"),)}, ""),
        (linked("superseded-by", "B"), {"B": (("superseded-by", "C"),), "C": (("superseded-by", "B"),)}, ""),
        (linked("related-to", "B"), {"A": (("superseded-by", "B"),), "B": (("superseded-by", "A"),)}, ""),
        (linked("superseded-by", "B"), {"B": (("superseded-by", "C"), ("superseded-by", "D"))}, ""),
    ],
)
def test_links_that_go_round_are_named_with_their_way(action: Action, links: Links, way: str) -> None:
    assert found(action, links) == ([f"relations: goes round in a circle: {way}"] if way else [])


def test_a_long_chain_ends() -> None:
    links = {str(number): (("superseded-by", str(number + 1)),) for number in range(5_000)}
    assert found(linked("superseded-by", "0"), links) == []
    closed = {**links, "5000": (("superseded-by", "A"),)}
    assert len(found(linked("superseded-by", "0"), closed)) == 1
