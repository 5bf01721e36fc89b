"""Changes in words: every kind has its label, and a sentence says what the headline does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from stemagenda.core.actions.action import Wording
from stemagenda.core.governance.changes import GENERAL_TOPICS, VERBS, Change
from stemagenda.core.reports.change_words import LABELS, headline, label, sentence
from stemagenda.core.text import Language

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def change(**values: Any) -> Change:
    given = {"key": ("a",), "kind": "action", "verb": "new", "code": "AK-01", "at": AT, "title": Wording(nl="Proef")}
    return Change(**{**given, "page": "action", **values})


@pytest.mark.parametrize(
    ("values", "language", "expected"),
    [
        ({}, "nl", ("Nieuwe actie: Proef", "")),
        ({"verb": "withdrawn"}, "en", ("Action withdrawn: Proef", "")),
        (
            {"kind": "light", "verb": "changed", "before": "orange", "after": "red"},
            "nl",
            ("Knipperlicht veranderd: Proef", "Was ‘blijft gelijk’, is nu ‘verkeerde kant’."),
        ),
        (
            {"kind": "light", "verb": "changed", "after": "grey"},
            "en",
            ("Light changed: Proef", "For the first time: ‘cannot be assessed’."),
        ),
        (
            {
                "kind": "release",
                "verb": "revision",
                "figures": 1200,
                "by": "VDAB",
                "on": date(2026, 11, 30),
                "on_precision": "month",
                "note": "Een fout in de telling.",
            },
            "nl",
            ("Cijfers herzien: Proef", "1.200 cijfers. VDAB, gepubliceerd: november 2026. Een fout in de telling."),
        ),
        (
            {"kind": "release", "figures": 1, "by": "OECD", "on": date(2019, 12, 31), "on_precision": "year"},
            "en",
            ("New figures: Proef", "1 figure. OECD, published: 2019."),
        ),
    ],
)
def test_a_change_in_words(values: dict[str, Any], language: Language, expected: tuple[str, str]) -> None:
    found = change(**values)
    assert (headline(change=found, language=language), sentence(change=found, language=language)) == expected


def test_every_kind_has_its_label() -> None:
    assert set(LABELS) == set(GENERAL_TOPICS)
    assert all(label(change=change(kind="release", verb=verb), language="en") for verb in VERBS)
