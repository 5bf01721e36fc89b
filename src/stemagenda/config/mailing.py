"""Reads the settings of the mail: the server, the sender, who is reminded. None is shown back: one holds a password."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from stemagenda.config.environment import SettingError

#: More addresses than this want a mailing list.
MOST_ADDRESSES: Final = 50
#: Seconds for each answer of the server.
TIMEOUT: Final = 20
_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_HOST: Final = re.compile(r"[A-Za-z0-9:][A-Za-z0-9.:_-]*", re.ASCII)
_FORM: Final = (
    "STEMAGENDA_SMTP is no mail server. Write smtp://user:password@host:587?tls=starttls or "
    "smtps://user:password@host:465; special signs in user and password as %40."
)


@dataclass(frozen=True, kw_only=True)
class Server:
    """A mail server; `host` is empty where none was given."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False
    is_starttls: bool = False


def server(environment: Mapping[str, str]) -> Server:
    """The mail server from STEMAGENDA_SMTP: smtp:// with tls=starttls, or smtps://.

    Raises:
        SettingError: the address has another form, or would send a password in the clear over a network.
    """
    written = environment.get("STEMAGENDA_SMTP", "").strip()
    if not written:
        return Server()
    try:
        parts = urlsplit(written)
        # Read one by one: a port that is no number and brackets that do not close raise.
        host, port, tls = parts.hostname or "", parts.port, _tls(parts)
    except ValueError as error:
        raise SettingError(_FORM) from error
    if parts.scheme not in {"smtp", "smtps"} or not _HOST.fullmatch(host) or parts.path.strip("/") or parts.fragment:
        raise SettingError(_FORM)
    found = Server(
        host=host,
        port=port or {"smtps": 465, "smtp": 587 if tls == "starttls" else 25}[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        is_starttls=tls == "starttls",
    )
    _check_secrets(found)
    return found


def _tls(parts: SplitResult) -> str:
    given = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    if not given:
        return ""
    if given != {"tls": ["starttls"]} or parts.scheme != "smtp":
        raise ValueError("only smtp://...?tls=starttls has a question mark")
    return "starttls"


def _check_secrets(found: Server) -> None:
    if any(not sign.isprintable() for sign in found.user + found.password) or bool(found.user) != bool(found.password):
        raise SettingError(_FORM)
    if found.password and not (found.is_tls or found.is_starttls or found.host in _HERE):
        raise SettingError(
            "STEMAGENDA_SMTP would send its password in the clear. Add ?tls=starttls, or write smtps:// instead of smtp://."
        )


def sender(environment: Mapping[str, str]) -> str:
    """Who reminders come from, from STEMAGENDA_MAIL_FROM: an address, with or without a name before it.

    Raises:
        SettingError: it is neither monitor@example.be nor Monitor <monitor@example.be>.
    """
    written = environment.get("STEMAGENDA_MAIL_FROM", "").strip()
    if not written:
        return ""
    name, address = parseaddr(written)
    if not _is_address(address) or not written.isprintable() or written not in _spellings(name, address):
        raise SettingError(
            "STEMAGENDA_MAIL_FROM is no sender. Write monitor@example.be or Monitor STEM <monitor@example.be>."
        )
    return formataddr((name, address))


def _spellings(name: str, address: str) -> tuple[str, ...]:
    """Ways to write one sender; whatever the parser passed over makes the setting another text than these."""
    return (address, f"<{address}>", f"{name} <{address}>", f'"{name}" <{address}>')


def reminded(environment: Mapping[str, str]) -> list[str]:
    """Who is reminded, from STEMAGENDA_REMIND_TO: addresses separated by commas, each once.

    Raises:
        SettingError: one of them is no e-mail address, or there are more than 50.
    """
    given = [part.strip() for part in environment.get("STEMAGENDA_REMIND_TO", "").split(",") if part.strip()]
    for number, address in enumerate(given, 1):
        if not _is_address(address):
            raise SettingError(
                f"STEMAGENDA_REMIND_TO: part {number} is no e-mail address. Write els@example.be, jan@example.be"
            )
    found = list(dict.fromkeys(given))
    if len(found) > MOST_ADDRESSES:
        raise SettingError(f"STEMAGENDA_REMIND_TO has more than {MOST_ADDRESSES} addresses. Use a mailing list.")
    return found


def _is_address(written: str) -> bool:
    try:
        validate_email(written)
    except ValidationError:
        return False
    # Quoted names before the @ are allowed by the standard and used by nobody honest.
    return written.isprintable() and '"' not in written and len(written) <= 254
