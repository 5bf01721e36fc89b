"""Loading is all or nothing, repeatable, and says what changed; a crash or a full disk leaves the previous state."""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run, environment
from tests.house.tree import SRC

from stemagenda.cli.outcomes import Outcome

AGENDA = SRC / "agendas" / "stem-agenda-2030"


def status(run: Run) -> dict[str, Any]:
    done = run("status", "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_load_says_what_it_did_and_a_second_one_changes_nothing(run: Run) -> None:
    first = run("load")
    assert first.returncode == Outcome.FINE, first.stderr
    assert "Definitions: " in first.stdout
    assert "Releases: " in first.stdout
    assert "Reading release files: " in first.stderr  # progress, as plain lines where there is no terminal
    before = status(run)
    again = run("load")
    assert again.returncode == Outcome.FINE
    assert again.stdout.startswith("Nothing changed")
    assert status(run) == before


def test_status_is_all_zeros_before_the_first_load(run: Run) -> None:
    found = status(run)
    assert found["agenda"] is None
    assert found["indicators"] == found["observations"] == found["writes"] == 0
    assert "Nothing is loaded yet" in run("status").stderr


def test_reading_before_the_first_load_says_what_to_do(run: Run, tmp_path: Path) -> None:
    for words in (("show",), ("show", "RG2-WIS"), ("export", str(tmp_path / "out"))):
        done = run(*words)
        assert done.returncode == Outcome.NOTHING_LOADED
        assert done.stderr.strip() == "Nothing is loaded yet. Run: stemagenda load"
    assert not (tmp_path / "out").exists()


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    """A copy of the shipped agenda that may be spoilt."""
    folder = tmp_path / "stem-agenda-2030"
    shutil.copytree(AGENDA, folder)
    return folder


def test_a_bad_definition_changes_nothing(run: Run, loaded_state: Path, agenda: Path) -> None:
    before = status(run)
    path = agenda / "indicators" / "RG2-WIS" / "indicator.toml"
    path.write_text(path.read_text().replace('better = "down"', 'better = "lower"'))
    done = run("load", str(agenda))
    assert done.returncode == Outcome.REFUSED
    lines = done.stderr.splitlines()
    assert lines[0].startswith("indicators/RG2-WIS/indicator.toml: better: ")
    assert lines[-1] == "Nothing was stored."
    assert status(run) == before


def test_a_changed_definition_is_said(run: Run, loaded_state: Path, agenda: Path) -> None:
    path = agenda / "indicators" / "RG11" / "indicator.toml"
    path.write_text(path.read_text().replace("cycle_years = 1", "cycle_years = 2"))
    done = run("load", str(agenda))
    assert done.returncode == Outcome.FINE, done.stderr
    assert "RG11" in done.stdout


def test_no_such_agenda(run: Run) -> None:
    done = run("load", "stem-agenda-2031")
    assert done.returncode == Outcome.REFUSED
    assert "stem-agenda-2030" in done.stderr


@pytest.mark.slow
def test_killed_at_any_moment_it_leaves_the_state_before_or_after(
    run: Run, loaded_state: Path, agenda: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """A changed definition is loaded and killed half-way, three times: the lights are those of before or of after."""
    path = agenda / "indicators" / "RG11" / "indicator.toml"
    path.write_text(path.read_text().replace("cycle_years = 1", "cycle_years = 2"))
    before = status(run)
    chance = random.Random(7)
    for _ in range(3):
        process = start(loaded_state, "load", str(agenda))
        time.sleep(chance.uniform(0.3, 2.5))
        process.kill()
        process.wait()
        found = status(run)
        assert {**found, "writes": 0} == {**before, "writes": 0}
        with closing(sqlite3.connect(loaded_state / "stemagenda.sqlite3")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert run("load", str(agenda)).returncode == Outcome.FINE


def test_killed_in_the_first_load_it_leaves_nothing_or_everything(
    run: Run, state: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    chance = random.Random(11)
    for _ in range(2):
        process = start(state, "load")
        time.sleep(chance.uniform(0.5, 2.0))
        process.kill()
        process.wait()
        found = status(run)
        assert (found["indicators"] == 0) == (found["observations"] == 0) == (found["agenda"] is None)
    assert run("load").returncode == Outcome.FINE
    assert status(run)["agenda"] == "stem-agenda-2030"


#: A load that is killed where Django commits a step's tables but has not noted the step yet.
KILLED_BETWEEN_TABLES_AND_NOTE = """
import os, runpy, signal, sys
from django.db.migrations.recorder import MigrationRecorder
note = MigrationRecorder.record_applied
def stop_at_people(self, app, name):
    os.kill(os.getpid(), signal.SIGKILL) if app == "auth" else note(self, app, name)
MigrationRecorder.record_applied = stop_at_people
sys.argv = ["stemagenda", "load"]
runpy.run_module("stemagenda.cli.main", run_name="__main__")
"""


def test_killed_while_tables_are_made_it_leaves_none_in_the_way(run: Run, state: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BETWEEN_TABLES_AND_NOTE], env=environment(state), check=False, timeout=60
    )
    assert killed.returncode == -signal.SIGKILL
    again = run("load")
    assert again.returncode == Outcome.FINE, again.stderr


def test_a_full_disk_is_said_and_leaves_the_previous_state(run: Run) -> None:
    assert run("status").returncode == Outcome.FINE
    before = status(run)
    # What a measured run notes of itself, and bytecode, would be cut off too.
    done = run(
        "load",
        env={"COVERAGE_PROCESS_CONFIG": "", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )
    assert done.returncode == Outcome.ENVIRONMENT
    assert "Make room and try again" in done.stderr
    assert "Nothing was stored." in done.stderr
    assert "Traceback" not in done.stderr
    assert status(run) == before
    assert run("load").returncode == Outcome.FINE


def test_a_newer_database_is_left_alone(run: Run, loaded_state: Path) -> None:
    with closing(sqlite3.connect(loaded_state / "stemagenda.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2030-01-01')"
        )
    for words in (("load",), ("status",), ("up", "--port", "0")):
        done = run(*words)
        assert done.returncode == Outcome.ENVIRONMENT
        assert "newer version" in done.stderr


@pytest.mark.parametrize(
    ("url", "sign"),
    [
        ("mysql://x", "DATABASE_URL is neither"),
        ("postgres://[", "DATABASE_URL is neither"),
        ("sqlite:////nowhere/at/all/x.sqlite3", "cannot be opened"),
        ("postgres://nobody@127.0.0.1:1/none", "correct DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_said(run: Run, url: str, sign: str) -> None:
    done = run("status", env={"DATABASE_URL": url})
    assert done.returncode == Outcome.ENVIRONMENT
    assert sign in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_said(run: Run, state: Path) -> None:
    state.mkdir()
    (state / "stemagenda.sqlite3").write_bytes(b"no database " * 500)
    done = run("load")
    assert done.returncode == Outcome.ENVIRONMENT
    assert "this file is no database" in done.stderr


def test_a_state_folder_that_cannot_be_made_is_said(run: Run) -> None:
    done = run("status", env={"STEMAGENDA_STATE": "/proc/nowhere"})
    assert done.returncode == Outcome.ENVIRONMENT
    assert "STEMAGENDA_STATE=/proc/nowhere cannot be made" in done.stderr


def test_assess_changes_nothing_when_nothing_changed(run: Run, loaded_state: Path) -> None:
    before = status(run)
    done = run("assess")
    assert done.returncode == Outcome.FINE, done.stderr
    assert done.stdout.strip() == "Nothing changed."
    assert status(run) == before
