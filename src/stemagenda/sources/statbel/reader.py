"""Reads Statbel's VAT-liable enterprises by industry, and this source's releases in the shared format.

The open data come as TF_VAT_NACE_EMPL_<year>: a zip file with text (cells separated by |), or a workbook with a sheet
of that name. Up to 2021 they have CD_REFNIS, CD_NIS_STAT_UNT_CLS, CD_NACE, MS_NUM_VAT, MS_NUM_VAT_START and
MS_NUM_VAT_STOP; later ones name the district CD_ADM_DSTR_REFNIS, add CD_RGN_REFNIS and many names. The year stands in
the file name only. Foreign enterprises have the district -----, unknown activities the code XXXXX.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Details, Release
from stemagenda.core.period import Period
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

SOURCE: Final = "statbel"
READER: Final = "statbel 1"
_FOLDER: Final = Path(__file__).parent
_NACE: Final = "cd_nace"
_STARTS: Final = "ms_num_vat_start"
_DISTRICT: Final = ("cd_adm_dstr_refnis", "cd_refnis")
_REGION: Final = "cd_rgn_refnis"
_SIZE: Final = "cd_nis_stat_unt_cls"
_YEAR: Final = ("cd_year", "year", "jaar")
_VERSION: Final = ("nace_versie", "cd_nace_version")
_INDICATOR: Final = "RG11"
#: Districts of the Flemish Region: provinces Antwerp, West and East Flanders and Limburg, and those of Flemish Brabant.
_FLEMISH: Final = ("1", "3", "4", "7", "23", "24")
_NOWHERE: Final = frozenset({"-----", "XXXXX", ""})
#: Series, technology groups, and how they are called in the lineage.
_SERIES: Final = (
    ("totaal", ("high_manufacturing", "medium_high_manufacturing", "high_services"), "hoge en middelhoge technologie"),
    ("industrie", ("high_manufacturing", "medium_high_manufacturing"), "industrie, hoge en middelhoge technologie"),
    ("kennisdiensten", ("high_services",), "kennisintensieve hoogtechnologische diensten"),
)


def recognises(*, name: str, content: bytes) -> bool:
    """Whether the header (of the one file in an archive) is that of VAT-liable enterprises by NACE. Never raises."""
    if has_columns(content, _NACE, _STARTS):
        return True
    return re.search(rb"[TV]F_VAT_NACE\w*\.(txt|csv|xlsx)", content[:300]) is not None


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read the enterprises of one or more years.

    Raises:
        Refused: with every named problem.
    """
    if is_shared_release(content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    findings = large_findings(name)
    files = unpacked(name=name, content=content, findings=findings)
    if len(files) != 1:
        findings.stop("", f"is an archive of {len(files)} files", "Give one table at a time.")
    wanted = Wanted(required=(_NACE, _STARTS), optional=(*_DISTRICT, _REGION, _SIZE, *_YEAR, *_VERSION), sheet="*")
    rows = open_rows(file=files[0], wanted=wanted, findings=findings)
    reader = _Reader(rows, year_in(files[0].name) or year_in(name), findings)
    for record in rows.records:
        reader.read(record)
    reader.finish()
    findings.refuse_if_any()
    years = sorted(reader.starts)
    span = years[0].code if len(years) == 1 else f"{years[0]} tot {years[-1]}" if years else ""
    publication = Publication(
        folder=_FOLDER,
        reader=READER,
        title=f"Btw-plichtige ondernemingen per bedrijfstak (NACE), {span}",
        dataset="-".join(("btw-nace", *dict.fromkeys(year.code for year in (*years[:1], *years[-1:])))),
    )
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=_figures(reader, files[0].name).found,
        findings=findings,
    )


def _figures(reader: _Reader, table: str) -> Figures:
    """Share the starting enterprises of the Flemish Region out over the technology groups. They are no people."""
    found = Figures(protects=False)
    groups = mapping_of(_FOLDER, "nace.toml")
    for period, divisions in sorted(reader.starts.items()):
        version = groups["versions"][reader.versions[period]]["name"]
        whole = Tally(
            whole=sum(tally.whole for tally in divisions.values()),
            whole_rows=sum(tally.whole_rows for tally in divisions.values()),
        )
        for series, parts, words in _SERIES:
            wanted = [tally for code, tally in divisions.items() if any(code in groups[part] for part in parts)]
            tally = Tally(
                part=sum(one.whole for one in wanted),
                part_rows=sum(one.whole_rows for one in wanted),
                whole=whole.whole,
                whole_rows=whole.whole_rows,
            )
            by = f"Eurostat, {words}; {version}"
            made = Derivation(table=table, column=_STARTS.upper(), where="Vlaams Gewest", by=by)
            found.share(indicator=_INDICATOR, series=series, period=period, tally=tally, made=made)
            if series == "totaal":
                found.number(indicator=_INDICATOR, series="aantal", period=period, tally=tally, made=made)
    return found


