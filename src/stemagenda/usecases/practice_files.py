"""Practices to take away as data: JSON, CSV, workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from stemagenda.core.practices.practice import Reached
from stemagenda.core.reports.practice_words import WORDS
from stemagenda.core.reports.table import Cell, Column, Table
from stemagenda.core.text import Language, format_date, format_number
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.outputs.xlsx import writer as xlsx_writer
from stemagenda.usecases.practices import PracticeRow, Practices

FORMATS: Final = ("csv", "xlsx", "json")
#: column -> the filter whose words its codes have
_CODED: Final = {
    "kind": "kind",
    "evidence": "evidence",
    "levels": "level",
    "target_groups": "target_group",
    "gender": "gender",
    "transitions": "transition",
    "objectives": "objective",
    "organisations": "organisation",
}
_COLUMNS: Final = ("code", "title", "summary", *_CODED, "reach", "starts")


def practices_document(*, found: Practices, on: date) -> dict[str, Any]:
    """What was asked, what was found and what each further filter would leave, as plain values for JSON."""
    return {
        "as_of": on.isoformat(),
        "words": found.query.words,
        "filters": {name: list(values) for name, values in found.query.chosen.items()},
        "total": found.total,
        "found": len(found.found),
        "counts": {facet: dict(counts) for facet, counts in found.counts.items()},
        "practices": [_entry(row) for row in found.found],
    }


def practices_table(*, found: Practices, language: Language, on: date) -> Table:
    """One row a practice, codes in words."""
    return Table(
        title=WORDS["practices"].to(language),
        columns=_columns(language),
        notes=((WORDS["as_of"].to(language), format_date(on, language=language)),),
        rows=tuple(_rows(found, language)),
    )


def practices_pieces(*, found: Practices, language: Language) -> Iterator[bytes]:
    """The table as CSV, some rows at a time: what was found may be long."""
    return csv_writer.pieces(columns=_columns(language), rows=_rows(found, language))


def _columns(language: Language) -> tuple[Column, ...]:
    return tuple(
        Column(title=WORDS[name].to(language), kind="number" if name == "starts" else "text") for name in _COLUMNS
    )


def _rows(found: Practices, language: Language) -> Iterator[tuple[Cell, ...]]:
    for row in found.found:
        yield (
            row.code,
            row.title.to(language),
            row.summary.to(language),
            *(_in_words(found, facet, getattr(row, name), language) for name, facet in _CODED.items()),
            "; ".join(reach_words(reached=item, language=language) for item in row.reach),
            row.starts,
        )


def practices_file(*, found: Practices, suffix: str, language: Language, on: date) -> bytes:
    """A file of the practices found.

    Raises:
        Refused: no such format.
    """
    if suffix not in {"csv", "xlsx"}:
        raise Refused(
            [
                Problem(
                    file="practices",
                    place="format",
                    message="no such format",
                    remedy=f"Choose from: {', '.join(FORMATS)}",
                )
            ]
        )
    table = practices_table(found=found, language=language, on=on)
    if suffix == "csv":
        return csv_writer.write(columns=table.columns, rows=table.rows)
    return xlsx_writer.write(sheets=[table])


def reach_words(*, reached: Reached, language: Language) -> str:
    """How many of what, and when: ongeveer 200 gastlessen (2018-2020)."""
    about = {"nl": "ongeveer ", "en": "about "}[language] if reached.about else ""
    years = f" ({reached.years})" if reached.years else ""
    return f"{about}{format_number(reached.number, language=language)} {reached.what.to(language)}{years}"


def _in_words(found: Practices, facet: str, codes: str | Iterable[str], language: Language) -> str:
    listed = [codes] if isinstance(codes, str) else list(codes)
    return "; ".join(found.label(facet=facet, value=code, language=language) for code in listed if code)


def _entry(row: PracticeRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": {"nl": row.title.nl, "en": row.title.en},
        "kind": row.kind,
        "summary": {"nl": row.summary.nl, "en": row.summary.en},
        "evidence": row.evidence or None,
        "levels": list(row.levels),
        "target_groups": list(row.target_groups),
        "gender": row.gender or None,
        "transitions": list(row.transitions),
        "objectives": list(row.objectives),
        "organisations": list(row.organisations),
        "pillars": list(row.pillars),
        "reach": [
            {
                "number": item.number,
                "about": item.about,
                "what": {"nl": item.what.nl, "en": item.what.en},
                "years": item.years or None,
            }
            for item in row.reach
        ],
        "practices": list(row.practices),
        "starts": row.starts,
    }
