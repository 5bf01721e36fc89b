"""The way in, first half: which sheet and column is which, which rows belong together. No value is read yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from stemagenda.core.reports.exchange.columns import (
    ACTIONS,
    CHOICES,
    EXPLAINED,
    PARTS,
    SHEETS,
    RegisterSheet,
    SheetColumn,
)
from stemagenda.core.reports.exchange.vocabulary import folded
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Problem

#: The rows of a sheet as they stand in the file: number and texts.
Rows = Sequence[tuple[int, Sequence[str]]]
_EXPORT: Final = "Export the list anew and make your changes in that file"
_HEADING: Final = "Put the heading back as it was"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of one sheet: its number and its texts by the names of the columns."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Row(Line):
    """An action on the first sheet, with its lines on the others. A part whose sheet is absent is absent here."""

    parts: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Its code, empty for a new action."""
        return self.cells["code"].strip()

    @property
    def number(self) -> int:
        """The version it was exported in; 0 for none."""
        written = self.cells["number"].strip()
        return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


@dataclass(frozen=True, kw_only=True)
class Register:
    """A workbook taken apart.

    `titles` are the sheets' titles as the file has them, by name. `missing` are parts without a sheet, `unread` sheets
    that are none of ours, `orphans` codes of lines whose action is not on the first sheet.
    """

    language: Language
    titles: Mapping[str, str]
    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    unread: tuple[str, ...]
    orphans: tuple[str, ...]
    problems: tuple[Problem, ...]

    def place(self, *, sheet: str, row: int, column: str) -> str:
        """Where a cell stands, in the words of the file."""
        heading = _sheet(sheet).column(column).heading.to(self.language)
        return cell_place(self.titles.get(sheet, sheet), row, heading)


def cell_place(sheet: str, row: int, heading: str) -> str:
    """Where a cell stands."""
    return f"sheet '{sheet}', row {row}, column '{heading}'"


def register_of(*, sheets: Mapping[str, Rows]) -> Register:
    """Take a workbook apart: sheets by their title in order, each with its rows that hold anything."""
    titles, unread = _titles(sheets)
    problems = list(_sheet_problems(titles, unread))
    tables: dict[str, list[Line]] = {}
    spoken: Language = "nl"
    for name, title in titles.items():
        lines, wrong, language = _table(_sheet(name), title, sheets[title])
        tables[name] = lines
        problems += wrong
        spoken = language if name == ACTIONS.name else spoken
    rows, orphans, lost = _together(tables, titles) if ACTIONS.name in tables and not problems else ((), (), ())
    return Register(
        language=spoken,
        titles=titles,
        rows=rows,
        missing=tuple(name for name in PARTS if name not in titles),
        unread=tuple(unread),
        orphans=orphans,
        problems=(*problems, *lost),
    )


def _sheet(name: str) -> RegisterSheet:
    return next(sheet for sheet in SHEETS if sheet.name == name)


def _titles(sheets: Mapping[str, Rows]) -> tuple[dict[str, str], list[str]]:
    """Our sheets by name, and the titles of those that are none of ours and hold something."""
    known = {sheet.title.to(language).casefold(): sheet.name for sheet in SHEETS for language in LANGUAGES}
    ours = {text.to(language).casefold() for text in (EXPLAINED, CHOICES) for language in LANGUAGES}
    titles: dict[str, str] = {}
    unread = []
    for title, rows in sheets.items():
        name = known.get(folded(title).casefold(), "")
        if name and name not in titles:
            titles[name] = title
        elif rows and folded(title).casefold() not in ours:
            unread.append(title)
    return titles, unread


def _sheet_problems(titles: Mapping[str, str], unread: Sequence[str]) -> Iterator[Problem]:
    lacking = [sheet for sheet in SHEETS if sheet.name not in titles]
    words = {sheet.title.to(language): sheet for sheet in lacking for language in LANGUAGES}
    for title in unread:
        near = get_close_matches(title, list(words), n=1, cutoff=0.6)
        if near:
            yield _problem(f"sheet '{title}'", "has a name we do not know", f"Did you mean '{near[0]}'?")
            lacking = [sheet for sheet in lacking if sheet is not words[near[0]]]
    if ACTIONS in lacking:
        yield _problem("", f"has no sheet '{ACTIONS.title.nl}'", _EXPORT)


