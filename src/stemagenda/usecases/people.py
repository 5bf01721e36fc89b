"""People who sign in: the first administrator, made once with a password nobody chose."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

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
