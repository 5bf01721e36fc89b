"""A cheap look at the first row of a file, to tell whose it is before it is read: bounded, and it never raises."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from html import unescape
from typing import Final

from stemagenda.formats.recognising import ZIP, recognise

#: Bytes of a text, of a sheet and of the shared texts of a workbook that are looked at.
_TEXT: Final = 65_536
_SHEET: Final = 262_144
_SHARED: Final = 2_000_000
_SHEETS: Final = 5
_CELL: Final = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_VALUE: Final = re.compile(r"<v>([^<]*)</v>")
_WORDS: Final = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")
_ITEM: Final = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_FAILS: Final = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, zlib.error, RuntimeError)
FirstRow = tuple[str, ...]


def first_rows_of(content: bytes) -> tuple[FirstRow, ...]:
    """Return the first row that holds anything: of a text file, or of each of the first sheets of a workbook."""
    try:
        if content.startswith(ZIP):
            return _of_workbook(content)
        return _of_text(content)
    except (*_FAILS, KeyError, csv.Error):
        return ()


def _of_text(content: bytes) -> tuple[FirstRow, ...]:
    if recognise(content):
        return ()
    start = content[:_TEXT]
    codec = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for line in io.StringIO(start.decode(codec, errors="replace"), newline=None):
        if line.strip(' ,;|\t\r\n"') and not line.lower().startswith("sep="):
            separator = max(";,|\t", key=line.count)
            cells = next(csv.reader([line.rstrip("\r\n")], delimiter=separator))
            return (tuple(cell.strip() for cell in cells),)
    return ()


def _of_workbook(content: bytes) -> tuple[FirstRow, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        shared = (
            _start(archive, "xl/sharedStrings.xml", _SHARED) if "xl/sharedStrings.xml" in archive.namelist() else ""
        )
        texts = ["".join(_WORDS.findall(item)) for item in _ITEM.findall(shared)]
        rows = [_first_row(_start(archive, name, _SHEET), texts) for name in names[:_SHEETS]]
    return tuple(row for row in rows if row)


def _start(archive: zipfile.ZipFile, name: str, most: int) -> str:
    with archive.open(name) as opened:
        return opened.read(most).decode("utf-8", errors="replace")


def _first_row(sheet: str, texts: list[str]) -> FirstRow:
    for row in sheet.split("<row")[1:]:
        cells = [_cell(found[1], found[2], texts) for found in _CELL.finditer(row)]
        if any(cells):
            return tuple(cells)
    return ()


def _cell(attributes: str, inside: str | None, texts: list[str]) -> str:
    if not inside:
        return ""
    value = _VALUE.search(inside)
    if value is None:
        return unescape("".join(_WORDS.findall(inside))).strip()
    if 't="s"' in attributes:
        place = int(value[1]) if value[1].isascii() and value[1].isdecimal() and len(value[1]) < 10 else len(texts)
        return unescape(texts[place]).strip() if place < len(texts) else ""
    return unescape(value[1]).strip()
