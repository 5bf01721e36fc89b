"""Reads settings from the environment; a missing or bad one explains itself."""

from __future__ import annotations

import importlib.util
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY: Final = 40
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class SettingError(ImproperlyConfigured):
    """A setting of the environment cannot be used."""


def flag(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    """Read a yes-or-no setting.

    Raises:
        SettingError: for anything but 1/0, true/false, yes/no, on/off.
    """
    written = environment.get(name)
    if written is None:
        return default
    if written.strip().lower() in _TRUE:
        return True
    if written.strip().lower() in _FALSE:
        return False
    raise SettingError(f"{name}={written!r} is neither yes nor no. Write 1 or 0.")


def state_folder(environment: Mapping[str, str]) -> Path:
    """The folder that holds all state (database, secret key, collected static files); ./var by default."""
    folder = Path(environment.get("STEMAGENDA_STATE", "var")).resolve()
    try:
        # Password hashes and sessions lie in it: for its owner alone.
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingError(f"STEMAGENDA_STATE={folder} cannot be made: {error.strerror}.") from error
    return folder


def secret_key(environment: Mapping[str, str], state: Path) -> str:
    """The signing key: from STEMAGENDA_SECRET_KEY, else made once and kept in the state folder (mode 600)."""
    if given := environment.get("STEMAGENDA_SECRET_KEY"):
        if len(given) < SHORTEST_KEY:
            raise SettingError(f"STEMAGENDA_SECRET_KEY is shorter than {SHORTEST_KEY} characters. Make a longer one.")
        return given
    kept = state / "secret-key"
    try:
        if not kept.exists():
            _make_key(kept)
        key = kept.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingError(f"{kept} cannot be read or made: {reason}. Set STEMAGENDA_SECRET_KEY.") from error
    if len(key) < SHORTEST_KEY:
        raise SettingError(f"{kept} holds no whole key. Remove it; a new one is made, and people sign in again.")
    return key


def _make_key(kept: Path) -> None:
    """Write a new key beside its place and link it there in one step: two starts at once agree on one key."""
    descriptor, fresh = tempfile.mkstemp(dir=kept.parent)  # readable by its owner only
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            Path(kept).hardlink_to(fresh)
    finally:
        Path(fresh).unlink()


def hosts(environment: Mapping[str, str]) -> list[str]:
    """Host names the site answers to: this machine's, plus STEMAGENDA_HOSTS (comma-separated)."""
    given = [host.strip() for host in environment.get("STEMAGENDA_HOSTS", "").split(",") if host.strip()]
    return ["127.0.0.1", "localhost", "[::1]", *given]


def origins(environment: Mapping[str, str]) -> list[str]:
    """Origins whose forms are accepted, from STEMAGENDA_ORIGINS (comma-separated, each with its scheme).

    Raises:
        SettingError: one of them has no scheme.
    """
    given = [origin.strip() for origin in environment.get("STEMAGENDA_ORIGINS", "").split(",") if origin.strip()]
    for origin in given:
        if not origin.startswith(("https://", "http://")):
            raise SettingError(f"STEMAGENDA_ORIGINS: {origin!r} lacks its scheme. Write https://{origin}")
    return given


def database(environment: Mapping[str, str], state: Path) -> dict[str, Any]:
    """Django's database settings from DATABASE_URL: sqlite:///path or postgres://user:password@host:port/name.

    A PostgreSQL unix socket is given as the query: postgres:///name?host=/path.

    Raises:
        SettingError: the URL is of neither form, or PostgreSQL's driver is not installed.
    """
    url = environment.get("DATABASE_URL", "").strip()
    if not url:
        return _sqlite(str(state / "stemagenda.sqlite3"))
    try:
        parts = urlsplit(url)
        if parts.scheme == "sqlite" and len(parts.path) > 1:
            return _sqlite(unquote(parts.path[1:]))
        if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
            return _postgres(parts)
    except ValueError:  # a port that is no number, brackets that do not close
        pass
    raise SettingError(
        "DATABASE_URL is neither sqlite:///file nor postgres://user:password@host:port/name. "
        "Leave it out to use the embedded database."
    )


def _postgres(parts: SplitResult) -> dict[str, Any]:
    socket = parse_qs(parts.query)
    found = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket.get("host", [parts.hostname or ""])[0],
        "PORT": socket.get("port", [str(parts.port or "")])[0],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c statement_timeout=60000"},
    }
    if importlib.util.find_spec("psycopg") is None:
        raise SettingError(
            "DATABASE_URL names PostgreSQL, whose driver is not installed. Install stemagenda[postgres]."
        )
    return found


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Writers queue instead of failing half-way; readers never wait (write-ahead log).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
        },
    }
