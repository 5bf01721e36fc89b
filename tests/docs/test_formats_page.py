"""The page of formats says what the code does: limits, sources, statuses."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from tests.house.tree import ROOT

from stemagenda.core.observation import STATUSES
from stemagenda.formats.large_workbook import LARGE
from stemagenda.formats.limits import LIMITS, Limits
from stemagenda.sources.fetching_bounds import FetchLimits
from stemagenda.sources.finding import sources
from stemagenda.sources.flags import STATUS
from stemagenda.sources.reading import LARGEST_FILE
from stemagenda.usecases.previews import MOST_CHANGES
from stemagenda.usecases.uploads import KEPT, LARGEST

PAGE = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
IMPORT_PAGE = (ROOT / "docs" / "reference" / "import-document.md").read_text(encoding="utf-8")
HOW_TO = (ROOT / "docs" / "how-to" / "take-in-figures.md").read_text(encoding="utf-8")
PLAIN = " ".join(PAGE.split())


def rows(pattern: str) -> dict[str, list[str]]:
    """The rows of the page's tables in which a cell is this pattern between backticks, by what it matched."""
    found = {}
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for cell in cells[:2]:
            if match := re.fullmatch(f"`({pattern})`", cell):
                found[match[1]] = cells
    return found


def number(written: str) -> float:
    return float(written.replace(",", ""))


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_every_limit_is_told(name: str) -> None:
    _, _, usual, large = rows("[a-z_]+")[name]
    assert number(usual) == getattr(LIMITS, name)
    assert number(large or usual) == getattr(LARGE, name)


def test_larger_bounds_are_told() -> None:
    assert f"on the site may have {LARGEST:,} bytes" in PLAIN
    assert f"one given by command {LARGEST_FILE:,}" in PLAIN
    assert f"a fetch takes {FetchLimits().file_bytes:,}" in PLAIN
    assert f"Up to {LARGEST // 1_000_000} MB" in " ".join(HOW_TO.split())
    assert (KEPT.days, "for one day" in HOW_TO) == (1, True)
    assert f"at most {MOST_CHANGES}" in IMPORT_PAGE


def test_every_source_has_its_row() -> None:
    known = set(sources())
    told = {name for name, cells in rows("[a-z_]+").items() if name == cells[0].strip("`")}
    assert told == known


def test_sources_that_recognise_nothing_read_release_files_alone() -> None:
    table = rows("[a-z_]+")
    for name, source in sources().items():
        assert (table[name][1] == "release files") is (source.recognises is None), name


def test_large_tables_are_those_of_the_sources_that_ask_for_them() -> None:
    asking = {
        name
        for name, source in sources().items()
        if any("large_findings" in path.read_text(encoding="utf-8") for path in source.folder.glob("*.py"))
    }
    told = re.search(r"tables of rows \(([^)]*)\)", PLAIN)
    assert told is not None
    assert set(re.findall(r"`(\w+)`", told[1])) == asking


def test_every_status_and_flag_is_told() -> None:
    table = rows("[A-Z]")
    assert tuple(table) == STATUSES
    told = {flag: status for status, cells in table.items() for flag in re.findall(r"`(\w)`", cells[2])}
    assert told == STATUS
