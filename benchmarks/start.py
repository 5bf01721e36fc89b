"""Claim: a second start of the site takes at most 3 s.

From calling `stemagenda up` until the home page has been answered, in an empty state folder (tables, static files,
definitions, figures, lights, an administrator) and once more in the same folder. The port is taken before anything else,
so one request waits at the door until the site is up: nothing is polled, nothing rounded up.

Beside it, in the same run, what such a start cannot do without: Python alone, and `django.setup()` with our settings.

Run: python benchmarks/start.py (or make bench)
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep

SECONDS, RUNS, PATIENCE = 3.0, 5, 120.0
COMMAND = Path(sys.executable).with_name("stemagenda")


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(environment: Mapping[str, str]) -> float:
    """Seconds from the command to the answered home page; the site is ended after."""
    port = free_port()
    began = perf_counter()
    server = subprocess.Popen(
        [COMMAND, "up", "--port", str(port)],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_home(port, server)
        return perf_counter() - began
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for_home(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when /nl/ was answered with 200.

    Raises:
        SystemExit: the server ended, or did not answer in two minutes.
    """
    until = monotonic() + PATIENCE
    while monotonic() < until and server.poll() is None:
        with suppress(ConnectionRefusedError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/nl/")
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                return
        sleep(0.005)
    raise SystemExit("the site did not start")


def seconds(work: Callable[[], object]) -> float:
    """Time by the clock of one run."""
    began = perf_counter()
    work()
    return perf_counter() - began


def python(code: str, environment: Mapping[str, str]) -> float:
    """Seconds that a program of one line takes."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], env=dict(environment), check=True))


def one_run() -> dict[str, float]:
    """Every way once, in a state folder of its own."""
    with tempfile.TemporaryDirectory() as state:
        environment = {**os.environ, "STEMAGENDA_STATE": state, "DJANGO_SETTINGS_MODULE": "stemagenda.config.settings"}
        environment.pop("DATABASE_URL", None)
        return {
            "first start, until /nl/ is answered": start(environment),
            "second start, until /nl/ is answered": start(environment),
            "import django; django.setup()": python("import django; django.setup()", environment),
            "python -c pass": python("pass", environment),
        }


def main() -> int:
    """Measure, print the table, and answer 1 where the claim does not hold."""
    runs = [one_run() for _ in range(RUNS)]
    middle = {name: median(run[name] for run in runs) for name in runs[0]}
    second = middle["second start, until /nl/ is answered"]
    title = f"median of {RUNS} runs"
    print(f"{title:<40}{'seconds':>10}{'fastest':>10}{'ratio':>8}")
    for name, took in middle.items():
        print(f"{name:<40}{took:>10.2f}{min(run[name] for run in runs):>10.2f}{took / second:>8.2f}")
    held = second <= SECONDS
    print(f"claim: a second start within {SECONDS:g} s: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
