"""What the agenda's entry in Cedefop's timeline of policies says of itself, and how one refers to it."""

from __future__ import annotations

from typing import Final

from stemagenda.core.text import Language, Text

#: The number of the entry: https://www.cedefop.europa.eu/en/tools/timeline-vet-policies-europe/search/43768
IDENTIFIER: Final = 43768
ADDRESS: Final = f"https://www.cedefop.europa.eu/en/tools/timeline-vet-policies-europe/search/{IDENTIFIER}"
TYPE: Final = Text("Strategie of actieplan", "Strategy/Action plan")
COUNTRY: Final = Text("België, Vlaanderen (BELGIUM-FL)", "Belgium, Flanders (BELGIUM-FL)")
ABOUT: Final = Text(
    "Voorstel voor de jaarlijkse bijwerking door ReferNet. Alles hieronder komt uit documenten die deze monitor kent. "
    "Waar ‘niet vermeld’ staat, zegt geen van die documenten iets: vul daar niets in zonder bron.",
    "A proposal for ReferNet’s yearly update. Everything below comes from documents that this monitor knows. Where it "
    "says ‘not stated’, none of those documents says anything: fill in nothing there without a source.",
)
NO_STAGE: Final = Text("fase niet vermeld", "stage not stated")
QUIET: Final = Text("Geen document vermeldt iets over dit jaar.", "No document tells of anything in this year.")


def cite(*, title: str, language: Language) -> str:
    """How one refers to the entry."""
    where = (
        f"in: Timeline of VET policies in Europe, {'fiche' if language == 'nl' else 'entry'} {IDENTIFIER}. {ADDRESS}"
    )
    if language == "nl":
        return f"Cedefop en ReferNet, {title}: België-FL, {where}"
    return f"Cedefop and ReferNet, {title}: Belgium-FL, {where}"
