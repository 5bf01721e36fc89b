"""People who sign in: the first administrator, made once with a password nobody chose."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Final

from django.contrib.auth import get_user_model
from django.db import transaction

from stemagenda.core.validation import Problem, Refused
from stemagenda.store.audit import record_write
from stemagenda.usecases.permissions import Actor, check_can_load

FIRST_NAME = "beheer"


def create_first_administrator(*, actor: Actor, now: datetime) -> tuple[str, str] | None:
    """Make the first administrator where there is nobody yet.

    Returns the name and the random password, the only time it can be read; None when somebody exists already.
    """
    check_can_load(actor)
    people = get_user_model()
    with transaction.atomic():
        if people.objects.exists():
            return None
        password = secrets.token_urlsafe(15)
        people.objects.create_superuser(username=FIRST_NAME, email="", password=password)
        record_write(verb="create_first_administrator", subject=FIRST_NAME, actor=actor.name, now=now)
    return FIRST_NAME, password


def reset_password(*, name: str, actor: Actor, now: datetime) -> str | None:
    """Give an existing person a new random password and return it; None when there is no such person."""
    check_can_load(actor)
    with transaction.atomic():
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            return None
        password = secrets.token_urlsafe(15)
        person.set_password(password)
        person.save(update_fields=["password"])
        record_write(verb="reset_password", subject=name, actor=actor.name, now=now)
    return password


def add_person(*, name: str, is_editor: bool, actor: Actor, now: datetime) -> str:
    """Make an account with a random password and return it, the only time it can be read.

    Raises:
        Refused: the name is taken, or no name that can be typed on a sign-in page.
    """
    check_can_load(actor)
    if not _NAME.fullmatch(name):
        raise Refused([_refusal(name, "is no name for an account", "Use 2 to 40 letters, digits, dots and hyphens.")])
    people = get_user_model()
    with transaction.atomic():
        if people.objects.filter(username=name).exists():
            raise Refused([_refusal(name, "has an account already", "Give that person a new password instead.")])
        password = secrets.token_urlsafe(15)
        people.objects.create_user(username=name, password=password, is_staff=is_editor)
        record_write(verb="add_person", subject=name, actor=actor.name, now=now, details={"is_editor": is_editor})
    return password


def is_known_person(*, name: str) -> bool:
    """Whether somebody of that name can sign in: one query."""
    return get_user_model().objects.filter(username=name, is_active=True).exists()


_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{1,39}", re.ASCII)


def _refusal(name: str, message: str, remedy: str) -> Problem:
    return Problem(file="people", place=name[:80], message=message, remedy=remedy)
