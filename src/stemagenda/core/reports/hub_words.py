"""Codes of questions to the STEMhub in words, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

HELP_KIND_WORDS: Final[Mapping[str, Text]] = {
    "guest-lecturer": Text(
        "Een gastspreker, of een lesgever uit een bedrijf", "A guest lecturer, or a teacher from a company"
    ),
    "challenge": Text("Een echt vraagstuk voor wie leert", "A real challenge for learners"),
    "infrastructure": Text("Een labo, werkplaats of toestellen", "A laboratory, workshop or equipment"),
    "materials": Text("Lesmateriaal of methodes", "Teaching material or methods"),
    "training": Text("Bijscholing van lesgevers of medewerkers", "Training for teachers or employees"),
    "workplace": Text("Leren op de werkplek: stage of duaal leren", "Learning at work: placements or dual learning"),
    "partner": Text("Een partner voor een project of activiteit", "A partner for a project or activity"),
    "talent": Text("Mensen met STEM-kennis voor mijn organisatie", "People with STEM skills for my organisation"),
    "financing": Text("Steun of financiering", "Support or funding"),
    "information": Text("Informatie over studies en loopbanen", "Information on studies and careers"),
    "other": Text("Iets anders", "Something else"),
}
ASKER_WORDS: Final[Mapping[str, Text]] = {
    "enterprise": Text("Een onderneming", "An enterprise"),
    "school": Text("Een school", "A school"),
    "training-provider": Text("Een hogeschool, universiteit of opleidingscentrum", "A university or training centre"),
    "association": Text("Een vereniging of STEM-academie", "An association or STEM academy"),
    "government": Text("Een overheid", "A public authority"),
    "other": Text("Iemand anders", "Somebody else"),
}
#: Where a question stands, for those who help.
HELP_STATE_WORDS: Final[Mapping[str, Text]] = {
    "new": Text("Nieuw", "New"),
    "assigned": Text("Toegewezen", "Assigned"),
    "answered": Text("Beantwoord", "Answered"),
    "followed-up": Text("Opgevolgd", "Followed up"),
    "closed": Text("Afgesloten", "Closed"),
    "withdrawn": Text("Ingetrokken door de vrager", "Withdrawn by the asker"),
    "spam": Text("Spam", "Spam"),
}
#: The same for whoever asked.
ASKED_STATE_WORDS: Final[Mapping[str, Text]] = {
    "new": Text("Uw vraag wacht op een medewerker van de STEMhub.", "Your question waits for somebody of the STEMhub."),
    "assigned": Text("Uw vraag ligt bij {entity}.", "Your question is with {entity}."),
    "answered": Text("Uw vraag is beantwoord.", "Your question was answered."),
    "followed-up": Text("Uw vraag is beantwoord en opgevolgd.", "Your question was answered and followed up."),
    "closed": Text("Uw vraag is afgesloten.", "Your question is closed."),
    "withdrawn": Text("U trok uw vraag in.", "You withdrew your question."),
    "spam": Text("Uw vraag is niet in behandeling genomen.", "Your question was not taken up."),
}
HELP_STEP_WORDS: Final[Mapping[str, Text]] = {
    "assign": Text("Toewijzen", "Assign"),
    "hand-back": Text("Teruggeven", "Hand back"),
    "answer": Text("Antwoord versturen", "Send the answer"),
    "follow-up": Text("Opvolging noteren", "Note the follow-up"),
    "close": Text("Afsluiten", "Close"),
    "reopen": Text("Opnieuw openen", "Reopen"),
    "mark-spam": Text("Dit is spam", "This is spam"),
    "rate": Text("Beoordelen", "Rate"),
    "withdraw": Text("Vraag intrekken", "Withdraw the question"),
}
#: Steps that were taken.
DONE_WORDS: Final[Mapping[str, Text]] = {
    "assign": Text("Toegewezen", "Assigned"),
    "hand-back": Text("Teruggegeven", "Handed back"),
    "answer": Text("Beantwoord", "Answered"),
    "follow-up": Text("Opgevolgd", "Followed up"),
    "close": Text("Afgesloten", "Closed"),
    "reopen": Text("Opnieuw geopend", "Reopened"),
    "mark-spam": Text("Als spam gemerkt", "Marked as spam"),
    "rate": Text("Beoordeeld door de vrager", "Rated by the asker"),
    "withdraw": Text("Ingetrokken door de vrager", "Withdrawn by the asker"),
}
OUTCOME_WORDS: Final[Mapping[str, Text]] = {
    "helped": Text("Geholpen", "Helped"),
    "partly": Text("Deels geholpen", "Partly helped"),
    "not-helped": Text("Niet geholpen", "Not helped"),
}
#: What is suggested, by group.
SUGGESTED_WORDS: Final[Mapping[str, Text]] = {
    "infrastructure": Text("Infrastructuur", "Infrastructure"),
    "practice": Text("Praktijken", "Practices"),
    "partner": Text("Organisaties", "Organisations"),
    "action": Text("Acties van de agenda", "Actions of the agenda"),
}
SATISFACTION_WORDS: Final[Mapping[int, Text]] = {
    1: Text("Helemaal niet geholpen", "Not helped at all"),
    2: Text("Weinig geholpen", "Helped a little"),
    3: Text("Deels geholpen", "Partly helped"),
    4: Text("Goed geholpen", "Helped well"),
    5: Text("Heel goed geholpen", "Helped very well"),
}
#: Dimensions and headings of counts.
NEED_WORDS: Final[Mapping[str, Text]] = {
    "dimension": Text("Indeling", "Breakdown"),
    "code": Text("Code", "Code"),
    "value": Text("Waarde", "Value"),
    "region": Text("Regio", "Region"),
    "transition": Text("Transitie", "Transition"),
    "kind": Text("Soort hulp", "Kind of help"),
    "asker": Text("Wie vraagt", "Who asks"),
    "asked": Text("Gevraagd", "Asked"),
    "answered": Text("Beantwoord", "Answered"),
    "unmet": Text("Niet ingevuld", "Not met"),
    "none": Text("Geen transitie genoemd", "No transition named"),
}
#: What calls for attention in the queue.
SIGN_WORDS: Final[Mapping[str, Text]] = {
    "late": Text("Wacht al meer dan dertig dagen", "Waits for more than thirty days"),
    "dissatisfied": Text("Weinig geholpen, zegt de vrager", "Helped little, says the asker"),
    "erased": Text("De vrager is gewist", "The asker was erased"),
}
#: Filters of the queue.
QUEUE_FACETS: Final[Mapping[str, Text]] = {
    "state": Text("Stand", "State"),
    "sign": Text("Aandacht", "Attention"),
    "kind": NEED_WORDS["kind"],
    "region": NEED_WORDS["region"],
    "transition": NEED_WORDS["transition"],
    "entity": Text("Toegewezen aan", "Assigned to"),
}
