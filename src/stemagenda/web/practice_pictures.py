"""Pictures of practices: as files, and as the form shows those that somebody just sent in."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from stemagenda.core.practices.pictures import MOST_PICTURES, PICTURE_LICENCES, Picture
from stemagenda.core.practices.practice import Practice
from stemagenda.core.validation import Problem, Refused
from stemagenda.formats.pictures import LIMITS_OF_PICTURES
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.pictures import ShownPicture, Size, shown_pictures, small_picture
from stemagenda.usecases.practice_pictures import give_picture, picture_file
from stemagenda.web.asking import actor_of, now
from stemagenda.web.downloads import sealed
from stemagenda.web.entering import clean
from stemagenda.web.governance_forms import Entry
from stemagenda.web.practice_form import picture_of

#: A week, and not for ever: a picture that somebody has erased should not live on in what stands between.
_KEPT: Final = "public, max-age=604800, immutable"
_NAME: Final = re.compile(r"([0-9a-f]{64})-([1-9][0-9]{0,4})\.jpg")
#: The block of the form with which a picture is added.
NEW: Final = "added"
_WORDS: Final = ("alternative", "alternative_en", "caption", "caption_en", "credit", "licence", "allowed")


@dataclass(frozen=True, kw_only=True)
class PictureInForm:
    """A picture in the form: what stands for it in the request, what is said of it, a preview without an address."""

    given: str
    picture: Picture
    size: Size
    preview: str


@require_safe
def practice_picture(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """One size of a picture, never as anything else than a JPEG."""
    asked_for = _NAME.fullmatch(file)
    found = asked_for and picture_file(
        code=code, family=asked_for[1], width=int(asked_for[2]), actor=actor_of(request), on=now().date()
    )
    if not found:
        raise Http404
    response = sealed(found.content, kind="image/jpeg")
    response.headers["Content-Disposition"] = f'inline; filename="{code}.jpg"' if code.isascii() else "inline"
    response.headers["Cache-Control"] = _KEPT if found.is_public else "private, no-store"
    return response


def proof_of(actor: Actor) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """How a picture is written in the form of this person, and read from it: another's picture has no such writing."""
    signer = Signer(salt=f"picture of {actor.name}")

    def read(written: str) -> str:
        try:
            return signer.unsign(written)
        except BadSignature:
            return ""

    return signer.sign, read


def with_picture(request: HttpRequest, practice: Practice) -> tuple[Practice, list[Problem], bool]:
    """The practice with the picture that came with the form, what is wrong with that, and whether there was one."""
    file = request.FILES.get("picture")
    entry = Entry(request.POST, kind="practice", topics={})
    if file is None:
        is_half = any(entry.text(f"{NEW}.{name}") for name in ("alternative", "caption", "credit"))
        return practice, [_problem("has words, but no file was chosen", "Choose the file")] if is_half else [], False
    if not entry.text(f"{NEW}.allowed"):
        return practice, [_problem("may not be shown without leave", "Tick that you may show it")], True
    if sum(bool(item.family) for item in practice.pictures) >= MOST_PICTURES:
        return practice, [_problem(f"has {MOST_PICTURES} pictures already", "Take one out first")], True
    try:
        family = give_picture(
            name=clean(file.name or "", most=200), content=file.read(), actor=actor_of(request), now=now()
        )
    except Refused as refused:
        return practice, list(refused.problems), True
    if family in {item.family for item in practice.pictures}:
        return practice, [_problem("has the same picture twice", "Choose another file")], True
    return replace(practice, pictures=(*practice.pictures, picture_of(entry, NEW, family=family))), [], True


def in_form(practice: Practice, *, actor: Actor, typed: QueryDict | None) -> dict[str, Any]:
    """What the form needs to show the pictures of a practice; `typed` keeps the words of one that was refused."""
    write, _ = proof_of(actor)
    shown = [_in_form(item, write) for item in shown_pictures(given=practice.pictures)]
    return {
        "pictures": shown,
        "has_room": len(shown) < MOST_PICTURES,
        "most_pictures": MOST_PICTURES,
        "licences": PICTURE_LICENCES,
        "largest": LIMITS_OF_PICTURES.file_bytes // 1_000_000,
        "added": {name: typed.get(f"{NEW}.{name}", "") if typed else "" for name in _WORDS},
    }


def _in_form(shown: ShownPicture, write: Callable[[str], str]) -> PictureInForm:
    content = small_picture(shown=shown)
    return PictureInForm(
        given=write(shown.picture.family),
        picture=shown.picture,
        size=shown.small,
        preview="data:image/jpeg;base64," + base64.b64encode(content).decode(),
    )


def _problem(message: str, remedy: str) -> Problem:
    return Problem(file="practice", place="pictures", message=message, remedy=remedy)
