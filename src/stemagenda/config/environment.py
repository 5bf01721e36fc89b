"""Reads settings from the environment; a missing or bad one explains itself."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class SettingError(RuntimeError):
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
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"STEMAGENDA_STATE={folder} cannot be made: {error.strerror}.") from error
    return folder


def secret_key(environment: Mapping[str, str], state: Path) -> str:
    """The signing key: from STEMAGENDA_SECRET_KEY, else made once and kept in the state folder (mode 600)."""
    if given := environment.get("STEMAGENDA_SECRET_KEY"):
        if len(given) < 40:
            raise SettingError("STEMAGENDA_SECRET_KEY is shorter than 40 characters. Make a longer one.")
        return given
    kept = state / "secret-key"
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingError(f"{kept} cannot be written: {error.strerror}. Set STEMAGENDA_SECRET_KEY.") from error
    return kept.read_text()


def hosts(environment: Mapping[str, str]) -> list[str]:
    """Host names the site answers to: this machine's, plus STEMAGENDA_HOSTS (comma-separated)."""
    given = [host.strip() for host in environment.get("STEMAGENDA_HOSTS", "").split(",") if host.strip()]
    return ["127.0.0.1", "localhost", "[::1]", *given]


def database(environment: Mapping[str, str], state: Path) -> dict[str, Any]:
    """Django's database settings from DATABASE_URL: sqlite:///path or postgres://user:password@host:port/name.

    A PostgreSQL unix socket is given as the query: postgres:///name?host=/path.
    """
    url = environment.get("DATABASE_URL", "")
    if not url:
        return _sqlite(str(state / "stemagenda.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return _sqlite(parts.path if parts.path.startswith("//") else parts.path[1:])
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        socket = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": socket.get("host", parts.hostname or ""),
            "PORT": socket.get("port", str(parts.port or "")),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c statement_timeout=60000"},
        }
    raise SettingError(
        "DATABASE_URL is neither sqlite:///file nor postgres://user:password@host:port/name. "
        "Leave it out to use the embedded database."
    )


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
