"""What lists with filters have in common: unknown filters are refused, words are looked for in the rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol, TypeVar

from stemagenda.core.facets import NOT_STATED, FacetIndex, having
from stemagenda.core.validation import Problem, Refused


class Worded(Protocol):
    """A row with a text in which words are looked for, folded to small letters."""

    @property
    def text(self) -> str:
        """What a reader may search in."""
        ...


Row = TypeVar("Row", bound=Worded)


def rows_with_words(*, index: FacetIndex[Row], words: str) -> int | None:
    """The bits of the rows that hold every word; None where no word was given."""
    wanted = words.casefold().split()
    return having(index=index, holds=lambda row: all(word in row.text for word in wanted)) if wanted else None


def check_filters(*, file: str, chosen: Mapping[str, Collection[str]], known: Mapping[str, Collection[str]]) -> None:
    """Refuse filters and values that nobody knows. `known` gives the values of every filter.

    Raises:
        Refused: with every one of them, and those there are.
    """
    problems = []
    for facet, values in chosen.items():
        if facet not in known:
            problems.append(_problem(file, facet, "is no filter we know", f"Choose one of: {', '.join(known)}"))
            continue
        offered = [*known[facet], NOT_STATED]
        problems += [
            _problem(file, facet, f'"{value[:60]}" is none we know', f"Choose one of: {', '.join(offered[:40])}")
            for value in values
            if value not in offered
        ]
    if problems:
        raise Refused(problems)


def _problem(file: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(file=file, place=place, message=message, remedy=remedy)
