"""Looking for faults without storing anything: definitions, release files, and codes in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stemagenda.agendas.loading import read_agenda
from stemagenda.agendas.records import read_records
from stemagenda.core.indicators import checking
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.observation import Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import Source, releases_of, sources
from stemagenda.sources.reading import open_release
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.usecases.record_codes import lost_codes


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What was looked at, and every fault and warning found."""

    indicators: int
    releases: int
    observations: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check_files(*, folder: Path) -> Checked:
    """Read an agenda and every shipped release file; name all faults at once, as a load would name the first kind."""
    problems: list[Problem] = []
    indicators: tuple[Indicator, ...] | None = None
    try:
        agenda, indicators = read_agenda(folder)
        read_records(folder=folder, agenda=agenda, indicators=indicators)
    except Refused as refused:
        problems.extend(refused.problems)
    found, faults = _releases()
    problems.extend(faults)
    if indicators is not None:
        problems.extend(_misfits(found, indicators))
        problems.extend(_unknown_in_sources(indicators))
    return Checked(
        indicators=len(indicators or ()),
        releases=len(found),
        observations=sum(len(release.observations) for release in found),
        problems=tuple(problem for problem in problems if problem.importance == "error"),
        warnings=tuple(problem for problem in problems if problem.importance == "warning"),
    )


def check_store() -> tuple[Problem, ...]:
    """Name every code in the database that leads nowhere: figures, overrides and sources of undefined series."""
    indicators = agenda_store.indicators()
    known = {(indicator.code, series.code) for indicator in indicators for series in indicator.series}
    by_hand = {(item.indicator, item.series) for item in assessments.overrides()}
    named = sources()
    homeless = sorted({source for source, _ in releases.digests()} - set(named))
    return (
        *(_lost("figures", key) for key in sorted(set(releases.figures()) - known)),
        *(_lost("overrides", key) for key in sorted(by_hand - known)),
        *lost_codes(),
        *(
            Problem(
                file="database",
                place=f"source {source}",
                message="has releases, but there is no such source any more",
                remedy="Put its folder back under sources/.",
            )
            for source in homeless
        ),
    )


def _lost(what: str, key: tuple[str, str]) -> Problem:
    return Problem(
        file="database",
        place=f"{key[0]} / {key[1]}",
        message=f"has {what}, but no definition",
        remedy="Define the series again, or import a release without it.",
    )


def _releases() -> tuple[list[Release], list[Problem]]:
    found: list[Release] = []
    problems: list[Problem] = []
    try:
        known = sources()
    except Refused as refused:
        return [], list(refused.problems)
    for source in known.values():
        try:
            paths = list(releases_of(source))
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        for path in paths:
            _read(source, path, found, problems)
    return found, problems


def _read(source: Source, path: Path, found: list[Release], problems: list[Problem]) -> None:
    try:
        release, _ = open_release(source=source, path=path)
    except Refused as refused:
        problems.extend(refused.problems)
    else:
        found.append(release)


def _misfits(found: Iterable[Release], indicators: tuple[Indicator, ...]) -> Iterable[Problem]:
    by_code = {indicator.code: indicator for indicator in indicators}
    for release in found:
        yield from checking.check(release=release, indicators=by_code)


def _unknown_in_sources(indicators: tuple[Indicator, ...]) -> Iterable[Problem]:
    codes = {indicator.code for indicator in indicators}
    for name, source in sources().items():
        for code in source.covers:
            if code not in codes:
                yield Problem(
                    file=f"{name}/source.toml",
                    place="covers",
                    message=f"names the indicator '{code}', which this agenda does not have",
                    remedy="Correct the code.",
                    importance="warning",
                )
