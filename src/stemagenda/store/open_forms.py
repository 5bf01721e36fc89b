"""Uses of forms that are open to everybody: counted for an hour, answered once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from stemagenda.store.models import OpenFormRow

#: Uses are kept, and counted, for this long; a stamp is good for as long.
KEPT: Final = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True)
class Use:
    """One use of a form. `is_new` is False where the same page was sent before; `result` says what came of it then."""

    number: int
    is_new: bool
    result: str


def note_use(*, form: str, nonce: str, origin: str, now: datetime) -> Use:
    """Write a use down, once a page, and forget those of hours ago. Call it inside the write's transaction."""
    forget_uses(now=now)
    row, is_new = OpenFormRow.objects.get_or_create(nonce=nonce, defaults={"form": form, "origin": origin, "at": now})
    return Use(number=row.pk, is_new=is_new, result=row.result)


def forget_uses(*, now: datetime) -> int:
    """Forget uses of hours ago; how many there were."""
    gone, _ = OpenFormRow.objects.filter(at__lte=now - KEPT).delete()
    return gone


def note_result(*, nonce: str, result: str) -> None:
    """Write down what came of a use, so that sending the same page again can say it."""
    OpenFormRow.objects.filter(nonce=nonce).update(result=result)


def uses(*, form: str, since: datetime) -> Collection[tuple[str, datetime]]:
    """(origin, moment) of the uses of a form since a moment: one query."""
    return list(OpenFormRow.objects.filter(form=form, at__gt=since).values_list("origin", "at"))
