"""Faceted search: which rows fit what was chosen, and how many would fit each other choice.

One value of a facet is enough, every facet must hold. The count of a value is taken among the rows that fit all *other*
facets, so that a reader sees what a click would bring. Each value of each facet is one whole number whose bits are the
rows that have it: combining and counting are then operations on whole numbers, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Row = TypeVar("Row")
#: Stands for a facet of which nothing is stated: a value of its own, so that gaps can be filtered for.
NOT_STATED: Final = "-"


@dataclass(frozen=True, kw_only=True)
class FacetIndex(Generic[Row]):
    """Rows with, for every facet and value, the bits of the rows that have it."""

    rows: Sequence[Row]
    masks: Mapping[str, Mapping[str, int]]

    @property
    def everything(self) -> int:
        """The bits of all rows."""
        return (1 << len(self.rows)) - 1


@dataclass(frozen=True, kw_only=True)
class Fitting(Generic[Row]):
    """The rows that fit, in their order, and the count of every value by facet; chosen values are there even at 0."""

    rows: tuple[Row, ...]
    counts: Mapping[str, Mapping[str, int]]


def index_facets(
    *, rows: Sequence[Row], picks: Mapping[str, Callable[[Row], Iterable[str]]], bare: Collection[str] = ()
) -> FacetIndex[Row]:
    """Note which rows have which values. `picks` gives a row's values of a facet.

    A row without any counts as NOT_STATED, but for the facets named in `bare`: there it has no value at all.
    """
    masks: dict[str, dict[str, int]] = {}
    for name, pick in picks.items():
        places: dict[str, bytearray] = {}
        unstated = () if name in bare else (NOT_STATED,)
        for number, row in enumerate(rows):
            for value in pick(row) or unstated:
                bits = places.get(value)
                if bits is None:
                    bits = places[value] = bytearray(len(rows) // 8 + 1)
                bits[number >> 3] |= 1 << (number & 7)
        masks[name] = {value: int.from_bytes(bits, "little") for value, bits in places.items()}
    return FacetIndex(rows=rows, masks=masks)


def fitting(*, index: FacetIndex[Row], chosen: Mapping[str, Sequence[str]], within: int | None = None) -> Fitting[Row]:
    """The rows that fit what was chosen, and what each further choice would leave.

    `within` are the bits of the rows to look among, all of them by default. Facets that the index does not have, and
    facets of which nothing was chosen, ask for nothing.
    """
    base = index.everything if within is None else within
    allowed = {
        name: _either(masks, chosen[name]) if chosen.get(name) else index.everything
        for name, masks in index.masks.items()
    }
    counts = {}
    for name, masks in index.masks.items():
        others = base
        for other, mask in allowed.items():
            if other != name:
                others &= mask
        found = {value: (mask & others).bit_count() for value, mask in masks.items()}
        kept = chosen.get(name, ())
        counts[name] = {value: found.get(value, 0) for value in (*masks, *kept) if found.get(value, 0) or value in kept}
    left = base
    for mask in allowed.values():
        left &= mask
    return Fitting(rows=tuple(index.rows[number] for number in positions(left)), counts=counts)


def having(*, index: FacetIndex[Row], holds: Callable[[Row], bool]) -> int:
    """The bits of the rows of which something holds: to look among these only."""
    found = bytearray(len(index.rows) // 8 + 1)
    for number, row in enumerate(index.rows):
        if holds(row):
            found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def positions(mask: int) -> Iterable[int]:
    """The numbers of the bits that are set, lowest first."""
    for place, byte in enumerate(mask.to_bytes(mask.bit_length() // 8 + 1, "little")):
        if byte:
            yield from ((place << 3) + bit for bit in range(8) if byte >> bit & 1)


def _either(masks: Mapping[str, int], values: Iterable[str]) -> int:
    found = 0
    for value in values:
        found |= masks.get(value, 0)
    return found
