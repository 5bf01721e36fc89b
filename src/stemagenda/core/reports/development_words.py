"""The words of the policy timeline, in both languages; the English ones are those of Cedefop's tool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.reports.action_words import STAGE_WORDS
from stemagenda.core.text import Text

TYPE_WORDS: Final[Mapping[str, Text]] = {
    "strategy": Text("Strategie of actieplan", "Strategy/Action plan"),
    "regulation": Text("Regelgeving", "Regulation/Legislation"),
    "measure": Text("Maatregel of initiatief", "Practical measure/Initiative"),
}
SUBSYSTEM_WORDS: Final[Mapping[str, Text]] = {
    "ivet": Text("Initieel beroepsonderwijs (IVET)", "Initial VET (IVET)"),
    "cvet": Text("Voortgezette beroepsopleiding (CVET)", "Continuing VET (CVET)"),
}
LEARNER_WORDS: Final[Mapping[str, Text]] = {
    "upper-secondary-learners": Text(
        "Leerlingen hoger secundair, ook in duaal leren", "Upper secondary learners, including apprentices"
    ),
    "young-people": Text("Jongeren van 15 tot 29 jaar", "Young people aged 15 to 29"),
    "adult-learners": Text("Volwassenen die leren", "Adult learners"),
}
THEME_WORDS: Final[Mapping[str, Text]] = {
    "stakeholders-partnerships": Text(
        "Partners betrekken en partnerschappen versterken", "Engaging stakeholders and strengthening partnerships"
    ),
    "promotion-campaigns": Text("Promotie en campagnes", "Promotion strategies and campaigns"),
    "equal-opportunities": Text("Gelijke kansen en inclusie", "Equal opportunities and inclusiveness"),
}
PRIORITY_WORDS: Final[Mapping[str, Text]] = {
    "vet-agile": Text(
        "Aanbeveling over beroepsonderwijs: wendbaar voor de arbeidsmarkt",
        "VET Recommendation: agile in adapting to the labour market",
    ),
    "vet-equality": Text(
        "Aanbeveling over beroepsonderwijs: gelijke kansen", "VET Recommendation: equality of opportunities"
    ),
    "osnabrueck-resilience": Text(
        "Verklaring van Osnabrück: veerkracht en uitmuntendheid", "Osnabrück Declaration: resilience and excellence"
    ),
}
AREA_WORDS: Final[Mapping[str, Text]] = {"BE-FL": Text("Vlaanderen (België)", "Belgium-FL")}
#: facet of the timeline -> the words of its values; bodies have names of their own
FACET_WORDS: Final[Mapping[str, Mapping[str, Text]]] = {
    "theme": THEME_WORDS,
    "type": TYPE_WORDS,
    "target_group": LEARNER_WORDS,
    "subsystem": SUBSYSTEM_WORDS,
    "priority": PRIORITY_WORDS,
    "stage": STAGE_WORDS,
    "area": AREA_WORDS,
}
FACET_NAMES: Final[Mapping[str, Text]] = {
    "theme": Text("Thema", "Thematic category"),
    "type": Text("Soort", "Type of development"),
    "target_group": Text("Doelgroep", "Target group"),
    "subsystem": Text("Deelsysteem", "Subsystem"),
    "priority": Text("Europese prioriteit", "European priority in VET"),
    "stage": Text("Fase nu", "Stage of development"),
    "area": Text("Gebied", "Country or region"),
    "body": Text("Verantwoordelijke", "Body responsible"),
}
#: Fields and headings of an entry.
WORDS: Final[Mapping[str, Text]] = {
    "area": FACET_NAMES["area"],
    "as_of": Text("Zoals bekend op", "As known on"),
    "background": Text("Achtergrond", "Background"),
    "bodies": Text("Verantwoordelijken", "Bodies responsible"),
    "cite": Text("Zo citeert u", "Cite as"),
    "code": Text("Code", "Code"),
    "description": Text("Beschrijving", "Description"),
    "facts": Text("Kenmerken", "Characteristics"),
    "field": Text("Kenmerk", "Characteristic"),
    "goals": Text("Doelen", "Objectives"),
    "number": Text("Nummer bij Cedefop", "ID number at Cedefop"),
    "priorities": Text("Europese prioriteiten", "European priorities in VET"),
    "reading": Text("Meer lezen", "Further reading"),
    "said": Text("Wat er staat", "What is stated"),
    "stage": FACET_NAMES["stage"],
    "stand": Text("Zoals bekend op {day}", "As known on {day}"),
    "subsystem": FACET_NAMES["subsystem"],
    "subtitle": Text(
        "Beleidsontwikkelingen in beroepsonderwijs en opleiding, met hun fase per jaar",
        "Policy developments in vocational education and training, with their stage by year",
    ),
    "target_groups": Text("Doelgroepen", "Target groups"),
    "themes": Text("Thema's", "Thematic categories"),
    "timeline": Text("Beleidstijdlijn", "Policy timeline"),
    "title": Text("Titel", "Title"),
    "type": FACET_NAMES["type"],
    "working_title": Text(
        "Werktitel van deze monitor: de bladzijde die wij hebben, geeft geen titel.",
        "A working title of this monitor: the page we hold gives none.",
    ),
    "years": Text("Fase per jaar", "Stage by year"),
}
