"""The pictures of a practice as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemagenda.core.practices.pictures import Picture
from stemagenda.store import pictures
from stemagenda.store.pictures import Size

__all__ = ["ShownPicture", "Size", "large_picture", "shown_pictures", "small_picture"]


@dataclass(frozen=True, kw_only=True)
class ShownPicture:
    """A picture that is kept here, with the sizes there are, the smallest first."""

    picture: Picture
    sizes: tuple[Size, ...]

    @property
    def small(self) -> Size:
        """The size for a list, a form or a telephone."""
        return self.sizes[0]

    @property
    def large(self) -> Size:
        """The size for a wide screen and for paper."""
        return self.sizes[-1]


def small_picture(*, shown: ShownPicture) -> bytes:
    """The file of the smallest size."""
    return pictures.picture_content(family=shown.picture.family, width=shown.small.width) or b""


def large_picture(*, shown: ShownPicture) -> bytes:
    """The file of the largest size."""
    return pictures.picture_content(family=shown.picture.family, width=shown.large.width) or b""


def shown_pictures(*, given: Sequence[Picture]) -> tuple[ShownPicture, ...]:
    """Those that are kept here; one that was erased, or stands elsewhere, is left out."""
    sizes = pictures.sizes_of(families=[item.family for item in given if item.family])
    return tuple(ShownPicture(picture=item, sizes=sizes[item.family]) for item in given if item.family in sizes)
