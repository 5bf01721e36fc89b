"""The words of letters to readers without an account, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

READER_WORDS: Final[Mapping[str, Text]] = {
    "name": Text("Monitor STEM-agenda", "STEM agenda monitor"),
    "confirm_subject": Text("bevestig uw abonnement", "confirm your subscription"),
    "known_subject": Text("u hebt al een abonnement", "you already have a subscription"),
    "news_subject_one": Text("{count} wijziging", "{count} change"),
    "news_subject_many": Text("{count} wijzigingen", "{count} changes"),
    "confirm": Text(
        "Iemand vroeg op {day} om dit adres te laten weten wat er verandert in de monitor van de STEM-agenda 2030. Was "
        "u dat? Open dan deze pagina en klik op de knop:",
        "On {day} somebody asked to tell this address what changes in the monitor of the STEM Agenda 2030. Was it you? "
        "Then open this page and press the button:",
    ),
    "confirm_until": Text(
        "De link werkt 48 uur. Doet u niets, dan krijgt u geen berichten en wissen we dit adres vanzelf.",
        "The link works for 48 hours. If you do nothing, you get no messages, and we erase this address by ourselves.",
    ),
    "known": Text(
        "Iemand vroeg op {day} om dit adres te laten weten wat er verandert in de monitor van de STEM-agenda 2030. U "
        "hebt al een abonnement. Er is niets aan veranderd.",
        "On {day} somebody asked to tell this address what changes in the monitor of the STEM Agenda 2030. You already "
        "have a subscription. Nothing about it was changed.",
    ),
    "known_change": Text(
        "Was u het, en wilt u de onderwerpen hieronder erbij? Open deze pagina en klik op ‘Bewaren’:",
        "Was it you, and would you like to add the topics below? Open this page and press ‘Save’:",
    ),
    "asked": Text("Gevraagde onderwerpen", "Topics asked for"),
    "often_weekly": Text("Hoogstens één bericht per week.", "One message a week at most."),
    "often_monthly": Text("Hoogstens één bericht per maand.", "One message a month at most."),
    "news": Text(
        "Dit veranderde in de onderwerpen die u volgt, van {since} tot en met {day}.",
        "This changed in the topics you follow, from {since} to {day}.",
    ),
    "more_one": Text("en nog {count} andere wijziging", "and {count} other change"),
    "more_many": Text("en nog {count} andere wijzigingen", "and {count} other changes"),
    "all": Text("Alle wijzigingen:", "All changes:"),
    "until": Text(
        "Uw abonnement loopt tot {day}. Wie zijn keuze opnieuw bewaart, verlengt het met twee jaar.",
        "Your subscription runs until {day}. Save your choice again to extend it by two years.",
    ),
    "manage": Text(
        "Andere onderwerpen kiezen, of zien en wissen wat we bewaren:",
        "Choose other topics, or see and erase what we keep:",
    ),
    "stop": Text("Meteen stoppen, dan wissen we uw adres:", "Stop now, and we erase your address:"),
    "stop_asked": Text(
        "Was u het niet? Dan hoeft u niets te doen. U kunt uw adres ook meteen laten wissen:",
        "Was it not you? Then you need not do anything. You can also have your address erased now:",
    ),
}
