"""Frozen core values to JSON and back, by their declared types."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Hashable
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from stemagenda.core.period import Period

T = TypeVar("T")


def encode(value: object) -> Any:
    """Turn a core value into JSON's types. Periods become their code, dates ISO text."""
    if isinstance(value, Period):
        return value.code
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], stored: Any) -> T:
    """Turn JSON back into the core value it was made from."""
    return _decode(kind, stored)  # type: ignore[no-any-return]


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast("type", kind))


def _decode(kind: Any, stored: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        if stored is None:
            return None
        return _decode(next(part for part in get_args(kind) if part is not type(None)), stored)
    if origin is tuple:
        return tuple(_decode(get_args(kind)[0], item) for item in stored)
    if origin is Literal:
        return stored
    return _decode_plain(kind, stored)


def _decode_plain(kind: Any, stored: Any) -> Any:
    if kind is Period:
        return Period.parse(stored)
    if kind is date:
        return date.fromisoformat(stored)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        # A field added since the value was stored takes its default.
        return kind(**{name: _decode(hints[name], item) for name, item in stored.items() if name in hints})
    return stored
