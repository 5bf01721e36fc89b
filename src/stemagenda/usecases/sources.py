"""Where figures come from: sources, their releases, one release, the kept file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stemagenda.core.indicators.definition import Unit
from stemagenda.core.observation import Observation
from stemagenda.core.text import Text
from stemagenda.sources.finding import Source, sources
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases, waiting
from stemagenda.store.releases import StoredRelease
from stemagenda.store.waiting import EarlyReader


@dataclass(frozen=True, kw_only=True)
class SourcePart:
    """A source with its releases that were public on the day, newest first."""

    source: Source
    releases: tuple[StoredRelease, ...]


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """One figure of a release, with the title and unit of its series."""

    observation: Observation
    title: Text
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class ReleasePage:
    """One release with its figures, in the order of the file.

    `versions` are the files that stood under its code before, newest first; `early` who saw it before its moment.
    """

    source: Source
    release: StoredRelease
    rows: tuple[ReleaseRow, ...]
    versions: tuple[StoredRelease, ...] = ()
    early: tuple[EarlyReader, ...] = ()


def source_parts(*, on: date) -> tuple[SourcePart, ...]:
    """Every source with its releases, by name: one query."""
    found = releases.releases(on=on)
    return tuple(
        SourcePart(source=source, releases=tuple(item for item in found if item.heading.source == name))
        for name, source in sorted(sources().items())
    )


def source_part(*, name: str, on: date) -> SourcePart | None:
    """One source, or None where there is none of that name."""
    source = sources().get(name)
    return SourcePart(source=source, releases=releases.releases(on=on, source=name)) if source else None


def release_page(*, source: str, code: str, on: date) -> ReleasePage | None:
    """One release that was public on a day, or None."""
    known = sources().get(source)
    found = releases.release(source=source, code=code)
    if known is None or found is None or found[0].heading.published > on:
        return None
    codes = tuple({observation.indicator for observation in found[1]})
    known_series = {
        (indicator.code, series.code): series
        for indicator in agenda_store.indicators(codes=codes)
        for series in indicator.series
    }
    rows = tuple(
        ReleaseRow(observation=item, title=series.title, unit=series.unit)
        for item in found[1]
        if (series := known_series.get((item.indicator, item.series))) is not None
    )
    versions = releases.versions(source=source, code=code)
    return ReleasePage(
        source=known,
        release=found[0],
        rows=rows,
        versions=tuple(item for item in versions if item.number != found[0].number),
        early=waiting.early_readers(source=source, code=code) if any(item.visible_from for item in versions) else (),
    )


def source_title(name: str) -> Text | None:
    """The title of a source, or None where there is none of that name."""
    source = sources().get(name)
    return source.title if source else None


def release_file(*, source: str, code: str, on: date, digest: str = "") -> tuple[str, bytes] | None:
    """The untouched file of a release that was public on a day, or an earlier one by its digest: name and bytes."""
    return releases.content(source=source, code=code, on=on, digest=digest)


def known_sources() -> tuple[Source, ...]:
    """Every source, by its Dutch title."""
    return tuple(sorted(sources().values(), key=lambda source: source.title.nl.casefold()))
