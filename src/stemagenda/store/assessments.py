"""Assessments and overrides in and out: two clocks, nothing overwritten."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from stemagenda.core.indicators.shown import Conclusion
from stemagenda.core.indicators.standing import Standing, read_points, write_state
from stemagenda.core.indicators.timeline import FIRST_DAY, State
from stemagenda.store.codec import encode
from stemagenda.store.models import AssessmentRow, OverrideRow

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Override:
    """A colour a person set over the computed one, from `valid_from` up to and including `expires`."""

    number: int
    indicator: str
    series: str
    colour: str
    reason: str
    author: str
    made_at: datetime
    valid_from: date
    expires: date
    withdrawn_at: datetime | None


def save_states(
    *, states: Mapping[Key, Sequence[State]], now: datetime, only: Collection[str] | None = None
) -> tuple[int, int]:
    """Record these timelines. Rows that still hold stay; others are closed and new ones added.

    `only` names the indicators that were looked at; the rows of others stay as they are. Returns how many rows were
    added and how many closed. Call it inside a transaction.
    """
    standing: dict[Key, dict[tuple[str, str], int]] = defaultdict(dict)
    rows = _in_force() if only is None else _in_force().filter(indicator__in=only)
    for pk, indicator, series, valid_from, digest in rows.values_list(
        "pk", "indicator", "series", "valid_from", "digest"
    ):
        standing[indicator, series][valid_from.isoformat(), digest] = pk
    fresh: list[AssessmentRow] = []
    kept: set[int] = set()
    for key, timeline in states.items():
        for made in _rows(key=key, timeline=timeline, now=now):
            known = standing[key].get((made.valid_from.isoformat(), made.digest))
            if known is None:
                fresh.append(made)
            else:
                kept.add(known)
    gone = [pk for rows in standing.values() for pk in rows.values() if pk not in kept]
    for start in range(0, len(gone), 500):
        AssessmentRow.objects.filter(pk__in=gone[start : start + 500]).update(recorded_to=now)
    AssessmentRow.objects.bulk_create(fresh, batch_size=200)
    return len(fresh), len(gone)


def standings(*, on: date, indicators: Iterable[str] | None = None, lit: bool = False) -> Mapping[Key, Standing]:
    """Where series stood on a day: one query. `lit` leaves out series without a light."""
    rows = _in_force().filter(valid_from__lte=on).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    if indicators is not None:
        rows = rows.filter(indicator__in=list(indicators))
    if lit:
        rows = rows.exclude(colour="")
    return {(row.indicator, row.series): _standing(row) for row in rows}


def history(*, indicator: str, on: date) -> Mapping[str, tuple[Standing, ...]]:
    """Every state of an indicator's series that began by a day, oldest first, by series code: one query."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for row in _in_force().filter(indicator=indicator, valid_from__lte=on).order_by("series", "valid_from"):
        found[row.series].append(_standing(row))
    return {series: tuple(rows) for series, rows in found.items()}


def changes(*, last: date, most: int) -> tuple[tuple[Standing, Standing | None], ...]:
    """The newest states with a colour that began by a day, at most so many, each with the state before it.

    Two queries.
    """
    lit = _in_force().exclude(colour="")
    rows = list(lit.exclude(colour="grey").filter(valid_from__lte=last).order_by("-valid_from", "pk")[:most])
    before = {
        (row.indicator, row.series, row.valid_to): row
        for row in lit.filter(
            indicator__in={row.indicator for row in rows}, valid_to__in={row.valid_from for row in rows}
        )
    }
    pairs = ((row, before.get((row.indicator, row.series, row.valid_from))) for row in rows)
    return tuple((_standing(after), _standing(earlier) if earlier else None) for after, earlier in pairs)


def colours(*, on: date, known_at: datetime) -> Mapping[Key, str]:
    """The colour of every light on a day, as it was concluded at a moment: one query."""
    rows = AssessmentRow.objects.filter(recorded_from__lte=known_at, valid_from__lte=on).exclude(colour="")
    rows = rows.filter(Q(recorded_to__isnull=True) | Q(recorded_to__gt=known_at))
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return {(row[0], row[1]): row[2] for row in rows.values_list("indicator", "series", "colour")}


