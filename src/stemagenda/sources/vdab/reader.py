"""Reads VDAB's yearly list of shortage occupations, and this source's releases in the shared format.

The list is a CSV file or a workbook with one row an occupation: beroep, isco_08 and jaar (where there is no such
column, the year stands in the file name). VDAB publishes the list as a PDF with its own occupation codes; the ISCO-08
code of an occupation comes from whoever made the table. Which of them are STEM, stem_occupations.toml says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Details, Release
from stemagenda.core.period import Period
from stemagenda.formats.large_workbook_process import folded_name
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.rows import (
    Cells,
    Record,
    Rows,
    Wanted,
    column_of,
    has_columns,
    is_shared_release,
    large_findings,
    open_rows,
    unpacked,
    year_in,
)
from stemagenda.sources.shares import Derivation, Figures, Tally
from stemagenda.sources.table_release import Publication, mapping_of, release_of

SOURCE: Final = "vdab"
READER: Final = "vdab 1"
_FOLDER: Final = Path(__file__).parent
_OCCUPATION: Final = ("beroep", "knelpuntberoep", "naam_beroep")
_CODE: Final = ("isco_08", "isco-08", "isco08", "isco_code", "isco")
_YEAR: Final = ("jaar", "lijstjaar")
_INDICATOR: Final = "RG10"


def recognises(*, name: str, content: bytes) -> bool:
    """Whether the header names an occupation and its ISCO code. Never raises."""
    return any(has_columns(content, occupation, code) for occupation in _OCCUPATION for code in _CODE)


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one list, or the lists of several years in one table.

    Raises:
        Refused: with every named problem; an occupation without a code is one.
    """
    if is_shared_release(content) or not recognises(name=name, content=content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    findings = large_findings(name)
    (file, *_) = unpacked(name=name, content=content, findings=findings)
    rows = open_rows(file=file, wanted=Wanted(required=(), optional=(*_OCCUPATION, *_CODE, *_YEAR)), findings=findings)
    reader = _Reader(rows, file.name, findings)
    for record in rows.records:
        reader.read(record)
    findings.refuse_if_any()
    years = sorted(reader.lists)
    span = years[0].code if len(years) == 1 else f"{years[0]} tot {years[-1]}" if years else ""
    publication = Publication(
        folder=_FOLDER,
        reader=READER,
        title=f"Knelpuntberoepen {span}",
        dataset="-".join(("knelpuntberoepen", *dict.fromkeys(year.code for year in (*years[:1], *years[-1:])))),
    )
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=_figures(reader.lists, file.name, reader.code).found,
        findings=findings,
    )


def _figures(lists: Mapping[Period, Counter[str]], table: str, column: str) -> Figures:
    """Count the occupations of every list by the classifications in force in its year. Occupations are no people."""
    found = Figures(protects=False)
    for period, groups in sorted(lists.items()):
        whole = groups.total()
        for series, one in classifications(period.first_year).items():
            part = sum(groups[group] for group in one["groups"])
            tally = Tally(part=part, whole=whole, part_rows=part, whole_rows=whole)
            by = f"{one['name']}, vanaf {one['since']}"
            made = Derivation(table=table, column=column, where=f"lijst van {period}", by=by)
            found.number(indicator=_INDICATOR, series=series, period=period, tally=tally, made=made)
            found.share(indicator=_INDICATOR, series=f"{series}-aandeel", period=period, tally=tally, made=made)
        tally = Tally(part=whole, whole=whole, part_rows=whole, whole_rows=whole)
        made = Derivation(table=table, column=column, where=f"lijst van {period}", by="alle beroepen op de lijst")
        found.number(indicator=_INDICATOR, series="lijst-totaal", period=period, tally=tally, made=made)
    return found


def classifications(year: int) -> dict[str, Mapping[str, Any]]:
    """Return, by series, the list of STEM occupations in force in a year."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in sorted(mapping_of(_FOLDER, "stem_occupations.toml")["lists"], key=lambda one: one["since"]):
        if one["since"] <= year:
            found[one["series"]] = one
    return found


class _Reader:
    """Turns rows into lists of ISCO groups, by year; every occupation stands once in a list."""

    def __init__(self, rows: Rows, file: str, findings: Findings) -> None:
        self.lists: dict[Period, Counter[str]] = {}
        self.code = column_of(rows=rows, names=_CODE, findings=findings)
        self._occupation = column_of(rows=rows, names=_OCCUPATION, findings=findings)
        self._year = column_of(rows=rows, names=_YEAR, findings=findings, needed=False)
        self._named = year_in(file)
        if not self._year and not self._named:
            remedy = "Add a column 'jaar', or put the year in the name of the file."
            findings.stop("", "does not say of which year the list is", remedy)
        self._cells = Cells(findings)
        self._groups = frozenset(mapping_of(_FOLDER, "stem_occupations.toml")["isco"]["groups"])
        self._seen: dict[tuple[Period, str], int] = {}

    def read(self, record: Record) -> None:
        """Put one occupation on its list, or note what is wrong with it."""
        cells = self._cells
        period = cells.period(record, self._year, school_year=False) if self._year else Period("year", int(self._named))
        occupation = folded_name(record.cells[self._occupation])
        if not occupation:
            cells.wrong(record, self._occupation, "is blank", "Name the occupation, or leave the row out.")
            return
        code = record.cells[self.code].strip().replace(".", "")
        if not code:
            message = f"has no code for {shown(record.cells[self._occupation])}"
            cells.wrong(record, self.code, message, "Look the occupation up in ISCO-08 and fill in its code.")
            return
        if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4 and code[:2] in self._groups):
            remedy = "Write two to four digits, as text: 2512."
            cells.wrong(record, self.code, f"{shown(code)} is no code of ISCO-08", remedy)
            return
        if period is None:
            return
        first = self._seen.setdefault((period, occupation), record.number)
        if first != record.number:
            message = f"{shown(occupation)} stands on the list of {period} already, in row {first}"
            cells.wrong(record, self._occupation, message, "Keep one of the two rows.")
            return
        self.lists.setdefault(period, Counter())[code[:2]] += 1
