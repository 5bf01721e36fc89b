"""Whom somebody works for and where they sit: what permissions are decided on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.store import members as store
from stemagenda.store import records
from stemagenda.store.audit import record_write
from stemagenda.store.members import Membership
from stemagenda.usecases.permissions import Actor, check


def actor_for(*, person: str, is_editor: bool, is_administrator: bool, on: date) -> Actor:
    """Who somebody is on a day. An administrator coordinates the agenda too; deciding in a committee needs a seat."""
    held = store.memberships(person=person, on=on)
    return Actor(
        name=person,
        is_editor=is_editor,
        is_coordinator=is_administrator or any(item.is_coordinator for item in held),
        is_hub_officer=any(item.is_hub_officer for item in held),
        entities=frozenset(item.entity for item in held if item.entity),
        bodies=frozenset(item.body for item in held if item.body),
    )


def seats(*, actor: Actor, on: date) -> tuple[Membership, ...]:
    """Everybody's part in the agenda's work on a day, by account.

    Raises:
        NotAllowed: for anybody but the operator: who sits where is private.
    """
    check(actor.is_operator, "only the operator reads who is a member of what")
    return store.members(on=on)


def add_membership(*, membership: Membership, actor: Actor, now: datetime) -> None:
    """Give an account a part in the agenda's work.

    Raises:
        NotAllowed: for anybody but the operator.
        Refused: no such account, entity or body, or no part named.
    """
    check(actor.is_operator, "only the operator may say who is a member of what")
    problems = [
        Problem(file="members", place=code, message=f"is no {kind} we know", remedy=f"Give the code of a known {kind}")
        for kind, code in (("entity", membership.entity), ("body", membership.body))
        if code and records.version(kind=kind, code=code) is None
    ]
    if not (membership.entity or membership.body or membership.is_coordinator or membership.is_hub_officer):
        remedy = "Name an entity, a body, or both; or say that they coordinate, or answer for the STEMhub"
        problems = [Problem(file="members", place=membership.person[:80], message="gets no part", remedy=remedy)]
    with transaction.atomic():
        if not problems and not store.add_membership(membership=membership):
            problems = [
                Problem(
                    file="members",
                    place=membership.person[:80],
                    message="has no account",
                    remedy="Add the account first",
                )
            ]
        if problems:
            raise Refused(problems)
        record_write(
            verb="add_membership",
            subject=membership.person,
            actor=actor.name,
            now=now,
            details={
                "entity": membership.entity,
                "body": membership.body,
                "is_coordinator": membership.is_coordinator,
                "is_hub_officer": membership.is_hub_officer,
            },
        )


def end_memberships(*, person: str, actor: Actor, now: datetime) -> int:
    """End every part an account has in the agenda's work, today being its last day; how many there were."""
    check(actor.is_operator, "only the operator may say who is a member of what")
    with transaction.atomic():
        ended = store.end_memberships(person=person, on=now.date())
        if ended:
            record_write(verb="end_memberships", subject=person, actor=actor.name, now=now, details={"ended": ended})
    return ended


__all__ = ["Membership", "actor_for", "add_membership", "end_memberships", "seats"]
