"""From nothing to a site that answers: tables, static files, figures, a first administrator, the web server."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path
from typing import Final

import click
from django.conf import settings
from django.core.management import call_command

from stemagenda.cli import loading
from stemagenda.cli.opening import now, pending
from stemagenda.cli.outcomes import Outcome, Stopped
from stemagenda.cli.remembering import remember, remembered, state
from stemagenda.cli.serving import serve_on
from stemagenda.usecases.freshness import files_digest
from stemagenda.usecases.people import create_first_administrator
from stemagenda.usecases.permissions import OPERATOR
from stemagenda.usecases.retention import forget_past

_STATIC: Final = "static"


def up(*, host: str, port: int, workers: int, folder: str | None) -> None:
    """Set up what is missing and serve the site; does not return until it is stopped."""
    listener = listen(host=host, port=port)
    agenda = loading.agenda_folder(folder)
    collect_static()
    if loading.is_fresh(agenda):
        _say("Definitions and figures are up to date.")
    else:
        _say("Loading definitions and figures ...")
        for line in loading.changes(loading.load_and_note(agenda)):
            _say(line)
    _first_administrator(_address(host, listener))
    forget_past(actor=OPERATOR, now=now())
    serve_on(listener=listener, workers=workers, ready=_ready(host, listener))


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve the site as it is."""
    if pending():
        raise Stopped(Outcome.NOTHING_LOADED, "The database is not set up for this version. Run: stemagenda load")
    listener = listen(host=host, port=port)
    collect_static()
    forget_past(actor=OPERATOR, now=now())
    serve_on(listener=listener, workers=workers, ready=_ready(host, listener))


def listen(*, host: str, port: int) -> socket.socket:
    """Take the port before any work is done, so that one in use is known at once. Callers wait until the site is up."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        message = f"There is no address '{host[:80]}' on this machine. Take 127.0.0.1."
        raise Stopped(Outcome.ENVIRONMENT, message) from error
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(place)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise Stopped(Outcome.ENVIRONMENT, _why_not(host, port, error)) from error
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program. Stop that program, or take another port: "
            f"make PORT={port + 1} run, or stemagenda up --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used by this account. Take one above 1023: stemagenda up --port 8000"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine. Take 127.0.0.1, or 0.0.0.0 for every address it has."
    return f"Port {port} on {host} cannot be used: {error.strerror}."


def collect_static() -> None:
    """Put style sheets, scripts and fonts where the web server finds them, when the package changed."""
    if settings.DEBUG:
        return
    wanted = files_digest(folder=settings.PACKAGE / "web" / "static")
    if remembered(_STATIC) == wanted and (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return
    _say("Preparing static files ...")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    remember(_STATIC, wanted)


def _first_administrator(site: str) -> None:
    made = create_first_administrator(actor=OPERATOR, now=now())
    if made is None:
        return
    name, password = made
    for line in (
        "",
        f"First administrator: {name}",
        f"Password:            {password}",
        f"Sign in at:          {site}{settings.LOGIN_URL}",
        f"The password is shown once. A new one: stemagenda users reset-password {name}",
        "",
    ):
        _say(line)


def _address(host: str, listener: socket.socket) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{listener.getsockname()[1]}"


def _ready(host: str, listener: socket.socket) -> tuple[str, ...]:
    lines = [f"The site answers at {_address(host, listener)}/ (stop it with Ctrl-C). Data: {state()}"]
    if host in {"0.0.0.0", "::", ""} and len(settings.ALLOWED_HOSTS) == 3:  # noqa: S104
        lines.append(
            "Others reach it by the names in STEMAGENDA_HOSTS. There are none now: it answers to this machine only."
        )
    return tuple(lines)


def _say(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()
