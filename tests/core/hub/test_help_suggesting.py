"""What fits a question: reasons, what is reason enough, rare things first, and never too many."""

from __future__ import annotations

from typing import Any

import pytest

from stemagenda.core.hub.suggesting import MOST, Candidate, Group, Reason, Suggestion, Wanted, suggestions

WANTED = Wanted(
    objectives=frozenset({"OD 3.3.2", "OD 3.3.3"}),
    transitions=frozenset({"energy"}),
    target_groups=frozenset({"pupils"}),
    places=frozenset({"70000"}),
    side="knowledge",
    vector={"lass": 1.0},
)


def candidate(code: str, *, group: Group = "partner", **more: Any) -> Candidate:
    sets = {name: frozenset(value) if isinstance(value, tuple) else value for name, value in more.items()}
    return Candidate(group=group, code=code, **{"vector": {}, **sets})


def found(*among: Candidate, wanted: Wanted = WANTED) -> list[Suggestion]:
    return list(suggestions(wanted=wanted, among=among))


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ({"named": ("OD 3.3.2",)}, [("named", ("OD 3.3.2",))]),
        ({"objectives": ("OD 3.3.2", "OD 3.3.3")}, [("objective", ("OD 3.3.2", "OD 3.3.3"))]),
        ({"named": ("OD 3.3.2",), "objectives": ("OD 3.3.2",)}, [("named", ("OD 3.3.2",))]),
        ({"transitions": ("energy", "care")}, [("transition", ("energy",))]),
        ({"supplies": True}, [("supplies", ())]),
        ({"vector": {"lass": 0.6, "frees": 0.8}}, [("text", ("lass",))]),
        ({"supplies": True, "pillar": "companies"}, [("supplies", ()), ("other-side", ("companies",))]),
        ({"supplies": True, "pillar": "knowledge"}, [("supplies", ())]),
    ],
)
def test_reasons(more: dict[str, Any], reasons: list[tuple[str, tuple[str, ...]]]) -> None:
    (only,) = found(candidate("a", **more))
    assert [(item.kind, item.codes) for item in only.reasons] == reasons


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"target_groups": ("pupils",)},
        {"places": ("70000",)},
        {"pillar": "companies"},
        {"vector": {"lass": 0.1, "frees": 0.995}},
        {"objectives": ("OD 1.1.1",), "transitions": ("care",)},
    ],
)
def test_what_is_no_reason_by_itself(more: dict[str, Any]) -> None:
    assert found(candidate("a", **more)) == []


def test_group_place_and_region_break_ties_and_what_few_share_goes_first() -> None:
    near = candidate("b-near", objectives=("OD 3.3.2",), places=("70000",), target_groups=("pupils",))
    far = candidate("a-far", objectives=("OD 3.3.2",))
    rare = candidate("c-rare", objectives=("OD 3.3.3",))
    more = candidate("d-more", objectives=("OD 3.3.2",))
    assert [item.code for item in found(far, near, rare, more)] == ["b-near", "c-rare", "a-far", "d-more"]
    assert Reason(kind="region", codes=("70000",)) in found(near)[0].reasons


def test_groups_stand_in_order_and_stay_short() -> None:
    groups: tuple[Group, ...] = ("action", "partner", "practice", "infrastructure")
    many = [candidate(f"{group}-{n}", group=group, transitions=("energy",)) for group in groups for n in range(20)]
    listed = found(*many)
    assert [item.group for item in listed] == [
        *("infrastructure",) * MOST["infrastructure"],
        *("practice",) * MOST["practice"],
        *("partner",) * MOST["partner"],
        *("action",) * MOST["action"],
    ]
    assert [item.code for item in listed][:2] == ["infrastructure-0", "infrastructure-1"]
