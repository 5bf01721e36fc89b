"""The command as a person runs it: a process of its own, with a state folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = [sys.executable, "-m", "stemagenda.cli.main"]


def environment(state: Path, **more: str) -> dict[str, str]:
    """The environment of a command: the embedded database, whatever this run of the tests uses."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "STEMAGENDA_STATE": str(state), "PYTHONIOENCODING": "utf-8", **more}


def run_in(state: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    extra = more.pop("env", {})
    return subprocess.run(
        [*COMMAND, *words],
        env=environment(state, **extra),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **({"stdin": subprocess.DEVNULL} | more if "input" not in more else more),
    )


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """An empty state folder."""
    return tmp_path / "state"


@pytest.fixture
def run(state: Path) -> Run:
    """Run a command in the test's own state folder."""
    return lambda *words, **more: run_in(state, *words, **more)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "state"
    done = run_in(folder, "load")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def loaded_state(_template: Path, state: Path) -> Path:
    """The test's own state folder, with the shipped agenda loaded."""
    shutil.copytree(_template, state)
    return state


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a command that keeps running; whatever still runs at the end is stopped."""
    running: list[subprocess.Popen[str]] = []

    def starter(state: Path, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*COMMAND, *words],
            env=environment(state),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield starter
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
