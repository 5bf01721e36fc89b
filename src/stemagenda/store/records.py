"""Records people edit, version by version. Bodies and cards are plain mappings; no row leaves this module."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import starmap
from typing import Any, Final, NamedTuple

from django.db.models import F, Max, Min, QuerySet, TextField
from django.db.models.functions import Cast

from stemagenda.store.models import RecordRow, RecordVersionRow

#: The state in which a version is public.
PUBLIC = "published"
#: Keys named in one query: every database takes so many.
_AT_ONCE: Final = 5_000


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of a record. `since` is the first day on which it is publicly known, if it is at all."""

    kind: str
    code: str
    number: int
    state: str
    verb: str
    note: str
    actor: str
    at: datetime
    since: date
    body: Mapping[str, Any]


class VersionKey(NamedTuple):
    """What tells a version from any other one, also after a backup was put back."""

    kind: str
    code: str
    number: int
    row: int
    at: datetime
    state: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """The small part of a record that lists are made from, with where it stands.

    `public_number` is 0 while nothing of it is public; below `number` while a change waits for a decision. `since` is
    the day on which the version became known. `text` is the card as JSON: equal texts are equal cards.
    """

    code: str
    number: int
    public_number: int
    state: str
    since: date
    text: str

    @cached_property
    def card(self) -> Mapping[str, Any]:
        """The card itself, read when somebody asks."""
        found: dict[str, Any] = json.loads(self.text)
        return found


class Moment(NamedTuple):
    """A version that was public, or with which a record left the public, without what it says."""

    kind: str
    code: str
    number: int
    state: str
    at: datetime
    since: date


_VERSION = ("kind", "record__code", "number", "state", "verb", "note", "actor", "at", "since", "body")
_CARD = ("record__code", "number", "record__public_number", "state", "since", "text")


def add_version(
    *,
    kind: str,
    code: str,
    seen: int,
    body: Mapping[str, Any],
    card: Mapping[str, Any],
    state: str,
    verb: str,
    note: str,
    actor: str,
    now: datetime,
    since: date,
) -> int | None:
    """Append a version to the one that was `seen` (0 for a new record) and return its number.

    None where the record has moved on meanwhile, or exists already. Call it inside the write's transaction, after
    `hold_writes`.
    """
    number = seen + 1
    row = RecordRow.objects.filter(kind=kind, code=code).first()
    if (row.number if row else 0) != seen:
        return None
    public = number if state == PUBLIC else (row.public_number if row else 0)
    if state == "withdrawn":
        public = 0
    if row is None:
        row = RecordRow(kind=kind, code=code)
    row.number, row.state, row.public_number = number, state, public
    row.touched_at, row.touched_by = now, actor
    row.save()
    RecordVersionRow.objects.create(
        record=row,
        kind=kind,
        number=number,
        state=state,
        verb=verb,
        note=note,
        actor=actor,
        at=now,
        since=since,
        body=dict(body),
        card=dict(card),
    )
    return number


def version(*, kind: str, code: str, number: int | None = None) -> Version | None:
    """One version, the latest where no number is given."""
    rows = RecordVersionRow.objects.filter(kind=kind, record__code=code)
    rows = rows.filter(number=F("record__number")) if number is None else rows.filter(number=number)
    return _first(rows)


def public_version(*, kind: str, code: str, on: date, known_at: datetime | None = None) -> Version | None:
    """The version that was public on a day, as far as it was stored at a moment; None where none was."""
    rows = _public(kind=kind, on=on, known_at=known_at).filter(record__code=code).order_by("-number")
    found = _first(rows)
    return None if found is None or found.state == "withdrawn" else found


def history(*, kind: str, code: str) -> tuple[Version, ...]:
    """Every version, the newest first."""
    rows = RecordVersionRow.objects.filter(kind=kind, record__code=code).order_by("-number")
    return tuple(_version(row) for row in rows.values_list(*_VERSION))


def cards(*, kind: str) -> tuple[Card, ...]:
    """The latest card of every record that was not withdrawn, by code: one query."""
    rows = RecordVersionRow.objects.filter(kind=kind, number=F("record__number"))
    return _cards(rows.exclude(state="withdrawn"))


