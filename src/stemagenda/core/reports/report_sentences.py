"""What a report says around its figures, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from stemagenda.core.period import Period
from stemagenda.core.text import Language, Text, format_date

Precision = Literal["day", "month", "year"]

KIND_TITLES: Final[Mapping[str, Text]] = {
    "overview": Text("Operationeel overzicht van de acties", "Operational overview of the actions"),
    "measurement": Text("Strategische meting", "Strategic measurement"),
    "interim": Text("Tussentijds rapport", "Interim report"),
    "indicator": Text("Indicatorfiche", "Indicator sheet"),
    "action": Text("Actiefiche", "Action sheet"),
    "meeting": Text("Vergaderbundel", "Meeting pack"),
    "cedefop": Text("STEM-agenda 2030 in de tijdlijn van Cedefop", "STEM Agenda 2030 in Cedefop’s timeline"),
}
#: What a report of a kind is, under its title.
KIND_SUBTITLES: Final[Mapping[str, Text]] = {
    "overview": Text(
        "Wie wat doet voor de STEM-agenda 2030, en hoe ver dat staat",
        "Who does what for the STEM Agenda 2030, and how far it is",
    ),
    "measurement": Text(
        "Resultaatsgebieden, knipperlichten en streefcijfers van de STEM-agenda 2030",
        "Result areas, lights and targets of the STEM Agenda 2030",
    ),
    "interim": Text(
        "Governance, monitoring, acties en vooruitblik van de STEM-agenda 2030",
        "Governance, monitoring, actions and outlook of the STEM Agenda 2030",
    ),
    "indicator": Text("Indicatorfiche", "Indicator sheet"),
    "action": Text("Actiefiche", "Action sheet"),
    "meeting": Text("Vergaderbundel", "Meeting pack"),
    "cedefop": Text("Jaarlijkse bijwerking van de beleidsfiche", "Yearly update of the policy entry"),
}

NOT_STATED: Final = Text("niet vermeld", "not stated")
NO_ACTION: Final = Text("geen actie", "no action")
CAVEAT: Final = Text(
    "Een knipperlicht beschrijft de evolutie van een cijfer. Het zegt niet dat een actie die evolutie veroorzaakte.",
    "A light describes how a figure evolved. It does not say that an action caused that evolution.",
)
READING: Final[tuple[Text, ...]] = (
    Text(
        "Indicatoren zijn geen effectmeting. Geen enkele actie verandert op haar eentje een cijfer; acties werken "
        "samen, en veel andere zaken spelen mee.",
        "Indicators are no measurement of effects. No single action changes a figure; actions work together, and many "
        "other things play a part.",
    ),
    Text(
        "De resultaatsgebieden staan in de volgorde van een trechter: elk gebied beïnvloedt de gebieden eronder.",
        "The result areas stand in the order of a funnel: each area influences those below it.",
    ),
    Text(
        "Een leeg vak is ook een uitkomst. Wat niemand publiceerde, staat er als niet te beoordelen, met de reden.",
        "An empty field is a finding too. What nobody published is shown as not assessable, with the reason.",
    ),
)
NO_INDICATOR: Final = Text(
    "Voor dit resultaatsgebied noemt de agenda geen indicator. Er valt dus niets te meten tot de werkgroep er een "
    "kiest.",
    "The agenda names no indicator for this result area. Nothing can be measured until the working group chooses one.",
)
NO_MEETING: Final = Text(
    "Van dit orgaan vermeldt geen document een vergadering met datum.",
    "No document gives a dated meeting of this body.",
)
NO_SEATS: Final = Text(
    "Geen document vermeldt welke organisaties hier zitting hebben.", "No document says which organisations sit here."
)
ALL_COVERED: Final = Text(
    "Elke operationele doelstelling heeft minstens één actie.", "Every operational objective has at least one action."
)
UNCOVERED: Final = Text(
    "Voor deze doelstelling staat geen actie in het register.", "The register holds no action for this objective."
)
ONLY_HERE: Final = Text(
    "Onder elke doelstelling staan de acties die ze dienen. Een actie met meer dan één doelstelling staat voluit "
    "bij de eerste en met haar titel bij de andere.",
    "Below each objective stand the actions that serve it. An action with more than one objective stands in full at "
    "the first and by its title at the others.",
)
NO_DECISION: Final = Text(
    "Sindsdien vermeldt geen document een beslissing.", "No document tells of a decision since then."
)
PROXIES: Final = Text(
    "Verwante cijfers meten iets anders en tellen niet mee voor het knipperlicht.",
    "Related figures measure something else and do not count for the light.",
)
MATRIX_ABOUT: Final = Text(
    "De tabel zet elke doelstelling met acties naast de vier helixpijlers. Een leeg vak betekent dat geen actie die "
    "pijler noemt; het bewijst niet dat de pijler ontbreekt. Acties zonder vermelde pijler staan apart.",
    "The table sets each objective that has actions against the four helix pillars. An empty field means that no "
    "action names that pillar; it does not prove that the pillar is absent. Actions that state no pillar stand "
    "apart.",
)
FACTS_ABOUT: Final = Text(
    "De status komt van een mens, met een reden. Wat daaronder staat, is berekend: mijlpalen die te laat zijn, een "
    "einddatum die voorbij is, en hoelang er niets meer gemeld is (vanaf 180 dagen).",
    "A person gives the status, with a reason. What stands below it is computed: milestones that are late, an end "
    "that has passed, and for how long nothing was heard (from 180 days on).",
)
NO_THEME: Final = Text("Er zijn geen thema’s vastgelegd.", "No themes were laid down.")
NO_ADVICE: Final = Text("Er is geen advies bekend.", "No advice is known.")
ADVICE_KNOWN: Final = Text(
    "Alleen aanbevelingen die een document van de agenda weergeeft, staan hier. Een antwoord staat er alleen als een "
    "document het toont.",
    "Only recommendations that a document of the agenda tells of stand here. An answer is given only where a document "
    "shows it.",
)
NO_CONTRIBUTION: Final = Text(
    "Geen actie in het register zegt dat ze aan deze indicator bijdraagt.",
    "No action in the register says that it contributes to this indicator.",
)
NO_POINTS: Final = Text("Er staan geen werkpunten open.", "No follow-up points are open.")
NO_DECISION_BEFORE: Final = Text(
    "Geen document vermeldt een eerdere beslissing van dit orgaan.",
    "No document tells of an earlier decision of this body.",
)
CHANGE_UNITS: Final = Text(
    "Het verschil over de lange periode staat in procentpunt voor een aandeel, anders in de eenheid van de indicator.",
    "The change over the long period is in percentage points for a share, otherwise in the unit of the indicator.",
)
OPEN: Final = Text("open", "open")
CLOSED: Final = Text("afgesloten", "closed")
NO_ITEMS: Final = Text(
    "Van deze vergadering is geen agenda bekendgemaakt.", "No agenda of this meeting was made public."
)
NOTHING_BEFORE: Final = Text(
    "Dit is de eerste vergadering van dit orgaan met een datum. Er is geen vorige om mee te vergelijken.",
    "This is the body’s first dated meeting. There is no earlier one to compare with.",
)


def edition_named(*, edition: str, language: Language) -> str:
    """What the numbers are of, in words."""
    if edition:
        return f"Editie {edition}" if language == "nl" else f"Edition {edition}"
    return "Werkversie" if language == "nl" else "Working version"


def stand(*, edition: str, as_of: date, language: Language) -> str:
    """The line under the title: which edition, as known on which day."""
    day = format_date(as_of, language=language)
    named = edition_named(edition=edition, language=language)
    return f"{named}, zoals bekend op {day}" if language == "nl" else f"{named}, as known on {day}"


def dated(*, day: date, precision: str, language: Language) -> str:
    """A day, month or year in words, as precisely as it is known."""
    if precision == "year":
        return str(day.year)
    written = format_date(day, language=language)
    return written.split(" ", 1)[1] if precision == "month" else written


def span(*, first: Period, last: Period, language: Language) -> str:
    """From one period to another: 2012 tot 2018."""
    return f"{first} {'tot' if language == 'nl' else 'to'} {last}"


def lights_counted(*, good: int, equal: int, wrong: int, grey: int, language: Language) -> str:
    """How many series go which way, stale ones included."""
    total = good + equal + wrong + grey
    if language == "nl":
        return (
            f"Dit rapport volgt {total} reeksen. Er {_go(good)} {good} de goede kant uit, {equal} {_stay(equal)} "
            f"gelijk en {wrong} {_go(wrong)} de verkeerde kant uit. Bij {grey} valt niets te vergelijken."
        )
    return (
        f"This report follows {total} series. {good} {'goes' if good == 1 else 'go'} the right way, {equal} "
        f"{'stays' if equal == 1 else 'stay'} equal and {wrong} {'goes' if wrong == 1 else 'go'} the wrong way. "
        f"For {grey} nothing can be compared."
    )


def _go(count: int) -> str:
    return "gaat" if count == 1 else "gaan"


def _stay(count: int) -> str:
    return "blijft" if count == 1 else "blijven"


def stale_counted(*, stale: int, assessed: int, language: Language) -> str:
    """How many of the judged lights rest on an old figure."""
    if language == "nl":
        return (
            f"Van de {assessed} beoordeelde reeksen {'rust' if stale == 1 else 'rusten'} er {stale} op een cijfer "
            "van meer dan twee metingen oud: lees die niet als de stand van vandaag."
        )
    return (
        f"Of the {assessed} assessed series, {stale} {'rests' if stale == 1 else 'rest'} on a figure more than two "
        "measurements old: do not read those as today’s state."
    )


def actions_counted(*, actions: int, staged: int, leaderless: int, judged: int, language: Language) -> str:
    """How many actions there are, and what documents do not say of them."""
    if language == "nl":
        led = (
            "Van geen enkele actie noemt een document de trekker."
            if leaderless == actions
            else f"Van {leaderless} acties noemt geen document de trekker."
        )
        given = f"bij {judged} gaf iemand een status" if judged else "nog niemand gaf een status"
        return f"Het register telt {actions} acties. Bij {staged} daarvan is een fase bekend; {given}. {led}"
    led = (
        "For no action does a document name the lead."
        if leaderless == actions
        else f"For {leaderless} actions no document names the lead."
    )
    given = f"for {judged} somebody gave a status" if judged else "nobody gave a status yet"
    return f"The register holds {actions} actions. For {staged} of them a stage is known; {given}. {led}"


def objectives_counted(*, covered: int, total: int, language: Language) -> str:
    """How many operational objectives have an action."""
    if language == "nl":
        return f"{covered} van de {total} operationele doelstellingen hebben minstens één actie."
    return f"{covered} of the {total} operational objectives have at least one action."


def follow_ups_counted(*, opened: int, closed: int, language: Language) -> str:
    """How many follow-up points are open and closed."""
    if language == "nl":
        done = "er is er nog geen afgesloten" if not closed else "1 is afgesloten"
        done = f"{closed} zijn afgesloten" if closed > 1 else done
        return f"Er {'staat' if opened == 1 else 'staan'} {opened} {_points(opened)} open; {done}."
    done = "none is closed yet" if not closed else f"{closed} {'is' if closed == 1 else 'are'} closed"
    return f"{opened} follow-up {'point is' if opened == 1 else 'points are'} open; {done}."


def _points(count: int) -> str:
    return "werkpunt" if count == 1 else "werkpunten"


def meetings_counted(*, held: tuple[tuple[str, int], ...], year: int, language: Language) -> str:
    """How often each body met in a year, as far as documents tell."""
    none = "geen" if language == "nl" else "none"
    told = ", ".join(f"{body} {count or none}" for body, count in held)
    if language == "nl":
        return f"Vergaderingen met een bekende datum in {year}: {told}."
    return f"Meetings with a known date in {year}: {told}."


def cadence(*, times: int, years: int, language: Language) -> str:
    """How often a body meets: twice a year, once in two years."""
    if language == "nl":
        often = "1 keer" if times == 1 else f"{times} keer"
        return f"{often} per jaar" if years == 1 else f"{often} in {years} jaar"
    often = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return f"{often} a year" if years == 1 else f"{often} in {years} years"


def rotation_unknown(*, domains: tuple[str, ...], language: Language) -> str:
    """That the chair goes round, and that nobody's turn can be computed."""
    named = listed(parts=domains, language=language)
    if language == "nl":
        return (
            f"Het voorzitterschap wisselt elk jaar tussen {named}. Geen document zegt wie in welk jaar voorzat; "
            "daarom zijn de volgende beurten niet te berekenen."
        )
    return (
        f"The chair changes every year between {named}. No document says who was in the chair in which year, so the "
        "next turns cannot be computed."
    )