class _Reader:
    """Turns rows into starting enterprises of the Flemish Region, by year and NACE division."""

    def __init__(self, rows: Rows, named: str, findings: Findings) -> None:
        self.starts: dict[Period, dict[str, Tally]] = {}
        self.versions: dict[Period, str] = {}
        self._cells = Cells(findings)
        self._codes: Mapping[str, Any] = mapping_of(_FOLDER, "nace.toml")
        self._divisions = frozenset(self._codes["divisions"]["both"])
        self._has_region = _REGION in rows.columns
        self._district = column_of(rows=rows, names=_DISTRICT, findings=findings, needed=not self._has_region)
        self._year = column_of(rows=rows, names=_YEAR, findings=findings, needed=False)
        self._version = column_of(rows=rows, names=_VERSION, findings=findings, needed=False)
        if not self._year and not named:
            remedy = "Keep the name that Statbel gave it: TF_VAT_NACE_EMPL_2024.txt."
            findings.stop("", "does not say of which year it is", remedy)
        self._named = Period("year", int(named)) if named else None
        self._lengths: dict[int, int] = {}
        self._seen: dict[str, int] = {}

    def read(self, record: Record) -> None:
        """Count the enterprises of one row, or note what is wrong with it."""
        cells = self._cells
        period = cells.period(record, self._year, school_year=False) if self._year else self._named
        number = cells.count(record, _STARTS)
        if period is None or number is None:
            return
        version = self._check_version(record, period)
        division = self._division(record, version) if version else None
        is_flemish = self._is_flemish(record)
        if division is None or is_flemish is None or not self._is_new(record, period):
            return
        if is_flemish:
            tally = self.starts.setdefault(period, {}).setdefault(division, Tally())
            tally.add(number, counts=True)

    def _check_version(self, record: Record, period: Period) -> str | None:
        """Return the version of NACE in the row's year; a file that declares another one is refused."""
        versions: Mapping[str, Any] = self._codes["versions"]
        expected = next(code for code, one in sorted(versions.items()) if period.first_year <= one["until"])
        if self._version:
            declared = self._cells.word(record, self._version, self._codes["declared"])
            if declared is None:
                return None
            if declared != expected:
                names = versions[declared]["name"], versions[expected]["name"]
                message = f"declares {names[0]}; the figures of {period} follow {names[1]}"
                self._cells.wrong(record, self._version, message, "Give the table in the version of its year.")
                return None
        self.versions[period] = expected
        return expected

    def _division(self, record: Record, version: str) -> str | None:
        """Return the NACE division of a row, "" for an unknown activity."""
        text = record.cells[_NACE].strip().upper().replace(".", "")
        if text and not text.strip("X"):
            return ""
        self._lengths.setdefault(len(text), record.number)
        code = text.rstrip("X")
        other = {"2008": "2025", "2025": "2008"}[version]
        if code.startswith(tuple(self._codes["versions"][other]["only"])):
            name = self._codes["versions"][other]["name"]
            self._cells.wrong(
                record, _NACE, f"{shown(text)} is a code of {name}", "Declare it in a column nace_versie."
            )
            return None
        known = code[:2] in self._divisions or code.startswith(tuple(self._codes["versions"][version]["only"]))
        if len(code) >= 2 and code.isascii() and code.isdigit() and known:
            return code[:2]
        remedy = "Write it as text with all its digits: 01110."
        self._cells.wrong(record, _NACE, f"{shown(text)} is no code of NACE", remedy)
        return None

    def _is_flemish(self, record: Record) -> bool | None:
        column = _REGION if self._has_region else self._district
        text = record.cells[column].strip().upper()
        if text in _NOWHERE:
            return False
        if self._has_region and text.lstrip("0") in {"2000", "3000", "4000"}:
            return text.lstrip("0") == "2000"
        if not self._has_region and re.fullmatch(r"[1-9]\d{4}", text, re.ASCII):
            return text.startswith(_FLEMISH)
        remedy = "Write the code of the region (2000) or of the district (44000)."
        self._cells.wrong(record, column, f"{shown(text)} is no area", remedy)
        return None

    def _is_new(self, record: Record, period: Period) -> bool:
        """Whether this activity, area and size class did not stand in the file before."""
        area = record.cells[self._district] if self._district else record.cells[_REGION]
        key = "|".join((period.code, record.cells[_NACE].strip(), area.strip(), record.cells[_SIZE].strip()))
        first = self._seen.setdefault(key, record.number)
        if first != record.number:
            message = f"repeats the activity, area and size class of row {first}"
            self._cells.findings.add(f"row {record.number}", message, "Give the table as Statbel offers it.")
        return first == record.number

    def finish(self) -> None:
        """Note codes of different lengths: levels that would count twice, or zeros that a spreadsheet dropped."""
        if len(self._lengths) > 1:
            rows = ", ".join(f"{length} digits in row {row}" for length, row in sorted(self._lengths.items()))
            message = f"mixes codes of different lengths ({rows})"
            remedy = "Give one level of NACE, with the codes as text, so that no leading zero is lost."
            self._cells.findings.add(f"column {_NACE}", message, remedy)
