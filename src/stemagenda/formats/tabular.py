"""From the bytes of a file to its metadata, header and rows, by the ending of its name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, NoReturn

from stemagenda.formats.delimited import read_delimited, text_rows
from stemagenda.formats.problems import Findings
from stemagenda.formats.table import Grid, Sheet
from stemagenda.formats.workbook import read_workbook, workbook_rows

ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx")


def read_table(*, name: str, content: bytes, findings: Findings) -> Sheet:
    """Read a file with columns: .csv, .tsv and .txt as text, .xlsx as a workbook.

    Raises:
        Refused: an empty or too large file, another kind of file, or one that cannot be taken apart.
    """
    if _ending(name, content, findings) == ".xlsx":
        return read_workbook(content=content, findings=findings)
    return read_delimited(content=content, findings=findings)


def read_grid(*, name: str, content: bytes, findings: Findings) -> Grid:
    """Read a file as rows of cells, as it stands: for tables with titles above them and notes below.

    Raises:
        Refused: an empty or too large file, another kind of file, or one that cannot be taken apart.
    """
    if _ending(name, content, findings) == ".xlsx":
        return Grid(written="workbook", rows=workbook_rows(content=content, findings=findings))
    written, rows = text_rows(content=content, findings=findings)
    return Grid(written=written, rows=rows)


def _ending(name: str, content: bytes, findings: Findings) -> str:
    """Return the ending of the name, in small letters, of a file that is worth opening."""
    if not content:
        findings.stop("", "is empty", "Give the file with the figures.")
    if len(content) > findings.limits.file_bytes:
        too_large(findings)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ENDINGS:
        findings.stop("", f"ends in '{ending[:10]}'", f"Give a file that ends in one of {', '.join(ENDINGS)}.")
    return ending


def too_large(findings: Findings) -> NoReturn:
    """Refuse a file for its size.

    Raises:
        Refused: always.
    """
    most = findings.limits.file_bytes
    findings.stop("", f"is larger than {most // 1_000_000} MB ({most:,} bytes)", "Split it into several releases.")
