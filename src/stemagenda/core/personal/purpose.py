"""Why the monitor keeps something about a person, and when it is erased.

Grounds are those of article 6.1 of the General Data Protection Regulation (EU) 2016/679: consent (a) and a task in the
public interest (e). The periods are this monitor's own choice, kept as short as the purpose allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal

Ground = Literal["consent", "public-task"]

#: Days an address that was typed in, but never confirmed from its mailbox, is kept.
UNCONFIRMED_DAYS: Final = 2


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One reason to keep personal data.

    `fields` are the things that are asked, by code. `days` counts from the day on which the purpose has ended.
    """

    code: str
    ground: Ground
    fields: tuple[str, ...]
    days: int

    def __post_init__(self) -> None:
        """Raise ValueError where nothing is asked, or something is kept for less than a day."""
        if not self.fields or self.days < 1:
            raise ValueError(f"a purpose names what is kept and for how long: {self.code}")


def _by_code(*purposes: Purpose) -> Mapping[str, Purpose]:
    return MappingProxyType({purpose.code: purpose for purpose in purposes})


#: Everything that is ever asked of somebody without an account.
PURPOSES: Final = _by_code(
    Purpose(
        code="help_request",
        ground="public-task",
        fields=("name", "address", "organisation", "place", "question", "remark"),
        days=365,
    ),
    Purpose(
        code="registration",
        ground="public-task",
        fields=("name", "address", "organisation"),
        days=180,
    ),
    Purpose(code="subscription", ground="consent", fields=("address", "topics"), days=730),
)


def last_day(*, purpose: str, ended_on: date) -> date:
    """The last day something is kept whose purpose ended on a day.

    Raises:
        KeyError: no such purpose.
    """
    return ended_on + timedelta(days=PURPOSES[purpose].days)


def unconfirmed_until(*, on: date) -> date:
    """The last day an address is kept that nobody confirmed since a day."""
    return on + timedelta(days=UNCONFIRMED_DAYS)
