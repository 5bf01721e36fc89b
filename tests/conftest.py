"""What every test stands on: a state folder of its own, no network, the clone left alone.

The environment is set before Django reads it. Each worker of a parallel run has its own state folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from hypothesis import settings as hypothesis
from hypothesis.database import DirectoryBasedExampleDatabase
from tests.remembered import forget

ROOT = Path(__file__).resolve().parent.parent
#: The day on which the shipped agenda is loaded for tests.
LOADED_AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
#: Whether the test database of this worker holds the shipped agenda.
HOLDS_AGENDA = pytest.StashKey[bool]()
STATE = Path(tempfile.mkdtemp(prefix="stemagenda-test-"))
atexit.register(shutil.rmtree, STATE, ignore_errors=True)

os.environ["DJANGO_SETTINGS_MODULE"] = "stemagenda.config.settings"
os.environ["STEMAGENDA_STATE"] = str(STATE)
for name in [name for name in os.environ if name.startswith("STEMAGENDA_") and name != "STEMAGENDA_STATE"]:
    os.environ.pop(name, None)


def pytest_configure() -> None:
    """Tables can be imported by any test module; passwords are not hashed slowly a few hundred times."""
    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on empty tables before those on the shipped agenda, in random order among themselves.

    So the many rows of the agenda need not be taken away a thousand times.
    """
    items.sort(key=lambda item: "loaded" in getattr(item, "fixturenames", ()))


# No deadline: a slow single example on a busy machine is no bug. CI draws the same examples at each run. Thirty of each
# keep the suite short; a test that needs more says so.
hypothesis.register_profile(
    "house",
    deadline=None,
    max_examples=30,
    derandomize=bool(os.environ.get("CI")),
    database=None if os.environ.get("CI") else DirectoryBasedExampleDatabase(ROOT / ".cache" / "hypothesis"),
)
hypothesis.load_profile("house")


class OutsideError(RuntimeError):
    """A test reached for something outside its own folder and this machine."""


def _refuse_writes_to_the_clone(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: the data of the person who runs the tests stay as they are."""
    if event == "open":
        path, mode, flags = arguments
        writes = any(sign in (mode or "") for sign in "wax+") or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
    elif event in {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "sqlite3.connect"}:
        path, writes = arguments[0], True
    else:
        return
    if writes and isinstance(path, str | os.PathLike) and str(path).startswith(str(ROOT / "var") + os.sep):
        raise OutsideError(f"{event} {path}: tests keep their hands off ./var")


sys.addaudithook(_refuse_writes_to_the_clone)


@pytest.fixture(autouse=True, scope="session")
def _this_machine_only() -> Iterator[None]:
    """Sockets reach this machine only."""

    def is_here(address: object) -> bool:
        return not isinstance(address, tuple) or address[0] in {"127.0.0.1", "localhost", "::1", "0.0.0.0", ""}

    def guard(method: Any) -> Any:
        def guarded(self: socket.socket, address: Any) -> Any:
            if not is_here(address):
                raise OutsideError(f"connect {address}: tests use no network")
            return method(self, address)

        return guarded

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guard(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
        yield


@pytest.fixture(autouse=True)
def _what_is_taken_back_is_forgotten() -> Iterator[None]:
    """Whatever a test wrote leaves the memory of the use cases with it."""
    from django.db.models.signals import post_save

    written: list[object] = []

    def note(sender: type, **_: object) -> None:
        if not written and sender._meta.app_label == "store":  # type: ignore[attr-defined]
            written.append(sender)

    post_save.connect(note)
    yield
    post_save.disconnect(note)
    if written:
        forget()


@pytest.fixture
def _loaded_once(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    """The shipped agenda in the test database, before any transaction of a test: once for each worker."""
    if request.node.get_closest_marker("django_db"):
        pytest.fail("`loaded` brings the database itself: take the mark django_db off", pytrace=False)
    from stemagenda.store.models import AgendaRow
    from stemagenda.usecases.loading import load_everything
    from stemagenda.usecases.permissions import OPERATOR

    folder = ROOT / "src" / "stemagenda" / "agendas" / "stem-agenda-2030"
    with django_db_blocker.unblock():
        if not AgendaRow.objects.exists():
            load_everything(folder=folder, actor=OPERATOR, now=LOADED_AT)
    request.config.stash[HOLDS_AGENDA] = True


@pytest.fixture
def loaded(_loaded_once: None, db: None) -> datetime:
    """The database with the shipped agenda, figures and lights; gives the time of loading. Writes are rolled back."""
    return LOADED_AT


@pytest.fixture
def _django_db_helper(_django_db_helper: None, request: pytest.FixtureRequest) -> None:
    """Tests that do not ask for `loaded` start from empty tables, whichever test ran before them."""
    if "loaded" in request.fixturenames or not request.config.stash.get(HOLDS_AGENDA, False):
        return
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:
        for model in reversed(list(apps.get_app_config("store").get_models())):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
