"""Every kind of report in both languages: composed from one reading, with places for people, about what was asked."""

from __future__ import annotations

from datetime import datetime

import pytest

from stemagenda.core.reports.document import Passage
from stemagenda.core.text import Language
from stemagenda.core.validation import Refused
from stemagenda.usecases.reports.composing import KINDS, compose
from stemagenda.usecases.reports.material import material

SUBJECTS = {"indicator": "RG2-WIS", "action": "IK-06", "meeting": "state-of-stem-2022"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_is_composed(loaded: datetime, language: Language) -> None:
    found = material(edition="", as_of=loaded.date())
    for kind, recipe in KINDS.items():
        subject = SUBJECTS.get(recipe.subject, "")
        document = compose(kind=kind, material=found, language=language, subject=subject)
        assert document.blocks
        assert document.subject == subject
        assert document.author == ("STEM-agenda 2030" if language == "nl" else "STEM Agenda 2030")
        assert document.edition == ("Werkversie" if language == "nl" else "Working version")


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_an_unknown_subject_is_refused(loaded: datetime, kind: str) -> None:
    found = material(edition="", as_of=loaded.date())
    with pytest.raises(Refused, match="has the code 'nothing'"):
        compose(kind=kind, material=found, language="nl", subject="nothing")


def test_what_people_wrote_stands_in_its_place(loaded: datetime) -> None:
    found = material(edition="", as_of=loaded.date())
    written = {"foreword": "Een woord vooraf."}
    document = compose(kind="interim", material=found, language="nl", passages=written)
    passages = {block.place: block for block in document.blocks if isinstance(block, Passage)}
    assert passages["foreword"].text == "Een woord vooraf."
    assert {"foreword", "conclusion"} <= passages.keys()
    assert all(passage.text or passage.invitation for passage in passages.values())
