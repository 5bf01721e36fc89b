"""Which addresses a fetch may speak to: names on the source's own list, on machines anybody can reach.

An address in source.toml, or one that a server redirects to, must never lead into the network the site runs in. So the
name is looked up once, every address it has must be public, and the connection goes to one of those very addresses: a
name that answers differently a moment later ("DNS rebinding") changes nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from stemagenda.formats.limits import LONGEST
from stemagenda.formats.problems import shown
from stemagenda.sources.fetching_bounds import PORT, Fault, passing, refused

_VISIBLE: Final = re.compile(r"[\x21-\x5b\x5d-\x7e]+", re.ASCII)
_ENDS_IN_A_WORD: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*", re.ASCII)
#: Not on the public internet. Written out, because Python's own `is_global` differs between versions.
_CLOSED_4: Final = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # a cloud's own helper
        "169.254.0.0/16",  # this cable; clouds give out credentials here
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # examples
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # measuring
        "198.51.100.0/24",  # examples
        "203.0.113.0/24",  # examples
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
#: Of IPv6 only 2000::/3 is handed out; these parts of it lead elsewhere.
_HANDED_OUT_6: Final = ipaddress.IPv6Network("2000::/3")
_CLOSED_6: Final = tuple(
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # protocols, Teredo tunnels
        "2001:db8::/32",  # examples
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # examples
    )
)
#: A network that speaks only IPv6 writes IPv4 addresses behind this prefix.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, kw_only=True)
class Target:
    """A checked address: where to connect, and what to ask there."""

    url: str
    host: str
    question: str


def check_url(*, url: str, hosts: Collection[str]) -> Target:
    """Take an address apart, and refuse whatever is not plainly one of a listed host.

    Raises:
        Fault: refused, with the reason.
    """
    if not _VISIBLE.fullmatch(url) or len(url) > LONGEST["url"]:
        raise refused(f"{shown(url)} is no address", "Write an address without blanks, at most 1,000 characters.")
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:  # brackets that do not close
        raise refused(f"{shown(url)} is no address", "Mend its host or port.") from error
    if parts.scheme != "https":
        raise refused(f"leads to {shown(url)}, which is not https", "Only https addresses are fetched.")
    if parts.netloc.lower() not in {host, f"{host}:{PORT}"}:
        message = f"leads to {shown(parts.netloc)}, which is more than a host"
        raise refused(message, "Leave out the port, user and password.")
    if host not in hosts or not _ENDS_IN_A_WORD.fullmatch(host):
        raise refused(
            f"leads to {shown(host)}, which is not on the source's list", "If it may, add it to 'hosts' in source.toml."
        )
    question = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url=f"https://{host}{question}", host=host, question=question)


def redirected(*, base: str, location: str) -> str:
    """The address a server points to, from the address it was asked at.

    Raises:
        Fault: it is none.
    """
    try:
        if _VISIBLE.fullmatch(location):
            return urljoin(base, location)
    except ValueError:
        pass
    raise refused(f"redirects to {shown(location)}, which is no address", "Ask the publisher where the file is now.")


def is_public(address: str) -> bool:
    """Whether an address (in digits) is a machine on the public internet; False for whatever is not surely one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in block for block in _CLOSED_4)
    if found.scope_id is not None:
        return False
    if found in _NAT64:
        return is_public(str(ipaddress.IPv4Address(found.packed[-4:])))
    return found in _HANDED_OUT_6 and not any(found in block for block in _CLOSED_6)


def public_addresses(*, target: Target, resolve: Callable[[str, int], Sequence[str]]) -> tuple[str, ...]:
    """Look the name up, once, and return its addresses.

    Raises:
        Fault: it has none, or one of them is not public.
    """
    try:
        found = tuple(resolve(target.host, PORT))
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise passing(f"the name {target.host} cannot be looked up now") from error
        found = ()
    except (OSError, UnicodeError):
        found = ()
    if not found:
        raise Fault(
            "unreachable", f"the name {target.host} is not known", "Check the network, and the address in source.toml."
        )
    for address in found:
        if not is_public(address):
            raise refused(
                f"{target.host} stands at {address}, which is not on the public internet",
                "Nothing was asked there. Check the name, and who answers for it.",
            )
    return found
