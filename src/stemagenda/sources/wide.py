"""Tables with years in columns and one category a row, as publishers put them on their sites.

Above the table may stand titles, below it notes; a row without figures is a heading of the rows under it. Which table
a file is and which row is which series stands in the source's mapping.toml:

    [[tables]]
    name = "oo-personeel-sector"          # also the dataset: a newer file of this table takes the place of an older one
    titles = ["O&O-personeel volgens sector"]   # words that a title row, or the name of the file, must hold
    percent = false                        # a percent sign behind the numbers is allowed
    exact = false                          # counts that are not rounded: no rounding half-width
    size = "Aantal respondenten"           # the row with sample sizes, where there is one
    ignore = ["Bedrijven"]                 # rows that no indicator asks for
    [tables.rows]
    "BES" = ["VARIO-OOSECTOR", "bes"]
    "Gewest > Totaal" = ["VARIO-OO1000", "personeel-gewest"]   # a row below the heading "Gewest"

Seen in a real table (vlaamsindicatorenboek.be, table 13 of 6.2.5): a header row with a blank cell and then years, of
which one twice by mistake; percent signs; notes that begin with NOOT and Bron. The rest of the layout is this project's
reading of what such tables have in common, to be compared with the first real file of each source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NoReturn

from stemagenda.core.observation import Details, Observation, Release, Step
from stemagenda.core.period import Period, PeriodError
from stemagenda.formats.cells import CellError
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.table import Row, Written, has_surplus
from stemagenda.sources.printed import MISSING, Printed, PrintedNumbers
from stemagenda.sources.table_release import (
    Publication,
    file_name,
    first_rows,
    folded,
    mapping_of,
    open_table,
    release_of,
)

_NOTES: Final = ("bron", "noot", "nota", "source", "note", "(", "*", "toelichting", "voetnoot", "opmerking")
_NO_WORD: Final = re.compile(r"[^\w%&']+")
#: Rows above a table in which its header is looked for.
_MOST_TITLES: Final = 40


@dataclass(frozen=True, kw_only=True)
class _Table:
    """One entry of mapping.toml, with folded labels."""

    name: str
    titles: tuple[str, ...]
    rows: Mapping[str, tuple[str, str]]
    written: Mapping[str, str]
    ignore: frozenset[str]
    size: str
    percent: bool
    exact: bool


@dataclass(frozen=True, kw_only=True)
class _Header:
    row: Row
    periods: Mapping[int, Period]
    titles: tuple[Row, ...]

    def is_break(self, column: int) -> bool:
        """Whether the sign of a break stands behind the year of a column: 2021 (b)."""
        return self.row.cells[column].strip().lower().endswith((" b", "(b)"))

    @property
    def first(self) -> int:
        """The first column with figures; those before it hold the label."""
        return min(self.periods)


def recognises_wide(*, folder: Path, name: str, content: bytes) -> bool:
    """Whether a file holds a table of this source: its title, years in a row, and a row that we know."""
    rows = first_rows(name=name, content=content)
    header = _header(rows, Findings(file=name))
    if header is None:
        return False
    table = _table_of(_tables(folder), header.titles, "")
    after = rows[rows.index(header.row) + 1 :]
    return table is not None and any(folded(part) in table.rows for row in after for part in row.cells[: header.first])


def read_wide(*, folder: Path, reader: str, name: str, content: bytes, details: Details) -> Release:
    """Read a table with years in columns.

    Raises:
        Refused: with every named problem.
    """
    name = file_name(name)
    findings = Findings(file=name)
    opened = open_table(name=name, content=content, findings=findings)
    header = _header(opened.rows, findings)
    if header is None:
        findings.refuse_if_any()
        findings.stop("", "has no row with years", "Give the table as downloaded, with a year above each column.")
    table = _table_of(_tables(folder), header.titles, name)
    if table is None:
        _stop_at_title(_tables(folder), header, findings)
    numbers = PrintedNumbers(written=opened.grid.written, percent=table.percent)
    body = _Body(table=table, header=header, written=opened.grid.written, numbers=numbers, findings=findings)
    for row in opened.rows[opened.rows.index(header.row) + 1 :]:
        body.take(row)
    numbers.refuse_if_unsure(findings)
    publication = Publication(
        folder=folder,
        reader=reader,
        title=" ".join(" ".join(cell.strip() for cell in row.cells if cell.strip()) for row in header.titles)[:400],
        dataset=f"{folder.name}-{table.name}",
        notes=body.notes(),
    )
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=body.observations(),
        findings=findings,
    )


def _tables(folder: Path) -> tuple[_Table, ...]:
    return tuple(_declared(item) for item in mapping_of(folder)["tables"])


def _declared(item: Mapping[str, Any]) -> _Table:
    return _Table(
        name=item["name"],
        titles=tuple(_plain(title) for title in item["titles"]),
        rows={_key(label): (series[0], series[1]) for label, series in item["rows"].items()},
        written={_key(label): label for label in item["rows"]},
        ignore=frozenset(_key(label) for label in item.get("ignore", ())),
        size=folded(item.get("size", "")),
        percent=item.get("percent", False),
        exact=item.get("exact", False),
    )


def _key(label: str) -> str:
    return " > ".join(folded(part) for part in label.split(">"))


def _header(rows: Sequence[Row], findings: Findings) -> _Header | None:
    """Return the first row that names periods, with what stands above it. A period named twice is noted."""
    for index, row in enumerate(rows[:_MOST_TITLES]):
        periods: dict[int, Period] = {}
        for column, cell in enumerate(row.cells):
            period = _period(cell)
            if period is None:
                continue
            if period in periods.values():
                findings.add(
                    f"row {row.number}, column {column + 1}",
                    f"names {period.code} a second time",
                    "One of the two is probably another year: check it with the publisher, and correct the header.",
                )
            periods[column] = period
        if periods and min(periods) > 0:
            return _Header(row=row, periods=periods, titles=tuple(rows[:index]))
    return None


def _period(cell: str) -> Period | None:
    """Read a year or school year that may carry a footnote mark or the sign of a break (2017 b)."""
    try:
        return Period.parse(folded(cell).removesuffix(" b"))
    except PeriodError:
        return None


def _table_of(tables: Sequence[_Table], titles: Sequence[Row], name: str) -> _Table | None:
    text = _title(titles)
    named = _plain(name)
    found = [(max(map(len, _held(table, text, named))), table) for table in tables if _held(table, text, named)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _title(rows: Sequence[Row]) -> str:
    return _plain(" ".join(cell for row in rows for cell in row.cells))


def _plain(text: str) -> str:
    """Return a title for comparing: words only. A comma may have taken it apart, a file name has hyphens for spaces."""
    return " ".join(_NO_WORD.sub(" ", folded(text)).split())


def _held(table: _Table, text: str, named: str) -> list[str]:
    return [title for title in table.titles if title in text or title in named]


def _stop_at_title(tables: Sequence[_Table], header: _Header, findings: Findings) -> NoReturn:
    known = [title for table in tables for title in table.titles]
    said = _title(header.titles)
    near = next((title for title in known if get_close_matches(title, _windows(said, title), n=1, cutoff=0.8)), "")
    findings.stop(
        "title",
        f"{shown(said)} is no table we know" if said else "has no title above the table",
        f"Did you mean '{near}'?" if near else f"Known are: {'; '.join(known)}. Put the title above the table.",
    )


def _windows(text: str, like: str) -> list[str]:
    """Return every run of as many words of a text as another one has."""
    words, length = text[:1000].split(), len(like.split())
    return [" ".join(words[at : at + length]) for at in range(max(1, len(words) - length + 1))]


@dataclass(kw_only=True)
class _Body:
    """The rows under the header, taken one by one."""

    table: _Table
    header: _Header
    written: Written
    numbers: PrintedNumbers
    findings: Findings
    section: str = ""
    carried: list[str] = field(default_factory=list)
    figures: list[Observation] = field(default_factory=list)
    sizes: dict[Period, int] = field(default_factory=dict)
    seen: dict[tuple[str, str, Period], int] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Take a row with figures, a heading, or a note."""
        label = self._label(row)
        cells = {column: row.cells[column] for column in self.header.periods if column < len(row.cells)}
        if label.lower().startswith(_NOTES) or not any(cell.strip() for cell in cells.values()):
            self._heading_or_note(row, label)
        elif not label:
            self.findings.add(f"row {row.number}", "has figures but no label", "Say which category the row holds.")
        elif self.table.size and folded(label) == self.table.size:
            self.sizes = {self.header.periods[column]: size for column, size in self._sizes(row, cells)}
        else:
            self._series(row, label, cells)

    def _label(self, row: Row) -> str:
        """Join the cells before the first year; a blank one in front repeats the one above (merged cells)."""
        parts = [cell.strip() for cell in row.cells[: self.header.first]]
        if len(parts) > 1 and any(parts[1:]) and self.carried and not parts[0]:
            parts[0] = self.carried[0]
        self.carried = parts
        return " > ".join(part for part in parts if part)

    def _heading_or_note(self, row: Row, label: str) -> None:
        text = " ".join(cell.strip() for cell in row.cells if cell.strip())
        if text.lower().startswith(_NOTES) or len(text) > 120 or self.below:
            self.below.append(text)
        elif label:
            self.section = label

    def _series(self, row: Row, label: str, cells: Mapping[int, str]) -> None:
        keys = [_key(f"{self.section} > {label}"), _key(label), _key(label.rpartition(">")[2])]
        known = next((key for key in keys if key in self.table.rows), None)
        if known is None:
            if not any(key in self.table.ignore for key in keys):
                self._unknown(row, label)
            return
        if has_surplus(row, width=len(self.header.row.cells), written=self.written, findings=self.findings):
            return
        for column, text in cells.items():
            self._figure(row, column, text, self.table.rows[known], label)

    def _unknown(self, row: Row, label: str) -> None:
        said = self.findings.count < self.findings.limits.problems  # of the others only the number is told
        near = get_close_matches(_key(label)[:100], list(self.table.written), n=1, cutoff=0.6) if said else ()
        self.findings.add(
            f"row {row.number}",
            f"{shown(label)} is no row we know",
            f"Did you mean '{self.table.written[near[0]]}'?"
            if near
            else "Name it in mapping.toml, under rows or under ignore.",
        )

    def _sizes(self, row: Row, cells: Mapping[int, str]) -> Iterator[tuple[int, int]]:
        for column, text in cells.items():
            printed = self._printed(row, column, text)
            if printed is not None and printed.value is not None:
                yield column, int(printed.value)

    def _printed(self, row: Row, column: int, text: str) -> Printed | None:
        place = f"row {row.number}, column {column + 1}"
        try:
            return self.numbers.read(text, row=row.number, place=place)
        except CellError as error:
            self.findings.add(place, error.message, error.remedy)
            return None

    def _figure(self, row: Row, column: int, text: str, series: tuple[str, str], label: str) -> None:
        period = self.header.periods[column]
        printed = self._printed(row, column, text)
        if printed is None:
            return
        if printed.value is None:
            if printed.missing:
                self.missing.append(f"{label} {period.code} ({MISSING[printed.missing]})")
            return
        first = self.seen.setdefault((*series, period), row.number)
        if first != row.number:
            message = f"gives {series[0]} / {series[1]} for {period.code} again, after row {first}"
            self.findings.add(f"row {row.number}", message, "Keep one of the two rows.")
            return
        self.figures.append(
            Observation(
                indicator=series[0],
                series=series[1],
                period=period,
                value=printed.value,
                half_width=0.0 if self.table.exact else printed.half_width,
                status="B" if printed.status == "A" and self.header.is_break(column) else printed.status,
                where=f"{label}, kolom {column + 1}"[:300],
                note=f"merkteken {printed.mark} in de bron" if printed.mark else "",
                row=row.number,
                steps=(Step("select", (("table", self.table.name), ("where", label), ("column", period.code))),),
            )
        )

    def observations(self) -> Iterator[Observation]:
        """Yield the figures, with the sample sizes the table gives."""
        for figure in self.figures:
            yield replace(figure, sample_size=self.sizes.get(figure.period)) if self.sizes else figure

    def notes(self) -> tuple[str, ...]:
        """Return what stands below the table, and which figures the table marks as missing."""
        left_out = ", ".join(self.missing[:20]) + (f" en {len(self.missing) - 20} andere" * (len(self.missing) > 20))
        return (*self.below[:20], f"Geen cijfer in de tabel: {left_out}." if left_out else "")
