"""Every code of a lineage has words in both languages, and a step says what it worked on."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.core.reports.wording import strangers

from stemagenda.core.observation import STATUSES, STEPS, Step
from stemagenda.core.reports import lineage_words as words
from stemagenda.core.text import LANGUAGES, Language, Text
from stemagenda.store.lineage import Fate
from stemagenda.usecases.lineage import Reason, Use, Way
from stemagenda.usecases.resting import PARTS

TABLES = (words.STEPS, words.NAMES, words.WAYS, words.REASONS, words.FATES, words.PARTS, words.STATUSES, words.USES)


def test_every_code_has_words() -> None:
    assert set(words.STEPS) == set(STEPS)
    assert set(words.PARTS) == set(PARTS)
    assert set(words.STATUSES) | {"A"} == set(STATUSES)
    assert set(words.WAYS) == set(get_args(Way))
    assert set(words.REASONS) == set(get_args(Reason))
    assert set(words.FATES) == set(get_args(Fate))
    assert set(words.USES) == set(get_args(Use))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_of_the_other_language(language: Language) -> None:
    every = [text for table in TABLES for text in table.values()]
    assert not {
        text.to(language) for text in [*every, words.ONE_STEP] if strangers(text.to(language), language=language)
    }
    assert all(isinstance(text, Text) for text in every)


def test_a_step_says_what_it_worked_on() -> None:
    step = Step("sum", (("column", "aantal"), ("rows", 12_345), ("value", 0.5)))

    assert words.step_sentence(step=step, language="nl") == (
        "Waarden opgeteld: kolom aantal, aantal rijen 12.345, waarde 0,5"
    )
    assert words.step_sentence(step=step, language="en") == (
        "Values added up: column aantal, number of rows 12,345, value 0.5"
    )
    assert words.step_sentence(step=Step("count"), language="en") == "Rows counted"
    assert words.step_sentence(step=Step("count", (("weight", "w1"),)), language="nl") == "Rijen geteld: weight w1"
