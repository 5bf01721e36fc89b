"""Collecting the problems of one file: the first hundred in full, the rest as a number."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.limits import LIMITS, Limits


class Findings:
    """The problems met while reading one file, in the order found.

    Memory stays bounded: beyond `limits.problems` only a count is kept.
    """

    def __init__(self, *, file: str, limits: Limits = LIMITS) -> None:
        """Start with none."""
        self.file = file
        self.limits = limits
        self.count = 0
        self._kept: list[Problem] = []

    def add(self, place: str, message: str, remedy: str) -> None:
        """Note one problem and go on."""
        self.count += 1
        if len(self._kept) < self.limits.problems:
            self._kept.append(Problem(file=self.file, place=place, message=message, remedy=remedy))

    def stop(self, place: str, message: str, remedy: str) -> NoReturn:
        """Note a problem after which nothing more can be read, and refuse the file.

        Raises:
            Refused: always.
        """
        before = self.problems
        self.count += 1
        raise Refused([*before, Problem(file=self.file, place=place, message=message, remedy=remedy)])

    def refuse_if_any(self) -> None:
        """Refuse the file when a problem was noted.

        Raises:
            Refused: with every kept problem, and how many more there are.
        """
        if self.count:
            raise Refused(self.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The kept problems, and a last one that counts those left out."""
        more = self.count - len(self._kept)
        if more <= 0:
            return tuple(self._kept)
        message = f"has {more:,} more problem{'s' if more > 1 else ''}"
        return (*self._kept, Problem(file=self.file, place="", message=message, remedy="Mend these first."))


def shown(text: str) -> str:
    """Write a text from a file for a message: on one line, at most 40 characters, without control characters."""
    written = "".join(letter if letter.isprintable() else " " for letter in text[:200])
    written = " ".join(written.split())
    return f"'{written[:37]}...'" if len(written) > 40 else f"'{written}'"


def suggestion(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return "Did you mean ...?" when a known word is near, the sentence `otherwise` when none is."""
    near = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f"Did you mean {shown(near[0])}?" if near else otherwise
