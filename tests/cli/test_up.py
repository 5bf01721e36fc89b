"""From nothing to a site that answers, and a second start that leaves everything as it is."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import socket
import sqlite3
import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run, run_in
from tests.sources.measured import seconds_of_children

from stemagenda.cli.outcomes import Outcome

Start = Callable[..., subprocess.Popen[str]]


def wait_for_address(process: subprocess.Popen[str]) -> tuple[str, list[str]]:
    """Read lines until the site says where it is."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if found := re.match(r"The site answers at (\S+)", line):
            return found[1], lines
    raise AssertionError("\n".join(lines))


def get(address: str) -> tuple[int, bytes]:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status, answer.read()


def writes(state: Path) -> int:
    found: int = json.loads(run_in(state, "status", "--json").stdout)["writes"]
    return found


@pytest.mark.slow
def test_it_serves_the_site_and_a_second_start_leaves_everything_alone(state: Path, start: Start) -> None:
    first = start(state, "up", "--port", "0")
    address, lines = wait_for_address(first)
    status, page = get(f"{address}nl/")
    assert status == 200
    assert b'lang="nl"' in page
    assert json.loads(get(f"{address}health")[1])["loaded"]
    password = next(line.split()[-1] for line in lines if line.startswith("Password:"))
    assert len(password) >= 20
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=30) == 0

    before = writes(state)
    notes = {path.name: path.stat().st_mtime_ns for path in state.glob("*.note")}
    began = seconds_of_children()
    second = start(state, "up", "--port", "0")
    _, lines = wait_for_address(second)
    assert "Definitions and figures are up to date." in lines
    assert not [line for line in lines if "Password" in line or "Preparing" in line]
    assert {path.name: path.stat().st_mtime_ns for path in state.glob("*.note")} == notes
    second.send_signal(signal.SIGINT)
    assert second.wait(timeout=30) == 0
    assert writes(state) == before
    assert seconds_of_children() - began < 15, "the bar is 3 seconds on a quiet machine; benchmarks measure it"


def test_a_port_in_use_is_said_before_any_work(state: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_in(state, "up", "--port", str(port))
    assert done.returncode == Outcome.ENVIRONMENT
    assert f"Port {port} on 127.0.0.1 is in use" in done.stderr
    assert "Reading release files" not in done.stderr


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("--host", "192.0.2.1"), "no address of this machine"),
        (("--host", "no.such.host.invalid"), "There is no address"),
        (("--port", "70000"), "Invalid value"),
        (("--agenda", "/nowhere"), "no folder with a framework.toml"),
    ],
)
def test_what_cannot_be_served_is_said(state: Path, words: tuple[str, ...], sign: str) -> None:
    done = run_in(state, "up", "--port", "0", *words)
    assert done.returncode in {Outcome.ENVIRONMENT, Outcome.REFUSED}
    assert sign in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_asks_for_a_load_first(run: Run) -> None:
    done = run("serve", "--port", "0")
    assert done.returncode == Outcome.NOTHING_LOADED
    assert "stemagenda load" in done.stderr


def test_serve_serves_what_was_loaded_and_forgets_what_is_past(loaded_state: Path, start: Start) -> None:
    [database] = loaded_state.glob("*.sqlite3")
    with contextlib.closing(sqlite3.connect(database)) as kept, kept:
        kept.execute(
            "INSERT INTO reminder (subject, sent_at, sent_to) VALUES ('late/x', '2020-01-01', 'els@x.example')"
        )
    address, _ = wait_for_address(start(loaded_state, "serve", "--port", "0", "--workers", "1"))
    assert json.loads(get(f"{address}health")[1])["loaded"]
    with contextlib.closing(sqlite3.connect(database)) as kept:
        assert kept.execute("SELECT count(*) FROM reminder").fetchone() == (0,)
