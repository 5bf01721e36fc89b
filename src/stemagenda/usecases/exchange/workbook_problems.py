"""What is wrong with an action, told by the sheet, row and column of the workbook it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from stemagenda.core.reports.exchange.columns import ACTIONS, PARTS
from stemagenda.core.reports.exchange.reading import Register, Row
from stemagenda.core.reports.exchange.saying import said_field
from stemagenda.core.reports.exchange.vocabulary import Vocabulary
from stemagenda.core.validation import Problem
from stemagenda.usecases.records import Overtaken

#: Where a rule found something: a field, a line of it, a field of that line.
_PLACE: Final = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_AGAIN: Final = "Export the list anew and make your change in that file"


def placed(problem: Problem, *, row: Row, register: Register) -> Problem:
    """A problem of an action, with the place in the file."""
    return replace(problem, place=_place(problem.place, row, register))


def _place(written: str, row: Row, register: Register) -> str:
    found = _PLACE.fullmatch(written)
    field, number, below = found.groups() if found else ("", None, None)
    lines = row.parts.get(field, ())
    if number and 0 < int(number) <= len(lines):
        columns = {column.name for column in PARTS[field].columns}
        column = below if below in columns else PARTS[field].columns[2].name
        return register.place(sheet=field, row=lines[int(number) - 1].row, column=column)
    if lines:
        return register.place(sheet=field, row=lines[0].row, column="code")
    known = {column.name for column in ACTIONS.columns}
    wanted = next((name for name in (f"{field}.{below}", f"{field}.nl", field) if name in known), "code")
    return register.place(sheet=ACTIONS.name, row=row.row, column=wanted)


def clash_problems(overtaken: Overtaken, *, row: Row, register: Register, names: Vocabulary) -> Iterator[Problem]:
    """Each field that somebody else changed to something else since the file was made."""
    who = overtaken.current.actor
    for clash in overtaken.merged.clashes:
        theirs = said_field(field=clash.field, value=clash.theirs, names=names, language=register.language)
        said = "; ".join(theirs)[:80]
        message = f"was changed meanwhile by '{who}': it says '{said}' now"
        yield Problem(file="", place=_place(clash.field, row, register), message=message, remedy=_AGAIN)
