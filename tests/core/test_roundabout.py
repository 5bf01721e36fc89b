"""Circles of links against the obvious way: every walk of up to all codes."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.roundabout import way_back

CODES = "abcde"
WAYS = st.dictionaries(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), max_size=3), max_size=5)


@given(ways=WAYS)
def test_a_way_back_is_found_where_there_is_one_and_is_a_way(ways: dict[str, list[str]]) -> None:
    reached = set(ways.get("a", ()))
    for _ in CODES:
        reached |= {code for here in reached for code in ways.get(here, ())}
    found = way_back(start="a", ways=ways)
    assert bool(found) == ("a" in reached)
    assert all(other in ways[one] for one, other in itertools.pairwise(found))
    assert not found or found[0] == found[-1] == "a"
