"""Every version of an action, compared in words, and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.web.one_action import (
    EDIT,
    HISTORY,
    PAGE,
    form,
    latest,
)
from tests.web.seated import browser, read, text

from stemagenda.store import records
from stemagenda.usecases.records import value_of

#: One change of nearly everything.
CHANGED: dict[str, Any] = {
    "title": "Een nieuwe titel",
    "lead": "vdab",
    "starts": "2025-01-01",
    "budget_planned": "1.000.000",
    "budget_source": "begroting",
    "target_groups": ["teachers", "pupils"],
    "status": "attention",
    "status_reason": "Traag.",
    "note": "na overleg",
    "partners.entity": ["vlaio"],
    "partners.role": ["funder"],
    "indicators.indicator": ["RG2-WIS"],
    "indicators.reasoning": ["Betere lessen."],
    "relations.kind": ["related-to"],
    "relations.other": ["DK-09"],
    "documents.title": ["Nota"],
    "documents.url": ["https://example.org/nota"],
    "notes.year": ["2025"],
    "notes.text": ["Gestart."],
    "quality.met": ["yes", *["unknown"] * 5],
    "quality.evidence": ["Met scholen in elke provincie.", *[""] * 5],
    "milestones.title": ["Evaluatie"],
    "milestones.due": ["2026-01-31"],
    "milestones.met": ["2026-02-01"],
}


def test_the_history_compares_in_words_and_goes_back(loaded: datetime) -> None:
    client = browser("coordinator")
    client.post(EDIT, form(client, **CHANGED))
    said = text(read(client, HISTORY + "?first=1"))
    for part in (
        "Een nieuwe titel",
        "VDAB",
        "1 januari 2025",
        "1.000.000 euro",
        "Leerlingen",
        "Lesgevers",
        "Vraagt aandacht",
        "(financier)",
        "RG2-WIS: Betere lessen.",
        "Hangt samen met DK-09 Vervolg op het proefproject duaal lesgeven",
        "Nota https://example.org/nota",
        "2025: Gestart.",
        "31 januari 2026: Evaluatie (1 februari 2026)",
        "Inclusief: Ja. Met scholen in elke provincie.",
        "na overleg",
    ):
        assert part in said, part
    for code in ("attention", "teachers", "funder", "related-to"):
        assert code not in said.split("Versies")[0], code
    newest = latest()
    response = client.post(HISTORY, {"number": "1", "seen": str(newest.number)})
    assert response.headers["Location"] == PAGE
    assert value_of(latest()) == value_of(records.version(kind="action", code="IK-06", number=1))
    assert "Geen verschil" not in said


@pytest.mark.parametrize("given", [{"number": "99"}, {"number": "x"}, {"number": "1", "seen": "77"}, {}])
def test_a_version_that_cannot_come_back(loaded: datetime, given: dict[str, str]) -> None:
    client = browser("coordinator")
    client.post(EDIT, form(client, title="Een nieuwe titel"))
    before = latest()
    response = client.post(HISTORY, {"seen": str(before.number), **given})
    assert response.status_code == 422
    assert "Niet teruggezet" in response.content.decode()
    assert latest() == before


def test_who_may_not_edit_reads_the_history_and_does_not_restore(loaded: datetime) -> None:
    committee = browser("committee")
    page = text(read(committee, HISTORY))
    assert "Geen verschil in de tekst." in page
    assert "Terugzetten" not in page
    assert committee.post(HISTORY, {"number": "1", "seen": "1"}).status_code == 403
    assert committee.get("/nl/acties/XX-99/geschiedenis/").status_code == 404
    assert browser("coordinator").get("/nl/acties/XX-99/bewerken/").status_code == 404


def test_a_version_does_not_come_back_over_what_somebody_else_wrote(loaded: datetime) -> None:
    client = browser("coordinator")
    for title in ("Een nieuwe titel", "Nog een titel"):
        client.post(EDIT, form(client, title=title))
    before = latest()
    response = client.post(HISTORY, {"number": "1", "seen": str(before.number - 1)})
    assert response.status_code == 422
    assert "Niet teruggezet" in response.content.decode()
    assert latest() == before
