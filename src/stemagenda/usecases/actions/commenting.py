"""Remarks of members, and drafts that keep themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from stemagenda.core.actions.checks import LONGEST_CODE
from stemagenda.core.text import is_plain
from stemagenda.core.validation import Problem, Refused
from stemagenda.store import comments as store
from stemagenda.store.audit import record_write
from stemagenda.store.comments import Unsaved
from stemagenda.usecases.permissions import Actor, can_comment, check
from stemagenda.usecases.records import KINDS, strings_of

LONGEST_COMMENT: Final = 4_000
LARGEST_UNSAVED: Final = 400_000
KEPT: Final = timedelta(days=30)
#: Half-written records kept for one person; of more, the oldest are dropped.
MOST_UNSAVED: Final = 50
_ODD: Final = ("holds a character that is no text", "Type it anew, without what was pasted")


def add_comment(*, kind: str, code: str, text: str, actor: Actor, now: datetime) -> None:
    """Remark on a record.

    Raises:
        NotAllowed: for anybody but members.
        Refused: no such record, nothing written, or more than 4,000 characters.
    """
    check(can_comment(actor), "only members comment")
    written = text.strip()
    if not 0 < len(written) <= LONGEST_COMMENT:
        raise Refused([_problem("text", "is empty or longer than 4,000 characters", "Write a shorter remark")])
    if not is_plain(written):
        raise Refused([_problem("text", *_ODD)])
    with transaction.atomic():
        if not store.add_comment(kind=kind, code=code, text=written, person=actor.name, now=now):
            raise Refused([_problem("code", "is not there", "Open the list and start anew")])
        record_write(verb="add_comment", subject=f"{kind}/{code}", actor=actor.name, now=now)


def take_back_comment(*, key: int, actor: Actor, now: datetime) -> None:
    """Take one's own remark back: its text is gone, that it stood there stays.

    Raises:
        NotAllowed: for anybody but members.
        Refused: it is not theirs.
    """
    check(can_comment(actor), "only members comment")
    with transaction.atomic():
        if not store.take_back_comment(key=key, person=actor.name, now=now):
            raise Refused([_problem("comment", "is not yours", "Only its writer takes a remark back")])
        record_write(verb="take_back_comment", subject=f"comment/{key}", actor=actor.name, now=now)


def keep_unsaved(*, kind: str, code: str, seen: int, fields: Mapping[str, object], actor: Actor, now: datetime) -> None:
    """Keep what a member is typing, for themselves alone. No write of the agenda: no page changes by it.

    Raises:
        NotAllowed: for anybody but members.
        Refused: more than 400,000 characters, or nothing that can be kept.
    """
    check(can_comment(actor), "only members keep drafts")
    if len(json.dumps(fields)) > LARGEST_UNSAVED:
        raise Refused([_problem("text", "is too long to be kept", "Shorten it, or link a document instead")])
    if not all(map(is_plain, strings_of(fields))):
        raise Refused([_problem("text", *_ODD)])
    if kind not in KINDS or len(code) > LONGEST_CODE:
        raise Refused([_problem("code", "is not there", "Open the list and start anew")])
    with transaction.atomic():
        store.drop_old_unsaved(before=now - KEPT)
        store.keep_unsaved(person=actor.name, kind=kind, code=code, seen=seen, fields=fields, now=now)
        store.drop_surplus_unsaved(person=actor.name, most=MOST_UNSAVED)


def unsaved(*, kind: str, code: str, actor: Actor) -> Unsaved | None:
    """What this member was typing in a record, if anything."""
    return next(iter(store.unsaved(person=actor.name, kind=kind, code=code)), None) if actor.name else None


def drop_unsaved(*, kind: str, code: str, actor: Actor) -> None:
    """Forget what this member was typing in a record."""
    store.drop_unsaved(person=actor.name, kind=kind, code=code)


def _problem(place: str, message: str, remedy: str) -> Problem:
    return Problem(file="comment", place=place, message=message, remedy=remedy)
