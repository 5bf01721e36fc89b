"""Municipalities, and which of them a list of STEM academies names."""

from __future__ import annotations

from collections import Counter

from stemagenda.core.municipalities import MERGED, MUNICIPALITIES
from stemagenda.core.practices.academy import Academy, coverage
from stemagenda.core.regions import PROVINCES


def test_the_municipalities_are_those_since_2025() -> None:
    counts = Counter(item.province for item in MUNICIPALITIES.values())
    assert counts == {"10000": 67, "70000": 38, "40000": 55, "20001": 63, "30000": 62}
    assert all(code == item.code and len(code) == 5 and item.name for code, item in MUNICIPALITIES.items())
    assert len({item.name for item in MUNICIPALITIES.values()}) == 285
    assert {onward for _, onward in MERGED.values()} <= MUNICIPALITIES.keys()
    assert not MERGED.keys() & MUNICIPALITIES.keys()


def test_each_municipality_is_covered_or_without_one() -> None:
    listed = [
        Academy(municipality="44021", provider="Zeta"),
        Academy(municipality="44021", provider="Alfa"),
        Academy(municipality="99999", provider="Nergens"),
    ]
    found = {item.province: item for item in coverage(academies=listed)}
    assert tuple(found) == PROVINCES
    east = found["40000"]
    assert [(here.municipality.name, [one.provider for one in here.academies]) for here in east.covered] == [
        ("Gent", ["Alfa", "Zeta"])
    ]
    assert (len(east.without), east.total, round(east.share, 2)) == (54, 55, 1.82)
    assert ("Gent", 2) in [(town.name, number) for town, number in east.tiles]
    assert sum(item.total for item in found.values()) == 285
