"""Objectives against whoever or whatever takes part: which cells hold actions, and which are empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Dimension = Literal["entity", "pillar", "transition", "target_group", "policy_domain"]
#: The column of actions that do not state the dimension: no gap, and no proof that there is none.
NOT_STATED = "-"


@dataclass(frozen=True, kw_only=True)
class Covering:
    """An action as a matrix needs it: its code, its objectives, and its values of the dimension."""

    code: str
    objectives: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Rows are objectives, columns values of a dimension ("-" last); a cell names its actions.

    `empty` are the cells without any, of objectives that have actions; `uncovered` the objectives that have none.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[str, ...]]
    empty: tuple[tuple[str, str], ...]
    uncovered: tuple[str, ...]


def matrix(*, objectives: Sequence[str], columns: Sequence[str], actions: Iterable[Covering]) -> Matrix:
    """Put every action in the cells of its objectives and values."""
    cells: dict[tuple[str, str], list[str]] = {}
    covered = set()
    for action in actions:
        for objective in action.objectives:
            covered.add(objective)
            for value in action.values or (NOT_STATED,):
                cells.setdefault((objective, value), []).append(action.code)
    served = [row for row in objectives if row in covered]
    return Matrix(
        rows=tuple(objectives),
        columns=(*columns, NOT_STATED),
        cells={place: tuple(codes) for place, codes in cells.items()},
        empty=tuple((row, column) for row in served for column in columns if (row, column) not in cells),
        uncovered=tuple(row for row in objectives if row not in covered),
    )
