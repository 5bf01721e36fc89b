"""Likeness between practices: what they serve, whom they speak to, the words they use."""

from __future__ import annotations

from stemagenda.core.actions.overlap import vectors_of
from stemagenda.core.practices.similar import Comparable, most_similar

BAGS = (
    {"gastles": 2.0, "klas": 1.0},
    {"gastles": 2.0, "school": 1.0},
    {"film": 2.0, "omroep": 1.0},
    {"lab": 1.0},
    {"plan": 1.0},
)
VECTORS = vectors_of(bags=BAGS)


def comparable(number: int, *, objectives: str = "", groups: str = "", transitions: str = "") -> Comparable:
    return Comparable(
        code="abcde"[number],
        objectives=frozenset(objectives.split()),
        target_groups=frozenset(groups.split()),
        transitions=frozenset(transitions.split()),
        vector=VECTORS[number],
    )


ONE = comparable(0, objectives="OD1", groups="pupils", transitions="energy")
AMONG = (
    ONE,
    comparable(1, groups="pupils"),
    comparable(2, objectives="OD1 OD2"),
    comparable(3, transitions="energy", groups="pupils"),
    comparable(4, groups="pupils"),
)


def test_each_says_why_and_the_most_alike_comes_first() -> None:
    found = most_similar(one=ONE, among=AMONG, limit=5)
    assert [(item.code, item.reasons) for item in found] == [
        ("b", ("target-group", "text")),
        ("c", ("objective",)),
        ("d", ("transition", "target-group")),
    ]
    assert found[0].shared == ("gastles",)
    assert found[1].score == 0.15


def test_the_same_group_alone_makes_no_likeness_and_none_is_like_itself() -> None:
    assert {item.code for item in most_similar(one=ONE, among=AMONG, limit=5)} & {"a", "e"} == set()


def test_no_more_come_than_asked() -> None:
    assert [item.code for item in most_similar(one=ONE, among=AMONG, limit=1)] == ["b"]
