"""Which methods an address takes: reading only, unless its view says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

READING: Final = ("GET", "HEAD")
View = TypeVar("View", bound=Callable[..., Any])


def takes(*methods: str) -> Callable[[View], View]:
    """Let a view take these methods, and say so to whoever asks."""

    def mark(view: View) -> View:
        wrapped = require_http_methods([*methods])(view)
        wrapped.methods = methods  # type: ignore[attr-defined]
        return wrapped

    return mark


def allowed(path: str) -> tuple[str, ...] | None:
    """The methods an address takes, or None where there is no such address."""
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    return getattr(view, "methods", READING)
