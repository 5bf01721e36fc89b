"""Versions of one record side by side: what changed, and how two people's changes come together.

A record is a mapping from field to plain value, as it is stored. Pure: who wrote and when stands beside the versions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field that differs; a field that is absent counts as None."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One field that two people changed from the same start, each to something else."""

    field: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Both changes in one record. Where they clash, `value` holds the version that was stored first (`theirs`)."""

    value: Mapping[str, Any]
    theirs: tuple[FieldChange, ...]
    clashes: tuple[Clash, ...]


def changes(*, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Every field that differs, in the order of the newer version."""
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        FieldChange(field=name, before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def merge(*, base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """Bring two changes of one version together, field by field.

    A field one person changed is taken from that person. Lists of plain codes are merged as sets: what either added is
    in, what either took away is out. Anything else that both changed, to different values, is a clash.
    """
    value = dict(theirs)
    clashes = []
    for name in mine:
        start, other, own = base.get(name), theirs.get(name), mine[name]
        if own in (start, other):
            continue
        if other == start:
            value[name] = own
        elif _is_codes(start) and _is_codes(other) and _is_codes(own):
            value[name] = _merged_codes(start, other, own)
        else:
            clashes.append(Clash(field=name, base=start, theirs=other, mine=own))
    return Merged(value=value, theirs=changes(before=base, after=theirs), clashes=tuple(clashes))


def _is_codes(value: Any) -> TypeGuard[Sequence[str]]:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _merged_codes(start: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> list[str]:
    gone = {item for item in start if item not in theirs or item not in mine}
    kept = [item for item in theirs if item not in gone]
    return [*kept, *(item for item in mine if item not in kept and item not in gone)]