def public_cards(*, kind: str, on: date, known_at: datetime | None = None) -> tuple[Card, ...]:
    """The card of every record as it was public on a day, by code: one query."""
    return _cards(_chosen(kind=kind, on=on, known_at=known_at))


def bodies(*, kind: str) -> tuple[Version, ...]:
    """The latest version of every record that was not withdrawn, by code."""
    rows = RecordVersionRow.objects.filter(kind=kind, number=F("record__number")).exclude(state="withdrawn")
    return tuple(_version(row) for row in rows.order_by("record__code").values_list(*_VERSION))


def public_bodies(*, kind: str, on: date, known_at: datetime | None = None) -> tuple[Version, ...]:
    """Every record as it was public on a day, whole, by code."""
    rows = _chosen(kind=kind, on=on, known_at=known_at)
    return tuple(_version(row) for row in rows.order_by("record__code").values_list(*_VERSION))


def public_bodies_of(*, kinds: Iterable[str], on: date) -> dict[str, tuple[Version, ...]]:
    """The same of several kinds with one query, by kind."""
    wanted = list(kinds)
    rows = RecordVersionRow.objects.filter(kind__in=wanted, state__in=(PUBLIC, "withdrawn"), since__lte=on)
    newest = rows.order_by().values("record").annotate(newest=Max("pk"))
    chosen = RecordVersionRow.objects.filter(pk__in=newest.values("newest"), state=PUBLIC)
    found: dict[str, list[Version]] = {kind: [] for kind in wanted}
    for row in chosen.order_by("record__code").values_list(*_VERSION):
        version = _version(row)
        found[version.kind].append(version)
    return {kind: tuple(versions) for kind, versions in found.items()}


def public_moments(*, on: date) -> tuple[Moment, ...]:
    """When what became public, changed in public or left it again, up to a day, oldest first: one query."""
    rows = RecordVersionRow.objects.filter(state__in=(PUBLIC, "withdrawn"), since__lte=on).order_by("record", "number")
    fields = ("kind", "record__code", "number", "state", "at", "since")
    return tuple(Moment(*row) for row in rows.values_list(*fields))


def withdrawn_bodies(*, on: date) -> tuple[Version, ...]:
    """Of every record that had left the public by a day, what was public of it last: one query."""
    rows = RecordVersionRow.objects.filter(state__in=(PUBLIC, "withdrawn"), since__lte=on)
    newest = rows.order_by().values("record").annotate(newest=Max("pk"))
    gone = RecordVersionRow.objects.filter(pk__in=newest.values("newest"), state="withdrawn")
    last = rows.filter(state=PUBLIC, record__in=gone.values("record")).order_by().values("record")
    chosen = RecordVersionRow.objects.filter(pk__in=last.annotate(newest=Max("pk")).values("newest"))
    return tuple(_version(row) for row in chosen.order_by("record__code").values_list(*_VERSION))


def fingerprint(*, kinds: Iterable[str], on: date) -> str:
    """A short text that stays the same as long as the records of these kinds, as public on a day, do: one query.

    What is written from another day on leaves it alone.
    """
    rows = RecordVersionRow.objects.filter(kind__in=list(kinds), state__in=(PUBLIC, "withdrawn"), since__lte=on)
    newest = rows.order_by().values("record").annotate(newest=Max("pk")).values_list("newest", flat=True)
    return hashlib.sha256(",".join(map(str, sorted(newest))).encode()).hexdigest()


def public_keys(*, kinds: Iterable[str], on: date) -> tuple[VersionKey, ...]:
    """The versions that were public on a day, by kind and code, without their contents: one query."""
    wanted = list(kinds)
    rows = RecordVersionRow.objects.filter(kind__in=wanted, state__in=(PUBLIC, "withdrawn"), since__lte=on)
    newest = rows.order_by().values("record").annotate(newest=Max("pk"))
    return _keys(RecordVersionRow.objects.filter(pk__in=newest.values("newest"), state=PUBLIC))


def waiting_keys(*, kinds: Iterable[str]) -> tuple[VersionKey, ...]:
    """The latest versions that are neither public nor withdrawn, by kind and code: one query."""
    rows = RecordVersionRow.objects.filter(kind__in=list(kinds), number=F("record__number"))
    return _keys(rows.exclude(state__in=(PUBLIC, "withdrawn")))


