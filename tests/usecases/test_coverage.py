"""Coverage of the agenda: by every dimension, with its gaps, as the public knew it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.usecases.working import drafted, published

from stemagenda.core.actions.action import PILLARS, Contribution, Partner, YearStage
from stemagenda.core.actions.coverage import NOT_STATED, Dimension
from stemagenda.store import records
from stemagenda.usecases.coverage import DIMENSIONS, coverage
from stemagenda.usecases.records import value_of


@pytest.mark.parametrize("by", DIMENSIONS)
def test_every_action_stands_in_the_cells_of_its_objectives_and_values(loaded: datetime, by: Dimension) -> None:
    """Counted once more from the actions themselves."""
    code = published(
        loaded,
        pillars=("companies",),
        transitions=("digitalisation",),
        target_groups=("teachers",),
        policy_domains=("werk-sociale-economie",),
        partners=(Partner(entity="ewi"),),
    )
    values = {
        "entity": {"vdab", "ewi"},
        "pillar": {"companies"},
        "transition": {"digitalisation"},
        "target_group": {"teachers"},
        "policy_domain": {"werk-sociale-economie"},
    }
    found = coverage(by=by, on=loaded.date())
    cells = {value for (row, value), codes in found.matrix.cells.items() if code in codes and row == "OD 4.2.2"}
    assert cells == values[by]
    listed = {code for codes in found.matrix.cells.values() for code in codes}
    actions = [value_of(version) for version in records.public_bodies(kind="action", on=loaded.date())]
    assert listed == {action.code for action in actions if action.objectives}
    for row, column in found.matrix.empty:
        assert (row, column) not in found.matrix.cells
    assert not set(found.matrix.uncovered) & {row for row, _ in found.matrix.cells}


def test_columns_that_are_fixed_are_all_there_and_have_words(loaded: datetime) -> None:
    pillars = coverage(by="pillar", on=loaded.date())
    assert pillars.matrix.columns == (*PILLARS, NOT_STATED)
    transitions = coverage(by="transition", on=loaded.date())
    assert transitions.matrix.columns[:-1] == tuple(item.code for item in transitions.agenda.transitions)
    for by in DIMENSIONS:
        found = coverage(by=by, on=loaded.date())
        for code in found.matrix.columns[:-1]:
            assert found.column(code, "nl") != code, (by, code)
    assert pillars.column("onbekend", "en") == "onbekend"


def test_rows_are_the_operational_objectives_and_gaps_are_named(loaded: datetime) -> None:
    found = coverage(by="pillar", on=loaded.date())
    operational = [item.code for item in found.agenda.objectives if item.level == "operational"]
    assert list(found.matrix.rows) == operational
    served = {code for version in records.bodies(kind="action") for code in value_of(version).objectives}
    assert set(found.matrix.uncovered) == set(operational) - served
    assert set(found.without_indicator) <= set(operational)


def test_what_lacks_a_link_is_listed(loaded: datetime) -> None:
    bare = published(loaded, objectives=())
    full = published(
        loaded,
        pillars=("companies",),
        target_groups=("teachers",),
        indicators=(Contribution(indicator="RG6", reasoning="Omdat."),),
        stages=(YearStage(year=2026, stage="pilot"),),
    )
    draft = drafted(loaded, lead="vdab")
    lacking = coverage(by="entity", on=loaded.date()).lacking
    assert {name for name, codes in lacking.items() if bare in codes} == {
        "objective",
        "pillar",
        "target_group",
        "indicator",
        "stage",
    }
    assert not [name for name, codes in lacking.items() if full in codes or draft in codes]
    assert "OK-01" in lacking["lead"]


def test_nothing_was_covered_before_the_list(loaded: datetime) -> None:
    found = coverage(by="pillar", on=date(2024, 1, 1))
    assert found.matrix.cells == {}
    assert found.matrix.uncovered == found.matrix.rows
    assert found.matrix.empty == ()
