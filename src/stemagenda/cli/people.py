"""People who sign in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import click

from stemagenda.cli.opening import now
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.usecases import choosing_letters, members, people
from stemagenda.usecases.choosing_letters import Choice
from stemagenda.usecases.members import Membership
from stemagenda.usecases.permissions import OPERATOR


def reset_password(*, name: str) -> None:
    """Print a new random password, once."""
    password = people.reset_password(name=name, actor=OPERATOR, now=now())
    if password is None:
        raise Stopped(
            Outcome.REFUSED,
            f"Nobody is called '{name[:80]}'. The first administrator is called '{people.FIRST_NAME}'.",
        )
    click.echo(f"New password of {name}: {password}")
    click.echo("It is shown once. The old password no longer works.")


def add(*, name: str, is_editor: bool) -> None:
    """Print the password of a new account, once."""
    password = people.add_person(name=name, is_editor=is_editor, actor=OPERATOR, now=now())
    click.echo(f"Password of {name}: {password}")
    click.echo("It is shown once. Whoever lost it gets a new one: stemagenda users reset-password " + name)


def seat(*, name: str, entity: str, body: str, is_coordinator: bool, is_hub_officer: bool) -> None:
    """Say what the account may do from now on."""
    at = now()
    wanted = Membership(
        person=name,
        entity=entity,
        body=body,
        is_coordinator=is_coordinator,
        is_hub_officer=is_hub_officer,
        starts=at.date(),
        ends=None,
    )
    members.add_membership(membership=wanted, actor=OPERATOR, now=at)
    click.echo(f"{name}: {_said(wanted)}, from {at.date()}.")


def unseat(*, name: str) -> None:
    """Say how many parts have ended."""
    ended = members.end_memberships(person=name, actor=OPERATOR, now=now())
    if not ended:
        raise Stopped(Outcome.REFUSED, f"'{name[:80]}' has no seat. Who has one: stemagenda users seats")
    click.echo(f"{name}: {ended} ended. Today is the last day.")


def seats(*, as_json: bool) -> None:
    """Print everybody's part, by account."""
    held = members.seats(actor=OPERATOR, on=now().date())
    if as_json:
        listed = [
            {
                "name": item.person,
                "entity": item.entity,
                "body": item.body,
                "coordinator": item.is_coordinator,
                "hub_officer": item.is_hub_officer,
                "since": item.starts.isoformat(),
            }
            for item in held
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for item in held:
        click.echo(f"{item.person}: {_said(item)}, since {item.starts}.")
    if not held:
        click.echo("Nobody has a seat. Give one: stemagenda users seat NAME --entity CODE --body CODE")


def letters(*, name: str, address: str | None, changed: Mapping[str, Any]) -> None:
    """Keep what was given, and say what holds now: never the address."""
    if address is not None:
        choosing_letters.set_address(person=name, address=address, actor=OPERATOR, now=now())
    wanted = {key: value for key, value in changed.items() if value is not None}
    choice = replace(choosing_letters.choice_of(person=name, actor=OPERATOR), **wanted)
    if wanted:
        choosing_letters.choose_letters(person=name, choice=choice, actor=OPERATOR, now=now())
    has_address = choosing_letters.has_address(person=name, actor=OPERATOR)
    click.echo(f"{name}: {', '.join(_letters_said(choice, has_address=has_address))}.")


def _letters_said(choice: Choice, *, has_address: bool) -> Iterator[str]:
    yield "has an address" if has_address else "has no address and gets no letters"
    yield "reminders" if choice.wants_reminders else "no reminders"
    yield "digest" if choice.wants_digest else "no digest"
    yield {"nl": "in Dutch", "en": "in English"}[choice.language]


def _said(item: Membership) -> str:
    parts = (
        f"works for {item.entity}" if item.entity else "",
        f"sits in {item.body}" if item.body else "",
        "coordinates the agenda" if item.is_coordinator else "",
        "answers for the STEMhub" if item.is_hub_officer else "",
    )
    return ", ".join(part for part in parts if part)
