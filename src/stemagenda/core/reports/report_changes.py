"""What changed from one report to the next: figures as they were written, and what people wrote. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stemagenda.core.actions.action import Action, Stage, Status, Wording
from stemagenda.core.governance.meeting import FollowUp
from stemagenda.core.reports.document import Document, Figure, Passage


@dataclass(frozen=True, kw_only=True)
class FigureDifference:
    """A figure as each report writes it; None where a report does not hold it."""

    indicator: str
    series: str
    period: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class ActionStand:
    """How far an action is."""

    stage: Stage | None
    year: int | None
    status: Status


@dataclass(frozen=True, kw_only=True)
class ActionDifference:
    """An action that is new (`before` is None), gone (`after` is None) or further, or whose status changed."""

    code: str
    title: Wording
    before: ActionStand | None
    after: ActionStand | None


@dataclass(frozen=True, kw_only=True)
class PassageDifference:
    """What people wrote at a place; empty where nothing stood."""

    place: str
    before: str
    after: str


def figure_differences(
    *, before: Document, after: Document, known_before: Mapping[str, float], known_after: Mapping[str, float]
) -> tuple[FigureDifference, ...]:
    """Every figure that is not the same in two reports of one language, series by series as the newer one has them.

    `known_before` and `known_after` are the figures that could be written, by key: one that a report leaves out, and
    that was the same, has not changed.
    """
    old, new = _figures(before), _figures(after)
    order: dict[tuple[str, str], int] = {}
    found = tuple(
        FigureDifference(
            indicator=figure.indicator,
            series=figure.series,
            period=figure.period,
            before=old[key][0] if key in old else None,
            after=new[key][0] if key in new else None,
        )
        for key, (_, figure) in {**new, **{key: item for key, item in old.items() if key not in new}}.items()
        if _value(key, old, known_before) != _value(key, new, known_after)
    )
    for item in found:
        order.setdefault((item.indicator, item.series), len(order))
    return tuple(sorted(found, key=lambda item: (order[item.indicator, item.series], item.period)))


def action_differences(*, before: tuple[Action, ...], after: tuple[Action, ...]) -> tuple[ActionDifference, ...]:
    """Actions that came or went, or whose stage or status moved, by code."""
    old, new = {item.code: item for item in before}, {item.code: item for item in after}
    return tuple(
        ActionDifference(code=code, title=(new.get(code) or old[code]).title, before=was, after=now)
        for code in sorted({*old, *new})
        for was, now in [(_stand(old.get(code)), _stand(new.get(code)))]
        if was != now
    )


def follow_up_differences(
    *, before: tuple[FollowUp, ...], after: tuple[FollowUp, ...]
) -> tuple[tuple[FollowUp, ...], tuple[FollowUp, ...]]:
    """The follow-up points that were closed in between, and those that were opened."""
    was_open = {item.code for item in before if item.state != "closed"}
    known = {item.code for item in before}
    closed = tuple(
        item for item in after if item.state == "closed" and (item.code in was_open or item.code not in known)
    )
    return closed, tuple(item for item in after if item.state != "closed" and item.code not in known)


def passage_differences(*, before: Document, after: Document) -> tuple[PassageDifference, ...]:
    """Passages that differ, in the order of the newer report."""
    old, new = dict(_passages(before)), dict(_passages(after))
    return tuple(
        PassageDifference(place=place, before=old.get(place, ""), after=new.get(place, ""))
        for place in dict.fromkeys((*new, *old))
        if old.get(place, "") != new.get(place, "")
    )


def _figures(document: Document) -> dict[str, tuple[str, Figure]]:
    """Each figure of a series and a period once, as first written. What is worked out from two follows from them."""
    found: dict[str, tuple[str, Figure]] = {}
    for written, figure in document.written_figures:
        if figure.period.replace("-", "").isalnum():
            found.setdefault(figure.key, (written, figure))
    return found


def _value(key: str, written: Mapping[str, tuple[str, Figure]], known: Mapping[str, float]) -> float | None:
    return written[key][1].value if key in written else known.get(key)


def _stand(action: Action | None) -> ActionStand | None:
    if action is None:
        return None
    latest = action.stage
    return ActionStand(
        stage=latest.stage if latest else None, year=latest.year if latest else None, status=action.status
    )


def _passages(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block.place, block.text
