"""Links that lead back to where they began: actions that supersede one another, points that wait for one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def way_back(*, start: str, ways: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A way along the links from a code back to itself, both ends included; empty where there is none."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for code in ways.get(way[-1], ()):
            if code == start:
                return (*way, start)
            if code not in seen:
                seen.add(code)
                waiting.append((*way, code))
    return ()
