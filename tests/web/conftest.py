"""Pages in tests need no collected static files."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # WhiteNoise warns about a missing folder
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def reader() -> Client:
    """A browser without cookies; faults of the program become pages, as outside. Has a page memory of its own."""
    return Client(raise_request_exception=False)


@pytest.fixture
def editor(db: None, django_user_model) -> Client:
    """A browser in which an editor is signed in."""
    person = django_user_model.objects.create_user("els", password="een lang wachtwoord", is_staff=True)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client
