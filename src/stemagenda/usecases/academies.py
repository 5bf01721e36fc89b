"""STEM academies by municipality: a published list is loaded, and shown with the municipalities it does not name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db import transaction

from stemagenda.core.municipalities import MUNICIPALITIES
from stemagenda.core.practices.academy import LIST, AcademyList, Coverage, coverage
from stemagenda.core.regions import REGIONS
from stemagenda.core.reports.practice_words import ACADEMY_WORDS
from stemagenda.core.reports.table import Column
from stemagenda.core.text import Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.outputs.csv import writer as csv_writer
from stemagenda.store import records
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.codec import decode, encode
from stemagenda.usecases.academy_file import read_academies
from stemagenda.usecases.permissions import Actor, check_can_load

#: Kept like a record, version by version, but nobody edits it: each version is a list as it was published.
KIND: Final = "academies"
FORMATS: Final = ("csv", "json")


class Counted(NamedTuple):
    """How many municipalities had an academy in a year, as a publisher counted; by province where it says so."""

    year: int
    municipalities: int
    provinces: tuple[tuple[str, int], ...]
    publisher: str
    url: str


#: What was published without a list by municipality: VLAIO, on 300 municipalities of before the mergers of 2025.
COUNTED: Final = (
    Counted(
        2020,
        221,
        (("10000", 41), ("70000", 24), ("40000", 56), ("20001", 36), ("30000", 64)),
        "VLAIO",
        "https://www.vlaio.be/nl/nieuws/nieuwe-steun-om-stem-academies-elke-vlaamse-gemeente-te-organiseren",
    ),
    Counted(
        2019,
        162,
        (),
        "VLAIO",
        "https://www.vlaio.be/nl/nieuws/nieuwe-steun-om-stem-academies-elke-vlaamse-gemeente-te-organiseren",
    ),
)
#: Who publishes which academies it recognises.
PUBLISHER_PAGE: Final = "https://www.vlaio.be/nl/vlaio-netwerk/stemvlaio/erkende-stem-academies/stem-academies"


@dataclass(frozen=True, kw_only=True)
class Academies:
    """What is known on a day. `listed` is None where no list was loaded: then nothing is said of any municipality."""

    listed: AcademyList | None
    provinces: tuple[Coverage, ...]

    @property
    def covered(self) -> int:
        """Municipalities with an academy."""
        return sum(len(item.covered) for item in self.provinces)

    @property
    def total(self) -> int:
        """Municipalities there are."""
        return len(MUNICIPALITIES)


@dataclass(frozen=True, kw_only=True)
class LoadedList:
    """What loading did. `changed` is False where this very file was loaded already."""

    listed: AcademyList
    changed: bool
    covered: int


def load_academies(*, name: str, content: bytes, actor: Actor, now: datetime) -> LoadedList:
    """Take in a list as it was published; it holds from that day, and what was loaded before stays for earlier days.

    Raises:
        NotAllowed: not the operator.
        Refused: with every fault of the file, or older than the list that is there.
    """
    check_can_load(actor)
    listed = read_academies(name=name, content=content, on=now.date())
    with transaction.atomic():
        hold_writes()
        current = records.version(kind=KIND, code=LIST)
        before = None if current is None else decode(AcademyList, stored=current.body)
        if before is None or before.digest != listed.digest:
            if before is not None and listed.published < before.published:
                message = f"was published on {listed.published}, before the list that is there ({before.published})"
                raise Refused([Problem(file=name, place="", message=message, remedy="Load the newest list")])
            _append(listed, seen=current.number if current else 0, actor=actor, now=now)
    return LoadedList(
        listed=listed,
        changed=before is None or before.digest != listed.digest,
        covered=len({item.municipality for item in listed.academies}),
    )


def academies(*, on: date) -> Academies:
    """The list that was public on a day, by province."""
    version = records.public_version(kind=KIND, code=LIST, on=on)
    listed = None if version is None else decode(AcademyList, stored=version.body)
    return Academies(listed=listed, provinces=coverage(academies=listed.academies if listed else ()))


def academies_document(*, found: Academies, on: date) -> dict[str, Any]:
    """The coverage as plain values for JSON; `list` is null where none was loaded."""
    listed = found.listed
    return {
        "as_of": on.isoformat(),
        "list": None
        if listed is None
        else {
            "title": listed.title,
            "publisher": listed.publisher,
            "published": listed.published.isoformat(),
            "url": listed.url,
            "licence": listed.licence,
            "note": listed.note or None,
            "sha256": listed.digest,
        },
        "municipalities": found.total,
        "covered": found.covered if listed else None,
        "provinces": [_province(item) for item in found.provinces] if listed else [],
    }


def academies_file(*, found: Academies, language: Language) -> bytes:
    """Every municipality as CSV, a row for each academy; one row without a provider where the list names none."""
    names = ("nis", "municipality", "province", "provider", "offer", "since", "url")
    rows: list[tuple[str | int | None, ...]] = []
    for province in found.provinces if found.listed else ():
        where = REGIONS[province.province].to(language)
        rows += [
            (here.municipality.code, here.municipality.name, where, one.provider, one.offer, one.since, one.url)
            for here in province.covered
            for one in here.academies
        ]
        rows += [(item.code, item.name, where, "", "", None, "") for item in province.without]
    return csv_writer.write(
        columns=tuple(
            Column(title=ACADEMY_WORDS[name].to(language), kind="number" if name == "since" else "text")
            for name in names
        ),
        rows=rows,
    )


def _append(listed: AcademyList, *, seen: int, actor: Actor, now: datetime) -> None:
    records.add_version(
        kind=KIND,
        code=LIST,
        seen=seen,
        body=encode(listed),
        card={"title": {"nl": listed.title, "en": ""}, "academies": len(listed.academies)},
        state=records.PUBLIC,
        verb="load_academies",
        note=listed.note[:2_000],
        actor=actor.name,
        now=now,
        since=listed.published,
    )
    record_write(
        verb="load_academies",
        subject=f"{KIND}/{LIST}",
        actor=actor.name,
        now=now,
        details={"academies": len(listed.academies), "digest": listed.digest},
    )


def _province(item: Coverage) -> dict[str, Any]:
    return {
        "nis": item.province,
        "name": REGIONS[item.province].nl,
        "covered": [
            {
                "nis": here.municipality.code,
                "name": here.municipality.name,
                "academies": [
                    {"provider": one.provider, "offer": one.offer or None, "since": one.since, "url": one.url or None}
                    for one in here.academies
                ],
            }
            for here in item.covered
        ],
        "without": [{"nis": one.code, "name": one.name} for one in item.without],
    }
