"""How numbers, shares and days are written: Dutch and English, rounded half up, never a machine's notation."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.text import LANGUAGES, Language, Text, format_date, format_number, format_percent, is_plain

#: A number as each language writes it: sign, groups of three, decimals.
SHAPES = {
    "nl": re.compile(r"[+−]?\d{1,3}(\.\d{3})*(,\d+)?"),
    "en": re.compile(r"[+−]?\d{1,3}(,\d{3})*(\.\d+)?"),
}
numbers = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)
languages = st.sampled_from(LANGUAGES)


def read_back(written: str, language: Language) -> Decimal:
    group, mark = (".", ",") if language == "nl" else (",", ".")
    return Decimal(written.replace(group, "").replace(mark, ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (17.3, None, "17,3", "17.3"),
        (18.0, None, "18", "18"),
        (1000000, 0, "1.000.000", "1,000,000"),
        (999.999, None, "1.000,00", "1,000.00"),
        (0.5, 0, "1", "1"),
        (1.5, 0, "2", "2"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "−3", "−3"),
        (2.675, 2, "2,68", "2.68"),
        (1.005, 2, "1,01", "1.01"),
        (0.285, 2, "0,29", "0.29"),
        (-0.004, 2, "0,00", "0.00"),
        (-0.0, None, "0", "0"),
        (1e15, 1, "1.000.000.000.000.000,0", "1,000,000,000,000,000.0"),
        (123456.0, None, "123.456", "123,456"),
        (120, None, "120", "120"),
    ],
)
def test_numbers_as_each_language_writes_them(value: float, decimals: int | None, dutch: str, english: str) -> None:
    assert format_number(value, language="nl", decimals=decimals) == dutch
    assert format_number(value, language="en", decimals=decimals) == english


@given(value=numbers, language=languages, decimals=st.integers(0, 4))
def test_a_number_is_rounded_half_away_from_zero_and_reads_back(
    value: float, language: Language, decimals: int
) -> None:
    written = format_number(value, language=language, decimals=decimals)
    assert SHAPES[language].fullmatch(written)
    got, exact = read_back(written, language), Decimal(repr(value))
    half = Decimal(5).scaleb(-decimals - 1)
    assert abs(got - exact) <= half
    if abs(got - exact) == half:
        assert abs(got) > abs(exact)


@given(value=numbers, language=languages)
def test_without_decimals_a_number_keeps_its_own_up_to_two(value: float, language: Language) -> None:
    written = format_number(value, language=language)
    assert SHAPES[language].fullmatch(written)
    assert abs(read_back(written, language) - Decimal(repr(value))) <= Decimal("0.005")


@given(value=numbers, decimals=st.none() | st.integers(0, 4))
def test_both_languages_write_the_same_number(value: float, decimals: int | None) -> None:
    dutch, english = (format_number(value, language=language, decimals=decimals) for language in LANGUAGES)
    assert dutch.translate(str.maketrans(",.", ".,")) == english


@given(value=numbers, language=languages, decimals=st.integers(0, 3))
def test_a_sign_stands_before_differences_only_where_there_is_one(
    value: float, language: Language, decimals: int
) -> None:
    written = format_number(value, language=language, decimals=decimals, sign=True)
    number = read_back(written.lstrip("+"), language)
    assert written.startswith("+") == (number > 0)
    assert written.startswith("−") == (number < 0)
    assert "-" not in written


def test_a_share_has_a_narrow_space_that_does_not_break_in_dutch() -> None:
    assert format_percent(17.3, language="nl") == "17,3\u202f%"
    assert format_percent(17.3, language="en") == "17.3%"
    assert format_percent(40.25, language="nl") == "40,25\u202f%"
    assert format_percent(18, language="nl", decimals=1) == "18,0\u202f%"


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_own_name(number: int) -> None:
    dutch, english = (format_date(date(2026, number, 9), language=language) for language in LANGUAGES)
    assert re.fullmatch(r"9 [a-z]+ 2026", dutch)
    assert re.fullmatch(r"9 [A-Z][a-z]+ 2026", english)
    assert english.split()[1] == date(2026, number, 1).strftime("%B")


def test_a_dutch_month_is_dutch() -> None:
    assert format_date(date(2026, 3, 1), language="nl") == "1 maart 2026"
    assert format_date(date(2024, 10, 31), language="nl") == "31 oktober 2024"


@pytest.mark.parametrize(("nl", "en"), [("", "x"), ("x", ""), (" ", "x"), ("x", "\n")])
def test_a_text_needs_both_languages(nl: str, en: str) -> None:
    with pytest.raises(ValueError, match="both Dutch"):
        Text(nl, en)


def test_a_text_gives_each_language_its_own() -> None:
    assert Text("ja", "yes").to("nl") == "ja"
    assert Text("ja", "yes").to("en") == "yes"


@pytest.mark.parametrize("odd", ["\x00", "\x07", "\x0b", "\x1b", "\x1f", "\x7f", "\ud83d"])
def test_what_nobody_writes_is_not_plain(odd: str) -> None:
    assert not is_plain(f"een{odd}twee")
    assert is_plain("één\r\n\ttwee <b>drie</b> \u202f👩🏽‍🔬 \u0430")
