"""Changes in words: a label, a headline, a sentence. For pages, feeds, letters and commands alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, cast

from stemagenda.core.governance.changes import Change
from stemagenda.core.indicators.case import Colour
from stemagenda.core.reports import sentences
from stemagenda.core.text import Language, Text, format_date, format_number

#: kind -> what it is called when it is new, when it changed and when it left
LABELS: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "light": (
        Text("Nieuw knipperlicht", "New light"),
        Text("Knipperlicht veranderd", "Light changed"),
        Text("Knipperlicht weg", "Light gone"),
    ),
    "release": (
        Text("Nieuwe cijfers", "New figures"),
        Text("Cijferbestand vervangen", "File of figures replaced"),
        Text("Cijfers ingetrokken", "Figures withdrawn"),
    ),
    "action": (
        Text("Nieuwe actie", "New action"),
        Text("Actie gewijzigd", "Action changed"),
        Text("Actie ingetrokken", "Action withdrawn"),
    ),
    "theme": (
        Text("Nieuw thema in de vooruitblik", "New theme in the outlook"),
        Text("Thema in de vooruitblik gewijzigd", "Theme in the outlook changed"),
        Text("Thema uit de vooruitblik gehaald", "Theme taken out of the outlook"),
    ),
    "body": (
        Text("Nieuw orgaan", "New body"),
        Text("Orgaan gewijzigd", "Body changed"),
        Text("Orgaan weggehaald", "Body taken away"),
    ),
    "meeting": (
        Text("Nieuwe vergadering", "New meeting"),
        Text("Vergadering gewijzigd", "Meeting changed"),
        Text("Vergadering weggehaald", "Meeting taken away"),
    ),
    "decision": (
        Text("Nieuwe beslissing", "New decision"),
        Text("Beslissing gewijzigd", "Decision changed"),
        Text("Beslissing weggehaald", "Decision taken away"),
    ),
    "follow-up": (
        Text("Nieuw werkpunt", "New follow-up point"),
        Text("Werkpunt gewijzigd", "Follow-up point changed"),
        Text("Werkpunt weggehaald", "Follow-up point taken away"),
    ),
    "advice": (
        Text("Nieuw advies", "New advice"),
        Text("Advies gewijzigd", "Advice changed"),
        Text("Advies weggehaald", "Advice taken away"),
    ),
    "development": (
        Text("Nieuw op de beleidstijdlijn", "New on the policy timeline"),
        Text("Beleidstijdlijn gewijzigd", "Policy timeline changed"),
        Text("Van de beleidstijdlijn gehaald", "Taken off the policy timeline"),
    ),
    "practice": (
        Text("Nieuwe praktijk", "New practice"),
        Text("Praktijk gewijzigd", "Practice changed"),
        Text("Praktijk ingetrokken", "Practice withdrawn"),
    ),
    "entity": (
        Text("Nieuwe actor", "New actor"),
        Text("Actor gewijzigd", "Actor changed"),
        Text("Actor weggehaald", "Actor taken away"),
    ),
    "news": (
        Text("Nieuws", "News"),
        Text("Nieuwsbericht gewijzigd", "News item changed"),
        Text("Nieuwsbericht ingetrokken", "News item withdrawn"),
    ),
    "event": (
        Text("Nieuw evenement", "New event"),
        Text("Evenement gewijzigd", "Event changed"),
        Text("Evenement weggehaald", "Event taken away"),
    ),
    "edition": (
        Text("Nieuwe editie", "New edition"),
        Text("Editie gewijzigd", "Edition changed"),
        Text("Editie weggehaald", "Edition taken away"),
    ),
    "erratum": (
        Text("Erratum bij een editie", "Erratum to an edition"),
        Text("Erratum gewijzigd", "Erratum changed"),
        Text("Erratum weggehaald", "Erratum taken away"),
    ),
    "report": (
        Text("Nieuw rapport", "New report"),
        Text("Rapport gewijzigd", "Report changed"),
        Text("Rapport weggehaald", "Report taken away"),
    ),
}
#: The filters of the list of changes.
FACET_NAMES: Final[Mapping[str, Text]] = {
    "kind": Text("Wat", "What"),
    "strand": Text("Krachtlijn", "Strand"),
    "area": Text("Resultaatsgebied", "Result area"),
    "body": Text("Orgaan", "Body"),
    "practice_type": Text("Soort praktijk", "Type of practice"),
    "year": Text("Jaar", "Year"),
}
_PLACES: Final[Mapping[str, int]] = {"new": 0, "changed": 1, "withdrawn": 2}
#: Of figures there are more ways to come anew.
_OF_FIGURES: Final[Mapping[str, Text]] = {
    "update": Text("Cijfers aangevuld", "Figures added to"),
    "revision": Text("Cijfers herzien", "Figures revised"),
    "correction": Text("Cijfers verbeterd", "Figures corrected"),
}
_LIGHT: Final = Text("Was ‘{before}’, is nu ‘{after}’.", "Was ‘{before}’, is now ‘{after}’.")
_FIRST_LIGHT: Final = Text("Voor het eerst: ‘{after}’.", "For the first time: ‘{after}’.")
_FIGURES: Final = Text("{count} cijfers.", "{count} figures.")
_FIGURE: Final = Text("1 cijfer.", "1 figure.")
_PUBLISHED: Final = Text("{by}, gepubliceerd: {day}.", "{by}, published: {day}.")


def label(*, change: Change, language: Language) -> str:
    """What happened to what kind of thing, in a few words: "Actie gewijzigd"."""
    if change.verb in _OF_FIGURES:
        return _OF_FIGURES[change.verb].to(language)
    return LABELS[change.kind][_PLACES[change.verb]].to(language)


def headline(*, change: Change, language: Language) -> str:
    """The label with the title: "Actie gewijzigd: Wetenschap in de klas"."""
    return f"{label(change=change, language=language)}: {change.title.to(language)}"


def sentence(*, change: Change, language: Language) -> str:
    """What there is to say beside the headline; empty where that says it all."""
    said = []
    if change.kind == "light":
        after = _colour(change.after, language)
        text = _LIGHT if change.before else _FIRST_LIGHT
        said.append(text.to(language).format(before=_colour(change.before, language), after=after))
    if change.figures:
        count = format_number(change.figures, language=language, decimals=0)
        said.append((_FIGURE if change.figures == 1 else _FIGURES).to(language).format(count=count))
    if change.on is not None:
        day = dated(day=change.on, precision=change.on_precision, language=language)
        said.append(_PUBLISHED.to(language).format(by=change.by, day=day))
    return " ".join([*said, *([change.note] if change.note else [])])


def dated(*, day: date, precision: str, language: Language) -> str:
    """A day as exactly as it is known: 5 juli 2024, juli 2024, 2024."""
    if precision == "year":
        return str(day.year)
    written = format_date(day, language=language)
    return written.split(" ", 1)[1] if precision == "month" else written


def _colour(colour: str, language: Language) -> str:
    return sentences.colour_word(colour=cast("Colour", colour), language=language) if colour else ""
