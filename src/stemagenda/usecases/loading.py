"""Taking in definitions and figures, and deciding every light. All or nothing, repeatable, audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from stemagenda.agendas.comparison import differences
from stemagenda.agendas.loading import AGENDAS, digest, read_agenda
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.observation import Details, Release
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import releases_of, sources
from stemagenda.sources.reading import details_beside, open_release
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases
from stemagenda.store.audit import record_write
from stemagenda.store.releases import Arrival
from stemagenda.usecases.assessing import Progress, decide_lights, silent
from stemagenda.usecases.importing import MOVED, checked, store_cells
from stemagenda.usecases.permissions import Actor, check_can_load


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


def load_everything(*, folder: Path, actor: Actor, now: datetime, progress: Progress = silent) -> Loaded:
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
        added, closed = decide_lights(actor=actor, now=now, progress=progress)
    return Loaded(
        definitions=definitions, releases=outcomes, states_added=added, states_closed=closed, warnings=warnings
    )


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
    read: list[tuple[Release, bytes, str, Details]] = []
    problems: list[Problem] = []
    for index, (source, path) in enumerate(paths, 1):
        try:
            read.append((*open_release(source=source, path=path), path.name, details_beside(path=path)))
        except Refused as refused:
            problems.extend(refused.problems)
        progress("read", index, len(paths))
    if problems:
        raise Refused(problems)
    if not is_shipped_agenda:
        # Shipped figures belong to the shipped agenda; a file without a single series of another one is not for it.
        declared = {(indicator.code, series.code) for indicator in indicators for series in indicator.series}
        read = [item for item in read if any((s.indicator, s.series) in declared for s in item[0].observations)]
    warnings = checked((release for release, *_ in read), indicators=indicators)
    outcomes: dict[str, int] = {}
    for release, content, name, details in read:
        outcome = releases.add_release(
            release=release,
            content=content,
            file_name=name,
            is_shipped=True,
            actor=actor.name,
            now=now,
            arrival=Arrival(details=details),
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
            if release.dataset:
                store_cells(source=sources()[release.source], name=name, content=content, details=details)
    return outcomes, warnings
