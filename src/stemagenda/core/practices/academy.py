"""STEM academies by municipality: a published list, and which municipalities it names.

The agenda wants a STEM academy in every municipality (OD 1.2.1). Who has one is for a publisher to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from stemagenda.core.municipalities import MUNICIPALITIES, Municipality
from stemagenda.core.regions import PROVINCES

#: The code of the list: there is one, and each publication of it is a version.
LIST: Final = "stem-academies"


@dataclass(frozen=True, kw_only=True)
class Academy:
    """Who offers what in a municipality (its NIS code), since which year; empty where the list does not say."""

    municipality: str
    provider: str
    offer: str = ""
    since: int | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class AcademyList:
    """A list as it was published. `digest` is that of the file."""

    title: str
    publisher: str
    published: date
    url: str
    licence: str
    note: str
    file_name: str
    digest: str
    academies: tuple[Academy, ...]


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A municipality with the academies that a list names there."""

    municipality: Municipality
    academies: tuple[Academy, ...]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The municipalities of a province, those with an academy and those without apart, each by name."""

    province: str
    covered: tuple[Covered, ...]
    without: tuple[Municipality, ...]

    @property
    def total(self) -> int:
        """How many municipalities the province has."""
        return len(self.covered) + len(self.without)

    @property
    def share(self) -> float:
        """Of 100 municipalities, how many have one."""
        return 100 * len(self.covered) / self.total

    @property
    def tiles(self) -> tuple[tuple[Municipality, int], ...]:
        """Every municipality by name, with how many academies the list names there."""
        known = [(item.municipality, len(item.academies)) for item in self.covered]
        return tuple(sorted((*known, *((item, 0) for item in self.without)), key=lambda tile: tile[0].name))


def coverage(*, academies: Sequence[Academy]) -> tuple[Coverage, ...]:
    """The coverage of each province, in the order of lists. A code that is no municipality counts nowhere."""
    found: dict[str, list[Academy]] = {}
    for item in academies:
        found.setdefault(item.municipality, []).append(item)
    return tuple(_of_province(province, found) for province in PROVINCES)


def _of_province(province: str, found: Mapping[str, Sequence[Academy]]) -> Coverage:
    own = sorted((item for item in MUNICIPALITIES.values() if item.province == province), key=lambda item: item.name)
    return Coverage(
        province=province,
        covered=tuple(
            Covered(municipality=item, academies=tuple(sorted(found[item.code], key=lambda one: one.provider)))
            for item in own
            if item.code in found
        ),
        without=tuple(item for item in own if item.code not in found),
    )
