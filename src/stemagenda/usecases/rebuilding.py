"""Making the figures again from the kept files: proof that nothing in the database was typed over."""

from __future__ import annotations

from dataclasses import dataclass
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
    each with the reason; `cells_are_same` speaks of the instruments' own tables, `states_*` of the lights.
    """

    files: int
    figures: int
    differing: tuple[str, ...]
    unread: tuple[str, ...]
    cells_are_same: bool
    states_added: int
    states_closed: int

    @property
    def is_same(self) -> bool:
        """Whether the database holds what the files say."""
        return not (self.differing or self.unread) and self.cells_are_same and not self.states_added


def rebuild(*, actor: Actor, now: datetime, check_only: bool = False, progress: Progress = silent) -> Rebuilt:
    """Read every kept file again, in the order it came in, and store what it says; with `check_only` only compare.

    A file that cannot be read any more keeps its figures as they are, and is named.
    """
    check_can_load(actor)
    with transaction.atomic():
        before = rebuilding.cells_digest()
        rebuilding.clear_cells()
        differing, unread, files, figures = [], [], 0, 0
        filed = tuple(rebuilding.filed())
        for number, item in enumerate(filed, 1):
            progress("read", number, len(filed))
            if item.withdraws and not item.is_pending:
                withdraw_cells(release=item.withdraws, withdrawal=item.number, on=item.recorded_at.date())
            if not item.has_file:
                continue
            files += 1
            try:
                count, is_same = _again(item)
            except Refused as refused:
                unread.append(f"{item.source}/{item.code}: {refused.problems[0]}")
                continue
            figures += count
            if not is_same:
                differing.append(f"{item.source}/{item.code}")
        added, closed = decide_lights(actor=actor, now=now)
        found = Rebuilt(
            files=files,
            figures=figures,
            differing=tuple(differing),
            unread=tuple(unread),
            cells_are_same=rebuilding.cells_digest() == before,
            states_added=added,
            states_closed=closed,
        )
        if check_only:
            transaction.set_rollback(True)
        elif not found.is_same:
            record_write(
                verb="rebuild", subject="releases", actor=actor.name, now=now, details={"differing": differing[:200]}
            )
    return found


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