def conclusions(*, on: date) -> Mapping[Key, tuple[Conclusion, ...]]:
    """Every colour ever concluded of every light for days up to one, by series: one query."""
    rows = AssessmentRow.objects.exclude(colour="").filter(valid_from__lte=on).order_by("recorded_from", "pk")
    found: dict[Key, list[Conclusion]] = defaultdict(list)
    for indicator, series, colour, first, last, known_from, known_to in rows.values_list(
        "indicator", "series", "colour", "valid_from", "valid_to", "recorded_from", "recorded_to"
    ):
        found[indicator, series].append(
            Conclusion(colour=colour, first=first, last=last, known_from=known_from, known_to=known_to)
        )
    return {key: tuple(items) for key, items in found.items()}


def change_days() -> tuple[date, ...]:
    """The days on which any light's state changed, newest first: one query."""
    days = _in_force().exclude(colour="").filter(valid_from__gt=FIRST_DAY)
    return tuple(days.values_list("valid_from", flat=True).distinct().order_by("-valid_from"))


def add_override(*, override: Override) -> int:
    """Store an override; its number is given by the store. Call it inside a transaction."""
    row = OverrideRow.objects.create(
        indicator=override.indicator,
        series=override.series,
        colour=override.colour,
        reason=override.reason,
        author=override.author,
        made_at=override.made_at,
        valid_from=override.valid_from,
        expires=override.expires,
    )
    return row.pk


def withdraw_override(*, number: int, actor: str, now: datetime) -> bool:
    """End an override early. Returns False when there is none in force with that number."""
    rows = OverrideRow.objects.filter(pk=number, withdrawn_at__isnull=True, expires__gte=now.date())
    return bool(rows.update(withdrawn_at=now, withdrawn_by=actor))


def end_overrides(*, indicator: str, series: str, actor: str, now: datetime) -> None:
    """End what is in force on a series: another one takes its place. Call it inside a transaction."""
    rows = OverrideRow.objects.filter(indicator=indicator, series=series, withdrawn_at__isnull=True)
    rows.filter(expires__gte=now.date()).update(withdrawn_at=now, withdrawn_by=actor)


def overrides(*, on: date | None = None, indicator: str | None = None) -> tuple[Override, ...]:
    """Overrides in the order made; with `on` only those in force that day: one query."""
    rows = OverrideRow.objects.all()
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    if on is not None:
        rows = rows.filter(valid_from__lte=on, expires__gte=on).filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__date__gt=on)
        )
    return tuple(
        Override(
            number=row.pk,
            indicator=row.indicator,
            series=row.series,
            colour=row.colour,
            reason=row.reason,
            author=row.author,
            made_at=row.made_at,
            valid_from=row.valid_from,
            expires=row.expires,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows.order_by("made_at", "pk")
    )


def _in_force() -> QuerySet[AssessmentRow]:
    return AssessmentRow.objects.filter(recorded_to__isnull=True)


def _rows(*, key: Key, timeline: Sequence[State], now: datetime) -> Iterable[AssessmentRow]:
    for state, following in zip(timeline, (*timeline[1:], None), strict=True):
        document = write_state(state=state, encode=encode)
        light = state.assessment.light if state.assessment else None
        valid_to = following.valid_from if following else None
        digest = hashlib.sha256(
            json.dumps([document, encode(valid_to), encode(state.stale_from)], sort_keys=True).encode()
        ).hexdigest()
        yield AssessmentRow(
            indicator=key[0],
            series=key[1],
            valid_from=state.valid_from,
            valid_to=valid_to,
            recorded_from=now,
            colour=light.colour if light else "",
            reason=(light.reason or "") if light else "",
            uncertain=light.uncertain if light else False,
            stale_from=state.stale_from,
            digest=digest,
            document=document,
        )


def _standing(row: AssessmentRow) -> Standing:
    return Standing(
        indicator=row.indicator,
        series=row.series,
        valid_from=row.valid_from,
        colour=row.colour,
        reason=row.reason,
        uncertain=row.uncertain,
        stale_from=row.stale_from,
        points=read_points(row.document["points"]),
        verdict=row.document["verdict"],
        rule=row.document["rule"],
        target=row.document["target"],
    )
