"""Forms that are open to everybody: kept from programs and floods without following anybody.

A page with such a form carries a stamp: when it was drawn and a number used once, signed. A program that sends at once,
fills every field, or sends often is told so; a person who sends the same page twice gets the first answer again.
Nothing is stored with the reader: no cookie, no script, no picture to read out.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from stemagenda.core.validation import Problem, Refused
from stemagenda.store import open_forms

#: Nobody reads and fills in a form faster.
SHORTEST: Final = timedelta(seconds=3)
LONGEST: Final = open_forms.KEPT
#: Uses of one form within `WINDOW`: from one network (a school or an office is one), and from all together.
WINDOW: Final = timedelta(minutes=30)
MOST_FROM_ONE: Final = 10
MOST_IN_ALL: Final = 300
LONGEST_STAMP: Final = 200


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What came along with an open form: its stamp, the field that stays empty, and the network it came from."""

    form: str
    stamp: str
    trap: str
    origin: str


class Repeated(Exception):  # noqa: N818  (an answer, not a crash)
    """The same page was sent before; `result` is what came of it then."""

    def __init__(self, result: str) -> None:
        self.result = result
        super().__init__(result)


class Flooded(Refused):
    """Too many uses of the form at the moment; nothing of what was sent is kept."""


def new_stamp(*, form: str, now: datetime) -> str:
    """A stamp for one drawn page."""
    return _signer(form).sign(f"{secrets.token_urlsafe(12)}.{int(now.timestamp())}")


def check_guard(*, guard: Guard, now: datetime) -> str:
    """Let a person pass; returns the number to note the result under. Call it inside the write's transaction.

    Where the write is refused after this, its transaction takes the use back, so that mending a form is not counted.

    Raises:
        Refused: no stamp of ours, one of long ago, filled in at once, or the field that stays empty was filled.
        Flooded: too many, from there or in all.
        Repeated: the same page was sent before.
    """
    nonce = _opened(guard, now=now)
    if guard.trap:
        raise Refused([_problem("trap", "must stay empty", "Empty the field at the end of the form and send it again")])
    origin = _origin(guard.origin, now=now)
    used = open_forms.uses(form=guard.form, since=now - WINDOW)
    use = open_forms.note_use(form=guard.form, nonce=nonce, origin=origin, now=now)
    if not use.is_new:
        raise Repeated(use.result)
    if sum(1 for place, _ in used if place == origin) >= MOST_FROM_ONE or len(used) >= MOST_IN_ALL:
        raise Flooded([_problem("form", "was sent very often just now", "Send it again in half an hour")])
    return nonce


def note_result(*, nonce: str, result: str) -> None:
    """Keep what came of it, for whoever sends the same page again."""
    open_forms.note_result(nonce=nonce, result=result)


def _opened(guard: Guard, *, now: datetime) -> str:
    """The number of a stamp that is ours, and neither too young nor too old."""
    try:
        said = _signer(guard.form).unsign(guard.stamp[:LONGEST_STAMP])
        nonce, _, drawn = said.rpartition(".")
        age = timedelta(seconds=int(now.timestamp()) - int(drawn))
    except (BadSignature, ValueError) as error:
        remedy = "Send it again: this page has a new one"
        raise Refused([_problem("stamp", "came from no page of this site", remedy)]) from error
    if age < SHORTEST:
        message = "was sent sooner than anybody can fill it in"
        raise Refused([_problem("stamp", message, "Wait a moment and send it again")])
    if age > LONGEST:
        raise Refused([_problem("stamp", "was open for more than four hours", "Look it over and send it again")])
    return nonce


def _signer(form: str) -> Signer:
    return Signer(salt=f"stemagenda.form.{form}")


def _origin(written: str, *, now: datetime) -> str:
    """A network address that nobody can read back, another one every day."""
    return salted_hmac(f"stemagenda.form.origin.{now.date()}", written, algorithm="sha256").hexdigest()


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="form", place=place, message=message, remedy=remedy)
