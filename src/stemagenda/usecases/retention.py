"""What is kept for a while only leaves in one place: letters that are done with, what was told, people, their traces.

It runs when the site starts, and with every command that sends letters, so that nothing stays because a timer was
never set.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from stemagenda.store import letters, open_forms, reminders, signin
from stemagenda.store.audit import FORGOT, record_write
from stemagenda.usecases.letters import KEPT
from stemagenda.usecases.permissions import Actor, check_can_remind
from stemagenda.usecases.personal import expire_personal
from stemagenda.usecases.reminding import REMEMBERED
from stemagenda.usecases.subscriptions import expire_unconfirmed


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """How much was forgotten.

    Letters emptied, facts that were told, people without an account, uses of open forms, attempts to sign in.
    """

    letters: int = 0
    told: int = 0
    people: int = 0
    forms: int = 0
    attempts: int = 0

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
        # The people first: what hangs on them goes with them.
        gone = Forgotten(
            people=expire_personal(actor=actor, now=now) + expire_unconfirmed(actor=actor, now=now),
            letters=letters.forget_letters(before=now - KEPT),
            forms=open_forms.forget_uses(now=now),
            attempts=signin.forget_attempts(now=now),
            told=reminders.forget_told(before=now - REMEMBERED),
        )
        if gone.letters or gone.told or gone.people:
            record_write(
                verb=FORGOT, subject="letters", actor=actor.name, now=now, details=asdict(gone), changes_pages=False
            )
    return gone
