"""Publication moments: the first request after one brings the release out, before anything is answered.

No clock of ours has to run for it. Each process asks the database at most once in `EVERY` seconds whether something is
due, so a release is everywhere within that time after its moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from stemagenda.usecases.publishing import publish_due
from stemagenda.web.asking import now

_LOG: Final = logging.getLogger(__name__)
EVERY: Final = 20.0
#: Must be able to say that the database is gone, so nothing may be asked of it first.
HEALTH: Final = "/health"


class Moments:
    """Looks whether a release is due, now and then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._looked = float("-inf")
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Bring out what is due, then answer."""
        if (
            not request.path_info.startswith((settings.STATIC_URL, HEALTH))
            and time.monotonic() - self._looked >= EVERY
            and self._lock.acquire(blocking=False)
        ):
            try:
                self._looked = time.monotonic()
                publish_due(now=now())
            except DatabaseError as error:  # the answer itself says so where it needs the database
                _LOG.warning("cannot look whether a release is due: %s", error)
            finally:
                self._lock.release()
        return self.get_response(request)
