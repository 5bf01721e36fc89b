"""Taking in definitions and figures, and deciding every light. All or nothing, repeatable, audited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from stemagenda.agendas.comparison import differences
from stemagenda.agendas.loading import AGENDAS, digest, read_agenda
from stemagenda.core.framework import Agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.observation import Datum, Details, Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import releases_of, sources
from stemagenda.sources.reading import details_beside, open_release
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases
from stemagenda.store.audit import record_write
from stemagenda.store.releases import Arrival
from stemagenda.usecases.assessing import Progress, decide_lights, silent
from stemagenda.usecases.intake import MOVED, checked, store_cells
from stemagenda.usecases.loading_records import LoadedRecords, load_records
from stemagenda.usecases.permissions import Actor, check_can_load


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a load changed: definitions in words, releases by outcome, states added and closed, warnings."""

    definitions: tuple[str, ...]
    releases: dict[str, int]
    records: LoadedRecords
    states_added: int
    states_closed: int
    warnings: tuple[Problem, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in the store is different from before."""
        moved = sum(self.releases.get(outcome, 0) for outcome in MOVED)
        written = self.records.added + self.records.changed
        return bool(self.definitions or moved or written or self.states_added or self.states_closed)


def load_everything(*, folder: Path, actor: Actor, now: datetime, progress: Progress = silent) -> Loaded:
    """Load an agenda, every shipped release file, and assess every series, in one transaction.

    Raises:
        Refused: with one problem per fault; nothing is stored then.
        NotAllowed: for anybody but the operator.
    """
    check_can_load(actor)
    with transaction.atomic():
        definitions, agenda, indicators = _save_definitions(folder=folder, actor=actor, now=now)
        records = load_records(folder=folder, agenda=agenda, indicators=indicators, actor=actor, now=now)
        outcomes, warnings = _save_releases(
            indicators=indicators,
            is_shipped_agenda=AGENDAS in folder.resolve().parents,
            actor=actor,
            now=now,
            progress=progress,
        )
        added, closed = decide_lights(actor=actor, now=now, progress=progress)
    return Loaded(
        definitions=definitions,
        releases=outcomes,
        records=records,
        states_added=added,
        states_closed=closed,
        warnings=warnings,
    )


def _save_definitions(
    *, folder: Path, actor: Actor, now: datetime
) -> tuple[tuple[str, ...], Agenda, tuple[Indicator, ...]]:
    agenda, indicators = read_agenda(folder)
    fingerprint = digest(folder)
    if agenda_store.agenda_digest(code=agenda.code) == fingerprint:
        return (), agenda, indicators
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
    return tuple(changes) or ("definitions rewritten without a change in meaning",), agenda, indicators


@dataclass(frozen=True, kw_only=True)
class _Arrived:
    """A shipped file that was read: what it became, its bytes, the words beside it, and the cells of its table."""

    release: Release
    content: bytes
    name: str
    details: Details
    cells: list[Sequence[Datum]]


def _save_releases(
    *,
    indicators: tuple[Indicator, ...],
    is_shipped_agenda: bool,
    actor: Actor,
    now: datetime,
    progress: Progress,
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    arrived = _read_releases(progress=progress)
    if not is_shipped_agenda:
        # Shipped figures belong to the shipped agenda; a file without a single series of another one is not for it.
        declared = {(indicator.code, series.code) for indicator in indicators for series in indicator.series}
        arrived = [
            item for item in arrived if any((s.indicator, s.series) in declared for s in item.release.observations)
        ]
    warnings = checked((item.release for item in arrived), indicators=indicators)
    outcomes: dict[str, int] = {}
    for item in arrived:
        outcome = releases.add_release(
            release=item.release,
            content=item.content,
            file_name=item.name,
            is_shipped=True,
            actor=actor.name,
            now=now,
            arrival=Arrival(details=item.details),
        )
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if outcome in MOVED:
            record_write(
                verb="load_release",
                subject=f"{item.release.source}/{item.release.code}",
                actor=actor.name,
                now=now,
                details={"digest": item.release.digest, "outcome": outcome},
            )
            if item.cells:
                store_cells(release=item.release, batches=item.cells)
    return outcomes, warnings


def _read_releases(*, progress: Progress) -> list[_Arrived]:
    """Read every shipped file.

    Raises:
        Refused: with the problems of all of them.
    """
    paths = [(source, path) for source in sources().values() for path in releases_of(source)]
    arrived: list[_Arrived] = []
    problems: list[Problem] = []
    for index, (source, path) in enumerate(paths, 1):
        cells: list[Sequence[Datum]] = []
        try:
            release, content = open_release(source=source, path=path, keep=cells.append)
            details = details_beside(path=path)
        except Refused as refused:
            problems.extend(refused.problems)
        else:
            arrived.append(_Arrived(release=release, content=content, name=path.name, details=details, cells=cells))
        progress("read", index, len(paths))
    if problems:
        raise Refused(problems)
    return arrived
