"""Publishers' own tables made on the spot, and asking a source's reader for them."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest
from openpyxl import Workbook
from tests.sources.files import saved

from stemagenda.core.observation import Details, Observation, Release
from stemagenda.core.validation import Refused

SAID = Details(title="Made for the test", published="2024-03-01")


def read(reader: ModuleType, content: str | bytes, *, name: str = "table.csv", details: Details = SAID) -> Release:
    """What the reader makes of a file."""
    as_bytes = content.encode() if isinstance(content, str) else content
    release: Release = reader.read(name=name, content=as_bytes, details=details)
    return release


def refusals(
    reader: ModuleType, content: str | bytes, *, name: str = "table.csv", details: Details = SAID
) -> list[str]:
    """Why a file is refused."""
    with pytest.raises(Refused) as refused:
        read(reader, content, name=name, details=details)
    for found in refused.value.problems:
        assert found.remedy.endswith((".", "?")), f"a remedy is a sentence: {found.remedy}"
        assert str(found).isprintable()
    return [str(problem) for problem in refused.value.problems]


def refusal(reader: ModuleType, content: str | bytes, **how: Any) -> str:
    """The only reason."""
    found = refusals(reader, content, **how)
    assert len(found) == 1, found
    return found[0]


def recognised(reader: ModuleType, content: str | bytes, *, name: str = "table.csv") -> bool:
    """Whether the source takes a file for its own."""
    found: bool = reader.recognises(name=name, content=content.encode() if isinstance(content, str) else content)
    return found


def figures(release: Release) -> dict[tuple[str, str, str], float]:
    """The values of a release."""
    return {(item.indicator, item.series, item.period.code): item.value for item in release.observations}


def figure(release: Release, indicator: str, series: str, period: str) -> Observation:
    """One figure of a release."""
    wanted = (indicator, series, period)
    return next(item for item in release.observations if (item.indicator, item.series, item.period.code) == wanted)


def workbook(*rows: Sequence[Any], merged: Sequence[str] = (), percent: str = "", hidden: str = "") -> bytes:
    """A table as a workbook: with merged cells, a cell formatted as a percentage, a hidden sheet with other figures."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    if percent:
        sheet[percent].number_format = "0.0%"
    if hidden:
        other = book.create_sheet(hidden)
        other.append(["Flemish Community", 999])
        other.sheet_state = "hidden"
    return saved(book)
