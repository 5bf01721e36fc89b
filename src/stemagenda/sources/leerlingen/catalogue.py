"""The list of programmes (administratieve groepen) and the official STEM category of each.

It comes as pages of the API ({"meta": ..., "content": [...]}, one JSON file a page) or as a CSV file with the same
field names. Values may be plain words or {"code": ..., "omschrijving": ...}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from stemagenda.formats.large_workbook_process import folded_name
from stemagenda.formats.package import Packed
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.rows import Wanted, open_rows

CATEGORY: Final = "administratievegroep_stem_categorie"
CODE: Final = "administratievegroep_code"
NAME: Final = "administratievegroep_omschrijving"
_FIELDS: Final = tuple(f"administratievegroep_{what}" for what in ("graad", "leerjaar", "onderwijsvorm", "finaliteit"))
_REMEDY: Final = "Give the pages of the API unchanged, or a CSV file with the same fields."
#: Records on all pages together; the real list has some 3,000, the real count some 50,000.
_MOST: Final = 400_000


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One programme: the words of the list for its STEM category, grade, year, form and finality."""

    code: str
    name: str
    category: str
    grade: str = ""
    year: str = ""
    form: str = ""
    finality: str = ""


@dataclass(kw_only=True)
class Catalogue:
    """Programmes by number and by name. A name that stands for two categories leads to none."""

    by_code: dict[str, Programme] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)

    def category(self, *, code: str, name: str) -> set[str]:
        """Return the words for the category of a programme: none where it is unknown, two where its name is unclear."""
        if code:
            found = self.by_code.get(code)
            return {found.category} if found else set()
        return self.by_name.get(folded_name(name), set())


def is_catalogue(file: Packed) -> bool:
    """Whether a file of the archive is (a page of) the list of programmes, by what stands in it."""
    ending = PurePosixPath(file.name).suffix.lower()
    return ending in {".json", ".csv", ".txt"} and CATEGORY.encode() in file.content


def read_catalogue(*, files: Iterable[Packed], findings: Findings) -> Catalogue:
    """Read the list of programmes from all its pages.

    Raises:
        Refused: no list, a list without categories, or a programme that stands in it twice with another category.
    """
    found = Catalogue()
    for place, record in _records(files, findings):
        programme = _programme(place, record, findings)
        known = found.by_code.setdefault(programme.code, programme)
        if known.category != programme.category:
            message = f"programme {shown(programme.code)} has two STEM categories"
            findings.add(place, message, "Give the list of one school year.")
        if programme.name:
            found.by_name.setdefault(folded_name(programme.name), set()).add(programme.category)
    if not any(programme.category for programme in found.by_code.values()):
        message = f"holds no programme with a STEM category ({CATEGORY})"
        findings.stop("", message, "Put the list of programmes in the same zip file.")
    findings.refuse_if_any()
    return found


def _records(files: Iterable[Packed], findings: Findings) -> Iterator[tuple[str, Mapping[str, Any]]]:
    by_ending = {True: [], False: []}  # type: dict[bool, list[Packed]]
    for file in files:
        by_ending[PurePosixPath(file.name).suffix.lower() == ".json"].append(file)
    for record in pages(files=by_ending[True], findings=findings):
        yield "list of programmes", record
    wanted = Wanted(required=(CODE, CATEGORY), optional=(NAME, *_FIELDS))
    for file in by_ending[False]:
        for row in open_rows(file=file, wanted=wanted, findings=findings).records:
            yield f"{file.name}, row {row.number}", row.cells


def _programme(place: str, record: Mapping[str, Any], findings: Findings) -> Programme:
    code = said(record.get(CODE))
    if not code:
        findings.stop(place, f"holds a programme without {CODE}", _REMEDY)
    grade, year, form, finality = (record.get(name) for name in _FIELDS)
    return Programme(
        code=code,
        name=said(record.get(NAME)),
        category=folded_name(worded(record.get(CATEGORY))),
        grade=worded(grade),
        year=worded(year),
        form=said(form),
        finality=said(finality),
    )


def pages(*, files: Iterable[Packed], findings: Findings) -> Iterator[Mapping[str, Any]]:
    """Yield the records of JSON pages, one page at a time; a file may also hold a bare list.

    Raises:
        Refused: no JSON, another shape, or a page that is missing or given twice.
    """
    seen: set[int] = set()
    total = 0
    number = 0
    announced = 0
    for file in files:
        page = _parsed(file, findings)
        records = page.get("content") if isinstance(page, dict) else page
        if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
            findings.stop(file.name, "is no page of records", _REMEDY)
        total = _note_page(page, file, seen, findings) or total
        number += len(records)
        announced = _announced(page) or announced
        if number > _MOST:
            findings.stop(file.name, f"brings the records above {_MOST:,}", "Give one table at a time.")
        yield from records
    if total and len(seen) != total:
        findings.stop("", f"has {len(seen)} of the {total} pages", "Fetch every page.")
    if announced and number != announced:
        findings.stop("", f"holds {number:,} records where {announced:,} are announced", "Fetch every page.")


def _announced(page: Any) -> int:
    """Return how many records a page says there are on all pages, 0 where it does not say."""
    meta = page.get("meta") if isinstance(page, dict) else None
    total = meta.get("total_elements") if isinstance(meta, dict) else None
    return total if isinstance(total, int) else 0


def _parsed(file: Packed, findings: Findings) -> Any:
    try:
        return json.loads(file.content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        findings.stop(file.name, "is no JSON, or it is cut off", "Fetch it again.")


def _note_page(page: Any, file: Packed, seen: set[int], findings: Findings) -> int:
    """Remember which page this is and return how many there are, 0 where it does not say.

    The API ignores a wrong parameter, and then gives its first page again and again.
    """
    meta = page.get("meta") if isinstance(page, dict) else None
    if not isinstance(meta, dict) or not isinstance(meta.get("number"), int):
        return 0
    if meta["number"] in seen:
        findings.stop(file.name, f"is page {meta['number']} again", "Fetch the pages with page=, not number=.")
    seen.add(meta["number"])
    total = meta.get("total_pages")
    return total if isinstance(total, int) else 0


def worded(value: Any) -> str:
    """Return the wording of {"code": ..., "omschrijving": ...}, else its code; other values as `said`."""
    return said(value.get("omschrijving") or value.get("code")) if isinstance(value, dict) else said(value)


def said(value: Any) -> str:
    """Return a value of the API as text: a word, a number, or the code of {"code": ..., "omschrijving": ...}."""
    if isinstance(value, dict):
        return said(value.get("code") or value.get("omschrijving"))
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str | int | float) else ""
