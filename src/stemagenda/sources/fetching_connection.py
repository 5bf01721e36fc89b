"""One question to one machine: connected to the checked address, under the clock, without following anything.

The standard library's HTTP is used because the connection must be ours: made to an address that was checked, with the
certificate checked for the name. Proxies named in the environment are not used: a proxy would look the name up itself.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Final, cast

from stemagenda.formats.problems import shown
from stemagenda.sources.fetching_addresses import Target, public_addresses
from stemagenda.sources.fetching_body import read_body
from stemagenda.sources.fetching_bounds import PORT, Budget, Fault, World, passing

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_OK: Final = 200
#: Seconds to wait for the end of a connection that the other side was asked to close.
_SILENCE: Final = 1.0


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back: the content only where the answer is 200."""

    status: int
    headers: Message
    content: bytes


class _Stream(io.RawIOBase):
    """The bytes of a connection; each wait for more is as long as the budget allows."""

    def __init__(self, line: socket.socket, budget: Budget) -> None:
        self._line = line
        self._budget = budget
        self.longest_wait = budget.limits.idle_seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._line.settimeout(self._budget.patience(self.longest_wait))
        return self._line.recv_into(buffer)


class _Line:
    """What http.client needs of a socket. It does not close it: we do."""

    def __init__(self, line: socket.socket, budget: Budget) -> None:
        self._line = line
        self._budget = budget
        self._stream = _Stream(line, budget)
        self._reader = io.BufferedReader(self._stream)

    def sendall(self, content: bytes) -> None:
        self._line.settimeout(self._budget.patience(self._budget.limits.idle_seconds))
        self._line.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader[_Stream]:
        return self._reader

    def close(self) -> None:
        """Leave it open: the answer may still be read."""

    def has_more(self) -> bool:
        """Whether bytes follow after what should have been the last one; a moment of silence counts as no."""
        self._stream.longest_wait = _SILENCE
        try:
            return not self._reader.closed and bool(self._reader.read1(1))
        except OSError:
            return False


def ask(*, target: Target, headers: Mapping[str, str], world: World, budget: Budget) -> Reply:
    """Put one question (GET) and return the answer.

    Raises:
        Fault: whatever kept the answer from arriving whole.
    """
    try:
        with closing(_connected(target, world, budget)) as line:
            return _asked(line, target, headers, budget)
    except ssl.SSLCertVerificationError as error:
        said = shown(error.verify_message)[1:-1]
        message = f"the certificate of {target.host} is not trusted: {said}"
        raise Fault(
            "unreachable", message, "Check this machine's clock and certificates, then ask the host."
        ) from error
    except TimeoutError as error:
        budget.patience(1)  # says so when it was the whole that took too long
        raise passing(f"{target.host} does not answer") from error
    except http.client.IncompleteRead as error:
        raise passing("was cut off") from error
    except http.client.HTTPException as error:
        raise passing(f"{target.host} answers in a form that is not HTTP") from error
    except OSError as error:
        is_ended = isinstance(error, ConnectionError | ssl.SSLError)
        said = "it ends the connection" if is_ended else error.strerror or "the connection fails"
        raise passing(f"{target.host} cannot be reached: {said}") from error


def _connected(target: Target, world: World, budget: Budget) -> socket.socket:
    """A connection to one of the checked addresses, with the certificate checked for the name."""
    line = _opened(public_addresses(target=target, resolve=world.resolve), world, budget)
    try:
        line.settimeout(budget.patience(budget.limits.connect_seconds))
        return world.context().wrap_socket(line, server_hostname=target.host, suppress_ragged_eofs=False)
    except BaseException:
        line.close()
        raise


def _opened(addresses: Sequence[str], world: World, budget: Budget) -> socket.socket:
    """The first address that takes the connection; what the last one said where none does."""
    *others, last = addresses[: budget.limits.addresses]
    for address in others:
        with suppress(OSError):
            return world.connect(address, PORT, budget.patience(budget.limits.connect_seconds))
    return world.connect(last, PORT, budget.patience(budget.limits.connect_seconds))


def _asked(line: socket.socket, target: Target, headers: Mapping[str, str], budget: Budget) -> Reply:
    connection = http.client.HTTPConnection(target.host, PORT)
    wire = _Line(line, budget)
    connection.sock = cast("socket.socket", wire)
    # Written by hand: http.client would name the port, or leave the host to us.
    connection.putrequest("GET", target.question, skip_host=True, skip_accept_encoding=True)
    for name, value in ({"Host": target.host} | dict(headers)).items():
        connection.putheader(name, value)
    connection.endheaders()
    with closing(connection.getresponse()) as response:
        content = read_body(response=response, budget=budget) if response.status == _OK else b""
        if response.status == _OK and wire.has_more():
            raise passing("goes on after the size that was announced")
        return Reply(status=response.status, headers=response.headers, content=content)
