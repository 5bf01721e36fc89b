"""The pack of one meeting: its agenda with the state of all it speaks of, and what changed since the previous one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stemagenda.core.actions.action import Action
from stemagenda.core.governance.meeting import AgendaItem, Meeting
from stemagenda.core.reports import report_sentences as words
from stemagenda.core.reports.document import Block, Bullets, Paragraph, Run, Runs, plain
from stemagenda.core.reports.governance_words import MEETING_WORDS
from stemagenda.usecases.reports.action_parts import short_table
from stemagenda.usecases.reports.governing import decisions_table, follow_ups_table
from stemagenda.usecases.reports.lights import lights_table
from stemagenda.usecases.reports.parts import Writing, heading, labelled, said
from stemagenda.usecases.views import SeriesView


def meeting_title(writing: Writing) -> str | None:
    """What the meeting is called; None where there is none with this code."""
    found = _found(writing)
    if found is None:
        return None
    name = "".join(run.text for run in writing.named(found.body))
    return found.title.to(writing.language) or f"{name}, {writing.day(found.on, found.precision)}"


def _found(writing: Writing) -> Meeting | None:
    return next((item for item in writing.material.meetings if item.code == writing.subject), None)


def meeting_pack(writing: Writing) -> tuple[Block, ...]:
    """Every block of the pack."""
    meeting = _found(writing)
    if meeting is None:
        return ()
    return (
        *_about(writing, meeting),
        *_items(writing, meeting),
        *_minutes(writing, meeting),
        *_changes(writing, meeting),
        *_points(writing, meeting),
        *_decisions(writing, meeting),
    )


def _about(writing: Writing, meeting: Meeting) -> Iterator[Block]:
    yield heading(1, writing.word("meeting"), "meeting")
    yield labelled(writing.word("body"), *writing.named(meeting.body))
    yield labelled(writing.word("day"), Run(text=writing.day(meeting.on, meeting.precision)))
    yield labelled(writing.word("kind"), Run(text=MEETING_WORDS[meeting.kind].to(writing.language)))
    yield labelled(writing.word("place"), *writing.or_not_stated(plain(meeting.where)))
    yield writing.passage("meeting")
    shown = words.seen_on(day=writing.day(writing.material.as_of), language=writing.language)
    yield Paragraph(runs=plain(shown), style="note")
    if meeting.documents:
        yield Bullets(items=tuple((Run(text=item.title, link=item.url),) for item in meeting.documents))


def _items(writing: Writing, meeting: Meeting) -> Iterator[Block]:
    yield heading(1, writing.word("meeting_agenda"), "agenda")
    if not meeting.items:
        yield said(words.NO_ITEMS.to(writing.language))
    for item in sorted(meeting.items, key=lambda found: found.number):
        yield heading(2, f"{item.number}. {item.title}", "item", str(item.number))
        yield from _item(writing, item)


def _item(writing: Writing, item: AgendaItem) -> Iterator[Block]:
    agenda = writing.material.content.agenda
    if item.note:
        yield Paragraph(runs=writing.dutch(item.note))
    objectives = [found for found in agenda.objectives if found.code in item.objectives]
    if objectives:
        yield Bullets(items=tuple(plain(f"{found.code} {found.title.to(writing.language)}") for found in objectives))
    if item.documents:
        yield Bullets(items=tuple((Run(text=found.title, link=found.url),) for found in item.documents))
    spoken = set(item.objectives) | {code for found in objectives for code in _below(writing, found.code)}
    actions = [found for found in writing.material.actions if _is_meant(found, item, spoken)]
    label = f"{writing.word('item')} {item.number}"
    if actions:
        yield short_table(writing, f"{writing.word('actions')}, {label.lower()}", actions)
    views = [view for view in writing.material.views if _is_measured(view, item, spoken)]
    if views:
        yield lights_table(writing, f"{writing.word('indicators')}, {label.lower()}", views)


def _below(writing: Writing, code: str) -> set[str]:
    """The objectives below one, by the parents they name."""
    found = {item.code for item in writing.material.content.agenda.objectives if item.parent == code}
    return found | {lower for child in found for lower in _below(writing, child)}


def _is_meant(action: Action, item: AgendaItem, objectives: set[str]) -> bool:
    """Whether an item speaks of an action: by its code, or else by an objective."""
    return action.code in item.actions or (not item.actions and bool(objectives & set(action.objectives)))


def _is_measured(view: SeriesView, item: AgendaItem, objectives: set[str]) -> bool:
    code = view.indicator.code
    return code in item.indicators or (not item.indicators and bool(objectives & set(view.indicator.objectives)))


def _minutes(writing: Writing, meeting: Meeting) -> Iterator[Block]:
    """The minutes, where they are public."""
    if meeting.minutes_public and meeting.minutes.strip():
        yield heading(1, writing.word("minutes"), "minutes")
        for part in meeting.minutes.split("\n\n"):
            if part.strip():
                yield Paragraph(runs=writing.dutch(part.strip()))


def _previous(writing: Writing, meeting: Meeting) -> date | None:
    """The day of the body's meeting before this one."""
    days = [
        item.on
        for item in writing.material.meetings
        if item.body == meeting.body and item.on < meeting.on and not item.cancelled
    ]
    return max(days, default=None)


def _changes(writing: Writing, meeting: Meeting) -> Iterator[Block]:
    """What changed between the previous meeting and the day of the pack."""
    day = _previous(writing, meeting)
    if day is None:
        yield heading(1, writing.word("changes"), "changes")
        yield said(words.NOTHING_BEFORE.to(writing.language))
        return
    yield heading(1, words.since_meeting(day=writing.day(day), language=writing.language), "changes")
    heard = writing.material.heard
    actions = [item for item in writing.material.actions if heard.get(item.code, day) > day]
    lights = [view for view in writing.material.views if view.light is not None and view.light.since > day]
    points = [item for item in writing.material.follow_ups if item.opened > day or (item.closed or day) > day]
    yield said(
        words.changes_counted(actions=len(actions), lights=len(lights), points=len(points), language=writing.language)
    )
    if lights:
        yield lights_table(writing, writing.word("changed_lights"), lights)
    if actions:
        yield heading(2, writing.word("changed_actions"), "changed-actions")
        yield Bullets(items=tuple(_changed(writing, item) for item in actions))


def _changed(writing: Writing, action: Action) -> Runs:
    day = writing.day(writing.material.heard[action.code])
    return (Run(text=f"{action.code} ", strong=True), *writing.worded(action.title), Run(text=f" ({day})"))


def _points(writing: Writing, meeting: Meeting) -> Iterator[Block]:
    """The open points: the body's own ones first."""
    opened = [item for item in writing.material.follow_ups if item.state == "open"]
    ordered = sorted(opened, key=lambda item: (item.owner != meeting.body, item.due or date.max, item.opened))
    yield heading(1, writing.word("open_points"), "open-points")
    if ordered:
        yield follow_ups_table(writing, writing.word("open_points"), ordered)
    else:
        yield said(words.NO_POINTS.to(writing.language))


def _decisions(writing: Writing, meeting: Meeting) -> Iterator[Block]:
    """What the body decided before this meeting."""
    own = {item.code for item in writing.material.meetings if item.body == meeting.body}
    decided = [
        item
        for item in writing.material.decisions
        if (item.by == meeting.body or item.meeting in own) and item.on < meeting.on
    ]
    yield heading(1, writing.word("previous_decisions"), "decisions")
    if decided:
        yield decisions_table(writing, writing.word("decisions"), decided)
    else:
        yield said(words.NO_DECISION_BEFORE.to(writing.language))
