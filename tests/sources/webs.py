"""A web of its own for a test: servers on this machine, names and addresses that lead to them, no waiting.

Everything is as in production (https, port 443, the check of addresses and certificates), but for the last step: where
a connection to a public address would leave the machine, it goes to a server here. A connection that was never to be
made reaches `victim`, which counts it.
"""

from __future__ import annotations

import itertools
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from stemagenda.core.validation import Refused
from stemagenda.sources.fetching import NotFetched, Web
from stemagenda.sources.fetching_bounds import FetchLimits, World

TABLE = "https://source.test/table.csv"
PEM = Path(__file__).with_name("made_for_the_tests.pem")
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
#: Public addresses, standing for servers here.
SOURCE, OTHER, API = "93.184.215.14", "151.101.1.69", "8.8.4.4"
HOSTS = {"source.test": SOURCE, "other.test": OTHER, "onderwijs.api.vlaanderen.be": API, "elsewhere.test": "1.1.1.1"}
Speak = Callable[[socket.socket], None]


def answer(status: str = "200 OK", body: bytes = b"", /, *lines: str, size: int | None = None) -> bytes:
    """A whole HTTP answer; `size` in place of the true Content-Length."""
    head = [f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(body) if size is None else size}", "", ""]
    return "\r\n".join(head).encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(status, b"", f"Location: {to}")


class Site:
    """A server that answers each path with what it was told, one answer a visit; the last one again and again."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self._answers: dict[str, list[bytes | Speak]] = {}
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(PEM)
        site = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with suppress(OSError), site._context.wrap_socket(self.request, server_side=True) as line:
                    site._speak(line)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False

    def on(self, path: str, *answers: bytes | Speak) -> None:
        self._answers[path] = list(answers)

    @property
    def asked(self) -> list[str]:
        return [head.split(" ")[1] for head in self.heads]

    def _speak(self, line: ssl.SSLSocket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (piece := line.recv(65_536)):
                return
            head += piece
        self.heads.append(head.decode("latin-1"))
        left = self._answers.get(self.asked[-1], [answer("404 Not Found")])
        said = left.pop(0) if len(left) > 1 else left[0]
        if callable(said):
            said(line)
        else:
            line.sendall(said)
        line.unwrap()


class Victim:
    """A server that nobody may reach: it counts who does."""

    def __init__(self) -> None:
        self.hits = 0
        victim = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                victim.hits += 1

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)


class Webs:
    """Sites by address, names by resolver, and what was done: connections made, waits asked for."""

    def __init__(self, sites: Mapping[str, Site], victim: Victim) -> None:
        self.sites = sites
        self.victim = victim
        self.names: dict[str, Sequence[Sequence[str]]] = {host: [[address]] for host, address in HOSTS.items()}
        self.connected: list[str] = []
        self.resolved: list[str] = []
        self.waits: list[float] = []
        self.tick = 0.0
        self._ticks = itertools.count()

    @property
    def source(self) -> Site:
        return self.sites[SOURCE]

    @property
    def other(self) -> Site:
        return self.sites[OTHER]

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """Each look-up takes the next answer of the list; the last one stays."""
        self.resolved.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers[min(self.resolved.count(host), len(answers)) - 1]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        assert port == 443
        self.connected.append(address)
        server = self.sites[address].server if address in self.sites else self.victim.server
        return socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=seconds)

    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(PEM))

    def monotonic(self) -> float:
        """A clock that stands still, or moves by `tick` seconds whenever somebody looks."""
        return next(self._ticks) * self.tick

    def world(self, **more: Any) -> World:
        own = {
            "resolve": self.resolve,
            "connect": self.connect,
            "context": self.context,
            "sleep": self.waits.append,
            "monotonic": self.monotonic,
            "chance": lambda: 1.0,
        }
        return World(**(own | more))

    def web(
        self,
        *,
        hosts: Sequence[str] = ("source.test", "other.test"),
        known: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Web:
        limits = FetchLimits(**({"idle_seconds": 5.0} | more.pop("limits", {})))
        return Web(
            name="sample/table.csv",
            hosts=hosts,
            agent="stemagenda/test",
            clock=lambda: NOW,
            known=known or {},
            limits=limits,
            world=self.world(**more),
        )


@contextmanager
def running() -> Iterator[Webs]:
    """Start the servers, and stop them."""
    sites, victim = {SOURCE: Site(), OTHER: Site(), API: Site()}, Victim()
    servers = [*(site.server for site in sites.values()), victim.server]
    threads = [threading.Thread(target=server.serve_forever, args=(0.01,)) for server in servers]
    for thread in threads:
        thread.start()
    try:
        yield Webs(sites, victim)
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()


def failure(webs: Webs, url: str = TABLE, **more: Any) -> str:
    with pytest.raises(NotFetched) as failed:
        webs.web(**more).get(url=url)
    assert failed.value.problem.file == "sample/table.csv"
    assert failed.value.problem.remedy
    return failed.value.problem.message


def refusal(webs: Webs, url: str = TABLE, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        webs.web(**more).get(url=url)
    (problem,) = refused.value.problems
    assert problem.remedy
    return problem.message


def then_wait_until_they_leave(said: bytes) -> Speak:
    """Say something, then nothing more, without hanging up."""

    def speak(line: socket.socket) -> None:
        line.sendall(said)
        while line.recv(65_536):
            pass

    return speak


def then_hang_up(said: bytes) -> Speak:
    """Say something, and break off without a goodbye."""

    def speak(line: socket.socket) -> None:
        line.sendall(said)
        raise ConnectionAbortedError

    return speak


def without_end(head: bytes, piece: bytes) -> Speak:
    def speak(line: socket.socket) -> None:
        line.sendall(head)
        while True:
            line.sendall(piece)

    return speak
