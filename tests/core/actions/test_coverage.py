"""The matrix of objectives and whatever takes part: every action in its cells, every gap named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.actions.coverage import NOT_STATED, Covering, matrix

OBJECTIVES, COLUMNS = ("OD 1", "OD 2", "OD 3"), ("government", "companies")
DRAWN = st.lists(
    st.builds(
        Covering,
        code=st.sampled_from(["A", "B", "C", "D"]),
        objectives=st.lists(st.sampled_from(OBJECTIVES), unique=True).map(tuple),
        values=st.lists(st.sampled_from(COLUMNS), unique=True).map(tuple),
    ),
    unique_by=lambda action: action.code,
)


def test_cells_name_actions_and_gaps_are_named() -> None:
    found = matrix(
        objectives=OBJECTIVES,
        columns=COLUMNS,
        actions=[
            Covering(code="A", objectives=("OD 1", "OD 2"), values=("government",)),
            Covering(code="B", objectives=("OD 1",), values=("government", "companies")),
            Covering(code="C", objectives=("OD 2",), values=()),
            Covering(code="D", objectives=(), values=("companies",)),
        ],
    )
    assert found.rows == OBJECTIVES
    assert found.columns == ("government", "companies", NOT_STATED)
    assert found.cells == {
        ("OD 1", "government"): ("A", "B"),
        ("OD 1", "companies"): ("B",),
        ("OD 2", "government"): ("A",),
        ("OD 2", NOT_STATED): ("C",),
    }
    assert found.empty == (("OD 2", "companies"),)
    assert found.uncovered == ("OD 3",)


@given(drawn=DRAWN)
def test_every_cell_is_full_empty_or_of_an_uncovered_objective(drawn: list[Covering]) -> None:
    found = matrix(objectives=OBJECTIVES, columns=COLUMNS, actions=drawn)
    for row in OBJECTIVES:
        served = any(row in action.objectives for action in drawn)
        assert (row in found.uncovered) is not served
        for column in COLUMNS:
            expected = tuple(action.code for action in drawn if row in action.objectives and column in action.values)
            assert found.cells.get((row, column), ()) == expected
            assert ((row, column) in found.empty) is (served and not expected)
