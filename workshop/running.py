"""Start the site as people start it (`stemagenda up`), on a free port with a state folder of its own, and end it after.

For the browser tests and the pictures: both also show that a first start works from nothing.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 120
#: What Chromium needs to run without a window, as any user, and to leave the network alone.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class StartError(Exception):
    """The site did not start; the message is all that it printed."""


@dataclass(frozen=True)
class Site:
    """A running site: its address, its state folder, and the file with all it printed."""

    address: str
    state: Path
    log: Path

    @property
    def said(self) -> str:
        """All that the server printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def answers(self) -> bool:
        """Whether the home page can be had.

        Raises:
            StartError: when the server runs and the page does not work; waiting would not help.
        """
        try:
            with urllib.request.urlopen(self.address, timeout=20) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError as refusal:
            raise StartError(f"the site answers {refusal.code}:\n{self.said}") from refusal
        except (urllib.error.URLError, OSError):
            return False


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_site() -> Iterator[Site]:
    """A site that answers.

    Raises:
        StartError: when it does not within two minutes.
    """
    folder = Path(tempfile.mkdtemp(prefix="stemagenda-site-"))
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}/", folder / "state", folder / "log")
    environment = {**os.environ, "STEMAGENDA_STATE": str(site.state)}
    environment.pop("DATABASE_URL", None)
    command = [Path(sys.executable).with_name("stemagenda"), "up", "--host", "127.0.0.1", "--port", str(port)]
    try:
        with site.log.open("wb") as log:
            process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            until = time.monotonic() + STARTS_WITHIN
            while not site.answers():
                if process.poll() is not None or time.monotonic() > until:
                    raise StartError(f"the site did not start:\n{site.said}")
                time.sleep(0.1)
            yield site
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_chromium() -> str | None:
    """The Chromium or Chrome to drive: the one named in CHROMIUM, else the machine's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
