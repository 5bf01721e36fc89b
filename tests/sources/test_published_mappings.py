"""The mappings of the sources with published tables: every series they name is one of the agenda's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from stemagenda.agendas.loading import find_agenda, read_agenda
from stemagenda.core.indicators.definition import Series
from stemagenda.sources.finding import SHIPPED

TESTS, WIDE = (
    ("pisa", "timss"),
    ("indicatorenboek", "statistiek_vlaanderen", "eurostat_monitor", "wetenschapsbarometer"),
)


@cache
def declared() -> dict[tuple[str, str], Series]:
    """Every series of the agenda."""
    _, indicators = read_agenda(find_agenda("stem-agenda-2030"))
    return {(indicator.code, series.code): series for indicator in indicators for series in indicator.series}


def table(source: str, name: str = "mapping.toml") -> dict[str, Any]:
    """A mapping as it stands in the folder."""
    return tomllib.loads((SHIPPED / source / name).read_text(encoding="utf-8"))


def named() -> Iterator[tuple[str, str, str]]:
    """Every (source, indicator, series) that a mapping names."""
    for source in TESTS:
        yield from ((source, item["indicator"], item["series"]) for item in table(source)["series"])
    for source in WIDE:
        yield from ((source, *series) for item in table(source)["tables"] for series in item["rows"].values())
    codebook = table("wetenschapsbarometer", "codebook.toml")
    for item in (*codebook["questions"], *codebook["sizes"]):
        yield "wetenschapsbarometer", item["indicator"], item["series"]


@pytest.mark.parametrize(("source", "indicator", "series"), sorted(set(named())))
def test_every_series_is_declared_and_the_source_is_one_of_the_indicators(
    source: str, indicator: str, series: str
) -> None:
    assert (indicator, series) in declared()
    assert source in {other.source for (code, _), other in declared().items() if code == indicator}


@pytest.mark.parametrize("source", TESTS)
def test_every_word_of_a_series_is_spelt_somewhere(source: str) -> None:
    mapping = table(source)
    for item in mapping["series"]:
        assert item["region"] in mapping["regions"]
        assert item["domain"] in mapping["domains"]
        assert item["measure"] in mapping["measures"]
    combined = [(item["region"], item["domain"], item["measure"]) for item in mapping["series"]]
    assert len(combined) == len(set(combined)), "two series for one cell"


@pytest.mark.parametrize("source", TESTS)
@pytest.mark.parametrize("part", ["regions", "domains", "measures"])
def test_a_spelling_means_one_thing(source: str, part: str) -> None:
    spellings = table(source)[part]
    for one, other in combinations(spellings, 2):
        assert not set(map(str.lower, spellings[one])) & set(map(str.lower, spellings[other]))


@pytest.mark.parametrize("source", WIDE)
def test_tables_have_names_and_titles_of_their_own(source: str) -> None:
    tables = table(source)["tables"]
    assert len({item["name"] for item in tables}) == len(tables)
    titles = [title for item in tables for title in item["titles"]]
    assert len(set(titles)) == len(titles)
    for item in tables:
        assert not set(item["rows"]) & set(item.get("ignore", ())), f"{item['name']}: a row is wanted and is not"


@pytest.mark.parametrize("source", WIDE)
def test_percentages_are_for_shares(source: str) -> None:
    """A table in which a percent sign is allowed holds shares, or a rate in per cent; the others hold no share."""
    for item in table(source)["tables"]:
        units = {declared()[tuple(series)].unit for series in item["rows"].values()}
        percent = item.get("percent", False)
        assert units <= {"share", "rate"} if percent else "share" not in units, item["name"]
