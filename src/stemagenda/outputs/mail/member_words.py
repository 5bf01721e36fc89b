"""The words of a letter to a member, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

MEMBER_WORDS: Final[Mapping[str, Text]] = {
    "name": Text("Monitor STEM-agenda", "STEM agenda monitor"),
    "lede": Text(
        "Dit bericht komt van de monitor van de STEM-agenda 2030, op {day}.",
        "This message comes from the monitor of the STEM Agenda 2030, on {day}.",
    ),
    "points_one": Text("{count} punt vraagt uw aandacht", "{count} item for your attention"),
    "points_many": Text("{count} punten vragen uw aandacht", "{count} items for your attention"),
    "news": Text("wat er veranderde", "what changed"),
    "more_one": Text("en nog {count} andere", "and {count} other"),
    "more_many": Text("en nog {count} andere", "and {count} others"),
    "news_head": Text("Wat er veranderde sinds {day}", "What changed since {day}"),
    "new": Text("Nieuwe acties", "New actions"),
    "changed": Text("Gewijzigde acties", "Changed actions"),
    "withdrawn": Text("Ingetrokken acties", "Withdrawn actions"),
    "decisions": Text("Beslissingen", "Decisions"),
    "decided": Text("{by}, {day}: {text}", "{by}, {day}: {text}"),
    "lights": Text("Knipperlichten die veranderden", "Lights that changed"),
    "turned": Text("{title}: {after} (was: {before})", "{title}: {after} (was: {before})"),
    "stop": Text(
        "U krijgt dit bericht omdat u meewerkt aan de STEM-agenda 2030. Hebt u een bericht niet nodig, zet het dan af "
        "op de pagina ‘Mijn berichten’, of vraag het aan de coördinator.",
        "You get this message because you work on the STEM Agenda 2030. If you do not need one of these messages, turn "
        "it off on the page ‘My messages’, or ask the coordinator.",
    ),
    "choose": Text("Mijn berichten:", "My messages:"),
}

#: What is said of each kind of notice: the heading, what can be done, the line. Empty where there is nothing to add.
NOTICE_WORDS: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "milestone-late": (
        Text("Mijlpalen die te laat zijn", "Milestones that are late"),
        Text(
            "Is de mijlpaal gehaald? Noteer dan de dag. Zo niet, kies een nieuwe dag.",
            "Was the milestone met? Then note the day. If it was not, choose another day.",
        ),
        Text("{title}: ‘{detail}’, gepland op {day}", "{title}: ‘{detail}’, planned on {day}"),
    ),
    "follow-up-late": (
        Text("Werkpunten die te laat zijn", "Follow-up points that are late"),
        Text(
            "Sluit het werkpunt af, of vraag de coördinator om een nieuwe dag.",
            "Close the point, or ask the coordinator to set another day.",
        ),
        Text("{title}: af te werken tegen {day}", "{title}: due on {day}"),
    ),
    "returned": (
        Text("Teruggestuurd met opmerkingen", "Returned with remarks"),
        Text(
            "Het ambtelijk comité vraagt een aanpassing. Werk de tekst bij en leg hem opnieuw voor.",
            "The administrative committee asks to adapt the text. Change it and put it to them again.",
        ),
        Text("{title}: teruggestuurd op {day}", "{title}: returned on {day}"),
    ),
    "to-decide": (
        Text("Wacht op een beslissing van het comité", "Waiting for the committee’s decision"),
        Text(
            "Keur de tekst goed, stuur hem terug met opmerkingen of wijs hem af.",
            "Validate the text, return it with remarks or reject it.",
        ),
        Text("{title}: voorgelegd op {day}", "{title}: proposed on {day}"),
    ),
    "to-publish": (
        Text("Goedgekeurd, nog te publiceren", "Validated, still to be published"),
        Text(
            "Het comité keurde deze teksten goed. Publiceer ze, dan kan iedereen ze lezen.",
            "The committee validated these texts. Publish them, and everybody can read them.",
        ),
        Text("{title}: goedgekeurd op {day}", "{title}: validated on {day}"),
    ),
    "milestone-near": (
        Text("Mijlpalen op komst", "Milestones coming up"),
        Text("Ze vallen binnen dertig dagen.", "They fall within thirty days."),
        Text("{title}: ‘{detail}’, gepland op {day}", "{title}: ‘{detail}’, planned on {day}"),
    ),
    "follow-up-near": (
        Text("Werkpunten op komst", "Follow-up points coming up"),
        Text("Ze moeten binnen dertig dagen klaar zijn.", "They are due within thirty days."),
        Text("{title}: af te werken tegen {day}", "{title}: due on {day}"),
    ),
    "help-new": (
        Text("Nieuwe vragen aan de STEMhub", "New questions to the STEMhub"),
        Text("Wijs ze toe aan wie kan helpen, of antwoord zelf.", "Assign them to who can help, or answer yourself."),
        Text("{detail}: {title}, gesteld op {day}", "{detail}: {title}, asked on {day}"),
    ),
    "help-assigned": (
        Text("Vragen aan de STEMhub voor uw organisatie", "Questions to the STEMhub for your organisation"),
        Text(
            "Antwoord op de pagina van de vraag, of geef ze terug.", "Answer on the question’s page, or hand it back."
        ),
        Text("{detail}: {title}, gesteld op {day}", "{detail}: {title}, asked on {day}"),
    ),
    "help-dissatisfied": (
        Text("Een antwoord dat weinig hielp", "An answer that helped little"),
        Text("Kijk wat er nog kan, en noteer de opvolging.", "See what else can be done, and note the follow-up."),
        Text("{detail}: {title}, gesteld op {day}", "{detail}: {title}, asked on {day}"),
    ),
    "silent": (
        Text("Lang niets gehoord", "Nothing heard for long"),
        Text(
            "Bij deze acties is al een half jaar niets genoteerd. Klopt de stand nog? Een korte nota volstaat.",
            "Nothing was noted with these actions for half a year. Is their state still right? A short note is enough.",
        ),
        Text("{title}: al {days} dagen niets genoteerd", "{title}: nothing noted for {days} days"),
    ),
}
