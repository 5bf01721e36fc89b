"""The words for everything an action's codes say, in both languages: for pages, reports and commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

STAGE_WORDS: Final[Mapping[str, Text]] = {
    "design": Text("Ontwerp", "Design"),
    "legislative-process": Text("Regelgeving in opmaak", "Legislative process"),
    "approved": Text("Goedgekeurd", "Approved/Agreed"),
    "pilot": Text("Proefproject", "Pilot"),
    "implementation": Text("Uitvoering", "Implementation"),
    "discontinued": Text("Stopgezet", "Discontinued"),
    "completed": Text("Voltooid", "Completed"),
}
STATUS_WORDS: Final[Mapping[str, Text]] = {
    "not-set": Text("Geen status gegeven", "No status given"),
    "on-track": Text("Op schema", "On track"),
    "attention": Text("Vraagt aandacht", "Needs attention"),
    "blocked": Text("Zit vast", "Blocked"),
    "done": Text("Afgerond", "Done"),
    "stopped": Text("Gestopt", "Stopped"),
}
STATE_WORDS: Final[Mapping[str, Text]] = {
    "draft": Text("Ontwerptekst", "Draft"),
    "proposed": Text("Voorgelegd aan het comité", "Put to the committee"),
    "returned": Text("Teruggestuurd met opmerkingen", "Returned with remarks"),
    "rejected": Text("Afgewezen", "Rejected"),
    "validated": Text("Goedgekeurd door het comité", "Validated by the committee"),
    "published": Text("Gepubliceerd", "Published"),
    "withdrawn": Text("Ingetrokken", "Withdrawn"),
}
STEP_WORDS: Final[Mapping[str, Text]] = {
    "propose": Text("Voorleggen aan het comité", "Put to the committee"),
    "take-back": Text("Terugnemen", "Take back"),
    "validate": Text("Goedkeuren", "Validate"),
    "return": Text("Terugsturen met opmerkingen", "Return with remarks"),
    "reject": Text("Afwijzen", "Reject"),
    "publish": Text("Publiceren", "Publish"),
    "revise": Text("Herzien", "Revise"),
    "withdraw": Text("Intrekken", "Withdraw"),
}
PILLAR_WORDS: Final[Mapping[str, Text]] = {
    "government": Text("Overheid", "Government"),
    "knowledge": Text("Kennisinstellingen", "Knowledge institutions"),
    "companies": Text("Bedrijven", "Companies"),
    "citizens": Text("Burgers", "Citizens"),
}
PARTNER_ROLE_WORDS: Final[Mapping[str, Text]] = {
    "partner": Text("partner", "partner"),
    "co-lead": Text("medetrekker", "co-lead"),
    "funder": Text("financier", "funder"),
    "executor": Text("uitvoerder", "executor"),
    "adviser": Text("adviseur", "adviser"),
}
RELATION_WORDS: Final[Mapping[str, Text]] = {
    "merged-into": Text("Opgegaan in", "Merged into"),
    "split-from": Text("Afgesplitst van", "Split from"),
    "superseded-by": Text("Vervangen door", "Superseded by"),
    "related-to": Text("Hangt samen met", "Related to"),
}
#: The same relation, told from the other action.
BACK_WORDS: Final[Mapping[str, Text]] = {
    "merged-into": Text("Nam op", "Took in"),
    "split-from": Text("Gaf aanleiding tot", "Gave rise to"),
    "superseded-by": Text("Vervangt", "Supersedes"),
    "related-to": Text("Hangt samen met", "Related to"),
}
RECURRENCE_WORDS: Final[Mapping[str, Text]] = {
    "new": Text("Nieuw", "New"),
    "recurrent": Text("Doorlopend", "Recurrent"),
}
MET_WORDS: Final[Mapping[str, Text]] = {
    "unknown": Text("Niet beoordeeld", "Not judged"),
    "no": Text("Nee", "No"),
    "partly": Text("Deels", "Partly"),
    "yes": Text("Ja", "Yes"),
}
EVIDENCE_WORDS: Final[Mapping[str, Text]] = {
    "problem-statement": Text("Probleemstelling", "Problem statement"),
    "effectiveness": Text("Doelmatigheidsanalyse", "Effectiveness analysis"),
}
DOMAIN_WORDS: Final[Mapping[str, Text]] = {
    "onderwijs-vorming": Text("Onderwijs en Vorming", "Education and Training"),
    "werk-sociale-economie": Text("Werk en Sociale Economie", "Work and Social Economy"),
    "economie-wetenschap-innovatie": Text("Economie, Wetenschap en Innovatie", "Economy, Science and Innovation"),
    "cultuur-jeugd-media": Text("Cultuur, Jeugd en Media", "Culture, Youth and Media"),
    "werk-economie-wetenschap-innovatie": Text(
        "Werk, Economie, Wetenschap en Innovatie", "Work, Economy, Science and Innovation"
    ),
}
GROUP_WORDS: Final[Mapping[str, Text]] = {
    "pupils": Text("Leerlingen", "Pupils"),
    "students": Text("Studenten", "Students"),
    "young-people": Text("Jongeren", "Young people"),
    "adults": Text("Volwassenen", "Adults"),
    "employees": Text("Werknemers", "Employees"),
    "jobseekers": Text("Werkzoekenden", "Jobseekers"),
    "companies": Text("Bedrijven", "Companies"),
    "teachers": Text("Lesgevers", "Teachers"),
    "researchers": Text("Onderzoekers", "Researchers"),
    "career-counsellors": Text("Loopbaanbegeleiders", "Career counsellors"),
    "girls-women": Text("Meisjes en vrouwen", "Girls and women"),
    "general-public": Text("Brede publiek", "General public"),
}
#: A field of an action in words: for histories, comparisons, workbooks.
FIELD_WORDS: Final[Mapping[str, Text]] = {
    "code": Text("Code", "Code"),
    "title": Text("Titel", "Title"),
    "strand": Text("Krachtlijn", "Strand"),
    "description": Text("Beschrijving", "Description"),
    "objectives": Text("Operationele doelstellingen", "Operational objectives"),
    "recurrence": Text("Nieuw of doorlopend", "New or recurrent"),
    "lead": Text("Trekker", "Lead"),
    "partners": Text("Partners", "Partners"),
    "pillars": Text("Helixpijlers", "Helix pillars"),
    "policy_domains": Text("Beleidsdomeinen", "Policy domains"),
    "transitions": Text("Transities", "Transitions"),
    "target_groups": Text("Doelgroepen", "Target groups"),
    "starts": Text("Begin", "Start"),
    "ends": Text("Einde", "End"),
    "milestones": Text("Mijlpalen", "Milestones"),
    "budget_planned": Text("Budget, gepland (euro)", "Budget, planned (euro)"),
    "budget_spent": Text("Budget, besteed (euro)", "Budget, spent (euro)"),
    "budget_source": Text("Bron van het budget", "Source of the budget"),
    "indicators": Text("Draagt bij aan indicatoren", "Contributes to indicators"),
    "documents": Text("Documenten", "Documents"),
    "stages": Text("Fase per jaar", "Stage by year"),
    "status": Text("Status", "Status"),
    "status_reason": Text("Reden van de status", "Reason of the status"),
    "status_on": Text("Dag van de status", "Day of the status"),
    "notes": Text("Voortgang per jaar", "Progress by year"),
    "quality": Text("Kwaliteitskader", "Quality framework"),
    "relations": Text("Verband met andere acties", "Links with other actions"),
    "source": Text("Bron", "Source"),
    "source_place": Text("Plaats in de bron", "Place in the source"),
    "state": Text("Stap in de procedure", "Step in the procedure"),
}
