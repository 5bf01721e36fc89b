"""Reads learner counts of public training providers, and this source's releases in the shared format.

Nobody publishes these counts; this is the table to ask the providers for, as CSV or as a workbook with one sheet:
aanbieder (VDAB, SVWO or Syntra), jaar or schooljaar, opleidingsdomein, stem (ja or nee, as the provider marks it),
cursisten, and where known vrouwen, mannen and onbekend. A row whose opleidingsdomein is "totaal" is checked, not added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from stemagenda.core.observation import Details, Release
from stemagenda.core.period import Period
from stemagenda.formats.large_workbook_process import folded_name
from stemagenda.formats.problems import Findings
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
)
from stemagenda.sources.shares import Derivation, Figures, Part, Tally
from stemagenda.sources.table_release import Publication, release_of

SOURCE: Final = "cursisten"
READER: Final = "cursisten 1"
_FOLDER: Final = Path(__file__).parent
_PROVIDERS: Final = {"vdab": "vdab", "svwo": "svwo", "syntra": "syntra", "syntra vlaanderen": "syntra"}
_STEM: Final = {"ja": "ja", "stem": "ja", "1": "ja", "nee": "nee", "geen stem": "nee", "niet-stem": "nee", "0": "nee"}
_YEAR: Final = ("jaar", "schooljaar")
_SEXES: Final = ("vrouwen", "mannen", "onbekend")
_INDICATOR: Final = "RG6"
_TOTAL: Final = "totaal"
_ALL: Final = "VDAB, SVWO en Syntra samen"
_BY: Final = "STEM-aanduiding van de aanbieder in de kolom stem"


def recognises(*, name: str, content: bytes) -> bool:
    """Whether the header names a provider, a STEM mark and learners. Never raises."""
    return has_columns(content, "aanbieder", "stem", "cursisten")


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read the learners of one or more years and providers.

    Raises:
        Refused: with every named problem; totals that are not the sum of their parts are one.
    """
    if is_shared_release(content) or not recognises(name=name, content=content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    findings = large_findings(name)
    (file, *_) = unpacked(name=name, content=content, findings=findings)
    wanted = Wanted(required=("aanbieder", "stem", "cursisten"), optional=("opleidingsdomein", *_YEAR, *_SEXES))
    rows = open_rows(file=file, wanted=wanted, findings=findings)
    reader = _Reader(rows, findings)
    for record in rows.records:
        reader.read(record)
    reader.check_totals()
    findings.refuse_if_any()
    periods = sorted(reader.learners)
    figures = _figures(reader, periods, file.name)
    span = periods[0].code if len(periods) == 1 else f"{periods[0]} tot {periods[-1]}" if periods else ""
    publication = Publication(
        folder=_FOLDER,
        reader=READER,
        title=f"Cursisten bij publieke aanbieders, {span}",
        dataset="-".join(("cursisten", *dict.fromkeys(period.code for period in (*periods[:1], *periods[-1:])))),
        notes=figures.notes(),
    )
    return release_of(
        publication=publication,
        name=name,
        content=content,
        details=details,
        observations=figures.found,
        findings=findings,
    )


@dataclass(kw_only=True)
class _Learners:
    """The learners of one year: by provider, among women, and women among those in STEM."""

    providers: dict[str, Tally] = field(default_factory=dict)
    women: Tally = field(default_factory=Tally)
    women_in_stem: Tally = field(default_factory=Tally)
    knows_women: bool = True


def _figures(reader: _Reader, periods: Iterable[Period], table: str) -> Figures:
    """Return shares by provider; the total, and women, only where all three providers are in the table."""
    found = Figures()
    for period in periods:
        learners = reader.learners[period]
        together = set(learners.providers) == set(_PROVIDERS.values())
        parts = [
            _part(f"aanbieder-{provider}", tally, table, f"aanbieder {provider.upper()}")
            for provider, tally in sorted(learners.providers.items())
        ]
        if not together:
            for part in parts:
                found.share(indicator=_INDICATOR, series=part.series, period=period, tally=part.tally, made=part.made)
            continue
        found.shares(indicator=_INDICATOR, period=period, parts=parts)
        whole = [_part(_TOTAL, _sum(learners), table, _ALL)]
        women = [_part("vrouwen", learners.women, table, _ALL)] if learners.knows_women else []
        beside = [_part("vrouwen-in-stem", learners.women_in_stem, table, _ALL)] if learners.knows_women else []
        found.shares(indicator=_INDICATOR, period=period, parts=whole)
        found.shares(indicator=_INDICATOR, period=period, parts=women, beside=beside)
    return found


def _part(series: str, tally: Tally, table: str, where: str) -> Part:
    return Part(series=series, tally=tally, made=Derivation(table=table, column="cursisten", where=where, by=_BY))


def _sum(learners: _Learners) -> Tally:
    total = Tally()
    for tally in learners.providers.values():
        total.part += tally.part
        total.whole += tally.whole
        total.part_rows += tally.part_rows
        total.whole_rows += tally.whole_rows
    return total


class _Reader:
    """Turns rows into learners by year and provider, and compares totals with the sum of their parts."""

    def __init__(self, rows: Rows, findings: Findings) -> None:
        self.learners: dict[Period, _Learners] = {}
        self._findings = findings
        self._cells = Cells(findings)
        self._year = column_of(rows=rows, names=_YEAR, findings=findings)
        self._sexes = [column for column in _SEXES if column in rows.columns]
        self._seen: dict[tuple[str, ...], int] = {}
        self._totals: list[tuple[int, Period, str, int]] = []

    def read(self, record: Record) -> None:
        """Count the learners of one row, or note what is wrong with it."""
        cells = self._cells
        period = cells.period(record, self._year, school_year=self._year == "schooljaar")
        provider = cells.word(record, "aanbieder", _PROVIDERS)
        number = cells.count(record, "cursisten")
        domain = folded_name(record.cells["opleidingsdomein"])
        if period is None or provider is None or number is None:
            return
        if domain == _TOTAL:
            self._totals.append((record.number, period, provider, number))
            return
        stem = cells.word(record, "stem", _STEM)
        women = self._women(record, number)
        if stem is None or not self._is_new(record, (period.code, provider, domain, stem)):
            return
        learners = self.learners.setdefault(period, _Learners())
        learners.providers.setdefault(provider, Tally()).add(number, counts=stem == "ja")
        if women is None:
            learners.knows_women = False
            return
        learners.women.add(women, counts=stem == "ja")
        if stem == "ja":
            learners.women_in_stem.add(number, counts=False)
            learners.women_in_stem.part += women
            learners.women_in_stem.part_rows += 1

    def _women(self, record: Record, number: int) -> int | None:
        """Return the women of a row; None where the table does not say, or its parts do not add up."""
        if "vrouwen" not in self._sexes or not record.cells["vrouwen"].strip():
            return None
        parts = {column: self._cells.count(record, column) for column in self._sexes if record.cells[column].strip()}
        known = sum(part or 0 for part in parts.values())
        if known > number or (len(parts) == len(_SEXES) and known != number):
            message = f"{' + '.join(parts)} is {known}, not {number}"
            self._cells.wrong(record, "cursisten", message, "Mend the number that is wrong.")
        return parts["vrouwen"]

    def _is_new(self, record: Record, key: tuple[str, ...]) -> bool:
        first = self._seen.setdefault(key, record.number)
        if first != record.number:
            message = f"gives {' / '.join(key)} again, after row {first}"
            self._findings.add(f"row {record.number}", message, "Keep one of the two rows.")
        return first == record.number

    def check_totals(self) -> None:
        """Note every total that is not the sum of its parts."""
        for row, period, provider, number in self._totals:
            learners = self.learners.get(period, _Learners())
            parts = learners.providers.get(provider, Tally()).whole
            if parts != number:
                message = f"the total of {provider.upper()} for {period} is {number}; its parts make {parts}"
                self._findings.add(f"row {row}", message, "Mend the total, or add the part that is missing.")
