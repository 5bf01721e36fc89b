"""What people write for a report: place by place, version by version, between what the machine writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, takewhile
from typing import Final

from django.db import transaction

from stemagenda.core.reports.document import Block, Bullets, Document, Drawing, Heading, Paragraph, Passage, ReportTable
from stemagenda.core.reports.report_places import invitation, place_name
from stemagenda.core.text import LANGUAGES, Language
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import editions as edition_store
from stemagenda.store import passages as store
from stemagenda.store import reports as report_store
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.passages import PassageVersion, Spot
from stemagenda.store.reports import ReportName
from stemagenda.usecases.permissions import Actor, can_build_reports, can_write_passages, check
from stemagenda.usecases.reports.composing import KINDS, compose
from stemagenda.usecases.reports.material import material

LONGEST: Final = 20_000
#: Characters of what the machine writes around a place.
_GLIMPSE: Final = 280
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class PassagePlace:
    """A place in a report: under which heading, between what, and every version of its text, the newest first.

    `before` and `after` are what the machine writes around it, shortened; nothing stands between the heading and a
    place without `before`.
    """

    place: str
    name: str
    about: str
    heading: str
    before: str
    after: str
    versions: tuple[PassageVersion, ...]

    @property
    def number(self) -> int:
        """The number of the latest version; 0 where nothing was written yet."""
        return self.versions[0].number if self.versions else 0

    @property
    def text(self) -> str:
        """The latest text."""
        return self.versions[0].text if self.versions else ""


@dataclass(frozen=True, kw_only=True)
class PassagesPage:
    """The places of a report in their order; `is_fixed` once the edition's report is kept.

    `stray` are texts at places that the report no longer has: they are kept, not shown in it.
    """

    kind: str
    edition: str
    language: Language
    places: tuple[PassagePlace, ...]
    stray: tuple[PassagePlace, ...]
    is_fixed: bool


class PassageOvertaken(Exception):  # noqa: N818  (an answer, not a crash)
    """Somebody else wrote at this place meanwhile. Nothing was stored; `current` is theirs, `mine` the other text."""

    def __init__(self, *, current: PassageVersion, mine: str) -> None:
        """Keep both texts to choose from."""
        self.current, self.mine = current, mine
        super().__init__()


def written(*, kind: str, edition: str, language: Language) -> Mapping[str, str]:
    """What people wrote for a report, by place: one query."""
    found = store.passages(kind=kind, edition=edition, language=language)
    return {item.spot.place: item.text for item in found if item.text}


def passages_page(*, kind: str, edition: str, language: Language, actor: Actor, now: datetime) -> PassagesPage:
    """Every place of a report with its texts.

    Raises:
        NotAllowed: for anybody but members and editors.
        Refused: no such kind of report with places to write at, or no such edition.
    """
    check(can_build_reports(actor), "only members and editors read passages before a report is kept")
    _check_kind(kind)
    document = _composed(kind=kind, edition=edition, language=language, now=now)
    versions = store.versions(kind=kind, edition=edition, language=language)
    texts = {place: tuple(found) for place, found in groupby(versions, key=lambda item: item.spot.place)}
    places = tuple(_places(document, texts, language))
    known = {item.place for item in places}
    return PassagesPage(
        kind=kind,
        edition=edition,
        language=language,
        places=places,
        stray=tuple(
            _place(place, language, found) for place, found in texts.items() if place not in known and found[0].text
        ),
        is_fixed=_is_fixed(kind=kind, edition=edition, language=language),
    )


def write_passage(*, spot: Spot, text: str, seen: int, actor: Actor, now: datetime) -> int:
    """Write at a place of a report, after the version that was `seen` (0: none); the number of the latest version.

    A text that is there already adds nothing. An empty one takes the passage away; its versions stay.

    Raises:
        NotAllowed: for anybody but coordinators and editors.
        PassageOvertaken: somebody else wrote there meanwhile.
        Refused: no such report, edition or place; a text too long; or the edition's report is kept already.
    """
    check(can_write_passages(actor), "only coordinators and editors write passages")
    text = _settled(text)
    _check_spot(spot, text=text, now=now)
    with transaction.atomic():
        hold_writes()
        _check_not_fixed(spot)
        current = store.passage(spot=spot)
        number = current.number if current else 0
        if text == (current.text if current else ""):
            return number
        if current is not None and number != seen:
            raise PassageOvertaken(current=current, mine=text)
        new = store.add_version(spot=spot, seen=number, text=text, person=actor.name, now=now)
        record_write(
            verb="write_passage",
            subject=_subject(spot),
            actor=actor.name,
            now=now,
            details={"number": new or number, "characters": len(text)},
        )
    return new or number


def adopt_passages(*, kind: str, edition: str, actor: Actor, now: datetime) -> int:
    """Take the passages of the next report over for an edition, in both languages; how many were taken.

    Texts written for the edition itself stay. What stands with the next report stays there too.

    Raises:
        NotAllowed: for anybody but coordinators and editors.
        Refused: no such report or edition, or the edition's report is kept already in a language that would change.
    """
    check(can_write_passages(actor), "only coordinators and editors write passages")
    _check_kind(kind)
    _check_edition(edition)
    taken = 0
    with transaction.atomic():
        hold_writes()
        for item in (one for language in LANGUAGES for one in _to_adopt(kind, edition, language)):
            _check_not_fixed(item)
            source = store.passage(spot=_of_next(item))
            if source is not None:
                store.add_version(spot=item, seen=0, text=source.text, person=source.person, now=now)
                taken += 1
        if taken:
            record_write(
                verb="adopt_passages",
                subject=f"passage/{kind}/{edition}",
                actor=actor.name,
                now=now,
                details={"taken": taken},
            )
    return taken


def _to_adopt(kind: str, edition: str, language: Language) -> tuple[Spot, ...]:
    """The spots of an edition that have no text of their own while the next report has one."""
    own = {item.spot.place for item in store.passages(kind=kind, edition=edition, language=language)}
    return tuple(
        Spot(kind=kind, edition=edition, place=place, language=language)
        for place in written(kind=kind, edition="", language=language)
        if place not in own
    )


def _of_next(spot: Spot) -> Spot:
    return Spot(kind=spot.kind, edition="", place=spot.place, language=spot.language)


def _composed(*, kind: str, edition: str, language: Language, now: datetime) -> Document:
    found = material(edition=edition, as_of=now.date())
    texts = written(kind=kind, edition=edition, language=language)
    return compose(kind=kind, material=found, language=language, passages=texts)


def _places(
    document: Document, texts: Mapping[str, tuple[PassageVersion, ...]], language: Language
) -> Iterator[PassagePlace]:
    heading = document.title
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Passage):
            yield _place(
                block.place,
                language,
                texts.get(block.place, ()),
                heading=heading,
                before=_nearest(tuple(takewhile(_is_no_heading, document.blocks[:index][::-1]))),
                after=_nearest(document.blocks[index + 1 :]),
            )


def _place(
    place: str,
    language: Language,
    versions: tuple[PassageVersion, ...],
    *,
    heading: str = "",
    before: str = "",
    after: str = "",
) -> PassagePlace:
    return PassagePlace(
        place=place,
        name=place_name(place=place, language=language),
        about=invitation(place=place, language=language),
        heading=heading,
        before=before,
        after=after,
        versions=versions,
    )


def _nearest(blocks: tuple[Block, ...]) -> str:
    """What the machine writes nearest to a place, shortened; nothing where another place is nearer."""
    for block in blocks:
        if isinstance(block, Passage):
            return ""
        if said := " ".join(_text(block).split()):
            return said if len(said) <= _GLIMPSE else f"{said[:_GLIMPSE].rsplit(' ', 1)[0]} …"
    return ""


def _is_no_heading(block: Block) -> bool:
    return not isinstance(block, Heading)


def _text(block: Block) -> str:
    match block:
        case Heading():
            return block.text
        case Paragraph():
            return "".join(run.text for run in block.runs)
        case Bullets():
            return "; ".join("".join(run.text for run in item) for item in block.items)
        case ReportTable() | Drawing():
            return block.caption
        case _:
            return ""


def _check_spot(spot: Spot, *, text: str, now: datetime) -> None:
    _check_kind(spot.kind)
    if spot.edition:
        _check_edition(spot.edition)
    if len(text) > LONGEST:
        raise Refused(
            [_problem("text", f"has {len(text):,} characters", f"Write at most {LONGEST:,}, or link to a document")]
        )
    language: Language = "en" if spot.language == "en" else "nl"
    document = _composed(kind=spot.kind, edition=spot.edition, language=language, now=now)
    there = any(isinstance(block, Passage) and block.place == spot.place for block in document.blocks)
    if spot.language not in LANGUAGES or not there:
        raise Refused([_problem("place", "this report has no such place to write at", "Open the list of places anew")])


def _check_kind(kind: str) -> None:
    if kind not in KINDS or KINDS[kind].subject:
        raise Refused([_problem("kind", "this kind of report has no passages", "Choose a report on the whole agenda")])


def _check_edition(edition: str) -> None:
    if edition not in {item.name for item in edition_store.editions()}:
        raise Refused([_problem("edition", f"there is no edition called '{edition[:60]}'", "Choose one from the list")])


def _check_not_fixed(spot: Spot) -> None:
    if _is_fixed(kind=spot.kind, edition=spot.edition, language=spot.language):
        raise Refused(
            [
                _problem(
                    "edition",
                    f"the report of edition '{spot.edition}' is kept already, and what it says no longer changes",
                    "Correct it with an erratum beside the edition",
                )
            ]
        )


def _is_fixed(*, kind: str, edition: str, language: str) -> bool:
    name = ReportName(kind=kind, edition=edition, language=language)
    return bool(edition) and report_store.kept(name=name) is not None


def _settled(text: str) -> str:
    """A text with one kind of line ends, and without signs that no database or reader takes."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _subject(spot: Spot) -> str:
    return "/".join(("passage", spot.kind, spot.edition or "next", spot.place, spot.language))


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="passage", place=place, message=message, remedy=remedy)
