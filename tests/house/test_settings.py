"""Settings as a site behind TLS would have them, tables in step with the code, and nothing secret in the tree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house import tree
from tests.house.tree import refuse

from stemagenda.config.environment import SettingError, database, flag, secret_key, state_folder

SECRETS = {
    "private key": r"-----BEGIN (RSA |EC |OPENSSH |PGP )?PRIVATE KEY",
    "token": r"\b(ghp|gho|github_pat|glpat|xox[bp]|sk_live|AKIA)[-_A-Za-z0-9]{12,}",
    "password": r"(?i)\b(password|passwd|secret_key|api_key)\b\s*[:=]\s*[\"'](?=[^\"']*\d)[^\"'\s{}<>$]{10,}[\"']",
    "password in an address": r"://[a-z0-9]+:(?!password@)[^@\s/{}<>*]+@(?!host\b|localhost|127\.)",
}


def ask_django(state: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STEMAGENDA_STATE": str(state), **settings}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "django", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_ready_for_a_public_site(tmp_path: Path) -> None:
    """Django's own list of what a public site must set; warnings count."""
    said = ask_django(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING", STEMAGENDA_TLS="1", STEMAGENDA_HOSTS="stem.example.be"
    )
    assert said.returncode == 0, said.stderr


def test_tables_are_in_step_with_the_code(tmp_path: Path) -> None:
    said = ask_django(tmp_path, "makemigrations", "--check", "--dry-run")
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("kind", SECRETS)
def test_nothing_secret_is_kept_here(kind: str) -> None:
    refuse(tree.lines_matching(re.compile(SECRETS[kind]), leave_out=("tests/", "docs/reference/settings.md")))


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("STEMAGENDA_TLS", "maybe", "neither yes nor no"),
        ("STEMAGENDA_DEBUG", "2", "neither yes nor no"),
        ("STEMAGENDA_SECRET_KEY", "short", "shorter than 40 characters"),
        ("DATABASE_URL", "mysql://a/b", "neither sqlite"),
        ("STEMAGENDA_STATE", "/dev/null/state", "cannot be made"),
    ],
)
def test_a_bad_setting_explains_itself(tmp_path: Path, variable: str, value: str, words: str) -> None:
    given = {variable: value}
    with pytest.raises(SettingError, match=words):
        read_all(given, tmp_path)


def read_all(given: dict[str, str], state: Path) -> None:
    flag(given, "STEMAGENDA_TLS", default=False)
    flag(given, "STEMAGENDA_DEBUG", default=False)
    secret_key(given, state)
    database(given, state)
    state_folder(given | {"STEMAGENDA_STATE": given.get("STEMAGENDA_STATE", str(state))})


def test_the_signing_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first = secret_key({}, tmp_path)
    assert len(first) >= 50
    assert secret_key({}, tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sqlite:///x.sqlite3", {"NAME": "x.sqlite3"}),
        ("sqlite:////srv/x.sqlite3", {"NAME": "/srv/x.sqlite3"}),
        ("postgres://u:p%40ss@db:5433/stem", {"USER": "u", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"}),
        ("postgres:///stem?host=/run/postgresql", {"NAME": "stem", "HOST": "/run/postgresql"}),
    ],
)
def test_database_addresses(tmp_path: Path, address: str, expected: dict[str, str]) -> None:
    read = database({"DATABASE_URL": address}, tmp_path)
    assert {key: read[key] for key in expected} == expected
