"""One file inside the transaction that takes it in: checked, compared, stored, and its lights decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from django.db import transaction

from stemagenda.core.indicators.checking import check
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.observation import Datum, Details, Figure, Release
from stemagenda.core.survey.link_errors import link_error_warnings
from stemagenda.core.text import format_number
from stemagenda.core.validation import Problem, Refused
from stemagenda.sources.finding import Source
from stemagenda.sources.protocol import NO_DETAILS
from stemagenda.store import agenda as agenda_store
from stemagenda.store import releases, waiting
from stemagenda.store.audit import record_write
from stemagenda.store.releases import Arrival
from stemagenda.store.staging import Counts, Repeated, Staging, staging
from stemagenda.store.waiting import Kept
from stemagenda.usecases.assessing import colours, decide_lights
from stemagenda.usecases.permissions import Actor
from stemagenda.usecases.previews import MOST_CHANGES, Change, LightChange, Preview, compare_figures, light_changes

#: Outcomes of adding a release that change what is in force.
MOVED: Final = ("new", "superseded")
#: Years in which a moment of publication may lie.
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file with what is said beside it: the person's words, and where a fetch got it.

    `reason` answers for large revisions; `visible_from` is the moment before which nobody may see a value.
    """

    source: str
    name: str
    content: bytes
    details: Details = NO_DETAILS
    retrieved_at: datetime | None = None
    retrieved_from: str = ""
    etag: str = ""
    reason: str = ""
    visible_from: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One file on its way into the store, inside the transaction."""

    source: Source
    incoming: Incoming
    release: Release
    cells: Staging
    actor: Actor
    now: datetime

    def take_in(self, *, dry_run: bool) -> Preview:
        """Check, compare, store, decide. Returns what changed."""
        release = self.release
        history = releases.figures(indicators={item.indicator for item in release.observations})
        warnings = checked([release], indicators=agenda_store.indicators(), history=history)
        _check_periods(release=release, figures=history)
        replaced = releases.before(source=release.source, code=release.code, dataset=release.dataset)
        before = replaced[1] if replaced else None
        figures, changes = compare_figures(before=before, known=_known(history, release), release=release)
        revisions = tuple(change for change in changes if change.size > self.source.revision_size)
        if revisions and not self.incoming.reason.strip() and not dry_run:
            raise Refused([_unexplained(release, change, self.source) for change in revisions[:MOST_CHANGES]])
        cells = compare_cells(self.cells, release)
        arrival = self._arrival(_kind(figures, replaced[0].heading.code if replaced else "", release))
        outcome, lights = self._store(
            arrival, touched={item.indicator for item in (*(before or ()), *release.observations)}
        )
        return Preview(
            release=release,
            outcome=outcome,
            figures=figures,
            cells=cells,
            changes=changes[:MOST_CHANGES],
            revisions=revisions[:MOST_CHANGES],
            light_changes=lights,
            warnings=warnings,
            visible_from=arrival.visible_from,
            stored=not dry_run and outcome != "unchanged",
        )

    def _arrival(self, kind: str) -> Arrival:
        return Arrival(
            details=self.incoming.details,
            retrieved_at=self.incoming.retrieved_at,
            retrieved_from=self.incoming.retrieved_from,
            etag=self.incoming.etag,
            kind=kind,
            reason=self.incoming.reason.strip(),
            visible_from=self._moment(),
        )

    def _store(self, arrival: Arrival, *, touched: set[str]) -> tuple[str, tuple[LightChange, ...]]:
        """Put it in force, or aside until its moment. Returns the outcome and the lights that change then."""
        if arrival.visible_from is None or arrival.visible_from <= self.now:
            return self._put_in_force(arrival, touched)
        with transaction.atomic():  # decided, looked at, and taken back: nobody may see it yet
            _, lights = self._put_in_force(arrival, touched)
            transaction.set_rollback(True)
        return self._put_aside(arrival), lights

    def _moment(self) -> datetime | None:
        """When it becomes visible: the moment given, or the start of its publication day when that lies ahead."""
        moment = self.incoming.visible_from
        if moment is not None:
            # Further away some time zone has no such day.
            if not EARLIEST <= moment.year <= LATEST:
                raise Refused([unknown_moment(file=self.incoming.name)])
            return moment
        if self.release.published > self.now.date():
            return datetime.combine(self.release.published, time(), tzinfo=self.now.tzinfo)
        return None

    def _put_in_force(self, arrival: Arrival, touched: set[str]) -> tuple[str, tuple[LightChange, ...]]:
        release = self.release
        day = max(self.now.date(), release.published)
        before = colours(on=day)
        outcome = releases.add_release(
            release=release,
            content=self.incoming.content,
            file_name=self.incoming.name,
            is_shipped=False,
            actor=self.actor.name,
            now=self.now,
            arrival=arrival,
        )
        if outcome in MOVED:
            number = releases.number_of(source=release.source, code=release.code)
            self.cells.store(
                source=release.source, dataset=release.dataset, release=number, known_from=release.published
            )
            self._record("import_release", outcome)
            decide_lights(actor=self.actor, now=self.now, only=touched)
        after = colours(on=day)
        return outcome, light_changes(before, after)

    def _put_aside(self, arrival: Arrival) -> str:
        """Let it wait, in the place of an earlier file of its code, whose early readers it keeps."""
        release = self.release
        found = waiting.waiting_release(source=release.source, code=release.code)
        earlier = waiting.kept_file(number=found[0].number) if found else None
        if earlier is not None:
            if self._is_same(earlier, arrival):
                return "unchanged"
            waiting.end_waiting(number=earlier.number, now=self.now)
        row = releases.insert_release(
            release=release,
            content=self.incoming.content,
            file_name=self.incoming.name,
            actor=self.actor.name,
            now=self.now,
            arrival=arrival,
            is_shipped=False,
            is_pending=True,
        )
        releases.add_observations(release=row.pk, observations=release.observations)
        if earlier is not None:
            waiting.hand_on_readers(earlier=earlier.number, later=row.pk)
        self._record("put_aside_release", "pending")
        return "pending"

    def _is_same(self, kept: Kept, arrival: Arrival) -> bool:
        """Whether the very same file waits already, with the same words and for the same moment."""
        same = (kept.content, kept.details, kept.visible_from)
        return same == (self.incoming.content, arrival.details, arrival.visible_from)

    def _record(self, verb: str, outcome: str) -> None:
        release = self.release
        record_write(
            verb=verb,
            subject=f"{release.source}/{release.code}",
            actor=self.actor.name,
            now=self.now,
            details={
                "digest": release.digest,
                "outcome": outcome,
                "observations": len(release.observations),
                "cells": self.cells.count,
                "reason": self.incoming.reason.strip(),
            },
        )


def unknown_moment(*, file: str) -> Problem:
    """The problem of a moment of publication that is none: taking the file in at once could never be undone."""
    return Problem(
        file=file,
        place="",
        message="the moment from which it may be seen is no day and time that can be used",
        remedy="Write it as 2026-12-01 09:30, in a year from 2000 to 2100.",
    )


def _kind(figures: Counts, replaced: str, release: Release) -> str:
    """A correction takes the place of its own code, a revision moves figures, an update only adds."""
    if replaced == release.code:
        return "correction"
    if figures.changed or figures.vanished:
        return "revision"
    return "update" if replaced else ""


def _known(
    history: Mapping[tuple[str, str], tuple[Figure, ...]], release: Release
) -> dict[tuple[str, str, str], float]:
    """The newest value the same source gave for a figure, by indicator, series and period."""
    found: dict[tuple[str, str, str], float] = {}
    for (indicator, series), figures in history.items():
        for figure in sorted(figures, key=lambda item: item.release.published):
            if figure.release.source == release.source:
                found[indicator, series, figure.observation.period.code] = figure.observation.value
    return found


def _check_periods(*, release: Release, figures: Mapping[tuple[str, str], tuple[Figure, ...]]) -> None:
    """Refuse a school year in a series of calendar years, and the other way round: they are not the same figure."""
    kinds = {key: {figure.observation.period.kind for figure in found} for key, found in figures.items()}
    problems = []
    for seen in release.observations:
        known = kinds.get((seen.indicator, seen.series))
        if known and seen.period.kind not in known:
            asked = "calendar years such as 2018" if "year" in known else "school years such as 2018-19"
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


def _unexplained(release: Release, change: Change, source: Source) -> Problem:
    before, after = (format_number(value or 0.0, language="en") for value in (change.before, change.after))
    return Problem(
        file=f"{release.source}/{release.code}",
        place=f"row {change.row}" if change.row else "",
        message=(
            f"changes {change.indicator} / {change.series} for {change.period} from {before} to {after}, "
            f"more than {format_number(source.revision_size * 100, language='en')} % of the earlier value"
        ),
        remedy="Say why the figure was revised (--reason, or the field on the page), or correct the file.",
    )


def checked(
    found: Iterable[Release],
    *,
    indicators: Sequence[Indicator],
    history: Mapping[tuple[str, str], tuple[Figure, ...]] | None = None,
) -> tuple[Problem, ...]:
    """Hold releases against the definitions; returns the warnings.

    Raises:
        Refused: something cannot be.
    """
    by_code = {indicator.code: indicator for indicator in indicators}
    problems = [
        problem
        for release in found
        for problem in (
            *check(release=release, indicators=by_code, history=history or {}),
            *link_error_warnings(release=release, indicators=by_code),
        )
    ]
    errors = [problem for problem in problems if problem.importance == "error"]
    if errors:
        raise Refused(errors)
    return tuple(problems)


def store_cells(*, release: Release, batches: Sequence[Sequence[Datum]]) -> None:
    """Store the cells of a release that is in force already. Call it inside a transaction."""
    with staging() as cells:
        for batch in batches:
            cells.add(batch)
        compare_cells(cells, release)
        number = releases.number_of(source=release.source, code=release.code)
        cells.store(source=release.source, dataset=release.dataset, release=number, known_from=release.published)


def compare_cells(cells: Staging, release: Release) -> Counts | None:
    """Compare staged cells with those in force; None for a file without any.

    Raises:
        Refused: a cell occurs twice.
    """
    if not cells.count:
        return None
    try:
        return cells.compare(source=release.source, dataset=release.dataset)
    except Repeated as repeated:
        raise Refused(
            Problem(
                file=f"{release.source}/{release.code}",
                place=f"row {last}",
                message=f"gives {key} for {period} again, after row {first}",
                remedy="Keep one of the two rows.",
            )
            for key, period, first, last in repeated.cells
        ) from repeated
