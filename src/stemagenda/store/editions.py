"""Editions in and out. Nothing here changes a row: an edition is added, its errata are added, both stay.

An edition is kept as the bytes it was frozen as, compressed. Whoever reads one gets bytes whose fingerprint was checked
on the way; a row that somebody changed is refused.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from stemagenda.core.editions import canonical
from stemagenda.core.editions.content import EditionContent
from stemagenda.store.codec import decode
from stemagenda.store.models import EditionRow, ErratumRow


@dataclass(frozen=True, kw_only=True)
class EditionHeading:
    """An edition without what it holds. `digest` is the SHA-256 of its document; `errata` how many stand beside it."""

    name: str
    note: str
    as_of: date
    frozen_at: datetime
    frozen_by: str
    digest: str
    errata: int


@dataclass(frozen=True, kw_only=True)
class Erratum:
    """A dated correction beside an edition."""

    text: str
    author: str
    made_at: datetime


class EditionDamaged(Exception):  # noqa: N818  (an answer, not a crash)
    """What is kept of an edition is not what was frozen. `name` is its name."""

    def __init__(self, name: str) -> None:
        """Keep the name."""
        self.name = name
        super().__init__(f"edition {name} is not what was frozen")


def add_edition(*, name: str, note: str, as_of: date, content: bytes, actor: str, now: datetime) -> bool:
    """Keep an edition; False where there is one of that name. Call it inside a transaction."""
    try:
        with transaction.atomic():
            EditionRow.objects.create(
                name=name,
                note=note,
                as_of=as_of,
                frozen_at=now,
                frozen_by=actor,
                digest=canonical.digest(content),
                content=gzip.compress(content, mtime=0),
            )
    except IntegrityError:
        return False
    return True


def editions(*, on: date | None = None) -> tuple[EditionHeading, ...]:
    """Every edition, newest first; with `on` those frozen by that day and their errata of then: one query."""
    counted = Count("errata") if on is None else Count("errata", filter=Q(errata__made_at__date__lte=on))
    rows = _by(on).defer("content").annotate(count=counted)
    return tuple(_heading(row, row.count) for row in rows.order_by("-as_of", "-frozen_at", "name"))


def edition(*, name: str, on: date | None = None) -> tuple[EditionHeading, bytes] | None:
    """An edition with its document, byte for byte as it was frozen; with `on` only when it was frozen by that day.

    None where there is none. Two queries.

    Raises:
        EditionDamaged: somebody changed the row.
    """
    row = _by(on).filter(name=name).first()
    if row is None:
        return None
    try:
        content = gzip.decompress(bytes(row.content))
    except (OSError, EOFError, zlib.error) as error:
        raise EditionDamaged(name) from error
    if canonical.digest(content) != row.digest or not _says_the_same(row, content):
        raise EditionDamaged(name)
    return _heading(row, len(errata(name=name, on=on))), content


def read_content(document: bytes) -> EditionContent:
    """What an edition's document says, as values."""
    return decode(EditionContent, stored=json.loads(document))


def add_erratum(*, name: str, text: str, actor: str, now: datetime) -> bool:
    """Keep an erratum beside an edition; False where there is no such edition. Call it inside a transaction."""
    number = EditionRow.objects.filter(name=name).values_list("pk", flat=True).first()
    if number is None:
        return False
    ErratumRow.objects.create(edition_id=number, text=text, author=actor, made_at=now)
    return True


def errata(*, name: str, on: date | None = None) -> tuple[Erratum, ...]:
    """The errata of an edition, in the order made; with `on` those made by that day: one query."""
    rows = ErratumRow.objects.filter(edition__name=name).order_by("made_at", "pk")
    if on is not None:
        rows = rows.filter(made_at__date__lte=on)
    return tuple(Erratum(text=row.text, author=row.author, made_at=row.made_at) for row in rows)


def all_errata(*, on: date) -> tuple[tuple[int, str, Erratum], ...]:
    """Every erratum made by a day with its number and the name of its edition, in the order made: one query."""
    rows = ErratumRow.objects.filter(made_at__date__lte=on).order_by("made_at", "pk").select_related("edition")
    return tuple(
        (row.pk, row.edition.name, Erratum(text=row.text, author=row.author, made_at=row.made_at))
        for row in rows.defer("edition__content")
    )


def _by(on: date | None) -> QuerySet[EditionRow]:
    return EditionRow.objects.all() if on is None else EditionRow.objects.filter(frozen_at__date__lte=on)


def _says_the_same(row: EditionRow, content: bytes) -> bool:
    """Whether the columns beside the document still say what the document says of itself."""
    said = json.loads(content)
    beside = (row.name, row.note, row.as_of.isoformat(), row.frozen_at)
    return beside == (said["name"], said["note"], said["as_of"], datetime.fromisoformat(said["frozen_at"]))


def _heading(row: EditionRow, errata: int) -> EditionHeading:
    return EditionHeading(
        name=row.name,
        note=row.note,
        as_of=row.as_of,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by,
        digest=row.digest,
        errata=errata,
    )
