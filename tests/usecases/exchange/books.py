"""Workbooks of actions for tests: exported, changed as a person would, read without the process of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

from openpyxl import Workbook, load_workbook

from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.outputs.form import writer
from stemagenda.store.audit import version
from stemagenda.usecases.action_list import ListQuery
from stemagenda.usecases.exchange.workbook_in import ImportPreview, import_actions
from stemagenda.usecases.exchange.workbook_out import exported_actions
from stemagenda.usecases.permissions import OPERATOR, Actor

Change = Callable[[Workbook], None]
ON = date(2026, 11, 1)


def exported(
    *,
    language: Language = "nl",
    actor: Actor = OPERATOR,
    on: date = ON,
    is_today: bool = True,
    **chosen: tuple[str, ...],
) -> bytes:
    """The list as a file."""
    query = ListQuery(chosen=chosen)
    book = exported_actions(query=query, on=on, actor=actor, language=language, is_today=is_today)
    return writer.write(book=book)


def changed(content: bytes, *changes: Change) -> bytes:
    """The file after somebody opened, changed and saved it."""
    book = load_workbook(io.BytesIO(content))
    for change in changes:
        change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def row_of(book: Workbook, sheet: str, code: str) -> int:
    """The first row of a sheet with this code."""
    return next(row for row in range(1, book[sheet].max_row + 1) if book[sheet].cell(row=row, column=1).value == code)


def put(code: str, column: str, value: object, *, sheet: str = "Acties") -> Change:
    """Write a value in the row of a code, under a heading."""

    def change(book: Workbook) -> None:
        heading = next(cell for cell in book[sheet][1] if cell.value == column)
        book[sheet].cell(row=row_of(book, sheet, code), column=heading.column).value = value

    return change


def add(sheet: str, **cells: object) -> Change:
    """Add a row; headings with a blank are written with an underscore."""

    def change(book: Workbook) -> None:
        headings = [str(cell.value).split(" (niet")[0].replace(" ", "_") for cell in book[sheet][1]]
        book[sheet].append([cells.get(heading) for heading in headings])

    return change


def drop(sheet: str, code: str) -> Change:
    """Delete the first row of a code."""
    return lambda book: book[sheet].delete_rows(row_of(book, sheet, code))


def take_in(
    content: bytes, now: datetime, *, actor: Actor = OPERATOR, dry_run: bool = False, agreed: str = ""
) -> ImportPreview:
    """Take the file in."""
    return import_actions(name="acties.xlsx", content=content, actor=actor, now=now, dry_run=dry_run, agreed=agreed)


def wrong(content: bytes, now: datetime) -> list[str]:
    """What is said of a file that cannot be taken in, whether of the whole or of its rows; nothing is stored."""
    before = version()
    try:
        preview = take_in(content, now)
        said = [str(problem) for problem in preview.problems]
        assert not preview.stored
    except Refused as refused:
        said = [str(problem) for problem in refused.problems]
    assert version() == before
    return [line.removeprefix("acties.xlsx: ") for line in said]
