"""What every release file and every source must say, whoever typed it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from decimal import Decimal

import pytest
from tests.sources import released

METADATA = ("title", "publisher", "published", "rank", "url", "licence", "language")
COLUMNS = [
    "indicator",
    "series",
    "period",
    "value",
    "half_width",
    "approximate",
    "bound",
    "standard_error",
    "sample_size",
    "status",
    "where",
    "note",
]
CODES = [
    "pisa",
    "timss",
    "stem_monitor",
    "wetenschapsbarometer",
    "vdab",
    "statbel",
    "indicatorenboek",
    "statistiek_vlaanderen",
]
SOURCES = [*CODES, "eurostat_monitor", "cursisten"]
FILES = [pytest.param(item, id=f"{item.source}/{item.path.stem}") for item in released.releases()]

each_release = pytest.mark.parametrize("release", FILES)


@each_release
def test_metadata(release: released.Released) -> None:
    data = release.metadata
    assert not [key for key in METADATA if not data.get(key, "").strip()]
    assert set(data) <= {*METADATA, "note"}
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", data["published"])
    assert release.path.stem.startswith(data["published"][:4])
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", release.path.stem)
    assert data["rank"] in {"primary", "secondary"}
    assert re.fullmatch(r"https?://\S+", data["url"])
    assert data["language"] in {"nl", "en"}


@each_release
def test_rows(release: released.Released) -> None:
    assert release.rows
    for row in release.rows:
        assert list(row) == COLUMNS
        assert re.fullmatch(r"\d{4}(-\d{2})?", row["period"]), row
        assert row["approximate"] in {"", "yes"}, row
        assert row["bound"] in {"", "above", "below"}, row
        assert row["standard_error"] == "", "no text that was read prints a standard error"
        assert row["sample_size"] == "" or int(row["sample_size"]) > 0, row


@each_release
def test_no_duplicates_in_one_file(release: released.Released) -> None:
    count = Counter((row["indicator"], row["series"], row["period"]) for row in release.rows)
    assert not {key: n for key, n in count.items() if n > 1}


@each_release
def test_values_have_the_decimals_their_half_width_tells(release: released.Released) -> None:
    for row in release.rows:
        value, half_width = Decimal(row["value"]), Decimal(row["half_width"])
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        if row["approximate"]:
            assert half_width > step / 2, row
        else:
            assert half_width == step / 2 or (half_width == 0 and step == 1), row


@each_release
def test_loose_words_are_explained(release: released.Released) -> None:
    assert not [row for row in release.rows if (row["approximate"] or row["bound"]) and not row["note"]]


@each_release
def test_every_series_is_declared(release: released.Released) -> None:
    declared = released.units()
    missing = {(row["indicator"], row["series"]) for row in release.rows} - set(declared)
    assert not missing


@each_release
def test_shares_lie_between_0_and_100(release: released.Released) -> None:
    units = released.units()
    shares = [row for row in release.rows if units.get((row["indicator"], row["series"])) == "share"]
    assert not [row for row in shares if not 0 <= float(row["value"]) <= 100]


def test_codes_of_releases_are_unique() -> None:
    assert not [code for code, n in Counter(item.path.stem for item in released.releases()).items() if n > 1]


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_says_who_publishes_what(source: str) -> None:
    declared = tomllib.loads((released.SOURCES / source / "source.toml").read_text(encoding="utf-8"))
    for key in ("title", "note"):
        assert set(declared[key]) == {"nl", "en"}
    for key in ("publisher", "licence", "cadence", "contact"):
        assert declared[key].strip()
    assert declared["url"].startswith("http")
    assert declared["covers"]


def test_sources_cover_every_indicator_once_declared() -> None:
    covered = {
        code
        for source in SOURCES
        for code in tomllib.loads((released.SOURCES / source / "source.toml").read_text(encoding="utf-8"))["covers"]
    }
    assert {indicator["code"] for indicator in released.indicators()} <= covered
