"""The way in, second half: texts to values. A cell that stands as it was exported keeps its value, whatever that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from stemagenda.core.actions.action import Action, Wording
from stemagenda.core.reports.exchange.columns import ACTIONS, LINES, NUMBER, PARTS, STATE, RegisterSheet, SheetColumn
from stemagenda.core.reports.exchange.reading import Line, Register, Row
from stemagenda.core.reports.exchange.vocabulary import Names, Vocabulary, folded
from stemagenda.core.reports.exchange.writing import Listed, lines_of, row_of, value_of
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Problem

#: Looking for the nearest word takes time; nobody reads more of them.
MOST_SUGGESTIONS: Final = 50
#: Day first, as in Flanders and Britain.
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d{1,13}", re.ASCII)
#: Signs that no cell can hold, and the one that takes their place: no reason to call a text changed.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_LIST: Final = "Choose one from the list; the sheet with choices has them all"
_NOTHING: Final = Action(code="", title=Wording(), strand="")


class Values:
    """One reading of a register: actions as its rows have them, and what is wrong with the cells."""

    def __init__(self, *, register: Register, names: Vocabulary) -> None:
        """Begin without problems."""
        self.register, self.names = register, names
        self.problems: list[Problem] = []

    def action(self, *, row: Row, before: Listed | None) -> Action:
        """The action of a row. `before` is the version it was exported in; None for a new action."""
        start = before.action if before is not None else _NOTHING
        changed: dict[str, Any] = {}
        told = self._told(before)
        for column in ACTIONS.columns:
            written = row.cells.get(column.name, "")
            if column.name in {"code", NUMBER.name} or (before and _same(written, told, column.name)):
                continue
            if column is STATE:
                self._check_state(row, before)
                continue
            value = self._value(column, written, (ACTIONS.name, row.row))
            field, _, part = column.name.partition(".")
            if part:
                changed[field] = replace(changed.get(field, getattr(start, field)), **{part: value})
            elif not _is_same_set(value, value_of(start, column)):
                changed[field] = value
        for name, lines in row.parts.items():
            kept = self._lines(name, lines, start if before is not None else None)
            changed |= {name: kept} if kept is not None else {}
        return replace(start, **changed)

    def _told(self, before: Listed | None) -> Sequence[Mapping[str, Any]]:
        """The row as it was exported, in each language it could have been exported in."""
        if before is None:
            return ()
        return [row_of(listed=before, names=self.names, language=language) for language in LANGUAGES]

    def _check_state(self, row: Row, before: Listed | None) -> None:
        written = row.cells.get(STATE.name, "")
        if written.strip() and (before is not None or self.names["state"].read(written) != "draft"):
            self._wrong(
                (ACTIONS.name, row.row),
                STATE.name,
                "cannot be changed here",
                "Put back what stood there; take the step on the page of the action",
            )

    def _lines(self, name: str, lines: Sequence[Line], start: Action | None) -> tuple[Any, ...] | None:
        """The lines of a part; None where they stand as they were exported, in whichever order: people sort sheets."""
        sheet = PARTS[name]
        columns = [column.name for column in sheet.columns[2:]]
        written = sorted([_seen(line.cells.get(column, "")) for column in columns] for line in lines)
        for told in [] if start is None else [self._told_lines(start, sheet, language) for language in LANGUAGES]:
            if written == sorted([_seen(shown(line[column])) for column in columns] for line in told):
                return None
        return tuple(
            LINES[name](
                **{
                    column.name: self._value(column, line.cells.get(column.name, ""), (name, line.row))
                    for column in sheet.columns[2:]
                }
            )
            for line in lines
        )

    def _told_lines(self, action: Action, sheet: RegisterSheet, language: Language) -> Sequence[Mapping[str, Any]]:
        return lines_of(action=action, sheet=sheet, names=self.names, language=language)

    def _value(self, column: SheetColumn, written: str, at: tuple[str, int]) -> Any:
        text = plain(written)
        if not text and (column.is_needed or (column.kind == "choice" and column.empty is None)):
            self._wrong(at, column.name, "is empty", "Fill it in, or take the row out")
        match column.kind:
            case "day":
                return self._day(text, column, at)
            case "whole":
                return self._whole(text, column, at)
            case "choice":
                return self._choice(text, column, at) if text else column.empty or ""
            case "choices":
                parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
                return tuple(dict.fromkeys(self._choice(part, column, at) for part in parts))
            case _:
                return text

    def _choice(self, text: str, column: SheetColumn, at: tuple[str, int]) -> str:
        known: Names = self.names[column.words]
        code = known.read(text)
        if code is not None:
            return code
        is_early = len(self.problems) < MOST_SUGGESTIONS
        near = known.near(text, language=self.register.language) if is_early else ""
        remedy = f"Did you mean '{near}'?" if near else _LIST
        self._wrong(at, column.name, f"'{_short(text)}' is none of the choices", remedy)
        return column.empty or ""

    def _day(self, text: str, column: SheetColumn, at: tuple[str, int]) -> date | None:
        if not text:
            return date.min if column.is_needed else None
        found = _DAY.fullmatch(text)
        try:
            if found:
                return date(int(found[3]), int(found[2]), int(found[1]))
            if _ISO.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self._wrong(at, column.name, f"'{_short(text)}' is no day", "Write it as 2026-11-23, or as 23/11/2026")
        return date.min if column.is_needed else None

    def _whole(self, text: str, column: SheetColumn, at: tuple[str, int]) -> int | None:
        bare = text.removeprefix("€").removesuffix("€").strip()
        if not bare:
            return 0 if column.is_needed else None
        if _GROUPED.fullmatch(bare):
            return int(re.sub(r"\D", "", bare))
        self._wrong(at, column.name, f"'{_short(text)}' is no whole number", "Write digits only, without cents")
        return 0 if column.is_needed else None

    def _wrong(self, at: tuple[str, int], column: str, message: str, remedy: str) -> None:
        place = self.register.place(sheet=at[0], row=at[1], column=column)
        self.problems.append(_problem(place, message, remedy))


def shown(value: Any) -> str:
    """A cell as it comes back: days as 2026-11-23."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def plain(text: str) -> str:
    """A text as it is kept: plain line ends, nothing around it, no signs that do nothing."""
    lines = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return lines.strip()


def _same(written: str, told: Sequence[Mapping[str, Any]], name: str) -> bool:
    return any(_seen(written) == _seen(shown(row[name])) for row in told)


def _seen(text: str) -> str:
    seen = "".join(
        sign
        for sign in plain(text)
        if sign in "\n\t" or (sign != "\ufffd" and unicodedata.category(sign) not in _UNSEEN)
    )
    return seen.strip()


def _is_same_set(value: Any, before: Any) -> bool:
    """Whether two lists of codes say the same in another order."""
    return isinstance(value, tuple) and set(value) == set(before)


def _short(text: str) -> str:
    return folded(text)[:60]


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="", place=place, message=message, remedy=remedy)