def versions_by_key(*, keys: Collection[VersionKey]) -> Iterator[tuple[VersionKey, Version]]:
    """Versions with their contents, in no order; some thousands with each query."""
    by_row = {key.row: key for key in keys}
    rows = list(by_row)
    for start in range(0, len(rows), _AT_ONCE):
        chosen = RecordVersionRow.objects.filter(pk__in=rows[start : start + _AT_ONCE])
        for row, *values in chosen.order_by().values_list("pk", *_VERSION):
            yield by_row[row], _version(tuple(values))


def begun_by(*, kind: str, actor: str) -> frozenset[str]:
    """The codes of the records of a kind whose first version somebody wrote: one query."""
    rows = RecordVersionRow.objects.filter(kind=kind, number=1, actor=actor)
    return frozenset(rows.order_by().values_list("record__code", flat=True))


def codes(*, kind: str) -> frozenset[str]:
    """Every code ever given to a record of a kind, withdrawn ones too: a code is never given twice."""
    return frozenset(RecordRow.objects.filter(kind=kind).values_list("code", flat=True))


def current_codes(*, kinds: Iterable[str]) -> dict[str, frozenset[str]]:
    """The codes of the records of each kind that were not withdrawn: one query, without their contents."""
    found: dict[str, set[str]] = {kind: set() for kind in kinds}
    rows = RecordRow.objects.filter(kind__in=list(found)).exclude(state="withdrawn")
    for kind, code in rows.order_by().values_list("kind", "code"):
        found[kind].add(code)
    return {kind: frozenset(codes) for kind, codes in found.items()}


def counts(*, kinds: Iterable[str]) -> dict[str, int]:
    """How many records of each kind are not withdrawn."""
    return {kind: len(found) for kind, found in current_codes(kinds=kinds).items()}


def began() -> datetime | None:
    """When the first record of all was stored, None where there is none: one query."""
    found: datetime | None = RecordVersionRow.objects.aggregate(first=Min("at"))["first"]
    return found


def only_by(*, kind: str, code: str, actor: str) -> bool:
    """Whether one actor wrote every version: such a record may be loaded anew without losing anybody's work."""
    rows = RecordVersionRow.objects.filter(kind=kind, record__code=code)
    return not rows.exclude(actor=actor).exists()


def _public(*, kind: str, on: date, known_at: datetime | None) -> QuerySet[RecordVersionRow]:
    rows = RecordVersionRow.objects.filter(kind=kind, state__in=(PUBLIC, "withdrawn"), since__lte=on)
    return rows if known_at is None else rows.filter(at__lte=known_at)


def _chosen(*, kind: str, on: date, known_at: datetime | None) -> QuerySet[RecordVersionRow]:
    # Versions of one record are stored in order, so the highest key is the newest version.
    newest = _public(kind=kind, on=on, known_at=known_at).order_by().values("record").annotate(newest=Max("pk"))
    return RecordVersionRow.objects.filter(pk__in=newest.values("newest"), state=PUBLIC)


def _cards(rows: QuerySet[RecordVersionRow]) -> tuple[Card, ...]:
    found = rows.annotate(text=Cast("card", TextField())).order_by("record__code").values_list(*_CARD)
    return tuple(
        Card(code=code, number=number, public_number=public, state=state, since=since, text=text)
        for code, number, public, state, since, text in found
    )


def _keys(rows: QuerySet[RecordVersionRow]) -> tuple[VersionKey, ...]:
    found = rows.order_by("kind", "record__code")
    return tuple(starmap(VersionKey, found.values_list("kind", "record__code", "number", "pk", "at", "state")))


def _first(rows: QuerySet[RecordVersionRow]) -> Version | None:
    row = rows.values_list(*_VERSION).first()
    return _version(row) if row else None


def _version(row: tuple[Any, ...]) -> Version:
    kind, code, number, state, verb, note, actor, at, since, body = row
    return Version(
        kind=kind,
        code=code,
        number=number,
        state=state,
        verb=verb,
        note=note,
        actor=actor,
        at=at,
        since=since,
        body=body,
    )
