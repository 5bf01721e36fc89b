"""Reads the pupil counts of Onderwijs Vlaanderen, and this source's releases in the shared format.

A person gives one of three things:
- a zip file with the yearly pupil workbook (leerlingenaantallen_discimus_voorlopig_1.xlsx) and the list of programmes
  (administratieve groepen): the pages of the API as JSON files, or one CSV file with administratievegroep_code,
  administratievegroep_omschrijving and administratievegroep_stem_categorie;
- the pupil workbook alone, where a column administratievegroep_stem_categorie was added to it;
- a zip file with the API's JSON pages of the count (inschrijvingsaantal) and of the list of programmes, or one JSON
  file {"inschrijvingsaantal": [page, ...], "administratievegroep": [page, ...]}.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from stemagenda.core.observation import Details, Release
from stemagenda.core.validation import Refused
from stemagenda.formats.package import Packed, is_package
from stemagenda.formats.problems import Findings
from stemagenda.sources.leerlingen.api import read_count
from stemagenda.sources.leerlingen.catalogue import is_catalogue, read_catalogue
from stemagenda.sources.leerlingen.pupils import COLUMN, STRUCTURE, PupilFile, read_pupils
from stemagenda.sources.protocol import NO_DETAILS, Keep, keep_nothing
from stemagenda.sources.reading import read_release
from stemagenda.sources.rows import has_columns, is_shared_release, large_findings, unpacked
from stemagenda.sources.table_release import Publication, mapping_of, release_of

SOURCE: Final = "leerlingen"
READER: Final = "leerlingen 1"
_FOLDER: Final = Path(__file__).parent
_COUNT: Final = "inschrijvingsaantal"
_LIST: Final = "administratievegroep"


def recognises(*, name: str, content: bytes) -> bool:
    """Whether the bytes are a pupil table, or an archive or JSON file that holds one. Never raises."""
    if has_columns(content, COLUMN, STRUCTURE) or _is_bundle(content):
        return True
    if not is_package(content):
        return False
    try:
        files = unpacked(name=name, content=content, findings=large_findings(name))
    except Refused:
        return False
    return any(has_columns(file.content, COLUMN, STRUCTURE) or _is_count(file) for file in files)


def _is_bundle(content: bytes) -> bool:
    marks = (f'"{_COUNT}"'.encode(), f'"{_LIST}"'.encode())
    return content[:200].lstrip().startswith(b"{") and all(mark in content for mark in marks)


def _is_count(file: Packed) -> bool:
    return file.name.lower().startswith(_COUNT) and file.name.lower().endswith(".json")


def read(*, name: str, content: bytes, details: Details = NO_DETAILS, keep: Keep = keep_nothing) -> Release:
    """Read the counts of 1 October of one school year.

    Raises:
        Refused: with every named problem.
    """
    if is_shared_release(content):
        return read_release(source=SOURCE, name=name, content=content, details=details)
    findings = large_findings(name)
    files = _bundled(unpacked(name=name, content=content, findings=findings), findings)
    lists = [file for file in files if is_catalogue(file)]
    others = [file for file in files if file not in lists]
    pages = [file for file in others if file.name.lower().endswith(".json")]
    catalogue = read_catalogue(files=lists, findings=findings) if lists else None
    if pages and catalogue is not None and len(pages) == len(others):
        found, table = read_count(files=pages, catalogue=catalogue, findings=findings), f"API {_COUNT}"
    elif len(others) == 1:
        found, table = read_pupils(file=others[0], catalogue=catalogue, findings=findings), others[0].name
    else:
        message = f"holds {len(others)} files beside the list of programmes"
        findings.stop("", message, "Give the pupil workbook, or the pages of the count, with the list of programmes.")
    return _release(found=found, table=table, name=name, content=content, details=details, findings=findings)


def _bundled(files: tuple[Packed, ...], findings: Findings) -> tuple[Packed, ...]:
    """Take one JSON file with both tables apart into its pages."""
    if len(files) != 1 or not files[0].content[:200].lstrip().startswith(b"{"):
        return files
    try:
        whole: Any = json.loads(files[0].content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        findings.stop("", "is no JSON, or it is cut off", "Fetch it again.")
    if not isinstance(whole, dict) or not all(isinstance(whole.get(part), list) for part in (_COUNT, _LIST)):
        findings.stop("", f'has no lists "{_COUNT}" and "{_LIST}"', "Put the pages of both tables in one file.")
    found: list[Packed] = []
    for part in (_COUNT, _LIST):
        parts = whole[part]
        given = parts if parts and all(isinstance(one, dict) and "content" in one for one in parts) else [parts]
        found += [
            Packed(name=f"{part}-{number}.json", content=json.dumps(page).encode())
            for number, page in enumerate(given, 1)
        ]
    return tuple(found)


def _release(
    *, found: PupilFile, table: str, name: str, content: bytes, details: Details, findings: Findings
) -> Release:
    assert found.period is not None  # noqa: S101  (a file without a school year was refused)
    stem = mapping_of(_FOLDER)["stem"]
    by = f"{stem['name']}, indeling van {stem['since']}"
    figures = found.count.figures(period=found.period, table=table, column=COLUMN, by=by)
    notes = [f"Geteld op 1 oktober {found.period.first_year}.", *figures.notes()]
    if found.exported is not None:
        notes.append(f"Stand van de gegevens: {found.exported.isoformat()}.")
    if found.uncategorised:
        notes.append(f"{found.uncategorised} leerlingen zitten in een opleiding zonder STEM-categorie: niet-STEM.")
    publication = Publication(
        folder=_FOLDER,
        reader=READER,
        title=f"Leerlingen per opleiding op 1 oktober, schooljaar {found.period.code}",
        dataset=f"leerlingen-{found.period.code}",
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
