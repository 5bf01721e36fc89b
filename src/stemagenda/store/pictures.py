"""Pictures as they are served: the sizes of each, made anew from what was sent in, until somebody erases them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from stemagenda.store.models import PictureRow, RecordVersionRow


@dataclass(frozen=True, kw_only=True)
class Size:
    """One size of a picture, in pixels."""

    width: int
    height: int


def keep_sizes(*, family: str, sizes: Iterable[tuple[Size, bytes]], actor: str, now: datetime) -> None:
    """Keep the sizes of a picture; those it has already stay, and count as sent in now.

    Files that differ only beside their pixels give the same sizes, so a digest is of the size of this picture.
    """
    for size, content in sizes:
        PictureRow.objects.update_or_create(
            family=family,
            width=size.width,
            defaults={
                "digest": hashlib.sha256(f"{family}-{size.width}-".encode() + content).hexdigest(),
                "kind": "jpeg",
                "height": size.height,
                "content": content,
                "made_at": now,
                "made_by": actor,
            },
        )


def sizes_of(*, families: Collection[str]) -> Mapping[str, tuple[Size, ...]]:
    """The sizes of each picture that is kept, the smallest first."""
    found: dict[str, tuple[Size, ...]] = {}
    if families:
        rows = PictureRow.objects.filter(family__in=families).order_by("family", "width")
        for family, width, height in rows.values_list("family", "width", "height"):
            found[family] = (*found.get(family, ()), Size(width=width, height=height))
    return found


def picture_content(*, family: str, width: int) -> bytes | None:
    """The file of one size; None where it is not kept."""
    found = PictureRow.objects.filter(family=family, width=width).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def erase_sizes(*, family: str) -> int:
    """Erase every size of a picture. Returns how many there were."""
    return PictureRow.objects.filter(family=family).delete()[0]


def number_waiting(*, actor: str, since: datetime) -> int:
    """How many pictures somebody sent in since a moment."""
    return PictureRow.objects.filter(made_by=actor, made_at__gte=since).values("family").distinct().count()


def forget_unused(*, kind: str, before: datetime) -> None:
    """Erase pictures from before a moment that no version of a record of this kind names."""
    old = set(PictureRow.objects.filter(made_at__lt=before).values_list("family", flat=True))
    if old:
        bodies = RecordVersionRow.objects.filter(kind=kind).values_list("body__pictures", flat=True)
        named = {item.get("family") for pictures in bodies for item in pictures or ()}
        PictureRow.objects.filter(family__in=old - named).delete()
