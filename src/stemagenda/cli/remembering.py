"""Notes in the state folder about work that need not be done again. Losing one only costs time."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings


def state() -> Path:
    """The folder that holds all state."""
    return Path(settings.STATE)


def remembered(name: str) -> str:
    """What was noted under a name; empty when nothing was."""
    try:
        return (state() / f"{name}.note").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def remember(name: str, value: str) -> None:
    """Note a value, in one step: a crash leaves the old note or the new one."""
    path = state() / f"{name}.note"
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_text(value, encoding="utf-8")
    fresh.replace(path)


def forget(name: str) -> None:
    """Drop a note."""
    (state() / f"{name}.note").unlink(missing_ok=True)
