"""What people keep, as words to be found: actions, bodies, meetings, advice, policy, practices, actors.

Public texts only, as they were on a day; minutes only where they are public.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from stemagenda.core.actions.action import Action, Theme, Wording
from stemagenda.core.events.event import Event, whole
from stemagenda.core.governance.body import Body, Entity
from stemagenda.core.governance.meeting import Advice, Decision, FollowUp, Meeting
from stemagenda.core.governance.news_item import NewsItem
from stemagenda.core.practices.practice import Practice
from stemagenda.core.text import Language
from stemagenda.core.timeline.development import PolicyDevelopment
from stemagenda.store import records
from stemagenda.usecases.records import value_of


class Found(NamedTuple):
    """A record as it is found: its title, its text, and where it stands. An anchor is a place on a list."""

    title: Wording
    texts: tuple[Wording, ...]
    page: str
    is_on_list: bool = False


def _plain(text: str) -> Wording:
    return Wording(nl=text)


def _action(action: Action) -> Found:
    notes = (_plain(note.text) for note in action.notes)
    return Found(action.title, (action.description, *notes), "action")


def _theme(theme: Theme) -> Found:
    return Found(theme.title, (theme.description,), "outlook", is_on_list=True)


def _body(body: Body) -> Found:
    return Found(body.title, (body.mandate,), "body")


def _meeting(meeting: Meeting) -> Found:
    said = (_plain(meeting.minutes),) if meeting.minutes_public else ()
    points = (_plain(item.title) for item in meeting.items)
    return Found(meeting.title, (_plain(meeting.where), *points, *said), "meeting")


def _news(item: NewsItem) -> Found:
    return Found(item.title, (item.summary, item.description), "news_item")


def _event(event: Event) -> Found:
    title = event.title if event.title.nl else _plain(event.code)
    return Found(title, (event.description, _plain(event.where)), "event")


def _decision(decision: Decision) -> Found:
    return Found(decision.text, (), "decisions", is_on_list=True)


def _follow_up(point: FollowUp) -> Found:
    return Found(point.title, (_plain(point.closing_note),), "follow_ups", is_on_list=True)


def _advice(advice: Advice) -> Found:
    answers = (_plain(item.response) for item in advice.recommendations)
    return Found(advice.title, (*(item.text for item in advice.recommendations), *answers), "advices", is_on_list=True)


def _development(development: PolicyDevelopment) -> Found:
    years = (item.text for item in development.years)
    texts = (development.goals, development.description, development.background, *years)
    return Found(development.title, texts, "development")


def _practice(practice: Practice) -> Found:
    texts = (practice.summary, practice.description, practice.results, practice.evaluation, practice.funding)
    return Found(practice.title, texts, "practice")


def _entity(entity: Entity) -> Found:
    names = (_plain(name) for name in entity.aliases)
    return Found(entity.title, (*names, *(role.text for role in entity.roles)), "actor")


_READERS: Final[Mapping[str, Callable[[Any], Found]]] = {
    "action": _action,
    "theme": _theme,
    "body": _body,
    "meeting": _meeting,
    "decision": _decision,
    "follow-up": _follow_up,
    "advice": _advice,
    "development": _development,
    "practice": _practice,
    "event": _event,
    "news": _news,
    "entity": _entity,
}
RECORD_KINDS: Final = tuple(_READERS)
#: Kinds of which a version says all there is to find.
OWN_KINDS: Final = tuple(kind for kind in RECORD_KINDS if kind != "event")


def events_with_meetings(*, on: date) -> Iterator[tuple[str, str, Found]]:
    """(kind, code, what is found) for events: they take what their meeting says, so they are read anew."""
    return (
        (kind, code, found)
        for kind, code, found, _ in read_public(on=on, kinds=("meeting", "event"))
        if kind == "event"
    )


def read_public(*, on: date, kinds: Collection[str] = RECORD_KINDS) -> Iterator[tuple[str, str, Found, Any]]:
    """(kind, code, what is found, the record itself) for every record that was public on a day: one query.

    A record that was merged is found under the one that goes on, which has its names.
    """
    stored = records.public_bodies_of(kinds=kinds, on=on)
    meetings = {version.code: version for version in stored["meeting"]}
    for kind in kinds:
        for version in stored[kind]:
            if version.body.get("merged_into"):
                continue
            value = value_of(version)
            if isinstance(value, Event) and value.meeting in meetings:
                value = whole(event=value, meeting=value_of(meetings[value.meeting]))
            yield kind, version.code, found_in(kind=kind, value=value), value


def found_in(*, kind: str, value: Any) -> Found:
    """What is found of a record of a kind."""
    return _READERS[kind](value)


def title_and_text(found: Found, *, language: Language) -> tuple[str, str]:
    """A record's words in one language; in the other one where only that was written."""
    texts = (text.to(language) for text in found.texts)
    return found.title.to(language), " · ".join(text for text in texts if text)
