"""Definitions in, definitions out. Values only; no row leaves this module."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.store.codec import decode, encode
from stemagenda.store.models import AgendaRow, IndicatorRow, SeriesRow


def save_agenda(*, agenda: Agenda, indicators: tuple[Indicator, ...], digest: str, now: datetime) -> None:
    """Replace the stored definitions by these: the store holds one agenda. Call it inside a transaction."""
    AgendaRow.objects.exclude(code=agenda.code).delete()
    row, _ = AgendaRow.objects.update_or_create(
        code=agenda.code, defaults={"digest": digest, "loaded_at": now, "body": encode(agenda)}
    )
    row.indicators.all().delete()
    indicator_rows = IndicatorRow.objects.bulk_create(
        IndicatorRow(
            agenda=row,
            code=indicator.code,
            order=indicator.order,
            result_area=indicator.result_area,
            strand=indicator.strand,
            body=encode(replace(indicator, series=())),
        )
        for indicator in indicators
    )
    SeriesRow.objects.bulk_create(
        SeriesRow(
            indicator=indicator_row,
            code=series.code,
            role=series.role,
            headline=series.headline,
            sex=series.sex,
            order=series.order,
            body=encode(series),
        )
        for indicator_row, indicator in zip(indicator_rows, indicators, strict=True)
        for series in indicator.series
    )


def agenda_digest(*, code: str) -> str:
    """Digest of the files the stored agenda came from; empty when it was never loaded."""
    return AgendaRow.objects.filter(code=code).values_list("digest", flat=True).first() or ""


def is_there() -> bool:
    """Whether any agenda was loaded."""
    return AgendaRow.objects.exists()


def agenda() -> Agenda | None:
    """The stored agenda (the last one loaded), or None before the first load."""
    row = AgendaRow.objects.order_by("-loaded_at").first()
    return decode(Agenda, stored=row.body) if row else None


def indicators(*, codes: tuple[str, ...] | None = None, overview: bool = False) -> tuple[Indicator, ...]:
    """Indicators with their series, in the agenda's order: two queries, however many there are.

    `overview` keeps only the series an overview shows: headline series and those by sex.
    """
    rows = IndicatorRow.objects.all() if codes is None else IndicatorRow.objects.filter(code__in=codes)
    stored = list(rows)
    series_rows = SeriesRow.objects.filter(indicator__in=[row.pk for row in stored] if codes is not None else rows)
    if overview:
        series_rows = series_rows.filter(Q(headline=True) | Q(sex__in=("male", "female")))
    by_indicator: dict[int, list[Series]] = defaultdict(list)
    for row in series_rows.order_by("order", "pk"):  # of one order, as declared
        by_indicator[row.indicator_id].append(decode(Series, stored=row.body))
    return tuple(replace(decode(Indicator, stored=row.body), series=tuple(by_indicator[row.pk])) for row in stored)


def indicator(*, code: str) -> Indicator | None:
    """One indicator with all its series, or None."""
    return next(iter(indicators(codes=(code,))), None)
