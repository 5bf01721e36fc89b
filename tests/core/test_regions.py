"""Regions: a closed list with official codes, and who counts where."""

from __future__ import annotations

import pytest

from stemagenda.core.regions import BRUSSELS, ELSEWHERE, FLANDERS, PLACES, PROVINCES, REGIONS, within


def test_five_provinces_brussels_flanders_and_elsewhere_are_all_there_is() -> None:
    assert set(REGIONS) == {*PROVINCES, BRUSSELS, FLANDERS, ELSEWHERE}
    assert len(PROVINCES) == 5
    assert all(len(code) == 5 and code.isdigit() for code in REGIONS if code != ELSEWHERE)


@pytest.mark.parametrize(
    ("region", "places"),
    [("10000", ("10000",)), (BRUSSELS, (BRUSSELS,)), (FLANDERS, PROVINCES), (ELSEWHERE, ()), ("", ()), ("99999", ())],
)
def test_all_of_flanders_counts_in_every_province_and_what_is_not_stated_nowhere(
    region: str, places: tuple[str, ...]
) -> None:
    assert within(region=region) == places
    assert set(places) <= set(PLACES)
