"""Numbers as publishers print them."""

from __future__ import annotations

import pytest

from stemagenda.formats.cells import CellError
from stemagenda.formats.problems import Findings
from stemagenda.formats.table import Written
from stemagenda.sources.printed import MISSING, Printed, PrintedNumbers, half_width


def printed(text: str, *, written: Written = "semicolon", percent: bool = True) -> Printed:
    return PrintedNumbers(written=written, percent=percent).read(text, row=1, place="row 1")


@pytest.mark.parametrize(
    ("text", "value", "width"),
    [("18", 18, 0.5), ("18.3", 18.3, 0.05), ("18,30", 18.3, 0.005), ("-0.5", -0.5, 0.05), ("21.3%", 21.3, 0.05)],
)
def test_a_number_and_half_its_rounding_step(text: str, value: float, width: float) -> None:
    found = printed(text)
    assert found.value == value
    assert found.half_width == pytest.approx(width)
    assert half_width(text.rstrip("%")) == found.half_width


@pytest.mark.parametrize(
    ("text", "status", "mark"),
    [
        ("18.3 b", "B", ""),
        ("18.3(p)", "P", ""),
        ("18.3 (e)", "E", ""),
        ("18.3u", "U", ""),
        ("18.3*", "A", "*"),
        ("18.3²", "A", "²"),
        ("18.3 (x)", "A", "x"),
        ("18.3 ▲", "A", "▲"),
    ],
)
def test_what_stands_behind_a_number(text: str, status: str, mark: str) -> None:
    found = printed(text)
    assert (found.value, found.status, found.mark) == (18.3, status, mark)


def test_an_error_in_brackets() -> None:
    assert printed("7 (0.6)").error == 0.6
    assert printed("532 (1,9)").value == 532


@pytest.mark.parametrize("sign", list(MISSING))
def test_signs_for_no_figure(sign: str) -> None:
    found = printed(f" {sign.upper()} ")
    assert (found.value, found.missing) == (None, sign)


@pytest.mark.parametrize("text", ["18.3 q", "(18.3)", "1 2", "18.3 (0.6) (0.7)", "a few", "18,3,1", "=1", "~18"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(CellError):
        printed(text)


def test_a_percent_sign_where_none_is_expected() -> None:
    with pytest.raises(CellError, match="percent sign"):
        printed("18%", percent=False)


@pytest.mark.parametrize(
    ("texts", "sure"),
    [
        (["1.234"], False),
        (["1.234", "900", "5.678"], False),
        (["1.234", "5.6"], True),
        (["1.234", "0.567"], True),
        (["1.2345"], True),
        (["0.234"], True),
        (["12"], True),
    ],
)
def test_thousands_or_decimals(texts: list[str], sure: bool) -> None:
    numbers, findings = PrintedNumbers(written="comma"), Findings(file="a")
    for text in texts:
        numbers.read(text, row=1, place="row 1")
    numbers.refuse_if_unsure(findings)
    assert (findings.count == 0) is sure


def test_a_workbook_stores_numbers_as_numbers() -> None:
    numbers, findings = PrintedNumbers(written="workbook"), Findings(file="a")
    assert numbers.read("1.234", row=1, place="row 1").value == 1.234
    numbers.refuse_if_unsure(findings)
    assert findings.count == 0
