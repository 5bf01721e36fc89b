"""What is wrong with something a person gave us, said so that they can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Importance = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One named problem: where it is, what is wrong, and how to mend it.

    `place` is a row, cell or key inside the file ("row 12, column value"; "series[2].unit").
    """

    file: str
    place: str
    message: str
    remedy: str
    importance: Importance = "error"

    def __str__(self) -> str:
        """One line for a terminal or a log."""
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.message}. {self.remedy}"


class Refused(Exception):  # noqa: N818  (a refusal is an answer, not a crash)
    """Input was refused as a whole; nothing was stored.

    `problems` holds at least one `Problem`.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
