"""The method annex of a report: how a light is decided, in sentences; and what the way to a target is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

TRACKS: Final[Mapping[str, Text]] = {
    "achieved": Text("Het streefcijfer is bereikt.", "The target has been reached."),
    "on_track": Text("Op schema voor het streefcijfer.", "On track for the target."),
    "too_slow": Text("Te traag voor het streefcijfer.", "Too slow for the target."),
    "far_too_slow": Text("Veel te traag voor het streefcijfer.", "Far too slow for the target."),
    "no_progress_or_away": Text(
        "Geen vooruitgang naar het streefcijfer, of de verkeerde kant uit.",
        "No progress towards the target, or the wrong way.",
    ),
}
NO_TRACK: Final = Text(
    "Over de weg naar het streefcijfer is nog niets te zeggen.",
    "Nothing can be said yet about the way to the target.",
)
#: anchor, heading, paragraphs, in the order of reading. {start} and {baseline} are filled in.
METHOD: Final[tuple[tuple[str, Text, tuple[Text, ...]], ...]] = (
    (
        "points",
        Text("Welke twee cijfers worden vergeleken", "Which two figures are compared"),
        (
            Text(
                "Een knipperlicht vergelijkt het laatste cijfer van een reeks met een vast referentiepunt. Dat is "
                "het laatste cijfer van op of voor de start van de agenda, {start}, als er daarna nog een cijfer "
                "kwam. Is dat er niet, dan is het referentiepunt het eerste vergelijkbare cijfer vanaf {baseline}. "
                "Deze vergelijking heet de lange periode; zij bepaalt het licht. De korte periode vergelijkt met "
                "het vorige cijfer en staat ernaast.",
                "A light compares the latest figure of a series with a fixed point of reference. That is the last "
                "figure at or before the start of the agenda, {start}, if a later one exists. Failing that, it is "
                "the first comparable figure from {baseline} on. This comparison is called the long period; it "
                "decides the light. The short period compares with the previous figure and stands beside it.",
            ),
            Text(
                "Over een breuk in de definitie of de meting wordt nooit vergeleken. Drukken verschillende bronnen "
                "voor dezelfde periode een cijfer af, dan gaat de maker van de statistiek voor op wie hem aanhaalt, "
                "en daarna het nieuwste cijfer. De andere cijfers blijven bewaard.",
                "Nothing is compared across a break in definition or measurement. Where several sources print a "
                "figure for the same period, the maker of the statistic goes before those who quote it, and after "
                "that the newest figure counts. The other figures are kept.",
            ),
        ),
    ),
    (
        "thresholds",
        Text("Wanneer een verschil telt", "When a difference counts"),
        (
            Text(
                "Geeft de bron bij beide cijfers een standaardfout, dan telt een verschil dat groter is dan 1,96 "
                "keer de standaardfout van het verschil. Dat is de grens van 95 % zekerheid. Bij toetsen die in de "
                "tijd gekoppeld zijn, telt de koppelfout mee.",
                "Where the source gives a standard error with both figures, a difference counts when it exceeds "
                "1.96 times the standard error of the difference. That is the border of 95% confidence. For tests "
                "that are linked over time, the link error is included.",
            ),
            Text(
                "Zonder standaardfouten geldt een vaste drempel: 0,5 procentpunt voor een aandeel, 1 % van het "
                "referentiecijfer voor een aantal, een score of een verhouding, tenzij de agenda voor een indicator "
                "iets anders vastlegt. Een verschil gelijk aan de drempel telt niet.",
                "Without standard errors a fixed threshold holds: 0.5 percentage points for a share, 1% of the "
                "reference figure for a number, a score or a rate, unless the agenda sets something else for an "
                "indicator. A difference equal to the threshold does not count.",
            ),
        ),
    ),
    (
        "colours",
        Text("Van verschil naar kleur", "From difference to colour"),
        (
            Text(
                "Groen: het cijfer gaat meer dan de drempel de gewenste kant uit. Rood: meer dan de drempel de "
                "verkeerde kant uit. Oranje: daartussen. Welke kant gewenst is, ligt per indicator vast en wordt "
                "nooit afgeleid.",
                "Green: the figure moves more than the threshold the desired way. Red: more than the threshold the "
                "wrong way. Orange: in between. Which way is desired is declared for each indicator and never "
                "inferred.",
            ),
            Text(
                "Onzeker (een hol teken): binnen de afronding van de twee cijfers zou een andere kleur mogelijk "
                "zijn. Ouder cijfer: het laatste cijfer is meer dan twee metingen oud. Grijs (een open ring): er "
                "valt niets te vergelijken. De reden staat erbij: geen cijfer, maar één cijfer, een breuk, of "
                "alleen verwante cijfers.",
                "Uncertain (a hollow sign): within the rounding of the two figures another colour would be "
                "possible. Older figure: the latest figure is more than two measurements old. Grey (an open ring): "
                "nothing can be compared. The reason stands beside it: no figure, only one figure, a break, or "
                "related figures only.",
            ),
        ),
    ),
    (
        "track",
        Text("De weg naar een streefcijfer", "The way to a target"),
        (
            Text(
                "Waar een streefcijfer bestaat, wordt de afgelegde weg vergeleken met de rechte lijn van het "
                "referentiepunt naar het streefcijfer. Vanaf 95 % van die lijn is de reeks op schema, vanaf 60 % te "
                "traag, daaronder veel te traag. Bij 0 of minder is er geen vooruitgang. Het knipperlicht en de weg "
                "naar het streefcijfer kunnen verschillen: het licht beoordeelt de evolutie, de weg het tempo.",
                "Where a target exists, the distance covered is compared with the straight line from the point of "
                "reference to the target. From 95% of that line on the series is on track, from 60% on too slow, "
                "below that far too slow. At 0 or less there is no progress. Light and way to the target may "
                "differ: the light judges the evolution, the way judges the pace.",
            ),
            Text(
                "Ter controle beoordelen ook andere bekende methodes dezelfde cijfers, waaronder die van Eurostat, "
                "Statistics Canada, de Verenigde Naties en het Federaal Planbureau. Het rapport zegt per reeks "
                "hoeveel ervan het eens zijn met het licht.",
                "As a check other well-known methods judge the same figures, among them those of Eurostat, "
                "Statistics Canada, the United Nations and the Federal Planning Bureau. For each series the report "
                "says how many of them agree with the light.",
            ),
        ),
    ),
    (
        "figures",
        Text("Waar de cijfers vandaan komen", "Where the figures come from"),
        (
            Text(
                "Elk cijfer is overgenomen uit een publicatie, met uitgever, dag, plaats en licentie. Niets is "
                "geschat of aangevuld. Elk afgewerkt bestand van dit rapport is opnieuw gelezen en cijfer voor "
                "cijfer vergeleken met de databank.",
                "Every figure was taken from a publication, with publisher, day, place and licence. Nothing is "
                "estimated or filled in. Every finished file of this report was read again and compared with the "
                "database figure by figure.",
            ),
        ),
    ),
)
READING_STAGES: Final = Text(
    "De zeven fasen zijn die van de tijdlijn van Cedefop: ontwerp, regelgeving in opmaak, goedgekeurd, proefproject, "
    "uitvoering, stopgezet en voltooid. Een fase staat er alleen waar een document ze noemt.",
    "The seven stages are those of Cedefop’s timeline: design, legislative process, approved/agreed, pilot, "
    "implementation, discontinued and completed. A stage is given only where a document names it.",
)
