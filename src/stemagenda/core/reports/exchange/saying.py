"""A stored field of an action in words: what stands in a preview before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from stemagenda.core.reports.exchange.columns import ACTIONS, PARTS, SheetColumn
from stemagenda.core.reports.exchange.vocabulary import BETWEEN, Vocabulary
from stemagenda.core.text import LANGUAGES, Language, format_date, format_number


def said_field(*, field: str, value: Any, names: Vocabulary, language: Language) -> tuple[str, ...]:
    """The lines of a field as it is stored (in JSON's types); none where it says nothing."""
    return tuple(line for line in _lines(field, value, names, language) if line)


def _lines(field: str, value: Any, names: Vocabulary, language: Language) -> Iterator[str]:
    if value is None:
        return
    if field in PARTS:
        columns = PARTS[field].columns[2:]
        for item in value:
            cells = [_said(column, item[column.name], names, language) for column in columns]
            yield " · ".join(cell for cell in cells if cell)
    elif isinstance(value, dict):
        order = sorted(LANGUAGES, key=lambda other: other != language)
        yield from (f"{value[other]} ({other.upper()})" for other in order if value.get(other))
    else:
        yield _said(ACTIONS.column(field), value, names, language)


def _said(column: SheetColumn, value: Any, names: Vocabulary, language: Language) -> str:
    if value in (None, "", []):
        return ""
    match column.kind:
        case "day":
            return format_date(date.fromisoformat(value), language=language)
        case "whole":
            return str(value) if column.name == "year" else format_number(value, language=language, decimals=0)
        case "choice":
            return names[column.words].written(value, language=language)
        case "choices":
            return BETWEEN.join(names[column.words].written(code, language=language) for code in value)
        case _:
            return str(value)
