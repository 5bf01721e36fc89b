"""Publishers' own tables made on the spot: workbooks, text files, archives, and what a reader says of them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from stemagenda.core.observation import Details, Release
from stemagenda.core.validation import Refused
from stemagenda.sources.protocol import Reader

#: What a person says beside a file.
SAID = Details(title="", published="2026-11-20", url="https://example.org/tabel", note="")
Rows = Iterable[Sequence[Any]]


def workbook(header: Sequence[Any], rows: Rows, *, sheet: str = "data", others: Iterable[str] = ()) -> Workbook:
    """A workbook with one table; `others` names further sheets, empty and hidden."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(list(header))
    for row in rows:
        page.append(list(row))
    for name in others:
        book.create_sheet(name).sheet_state = "hidden"
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx(header: Sequence[Any], rows: Rows, *, sheet: str = "data") -> bytes:
    """The bytes of a workbook with one table."""
    return saved(workbook(header, rows, sheet=sheet))


def text(
    header: Sequence[Any], rows: Rows, *, separator: str = ";", ending: str = "\r", codec: str = "utf-8-sig"
) -> bytes:
    """A text file, by default as Onderwijs Vlaanderen writes its lists: byte order mark, quotes, CR only."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode(codec)


def package(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files; always the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def figures(release: Release) -> dict[tuple[str, str, str], float]:
    """The figures of a release by indicator, series and period."""
    return {(one.indicator, one.series, one.period.code): one.value for one in release.observations}


def problems(read: Reader, content: bytes, *, name: str, details: Details = SAID) -> list[str]:
    """What a reader says when it refuses a file; each names what is wrong and what to do."""
    with pytest.raises(Refused) as refused:
        read(name=name, content=content, details=details)
    found = refused.value.problems
    for problem in found:
        assert problem.message
        assert problem.remedy.endswith((".", "?")), problem.remedy
        assert len(str(problem)) < 900
        assert str(problem).isprintable()
    return [str(problem) for problem in found]
