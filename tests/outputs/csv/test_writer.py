"""Tables as CSV: nothing in them runs, and what is written can be read back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stemagenda.core.reports.table import Cell, Column
from stemagenda.outputs.csv.writer import neutral, original, write

COLUMNS = (Column(title="Naam"), Column(title="Waarde", kind="number"), Column(title="Dag", kind="date"))


def test_the_bytes() -> None:
    rows = [("België, één", -1.5, date(2013, 12, 3)), ('zegt "ja"', 12, None), (None, 0.1, None)]

    assert write(columns=COLUMNS, rows=rows) == (
        "\ufeffNaam,Waarde,Dag\r\n"
        '"België, één",-1.5,2013-12-03\r\n'
        '"zegt ""ja""",12,\r\n'
        ",0.1,\r\n"
    ).encode()  # fmt: skip


def test_no_rows_leave_a_header() -> None:
    assert write(columns=COLUMNS, rows=[]) == "\ufeffNaam,Waarde,Dag\r\n".encode()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1+1",
        "\u00a0=1",
        "'=1",
        "\uff1d1",
        "-cmd|' /C calc'!A0",
    ],
)
def test_live_text_is_made_neutral(text: str) -> None:
    written = write(columns=(Column(title=text),), rows=[(text,)]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))

    assert rows == [[f"'{text}"], [f"'{text}"]]
    assert original(rows[1][0]) == text


@pytest.mark.parametrize("text", ["", "a=1", "10 - 20", "'t Zand", "één", "1+1"])
def test_usual_text_is_left_alone(text: str) -> None:
    assert neutral(text) == text
    assert original(text) == text


@given(st.text(alphabet="'=+-@ \t\r\na1", max_size=8) | st.text())
def test_neutral_can_be_undone_and_is_never_live(text: str) -> None:
    assert original(neutral(text)) == text
    assert neutral(text).lstrip()[:1] not in {"=", "+", "-", "@"}
    assert neutral(text)[:1] not in {"\t", "\r", "\n"}


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
cells = st.tuples(
    st.none() | texts.filter(bool),
    st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.dates(),
)


def parsed(row: list[str]) -> tuple[Cell, ...]:
    """A row read back by somebody who knows the columns."""
    text, number, day = row
    value = float(number) if "." in number or "e" in number else int(number) if number else None
    return original(text) or None, value, date.fromisoformat(day) if day else None


@given(st.lists(cells, max_size=8))
@example([(None, None, None)])
@example([("\r", -0.0, None)])
def test_what_is_written_is_read_back(rows: list[tuple[Cell, ...]]) -> None:
    written = write(columns=COLUMNS, rows=rows).decode("utf-8-sig")
    header, *back = csv.reader(io.StringIO(written, newline=""), strict=True)

    assert header == ["Naam", "Waarde", "Dag"]
    assert [parsed(row) for row in back] == rows


@given(st.lists(st.none() | texts.filter(bool), max_size=5))
def test_a_single_column_keeps_its_empty_cells(texts: list[str | None]) -> None:
    written = write(columns=COLUMNS[:1], rows=[(text,) for text in texts]).decode("utf-8-sig")
    _, *back = csv.reader(io.StringIO(written, newline=""), strict=True)

    assert [original(row[0]) or None for row in back] == texts


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("a", 1), "row 1 has 2 cells where the table has 3 columns"),
        ((1, 1, None), "column Naam: 1 is no text"),
        (("a", "1", None), "column Waarde: '1' is no number"),
        (("a", True, None), "column Waarde: True is no number"),
        (("a", float("nan"), None), "column Waarde: nan is no number"),
        (("a", float("inf"), None), "column Waarde: inf is no number"),
        (("a", 1, "2013"), "column Dag: '2013' is no date"),
        (("a", 1, datetime(2013, 1, 1, tzinfo=UTC)), "is no date"),
    ],
)
def test_rows_that_do_not_fit_are_refused(row: tuple[Cell, ...], said: str) -> None:
    with pytest.raises(ValueError, match="row 1") as refused:
        write(columns=COLUMNS, rows=[row])
    assert said in str(refused.value)
