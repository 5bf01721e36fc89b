"""Pictures of practices: sending one in, serving it to whom may see it, erasing it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.pictures import redraw_picture
from stemagenda.store import pictures, records
from stemagenda.store.audit import hold_writes, record_write
from stemagenda.store.pictures import Size
from stemagenda.store.records import Version
from stemagenda.usecases.permissions import Actor, can_edit_practice, can_submit_practices, check
from stemagenda.usecases.practice_submissions import author_of, may_see_submission
from stemagenda.usecases.practices import KIND

#: A picture that no practice names after this time is erased.
KEPT: Final = timedelta(days=2)
#: More than this from one person in that time is no work on a practice.
MOST_WAITING: Final = 60


@dataclass(frozen=True, kw_only=True)
class PictureFile:
    """The file of a picture. `is_public` where everybody may see it, and every cache may keep it."""

    content: bytes
    is_public: bool


def give_picture(*, name: str, content: bytes, actor: Actor, now: datetime) -> str:
    """Draw a picture anew and keep its sizes, to be named by a practice. Returns its family.

    Raises:
        NotAllowed: no part in the agenda's work.
        Refused: no picture, too large, damaged, or too many at once; nothing is kept.
    """
    check(can_submit_practices(actor), "only members and organisations of the register send in pictures")
    if pictures.number_waiting(actor=actor.name, since=now - KEPT) >= MOST_WAITING:
        raise Refused([_problem(f"you sent in {MOST_WAITING} in two days", "Go on the day after tomorrow")])
    try:
        drawn = redraw_picture(name=name, content=content)
    except Refused as refused:
        raise Refused([_problem(item.message, item.remedy) for item in refused.problems]) from refused
    family = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        hold_writes()
        pictures.forget_unused(kind=KIND, before=now - KEPT)
        sizes = [(Size(width=item.width, height=item.height), item.content) for item in drawn]
        pictures.keep_sizes(family=family, sizes=sizes, actor=actor.name, now=now)
        record_write(verb="give_picture", subject=f"picture/{family[:16]}", actor=actor.name, now=now)
    return family


def erase_picture(*, code: str, family: str, actor: Actor, now: datetime) -> None:
    """Erase the sizes of a picture for good, wherever it is named. What versions say of it stays.

    Raises:
        NotAllowed: neither the author of the practice nor a coordinator.
        Refused: the practice never named it, or it was erased already.
    """
    check(can_edit_practice(actor, author=author_of(code=code)), "only its author and the coordinators erase a picture")
    with transaction.atomic():
        hold_writes()
        if not any(_names(version, family) for version in records.history(kind=KIND, code=code)):
            raise Refused([_problem("is none of this practice", "Open the practice anew")])
        if not pictures.erase_sizes(family=family):
            raise Refused([_problem("was erased already", "There is nothing more to do")])
        record_write(
            verb="erase_picture",
            subject=f"{KIND}/{code}",
            actor=actor.name,
            now=now,
            details={"picture": family[:16]},
        )


def picture_file(*, code: str, family: str, width: int, actor: Actor, on: date) -> PictureFile | None:
    """One size of a picture that a practice names.

    For everybody where a version that is, or was, public names it: pages of earlier days show it too. Before that for
    those who may see the proposal. None for everybody else.
    """
    naming = [version for version in records.history(kind=KIND, code=code) if _names(version, family)]
    is_public = any(version.state == "published" and version.since <= on for version in naming)
    if not naming or not (is_public or may_see_submission(actor, code=code)):
        return None
    content = pictures.picture_content(family=family, width=width)
    return None if content is None else PictureFile(content=content, is_public=is_public)


def _names(version: Version, family: str) -> bool:
    return any(item.get("family") == family for item in version.body.get("pictures", ()))


def _problem(message: str, remedy: str) -> Problem:
    return Problem(file=KIND, place="pictures", message=message, remedy=remedy)
