"""The meetings of a body as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from stemagenda.core.governance.meeting import Meeting
from stemagenda.core.reports.governance_words import MEETING_WORDS
from stemagenda.core.text import Language
from stemagenda.outputs.ics import writer
from stemagenda.outputs.ics.writer import Event
from stemagenda.store import records
from stemagenda.usecases.governance.reading import governance
from stemagenda.usecases.permissions import NOBODY


def calendar_of(
    *, code: str, language: Language, url: str, page: Callable[[str], str], on: date, beginning: datetime
) -> bytes | None:
    """A body's public meetings as iCalendar; None where there is no such body.

    A meeting of which only the month is known fills its last day and is marked as tentative; a cancelled one stays,
    struck out, so that calendars that know it learn of it. `page` gives a meeting's address, `url` is the file's own;
    `beginning` stands for the last change while there is no meeting.
    """
    found = governance(on=on, actor=NOBODY)
    view = found.body(code)
    if view is None:
        return None
    name = view.body.title.to(language)
    own = [item for item in reversed(found.meetings) if item.body == code]
    changed = {version.code: version.at for version in records.public_bodies(kind="meeting", on=on)}
    return writer.write(
        events=[_event(item, name=name, page=page, language=language) for item in own],
        name=name,
        about=view.body.mandate.to(language) or name,
        url=url,
        # When its meetings were last changed, so that the same meetings give the same file.
        stamp=max((changed[item.code] for item in own), default=beginning),
        language=language,
    )


def _event(item: Meeting, *, name: str, page: Callable[[str], str], language: Language) -> Event:
    return Event(
        uid=f"{item.code}@stemagenda",
        first=item.on,
        last=item.on,
        title=item.title.to(language) or f"{name}: {MEETING_WORDS[item.kind].to(language)}",
        language=item.title.written_in(language) if item.title.nl else "",
        about="\n".join(f"{point.number}. {point.title}" for point in item.items),
        place=item.where,
        url=page(item.code),
        is_tentative=item.precision != "day",
        is_cancelled=item.cancelled,
    )
