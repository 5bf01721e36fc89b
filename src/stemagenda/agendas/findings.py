"""The problems met while reading one agenda folder, and the places they stand at."""

from __future__ import annotations

from typing import Final, NamedTuple

from stemagenda.core.validation import Problem

MOST_PROBLEMS: Final = 200


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
    """The problems met while reading one agenda folder, in the order found.

    At most `MOST_PROBLEMS` are kept; of the rest only the number, so that a hostile file cannot fill the memory.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._problems: list[Problem] = []
        self._more = 0

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._problems) >= MOST_PROBLEMS

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem so far, and how many more there are."""
        if not self._more:
            return tuple(self._problems)
        rest = Problem(
            file=".", place="", message=f"{self._more:,} more problems are not listed", remedy="Mend these first"
        )
        return (*self._problems, rest)

    def add(self, place: Place, message: str, remedy: str) -> None:
        """Note one problem: where it stands, what is wrong, and what was expected."""
        if self.full:
            self._more += 1
        else:
            self._problems.append(Problem(file=place.file, place=place.path, message=message, remedy=remedy))
