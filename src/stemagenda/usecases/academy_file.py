"""A file with STEM academies by municipality: read and checked as a whole, or refused with every fault by its row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from stemagenda.core.municipalities import MERGED, MUNICIPALITIES
from stemagenda.core.practices.academy import Academy, AcademyList
from stemagenda.formats.cells import CellError, clean_text, read_whole
from stemagenda.formats.limits import LIMITS
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.table import Sheet, fit_row
from stemagenda.formats.tabular import read_table
from stemagenda.sources.heading import check_address, published_on, read_heading

#: Columns of the file; the first three must be there.
COLUMNS: Final = ("nis", "municipality", "provider", "offer", "since", "url")
REQUIRED: Final = COLUMNS[:3]
FILE_LIMITS: Final = replace(LIMITS, file_bytes=5_000_000, rows=10_000, columns=20)
LONGEST_PROVIDER: Final = 200
LONGEST_OFFER: Final = 500
EARLIEST: Final = 1990


def read_academies(*, name: str, content: bytes, on: date) -> AcademyList:
    """The list in a file: metadata lines as each release has them, a header, a row for each academy.

    Raises:
        Refused: with every fault, or that the file is none that can be taken apart.
    """
    findings = Findings(file=name, limits=FILE_LIMITS)
    sheet = read_table(name=name, content=content, findings=findings)
    heading = read_heading(lines=sheet.metadata, findings=findings)
    published, _ = published_on(heading=heading, findings=findings)
    check_address(url=heading.get("url", ""), place="metadata, url", findings=findings)
    if published > on:
        findings.add("metadata, published", f"{published} lies in the future", "Load it on that day")
    academies = tuple(_academies(sheet, _columns(sheet, findings), findings))
    if not academies and not findings.count:
        findings.stop("", "names no academy", "Add a row for each academy.")
    findings.refuse_if_any()
    return AcademyList(
        title=heading["title"],
        publisher=heading["publisher"],
        published=published,
        url=heading["url"],
        licence=heading["licence"],
        note=heading.get("note", ""),
        file_name=name[:200],
        digest=hashlib.sha256(content).hexdigest(),
        academies=academies,
    )


def _columns(sheet: Sheet, findings: Findings) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for place, written in enumerate(sheet.header):
        name = written.strip().lower()
        if name in COLUMNS and name not in found:
            found[name] = place
        elif name:
            findings.add(
                "header", f"{shown(written)} is no column, or stands there twice", f"Use {', '.join(COLUMNS)}."
            )
    for name in REQUIRED:
        if name not in found:
            findings.stop("header", f"has no column '{name}'", f"Use {', '.join(COLUMNS)}.")
    return found


def _academies(sheet: Sheet, columns: Mapping[str, int], findings: Findings) -> Iterator[Academy]:
    seen: set[tuple[str, str, str]] = set()
    for row in sheet.rows:
        cells = fit_row(row, sheet, findings)
        if cells is None or not any(cells):
            continue
        said = {name: cells[place] for name, place in columns.items()}
        before = findings.count
        academy = _academy(said, f"row {row.number}", findings)
        key = (academy.municipality, academy.provider.casefold(), academy.offer.casefold())
        if key in seen:
            findings.add(f"row {row.number}", "says the same as an earlier row", "Keep one of the two.")
        seen.add(key)
        if findings.count == before:
            yield academy


def _academy(said: Mapping[str, str], place: str, findings: Findings) -> Academy:
    code = said["nis"].strip()
    _check_municipality(code, " ".join(said["municipality"].split()), place, findings)
    url = _text(said, "url", 500, place, findings)
    if url and not url.startswith("https://"):
        findings.add(f"{place}, column url", "is no address of a page", "Begin it with https://.")
    check_address(url=url, place=f"{place}, column url", findings=findings)
    provider = _text(said, "provider", LONGEST_PROVIDER, place, findings)
    if not provider:
        findings.add(f"{place}, column provider", "is blank", "Give the name of the organisation.")
    return Academy(
        municipality=code,
        provider=provider,
        offer=_text(said, "offer", LONGEST_OFFER, place, findings),
        since=_year(said.get("since", ""), place, findings),
        url=url,
    )


def _check_municipality(code: str, name: str, place: str, findings: Findings) -> None:
    known = MUNICIPALITIES.get(code)
    place = f"{place}, column nis"
    if code in MERGED:
        former, onward = MERGED[code]
        now = MUNICIPALITIES[onward].name
        findings.add(place, f"'{code}' is {former}, which is part of {now} since 2025", f"Write {onward} and {now}.")
    elif known is None:
        findings.add(
            place, f"{shown(code)} is no municipality of the Flemish Region", "Write its NIS code, like 44021."
        )
    elif known.name.casefold() != name.casefold():
        findings.add(
            place, f"'{code}' is {known.name}, and the row says {shown(name)}", "Correct the code or the name."
        )


def _text(said: Mapping[str, str], column: str, most: int, place: str, findings: Findings) -> str:
    try:
        return clean_text(said.get(column, ""), most=most)
    except CellError as error:
        findings.add(f"{place}, column {column}", error.message, error.remedy)
        return ""


def _year(written: str, place: str, findings: Findings) -> int | None:
    try:
        year = read_whole(written)
    except CellError as error:
        findings.add(f"{place}, column since", error.message, error.remedy)
        return None
    if year is not None and not EARLIEST <= year <= 2100:
        findings.add(f"{place}, column since", f"{year} is no year in which one began", "Write a year, like 2019.")
    return year
