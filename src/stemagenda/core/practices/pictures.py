"""Pictures of a practice: what is said of each, and what is wrong with that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from stemagenda.core.actions.action import NOTHING_SAID, Wording
from stemagenda.core.validation import Problem

#: What others may do with a picture: only look at it here, or what a Creative Commons licence says.
PictureLicence = Literal["here-only", "cc0", "cc-by-4.0", "cc-by-sa-4.0"]
PICTURE_LICENCES: Final[tuple[PictureLicence, ...]] = get_args(PictureLicence)
MOST_PICTURES: Final = 6
LONGEST_ALTERNATIVE: Final = 300
LONGEST_CAPTION: Final = 300
LONGEST_CREDIT: Final = 150
_FILE_NAME: Final = re.compile(r"\S+\.(jpe?g|png|webp|gif|heic|tiff?)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture, with what somebody who cannot see it should know (`alternative`).

    One that was sent in is kept here under `family`, the digest of the file that was sent; `credit` says who made it,
    `licence` what others may do with it. One that stands elsewhere has a `url`: it is linked, never copied.
    """

    alternative: Wording
    family: str = ""
    caption: Wording = NOTHING_SAID
    credit: str = ""
    licence: PictureLicence | None = None
    url: str = ""


def picture_problems(*, pictures: Sequence[Picture]) -> Iterator[Problem]:
    """What is wrong with the pictures of a practice, each named by its number."""
    kept = [item.family for item in pictures if item.family]
    if len(kept) > MOST_PICTURES:
        yield _problem("pictures", f"has {len(kept)} pictures, more than {MOST_PICTURES}", "Take some out")
    if len(set(kept)) < len(kept):
        yield _problem("pictures", "has the same picture twice", "Take one out")
    for number, picture in enumerate(pictures, 1):
        yield from _one(picture, f"pictures[{number}]")


def _one(picture: Picture, place: str) -> Iterator[Problem]:
    if not picture.alternative.nl.strip():
        yield _problem(place, "has no words for who cannot see it", "Say in a sentence what it shows")
    elif _FILE_NAME.fullmatch(picture.alternative.nl.strip()):
        yield _problem(place, "has the name of a file instead of words", "Say in a sentence what it shows")
    for text, longest, what in (
        (picture.alternative, LONGEST_ALTERNATIVE, "words for who cannot see it"),
        (picture.caption, LONGEST_CAPTION, "a caption"),
        (Wording(nl=picture.credit), LONGEST_CREDIT, "a maker"),
    ):
        length = max(len(text.nl), len(text.en))
        if length > longest:
            yield _problem(place, f"has {what} of {length:,} characters, more than {longest}", "Shorten it")
    if picture.family and not picture.credit.strip():
        yield _problem(place, "does not say who made it", "Give the name of the organisation or the maker")
    if picture.family and picture.licence is None:
        yield _problem(place, "does not say what others may do with it", "Choose a licence")


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="practice", place=place, message=message, remedy=remedy)