def rotation_known(*, turns: tuple[tuple[int, str], ...], language: Language) -> str:
    """Who is in the chair in the next years."""
    named = ", ".join(f"{year}: {domain}" for year, domain in turns)
    return f"Voorzitterschap: {named}." if language == "nl" else f"Chair: {named}."


def listed(*, parts: tuple[str, ...], language: Language) -> str:
    """Several names in a sentence: a, b en c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'en' if language == 'nl' else 'and'} {parts[-1]}"


def since_report(*, day: str, language: Language) -> str:
    """The heading of what happened since the previous report."""
    return f"Sinds het vorige rapport ({day})" if language == "nl" else f"Since the previous report ({day})"


def seen_on(*, day: str, language: Language) -> str:
    """What a meeting pack shows."""
    if language == "nl":
        return f"Deze bundel toont alleen wat openbaar is, zoals bekend op {day}."
    return f"This pack shows only what is public, as known on {day}."


def since_meeting(*, day: str, language: Language) -> str:
    """The heading of what changed since the body's previous meeting."""
    return f"Sinds de vorige vergadering ({day})" if language == "nl" else f"Since the previous meeting ({day})"


def changes_counted(*, actions: int, lights: int, points: int, language: Language) -> str:
    """How much changed since a day."""
    if language == "nl":
        return (
            f"Acties met een nieuwe versie: {actions}. Veranderde knipperlichten: {lights}. Werkpunten die erbij "
            f"kwamen of werden afgesloten: {points}."
        )
    return (
        f"Actions with a new version: {actions}. Lights that changed: {lights}. Follow-up points opened or closed: "
        f"{points}."
    )


