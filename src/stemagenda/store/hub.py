"""Questions to the STEMhub: core values in, core values out. Who asked is kept by `store.personal`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import F, Max
from django.utils import timezone

from stemagenda.core.hub.needs import Need
from stemagenda.core.hub.request import Asked, Entry, HelpRequest
from stemagenda.core.hub.workflow import OVER, WAITING
from stemagenda.store.models import HelpRequestRow

#: Never counted: nobody's need.
_NO_NEEDS: Final = ("spam", "withdrawn")


def add(*, asked: Asked, person: int, now: datetime) -> HelpRequest:
    """Store a new question under the next code of the year. Call it inside the write's transaction."""
    row = HelpRequestRow.objects.create(
        code=_next_code(now),
        person_id=person,
        kind=asked.kind,
        asker=asked.asker,
        region=asked.region,
        audience=list(asked.audience),
        transitions=list(asked.transitions),
        needed_by=asked.needed_by,
        state="new",
        texts={"way": []},
        asked_at=now,
        changed_at=now,
    )
    return _request(row)


def request(*, code: str) -> HelpRequest | None:
    """One question by its code."""
    row = HelpRequestRow.objects.filter(code=code).first()
    return None if row is None else _request(row)


def request_of(*, person: int) -> HelpRequest | None:
    """The question of somebody who is kept under a number."""
    row = HelpRequestRow.objects.filter(person=person).first()
    return None if row is None else _request(row)


def requests() -> tuple[HelpRequest, ...]:
    """Every question, the longest waiting first: one query."""
    return tuple(_request(row) for row in HelpRequestRow.objects.all())


def change(*, request: HelpRequest, seen: int) -> HelpRequest | None:
    """Store a question as it is now, as the version after the one that was `seen`; None where it moved on meanwhile.

    Call it inside the write's transaction.
    """
    number = seen + 1
    changed = HelpRequestRow.objects.filter(code=request.code, number=seen).update(
        number=number,
        state=request.state,
        entity=request.entity,
        outcome=request.outcome or "",
        satisfaction=request.satisfaction,
        texts={"way": [_kept(entry) for entry in request.way]},
        changed_at=request.changed_at,
        answered_at=request.answered_at,
        closed_at=request.closed_at,
    )
    return replace(request, number=number) if changed else None


def forget_texts(*, person: int, now: datetime) -> None:
    """Erase every text of somebody's question; what can be counted stays. One that still waited ends without help."""
    own = HelpRequestRow.objects.filter(person=person)
    going_on = own.exclude(state__in=OVER)
    going_on.filter(state__in=WAITING).update(outcome="not-helped")
    going_on.update(state="closed", closed_at=now, changed_at=now, number=F("number") + 1)
    own.update(texts={"way": []})


def needs() -> tuple[Need, ...]:
    """Every question as counts see it: one query."""
    rows = HelpRequestRow.objects.exclude(state__in=_NO_NEEDS)
    return tuple(
        Need(
            region=row.region,
            kind=row.kind,
            asker=row.asker,
            transitions=tuple(row.transitions),
            asked_on=_day(row.asked_at),
            answered_on=_day(row.answered_at) if row.answered_at else None,
            closed_on=_day(row.closed_at) if row.closed_at else None,
            outcome=row.outcome or None,  # type: ignore[arg-type]  # what was stored is one of them
        )
        for row in rows.defer("texts")
    )


def satisfaction() -> tuple[int, ...]:
    """Every rating that was given."""
    rated = HelpRequestRow.objects.exclude(state__in=_NO_NEEDS).exclude(satisfaction=None).order_by()
    return tuple(mark for mark in rated.values_list("satisfaction", flat=True) if mark is not None)


def counts() -> dict[str, int]:
    """How many questions stand in each state: one query."""
    found: dict[str, int] = {}
    for state in HelpRequestRow.objects.order_by().values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def _next_code(now: datetime) -> str:
    start = f"HV-{_day(now).year}-"
    last: str | None = HelpRequestRow.objects.filter(code__startswith=start).aggregate(last=Max("pk"))["last"]
    before = HelpRequestRow.objects.get(pk=last).code if last else f"{start}0"
    return f"{start}{int(before.removeprefix(start)) + 1:04d}"


def _day(moment: datetime) -> date:
    return moment.astimezone(timezone.get_current_timezone()).date()


def _kept(entry: Entry) -> dict[str, str]:
    return {**vars(entry), "at": entry.at.isoformat()}


def _entry(kept: dict[str, Any]) -> Entry:
    return Entry(**{**kept, "at": datetime.fromisoformat(kept["at"])})


def _request(row: HelpRequestRow) -> HelpRequest:
    return HelpRequest(
        code=row.code,
        number=row.number,
        person=row.person_id,
        kind=row.kind,  # type: ignore[arg-type]  # checked before it was stored, as those below
        region=row.region,
        asker=row.asker,  # type: ignore[arg-type]
        audience=tuple(row.audience),
        transitions=tuple(row.transitions),
        needed_by=row.needed_by,
        state=row.state,  # type: ignore[arg-type]
        entity=row.entity,
        outcome=row.outcome or None,  # type: ignore[arg-type]
        satisfaction=row.satisfaction,
        way=tuple(_entry(kept) for kept in row.texts.get("way", [])),
        asked_at=row.asked_at,
        changed_at=row.changed_at,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
    )
