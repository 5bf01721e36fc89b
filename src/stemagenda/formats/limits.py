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

    The `cube_*` limits hold for the dimensional tables of statistical offices, which are larger and are read as a
    stream: `cube_bytes` as given, `cube_unpacked_bytes` after unpacking, of which `json_bytes` with `json_parts`
    commas and brackets may be JSON, which has to be taken in as a whole.
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
    cube_bytes: int = 200_000_000
    cube_unpacked_bytes: int = 400_000_000
    cube_rows: int = 5_000_000
    cube_dimensions: int = 30
    cube_columns: int = 5_000
    cube_problems: int = 1_000
    key_characters: int = 400
    json_bytes: int = 40_000_000
    json_parts: int = 1_000_000
    xml_depth: int = 40
    xml_attributes: int = 200
    xml_tag_bytes: int = 200_000

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
#: A cell of a table may be an amount in a small currency.
LARGEST_CELL: Final = 1e18
