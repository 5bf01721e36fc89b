"""How much a file may hold. One place, so that every reader stops at the same point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Upper bounds of a release file. Sizes in bytes, texts in characters, times in seconds.

    The workbook limits guard against archives that are small on disk and huge once opened: `members` and
    `unpacked_bytes` bound the archive, `ratio` how far one member may have been compressed, `child_*` what the
    separate process that opens the workbook may use.
    """

    file_bytes: int = 20_000_000
    rows: int = 200_000
    columns: int = 200
    cell_characters: int = 10_000
    metadata_lines: int = 50
    problems: int = 100
    members: int = 500
    unpacked_bytes: int = 200_000_000
    ratio: int = 250
    child_memory_bytes: int = 400_000_000
    child_cpu_seconds: int = 50
    child_seconds: float = 60.0
    child_output_bytes: int = 80_000_000

    @property
    def record_characters(self) -> int:
        """Characters of the longest row that is still taken apart: a file of separators alone stops here."""
        return 200 * self.cell_characters


LIMITS: Final = Limits()
#: Longest text per field of a release, as the store keeps it.
LONGEST: Final = {
    "code": 120,
    "title": 400,
    "publisher": 200,
    "url": 1_000,
    "licence": 300,
    "language": 5,
    "release note": 5_000,
    "indicator": 40,
    "series": 60,
    "where": 300,
    "note": 1_000,
}
LARGEST_SAMPLE: Final = 2_147_483_647
LARGEST_VALUE: Final = 1e15
