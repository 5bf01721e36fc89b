"""What changed since an edition, in one sentence."""

from __future__ import annotations

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.editions.comparing import COUNTED
from stemagenda.core.reports.edition_sentences import since
from stemagenda.core.text import LANGUAGES, Language


def said(language: Language, **counted: int) -> str:
    return since(start="report-2024", counts=dict.fromkeys(COUNTED, 0) | counted, language=language)


def test_the_sentence_counts_what_readers_ask_for() -> None:
    counted = {"lights": 3, "revised": 41, "new_indicators": 2}
    assert said("en", **counted) == "Since report-2024: 3 lights changed, 41 figures revised, 2 indicators new."
    assert said("nl", **counted) == (
        "Sinds report-2024: 3 knipperlichten veranderden, 41 cijfers werden herzien, 2 indicatoren kwamen erbij."
    )


def test_one_is_one_and_none_is_said_of_lights_and_figures_only() -> None:
    assert said("en", targets=1) == "Since report-2024: no light changed, no figure revised, 1 target changed."
    assert said("nl", lights=1) == "Sinds report-2024: 1 knipperlicht veranderde, geen cijfer werd herzien."
    assert said("nl", new_figures=1234).endswith("1.234 cijfers kwamen erbij.")


def test_nothing_and_next_to_nothing() -> None:
    assert said("en") == "Since report-2024 nothing changed."
    assert said("nl") == "Sinds report-2024 veranderde er niets."
    assert "something smaller did" in said("en", definitions=1)
    assert "iets kleiners" in said("nl", other_lights=2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_sentence_slips_into_the_other_language(language: Language, count: int) -> None:
    assert not strangers(said(language, **dict.fromkeys(COUNTED, count)), language=language)
