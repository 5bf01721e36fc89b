"""Release files made on the spot: good ones, and ones that nobody should be able to harm us with."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import pytest
from openpyxl import Workbook

from stemagenda.core.observation import Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.limits import LIMITS, Limits
from stemagenda.sources.reading import read_release

METADATA = {
    "title": "Vlaamse resultaten",
    "publisher": "Een uitgever",
    "published": "2013-12-03",
    "rank": "primary",
    "url": "https://example.org/a?b=c",
    "licence": "niet vermeld",
}
HEADER = ("indicator", "series", "period", "value")
FULL_HEADER = (
    *HEADER,
    "half_width",
    "approximate",
    "bound",
    "standard_error",
    "sample_size",
    "status",
    "where",
    "note",
)
ROW = ("RG2-WIS", "pisa", "2012", "15.4")


def text(
    *rows: Sequence[object],
    header: Sequence[str] = HEADER,
    metadata: Mapping[str, str] = METADATA,
    separator: str = ",",
    ending: str = "\n",
) -> str:
    """A release file as text."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator=ending)
    for key, value in metadata.items():
        stream.write(f"# {key}: {value}{ending}")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def first_row(metadata: Mapping[str, str] = METADATA) -> int:
    """The row number of the first figure in a file of `text`."""
    return len(metadata) + 2


def workbook(*rows: Sequence[object], header: Sequence[object] = HEADER, hidden: Iterable[str] = ()) -> bytes:
    """A release file as a workbook; `hidden` names extra sheets with content that nobody sees."""
    book = Workbook()
    sheet = book.active
    for key, value in METADATA.items():
        sheet.append([f"# {key}: {value}"])
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    for name in hidden:
        other = book.create_sheet(name)
        other["A1"] = "rough work"
        other.sheet_state = "hidden"
    return saved(book)


def moment(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """A date as a workbook keeps it."""
    return datetime(year, month, day, hour)  # noqa: DTZ001  (workbooks know no time zones)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(
    content: bytes, *, replace: Mapping[str, bytes] | None = None, add: Mapping[str, bytes] | None = None
) -> bytes:
    """An archive with some members replaced or added."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, extra in (add or {}).items():
            new.writestr(name, extra)
    return result.getvalue()


def sheet_with(data: str) -> bytes:
    """A small workbook whose only sheet has this XML between <worksheet> and </worksheet>."""
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{data}</worksheet>'
    return repacked(workbook(), replace={"xl/worksheets/sheet1.xml": xml.encode()})


def read(content: bytes | str, *, name: str = "a.csv", limits: Limits = LIMITS) -> Release:
    """Read a release of a source called test."""
    as_bytes = content.encode() if isinstance(content, str) else content
    return read_release(source="test", name=name, content=as_bytes, limits=limits)


def problems(content: bytes | str, *, name: str = "a.csv", limits: Limits = LIMITS) -> tuple[Problem, ...]:
    """The problems for which a file is refused."""
    with pytest.raises(Refused) as refused:
        read(content, name=name, limits=limits)
    assert refused.value.problems
    for found in refused.value.problems:
        assert found.message, "a problem says what is wrong"
        assert found.remedy.endswith((".", "?")), f"a remedy is a sentence: {found.remedy}"
        assert len(str(found)) < 600, "a problem fits on a few lines"
        assert str(found).isprintable(), "a problem cannot upset a terminal"
    return refused.value.problems


def problem(content: bytes | str, *, name: str = "a.csv", limits: Limits = LIMITS) -> str:
    """The only problem of a file, as a person reads it."""
    found = problems(content, name=name, limits=limits)
    assert len(found) == 1, [str(one) for one in found]
    return str(found[0])
