"""Tables as CSV (RFC 4180): comma, decimal point, ISO dates, CR LF, UTF-8 with a byte order mark.

The mark is there because spreadsheet programs otherwise read accents wrongly; every CSV reader that knows UTF-8 skips
it. Text that a spreadsheet program would run as a formula gets an apostrophe in front; numbers stay numbers, also
negative ones.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from stemagenda.core.reports.table import Cell, Column, check_row

BYTE_ORDER_MARK: Final = "\ufeff"
#: Characters that are gathered before they leave.
PIECE: Final = 65_536
#: What starts a formula, also behind white space or apostrophes and in the wide forms of East Asian keyboards.
_LIVE: Final = re.compile(r"['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")


def write(*, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    """Return a table as the bytes of a CSV file.

    Raises:
        ValueError: when a row does not fit the columns.
    """
    return b"".join(pieces(columns=columns, rows=rows))


def pieces(*, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]]) -> Iterator[bytes]:
    """The same bytes some at a time: of a long table no more than `PIECE` characters and a row are held at once.

    Raises:
        ValueError: when a row does not fit the columns.
    """
    stream = io.StringIO(newline="")
    stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([neutral(column.title) for column in columns])
    for number, row in enumerate(rows, 1):
        check_row(columns=columns, row=row, number=number)
        cells = [_written(cell) for cell in row]
        if cells == [""]:
            stream.write('""\r\n')  # csv writes a lone empty cell as an empty line, which readers skip
        else:
            writer.writerow(cells)
        if stream.tell() > PIECE:
            yield stream.getvalue().encode()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue().encode()


def neutral(text: str) -> str:
    """Return a text that no spreadsheet program runs: with an apostrophe in front where it would."""
    return f"'{text}" if _LIVE.match(text) else text


def original(text: str) -> str:
    """Undo `neutral`: for programs that read our files back."""
    return text[1:] if text.startswith("'") and _LIVE.match(text[1:]) else text


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    return cell.isoformat() if isinstance(cell, date) else repr(cell)
