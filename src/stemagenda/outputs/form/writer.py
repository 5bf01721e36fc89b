"""A workbook to be filled in: typed cells, lists to choose from, headings that stay in sight, a sheet that explains.

Text is stored as text, so nothing in it is ever run; there are no formulas and no links. The same form gives the same
bytes: no clock is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from stemagenda.core.reports.form import FormBook, FormCell, FormColumn, FormSheet
from stemagenda.outputs.letters import clean
from stemagenda.outputs.report_words import LANGUAGE_TAGS
from stemagenda.outputs.sheet_cells import same_every_time, text_cell

#: Rows below the filled ones in which the lists to choose from work too.
SPARE: Final = 500
_INK: Final = "FF1B1F23"
_HEAD: Final = Font(bold=True, color=_INK)
_RULE: Final = Border(bottom=Side(style="thin", color=_INK))
_SHADE: Final = PatternFill("solid", fgColor="FFE9EEF0")
_SOFT: Final = Font(color="FF555B62")
_TITLE: Final = Font(name="Georgia", bold=True, size=16, color=_INK)
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_TOP: Final = Alignment(vertical="top")
_DAY: Final = "dd/mm/yyyy"
#: The height of a line in points, and the lines a row shows at most; the rest is read in the cell itself.
_LINE, _MOST_LINES = 15.0, 8
#: Characters of all columns together that are still read when they are printed on one page's width.
_WIDEST_PAGE: Final = 220
#: Before this day a spreadsheet knows no dates.
_FIRST_DAY: Final = date(1900, 3, 1)


def write(*, book: FormBook) -> bytes:
    """Return the workbook."""
    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.creator = clean(book.title)[:255], "stemagenda"
    properties.language = LANGUAGE_TAGS[book.language]
    properties.created = datetime.combine(book.made_on, time())
    places = _choice_places(book)
    for sheet in book.sheets:
        _add_sheet(workbook.create_sheet(sheet.title), sheet, book, places)
    _add_choices(workbook.create_sheet(book.choices_title), book)
    _add_lines(workbook.create_sheet(book.lines_title), book)
    return same_every_time(workbook=workbook, day=book.made_on)


def _choice_places(book: FormBook) -> Mapping[str, str]:
    """Where each list stands: two columns a list, what may be chosen and what explains it."""
    title = book.choices_title.replace("'", "''")
    places = {}
    for index, (name, items) in enumerate(book.choices.items()):
        letter = get_column_letter(2 * index + 1)
        places[name] = f"'{title}'!${letter}$2:${letter}${max(len(items), 1) + 1}"
    return places


def _add_sheet(sheet: Any, form: FormSheet, book: FormBook, places: Mapping[str, str]) -> None:
    for index, column in enumerate(form.columns, 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.role == "hidden"
        if column.choices and not column.takes_several:
            sheet.data_validations.append(_validation(column, places[column.choices], letter, len(form.rows), book))
    last = get_column_letter(len(form.columns))
    sheet.freeze_panes = f"{get_column_letter(form.fixed + 1)}2"
    sheet.auto_filter.ref = f"A1:{last}{len(form.rows) + 1}"
    sheet.print_title_rows = "1:1"
    _set_paper(sheet, sum(column.width for column in form.columns))
    sheet.append([_head(sheet, column) for column in form.columns])
    for number, row in enumerate(form.rows, 2):
        if (lines := _lines(row, form.columns)) > 1:
            sheet.row_dimensions[number].height = _LINE * min(lines, _MOST_LINES)
        sheet.append([_cell(sheet, value, column) for value, column in zip(row, form.columns, strict=True)])


def _set_paper(sheet: Any, width: int) -> None:
    """Print on A4 across, a sheet that is not too wide on one page's width."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    if width <= _WIDEST_PAGE:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0


def _lines(row: tuple[FormCell, ...], columns: tuple[FormColumn, ...]) -> int:
    """How many lines the longest text of a row takes in its column: not every program finds out by itself."""
    return max(
        (
            sum(-(-max(len(part), 1) // max(column.width - 1, 1)) for part in value.split("\n"))
            for value, column in zip(row, columns, strict=True)
            if isinstance(value, str) and column.role != "hidden"
        ),
        default=1,
    )


def _validation(column: FormColumn, place: str, letter: str, rows: int, book: FormBook) -> DataValidation:
    wanted = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=True)
    wanted.errorStyle = "stop" if column.is_strict else "warning"
    wanted.errorTitle, wanted.error = book.refusal[0][:32], book.refusal[1][:255]
    wanted.add(f"{letter}2:{letter}{rows + 1 + SPARE}")
    return wanted


def _head(sheet: Any, column: FormColumn) -> Any:
    cell = text_cell(sheet, column.heading, font=_HEAD if column.role == "filled" else _SOFT, alignment=_WRAPPED)
    cell.fill, cell.border = _SHADE, _RULE
    return cell


def _cell(sheet: Any, value: FormCell, column: FormColumn) -> Any:
    soft = {"font": _SOFT} if column.role != "filled" else {}
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # the stubs forget plain dates
        cell.number_format = _DAY
    elif value is None or isinstance(value, int):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "#,##0" if isinstance(value, int) and value >= 10_000 else "General"
    else:
        return text_cell(sheet, value if isinstance(value, str) else value.isoformat(), alignment=_WRAPPED, **soft)
    cell.alignment = _TOP
    for name, look in soft.items():
        setattr(cell, name, look)
    return cell


def _add_choices(sheet: Any, book: FormBook) -> None:
    headings: dict[str, str] = {}
    for form in book.sheets:
        for column in form.columns:
            headings.setdefault(column.choices, column.heading)
    lists = list(book.choices.items())
    for index, (_, items) in enumerate(lists):
        for beside in (0, 1):
            longest = max((len(item[beside]) for item in items), default=0)
            letter = get_column_letter(2 * index + 1 + beside)
            sheet.column_dimensions[letter].width = min(max(longest + 2, 3 if beside else 14), 60)
    sheet.freeze_panes = "A2"
    sheet.append(
        [
            text_cell(sheet, text, font=_HEAD, border=_RULE, alignment=_WRAPPED)
            for name, _ in lists
            for text in (headings.get(name, ""), "")
        ]
    )
    for row in range(max((len(items) for _, items in lists), default=0)):
        sheet.append(
            [
                text_cell(sheet, text, alignment=_TOP) if text else None
                for _, items in lists
                for text in (items[row] if row < len(items) else ("", ""))
            ]
        )


def _add_lines(sheet: Any, book: FormBook) -> None:
    columns = (FormColumn(heading="", width=30), FormColumn(heading="", width=100))
    for letter, column in zip("AB", columns, strict=True):
        sheet.column_dimensions[letter].width = column.width
    _set_paper(sheet, 130)
    sheet.append([text_cell(sheet, book.title, font=_TITLE)])
    sheet.append([])
    for number, line in enumerate(book.lines, 3):
        heading, text = line
        sheet.row_dimensions[number].height = _LINE * _lines(line, columns) + _LINE / 3
        sheet.append(
            [
                text_cell(sheet, heading, font=_HEAD, alignment=_WRAPPED),
                text_cell(sheet, text, alignment=_WRAPPED),
            ]
        )
