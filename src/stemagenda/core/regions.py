"""Where an actor works: a closed list of regions, by the code that the statistics use for them (NIS, also "refnis")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Text

FLANDERS: Final = "02000"
BRUSSELS: Final = "04000"
#: Has no NIS code: everywhere outside Flanders and Brussels.
ELSEWHERE: Final = "abroad"
#: code -> name, in the order of lists. Codes: Statbel, REFNIS.
REGIONS: Final[Mapping[str, Text]] = {
    "10000": Text("Antwerpen", "Antwerp"),
    "70000": Text("Limburg", "Limburg"),
    "40000": Text("Oost-Vlaanderen", "East Flanders"),
    "20001": Text("Vlaams-Brabant", "Flemish Brabant"),
    "30000": Text("West-Vlaanderen", "West Flanders"),
    BRUSSELS: Text("Brussel", "Brussels"),
    FLANDERS: Text("Heel Vlaanderen", "All of Flanders"),
    ELSEWHERE: Text("Buiten Vlaanderen en Brussel", "Outside Flanders and Brussels"),
}
#: The provinces of the Flemish Region.
PROVINCES: Final = ("10000", "70000", "40000", "20001", "30000")
#: The regions that each lie in one place, so that somebody can ask what lacks there.
PLACES: Final = (*PROVINCES, BRUSSELS)


def within(*, region: str) -> tuple[str, ...]:
    """The places in which an actor of a region works: whoever works in all of Flanders works in each province.

    None for whoever works outside, and where no region is stated.
    """
    if region == FLANDERS:
        return PROVINCES
    return (region,) if region in PLACES else ()
