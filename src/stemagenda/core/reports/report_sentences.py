"""What a report says around its figures, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from stemagenda.core.text import Language, Text, format_date

KIND_TITLES: Final[Mapping[str, Text]] = {
    "overview": Text("Operationeel overzicht van de acties", "Operational overview of the actions"),
    "measurement": Text("Strategische meting", "Strategic measurement"),
    "interim": Text("Tussentijds rapport", "Interim report"),
    "indicator": Text("Indicatorfiche", "Indicator sheet"),
    "action": Text("Actiefiche", "Action sheet"),
    "meeting": Text("Vergaderbundel", "Meeting pack"),
    "cedefop": Text("STEM-agenda 2030 in de tijdlijn van Cedefop", "STEM Agenda 2030 in Cedefop's timeline"),
}
#: What a report of a kind is, under its title.
KIND_SUBTITLES: Final[Mapping[str, Text]] = {
    "overview": Text(
        "STEM-agenda 2030: wie wat doet, en hoe ver dat staat", "STEM Agenda 2030: who does what, and how far it is"
    ),
    "measurement": Text(
        "STEM-agenda 2030: resultaatsgebieden, knipperlichten en streefcijfers",
        "STEM Agenda 2030: result areas, lights and targets",
    ),
    "interim": Text(
        "STEM-agenda 2030: governance, monitoring, acties en vooruitblik",
        "STEM Agenda 2030: governance, monitoring, actions and outlook",
    ),
    "indicator": Text("Indicatorfiche", "Indicator sheet"),
    "action": Text("Actiefiche", "Action sheet"),
    "meeting": Text("Vergaderbundel", "Meeting pack"),
    "cedefop": Text("Jaarlijkse bijwerking van de steekkaart", "Yearly update of the entry"),
}
WORDS: Final[Mapping[str, Text]] = {
    "actions": Text("Acties", "Actions"),
    "agenda": Text("De agenda", "The agenda"),
    "areas": Text("Resultaatsgebieden", "Result areas"),
    "change": Text("Verschil", "Change"),
    "code": Text("Code", "Code"),
    "composition": Text("Samenstelling", "Composition"),
    "data": Text("Bijlage: de cijfers", "Annex: the figures"),
    "conclusion": Text("Besluit", "Conclusion"),
    "foreword": Text("Voorwoord", "Foreword"),
    "due": Text("Tegen", "Due"),
    "entity": Text("Organisatie", "Organisation"),
    "figure": Text("Cijfer", "Figure"),
    "follow_ups": Text("Werkpunten", "Work points"),
    "governance": Text("Governance", "Governance"),
    "indicator": Text("Indicator", "Indicator"),
    "latest": Text("Laatste cijfer", "Latest figure"),
    "lead": Text("Trekker", "Lead"),
    "light": Text("Knipperlicht", "Light"),
    "meetings": Text("Vergaderingen", "Meetings"),
    "method": Text("Bijlage: de methode", "Annex: the method"),
    "monitoring": Text("Monitoring", "Monitoring"),
    "objective": Text("Doelstelling", "Objective"),
    "other": Text("Andere indicatoren", "Other indicators"),
    "outlook": Text("Vooruitblik", "Outlook"),
    "owner": Text("Eigenaar", "Owner"),
    "partners": Text("Partners", "Partners"),
    "period": Text("Periode", "Period"),
    "publisher": Text("Bron", "Source"),
    "since": Text("Sinds", "Since"),
    "stage": Text("Fase", "Stage"),
    "state": Text("Stand", "State"),
    "status": Text("Status", "Status"),
    "strand": Text("Krachtlijn", "Strand"),
    "target": Text("Streefcijfer", "Target"),
    "title": Text("Titel", "Title"),
    "uncovered": Text("Doelstellingen zonder actie", "Objectives without an action"),
    "until": Text("Tot", "Until"),
}
NOT_STATED: Final = Text("niet vermeld", "not stated")
CAVEAT: Final = Text(
    "Een knipperlicht beschrijft de evolutie van een cijfer. Het zegt niet dat een actie die evolutie veroorzaakte.",
    "A light describes how a figure evolved. It does not say that an action caused that evolution.",
)
METHOD: Final = Text(
    "Elk knipperlicht vergelijkt het laatste cijfer met een vast referentiepunt. Is het verschil groter dan de "
    "drempel, dan is het licht groen of rood, naargelang het cijfer de gewenste richting uitgaat; anders is het "
    "oranje. Grijs betekent dat er niets te vergelijken valt. Een hol teken staat bij een cijfer dat "
    "meer dan twee metingen oud is.",
    "Each light compares the latest figure with a fixed point of reference. Where the difference exceeds the "
    "threshold, the light is green or red, depending on whether the figure moves the desired way; otherwise it is "
    "orange. Grey means that there is nothing to compare. A hollow sign marks a figure more than two measurements old.",
)
NO_FIGURE: Final = Text(
    "Voor dit resultaatsgebied noemt de agenda geen indicator.", "The agenda names no indicator for this result area."
)
NO_MEETING: Final = Text(
    "Van dit orgaan is geen vergadering met datum vermeld.", "No dated meeting of this body is stated."
)
ALL_COVERED: Final = Text(
    "Elke operationele doelstelling heeft minstens één actie.", "Every operational objective has at least one action."
)
OPEN: Final = Text("open", "open")
CLOSED: Final = Text("afgerond", "closed")


def edition_named(*, edition: str, language: Language) -> str:
    """What the numbers are of, in words."""
    if edition:
        return f"Editie {edition}" if language == "nl" else f"Edition {edition}"
    return "Werkversie" if language == "nl" else "Working version"


def stand(*, edition: str, as_of: date, language: Language) -> str:
    """The line under the title: which edition, as known on which day."""
    day = format_date(as_of, language=language)
    if language == "nl":
        named = f"Editie {edition}" if edition else "Werkversie, geen vastgelegde editie"
        return f"{named}, zoals bekend op {day}"
    named = f"Edition {edition}" if edition else "Working version, no frozen edition"
    return f"{named}, as known on {day}"


def lights_counted(*, total: int, grey: int, stale: int, language: Language) -> str:
    """How many series carry a light, and how many of those tell little."""
    if language == "nl":
        return (
            f"Dit rapport volgt {total} reeksen. Bij {grey} daarvan is geen vergelijking mogelijk; "
            f"bij {stale} is het laatste cijfer verouderd."
        )
    return (
        f"This report follows {total} series. For {grey} of them no comparison is possible; "
        f"for {stale} the latest figure is out of date."
    )


def actions_counted(*, actions: int, leaderless: int, language: Language) -> str:
    """How many actions there are, and of how many no document names who leads them."""
    if language == "nl":
        return f"Het register telt {actions} acties. Bij {leaderless} daarvan is geen trekker vermeld."
    return f"The register holds {actions} actions. For {leaderless} of them no lead is stated."
