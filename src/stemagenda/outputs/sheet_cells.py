"""Cells and workbooks as writers of reports and forms make them: text that does nothing, bytes that stay the same."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any, Final

from openpyxl.cell import WriteOnlyCell

from stemagenda.outputs.letters import clean

LONGEST_CELL: Final = 32_767
_LIVE: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def text_cell(sheet: Any, /, value: str, **look: Any) -> Any:
    """Return a cell that shows a text and does nothing."""
    text = clean(value)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # whatever it looks like: openpyxl would take "=1+1" for a formula
    for name, setting in look.items():
        setattr(cell, name, setting)
    if _LIVE.match(text):
        cell.quotePrefix = True  # and it stays text when somebody edits it
    return cell


def same_every_time(*, workbook: Any, day: date) -> bytes:
    """Return the bytes of a workbook without the moments at which it was made."""
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    stream, result = io.BytesIO(), io.BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in made.infolist():
            content = made.read(member)
            if member.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", lambda found: found[1] + moment, content)
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
    return result.getvalue()