def fact_late(*, title: str, day: str, language: Language) -> str:
    """A milestone that is late."""
    return f"Te laat: {title} ({day})" if language == "nl" else f"Late: {title} ({day})"


def fact_overdue(*, day: str, language: Language) -> str:
    """An end that passed."""
    return f"Einde was {day}" if language == "nl" else f"End was {day}"


def fact_silent(*, days: int, language: Language) -> str:
    """How long nothing was heard."""
    return f"{days} dagen stil" if language == "nl" else f"{days} days silent"


def also_served(*, language: Language) -> str:
    """What leads to actions that stand at another objective."""
    return "Draagt ook bij: " if language == "nl" else "Also contributing: "


def served_elsewhere(*, language: Language) -> str:
    """What leads to actions of a strand that stand at an objective of another one."""
    if language == "nl":
        return "Staan bij een doelstelling van een andere krachtlijn: "
    return "Standing at an objective of another strand: "


def measured_by(*, language: Language) -> str:
    """What leads to the indicators of an objective."""
    return "Indicatoren: " if language == "nl" else "Indicators: "


def not_named(*, what: str, names: tuple[str, ...], language: Language) -> str:
    """Transitions or target groups that no action names."""
    named = listed(parts=names, language=language)
    if language == "nl":
        return f"{what} die geen enkele actie noemt: {named}."
    return f"{what} that no action names: {named}."
