"""The words of practices in both languages: for pages, files and commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.reports.action_words import GROUP_WORDS, PILLAR_WORDS
from stemagenda.core.text import Text

KIND_WORDS: Final[Mapping[str, Text]] = {
    "practice": Text("Praktijk", "Practice"),
    "publication": Text("Publicatie", "Publication"),
    "campaign": Text("Campagne", "Campaign"),
    "platform": Text("Platform", "Platform"),
}
LEVEL_WORDS: Final[Mapping[str, Text]] = {
    "primary": Text("Basisonderwijs", "Primary education"),
    "secondary": Text("Secundair onderwijs", "Secondary education"),
    "vocational": Text("Technisch en beroepsonderwijs", "Technical and vocational education"),
    "higher": Text("Hoger onderwijs", "Higher education"),
    "adult": Text("Volwassenenonderwijs en vorming", "Adult education and training"),
    "out-of-school": Text("Buiten de school", "Out of school"),
}
EVIDENCE_LEVEL_WORDS: Final[Mapping[str, Text]] = {
    "described": Text("Beschreven", "Described"),
    "monitored": Text("Gevolgd", "Monitored"),
    "evaluated": Text("Geëvalueerd", "Evaluated"),
    "transferable": Text("Overdraagbaar", "Transferable"),
}
#: What each level of evidence means, from weak to strong.
EVIDENCE_MEANINGS: Final[Mapping[str, Text]] = {
    "described": Text("Iemand vertelt wat er gebeurt en waarom.", "Somebody tells what happens and why."),
    "monitored": Text(
        "Bereik en oordeel van wie meedoet, worden geregeld geteld.",
        "Reach and the judgement of those who take part are counted regularly.",
    ),
    "evaluated": Text("Een onderzoek keek naar het effect.", "A study looked at the effect."),
    "transferable": Text(
        "Het werkte ook elders, en wat daarvoor nodig is, staat beschreven.",
        "It worked elsewhere too, and what that takes is described.",
    ),
}
GENDER_WORDS: Final[Mapping[str, Text]] = {
    "girls": Text("Richt zich op meisjes en vrouwen", "Aimed at girls and women"),
    "attention": Text("Voor iedereen, met oog voor meisjes", "For everybody, with an eye for girls"),
    "none": Text("Geen bijzondere aandacht", "No special attention"),
}
PRACTICE_GROUP_WORDS: Final[Mapping[str, Text]] = {**GROUP_WORDS, "parents": Text("Ouders", "Parents")}
#: What others may do with a picture: in the form, and beside the picture.
LICENCE_WORDS: Final[Mapping[str, Text]] = {
    "here-only": Text("Alleen hier te tonen", "To be shown here only"),
    "cc0": Text("Vrij voor iedereen (CC0)", "Free for everybody (CC0)"),
    "cc-by-4.0": Text("Vrij met naamsvermelding (CC BY 4.0)", "Free with the maker’s name (CC BY 4.0)"),
    "cc-by-sa-4.0": Text(
        "Vrij met naamsvermelding, onder dezelfde voorwaarden (CC BY-SA 4.0)",
        "Free with the maker’s name, on the same terms (CC BY-SA 4.0)",
    ),
}
LICENCE_SHORT: Final[Mapping[str, Text]] = {
    "here-only": Text("alle rechten voorbehouden", "all rights reserved"),
    "cc0": Text("CC0", "CC0"),
    "cc-by-4.0": Text("CC BY 4.0", "CC BY 4.0"),
    "cc-by-sa-4.0": Text("CC BY-SA 4.0", "CC BY-SA 4.0"),
}
LANGUAGE_WORDS: Final[Mapping[str, Text]] = {"nl": Text("Nederlands", "Dutch"), "en": Text("Engels", "English")}
#: facet -> the words of its values; objectives, transitions and organisations have names of their own
FACET_WORDS: Final[Mapping[str, Mapping[str, Text]]] = {
    "kind": KIND_WORDS,
    "level": LEVEL_WORDS,
    "evidence": EVIDENCE_LEVEL_WORDS,
    "target_group": PRACTICE_GROUP_WORDS,
    "pillar": PILLAR_WORDS,
    "gender": GENDER_WORDS,
}
FACET_NAMES: Final[Mapping[str, Text]] = {
    "kind": Text("Soort", "Kind"),
    "level": Text("Onderwijsniveau", "Education level"),
    "evidence": Text("Hoe sterk onderbouwd", "Evidence level"),
    "target_group": Text("Doelgroep", "Target group"),
    "transition": Text("Transitie", "Transition"),
    "objective": Text("Doelstelling", "Objective"),
    "organisation": Text("Organisatie", "Organisation"),
    "pillar": Text("Helixpijler van de organisatie", "Helix pillar of the organisation"),
    "gender": Text("Aandacht voor gender", "Gender focus"),
}
#: Where a practice is on its way, and the steps of it.
STATE_WORDS: Final[Mapping[str, Text]] = {
    "draft": Text("Teruggenomen door de indiener", "Taken back by its author"),
    "proposed": Text("Ingediend, wacht op beoordeling", "Sent in, waits for review"),
    "returned": Text("Teruggestuurd met opmerkingen", "Returned with remarks"),
    "rejected": Text("Afgewezen", "Rejected"),
    "validated": Text("Goedgekeurd, nog niet gepubliceerd", "Validated, not published yet"),
    "published": Text("Gepubliceerd", "Published"),
    "withdrawn": Text("Ingetrokken", "Withdrawn"),
}
STEP_WORDS: Final[Mapping[str, Text]] = {
    "propose": Text("Indienen", "Send in"),
    "take-back": Text("Terugnemen", "Take back"),
    "validate": Text("Goedkeuren", "Validate"),
    "return": Text("Terugsturen met opmerkingen", "Return with remarks"),
    "reject": Text("Afwijzen", "Reject"),
    "publish": Text("Publiceren", "Publish"),
    "revise": Text("Herzien", "Revise"),
    "withdraw": Text("Intrekken", "Withdraw"),
}
#: Why two practices are alike.
REASON_WORDS: Final[Mapping[str, Text]] = {
    "text": Text("woorden", "words"),
    "objective": Text("doelstelling", "objective"),
    "target-group": Text("doelgroep", "target group"),
    "transition": Text("transitie", "transition"),
}
#: Fields of a practice, and headings of files.
WORDS: Final[Mapping[str, Text]] = {
    "as_of": Text("Zoals bekend op", "As known on"),
    "code": Text("Code", "Code"),
    "title": Text("Titel", "Title"),
    "kind": FACET_NAMES["kind"],
    "summary": Text("Samenvatting", "Summary"),
    "levels": Text("Onderwijsniveaus", "Education levels"),
    "evidence": FACET_NAMES["evidence"],
    "reach": Text("Bereik", "Reach"),
    "target_groups": Text("Doelgroepen", "Target groups"),
    "gender": FACET_NAMES["gender"],
    "transitions": Text("Transities", "Transitions"),
    "objectives": Text("Doelstellingen", "Objectives"),
    "organisations": Text("Organisaties", "Organisations"),
    "starts": Text("Begin", "Start"),
    "published": Text("Verschenen", "Published"),
    "languages": Text("Taal", "Language"),
    "description": Text("Beschrijving en doelen", "Description and objectives"),
    "evaluation": Text("Evaluatie", "Evaluation"),
    "results": Text("Resultaten", "Results"),
    "funding": Text("Budget en financiering", "Budget and funding model"),
    "cost": Text("Kosten", "Cost"),
    "actions": Text("Acties", "Actions"),
    "practices": Text("Praktijken", "Practices"),
    "links": Text("Links", "Links"),
    "pictures": Text("Beelden", "Pictures"),
    "contact": Text("Contact", "Contact"),
    "quality": Text("Kwaliteitskader", "Quality framework"),
    "bundle": Text("Wat dit samenbrengt", "What this brings together"),
    "criterion": Text("Criterium", "Criterion"),
    "facts": Text("Kenmerken", "Characteristics"),
    "field": Text("Kenmerk", "Characteristic"),
    "met": Text("Oordeel", "Judgement"),
    "picture": Text("Beeld", "Picture"),
    "said": Text("Wat er staat", "What is stated"),
    "shown_by": Text("Waaruit blijkt dat", "What shows it"),
    "source": Text("Bron", "Source"),
    "subtitle": Text(
        "Wie het doet, voor wie, wat het dient en hoe sterk het onderbouwd is",
        "Who does it, for whom, what it serves and how strong the evidence is",
    ),
    "unstated": Text("Niet vermeld", "Not stated"),
}
#: Columns of the list of STEM academies by municipality.
ACADEMY_WORDS: Final[Mapping[str, Text]] = {
    "nis": Text("NIS-code", "NIS code"),
    "municipality": Text("Gemeente", "Municipality"),
    "province": Text("Provincie", "Province"),
    "provider": Text("Aanbieder", "Provider"),
    "offer": Text("Aanbod", "Offer"),
    "since": Text("Sinds", "Since"),
    "url": Text("Webadres", "Web address"),
}
