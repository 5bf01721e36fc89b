"""Codes that name one another: unique where they are given, known where they are used."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from stemagenda.agendas.findings import Findings, Place
from stemagenda.agendas.schema import BAD, Record, shown


def codes_of(records: Iterable[Record]) -> frozenset[str] | None:
    """Return the codes of the records, or None when one of them could not be read."""
    codes = [record["code"] for record in records]
    return None if BAD in codes else frozenset(codes)


def check_codes(records: Iterable[Record], found: Findings) -> None:
    """Note every code that was given before."""
    _check_unique(records, "code", found, remedy="Every code is given once")


def check_orders(records: Iterable[Record], found: Findings) -> None:
    """Note every place in the order that was given before."""
    _check_unique(records, "order", found, remedy="Every place in the order is given once")


def _check_unique(records: Iterable[Record], name: str, found: Findings, *, remedy: str) -> None:
    seen: dict[object, Place] = {}
    for record in records:
        value, place = record[name], record["place"]
        if value is BAD:
            continue
        if value in seen:
            found.add(place.key(name), f"{shown(value)} stands already at {seen[value].path}", remedy)
        else:
            seen[value] = place


def check_reference(value: object, known: Collection[str] | None, place: Place, found: Findings, *, what: str) -> bool:
    """Tell whether a code is known; note it where it is not. Unreadable values and unknown lists say nothing."""
    if value is BAD or known is None:
        return False
    if value in known:
        return True
    near = [] if found.full else get_close_matches(str(value), known, n=1)
    remedy = f'Did you mean "{near[0]}"?' if near else f"Known codes are {', '.join(sorted(known)[:20]) or 'none'}"
    found.add(place, f"{shown(value)} is no {what} of this agenda", remedy)
    return False
