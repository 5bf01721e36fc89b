"""Every source shows with a sample how its files are read; and no sample, however damaged, breaks a reader."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources import released

from stemagenda.core.observation import Details, Observation, Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import Source, sources

SOURCES = sources()
COLUMNS = ["indicator", "series", "period", "value", "half_width", "standard_error", "sample_size", "status"]
#: Readers that open a file in a process of its own cost more an example.
SLOW = (".xlsx", ".zip")


def sample_of(source: Source) -> Path:
    found = sorted(path for path in source.folder.glob("sample.*") if path.suffix != ".toml")
    assert len(found) == 1, f"{source.name} has {len(found)} samples"
    return found[0]


def details_of(source: Source) -> Details:
    path = source.folder / "sample.toml"
    return Details(**tomllib.loads(path.read_text(encoding="utf-8"))) if path.exists() else Details()


def release_of(source: Source) -> Release:
    path = sample_of(source)
    return source.read(name=path.name, content=path.read_bytes(), details=details_of(source))


def as_row(one: Observation) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "series": one.series,
        "period": one.period.code,
        "value": one.value,
        "half_width": one.half_width,
        "standard_error": one.standard_error,
        "sample_size": one.sample_size,
        "status": one.status,
    }


def expected_row(row: Mapping[str, str]) -> dict[str, Any]:
    def number(text: str) -> float | None:
        return float(text) if text else None

    return {
        **{name: row[name] for name in ("indicator", "series", "period", "status")},
        "value": pytest.approx(float(row["value"]), abs=1e-6),
        "half_width": pytest.approx(number(row["half_width"]) or 0.0, abs=1e-9),
        "standard_error": number(row["standard_error"]),
        "sample_size": int(row["sample_size"]) if row["sample_size"] else None,
    }


@pytest.fixture(params=SOURCES.values(), ids=lambda source: source.name)
def source(request: pytest.FixtureRequest) -> Source:
    found: Source = request.param
    return found


def test_the_sample_reads_to_what_is_expected(source: Source) -> None:
    with (source.folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        expected = [expected_row(row) for row in reader]
    found = [as_row(one) for one in release_of(source).observations]
    order = ("indicator", "series", "period")
    assert sorted(found, key=lambda row: [row[name] for name in order]) == sorted(
        expected, key=lambda row: [row[name] for name in order]
    )


def test_the_sample_says_that_it_was_made_for_the_test(source: Source) -> None:
    release = release_of(source)
    said = f"{release.title} {release.note}".lower()
    assert "made for the test" in said or "voor de test" in said, said
    assert release.source == source.name
    assert release.reader


def test_every_figure_of_the_sample_is_one_that_the_agenda_asks_for(source: Source) -> None:
    known = released.units()
    strangers = {(one.indicator, one.series) for one in release_of(source).observations} - set(known)
    assert not strangers
    assert {one.indicator for one in release_of(source).observations} <= set(source.covers)


def test_the_source_recognises_its_own_sample_and_no_other_source_does(source: Source) -> None:
    if source.recognises is None:
        pytest.skip("a source that takes release files alone recognises none of its own")
    path = sample_of(source)
    content = path.read_bytes()
    found = {
        name
        for name, other in SOURCES.items()
        if other.recognises is not None and other.recognises(name=path.name, content=content)
    }
    assert found <= {source.name}


def test_the_readers_still_take_release_files(source: Source) -> None:
    for path in sorted((source.folder / "releases").glob("*.csv"))[:1]:
        assert source.read(name=path.name, content=path.read_bytes()).observations


def damaged(content: bytes, data: st.DataObject) -> bytes:
    """The bytes with some of them changed, taken out, doubled or cut off."""
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        if not changed:
            break
        start = data.draw(st.integers(0, len(changed) - 1))
        end = min(len(changed), start + data.draw(st.integers(1, 30)))
        match data.draw(st.sampled_from(("put", "take", "double", "cut"))):
            case "put":
                changed[start:end] = data.draw(st.binary(max_size=30))
            case "take":
                del changed[start:end]
            case "double":
                changed[start:start] = changed[start:end]
            case "cut":
                del changed[start:]
    return bytes(changed)


def try_to_read(source: Source, name: str, content: bytes) -> None:
    """A file is read or refused with named problems; nothing else may happen."""
    problems: tuple[Problem, ...] = ()
    try:
        assert isinstance(source.read(name=name, content=content, details=details_of(source)), Release)
    except Refused as refused:
        problems = refused.problems
    for problem in problems:
        assert problem.message
        assert problem.remedy
        assert str(problem).isprintable(), "a problem cannot upset a terminal"
    if source.recognises is not None:
        assert source.recognises(name=name, content=content) in {True, False}


@pytest.mark.parametrize("name", [name for name, one in SOURCES.items() if sample_of(one).suffix not in SLOW])
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_sample_is_read_or_refused(name: str, data: st.DataObject) -> None:
    path = sample_of(SOURCES[name])
    try_to_read(SOURCES[name], path.name, damaged(path.read_bytes(), data))


@pytest.mark.parametrize("name", [name for name, one in SOURCES.items() if sample_of(one).suffix in SLOW])
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_archive_is_read_or_refused(name: str, data: st.DataObject) -> None:
    path = sample_of(SOURCES[name])
    try_to_read(SOURCES[name], path.name, damaged(path.read_bytes(), data))


def test_bytes_of_any_kind_are_refused(source: Source) -> None:
    for content in (b"", b"\0", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"[" * 100_000, b'{"content": [', b"\xff\xfe;\x00"):
        for name in ("a.csv", "a.zip"):
            with pytest.raises(Refused):
                source.read(name=name, content=content, details=details_of(source))
