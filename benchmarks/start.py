"""Claim: a second start of the site takes at most 3 s.

From calling `stemagenda up` until the home page has been answered, in an empty state folder (tables, static files,
definitions, figures, lights, an administrator) and once more in the same folder. The port is taken before any work is
done, so one request waits at the door until the site is up.

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
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Took:
    """Seconds: by the clock, and of the processor."""

    clock: float
    processor: float


def processor() -> float:
    """Processor seconds of the programs that this one started and that have ended."""
    return sum(os.times()[2:4])


def start(environment: Mapping[str, str]) -> Took:
    """From the command to the answered home page; the site is ended after, which the processor seconds include."""
    port = free_port()
    began, used = perf_counter(), processor()
    server = subprocess.Popen(
        [COMMAND, "up", "--port", str(port)],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_home(port, server)
        clock = perf_counter() - began
    finally:
        server.terminate()
        server.wait(timeout=30)
    return Took(clock, processor() - used)


def wait_for_home(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when /nl/ was answered with 200.

    Raises:
        SystemExit: the server ended, or did not answer in two minutes.
    """
    until = monotonic() + PATIENCE
    while monotonic() < until and server.poll() is None:
        with suppress(ConnectionError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/nl/")
            answer = connection.getresponse()
            answer.read()
            if answer.status == 200:
                return
        sleep(0.005)
    raise SystemExit("the site did not start")


def python(code: str, environment: Mapping[str, str]) -> Took:
    """A program of one line."""
    began, used = perf_counter(), processor()
    subprocess.run([sys.executable, "-c", code], env=dict(environment), check=True)
    return Took(perf_counter() - began, processor() - used)


def one_run() -> dict[str, Took]:
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
    second = median(run["second start, until /nl/ is answered"].clock for run in runs)
    print(f"{f'median of {RUNS} runs':<40}{'seconds':>10}{'fastest':>10}{'processor':>11}{'ratio':>8}")
    for name in runs[0]:
        clocks = [run[name].clock for run in runs]
        used = median(run[name].processor for run in runs)
        print(f"{name:<40}{median(clocks):>10.2f}{min(clocks):>10.2f}{used:>11.2f}{median(clocks) / second:>8.2f}")
    held = second <= SECONDS
    print(f"claim: a second start within {SECONDS:g} s: {'holds' if held else 'does not hold'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
