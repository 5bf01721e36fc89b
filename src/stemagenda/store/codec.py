"""Frozen core values to JSON and back, by their declared types."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Hashable
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

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


def decode(kind: type[T], *, stored: Any) -> T:
    """Turn JSON back into the core value it was made from."""
    return cast("T", _reader(cast("Hashable", kind))(stored))


Reader = Callable[[Any], Any]


@cache
def _reader(kind: Hashable) -> Reader:
    """What turns stored values of a type back: worked out once per type, because pages read thousands of values."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        inner = _reader(next(part for part in parts if part is not type(None)))
        return lambda stored: None if stored is None else inner(stored)
    if origin is tuple:
        item = _reader(parts[0])
        return lambda stored: tuple(map(item, stored))
    if kind is Period:
        return _period
    if kind is date:
        return date.fromisoformat
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_reader(kind)
    return _as_it_is


def _dataclass_reader(kind: type) -> Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    plain = frozenset(name for name, reader in readers.items() if reader is _as_it_is)
    of_code: Callable[[str], Any] | None = getattr(kind, "of_code", None)

    def read(stored: Any) -> Any:
        if of_code is not None and isinstance(stored, str):
            return of_code(stored)  # stored as a bare code, before there was more to say
        # A field added since the value was stored takes its default; one that is gone is passed over.
        return kind(
            **{name: item if name in plain else readers[name](item) for name, item in stored.items() if name in readers}
        )

    return read


@cache
def _period(stored: str) -> Period:
    return Period.parse(stored)


def _as_it_is(stored: Any) -> Any:
    return stored
