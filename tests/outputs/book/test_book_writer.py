"""The report as a workbook: numbers that show as in the report, texts that do nothing."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from tests.outputs.report_sample import document, number

from stemagenda.core.reports.document import Paragraph, ReportColumn, ReportTable, Run, plain
from stemagenda.outputs.book import reader, writer
from stemagenda.outputs.sheet_cells import LONGEST_CELL


def test_the_sheets_have_the_numbers_of_the_report() -> None:
    content = writer.write(document=document())
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Lees mij", "Basisniveau", "a b c x", "Cijfers"]
    found = {(cell.sheet, cell.row, cell.column): cell for cell in reader.cells(content=content)}
    assert (found["Basisniveau", 2, 2].value, found["Basisniveau", 2, 2].shown) == (13.5, "13,5")
    assert (found["Basisniveau", 3, 1].value, found["Basisniveau", 2, 1].value) == ("=2+3", "▼ Vlaanderen")
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    rows = [[found["Cijfers", row, column].value for column in (4, 5)] for row in range(2, 10)]
    assert rows == [[figure.value, written] for written, figure in document().written_figures]
    assert "Editie najaar 2026" in {cell.shown for cell in reader.cells(content=content)}


def test_the_same_document_gives_the_same_bytes() -> None:
    assert writer.write(document=document()) == writer.write(document=document())


@pytest.mark.parametrize(
    ("written", "value", "decimals", "language"),
    [
        ("17,3\u202f%", 17.3, 1, "nl"), ("17.3%", 17.3, 1, "en"), ("1.234", 1234.0, 0, "nl"),
        ("12,345", 12345.0, 0, "en"),
        ("\u22123,8", -3.84, 1, "nl"),
        ("+2,0 procentpunt", 2.0, 1, "nl"), ("+2,0", 2.0, 1, "nl"), ("12,25", 12.25, -1, "nl"), ("8", 8.0, -1, "nl"),
    ],
)  # fmt: skip
def test_a_number_shows_as_it_was_written(written: str, value: float, decimals: int, language: str) -> None:
    columns = (ReportColumn(title="x", kind="number"),)
    table = ReportTable(caption="t" * 40, columns=columns, rows=((((number(written, value, decimals=decimals)),),),))
    sample = replace(document("nl" if language == "nl" else "en"), blocks=(table, table), subtitle="")
    cells = reader.cells(content=writer.write(document=sample))
    shown = [cell.shown for cell in cells if cell.sheet.startswith("ttt") and cell.row == 2]
    assert shown == [written, written]


def test_names_are_unique_and_long_texts_are_cut() -> None:
    columns = (ReportColumn(title="x"),)
    long = ReportTable(caption="", columns=columns, rows=((plain("x" * 40_000),), ((Run(text="a"), Run(text="b")),)))
    assert writer.sheet_names([long, long], taken=["tabel"]) == ["Tabel 2", "Tabel 3"]
    cells = reader.cells(content=writer.write(document=replace(document(), blocks=(long, Paragraph(runs=())))))
    assert max(len(str(cell.value)) for cell in cells) == LONGEST_CELL


def test_a_count_in_a_column_of_numbers_is_a_number() -> None:
    columns = (ReportColumn(title="Jaar"), ReportColumn(title="Gehouden", kind="number"))
    rows = tuple((plain(text), plain(text)) for text in ("12", "007", "1234", "\u2013"))
    sample = replace(document(), blocks=(ReportTable(caption="Ritme", columns=columns, rows=rows),))
    found = {
        (cell.row, cell.column): cell.value
        for cell in reader.cells(content=writer.write(document=sample))
        if cell.sheet == "Ritme" and cell.row > 1
    }
    assert [found[row, 1] for row in range(2, 6)] == ["12", "007", "1234", "\u2013"]
    assert [found[row, 2] for row in range(2, 6)] == [12, "007", "1234", "\u2013"]
