"""What a source's reader.py offers, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from stemagenda.core.observation import Datum, Details, Release

Keep = Callable[[Sequence[Datum]], None]
NO_DETAILS: Final = Details()


def keep_nothing(batch: Sequence[Datum]) -> None:
    """Let an instrument's own cells go by: for who only wants the figures."""


class Reader(Protocol):
    """`read` of a reader.py: the bytes of one file become a release."""

    def __call__(
        self, *, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing
    ) -> Release:
        """Return the release, or raise Refused with named problems.

        `details` is what a person said beside the file. A reader of a table with dimensions hands its cells to `keep`
        on the way, in batches; the observations of the release are the figures that series of the agenda ask for.
        """


class Recogniser(Protocol):
    """`recognises` of a reader.py, where it has one: whether a file is this source's own."""

    def __call__(self, *, name: str, content: bytes) -> bool:
        """Return True only when the bytes say so; a name alone is no proof. Never raises."""
