"""What tells whether sources are alive: the newest release of each, and when anything last changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from stemagenda.core.observation import Precision
from stemagenda.store.audit import UNSEEN
from stemagenda.store.models import AuditRow, ReleaseRow


@dataclass(frozen=True, kw_only=True)
class Newest:
    """The newest release of a source that was public on a day."""

    code: str
    published: date
    precision: Precision


def newest_releases(*, on: date) -> Mapping[str, Newest]:
    """The newest release in force of every source that has one, by source: one query."""
    rows = ReleaseRow.objects.filter(superseded_at__isnull=True, is_pending=False, published__lte=on)
    ordered = rows.order_by("published", "recorded_at", "pk")
    return {
        source: Newest(code=code, published=published, precision=cast("Precision", precision))
        for source, code, published, precision in ordered.values_list("source", "code", "published", "precision")
    }


def latest_change() -> datetime | None:
    """When anything that pages show was last changed, None before the first load: one query."""
    rows = AuditRow.objects.exclude(verb__in=UNSEEN).exclude(actor="").order_by("-pk")
    return rows.values_list("at", flat=True).first()
