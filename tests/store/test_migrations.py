"""Tables and models agree, and migrating twice changes nothing."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_no_model_is_ahead_of_its_tables() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())


def test_migrating_again_changes_nothing() -> None:
    written = io.StringIO()
    call_command("migrate", stdout=written, no_color=True)
    assert "No migrations to apply" in written.getvalue()
