"""The forms of governance in tests: their addresses, their fields, and what was kept of them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from tests.web.forms import fields_of

from stemagenda.usecases.governance.reading import kept

#: kind -> (Dutch list, code of a record)
KINDS = {
    "body": ("bestuur", "werkgroep"),
    "meeting": ("vergaderingen", "state-of-stem-2022"),
    "decision": ("beslissingen", "krachtlijnen-2022"),
    "follow-up": ("werkpunten", "speerpunten-veld"),
    "advice": ("adviezen", "serv-circulaire-economie"),
    "entity": ("netwerk", "vinto"),
    "relation": ("netwerk/relaties", "serv-partnerschap-lll"),
    "development": ("beleidstijdlijn", "stem-agenda-2030"),
    "event": ("evenementen", "netwerkdag-impact-2025"),
    "news": ("nieuws", "stemhub-van-start"),
}


def stands(kind: str, code: str) -> Any:
    found = kept(kind=kind, code=code)
    assert found is not None, code
    return found[0]


def edit(kind: str, code: str = "") -> str:
    folder, usual = KINDS[kind]
    return f"/nl/{folder}/{code or usual}/bewerken/"


def new(kind: str) -> str:
    return f"/nl/{KINDS[kind][0]}/nieuw/"


def form(client: Client, address: str) -> dict[str, Any]:
    answered = client.get(address)
    assert answered.status_code == 200, address
    return fields_of(answered.content.decode())
