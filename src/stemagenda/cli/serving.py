"""The web server: gunicorn in this very process, on a port that was taken before."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from stemagenda.cli.opening import close

THREADS: Final = 8
#: Where workers show that they live: in memory where there is such a place, because a slow disk must not end them.
_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108  (a place, not a file name)


def serve_on(*, listener: socket.socket, workers: int, ready: tuple[str, ...]) -> None:
    """Serve until stopped, then leave with exit code 0. `ready` is printed once the site answers."""
    close()  # worker processes open connections of their own

    def say_ready(_: object) -> None:
        for line in ready:
            click.echo(line)

    _Server(
        {
            "bind": f"fd://{listener.detach()}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "worker_tmp_dir": str(_IN_MEMORY) if os.access(_IN_MEMORY, os.W_OK) else None,
            "control_socket_disable": True,
            "loglevel": "warning",
            "keepalive": 5,
            "when_ready": say_ready,
        }
    ).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our settings and no configuration file."""

    def __init__(self, chosen: dict[str, Any]) -> None:
        self._chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings over."""
        for name, value in self._chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application, imported once before the workers are made."""
        application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
        _ = get_resolver().url_patterns  # reads the modules of the pages now, not at the first visit
        return application
