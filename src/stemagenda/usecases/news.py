"""What changed since a moment, as the public sees it: for the weekly letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.meeting import Decision
from stemagenda.core.governance.news import ActionNews, DecisionNews, LightNews, News
from stemagenda.store import assessments, records
from stemagenda.store.records import Card
from stemagenda.usecases.indicators import series_titles
from stemagenda.usecases.records import value_of


def news(*, since: datetime, now: datetime) -> News:
    """Actions, decisions and lights that are otherwise now than they were shown at a moment.

    What came with the very first load is no news.
    """
    began = records.began()
    since = max(since, began or since).astimezone(now.tzinfo)
    return News(
        since=since.date(),
        actions=tuple(_actions(since=since, now=now)),
        decisions=tuple(_decisions(since=since, now=now)),
        lights=tuple(_lights(since=since, now=now)),
    )


def _actions(*, since: datetime, now: datetime) -> Iterator[ActionNews]:
    before = _cards("action", on=since.date(), known_at=since)
    after = _cards("action", on=now.date(), known_at=now)
    for code in sorted(before.keys() | after.keys()):
        earlier, later = before.get(code), after.get(code)
        if earlier is None and later is not None:
            yield ActionNews(change="new", code=code, title=_title(later))
        elif earlier is not None and later is None:
            yield ActionNews(change="withdrawn", code=code, title=_title(earlier))
        elif earlier is not None and later is not None and earlier.number != later.number:
            yield ActionNews(change="changed", code=code, title=_title(later))


def _decisions(*, since: datetime, now: datetime) -> Iterator[DecisionNews]:
    known = _cards("decision", on=since.date(), known_at=since)
    fresh = [item for item in records.public_bodies(kind="decision", on=now.date()) if item.code not in known]
    if not fresh:
        return
    names = {code: _title(card) for kind in ("entity", "body") for code, card in _cards(kind, on=now.date()).items()}
    decisions: list[Decision] = [value_of(version) for version in fresh]
    for decision in sorted(decisions, key=lambda item: (item.on, item.code), reverse=True):
        yield DecisionNews(
            code=decision.code,
            text=decision.text,
            by=names.get(decision.by, Wording(nl=decision.by)),
            on=decision.on,
            precision=decision.precision,
        )


def _lights(*, since: datetime, now: datetime) -> Iterator[LightNews]:
    before, after = _shown(at=since), _shown(at=now)
    changed = sorted(key for key in before.keys() & after.keys() if before[key] != after[key])
    titles = series_titles(codes=(indicator for indicator, _ in changed)) if changed else {}
    for indicator, series in changed:
        if (indicator, series) in titles:
            yield LightNews(
                indicator=indicator,
                title=titles[indicator, series],
                before=before[indicator, series],
                after=after[indicator, series],
            )


def _shown(*, at: datetime) -> Mapping[tuple[str, str], str]:
    """The colour that each light showed at a moment: the computed one, or the one that an editor had set."""
    by_hand = {
        (item.indicator, item.series): item.colour
        for item in assessments.overrides(on=at.date())
        if item.made_at <= at and (item.withdrawn_at is None or item.withdrawn_at > at)
    }
    computed = assessments.colours(on=at.date(), known_at=at)
    return {**computed, **{key: colour for key, colour in by_hand.items() if key in computed}}


def _cards(kind: str, *, on: date, known_at: datetime | None = None) -> dict[str, Card]:
    return {card.code: card for card in records.public_cards(kind=kind, on=on, known_at=known_at)}


def _title(card: Card) -> Wording:
    return Wording(nl=card.card["title"]["nl"], en=card.card["title"]["en"])
