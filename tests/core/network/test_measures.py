"""Measures of a network: worked examples, and the same as the obvious way gives on any small network."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from tests.core.network.naive import ACTORS, net, networks, reachable, shares, tie

from stemagenda.core.network.bridging import bridging
from stemagenda.core.network.communities import communities, modularity
from stemagenda.core.network.graph import Network, network_of
from stemagenda.core.network.measures import Measures, measures, mixing, parts
from stemagenda.core.network.relation import RELATION_KINDS, TARGET_KINDS, RelationKind
from stemagenda.core.reports.network_words import BACK_KIND_WORDS, RELATION_KIND_WORDS


def measured(network: Network, domains: dict[str, str] | None = None, *pillars: tuple[str, ...]) -> Measures:
    return measures(network=network, domains=domains or {}, pillars_of_actions=pillars)


def test_two_groups_that_share_an_actor() -> None:
    """a, b and c meet, c and d too; e is alone: 4 of 10 pairs, and every way to d runs through c."""
    found = net("abc", "cd", actors="abcde")
    of = measured(found, {"a": "school", "b": "work", "c": "school"}, ("government", "companies"), (), ("citizens",))
    assert (of.actors, of.pairs, of.density) == (5, 4, 0.4)
    assert (of.compared, of.across) == (3, pytest.approx(2 / 3))
    assert (of.pillars_per_action, of.judged) == (1.5, 2)
    assert of.fragmentation == pytest.approx(4 / 10)
    assert (of.parts, of.largest, of.isolated) == (1, 4, ("e",))
    assert bridging(network=found).shares == {"a": 0, "b": 0, "c": pytest.approx(2 / 6), "d": 0, "e": 0}
    assert found.shared(one="a", other="c") == (("action", "A-0"),)
    assert found.shared(one="a", other="d") == ()


def test_a_large_group_connects_less_closely_than_a_small_one() -> None:
    weights = net("ab", "abcde").weights
    assert weights["a"] == {"b": 1.25, "c": 0.25, "d": 0.25, "e": 0.25}


def test_a_relation_between_two_actors_connects_them_from_either_side() -> None:
    ties = [tie("b", "a", kind="entity"), tie("a", "b", kind="entity"), tie("a", "gone", kind="entity")]
    found = network_of(actors="abc", ties=ties)
    assert found.groups == {("entity", "a b"): ("a", "b")}
    assert found.pairs == 1


@pytest.mark.parametrize("actors", ["", "a"])
def test_nobody_or_one_alone_has_no_shares(actors: str) -> None:
    of = measured(net(actors=actors))
    assert (of.density, of.fragmentation, of.across, of.pillars_per_action) == (None, None, None, None)
    assert bridging(network=net(actors=actors)).shares == dict.fromkeys(actors, 0.0)
    assert communities(network=net(actors=actors)) == ()
    assert modularity(network=net(actors=actors), clusters=()) == 0.0


@given(networks)
def test_bridges_are_those_of_the_obvious_way(network: Network) -> None:
    found = bridging(network=network)
    assert found.is_exact
    assert found.shares == pytest.approx(shares(network))


@given(networks)
def test_parts_and_fragmentation_are_those_of_the_obvious_way(network: Network) -> None:
    of = measured(network)
    apart = sum(1 for one, other in combinations(ACTORS, 2) if other not in reachable(network, one))
    assert of.fragmentation == pytest.approx(apart / 28)
    assert {frozenset(part) for part in parts(network=network)} == {reachable(network, code) for code in ACTORS}
    assert of.pairs == sum(1 for one, other in combinations(ACTORS, 2) if network.shared(one=one, other=other))
    assert set(of.isolated) == {code for code in ACTORS if reachable(network, code) == {code}}


@given(networks)
def test_clusters_never_reach_over_parts_and_are_no_worse_than_chance(network: Network) -> None:
    found = communities(network=network)
    assert found == communities(network=network)
    for cluster in found:
        assert frozenset(cluster) <= reachable(network, cluster[0])
    assert {code for cluster in found for code in cluster} == {code for code in ACTORS if network.weights[code]}
    assert modularity(network=network, clusters=found) >= modularity(network=network, clusters=()) - 1e-9


def test_two_rings_joined_by_one_line_are_two_clusters() -> None:
    assert communities(network=net("abc", "abc", "efg", "efg", "ce")) == (("a", "b", "c"), ("e", "f", "g"))


def test_clusters_of_clusters_are_found() -> None:
    """Eight pairs in a ring: joining pairs once more gains."""
    letters = "abcdefghijklmnop"
    rings = [letters[at : at + 2] for at in range(0, 16, 2)] * 3
    links = [letters[at] + letters[(at + 1) % 16] for at in range(1, 16, 2)]
    found = communities(network=net(*rings, *links, *links, actors=letters))
    assert 2 <= len(found) < 8
    assert sum(map(len, found)) == 16


def test_a_large_network_is_estimated_and_says_from_how_many() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = net(*(letters[at : at + 2] for at in range(25)), actors=letters)
    estimated = bridging(network=found, most_steps=1)
    assert (estimated.starts, estimated.is_exact) == (16, False)
    exact = bridging(network=found).shares
    assert max(abs(estimated.shares[code] - exact[code]) for code in letters) < 0.1


def test_pairs_are_counted_by_the_kinds_of_both() -> None:
    assert mixing(network=net("abc", "cd"), kinds={"a": "y", "b": "x"}) == {
        ("x", "y"): 1,
        ("", "y"): 1,
        ("", "x"): 1,
        ("", ""): 1,
    }


def test_every_kind_of_relation_has_its_words_from_both_sides() -> None:
    assert set(RELATION_KIND_WORDS) == set(BACK_KIND_WORDS) == set(RELATION_KINDS) == set(get_args(RelationKind))
    assert "entity" in TARGET_KINDS
