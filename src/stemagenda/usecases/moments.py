"""What happened beside a series: developments, decisions, actions and meetings that people linked to its indicator.

By default only what somebody linked is shown; what serves the same objectives, and single records, on request. Public
records only, as they were on the day asked. What was read is kept until the next write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, Literal, cast, get_args

from stemagenda.core.actions.action import Stage, Wording
from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.indicators.definition import Indicator
from stemagenda.core.text import Text
from stemagenda.core.timeline.moments import Beside, Link, Moment, MomentKind, figures_beside, serves, span_of
from stemagenda.store import agenda as agenda_store
from stemagenda.store import records
from stemagenda.store.audit import version
from stemagenda.usecases.records import value_of
from stemagenda.usecases.views import SeriesView

Scope = Literal["linked", "wide", "none"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
#: So many numbers can be told apart in one picture.
MOST_SHOWN: Final = 9
#: So many others a form lets choose; any other one by its name.
MOST_OFFERED: Final = 40
#: So many names of single records are read.
MOST_CHOSEN: Final = 20


@dataclass(frozen=True, kw_only=True)
class MomentQuery:
    """What is asked: what was linked, also what serves the same objectives, or nothing; and records by their name."""

    scope: Scope = "linked"
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Undated:
    """A record that belongs there, of which no document gives a time."""

    kind: MomentKind
    code: str
    title: Wording
    links: tuple[Link, ...]

    @property
    def name(self) -> str:
        """As of a moment."""
        return f"{self.kind}/{self.code}"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A moment with its number, the link that brought it, and the figures before and after."""

    number: int
    moment: Moment
    link: Link | None
    beside: Beside


