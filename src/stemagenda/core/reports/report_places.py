"""The places in reports where people write: what each is called, and what belongs there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from stemagenda.core.text import Language, Text

#: place -> its name for editors, and what belongs there. A place ending in "-" stands for every one that begins so.
PLACES: Final[Mapping[str, tuple[Text, Text]]] = {
    "foreword": (
        Text("Voorwoord", "Foreword"),
        Text(
            "waarom dit rapport er is, voor wie het bedoeld is en wat de lezer eruit kan onthouden.",
            "why this report exists, for whom it is meant and what a reader should remember.",
        ),
    ),
    "agenda": (
        Text("Bij de agenda", "On the agenda"),
        Text(
            "wat er sinds het vorige rapport aan de agenda zelf veranderde.",
            "what changed in the agenda itself since the previous report.",
        ),
    ),
    "strand-": (
        Text("Bij de krachtlijn", "On the strand"),
        Text(
            "hoe de acties van deze krachtlijn vorderen en wat daarbij opvalt.",
            "how the actions of this strand proceed and what stands out.",
        ),
    ),
    "governance": (
        Text("Bij de governance", "On the governance"),
        Text(
            "hoe de organen samenwerkten en wat daaraan beter kan.",
            "how the bodies worked together and what could be better.",
        ),
    ),
    "monitoring": (
        Text("Bij de monitoring", "On the monitoring"),
        Text(
            "hoe u deze knipperlichten samen leest, zonder een actie een effect toe te schrijven.",
            "how to read these lights together, without ascribing an effect to an action.",
        ),
    ),
    "area-": (
        Text("Bij het resultaatsgebied", "On the result area"),
        Text(
            "wat deze cijfers betekenen voor wie beleid maakt.",
            "what these figures mean for those who make policy.",
        ),
    ),
    "actions": (
        Text("Bij de acties", "On the actions"),
        Text(
            "waar de acties goed lopen, waar niet, en wat daaraan gebeurt.",
            "where the actions go well, where they do not, and what is done about it.",
        ),
    ),
    "advice": (
        Text("Bij de adviezen", "On the advice"),
        Text(
            "welk antwoord de overheid op de adviezen geeft.",
            "which answer the government gives to the advice.",
        ),
    ),
    "conclusion": (
        Text("Besluit", "Conclusion"),
        Text(
            "wat de agenda nu nodig heeft, en van wie.",
            "what the agenda needs now, and from whom.",
        ),
    ),
    "outlook": (
        Text("Bij de vooruitblik", "On the outlook"),
        Text(
            "welke verbindingen de komende twee jaar voorgaan, en waarom.",
            "which links come first in the next two years, and why.",
        ),
    ),
    "meeting": (
        Text("Bij de vergadering", "On the meeting"),
        Text(
            "wat de voorzitter vooraf wil meegeven.",
            "what the chair wants to say beforehand.",
        ),
    ),
}


def place_name(*, place: str, language: Language) -> str:
    """What a place is called for those who write there; its own code where nothing is known of it."""
    found = _found(place)
    return found[0].to(language) if found else place


def invitation(*, place: str, language: Language) -> str:
    """What belongs at a place; empty where nothing is known of it."""
    found = _found(place)
    return found[1].to(language) if found else ""


def _found(place: str) -> tuple[Text, Text] | None:
    head = f"{place.partition('-')[0]}-"
    return PLACES.get(place) or PLACES.get(head)
