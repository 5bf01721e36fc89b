"""The form of an event to its record. What cannot be read is named, and what was typed is kept."""

from __future__ import annotations

from dataclasses import replace

from stemagenda.core.events.event import EVENT_KINDS, Event
from stemagenda.core.governance.meeting import PRECISIONS, stands_for
from stemagenda.web.governance_forms import LONGEST_CODE, MOST, Entry, read_documents

#: Numbers longer than this are no number of seats, whatever they say.
_LONGEST_NUMBER = 9


def read_event(entry: Entry, *, before: Event) -> Event:
    """An event; where it names a meeting, a title, day or place that is empty is that of the meeting."""
    precision, on = entry.one_of("precision", PRECISIONS, otherwise="day"), entry.day("on")
    return replace(
        before,
        title=entry.wording("title"),
        kind=entry.one_of("kind", EVENT_KINDS, otherwise="other"),
        meeting=entry.code("meeting"),
        body=entry.code("body"),
        organiser=entry.code("organiser"),
        on=None if on is None else stands_for(on=on, precision=precision),
        precision="day" if on is None else precision,
        ends=entry.day("ends"),
        begins=entry.text("begins"),
        finishes=entry.text("finishes"),
        where=entry.text("where"),
        description=entry.wording("description"),
        objectives=entry.codes("objectives"),
        transitions=tuple(
            dict.fromkeys(item[:LONGEST_CODE] for item in entry.given.getlist("transitions")[:MOST] if item)
        ),
        actions=entry.codes("actions"),
        capacity=_seats(entry),
        registration_from=entry.day("registration_from"),
        registration_until=entry.day("registration_until"),
        documents=tuple(read_documents(entry, "documents")),
        cancelled=entry.text("cancelled") == "1",
    )


def _seats(entry: Entry) -> int | None:
    written = entry.text("capacity")
    if not written:
        return None
    digits = written.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER:
        return int(written)
    entry.is_wrong("capacity", f"'{written[:40]}' is no whole number", "Write digits only")
    return None
