"""The meetings of a body as a calendar."""

from __future__ import annotations

from datetime import datetime

from stemagenda.core.reports.governance_words import MEETING_WORDS
from stemagenda.core.text import Language
from stemagenda.outputs.ics import writer
from stemagenda.outputs.ics.writer import Event
from stemagenda.usecases.governance.reading import governance
from stemagenda.usecases.permissions import NOBODY


def calendar_of(*, code: str, language: Language, host: str, now: datetime) -> bytes | None:
    """A body's public meetings as iCalendar; None where there is no such body.

    A meeting of which only the month is known fills its last day and is marked as tentative.
    """
    found = governance(on=now.date(), actor=NOBODY)
    view = found.body(code)
    if view is None:
        return None
    name = view.body.title.to(language)
    events = [
        Event(
            uid=f"{item.code}@stemagenda",
            first=item.on,
            last=item.on,
            title=item.title.to(language) or f"{name}: {MEETING_WORDS[item.kind].to(language)}",
            about=item.place,
            url="",
            is_tentative=item.precision != "day",
        )
        for item in reversed(found.meetings)
        if item.body == code and not item.cancelled
    ]
    # The last meeting's day, so that the same meetings give the same file.
    stamp = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return writer.write(events=events, name=name, about=name, url=f"https://{host}/", stamp=stamp, language=language)
