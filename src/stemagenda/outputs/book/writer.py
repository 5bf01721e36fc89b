"""A report as a workbook: a sheet that says what it is, one for each table, and one with every figure.

Text is stored as text, so nothing in it is ever run. A figure is a number that shows as it stands in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from stemagenda.core.reports.document import Document, Figure, ReportTable, Runs
from stemagenda.core.reports.glyphs import sign
from stemagenda.core.text import Text, format_date
from stemagenda.outputs import report_words as words
from stemagenda.outputs.letters import clean
from stemagenda.outputs.sheet_cells import same_every_time
from stemagenda.outputs.sheet_cells import text_cell as _cell

READ_ME: Final = Text("Lees mij", "Read me")
FIGURES: Final = Text("Cijfers", "Figures")
_HEADS: Final = (
    Text("Indicator", "Indicator"),
    Text("Reeks", "Series"),
    Text("Periode", "Period"),
    Text("Waarde", "Value"),
    Text("In het rapport", "In the report"),
    Text("Editie", "Edition"),
)
_TELLS: Final = Text(
    "Elk blad is een tabel van het rapport. Het blad ‘{figures}’ geeft elk cijfer met zijn volledige waarde.",
    "Each sheet is a table of the report. The sheet ‘{figures}’ gives every figure with its full value.",
)
_FORBIDDEN_IN_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
#: A count of the machine's own: how many, or which number in a list.
_COUNT: Final = re.compile(r"0|[1-9][0-9]{0,2}")
#: What stands after the last digit of a number as written: a percent sign, a unit.
_ENDING: Final = re.compile(r"[^\d\"]*$")
_INK: Final = Side(style="thin", color="FF1B1F23")
_HEAD_FONT: Final = Font(bold=True, color="FF1B1F23")
_HEAD_BORDER: Final = Border(bottom=_INK, top=_INK)
_TITLE: Final = Font(name="Georgia", bold=True, size=16, color="FF1B1F23")
_STRONG: Final = Font(bold=True)
_SOFT: Final = Font(color="FF555B62")
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_RIGHT: Final = Alignment(horizontal="right", vertical="top")


def write(*, document: Document) -> bytes:
    """Return the workbook; the same document gives the same bytes."""
    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.creator = clean(document.title)[:255], clean(document.author)[:255]
    properties.subject, properties.language = clean(document.subtitle)[:255], words.LANGUAGE_TAGS[document.language]
    properties.created = datetime.combine(document.published, time())
    tables = [block for block in document.blocks if isinstance(block, ReportTable)]
    first, last = READ_ME.to(document.language), FIGURES.to(document.language)
    names = sheet_names(tables, taken=(first, last))
    _add_read_me(workbook.create_sheet(first), document, list(zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        _add_table(workbook.create_sheet(name), table)
    _add_figures(workbook.create_sheet(last), document)
    return same_every_time(workbook=workbook, day=document.published)


def sheet_names(tables: Iterable[ReportTable], *, taken: Iterable[str] = ()) -> list[str]:
    """Return a name Excel accepts for each table: at most 31 characters, some signs not, each once."""
    used = {name.lower() for name in taken} | {"history"}
    names = []
    for table in tables:
        name = " ".join(_FORBIDDEN_IN_NAME.sub(" ", clean(table.sheet or table.caption)).split())[:31].strip("' ")
        name = name or words.TABLE.nl
        unique, number = name, 1
        while unique.lower() in used:
            number += 1
            unique = f"{name[: 31 - len(f' {number}')]} {number}"
        used.add(unique.lower())
        names.append(unique)
    return names


def number_format(figure: Figure, *, written: str) -> str:
    """Return the format under which the number shows as it was written: decimals, groups, sign, percent sign.

    A share is stored as the report says it (17,3), so its sign stands in the format as a letter, and so does a unit in
    words.
    """
    digits = figure.decimals
    if digits < 0:
        exact = repr(figure.value)
        digits = 0 if figure.value == int(figure.value) else len(exact.partition(".")[2]) if "e" not in exact else 6
    shape = ("#,##0" if abs(figure.value) >= 1000 else "0") + ("." + "0" * digits if digits else "")
    ending = _ENDING.search(written)
    if ending and ending[0]:
        shape += f'"{ending[0]}"'
    return f"+{shape};\u2212{shape};{shape}" if written.startswith("+") else f"{shape};\u2212{shape};{shape}"


def _add_read_me(sheet: Any, document: Document, tables: list[tuple[str, ReportTable]]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 90
    language = document.language
    sheet.append([_cell(sheet, document.title, font=_TITLE)])
    if document.subtitle:
        sheet.append([_cell(sheet, document.subtitle)])
    sheet.append([])
    sheet.append([_cell(sheet, document.stand)])
    sheet.append([_cell(sheet, words.EDITION.to(language), font=_STRONG), _cell(sheet, document.edition)])
    sheet.append(
        [_cell(sheet, document.author, font=_STRONG), _cell(sheet, format_date(document.published, language=language))]
    )
    sheet.append([])
    sheet.append([_cell(sheet, _TELLS.to(language).format(figures=FIGURES.to(language)))])
    sheet.append([])
    for name, table in tables:
        note = f"{table.caption} {table.note}".strip()
        sheet.append([_cell(sheet, name, font=_STRONG, alignment=_WRAPPED), _cell(sheet, note, alignment=_WRAPPED)])


def _add_table(sheet: Any, table: ReportTable) -> None:
    for position, column in enumerate(table.columns, 1):
        longest = max([len(column.title), *(min(_length(row[position - 1]), 60) for row in table.rows[:500])])
        sheet.column_dimensions[get_column_letter(position)].width = min(max(longest + 2, 9), 60)
    sheet.freeze_panes = "A2"
    sheet.append(_head(sheet, [column.title for column in table.columns]))
    for row in table.rows:
        cells = []
        for column, content in zip(table.columns, row, strict=True):
            alignment = _RIGHT if column.kind == "number" else _WRAPPED
            cells.append(_value(sheet, content, alignment=alignment, is_number=column.kind == "number"))
        sheet.append(cells)


def _add_figures(sheet: Any, document: Document) -> None:
    for letter, width in zip("ABCDEF", (24, 36, 12, 12, 16, 28), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append(_head(sheet, [text.to(document.language) for text in _HEADS]))
    for written, figure in document.written_figures:
        value = WriteOnlyCell(sheet, figure.value)
        texts = [_cell(sheet, text) for text in (figure.indicator, figure.series, figure.period)]
        sheet.append([*texts, value, _cell(sheet, written, alignment=_RIGHT), _cell(sheet, document.edition)])


def _length(content: Runs) -> int:
    return sum(len(run.text) for run in content)


def _head(sheet: Any, titles: Iterable[str]) -> list[Any]:
    return [_cell(sheet, title, font=_HEAD_FONT, border=_HEAD_BORDER, alignment=_WRAPPED) for title in titles]


def _value(sheet: Any, content: Runs, *, alignment: Alignment, is_number: bool) -> Any:
    """Return a number for a cell that is one figure or a count, else the text with the signs of its lights."""
    if len(content) == 1 and (figure := content[0].figure) is not None and re.search(r"\d", content[0].text):
        cell = WriteOnlyCell(sheet, figure.value)
        cell.number_format = number_format(figure, written=content[0].text)
        cell.alignment = alignment
        return cell
    if is_number and len(content) == 1 and _COUNT.fullmatch(content[0].text):
        cell = WriteOnlyCell(sheet, int(content[0].text))
        cell.alignment = alignment
        return cell
    text = "".join((f"{sign(run.glyph, uncertain=run.hollow)} " if run.glyph else "") + run.text for run in content)
    return _cell(sheet, text, alignment=alignment)
