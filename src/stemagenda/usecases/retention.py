"""What is kept for a while only leaves in one place: letters that are done with, and what somebody was told.

It runs when the site starts, and with every command that sends letters, so that nothing stays because a timer was
never set.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from stemagenda.store import letters, reminders
from stemagenda.store.audit import record_write
from stemagenda.store.vitality import FORGOT
from stemagenda.usecases.letters import KEPT
from stemagenda.usecases.permissions import Actor, check_can_remind
from stemagenda.usecases.reminding import REMEMBERED


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """How much was forgotten: letters emptied, facts that were told."""

    letters: int = 0
    told: int = 0

    def __bool__(self) -> bool:
        """Whether there was anything."""
        return any(asdict(self).values())


def forget_past(*, actor: Actor, now: datetime) -> Forgotten:
    """Forget whatever is past its time. A second run at the same moment finds nothing.

    Raises:
        NotAllowed: for anybody but the operator.
    """
    check_can_remind(actor)
    with transaction.atomic():
        gone = Forgotten(
            letters=letters.forget_letters(before=now - KEPT),
            told=reminders.forget_told(before=now - REMEMBERED),
        )
        if gone:
            record_write(verb=FORGOT, subject="letters", actor=actor.name, now=now, details=asdict(gone))
    return gone
