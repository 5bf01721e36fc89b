"""Making the figures again from the kept files: proof that nothing in the database was typed over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from stemagenda.core.validation import Refused
from stemagenda.sources.finding import sources
from stemagenda.store import rebuilding
from stemagenda.store.audit import record_write
from stemagenda.store.rebuilding import Filed
from stemagenda.store.staging import staging, withdraw_cells
from stemagenda.store.waiting import kept_file
from stemagenda.usecases.assessing import Progress, decide_lights, silent
from stemagenda.usecases.permissions import Actor, check_can_load


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """What reading every kept file again gave.

    `differing` names the releases whose figures came out otherwise, `unread` those whose file cannot be read any more,
    each with the reason; `cells_are_same` speaks of the instruments' own tables, `states_*` of the lights. `stored`
    tells whether what the files say now stands in the database.
    """

    files: int
    figures: int
    differing: tuple[str, ...]
    unread: tuple[str, ...]
    cells_are_same: bool
    states_added: int
    states_closed: int
    stored: bool = False

    @property
    def is_same(self) -> bool:
        """Whether the database holds what the files say."""
        return not (self.differing or self.unread) and self.cells_are_same and not self.states_added


def rebuild(*, actor: Actor, now: datetime, check_only: bool = False, progress: Progress = silent) -> Rebuilt:
    """Read every kept file again, in the order it came in, and store what it says; with `check_only` only compare.

    A file that cannot be read any more keeps its figures as they are, and is named. Where cells of a table would be
    lost with it, nothing is stored: nobody could make them again.
    """
    check_can_load(actor)
    with transaction.atomic():
        before = rebuilding.cells_digest()
        rebuilding.clear_cells()
        tally = _read_all(progress)
        added, closed = decide_lights(actor=actor, now=now)
        cells_are_same = rebuilding.cells_digest() == before
        stored = not check_only and (cells_are_same or not tally.unread)
        found = Rebuilt(
            files=tally.files,
            figures=tally.figures,
            differing=tuple(tally.differing),
            unread=tuple(tally.unread),
            cells_are_same=cells_are_same,
            states_added=added,
            states_closed=closed,
            stored=stored,
        )
        if not stored:
            transaction.set_rollback(True)
        elif not found.is_same:
            details = {"differing": tally.differing[:200]}
            record_write(verb="rebuild", subject="releases", actor=actor.name, now=now, details=details)
    return found


@dataclass
class _Tally:
    """What was read so far."""

    files: int = 0
    figures: int = 0
    differing: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def _read_all(progress: Progress) -> _Tally:
    """Read every kept file in the order it came in, withdrawals at their place."""
    tally = _Tally()
    filed = tuple(rebuilding.filed())
    for number, item in enumerate(filed, 1):
        progress("read", number, len(filed))
        if item.withdraws and not item.is_pending:
            withdraw_cells(release=item.withdraws, withdrawal=item.number, on=item.recorded_at.date())
        if not item.has_file:
            continue
        tally.files += 1
        try:
            count, is_same = _again(item)
        except Refused as refused:
            tally.unread.append(f"{item.source}/{item.code}: {refused.problems[0]}")
            continue
        tally.figures += count
        if not is_same:
            tally.differing.append(f"{item.source}/{item.code}")
    return tally


def _again(item: Filed) -> tuple[int, bool]:
    """Read one kept file again and store it. Returns how many figures, and whether they are as they were."""
    kept = kept_file(number=item.number)
    source = sources()[item.source]
    with staging() as cells:
        release = source.read(name=kept.file_name, content=kept.content, details=kept.details, keep=cells.add)
        # A withdrawal repeats the file that stands again; its cells were put back already.
        if not item.is_pending and not item.withdraws:
            cells.compare(source=source.name, dataset=release.dataset)
            cells.store(source=source.name, dataset=release.dataset, release=item.number, known_from=release.published)
    stored = rebuilding.figures_of(number=item.number)
    if sorted(stored, key=_place) == sorted(release.observations, key=_place):
        return len(stored), True
    rebuilding.replace_figures(number=item.number, observations=release.observations)
    return len(release.observations), False


def _place(item: object) -> str:
    return repr(item)
