"""Taking in definitions and figures, and deciding every light. All or nothing, repeatable, audited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from stemagenda.agendas.comparison import differences
from stemagenda.agendas.loading import AGENDAS, digest, read_agenda
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.checking import check
from stemagenda.core.indicators.definition import Indicator, Series
from stemagenda.core.indicators.timeline import State, timeline
from stemagenda.core.observation import Figure, Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import releases_of, sources
from stemagenda.sources.reading import open_release
from stemagenda.store import agenda as agenda_store
from stemagenda.store import assessments, releases
from stemagenda.store.audit import record_write
from stemagenda.usecases.permissions import Actor, check_can_load

Progress = Callable[[str, int, int], None]
#: Outcomes of adding a release that change what is in force.
MOVED: Final = ("new", "superseded")


def _silent(step: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a load changed: definitions in words, releases by outcome, states added and closed, warnings."""

    definitions: tuple[str, ...]
    releases: dict[str, int]
    states_added: int
    states_closed: int
    warnings: tuple[Problem, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in the store is different from before."""
        moved = sum(self.releases.get(outcome, 0) for outcome in MOVED)
        return bool(self.definitions or moved or self.states_added or self.states_closed)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an import would do, or did: the release, its outcome, the lights that change, warnings."""

    release: Release
    outcome: str
    light_changes: tuple[tuple[str, str, str, str], ...]
    warnings: tuple[Problem, ...]


def load_everything(*, folder: Path, actor: Actor, now: datetime, progress: Progress = _silent) -> Loaded:
    """Load an agenda, every shipped release file, and assess every series, in one transaction.

    Raises:
        Refused: with one problem per fault; nothing is stored then.
        NotAllowed: for anybody but the operator.
    """
    check_can_load(actor)
    with transaction.atomic():
        definitions, indicators = _save_definitions(folder=folder, actor=actor, now=now)
        outcomes, warnings = _save_releases(
            indicators=indicators,
            is_shipped_agenda=AGENDAS in folder.resolve().parents,
            actor=actor,
            now=now,
            progress=progress,
        )
        added, closed = _reassess(actor=actor, now=now, progress=progress)
    return Loaded(
        definitions=definitions, releases=outcomes, states_added=added, states_closed=closed, warnings=warnings
    )


def reassess(*, actor: Actor, now: datetime, progress: Progress = _silent) -> tuple[int, int]:
    """Decide every light again from the stored figures and definitions. Returns states added and closed."""
    check_can_load(actor)
    with transaction.atomic():
        return _reassess(actor=actor, now=now, progress=progress)


def import_release(*, source: str, path: Path, actor: Actor, now: datetime, dry_run: bool = False) -> Preview:
    """Read one release file of a source, check it, store it and assess again; or only say what would happen.

    Raises:
        Refused: the file or a value in it is wrong, or the source is unknown; nothing is stored.
    """
    check_can_load(actor)
    known = sources()
    if source not in known:
        raise Refused(
            [
                Problem(
                    file=str(path),
                    place="",
                    message=f"there is no source called '{source}'",
                    remedy=f"Choose one of: {', '.join(sorted(known))}.",
                )
            ]
        )
    release, content = open_release(source=known[source], path=path)
    with transaction.atomic():
        preview = _import(release=release, content=content, file_name=path.name, actor=actor, now=now)
        if dry_run:
            transaction.set_rollback(True)
    return preview


def _import(*, release: Release, content: bytes, file_name: str, actor: Actor, now: datetime) -> Preview:
    indicators = agenda_store.indicators()
    warnings = _checked([release], indicators)
    _check_periods(release=release, figures=releases.figures())
    before = _colours(now)
    outcome = releases.add_release(
        release=release, content=content, file_name=file_name, is_shipped=False, actor=actor.name, now=now
    )
    if outcome in MOVED:
        record_write(
            verb="import_release",
            subject=f"{release.source}/{release.code}",
            actor=actor.name,
            now=now,
            details={"digest": release.digest, "outcome": outcome, "observations": len(release.observations)},
        )
        _reassess(actor=actor, now=now, progress=_silent)
    after = _colours(now)
    return Preview(
        release=release,
        outcome=outcome,
        light_changes=tuple(
            (*key, before.get(key, ""), colour) for key, colour in sorted(after.items()) if before.get(key) != colour
        ),
        warnings=warnings,
    )


def _check_periods(*, release: Release, figures: Mapping[tuple[str, str], tuple[Figure, ...]]) -> None:
    """Refuse a school year in a series of calendar years, and the other way round: they are not the same figure."""
    problems = []
    for seen in release.observations:
        kinds = {figure.observation.period.kind for figure in figures.get((seen.indicator, seen.series), ())}
        if kinds and seen.period.kind not in kinds:
            asked = "calendar years such as 2018" if "year" in kinds else "school years such as 2018-19"
            problems.append(
                Problem(
                    file=f"{release.source}/{release.code}",
                    place=f"row {seen.row}, column period",
                    message=f"'{seen.period}' does not fit {seen.indicator} / {seen.series}, which has {asked}",
                    remedy="Write the period as the series does, or name another series.",
                )
            )
    if problems:
        raise Refused(problems)


def _colours(now: datetime) -> dict[tuple[str, str], str]:
    return {key: standing.colour for key, standing in assessments.standings(on=now.date(), lit=True).items()}


def _save_definitions(*, folder: Path, actor: Actor, now: datetime) -> tuple[tuple[str, ...], tuple[Indicator, ...]]:
    agenda, indicators = read_agenda(folder)
    fingerprint = digest(folder)
    if agenda_store.agenda_digest(code=agenda.code) == fingerprint:
        return (), indicators
    old = agenda_store.agenda()
    changes = differences(old=(old, agenda_store.indicators()) if old is not None else None, new=(agenda, indicators))
    agenda_store.save_agenda(agenda=agenda, indicators=indicators, digest=fingerprint, now=now)
    record_write(
        verb="load_agenda",
        subject=agenda.code,
        actor=actor.name,
        now=now,
        details={"digest": fingerprint, "changes": list(changes)[:200]},
    )
    return tuple(changes) or ("definitions rewritten without a change in meaning",), indicators


def _save_releases(
    *,
    indicators: tuple[Indicator, ...],
    is_shipped_agenda: bool,
    actor: Actor,
    now: datetime,
    progress: Progress,
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    paths = [(source, path) for source in sources().values() for path in releases_of(source)]
    read: list[tuple[Release, bytes, str]] = []
    problems: list[Problem] = []
    for index, (source, path) in enumerate(paths, 1):
        try:
            read.append((*open_release(source=source, path=path), path.name))
        except Refused as refused:
            problems.extend(refused.problems)
        progress("read", index, len(paths))
    if problems:
        raise Refused(problems)
    if not is_shipped_agenda:
        # Shipped figures belong to the shipped agenda; a file without a single series of another one is not for it.
        declared = {(indicator.code, series.code) for indicator in indicators for series in indicator.series}
        read = [item for item in read if any((s.indicator, s.series) in declared for s in item[0].observations)]
    warnings = _checked((release for release, _, _ in read), indicators)
    outcomes: dict[str, int] = {}
    for release, content, name in read:
        outcome = releases.add_release(
            release=release, content=content, file_name=name, is_shipped=True, actor=actor.name, now=now
        )
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if outcome in MOVED:
            record_write(
                verb="load_release",
                subject=f"{release.source}/{release.code}",
                actor=actor.name,
                now=now,
                details={"digest": release.digest, "outcome": outcome},
            )
    return outcomes, warnings


def _checked(found: Iterable[Release], indicators: tuple[Indicator, ...]) -> tuple[Problem, ...]:
    by_code = {indicator.code: indicator for indicator in indicators}
    problems = [problem for release in found for problem in check(release=release, indicators=by_code)]
    errors = [problem for problem in problems if problem.importance == "error"]
    if errors:
        raise Refused(errors)
    return tuple(problems)


def _reassess(*, actor: Actor, now: datetime, progress: Progress) -> tuple[int, int]:
    agenda = agenda_store.agenda()
    if agenda is None:
        return 0, 0
    indicators = agenda_store.indicators()
    figures = releases.figures()
    states: dict[tuple[str, str], tuple[State, ...]] = {}
    for index, indicator in enumerate(indicators, 1):
        for series, timeline_ in _timelines(agenda=agenda, indicator=indicator, figures=figures):
            states[indicator.code, series.code] = timeline_
        progress("assess", index, len(indicators))
    added, closed = assessments.save_states(states=states, now=now)
    if added or closed:
        record_write(
            verb="reassess", subject=agenda.code, actor=actor.name, now=now, details={"added": added, "closed": closed}
        )
    return added, closed


def _timelines(
    *, agenda: Agenda, indicator: Indicator, figures: Mapping[tuple[str, str], tuple[Figure, ...]]
) -> Iterable[tuple[Series, tuple[State, ...]]]:
    proxies = [
        figure.release.published
        for series in indicator.series
        if series.role == "proxy"
        for figure in figures.get((indicator.code, series.code), ())
    ]
    for series in indicator.series:
        yield (
            series,
            timeline(
                indicator=indicator,
                series=series,
                figures=figures.get((indicator.code, series.code), ()),
                proxies_since=min(proxies, default=None),
                agenda=agenda,
            ),
        )
