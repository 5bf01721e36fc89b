"""The words of the network, in both languages: for pages, commands and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

ENTITY_KIND_WORDS: Final[Mapping[str, Text]] = {
    "parliament": Text("Parlement", "Parliament"),
    "ministry": Text("Ministerie", "Ministry"),
    "department": Text("Departement", "Department"),
    "agency": Text("Agentschap", "Agency"),
    "cabinet": Text("Regering of minister", "Government or minister"),
    "advisory-council": Text("Adviesraad", "Advisory council"),
    "platform": Text("Platform", "Platform"),
    "network": Text("Netwerk", "Network"),
    "research-centre": Text("Onderzoekscentrum", "Research centre"),
    "training-provider": Text("Opleidingsverstrekker", "Training provider"),
    "sector-fund": Text("Sectorfonds", "Sector fund"),
    "company": Text("Onderneming", "Company"),
    "european": Text("Europese instelling of organisatie", "European institution or organisation"),
    "organisation": Text("Andere organisatie", "Other organisation"),
}
#: What a relation can be with.
TARGET_KIND_WORDS: Final[Mapping[str, Text]] = {
    "entity": Text("Actoren", "Actors"),
    "action": Text("Acties", "Actions"),
    "body": Text("Organen", "Bodies"),
    "meeting": Text("Vergaderingen", "Meetings"),
    "practice": Text("Praktijken", "Practices"),
    "development": Text("Beleidsontwikkelingen", "Policy developments"),
    "event": Text("Evenementen", "Events"),
}
#: What an actor does there; read as "<actor>: <words> <target>".
RELATION_KIND_WORDS: Final[Mapping[str, Text]] = {
    "leads": Text("Leidt", "Leads"),
    "partners-in": Text("Is partner in", "Is a partner in"),
    "carries-out": Text("Voert uit", "Carries out"),
    "involved-in": Text("Wordt genoemd bij", "Is named with"),
    "funds": Text("Financiert", "Funds"),
    "supports": Text("Ondersteunt", "Supports"),
    "advises": Text("Adviseert", "Advises"),
    "responsible-for": Text("Is verantwoordelijk voor", "Is responsible for"),
    "belongs-to": Text("Hoort bij", "Belongs to"),
    "member-of": Text("Is lid van", "Is a member of"),
    "supplies-infrastructure-to": Text("Stelt infrastructuur open voor", "Opens its facilities to"),
    "cooperates-with": Text("Werkt samen met", "Cooperates with"),
}
#: The same relation, told from the other actor.
BACK_KIND_WORDS: Final[Mapping[str, Text]] = {
    "leads": Text("Wordt geleid door", "Is led by"),
    "partners-in": Text("Heeft als partner", "Has as a partner"),
    "carries-out": Text("Wordt uitgevoerd door", "Is carried out by"),
    "involved-in": Text("Noemt", "Names"),
    "funds": Text("Krijgt geld van", "Is funded by"),
    "supports": Text("Krijgt steun van", "Is supported by"),
    "advises": Text("Krijgt advies van", "Is advised by"),
    "responsible-for": Text("Valt onder", "Is the responsibility of"),
    "belongs-to": Text("Omvat", "Includes"),
    "member-of": Text("Heeft als lid", "Has as a member"),
    "supplies-infrastructure-to": Text("Gebruikt infrastructuur van", "Uses the facilities of"),
    "cooperates-with": Text("Werkt samen met", "Cooperates with"),
}
CONNECTING_WORDS: Final[Mapping[str, Text]] = {
    "density": Text("Dichtheid", "Density"),
    "across": Text("Verbindingen over beleidsdomeinen heen", "Connections across policy domains"),
    "pillars": Text("Helixpijlers per actie", "Helix pillars per action"),
    "bridging": Text("Afhankelijkheid van één brug", "Dependence on one bridge"),
    "fragmentation": Text("Versnippering", "Fragmentation"),
}
#: How each is worked out, in a sentence anybody can follow.
FORMULA_WORDS: Final[Mapping[str, Text]] = {
    "density": Text(
        "Paren actoren die iets samen doen, gedeeld door alle paren die er kunnen zijn.",
        "Pairs of actors that do something together, divided by all pairs there can be.",
    ),
    "across": Text(
        "Verbonden paren uit twee beleidsdomeinen, gedeeld door de verbonden paren waarvan beide domeinen bekend zijn.",
        "Connected pairs from two policy domains, divided by the connected pairs of which both domains are known.",
    ),
    "pillars": Text(
        "Het gemiddelde aantal helixpijlers dat een actie vermeldt of in haar partners heeft; zonder de acties waarvan "
        "geen enkele pijler bekend is.",
        "The average number of helix pillars that an action states or has among its partners; without the actions of "
        "which no pillar is known.",
    ),
    "bridging": Text(
        "Het deel van de kortste wegen tussen twee andere actoren dat langs de sterkste brug loopt.",
        "The share of the shortest ways between two other actors that runs through the strongest bridge.",
    ),
    "fragmentation": Text(
        "Paren actoren die elkaar langs geen enkele weg kunnen bereiken, gedeeld door alle paren.",
        "Pairs of actors that cannot reach one another by any way, divided by all pairs.",
    ),
}
FACET_NAMES: Final[Mapping[str, Text]] = {
    "pillar": Text("Helixpijler", "Helix pillar"),
    "domain": Text("Beleidsdomein", "Policy domain"),
    "kind": Text("Soort", "Kind"),
    "objective": Text("Doelstelling", "Objective"),
    "region": Text("Regio", "Region"),
}
