"""What taking in a release does, said before it is done: figure by figure, light by light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from stemagenda.core.observation import Observation, Release
from stemagenda.core.validation import Problem
from stemagenda.store.staging import Counts

#: Changes that are written out; the rest is counted.
MOST_CHANGES: Final = 500


@dataclass(frozen=True, kw_only=True)
class Change:
    """One figure that comes, moves or goes. `before` is None for a new one, `after` for one that vanished."""

    indicator: str
    series: str
    period: str
    before: float | None
    after: float | None
    row: int = 0

    @property
    def size(self) -> float:
        """The move as a part of the earlier value; 0 for a figure that comes or goes, infinite from zero."""
        if self.before is None or self.after is None or self.before == self.after:
            return 0.0
        return abs(self.after - self.before) / abs(self.before) if self.before else float("inf")


@dataclass(frozen=True, kw_only=True)
class LightChange:
    """A light before and after; `before` is empty where there was none."""

    indicator: str
    series: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an import would do, or did.

    `outcome` is "new", "superseded", "unchanged" or "pending"; `figures` counts what the agenda's series get, `cells`
    the instrument's own table (None for a file without one); `changes` are the figures that are not as before, the
    largest moves first; `revisions` those beyond the size the source declares. `stored` tells a deed from a preview.
    """

    release: Release
    outcome: str
    figures: Counts
    light_changes: tuple[LightChange, ...]
    warnings: tuple[Problem, ...]
    changes: tuple[Change, ...] = ()
    revisions: tuple[Change, ...] = ()
    cells: Counts | None = None
    visible_from: datetime | None = None
    stored: bool = False

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has to say why before this can be taken in."""
        return bool(self.revisions)


def compare_figures(
    *, before: tuple[Observation, ...] | None, known: Mapping[tuple[str, str, str], float], release: Release
) -> tuple[Counts, tuple[Change, ...]]:
    """Compare a release with the one it takes the place of, or with what its source said of these figures earlier.

    `before` are the figures of the replaced release, None where it replaces none; `known` the newest earlier value of
    a figure by indicator, series and period. Only against a replaced release can a figure vanish.
    """
    earlier = {_place(item): item.value for item in before} if before is not None else dict(known)
    changes: list[Change] = []
    unchanged = 0
    for item in release.observations:
        value = earlier.pop(_place(item), None)
        if value == item.value:
            unchanged += 1
        else:
            changes.append(_change(_place(item), value, item.value, item.row))
    gone = [_change(place, value, None, 0) for place, value in earlier.items()] if before is not None else []
    counts = Counts(
        new=sum(1 for change in changes if change.before is None),
        changed=sum(1 for change in changes if change.before is not None),
        unchanged=unchanged,
        vanished=len(gone),
    )
    return counts, tuple(sorted([*changes, *gone], key=_importance))


def light_changes(
    before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> tuple[LightChange, ...]:
    """The lights whose colour differs, by indicator and series."""
    return tuple(
        LightChange(indicator=key[0], series=key[1], before=before.get(key, ""), after=after.get(key, ""))
        for key in sorted({*before, *after})
        if before.get(key, "") != after.get(key, "")
    )


def _importance(change: Change) -> tuple[bool, float, str, str, str]:
    return change.after is not None, -change.size, change.indicator, change.series, change.period


def _place(item: Observation) -> tuple[str, str, str]:
    return item.indicator, item.series, item.period.code


def _change(place: tuple[str, str, str], before: float | None, after: float | None, row: int) -> Change:
    return Change(indicator=place[0], series=place[1], period=place[2], before=before, after=after, row=row)


def as_document(preview: Preview) -> dict[str, Any]:
    """A preview in JSON's types: for a program, and to be shown again later."""
    release = preview.release
    return {
        "source": release.source,
        "release": release.code,
        "dataset": release.dataset or None,
        "title": release.title,
        "published": release.published.isoformat(),
        "precision": release.precision,
        "rank": release.rank,
        "digest": release.digest,
        "reader": release.reader,
        "figures": len(release.observations) or preview.figures.unchanged,
        "outcome": preview.outcome,
        "stored": preview.stored,
        "visible_from": preview.visible_from.isoformat() if preview.visible_from else None,
        "observations": asdict(preview.figures),
        "cells": asdict(preview.cells) if preview.cells is not None else None,
        "changes": [asdict(change) for change in preview.changes],
        "needs_reason": preview.needs_reason,
        "revisions": [asdict(change) for change in preview.revisions],
        "light_changes": [light_change_of(change) for change in preview.light_changes],
        "problems": problems_of(preview.warnings),
        "warnings": [str(problem) for problem in preview.warnings],
    }


def light_change_of(change: LightChange) -> dict[str, str | None]:
    """A changed light in JSON's types: null where there is no light."""
    return {**asdict(change), "before": change.before or None, "after": change.after or None}


def problems_of(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Problems in JSON's types."""
    return [asdict(problem) for problem in problems]
