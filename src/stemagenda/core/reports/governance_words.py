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
    "unknown": Text("Niet bekend", "Not known"),
    "reported": Text("Gemeld zonder dagen", "Reported without days"),
    "none": Text("Geen ritme afgesproken", "No rhythm agreed"),
}
BODY_KIND_WORDS: Final[Mapping[str, Text]] = {
    "advisory-committee": Text("Raadgevend comité", "Advisory committee"),
    "administrative-committee": Text("Ambtelijk comité", "Administrative committee"),
    "working-group": Text("Werkgroep", "Working group"),
    "platform": Text("Platform", "Platform"),
    "ecosystem": Text("Ecosysteem", "Ecosystem"),
    "other": Text("Ander orgaan", "Other body"),
}
#: How a body stands to another one: "Werkgroep" ... "Raadgevend comité".
LINK_WORDS: Final[Mapping[str, Text]] = {
    "prepares": Text("bereidt de vergaderingen voor van", "prepares the meetings of"),
    "proposes-to": Text("legt voorstellen ter goedkeuring voor aan", "puts proposals for approval to"),
    "discusses-for": Text(
        "bespreekt het tweejaarlijkse overzicht voor het gaat naar",
        "discusses the two-yearly overview before it goes to",
    ),
    "advises": Text("geeft advies aan", "advises"),
    "appointed-by": Text("krijgt zijn leden van", "gets its members from"),
    "supports": Text("ondersteunt de werking van", "supports the work of"),
}
#: The same in a word or two, beside a line of a drawing; "appointed-by" is said from the other end.
LINK_SHORT_WORDS: Final[Mapping[str, Text]] = {
    "prepares": Text("bereidt voor", "prepares"),
    "proposes-to": Text("legt voorstellen voor", "puts proposals"),
    "discusses-for": Text("bespreekt het overzicht", "discusses the overview"),
    "advises": Text("geeft advies", "advises"),
    "appointed-by": Text("stelt de leden aan", "appoints the members"),
    "supports": Text("ondersteunt", "supports"),
}
PRECISION_WORDS: Final[Mapping[str, Text]] = {
    "day": Text("De dag is bekend", "The day is known"),
    "month": Text("Enkel de maand is bekend", "Only the month is known"),
    "year": Text("Enkel het jaar is bekend", "Only the year is known"),
}
#: Fields of the records of governance and of the network: for forms, histories, refusals.
GOVERNANCE_FIELD_WORDS: Final[Mapping[str, Text]] = {
    "actions": Text("Acties", "Actions"),
    "answered": Text("Dag van het antwoord", "Day of the answer"),
    "body": Text("Orgaan", "Body"),
    "by": Text("Wie besliste", "Who decided"),
    "cadences": Text("Ritme", "Rhythm"),
    "cancelled": Text("Afgelast", "Cancelled"),
    "closed": Text("Afgesloten op", "Closed on"),
    "closing_note": Text("Wat er gedaan is", "What was done"),
    "complete_until": Text("Alle vergaderingen bekend tot en met", "Every meeting known up to"),
    "council": Text("Wie advies gaf", "Who gave the advice"),
    "decision": Text("Beslissing", "Decision"),
    "documents": Text("Documenten", "Documents"),
    "due": Text("Tegen", "Due"),
    "effect": Text("Gevolg", "Effect"),
    "ends": Text("Laatste dag", "Last day"),
    "indicators": Text("Indicatoren", "Indicators"),
    "item": Text("Agendapunt", "Agenda point"),
    "items": Text("Agenda", "Agenda"),
    "kind": Text("Soort", "Kind"),
    "links": Text("Verhouding tot andere organen", "Relation to other bodies"),
    "mandate": Text("Opdracht", "Mandate"),
    "meeting": Text("Vergadering", "Meeting"),
    "minutes": Text("Verslag", "Minutes"),
    "minutes_public": Text("Verslag openbaar", "Minutes public"),
    "number": Text("Versie", "Version"),
    "objectives": Text("Doelstellingen", "Objectives"),
    "on": Text("Dag", "Day"),
    "opened": Text("Geopend op", "Opened on"),
    "opens": Text("Actie die start", "Action that starts"),
    "order": Text("Plaats in de lijst", "Place in the list"),
    "owner": Text("Wie", "Who"),
    "precision": Text("Hoe precies de dag is", "How exact the day is"),
    "reason": Text("Reden", "Reason"),
    "recommendations": Text("Aanbevelingen", "Recommendations"),
    "reported": Text("Gemeld ritme", "Reported rhythm"),
    "rotation": Text("Beurtrol van het voorzitterschap", "Rotation of the chair"),
    "seats": Text("Zetels", "Seats"),
    "seen": Text("Versie die u las", "Version you read"),
    "source": Text("Bron", "Source"),
    "source_place": Text("Plaats in de bron", "Place in the source"),
    "starts": Text("Eerste dag", "First day"),
    "state": Text("Stand", "State"),
    "text": Text("Tekst", "Text"),
    "summary": Text("Samenvatting", "Summary"),
    "practices": Text("Praktijken", "Practices"),
    "title": Text("Titel", "Title"),
    "url": Text("Webadres", "Web address"),
    "where": Text("Plaats", "Place"),
    "waits_for": Text("Wacht op", "Waits for"),
    "has_own_title": Text("Titel van Cedefop zelf", "Title given by Cedefop"),
    "type": Text("Soort ontwikkeling", "Type of development"),
    "area": Text("Gebied", "Country or region"),
    "background": Text("Achtergrond", "Background"),
    "goals": Text("Doelen", "Objectives"),
    "description": Text("Beschrijving", "Description"),
    "years": Text("Fase per jaar", "Stage by year"),
    "bodies": Text("Verantwoordelijken", "Bodies responsible"),
    "target_groups": Text("Doelgroepen", "Target groups"),
    "themes": Text("Thema's", "Thematic categories"),
    "priorities": Text("Europese prioriteiten", "European priorities"),
    "subsystems": Text("Deelsystemen", "Subsystems"),
    "reading": Text("Meer lezen", "Further reading"),
    "cite_as": Text("Zo citeert u", "Cite as"),
    "decisions": Text("Beslissingen", "Decisions"),
    "organiser": Text("Wie organiseert", "Organised by"),
    "begins": Text("Begint om", "Starts at"),
    "finishes": Text("Eindigt om", "Ends at"),
    "capacity": Text("Aantal plaatsen", "Number of seats"),
    "registration_from": Text("Inschrijven vanaf", "Registration from"),
    "registration_until": Text("Inschrijven tot en met", "Registration until"),
    "transitions": Text("Transities", "Transitions"),
    "aliases": Text("Andere namen", "Other names"),
    "pillar": Text("Helixpijler", "Helix pillar"),
    "policy_domain": Text("Beleidsdomein", "Policy domain"),
    "region": Text("Regio", "Region"),
    "successor": Text("Opgevolgd door", "Succeeded by"),
    "merged_into": Text("Samengevoegd met", "Merged into"),
    "roles": Text("Rol volgens de documenten", "Role according to the documents"),
    "starts_precision": Text("Hoe precies de eerste dag is", "How exact the first day is"),
    "ends_precision": Text("Hoe precies de laatste dag is", "How exact the last day is"),
    "actor": Text("Wie", "Who"),
    "target": Text("Met wie of wat", "With whom or what"),
    "target_kind": Text("Soort van het andere", "Kind of the other"),
    "note": Text("Wat de bron zegt", "What the source says"),
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