@dataclass(frozen=True, kw_only=True)
class Moments:
    """The answer. `more` fit as well and have no room; `lost` are names that lead nowhere on that day.

    `offered` are other records to choose from, the latest first; `undated` those that were linked or chosen without a
    known time.
    """

    query: MomentQuery
    shown: tuple[Shown, ...]
    more: int
    undated: tuple[Undated, ...]
    lost: tuple[str, ...]
    offered: tuple[Moment, ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    moments: tuple[Moment, ...]
    undated: tuple[Undated, ...]


def moments_of(*, view: SeriesView, query: MomentQuery, on: date) -> Moments:
    """The moments beside a series, in order of time: one query where nothing was written since.

    Where too many fit, chosen ones go before linked ones, and later ones before earlier ones.
    """
    known = _known(version(), on)
    indicator = view.indicator
    picked = [moment for moment in known.moments if _fits(moment, indicator, query)]
    chosen = frozenset(query.chosen)
    picked.sort(key=lambda item: (item.name not in chosen, not item.link_to(indicator.code), -item.first.toordinal()))
    kept = sorted(picked[:MOST_SHOWN], key=lambda item: (item.first, item.last, item.code))
    tolerance = (view.standing.rule or {}).get("tolerance")
    return Moments(
        query=query,
        shown=tuple(
            Shown(
                number=number,
                moment=moment,
                link=moment.link_to(indicator.code),
                beside=figures_beside(
                    moment=moment, points=view.standing.points, series=view.series, tolerance=tolerance
                ),
            )
            for number, moment in enumerate(kept, 1)
        ),
        more=len(picked) - len(kept),
        undated=tuple(item for item in known.undated if query.scope != "none" and _is_named(item, indicator, chosen)),
        lost=_lost(known, query),
        offered=_offered(known, picked),
    )


def marked_on(*, kind: MomentKind, on: date) -> Mapping[str, tuple[str, ...]]:
    """Code of each record of a kind that has a time -> the indicators on whose charts it stands, by code."""
    found: dict[str, set[str]] = defaultdict(set)
    for moment in _known(version(), on).moments:
        if moment.kind == kind:
            found[moment.code] |= {link.indicator for link in moment.links}
    return {code: tuple(sorted(indicators)) for code, indicators in found.items() if indicators}


def linked_indicators(*, kind: MomentKind, code: str, on: date) -> tuple[tuple[Link, Text], ...]:
    """The indicators a record was linked to, each once with its title; a direct link before one through an action."""
    known = _known(version(), on)
    everything: tuple[Moment | Undated, ...] = (*known.moments, *known.undated)
    named = [item for item in everything if (item.kind, item.code) == (kind, code)]
    links: dict[str, Link] = {}
    for link in sorted((link for item in named for link in item.links), key=lambda link: bool(link.through)):
        links.setdefault(link.indicator, link)
    titles = {item.code: item.title for item in agenda_store.indicators(codes=tuple(sorted(links)))} if links else {}
    return tuple((links[name], titles[name]) for name in sorted(links) if name in titles)


def _fits(moment: Moment, indicator: Indicator, query: MomentQuery) -> bool:
    if moment.name in query.chosen:
        return True
    if query.scope == "none":
        return False
    is_linked = moment.link_to(indicator.code) is not None
    return is_linked or (query.scope == "wide" and serves(objectives=moment.objectives, of=indicator.objectives))


def _is_named(item: Undated, indicator: Indicator, chosen: Iterable[str]) -> bool:
    return item.name in chosen or any(link.indicator == indicator.code for link in item.links)


def _lost(known: _Known, query: MomentQuery) -> tuple[str, ...]:
    everything: tuple[Moment | Undated, ...] = (*known.moments, *known.undated)
    there = {item.name for item in everything} if query.chosen else set()
    return tuple(name for name in query.chosen if name not in there)


def _offered(known: _Known, picked: Iterable[Moment]) -> tuple[Moment, ...]:
    """One moment of every other record, its latest; the latest record first."""
    taken = {moment.name for moment in picked}
    found: dict[str, Moment] = {}
    for moment in sorted(known.moments, key=lambda item: (item.first, item.code), reverse=True):
        if moment.name not in taken and len(found) < MOST_OFFERED:
            found.setdefault(moment.name, moment)
    return tuple(found.values())


@lru_cache(maxsize=4)
def _known(written: int, on: date) -> _Known:  # noqa: ARG001
    """Every moment up to a day; `written` changes with every write, so nothing is outdated."""
    actions = {card.code: card.card for card in records.public_cards(kind="action", on=on)}
    meetings: dict[str, Meeting] = {item.code: value_of(item) for item in records.public_bodies(kind="meeting", on=on)}
    decisions = {card.code: card.card for card in records.public_cards(kind="decision", on=on)}
    developments = {card.code: card.card for card in records.public_cards(kind="development", on=on)}
    found = [
        *(_of_action(code, card) for code, card in actions.items()),
        *(_of_meeting(meeting) for meeting in meetings.values() if not meeting.cancelled),
        *(_of_decision(code, card, actions, meetings) for code, card in decisions.items()),
        *(_of_development(code, card, actions) for code, card in developments.items()),
    ]
    return _Known(
        moments=tuple(
            moment for of_one in found for moment in of_one if isinstance(moment, Moment) and moment.first <= on
        ),
        undated=tuple(item for of_one in found for item in of_one if isinstance(item, Undated)),
    )


_Found = tuple[Moment | Undated, ...]


def _of_action(code: str, card: Mapping[str, Any]) -> _Found:
    """Its first day; where no document gives one, the first year of each stage."""
    title, links, objectives = _wording(card["title"]), _links(card["indicators"]), frozenset(card["objectives"])
    if card["starts"]:
        day = date.fromisoformat(card["starts"])
        return (
            Moment(
                kind="action", code=code, title=title, first=day, last=day, precision="day", links=links,
                objectives=objectives,
            ),
        )  # fmt: skip
    bare = Undated(kind="action", code=code, title=title, links=links)
    return _staged(bare, staged={item["year"]: item["stage"] for item in card["stages"]}, objectives=objectives)


def _of_development(code: str, card: Mapping[str, Any], actions: Mapping[str, Mapping[str, Any]]) -> _Found:
    """The first year of each stage. What its actions contribute to and serve counts for it too."""
    through = [(name, actions[name]) for name in card["actions"] if name in actions]
    links = (*_links(card["indicators"]), *_through(through))
    objectives = [item for _, action in through for item in action["objectives"]]
    bare = Undated(kind="development", code=code, title=_wording(card["title"]), links=links)
    return _staged(bare, staged={int(year): stage for year, stage in card["stages"].items()}, objectives=objectives)


def _of_decision(
    code: str,
    card: Mapping[str, Any],
    actions: Mapping[str, Mapping[str, Any]],
    meetings: Mapping[str, Meeting],
) -> _Found:
    """Its day. The indicators of its point on the agenda, and what its actions contribute to, count for it."""
    through = [(name, actions[name]) for name in card["actions"] if name in actions]
    meeting = meetings.get(card["meeting"])
    point = next((item for item in meeting.items if item.number == card["item"]), None) if meeting else None
    spoken = tuple(Link(indicator=name, reasoning=point.title) for name in point.indicators) if point else ()
    first, last = span_of(on=date.fromisoformat(card["on"]), precision=card["precision"])
    objectives = {*card["objectives"], *(item for _, action in through for item in action["objectives"])}
    return (
        Moment(
            kind="decision",
            code=code,
            title=_wording(card["text"]),
            first=first,
            last=last,
            precision=card["precision"],
            links=(*spoken, *_through(through)),
            objectives=frozenset(objectives),
        ),
    )


def _of_meeting(meeting: Meeting) -> _Found:
    """Its day, with the indicators and objectives of the points on its agenda."""
    first, last = span_of(on=meeting.on, precision=meeting.precision)
    return (
        Moment(
            kind="meeting",
            code=meeting.code,
            title=meeting.title if meeting.title.nl else Wording(nl=meeting.code),
            first=first,
            last=last,
            precision=meeting.precision,
            links=tuple(
                Link(indicator=name, reasoning=item.title) for item in meeting.items for name in item.indicators
            ),
            objectives=frozenset(code for item in meeting.items for code in item.objectives),
        ),
    )


def _staged(bare: Undated, *, staged: Mapping[int, str], objectives: Iterable[str]) -> _Found:
    """The first year of each stage; as it is where no stage is stated."""
    if not staged:
        return (bare,)
    return tuple(
        Moment(
            kind=bare.kind,
            code=bare.code,
            title=bare.title,
            first=date(year, 1, 1),
            last=date(year, 12, 31),
            precision="year",
            stage=cast("Stage", stage),
            links=bare.links,
            objectives=frozenset(objectives),
        )
        for year, stage in _changes(staged)
    )


def _changes(staged: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Each stage with the first year of which it is stated."""
    for stage, years in groupby(sorted(staged.items()), key=lambda item: item[1]):
        yield next(years)[0], stage


def _links(kept: Iterable[Any]) -> tuple[Link, ...]:
    """The links of a card; a bare code is one that was kept before reasons were asked for."""
    full = ({"indicator": item, "reasoning": ""} if isinstance(item, str) else item for item in kept)
    return tuple(Link(indicator=item["indicator"], reasoning=item["reasoning"]) for item in full)


def _through(actions: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Link, ...]:
    return tuple(
        Link(indicator=item["indicator"], reasoning=item["reasoning"], through=code)
        for code, action in actions
        for item in action["indicators"]
    )


def _wording(kept: Mapping[str, str]) -> Wording:
    return Wording(nl=kept["nl"], en=kept["en"])
