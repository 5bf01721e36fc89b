"""The words for what governance's codes say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

SEAT_WORDS: Final[Mapping[str, Text]] = {
    "chair": Text("voorzitter", "chair"),
    "vice-chair": Text("ondervoorzitter", "vice-chair"),
    "member": Text("lid", "member"),
    "secretary": Text("secretaris", "secretary"),
    "observer": Text("waarnemer", "observer"),
    "director": Text("regisseur", "director"),
}
MEETING_WORDS: Final[Mapping[str, Text]] = {
    "meeting": Text("Vergadering", "Meeting"),
    "written-procedure": Text("Schriftelijke procedure", "Written procedure"),
    "event": Text("Evenement", "Event"),
}
EFFECT_WORDS: Final[Mapping[str, Text]] = {
    "none": Text("Geen gevolg voor een actie", "No effect on an action"),
    "opens-action": Text("Start een actie", "Opens an action"),
    "changes-action": Text("Wijzigt een actie", "Changes an action"),
    "stops-action": Text("Stopt een actie", "Stops an action"),
    "changes-body": Text("Wijzigt een orgaan", "Changes a body"),
    "adopts-report": Text("Neemt een rapport aan", "Adopts a report"),
}
RECOMMENDATION_WORDS: Final[Mapping[str, Text]] = {
    "not-answered": Text("Geen antwoord bekend", "No answer known"),
    "under-study": Text("In onderzoek", "Under study"),
    "taken-up": Text("Opgevolgd", "Taken up"),
    "partly-taken-up": Text("Deels opgevolgd", "Partly taken up"),
    "not-taken-up": Text("Niet opgevolgd", "Not taken up"),
}
FOLLOW_UP_WORDS: Final[Mapping[str, Text]] = {
    "open": Text("Open", "Open"),
    "closed": Text("Afgesloten", "Closed"),
}
RHYTHM_WORDS: Final[Mapping[str, Text]] = {
    "met": Text("Gehaald", "Met"),
    "short": Text("Niet gehaald", "Not met"),
    "running": Text("Loopt nog", "Not over yet"),
    "reported": Text("Gemeld zonder dagen", "Reported without days"),
    "none": Text("Geen ritme afgesproken", "No rhythm agreed"),
}
OVERLAP_WORDS: Final[Mapping[str, Text]] = {
    "overlap": Text("Overlapt", "Overlap"),
    "complementary": Text("Vult elkaar aan", "Complementary"),
    "unrelated": Text("Geen verband", "Unrelated"),
}
REASON_WORDS: Final[Mapping[str, Text]] = {
    "text": Text("de teksten lijken op elkaar", "the texts are alike"),
    "objective": Text("dezelfde operationele doelstelling", "the same operational objective"),
    "target-group": Text("dezelfde doelgroep", "the same target group"),
    "transition": Text("dezelfde transitie", "the same transition"),
    "other-lead": Text("een andere trekker", "another lead"),
    "other-strand": Text("een andere krachtlijn", "another strand"),
}
