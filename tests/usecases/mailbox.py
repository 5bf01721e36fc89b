"""A real mail server on this machine, with the faults that real ones have."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Mailbox:
    """What the server accepted, and what it refuses."""

    refused: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    hangs_up_at: frozenset[str] = frozenset()
    full: bool = False
    letters: list[EmailMessage] = field(default_factory=list)
    #: (from, to) of the envelopes
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such person\x1b[31m here"
        if address in self.busy:
            return "450 come back later"
        if address in self.hangs_up_at:
            assert server.transport is not None
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.full:
            return "552 the mailbox is full"
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        return "250 kept"


@contextlib.contextmanager
def mail_server(box: Mailbox, **options: Any) -> Iterator[Mailbox]:
    """Serve a mailbox while the test runs; `options` are aiosmtpd's."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        box.port = controller.port
        yield box
    finally:
        controller.stop()


def only(user: str, password: str) -> Any:
    """An authenticator that knows one person."""

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        good = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=False)

    return check


def safe(certificate: str, key: str) -> ssl.SSLContext:
    """What a server needs for TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def rude_server(greeting: bytes, *, waits: bool = False) -> Iterator[int]:
    """A server that says one thing and hangs up; or, when it `waits`, says nothing more and keeps the line open."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        lines: list[socket.socket] = []

        def serve() -> None:
            with contextlib.suppress(OSError):
                line, _ = listening.accept()
                lines.append(line)
                line.sendall(greeting)
                if not waits:
                    line.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            thread.join(timeout=5)
            for line in lines:
                line.close()
