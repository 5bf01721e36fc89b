"""The keyed API's count of pupils (inschrijvingsaantal), as JSON pages beside the list of programmes.

Which fields a record of the count has was not seen anywhere; mapping.toml names the ones that are tried, and a record
with others is refused with the fields it does have. A count whose day is not 1 October is refused too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from stemagenda.core.period import Period, PeriodError
from stemagenda.formats.large_workbook_process import folded_name
from stemagenda.formats.package import Packed
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.leerlingen.catalogue import Catalogue, Programme, pages, said
from stemagenda.sources.leerlingen.counting import Pupils
from stemagenda.sources.leerlingen.pupils import PupilFile
from stemagenda.sources.table_release import mapping_of

_FIRST_OF_OCTOBER: Final = re.compile(r"(\d{4}-)?10-01(T.*)?|0?1[/_-]10([/_-]\d{4})?|1 oktober( \d{4})?")
_YEAR: Final = re.compile(r"([0-9])(\D.*)?")
_PAGES: Final = "Give the pages of the API unchanged."


def read_count(*, files: Iterable[Packed], catalogue: Catalogue, findings: Findings) -> PupilFile:
    """Read the count of the API.

    Raises:
        Refused: other fields, another day than 1 October, two school years, or programmes that are not in the list.
    """
    found = PupilFile()
    words = mapping_of(Path(__file__).parent)
    names: dict[str, str] = {}
    for number, record in enumerate(pages(files=files, findings=findings), 1):
        names = names or _names(record, words["api"], findings)
        place = f"record {number}"
        found.period = _period(record, names, place, found.period, findings)
        programme = catalogue.by_code.get(said(record.get(names["programme"])))
        if programme is None:
            message = f"counts programme {shown(said(record.get(names['programme'])))}, which is not in the list"
            findings.add(place, message, "Fetch the list of programmes of the same school year.")
            continue
        for sex in ("men", "women"):
            value = record.get(names[sex])
            pupils = _pupils(value=value, sex=sex, programme=programme, place=place, findings=findings)
            if pupils is not None:
                found.count.add(pupils)
                found.uncategorised += pupils.number if not programme.category else 0
    if not names:
        findings.add("", "holds no record of the count", _PAGES)
    findings.refuse_if_any()
    return found


def _names(record: Mapping[str, Any], asked: Mapping[str, list[str]], findings: Findings) -> dict[str, str]:
    """Return which field holds what."""
    found = {what: next((name for name in names if name in record), "") for what, names in asked.items()}
    there = ", ".join(sorted(str(name)[:50] for name in record)[:30])
    for what, name in found.items():
        if not name:
            message = f"has no field that is known to hold {what}; its fields are {there}"
            findings.add("record 1", message, "Add the name of the field to mapping.toml of this source.")
    findings.refuse_if_any()
    return found


def _period(
    record: Mapping[str, Any], names: Mapping[str, str], place: str, before: Period | None, findings: Findings
) -> Period | None:
    day = said(record.get(names["day"]))
    if not _FIRST_OF_OCTOBER.fullmatch(day):
        message = f"counts on {shown(day)}, which is not comparable with 1 October"
        findings.stop(place, message, "Give the count of 1 October.")
    text = said(record.get(names["year"]))
    try:
        period = Period("school_year", Period.parse(text).first_year)
    except PeriodError:
        findings.stop(place, f"{shown(text)} is no school year", _PAGES)
    if before is not None and period != before:
        findings.stop(place, f"is of {period}, after records of {before}", "Give one school year at a time.")
    return period


def _pupils(*, value: Any, sex: str, programme: Programme, place: str, findings: Findings) -> Pupils | None:
    words = mapping_of(Path(__file__).parent)
    text = said(value)
    if not re.fullmatch(r"\d{1,7}", text, re.ASCII):
        findings.add(place, f"{shown(text)} is no number of pupils", _PAGES)
        return None
    year = _YEAR.fullmatch(programme.year)
    known = {
        "category": _known(programme.category or "geen", words["stem"]["categories"]),
        "grade": _known(programme.grade, words["grades"]) if programme.grade else "other",
        "form": _known(programme.form, words["forms"]) if programme.form else "",
        "finality": _known(programme.finality, words["finalities"]) if programme.finality else "",
    }
    for what, word in known.items():
        if word is None:
            message = f"programme {shown(programme.code)} has a {what} that is not known here"
            findings.add(place, message, "Add the word to mapping.toml of this source.")
    if None in known.values():
        return None
    return Pupils(
        number=int(text),
        year=int(year[1]) if year else 0,
        sex={"men": "m", "women": "v"}[sex],
        province="",
        **{what: word or "" for what, word in known.items()},
    )


def _known(word: str, words: Mapping[str, str]) -> str | None:
    return words.get(folded_name(word))
