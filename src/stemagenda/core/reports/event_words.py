"""The words of events, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.events.event import Event, hour
from stemagenda.core.reports.governance_words import GOVERNANCE_FIELD_WORDS
from stemagenda.core.text import Language, Text, format_date

KIND_WORDS: Final[Mapping[str, Text]] = {
    "state-of-the-stem": Text("State of the STEM", "State of the STEM"),
    "networking-moment": Text("Netwerkmoment", "Networking moment"),
    "other": Text("Ander evenement", "Other event"),
}
WHEN_WORDS: Final[Mapping[str, Text]] = {
    "upcoming": Text("Komt nog", "To come"),
    "past": Text("Voorbij", "Over"),
    "cancelled": Text("Afgelast", "Cancelled"),
}
#: facet of the list -> the words of its values; organisers, bodies, transitions and years have names of their own
FACET_WORDS: Final[Mapping[str, Mapping[str, Text]]] = {"when": WHEN_WORDS, "kind": KIND_WORDS}
FACET_NAMES: Final[Mapping[str, Text]] = {
    "when": Text("Wanneer", "When"),
    "kind": Text("Soort", "Kind"),
    "organiser": Text("Wie organiseert", "Organised by"),
    "body": Text("Orgaan", "Body"),
    "year": Text("Jaar", "Year"),
    "transition": Text("Transitie", "Transition"),
}
#: Columns of files, in their order: the field's own words, but for those a file alone has.
COLUMN_WORDS: Final[Mapping[str, Text]] = {
    "code": Text("Code", "Code"),
    "title": GOVERNANCE_FIELD_WORDS["title"],
    "kind": FACET_NAMES["kind"],
    "when": FACET_NAMES["when"],
    **{name: GOVERNANCE_FIELD_WORDS[name] for name in ("on", "precision", "ends", "begins", "finishes", "where")},
    **{name: GOVERNANCE_FIELD_WORDS[name] for name in ("organiser", "body", "objectives", "transitions", "actions")},
    "capacity": GOVERNANCE_FIELD_WORDS["capacity"],
}
SEAT_WORDS: Final[Mapping[str, Text]] = {
    "registered": Text("Plaats", "Seat"),
    "waiting": Text("Wachtlijst", "Waiting list"),
    "cancelled": Text("Afgemeld", "Cancelled"),
}
CAME_WORDS: Final[Mapping[bool, Text]] = {True: Text("Was er", "Came"), False: Text("Was er niet", "Did not come")}
#: Columns of the list of who comes.
PARTICIPANT_WORDS: Final[Mapping[str, Text]] = {
    "place": Text("Nummer", "Number"),
    "state": Text("Stand", "State"),
    "name": Text("Naam", "Name"),
    "address": Text("E-mailadres", "E-mail address"),
    "organisation": Text("Organisatie", "Organisation"),
    "pillar": Text("Helixpijler", "Helix pillar"),
    "registered": Text("Ingeschreven op", "Registered on"),
    "came": Text("Aanwezig", "Attended"),
}
#: Other things that a refused form can speak of.
FORM_WORDS: Final[Mapping[str, Text]] = {
    "event": Text("Het evenement", "The event"),
    "came": Text("Wie er was", "Who came"),
    "actor": Text("Eerste organisatie", "First organisation"),
    "target": Text("Tweede organisatie", "Second organisation"),
    "relation": Text("Wat ze doen", "What they do"),
    "note": Text("Toelichting", "Explanation"),
}
EVENTS: Final = Text("Evenementen", "Events")
AS_OF: Final = Text("Zoals bekend op", "As known on")


def said_when(*, event: Event, language: Language) -> str:
    """When an event is, as exactly as it is known; empty where no day is stated."""
    hours = said_hours(event=event, language=language)
    return ", ".join(part for part in (said_day(event=event, language=language), hours) if part)


def said_day(*, event: Event, language: Language) -> str:
    """The day or days of an event, or the month or year where no more is known; empty where none is stated."""
    if event.on is None:
        return ""
    if event.precision == "year":
        return str(event.on.year)
    day = format_date(event.on, language=language)
    if event.precision == "month":
        return day.partition(" ")[2]
    between = " tot en met " if language == "nl" else " to "
    has_more = event.ends is not None and event.ends != event.on
    return day + between + format_date(event.ends, language=language) if has_more and event.ends else day


def said_hours(*, event: Event, language: Language) -> str:
    """From when until when; empty where no hour, or no day, is stated."""
    if event.on is None or event.precision != "day":
        return ""
    moments = [found for written in (event.begins, event.finishes) if (found := hour(written))]
    said = "–".join(f"{moment:%H.%M}" if language == "nl" else f"{moment:%H:%M}" for moment in moments)
    return f"{said} uur" if said and language == "nl" else said
