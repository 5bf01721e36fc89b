"""Whose file is this? Asked of every source, by the bytes alone."""

from __future__ import annotations

from collections import Counter

from stemagenda.core.validation import Refused
from stemagenda.sources.finding import sources
from stemagenda.sources.protocol import NO_DETAILS
from stemagenda.sources.reading import read_release
from stemagenda.store import agenda as agenda_store


def recognise(*, name: str, content: bytes) -> tuple[str, ...]:
    """The sources that a file may belong to, the likeliest first; none when nobody knows it.

    A file as an instrument publishes it is known by its own source. A release file names series, and each series of
    the agenda declares its source.
    """
    own = tuple(
        source.name
        for source in sources().values()
        if source.recognises is not None and source.recognises(name=name, content=content)
    )
    return own or _by_series(name=name, content=content)


def _by_series(*, name: str, content: bytes) -> tuple[str, ...]:
    try:
        release = read_release(source="", name=name, content=content, details=NO_DETAILS)
    except Refused:
        return ()
    declared = {
        (indicator.code, series.code): series.source
        for indicator in agenda_store.indicators(codes=tuple({item.indicator for item in release.observations}))
        for series in indicator.series
    }
    found = Counter(
        declared[item.indicator, item.series]
        for item in release.observations
        if (item.indicator, item.series) in declared
    )
    return tuple(source for source, _ in found.most_common())
