"""The head of a table of estimates: titles, rows of group headings, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stemagenda.formats.table import Row
from stemagenda.sources.table_release import folded

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_ERRORS: Final = frozenset(
    {"s.e", "se", "s. e", "s.e.", "standard error", "std. err", "standaardfout", "(s.e.)", "(se)"}
)
_ROLES: Final[Mapping[str, frozenset[str]]] = {
    "region": frozenset(
        {"country", "region", "country/economy", "education system", "jurisdiction", "land", "regio", "land of regio"}
    ),
    "cycle": frozenset({"cycle", "year", "round", "cyclus", "jaar", "ronde"}),
    "domain": frozenset({"domain", "subject", "domein", "vak"}),
    "size": frozenset({"n", "number of students", "sample size", "aantal leerlingen", "steekproef"}),
}
#: Rows above the figures in which the header is looked for.
_MOST: Final = 40


@dataclass(frozen=True, kw_only=True)
class Words:
    """How a source spells its regions, subjects and measures: folded text -> our name."""

    regions: Mapping[str, str]
    domains: Mapping[str, str]
    measures: Mapping[str, str]

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> Words:
        """Read them from a mapping.toml."""
        return cls(**{part: _spellings(mapping[part]) for part in ("regions", "domains", "measures")})

    def domain_in(self, text: str) -> str | None:
        """Return the one subject a text names; None where it names none or several."""
        found = {name for word, name in self.domains.items() if _holds(folded(text), word)}
        return found.pop() if len(found) == 1 else None

    def measure_in(self, text: str) -> str | None:
        """Return the measure of a heading: of all spellings it holds, the longest."""
        found = [word for word in self.measures if _holds(folded(text), word)]
        return self.measures[max(found, key=len)] if found else None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of estimates, counted from 0; `error_at` is the column of its standard errors."""

    at: int
    measure: str
    label: str
    domain: str | None
    years: tuple[int, ...]
    error_at: int | None


@dataclass(frozen=True, kw_only=True)
class Head:
    """Everything above the figures: as many `rows`, as wide as its widest. `roles` says where region, ... stand."""

    rows: int
    width: int
    title: str
    years: tuple[int, ...]
    roles: Mapping[str, int]
    columns: tuple[Column, ...]


def read_head(*, rows: Sequence[Row], words: Words) -> Head | None:
    """Return the head of a table; None where no column holds a measure we know."""
    last = _last_header(rows[:_MOST], words)
    if last is None:
        return None
    first = last
    while first > 0 and _is_group(rows[first - 1]):
        first -= 1
    title = " ".join(cell.strip() for row in rows[:first] for cell in row.cells if cell.strip())
    labels = _labels(rows[first : last + 1])
    roles = _roles(rows[first : last + 1])
    columns = tuple(_columns(labels, rows[last], words, set(roles.values())))
    if not columns:
        return None
    roles.setdefault("region", 0)
    return Head(rows=last + 1, width=len(labels), title=title, years=years_in(title), roles=roles, columns=columns)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years a text names, each once."""
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def _spellings(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {folded(word): name for name, words in table.items() for word in words}


def _holds(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _last_header(rows: Sequence[Row], words: Words) -> int | None:
    """Return the lowest of the rows that name measures or standard errors, before the first row with figures."""
    found = None
    for index, row in enumerate(rows):
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) > 1 and any(folded(cell) in _ERRORS or words.measure_in(cell) for cell in filled):
            found = index
        elif found is not None and len(filled) > 1:
            break
    return found


def _is_group(row: Row) -> bool:
    """Whether a row above the header groups its columns: nothing stands in front, or the name of such a column.

    Titles begin in front; in a file with commas a title may have fallen apart into several cells.
    """
    first = row.cells[0].strip()
    return not first or any(folded(first) in spellings for spellings in _ROLES.values())


def _labels(rows: Sequence[Row]) -> list[str]:
    """Join the headings above each column; a blank cell of a group row repeats the one to its left (merged cells)."""
    width = max(len(row.cells) for row in rows)
    joined = [""] * width
    for number, row in enumerate(rows):
        left = ""
        for at in range(width):
            cell = row.cells[at].strip() if at < len(row.cells) else ""
            left = cell or (left if number < len(rows) - 1 else "")
            joined[at] = f"{joined[at]} {left}".strip()
    return joined


def _roles(rows: Sequence[Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for at, cell in enumerate(row.cells):
            for role, spellings in _ROLES.items():
                if folded(cell) in spellings:
                    found.setdefault(role, at)
    return found


def _columns(labels: Sequence[str], last: Row, words: Words, taken: set[int]) -> list[Column]:
    """Return the columns of estimates: a measure we know, of one cycle at most (a change between two is none)."""
    found: list[Column] = []
    own = [cell.strip() for cell in last.cells] + [""] * (len(labels) - len(last.cells))
    for at, label in enumerate(labels):
        measure = words.measure_in(label)
        if at in taken or folded(own[at]) in _ERRORS or measure is None or len(years_in(label)) > 1 or not own[at]:
            continue
        beside = at + 1 if at + 1 < len(own) and folded(own[at + 1]) in _ERRORS else None
        found.append(
            Column(
                at=at,
                measure=measure,
                label=label,
                domain=words.domain_in(label),
                years=years_in(label),
                error_at=beside,
            )
        )
    return found
