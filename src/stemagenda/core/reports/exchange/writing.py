"""The way out: actions as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from stemagenda.core.actions.action import Action
from stemagenda.core.reports.exchange.columns import (
    ACTIONS,
    CHOICES,
    EXPLAINED,
    NUMBER,
    PARTS,
    SHEETS,
    RegisterSheet,
    SheetColumn,
)
from stemagenda.core.reports.exchange.explanation import REFUSAL, TITLE, explanation
from stemagenda.core.reports.exchange.vocabulary import BETWEEN, Vocabulary
from stemagenda.core.reports.form import FormBook, FormCell, FormColumn, FormSheet
from stemagenda.core.text import Language

#: Lists to choose from that may still be written otherwise: whoever types a code is understood too.
_LOOSE: Final = frozenset({"entity", "document", "indicator", "action"})


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An action as it goes out: in which version, and where that stands in the procedure."""

    action: Action
    number: int
    state: str


def register_book(*, listed: Sequence[Listed], names: Vocabulary, language: Language, on: date) -> FormBook:
    """The workbook of these actions."""
    sheets = tuple(
        FormSheet(
            title=sheet.title.to(language),
            columns=tuple(_column(column, language) for column in sheet.columns),
            rows=tuple(_rows(sheet, listed, names, language)),
            fixed=2,
        )
        for sheet in SHEETS
    )
    return FormBook(
        title=TITLE.to(language),
        language=language,
        made_on=on,
        sheets=sheets,
        choices=_choices(names, language),
        choices_title=CHOICES.to(language),
        refusal=(REFUSAL[0].to(language), REFUSAL[1].to(language)),
        lines=explanation(language=language, on=on, count=len(listed)),
        lines_title=EXPLAINED.to(language),
    )


def cell(*, column: SheetColumn, value: Any, names: Vocabulary, language: Language) -> FormCell:
    """What stands in a cell for a value."""
    if value is None or value == "":
        return None
    if column.kind == "choice":
        return names[column.words].written(value, language=language)
    if column.kind == "choices":
        known = names[column.words]
        return BETWEEN.join(known.written(code, language=language) for code in value) or None
    written: FormCell = value
    return written


def value_of(action: Action, column: SheetColumn) -> Any:
    """The value of an action under a column."""
    field, _, part = column.name.partition(".")
    value = getattr(action, field)
    return getattr(value, part) if part else value


def row_of(
    *, listed: Listed, names: Vocabulary, language: Language, columns: Iterable[SheetColumn] = ACTIONS.columns
) -> dict[str, FormCell]:
    """The row of an action on the first sheet, by the names of its columns."""
    own: Mapping[str, FormCell] = {
        "number": listed.number,
        "state": names["state"].written(listed.state, language=language),
    }
    return {
        column.name: own[column.name]
        if column.name in own
        else cell(column=column, value=value_of(listed.action, column), names=names, language=language)
        for column in columns
    }


def lines_of(
    *, action: Action, sheet: RegisterSheet, names: Vocabulary, language: Language
) -> list[dict[str, FormCell]]:
    """The rows of a part, by the names of its columns; without the two that say whose they are."""
    return [
        {
            column.name: cell(column=column, value=getattr(item, column.name), names=names, language=language)
            for column in sheet.columns[2:]
        }
        for item in getattr(action, sheet.name)
    ]


def _rows(
    sheet: RegisterSheet, listed: Sequence[Listed], names: Vocabulary, language: Language
) -> Iterable[tuple[FormCell, ...]]:
    for one in listed:
        if sheet is ACTIONS:
            yield tuple(row_of(listed=one, names=names, language=language).values())
            continue
        for line in lines_of(action=one.action, sheet=sheet, names=names, language=language):
            yield (one.action.code, one.action.title.to(language), *line.values())


def _column(column: SheetColumn, language: Language) -> FormColumn:
    return FormColumn(
        heading=column.heading.to(language),
        width=column.width,
        role="told" if column.is_told or column is NUMBER else "filled",
        choices=column.words,
        takes_several=column.kind == "choices",
        is_strict=column.words not in _LOOSE,
    )


def _choices(names: Vocabulary, language: Language) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every list that some column chooses from; also those of cells with several, to look them up."""
    wanted = {column.words for sheet in (ACTIONS, *PARTS.values()) for column in sheet.columns if column.words}
    return {
        name: tuple(
            (
                names[name].written(code, language=language),
                text.to(language) if names[name].by_code else "",
            )
            for code, text in names[name].words.items()
        )
        for name in names
        if name in wanted
    }
