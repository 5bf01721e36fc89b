"""What the workbook of the register says about itself."""

from __future__ import annotations

from datetime import date
from typing import Final

from stemagenda.core.text import Language, Text, format_date

TITLE: Final = Text("Acties van de STEM-agenda 2030", "Actions of the STEM Agenda 2030")
REFUSAL: Final = (
    Text("Kies uit de lijst", "Choose from the list"),
    Text(
        "Kies een van de woorden uit de lijst. Ze staan ook op het blad ‘Keuzelijsten’.",
        "Choose one of the words of the list. They are on the sheet ‘Choices’ too.",
    ),
)
_LINES: Final = (
    (
        Text("Wat dit is", "What this is"),
        Text(
            "De actielijst van {day}, {count} acties. U kunt ze hier bewerken en het bestand teruggeven op de"
            " site, bij ‘Acties uit Excel’. U ziet eerst wat er verandert; pas na uw akkoord wordt er iets"
            " bewaard.",
            "The list of actions of {day}, {count} actions. You can edit them here and give the file back on the"
            " site, under ‘Actions from Excel’. You see first what changes; nothing is kept before you agree.",
        ),
    ),
    (
        Text("Een actie wijzigen", "Changing an action"),
        Text(
            "Wijzig de cel. Fase, partners, mijlpalen en wat er nog bij een actie hoort, staan op eigen bladen:"
            " één rij per stuk, met de code van de actie vooraan.",
            "Change the cell. Stages, partners, milestones and whatever else belongs to an action have sheets of"
            " their own: one row each, with the code of the action in front.",
        ),
    ),
    (
        Text("Een nieuwe actie", "A new action"),
        Text(
            "Voeg een rij toe en laat ‘Code’ en ‘Versie’ leeg. Ze wordt een ontwerptekst en krijgt zelf een"
            " code. Rijen op andere bladen verwijzen naar haar met haar titel in de kolom ‘Actie’.",
            "Add a row and leave ‘Code’ and ‘Version’ empty. It becomes a draft and gets a code by itself. Rows"
            " on other sheets refer to it by its title in the column ‘Action’.",
        ),
    ),
    (
        Text("Een rij weghalen", "Taking a row away"),
        Text(
            "Haalt u een actie van het blad ‘Acties’, dan gebeurt er niets met die actie. Haalt u een rij van"
            " een ander blad, dan verdwijnt die mijlpaal, partner of fase uit de actie.",
            "If you take an action off the sheet ‘Actions’, nothing happens to that action. If you take a row"
            " off another sheet, that milestone, partner or stage goes from the action.",
        ),
    ),
    (
        Text("Wat meteen openbaar is", "What is public at once"),
        Text(
            "Fase, status, voortgang, mijlpalen, besteed budget, kwaliteitskader en documenten van een"
            " gepubliceerde actie zijn meteen openbaar. Al het andere wordt een ontwerptekst, die de procedure"
            " volgt.",
            "Stages, status, progress, milestones, budget spent, quality framework and documents of a published"
            " action are public at once. Everything else becomes a draft, which follows the procedure.",
        ),
    ),
    (
        Text("Meer dan één in een cel", "More than one in a cell"),
        Text(
            "Zet een puntkomma tussen doelstellingen, pijlers, transities of doelgroepen: OD 1.1.1; OD 1.2.1.",
            "Put a semicolon between objectives, pillars, transitions or target groups: OD 1.1.1; OD 1.2.1.",
        ),
    ),
    (
        Text("Datums en bedragen", "Dates and amounts"),
        Text(
            "Schrijf een dag als 23/11/2026 of 2026-11-23. Bedragen zijn hele euro’s, zonder centen.",
            "Write a day as 23/11/2026 or 2026-11-23. Amounts are whole euros, without cents.",
        ),
    ),
    (
        Text("Wat u laat staan", "What to leave alone"),
        Text(
            "De namen van bladen en kolommen, en de kolom ‘Versie’. Daaraan ziet de site wat anderen intussen"
            " wijzigden: dat blijft behouden. Formules neemt de site niet over; plak waarden.",
            "The names of sheets and columns, and the column ‘Version’. By it the site sees what others changed"
            " meanwhile: that is kept. The site takes no formulas; paste values.",
        ),
    ),
)


def explanation(*, language: Language, on: date, count: int) -> tuple[tuple[str, str], ...]:
    """Headings and texts of the sheet that explains."""
    day = format_date(on, language=language)
    return tuple((heading.to(language), text.to(language).format(day=day, count=count)) for heading, text in _LINES)
