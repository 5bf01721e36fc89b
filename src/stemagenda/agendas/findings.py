"""The problems met while reading one agenda folder, and the places they stand at."""

from __future__ import annotations

from typing import NamedTuple

from stemagenda.core.validation import Problem


class Place(NamedTuple):
    """Where a value stands: file and key path."""

    file: str
    path: str = ""

    def key(self, name: str) -> Place:
        """Return the place of a key of the table that stands here."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def item(self, number: int) -> Place:
        """Return the place of the item with this number (from 1)."""
        return Place(self.file, f"{self.path}[{number}]")


class Findings:
    """The problems met while reading one agenda folder, in the order found."""

    def __init__(self) -> None:
        """Start with none."""
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem so far."""
        return tuple(self._problems)

    def add(self, place: Place, message: str, remedy: str) -> None:
        """Note one problem: where it stands, what is wrong, and what was expected."""
        self._problems.append(Problem(file=place.file, place=place.path, message=message, remedy=remedy))
