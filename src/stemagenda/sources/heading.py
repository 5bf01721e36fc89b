"""What a release says of itself: the metadata lines "# key: value" at its head, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, get_args
from urllib.parse import urlsplit

from stemagenda.core.observation import Details, Precision, Rank
from stemagenda.core.period import FIRST_YEAR, LAST_YEAR
from stemagenda.formats.cells import CellError, clean_text
from stemagenda.formats.limits import LONGEST
from stemagenda.formats.problems import Findings, shown, suggestion
from stemagenda.formats.table import Line
from stemagenda.sources.protocol import NO_DETAILS

#: Required keys with an example, for the one who forgot them.
REQUIRED: Final[dict[str, str]] = {
    "title": "Vlaamse resultaten bij PISA 2012",
    "publisher": "UGent, Vakgroep Onderwijskunde",
    "published": "2013-12-03",
    "rank": "primary",
    "url": "https://www.pisa.ugent.be",
    "licence": "CC BY 4.0",
}
OPTIONAL: Final = ("language", "note")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_HOST: Final = re.compile(r"[^\s/@:]+(:\d{1,5})?")


def read_heading(*, lines: tuple[Line, ...], findings: Findings, details: Details = NO_DETAILS) -> dict[str, str]:
    """Return the metadata by key. Unknown, repeated, blank and missing keys are noted.

    What `details` says fills in for a key that the file leaves out.
    """
    known = (*REQUIRED, *OPTIONAL)
    found: dict[str, str] = {}
    for line in lines:
        place = f"row {line.number}"
        key, colon, value = (part.strip() for part in line.text.partition(":"))
        key = key.lower()
        if not line.text.strip():
            continue
        if not colon:
            findings.add(place, f"{shown(line.text)} is no metadata", "Write it as '# key: value'.")
        elif key not in known:
            otherwise = f"Known keys are {', '.join(known)}."
            findings.add(place, f"{shown(key)} is no metadata key", suggestion(key, known, otherwise=otherwise))
        elif key in found:
            findings.add(place, f"gives '{key}' a second time", "Keep one of the two.")
        else:
            found[key] = _value(key, value, place, findings)
    for key in ("title", "published", "url", "note"):
        if key not in found and (said := getattr(details, key)):
            found[key] = _value(key, said, "details", findings)
    for key, example in REQUIRED.items():
        if key not in found:
            findings.add("metadata", f"'{key}' is missing", f"Add a line such as '# {key}: {example}'.")
    return found


def _value(key: str, value: str, place: str, findings: Findings) -> str:
    place = f"{place}, {key}"
    try:
        value = clean_text(value, most=LONGEST.get("release note" if key == "note" else key, 100))
    except CellError as error:
        findings.add(place, error.message, error.remedy)
        return ""
    if not value and key in REQUIRED:
        findings.add(place, "is blank", f"Fill it in, for example '# {key}: {REQUIRED[key]}'.")
    return value


def published_on(*, heading: Mapping[str, str], findings: Findings) -> tuple[date, Precision]:
    """Return the publication day and how precisely it is known; a year or month alone counts as its last day."""
    written = heading.get("published", "")
    nothing: tuple[date, Precision] = (date(FIRST_YEAR, 1, 1), "year")
    if not written:
        return nothing  # noted as missing or blank
    match = _DATE.fullmatch(written)
    try:
        if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            first = date(int(match[1]), int(match[2] or 12), int(match[3] or 1))
            if match[3]:
                return first, "day"
            last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            return last, "month" if match[2] else "year"
    except ValueError:
        pass  # a day or month that does not exist: said below
    remedy = f"Write 2013-12-03, 2013-12 or 2013, from {FIRST_YEAR} to {LAST_YEAR}."
    findings.add("metadata, published", f"{shown(written)} is no publication date", remedy)
    return nothing


def rank_of(heading: Mapping[str, str], findings: Findings) -> Rank:
    """Return "primary" or "secondary"."""
    written = heading.get("rank", "")
    for rank in get_args(Rank):
        if written == rank:
            return rank  # type: ignore[no-any-return]
    if written:
        otherwise = "Write 'primary' for the maker of the statistic, 'secondary' for who quotes it."
        findings.add(
            "metadata, rank",
            f"{shown(written)} is no rank",
            suggestion(written.lower(), get_args(Rank), otherwise=otherwise),
        )
    return "secondary"


def check_address(*, url: str, place: str, findings: Findings) -> None:
    """Note an address that is no public web address (http or https, a host, no password)."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc) and " " not in url
    except ValueError:  # urlsplit trips over brackets
        good = None
    if not good:
        findings.add(place, f"{shown(url)} is no web address", "Give an address that begins with https:// or http://.")


def language_of(heading: Mapping[str, str], findings: Findings) -> str:
    """Return the two-letter language of the document, "nl" when not given."""
    written = heading.get("language") or "nl"
    if not _LANGUAGE.fullmatch(written):
        findings.add("metadata, language", f"{shown(written)} is no language code", "Write nl, en or fr.")
    return written
