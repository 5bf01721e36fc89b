"""Reads registrations and diplomas of higher education, and this source's releases in the shared format.

A table has academiejaar, geslacht and aantal_inschrijvingen or aantal_studiebewijzen, and at least one classification:
stem_opleiding (Flemish) or isced_f (international; see mapping.toml for the names it may have). With registrations,
generatiestudent says who enrols for the first time; soort_contract, type_studiebewijs and stem_secundair may be there.
One table is a CSV file or a workbook with one visible sheet; a zip file may hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Details, Release
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.hoger_onderwijs.counting import Classification, Count, Kind, Students
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.rows import (
    Cells,
    Record,
    Rows,
    Wanted,
    has_columns,
    is_shared_release,
    large_findings,
    open_rows,
    unpacked,
)
from stemagenda.sources.table_release import Publication, mapping_of, release_of

SOURCE: Final = "hoger_onderwijs"
READER: Final = "hoger_onderwijs 1"
_FOLDER: Final = Path(__file__).parent
_COLUMNS: Final[dict[Kind, str]] = {"registrations": "aantal_inschrijvingen", "diplomas": "aantal_studiebewijzen"}
_FLAG: Final = "stem_opleiding"
_PRIOR: Final = "stem_secundair"
_TITLES: Final[dict[Kind, str]] = {
    "registrations": "Inschrijvingen van generatiestudenten in het hoger onderwijs",
    "diplomas": "Diploma’s van het hoger onderwijs",
}


def recognises(*, name: str, content: bytes) -> bool:
    """Whether the header is that of a table of registrations or diplomas of higher education. Never raises."""
    return any(has_columns(content, "academiejaar", "geslacht", column) for column in _COLUMNS.values())


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read one table.

    Raises:
        Refused: with every named problem.
    """
    if is_shared_release(content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    findings = large_findings(name)
    files = unpacked(name=name, content=content, findings=findings)
    if len(files) != 1:
        findings.stop("", f"is an archive of {len(files)} files", "Give one table at a time.")
    words = mapping_of(_FOLDER)
    rows = open_rows(file=files[0], wanted=_wanted(words), findings=findings)
    kind = _kind(rows, findings)
    reader = _Reader(kind, rows, words, findings)
    for record in rows.records:
        reader.read(record)
    findings.refuse_if_any()
    by = {part: f"{words[part]['name']}, indeling van {words[part]['since']}" for part in reader.classifications}
    figures = reader.count.figures(table=files[0].name, column=_COLUMNS[kind], by=by)
    periods = [period.code for period in reader.count.periods]
    span = periods[0] if len(periods) == 1 else f"{periods[0]} tot {periods[-1]}" if periods else ""
    notes = list(figures.notes())
    if reader.unknown:
        notes.append(f"{reader.unknown} tellen mee in het geheel zonder bekend studiegebied.")
    publication = Publication(
        folder=_FOLDER,
        reader=READER,
        title=f"{_TITLES[kind]}, {span}",
        dataset="-".join((kind, *dict.fromkeys((*periods[:1], *periods[-1:])))),
        notes=notes,
    )
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=figures.found,
        findings=findings,
    )


def _wanted(words: Mapping[str, Any]) -> Wanted:
    return Wanted(
        required=("academiejaar", "geslacht"),
        optional=(
            *_COLUMNS.values(),
            *words["isced_columns"],
            _FLAG,
            "generatiestudent",
            "soort_contract",
            "type_studiebewijs",
            _PRIOR,
        ),
    )


def _kind(rows: Rows, findings: Findings) -> Kind:
    found = [kind for kind, column in _COLUMNS.items() if column in rows.columns]
    if len(found) == 1:
        if found[0] == "registrations" and "generatiestudent" not in rows.columns:
            message = "has no column 'generatiestudent', which tells who enrols for the first time"
            findings.stop(f"row {rows.header_number}", message, "Give the table with that column.")
        return found[0]
    names = " and ".join(_COLUMNS.values())
    message = f"has both {names}" if found else f"has neither {names.replace(' and ', ' nor ')}"
    return findings.stop(f"row {rows.header_number}", message, "Give registrations and diplomas as two tables.")


class _Reader:
    """Turns rows into students, and remembers how many have no known field of study."""

    def __init__(self, kind: Kind, rows: Rows, words: Mapping[str, Any], findings: Findings) -> None:
        self.count = Count(kind=kind)
        self.unknown = 0
        self._kind = kind
        self._column = _COLUMNS[kind]
        self._columns = rows.columns
        self._words = words
        self._cells = Cells(findings)
        self._isced = next((name for name in words["isced_columns"] if name in rows.columns), "")
        narrow: list[str] = words["isced"]["narrow"]
        self._fields = {*narrow, *(code[:2] for code in narrow)}
        flags: tuple[tuple[Classification, bool], ...] = (
            ("flemish", _FLAG in rows.columns),
            ("isced", bool(self._isced)),
        )
        self.classifications: list[Classification] = [part for part, is_there in flags if is_there]
        if not self.classifications:
            message = f"has neither {_FLAG} nor a column with the field of study ({', '.join(words['isced_columns'])})"
            findings.stop(f"row {rows.header_number}", message, "Add one of them: it tells what is STEM.")

    def read(self, record: Record) -> None:
        """Count one row, or note what is wrong with it."""
        cells = self._cells
        period = cells.period(record, "academiejaar", school_year=True)
        number = cells.count(record, self._column)
        sex = cells.word(record, "geslacht", self._words["sexes"])
        counts = self._counts(record)
        stem: dict[Classification, bool] = {}
        for classification in self.classifications:
            is_stem = self._flag(record) if classification == "flemish" else self._field(record, number or 0)
            if is_stem is None:
                return
            stem[classification] = is_stem
        prior = cells.word(record, _PRIOR, self._words["prior"], blank="no")
        if period is None or number is None or sex is None or counts is None or prior is None:
            return
        if counts:
            self.count.add(Students(period=period, number=number, sex=sex, stem=stem, has_prior=prior == "yes"))

    def _counts(self, record: Record) -> bool | None:
        """Whether a row belongs to the figures: a first registration under a diploma contract, or a diploma."""
        asked = {"registrations": (("generatiestudent", "entrants"), ("soort_contract", "contracts"))}.get(
            self._kind, (("type_studiebewijs", "awards"),)
        )
        answers = [
            self._cells.word(record, column, self._words[words]) for column, words in asked if column in self._columns
        ]
        return None if None in answers else "no" not in answers

    def _flag(self, record: Record) -> bool | None:
        word = self._cells.word(record, _FLAG, self._words["flemish"]["words"])
        return None if word is None else word == "stem"

    def _field(self, record: Record, number: int) -> bool | None:
        """Whether an ISCED-F code lies in STEM. A code that lost its first zero in a spreadsheet is no code."""
        text = record.cells[self._isced].strip().upper().removeprefix("F")
        if text in self._words["isced"]["unknown"]:
            self.unknown += number
            return False
        if text.isascii() and text.isdigit() and 2 <= len(text) <= 4 and text[:3] in self._fields:
            return text[:2] in self._words["isced"]["stem"]
        remedy = "Write it as text with all its digits: 05, 053 or 0533."
        self._cells.wrong(record, self._isced, f"{shown(text)} is no code of ISCED-F 2013", remedy)
        return None
