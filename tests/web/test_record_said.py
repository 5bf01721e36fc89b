"""Stored values in words, for those who compare versions."""

from __future__ import annotations

from typing import Any

import pytest

from stemagenda.core.actions.action import Wording
from stemagenda.web.record_said import compared, note_said, said

NAMES = {"vdab": Wording(nl="VDAB (dienst)", en="VDAB (service)")}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        ("none", ""),
        ("vdab", "VDAB (dienst)"),
        ("written-procedure", "Schriftelijke procedure"),
        ("2026-03-02", "2 maart 2026"),
        ("2026-99-99", "2026-99-99"),
        ("tien tekens", "tien tekens"),
        ("ab-cd-efgh", "ab-cd-efgh"),
        (12, "12"),
        (True, "ja"),
        (False, "nee"),
        ({"nl": "Dag", "en": "Day"}, "Dag\nDay"),
        ({"nl": "Dag", "en": ""}, "Dag"),
        (["OK-01", "OK-02"], "OK-01\nOK-02"),
        ([], ""),
        (
            [{"entity": "vdab", "role": "chair", "note": "", "starts": "2026-03-02", "ends": None}],
            "VDAB (dienst) · voorzitter · 2 maart 2026",
        ),
        (
            {"title": {"nl": "Dag", "en": "Day"}, "actions": ["OK-01", "OK-02"], "documents": []},
            "Dag, Day · OK-01, OK-02",
        ),
        ({"state": "none", "empty": {"nl": "", "en": ""}}, ""),
    ],
)
def test_values_are_said_without_our_codes(value: Any, words: str) -> None:
    assert said(value, language="nl", names=NAMES) == words


def test_fields_side_by_side() -> None:
    assert compared([("owner", "vdab", None)], language="en", names=NAMES) == [("owner", "VDAB (service)", "")]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("version 12 restored", "Versie 12 teruggezet"),
        ("decision werkgroep-2026-03-02-beslissing", "Door beslissing werkgroep-2026-03-02-beslissing"),
        ("Ik zette version 12 restored", "Ik zette version 12 restored"),
        ("", ""),
    ],
)
def test_what_the_program_notes_is_said_in_the_reader_s_language(note: str, words: str) -> None:
    assert note_said(note, language="nl") == words
