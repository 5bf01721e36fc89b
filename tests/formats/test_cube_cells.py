"""Codes, periods, numbers, flags and names of tables, alone."""

from __future__ import annotations

from datetime import date

import pytest

from stemagenda.formats.cells import CellError
from stemagenda.formats.cube_cells import (
    Remembered,
    check_period,
    joined_key,
    read_dataset,
    read_day,
    read_flags,
    read_value,
)
from stemagenda.formats.problems import Findings


@pytest.mark.parametrize(
    "period",
    [
        "2015",
        "2015-A1",
        "2015A1",
        "2015-S1",
        "2015S2",
        "2015-B1",
        "2015-H1",
        "2015-T3",
        "2015-Q4",
        "2015Q1",
        "2015-01",
        "2015-12",
        "2015-M01",
        "2015M12",
        "2015-W53",
        "2015-D366",
        "2015-02-28",
        "2015-02-28T00:00:00",
        "2015M12D31",
        "2018-19",
        "2018-2019",
        "2018/2019",
        "1999-00",
    ],
)
def test_periods_pass_as_published(period: str) -> None:
    assert check_period(f" {period} ") == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "20155",
        "0000",
        "1799",
        "2201",
        "2015-Q5",
        "2015-S3",
        "2015-M13",
        "2015-13",
        "2015-W54",
        "2015-D367",
        "2015-02-29",
        "2015-2015",
        "2015-2030",
        "2015-17",
        "42005.0",
        "1/1/2015",
        "2015-01-01 00:00:00",
        "\u0662\u0660\u0661\u0665",
    ],
)
def test_other_texts_are_no_period(text: str) -> None:
    with pytest.raises(CellError):
        check_period(text)


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("15.40", 15.4, 2),
        ("1e3", 1000.0, 0),
        ("1.5e-3", 0.0015, 4),
        ("1.5E+1", 15.0, 0),
        (".5", 0.5, 1),
        ("5.", 5.0, 0),
        ("-0", -0.0, 0),
        ("+7", 7.0, 0),
        (" 7 ", 7.0, 0),
        ("", None, 0),
        (":", None, 0),
        ("NaN", None, 0),
        ("#N/A", None, 0),
    ],
)
def test_values(text: str, value: float | None, decimals: int) -> None:
    assert read_value(text) == (value, decimals)


@pytest.mark.parametrize(
    "text", ["1e18", "-1e999", "inf", "0x1", "1 000", "1_0", "1,5", "1.5.5", "e5", "-", "=1", "\u0661"]
)
def test_other_texts_are_no_value(text: str) -> None:
    with pytest.raises(CellError):
        read_value(text)


@pytest.mark.parametrize(
    ("parts", "flags"),
    [(["b", "p"], "bp"), (["b p"], "bp"), (["b|p"], "bp"), (["A", "A"], "A"), (["b: break"], "b"), ([], "")],
)
def test_flags_are_joined(parts: list[str], flags: str) -> None:
    assert read_flags(parts) == flags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ESTAT:trng_lfse_04(1.0)", ("TRNG_LFSE_04", "")),
        ("TRNG_LFSE_04", ("TRNG_LFSE_04", "")),
        ("OECD.CFE.EDS:DSD_A@DF_B(2.0): Words, more", ("DSD_A@DF_B", "Words, more")),
        ("", None),
        ("a b", None),
        ("x" * 101, None),
    ],
)
def test_names_of_tables(text: str, found: tuple[str, str] | None) -> None:
    assert read_dataset(text) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24/04/24 23:00:00", date(2024, 4, 24)),
        ("24/04/2024", date(2024, 4, 24)),
        ("2024-04-24T23:00:00+0200", date(2024, 4, 24)),
        ("2024-04-24", date(2024, 4, 24)),
        ("32/04/24", None),
        ("2024-02-30", None),
        ("soon", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_a_key_has_its_bound() -> None:
    with pytest.raises(CellError, match="together"):
        joined_key(["x" * 100] * 5, Findings(file="a"))


def test_what_is_remembered_has_its_bound() -> None:
    remembered = Remembered(str)
    for number in range(20_001):
        assert remembered[number] == str(number)
    assert len(remembered) == 1
