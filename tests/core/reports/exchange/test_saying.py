"""What is stored of a field, in words of a reader."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.reports.exchange.test_round_trip import NAMES

from stemagenda.core.reports.exchange.saying import said_field


@pytest.mark.parametrize(
    ("field", "value", "language", "said"),
    [
        ("title", {"nl": "Eén", "en": "One"}, "nl", ("Eén (NL)", "One (EN)")),
        ("title", {"nl": "Eén", "en": ""}, "en", ("Eén (NL)",)),
        ("starts", "2026-03-01", "nl", ("1 maart 2026",)),
        ("starts", None, "nl", ()),
        ("budget_planned", 120_000, "nl", ("120.000",)),
        ("budget_planned", 0, "en", ("0",)),
        ("status", "on-track", "en", ("On track",)),
        ("objectives", ["OD 1.1.1", "OD 2.1.1"], "nl", ("OD 1.1.1; OD 2.1.1",)),
        ("objectives", [], "nl", ()),
        ("status_reason", "Goed.", "nl", ("Goed.",)),
        ("stages", [{"year": 2026, "stage": "pilot"}], "nl", ("2026 · Proefproject",)),
        ("milestones", [{"title": "Start", "due": "2027-02-01", "met": None}], "en", ("Start · 1 February 2027",)),
    ],
)
def test_a_field_in_words(field: str, value: Any, language: Any, said: tuple[str, ...]) -> None:
    assert said_field(field=field, value=value, names=NAMES, language=language) == said
