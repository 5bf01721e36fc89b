"""Settings come from the environment; one that cannot be used explains itself."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from stemagenda.config.environment import (
    SHORTEST_KEY,
    SettingError,
    database,
    flag,
    hosts,
    origins,
    secret_key,
    state_folder,
)


@pytest.mark.parametrize(("written", "read"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False)])
def test_a_flag_is_read(written: str, read: bool) -> None:
    assert flag({"X": written}, "X", default=not read) is read


def test_a_flag_has_a_default_and_refuses_anything_else() -> None:
    assert flag({}, "X", default=True) is True
    with pytest.raises(SettingError, match="neither yes nor no"):
        flag({"X": "perhaps"}, "X", default=True)


def test_the_state_folder_is_made(tmp_path: Path) -> None:
    assert state_folder({"STEMAGENDA_STATE": str(tmp_path / "a" / "b")}).is_dir()
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError, match="cannot be made"):
        state_folder({"STEMAGENDA_STATE": str(tmp_path / "file" / "b")})


def test_a_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key = secret_key({}, tmp_path)
    assert len(key) >= SHORTEST_KEY
    assert secret_key({}, tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_two_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [threading.Thread(target=lambda: keys.append(secret_key({}, tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_a_given_key_is_used_when_it_is_long_enough(tmp_path: Path) -> None:
    assert secret_key({"STEMAGENDA_SECRET_KEY": "k" * 50}, tmp_path) == "k" * 50
    assert not list(tmp_path.iterdir())
    with pytest.raises(SettingError, match="shorter than 40"):
        secret_key({"STEMAGENDA_SECRET_KEY": "short"}, tmp_path)


@pytest.mark.parametrize("content", [b"", b"half a key", b"\xff\xfe" * 60])
def test_a_damaged_key_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(content)
    with pytest.raises(SettingError, match="secret-key"):
        secret_key({}, tmp_path)


def test_a_key_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="Set STEMAGENDA_SECRET_KEY"):
        secret_key({}, tmp_path / "nowhere")


def test_hosts_and_origins_are_lists() -> None:
    assert hosts({"STEMAGENDA_HOSTS": "a.example, b.example,"})[-2:] == ["a.example", "b.example"]
    assert origins({"STEMAGENDA_ORIGINS": "https://a.example, http://b.example"}) == [
        "https://a.example",
        "http://b.example",
    ]
    assert origins({}) == []
    with pytest.raises(SettingError, match=r"Write https://a\.example"):
        origins({"STEMAGENDA_ORIGINS": "a.example"})


@pytest.mark.parametrize(
    ("url", "name"),
    [("", "stemagenda.sqlite3"), ("sqlite:///kept.db", "kept.db"), ("sqlite:////srv/a%20b.db", "/srv/a b.db")],
)
def test_an_embedded_database(url: str, name: str, tmp_path: Path) -> None:
    found = database({"DATABASE_URL": url} if url else {}, tmp_path)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == (str(tmp_path / name) if not url else name)
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_a_postgresql_database(tmp_path: Path) -> None:
    found = database({"DATABASE_URL": "postgres://ada:p%40ss@db.example:5433/stem"}, tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("ada", "p@ss", "db.example", "5433")
    assert database({"DATABASE_URL": "postgresql:///stem?host=/run/pg&port=5"}, tmp_path)["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "stem.db", "sqlite:///", "postgres://host", "postgres://[", "postgres://h:port/d"]
)
def test_another_database_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL is neither"):
        database({"DATABASE_URL": url}, tmp_path)


def test_a_missing_driver_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SettingError, match=r"Install stemagenda\[postgres\]"):
        database({"DATABASE_URL": "postgres://h/d"}, tmp_path)