def _table(sheet: RegisterSheet, title: str, rows: Rows) -> tuple[list[Line], list[Problem], Language]:
    """The lines of a sheet by column name, what is wrong with its headings, and the language of these."""
    if not rows:
        return [], [_problem(f"sheet '{title}'", "is empty, also of its headings", _EXPORT)], "nl"
    number, written = rows[0]
    at, problems = _columns(sheet, title, number, written)
    for row, cells in rows[1:]:
        if any(cell.strip() for position, cell in enumerate(cells) if not _heading(written, position)):
            problems.append(_problem(f"sheet '{title}', row {row}", "has a value under no heading", _HEADING))
    lines = [
        Line(row=row, cells={name: _cell(cells, position) for name, position in at.items()}) for row, cells in rows[1:]
    ]
    headings = [(column.heading, _heading(written, at[column.name])) for column in sheet.columns if column.name in at]
    english = sum(said == heading.en for heading, said in headings)
    dutch = sum(said == heading.nl for heading, said in headings)
    kept = [line for line in lines if any(cell.strip() for cell in line.cells.values())]
    return kept, problems, "en" if english > dutch else "nl"


def _columns(
    sheet: RegisterSheet, title: str, row: int, written: Sequence[str]
) -> tuple[dict[str, int], list[Problem]]:
    """Where each column stands, and what is wrong with the headings."""
    known = {column.heading.to(language).casefold(): column for column in sheet.columns for language in LANGUAGES}
    at: dict[str, int] = {}
    strange: list[str] = []
    problems = []
    for position, heading in enumerate(written):
        said = folded(heading)
        if not said:
            continue
        column = known.get(said.casefold())
        if column is None:
            strange.append(said)
        elif column.name in at:
            problems.append(_problem(cell_place(title, row, said), "stands there twice", "Keep one of the two columns"))
        else:
            at[column.name] = position
    lacking = [column for column in sheet.columns if column.name not in at and not column.is_told]
    problems += _heading_problems(title, row, strange, lacking)
    return at, problems


def _heading_problems(title: str, row: int, strange: list[str], lacking: list[SheetColumn]) -> Iterator[Problem]:
    left = {column.heading.to(language): column for column in lacking for language in LANGUAGES}
    for said in strange:
        near = get_close_matches(said[:100], list(left), n=1, cutoff=0.6)
        if near:
            lacking = [column for column in lacking if column is not left[near[0]]]
        remedy = f"Did you mean '{near[0]}'?" if near else "Take the column out"
        yield _problem(cell_place(title, row, said[:60]), "has a heading we do not know", remedy)
    for column in lacking:
        nl, en = column.heading.nl, column.heading.en
        yield _problem(f"sheet '{title}'", f"has no column '{nl}' ('{en}')", _EXPORT)


def _together(
    tables: Mapping[str, Sequence[Line]], titles: Mapping[str, str]
) -> tuple[tuple[Row, ...], tuple[str, ...], tuple[Problem, ...]]:
    """The actions with their lines, the codes of lines left over, and what is wrong with either."""
    lines = tables[ACTIONS.name]
    problems = [*_row_problems(lines, titles[ACTIONS.name])]
    keys = {_key(line): line for line in lines}
    parts: dict[str, dict[str, list[Line]]] = {key: {name: [] for name in tables if name in PARTS} for key in keys}
    orphans: dict[str, None] = {}
    for name in tables:
        for line in tables[name] if name in PARTS else ():
            code = line.cells["code"].strip()
            key = code or _title_key(line.cells.get("of", ""))
            if key in parts:
                parts[key][name].append(line)
            elif code:
                orphans[code] = None
            else:
                place = f"sheet '{titles[name]}', row {line.row}"
                problems.append(
                    _problem(
                        place,
                        "belongs to no action of the first sheet",
                        "Give the code of the action; for a new action, its Dutch title in the second column",
                    )
                )
    rows = tuple(
        Row(row=line.row, cells=line.cells, parts={name: tuple(found) for name, found in parts[key].items()})
        for key, line in keys.items()
    )
    return rows, tuple(orphans), tuple(problems)


def _row_problems(lines: Sequence[Line], title: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for line in lines:
        place, code = f"sheet '{title}', row {line.row}", line.cells["code"].strip()
        number = line.cells["number"].strip()
        key = _key(line)
        if key in seen:
            what = "has the code of row {row}" if code else "has the title of row {row}"
            yield _problem(place, what.format(row=seen[key]), "Keep one row an action")
        seen.setdefault(key, line.row)
        if code and not (number.isascii() and number.isdigit() and len(number) < 10):
            yield _problem(place, f"has no version beside the code '{code[:60]}'", _EXPORT)
        if number and not code:
            yield _problem(
                place, "has a version but no code", "Put the code back; for a new action, leave the version empty too"
            )


def _key(line: Line) -> str:
    return line.cells["code"].strip() or _title_key(line.cells["title.nl"])


def _title_key(title: str) -> str:
    """How an action without a code is found; no code begins with a space."""
    return f" {folded(title).casefold()}"


def _cell(cells: Sequence[str], position: int) -> str:
    return cells[position] if position < len(cells) else ""


def _heading(written: Sequence[str], position: int) -> str:
    return folded(written[position]) if position < len(written) else ""


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="", place=place, message=message, remedy=remedy)
