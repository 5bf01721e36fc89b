"""Opening the database for a command: Django's settings, the tables, the clock, and its errors put into words."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import (
    DEFAULT_DB_ALIAS,
    DatabaseError,
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from stemagenda.cli.outcomes import Outcome, Stopped

SETTINGS = "stemagenda.config.settings"


def now() -> datetime:
    """This moment, in the site's time zone."""
    return timezone.localtime()


@contextmanager
def opened(*, make_tables: bool) -> Iterator[None]:
    """Set Django up, look at the tables, and put its errors into words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
        loader = MigrationLoader(connection)
        check_not_newer(loader)
        if make_tables and pending(loader):
            _make_tables()
        if make_tables:
            publish_what_is_due()
        yield
    except ImproperlyConfigured as error:
        raise Stopped(Outcome.ENVIRONMENT, str(error)) from error
    except (OperationalError, InterfaceError) as error:
        message = _in_words(error) or f"the database cannot be used: {_first_line(error)}"
        raise Stopped(Outcome.ENVIRONMENT, f"{where()}: {message}", undone=True) from error
    except DatabaseError as error:
        if message := _in_words(error):
            raise Stopped(Outcome.ENVIRONMENT, f"{where()}: {message}", undone=True) from error
        raise Stopped(Outcome.UNEXPECTED, f"The database refused: {_first_line(error)}", undone=True) from error


def publish_what_is_due() -> None:
    """Bring out releases whose moment has come, so that no command answers from before it."""
    importlib.import_module("stemagenda.usecases.publishing").publish_due(now=now())


def _make_tables() -> None:
    """Take every step or none.

    Django notes a step only after its tables were committed: stopped in between, the next start would find tables in
    its way. SQLite wants its checks of references off before the transaction begins; Django makes them at the end.
    """
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.enable_constraint_checking()


def check_not_newer(loader: MigrationLoader) -> None:
    """Stop when a newer version of the program made the tables."""
    known = {*loader.disk_migrations, *loader.replacements}
    unknown = sorted(name for app, name in loader.applied_migrations if app == "store" and (app, name) not in known)
    if unknown:
        raise Stopped(
            Outcome.ENVIRONMENT,
            f"A newer version of stemagenda made this database: it knows the step {unknown[-1]}, this one does not.",
            "Install that version again, or name another folder with STEMAGENDA_STATE. Nothing was changed.",
        )


def pending(loader: MigrationLoader | None = None) -> tuple[str, ...]:
    """The steps by which the tables are behind the program."""
    loader = loader or MigrationLoader(connection)
    wanted = (step for leaf in loader.graph.leaf_nodes() for step in loader.graph.forwards_plan(leaf))
    return tuple(dict.fromkeys(f"{app}.{name}" for app, name in wanted if (app, name) not in loader.applied_migrations))


def is_empty() -> bool:
    """Whether there are no tables yet."""
    return not MigrationRecorder(connection).applied_migrations()


def close() -> None:
    """Close this process's connections, before it makes others."""
    connections.close_all()


def where() -> str:
    """The database in words, without its password."""
    chosen = settings.DATABASES[DEFAULT_DB_ALIAS]
    if "sqlite" in chosen["ENGINE"]:
        return str(chosen["NAME"])
    return f"{chosen['NAME']} on {chosen['HOST'] or 'this machine'}"


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _in_words(error: Exception) -> str:
    """What a database's own message means for the person; empty where we do not know it."""
    said = str(error).lower()
    return next((message for sign, message in _SIGNS if sign in said), "")


_SIGNS = (
    ("locked", "another program is writing to the database and does not finish. Wait, or stop it, and try again."),
    ("disk is full", "the disk is full. Make room and try again."),
    ("disk i/o error", "the disk does not take what is written: full, over quota or broken. Make room and try again."),
    ("readonly", "the database may not be written. Check who owns the file and its folder."),
    ("read-only", "the database may not be written. Check who owns it."),
    ("unable to open", "the database cannot be opened. Check that the folder exists and who owns it."),
    ("not a database", "this file is no database. Move it away, or name another folder with STEMAGENDA_STATE."),
    ("no such table", "tables are missing. Run: stemagenda load"),
    ("does not exist", "the database or a table in it does not exist. Make the database, then run: stemagenda load"),
    ("connection refused", "no database answers there. Start it, or correct DATABASE_URL."),
    ("could not translate host", "that host is not known. Correct DATABASE_URL."),
    ("password authentication", "the user or password is wrong. Correct DATABASE_URL."),
    ("connection", "no database answers there. Start it, or correct DATABASE_URL."),
)
