"""Suspected overlap: the fast way finds what the obvious slow one finds, in the same order."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemagenda.core.actions import overlap
from stemagenda.core.actions.overlap import LEAST, WEIGHTS, Described, Reason, suspected

STEMS = "duaal lesgev proef esf school bedrijf netwerk meisj techniek leerl".split()  # noqa: SIM905


def described(
    code: str,
    stems: dict[str, float],
    *,
    strand: str = "daadkracht",
    lead: str = "",
    objectives: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    transitions: tuple[str, ...] = (),
) -> Described:
    return Described(
        code=code,
        strand=strand,
        lead=lead,
        objectives=frozenset(objectives),
        target_groups=frozenset(groups),
        transitions=frozenset(transitions),
        stems=stems,
    )


def obvious(actions: list[Described]) -> list[tuple[str, str, float, float]]:
    """Every pair, each by the definition: (first, second, score, likeness), best first."""
    present = Counter(stem for action in actions for stem in action.stems)
    most = max(overlap.COMMON_AT_LEAST, int(overlap.COMMON_SHARE * len(actions)))

    def unit(action: Described) -> dict[str, float]:
        raw = {stem: count * math.log((1 + len(actions)) / present[stem]) for stem, count in action.stems.items()}
        length = math.sqrt(sum(value**2 for value in raw.values()))
        return {stem: value / length for stem, value in raw.items()} if length else {}

    found = []
    for one, other in combinations(sorted(actions, key=lambda action: action.code), 2):
        first, second = unit(one), unit(other)
        shared = set(first) & set(second)
        likeness = sum(first[stem] * second[stem] for stem in shared)
        if likeness >= LEAST and any(present[stem] <= most for stem in shared):
            score = likeness + sum(WEIGHTS[reason] for reason in reasons(one, other))
            found.append((one.code, other.code, score, likeness))
    return sorted(found, key=lambda pair: (-round(pair[2], 9), pair[0], pair[1]))


def reasons(one: Described, other: Described) -> set[Reason]:
    found: set[Reason] = set()
    if one.objectives & other.objectives:
        found.add("objective")
    if one.target_groups & other.target_groups:
        found.add("target-group")
    if one.transitions & other.transitions:
        found.add("transition")
    if one.lead and other.lead and one.lead != other.lead:
        found.add("other-lead")
    if one.strand != other.strand:
        found.add("other-strand")
    return found


def some(*codes: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(codes))


DRAWN = st.builds(
    Described,
    code=st.just(""),
    strand=st.sampled_from(["a", "b"]),
    lead=st.sampled_from(["", "vdab", "vlaio"]),
    objectives=some("OD 1", "OD 2"),
    target_groups=some("pupils", "teachers"),
    transitions=some("digital"),
    stems=st.dictionaries(st.sampled_from(STEMS), st.sampled_from([1.0, 2.0, 3.0]), max_size=6),
)


@settings(max_examples=200)
@given(drawn=st.lists(DRAWN, max_size=14), limit=st.integers(0, 12))
def test_the_fast_way_is_the_obvious_one(drawn: list[Described], limit: int) -> None:
    actions = [
        described(
            f"A-{number:02d}",
            dict(one.stems),
            strand=one.strand,
            lead=one.lead,
            objectives=tuple(one.objectives),
            groups=tuple(one.target_groups),
            transitions=tuple(one.transitions),
        )
        for number, one in enumerate(drawn)
    ]
    expected = obvious(actions)[:limit]
    found = suspected(actions=actions, limit=limit)
    assert [(pair.first, pair.second) for pair in found] == [(first, second) for first, second, _, _ in expected]
    for pair, (_, _, score, likeness) in zip(found, expected, strict=True):
        assert pair.score == pytest.approx(score, abs=1e-4)
        assert pair.likeness == pytest.approx(likeness, abs=1e-4)


def test_pairs_that_fall_behind_are_dropped_and_the_best_are_kept() -> None:
    """So many pairs that the list is cut many times on the way."""
    actions = [
        described(f"A-{number:03d}", {f"w{number // 10}": 3.0, f"x{number}": 0.5 + number % 7, "all": 0.5})
        for number in range(200)
    ]
    expected = obvious(actions)
    assert len(expected) > 500
    found = suspected(actions=actions, limit=3)
    assert [(pair.first, pair.second) for pair in found] == [pair[:2] for pair in expected[:3]]


def test_the_reasons_and_the_words_are_named() -> None:
    one = described("B", {"duaal": 2.0, "lesgev": 1.0, "esf": 1.0}, lead="vdab", objectives=("OD 4.2.2",))
    other = described(
        "A", {"duaal": 1.0, "lesgev": 2.0}, lead="vlaio", objectives=("OD 4.2.2",), strand="innovatiekracht"
    )
    third = described("C", {"meisj": 1.0, "techniek": 1.0})
    (pair,) = suspected(actions=[one, other, third], limit=5)
    assert (pair.first, pair.second) == ("A", "B")
    assert pair.reasons == ("text", "objective", "other-lead", "other-strand")
    assert set(pair.shared) == {"duaal", "lesgev"}
    assert pair.score == pytest.approx(pair.likeness + 0.15 + 0.08 + 0.05, abs=2e-4)


def test_ties_stand_in_the_order_of_their_codes() -> None:
    actions = [described(code, {"duaal": 3.0, f"own{code}": 1.0}) for code in ("C", "A", "B")]
    pairs = suspected(actions=[*actions, described("D", {"rest": 1.0})], limit=5)
    assert [(pair.first, pair.second) for pair in pairs] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert len({pair.score for pair in pairs}) == 1


@pytest.mark.parametrize("count", [0, 1, 2])
def test_nothing_alike_is_no_pair(count: int) -> None:
    actions = [described(str(number), {f"w{number}": 1.0}) for number in range(count)]
    assert suspected(actions=[*actions, described("empty", {})], limit=5) == ()


def test_a_word_that_every_text_has_makes_no_pair() -> None:
    actions = [described(f"A-{number:02d}", {"stem": 1.0, f"w{number}": 0.01}) for number in range(12)]
    assert suspected(actions=actions, limit=5) == ()


def test_all_reasons_together_weigh_less_than_the_text() -> None:
    assert sum(WEIGHTS.values()) < 1


def test_common_words_add_to_the_likeness_of_texts_that_share_a_telling_one() -> None:
    """Words that more than ten texts have lie apart in the fast way; what they add counts all the same."""
    many = [described(f"Z-{number:02d}", {"alom": 1.0, "mede": 1.0, f"w{number}": 5.0}) for number in range(20)]
    one = described("A-1", {"alom": 2.0, "mede": 1.0, "duaal": 3.0})
    other = described("A-2", {"alom": 2.0, "duaal": 3.0, "los": 1.0})
    (pair,) = suspected(actions=[one, *many, other], limit=5)
    ((first, second, _, likeness),) = obvious([one, *many, other])
    assert (pair.first, pair.second) == (first, second) == ("A-1", "A-2")
    assert pair.likeness == pytest.approx(likeness, abs=1e-4)
    assert "alom" in pair.shared


def test_reasons_can_lift_a_pair_above_those_that_are_more_alike() -> None:
    """Found last, when the list was cut already: a pair is given up only where no reason could lift it."""
    alike = [described(f"B-{number:03d}", {f"w{number // 2}": 9.0, f"x{number}": 1.0}) for number in range(300)]
    lifted = [
        described("A-1", {"duaal": 3.0, "een": 2.0}, lead="vdab", objectives=("OD 1",), groups=("pupils",)),
        described(
            "A-2", {"duaal": 3.0, "twee": 2.0}, lead="vlaio", objectives=("OD 1",), groups=("pupils",), strand="moed"
        ),
    ]
    (pair,) = suspected(actions=[*alike, *lifted], limit=1)
    assert (pair.first, pair.second) == ("A-1", "A-2")
    assert pair.likeness < suspected(actions=alike, limit=1)[0].likeness


@pytest.mark.parametrize(("count", "pairs"), [(12, 66), (13, 0)])
def test_in_long_lists_a_fiftieth_of_the_texts_may_share_a_telling_word(count: int, pairs: int) -> None:
    actions = [described(f"A-{number:03d}", {f"w{number}": 1.0}) for number in range(600 - count)]
    sharing = [described(f"B-{number:02d}", {"duaal": 5.0, f"b{number}": 1.0}) for number in range(count)]
    assert len(suspected(actions=[*actions, *sharing], limit=100)) == pairs
