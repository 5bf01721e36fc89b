"""Who should meet whom, and what lacks."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from tests.core.network.naive import ACTORS, net

from stemagenda.core.network.meeting import Aim, Profile, lacking, who_should_meet

ONE: Aim = ("objective", "OD 1.1.1")
TWO: Aim = ("transition", "energy")


def profile(code: str, *aims: Aim, pillar: str = "", domain: str = "") -> Profile:
    return Profile(code=code, pillar=pillar, domain=domain, aims=frozenset(aims))


def test_the_rarest_shared_aim_counts_most_and_two_sides_count_half_as_much_again() -> None:
    profiles = [
        profile("a", ONE, TWO, pillar="government", domain="school"),
        profile("b", ONE, TWO, pillar="companies", domain="work"),
        profile("c", ONE, pillar="citizens"),
    ]
    found = who_should_meet(network=net(), profiles=profiles, limit=10)
    assert [(match.one, match.other) for match in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found[0].score == round((1 / math.log2(4) + 1 / math.log2(3)) * 1.5, 4)
    assert (found[0].shared, found[0].sides) == ((TWO, ONE), ("pillar", "domain"))
    assert (found[1].score, found[1].sides) == (0.5, ("pillar",))


def test_who_works_together_already_or_stands_on_the_same_side_need_not_be_told() -> None:
    profiles = [profile("a", ONE, pillar="government"), profile("b", ONE, pillar="citizens")]
    assert not who_should_meet(network=net("ab"), profiles=profiles, limit=10)
    same = [profile("a", ONE, pillar="government"), profile("b", ONE, pillar="government"), profile("c", ONE)]
    assert not who_should_meet(network=net(), profiles=same, limit=10)


def test_another_policy_domain_is_another_side() -> None:
    profiles = [profile("a", ONE, domain="school"), profile("b", ONE, domain="work")]
    assert who_should_meet(network=net(), profiles=profiles, limit=1)[0].sides == ("domain",)


_aims = st.frozensets(st.sampled_from([("objective", str(number)) for number in range(5)]))
_profiles = st.lists(
    st.builds(Profile, code=st.sampled_from(ACTORS), pillar=st.sampled_from(["", "x", "y"]), aims=_aims),
    unique_by=lambda item: item.code,
)


@given(_profiles, st.integers(1, 6))
def test_the_best_are_the_first_of_all(profiles: list[Profile], limit: int) -> None:
    every = who_should_meet(network=net("abc"), profiles=profiles, limit=1_000)
    assert who_should_meet(network=net("abc"), profiles=profiles, limit=limit) == every[:limit]
    assert list(every) == sorted(every, key=lambda match: (-match.score, match.one, match.other))
    aims = {item.code: item.aims for item in profiles}
    assert all(set(match.shared) == aims[match.one] & aims[match.other] for match in every)


def test_what_nobody_brings_is_lacking() -> None:
    found = lacking(rows=("1", "2"), columns=("x", "y"), served=[("1", "y"), ("1", "z")])
    assert found == {"1": ("x",), "2": ("x", "y")}
