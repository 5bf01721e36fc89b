"""How far a fetch goes: its limits, what it uses of the outside world, and the faults that end it."""

from __future__ import annotations

import random
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

#: "passing": trying again may help. "unreachable": it did not work. "refused": it would break a rule of ours.
Kind = Literal["passing", "unreachable", "refused"]

#: The only port that is spoken to, always with TLS. There is no setting for another.
PORT: Final = 443


@dataclass(frozen=True, kw_only=True)
class FetchLimits:
    """Upper bounds of one download, all its pages, redirects and attempts together. Bytes and seconds.

    `longest_wait` bounds what Retry-After may ask: beyond it the download is given up rather than tried too early.
    """

    file_bytes: int = 80_000_000
    total_seconds: float = 600.0
    idle_seconds: float = 30.0
    connect_seconds: float = 10.0
    redirects: int = 5
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    addresses: int = 4


class Fault(Exception):  # noqa: N818  (an answer, not a crash)
    """What went wrong with one request, in words; `wait` is how many seconds the other side asks to wait."""

    def __init__(self, kind: Kind, message: str, remedy: str, *, wait: float | None = None) -> None:
        """Keep the words."""
        self.kind = kind
        self.message = message
        self.remedy = remedy
        self.wait = wait
        super().__init__(message)


def passing(message: str, *, wait: float | None = None) -> Fault:
    """A fault after which trying again may help."""
    return Fault("passing", message, "Try again later; if it stays, ask the publisher.", wait=wait)


def refused(message: str, remedy: str) -> Fault:
    """A fault that a rule of ours makes: it is never tried again."""
    return Fault("refused", message, remedy)


def resolve_name(host: str, port: int) -> Sequence[str]:
    """Every address of a name. The machine's resolver bounds the time itself."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


def connect_to(address: str, port: int, seconds: float) -> socket.socket:
    """Connect to an address: digits, so that no name is looked up a second time."""
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, kw_only=True)
class World:
    """What reaches outside the program: names, connections, certificates, waiting and chance. Tests bring their own."""

    resolve: Callable[[str, int], Sequence[str]] = resolve_name
    connect: Callable[[str, int, float], socket.socket] = connect_to
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random


class Budget:
    """The time and the bytes that one download may still use."""

    def __init__(self, *, limits: FetchLimits, monotonic: Callable[[], float]) -> None:
        """Start the clock."""
        self.limits = limits
        self.bytes_left = limits.file_bytes
        self._monotonic = monotonic
        self._end = monotonic() + limits.total_seconds

    @property
    def seconds_left(self) -> float:
        """Seconds until the download is given up; negative when it is late."""
        return self._end - self._monotonic()

    def patience(self, most: float) -> float:
        """How long the next step may take: never longer than `most`, never beyond the end.

        Raises:
            Fault: the time is up.
        """
        left = self.seconds_left
        if left <= 0:
            raise Fault(
                "unreachable",
                f"takes longer than {self.limits.total_seconds:,.0f} seconds",
                "Try again later, or download the file by hand and import it.",
            )
        return min(most, left)
