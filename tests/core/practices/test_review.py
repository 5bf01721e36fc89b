"""A review counts where every criterion is judged and stands on words; codes come from titles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.actions.action import Met, QualityAnswer
from stemagenda.core.practices.review import Review, coded, shortcomings


def review(met: Met, evidence: str = "") -> Review:
    return Review(answers=(QualityAnswer(criterion="inclusive", met=met, evidence=evidence),))


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (Review(), "was not judged"),
        (review("unknown", "x"), "was not judged"),
        (review("yes"), "has no evidence"),
        (review("partly", "  "), "has no evidence"),
        (review("yes", "Meisjes zijn de helft."), ""),
        (review("no"), ""),
    ],
)
def test_each_criterion_is_judged_in_words(made: Review, message: str) -> None:
    found = [(item.place, item.message) for item in shortcomings(made, criteria=["inclusive"])]
    assert found == ([("inclusive", message)] if message else [])


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("#STEMhelden: én de rest!", "stemhelden-en-de-rest"),
        ("Gastlessen", "gastlessen-3"),
        ("☃", "praktijk"),
        ("a" * 80, "a" * 60),
    ],
)
def test_a_code_is_made_of_the_title(title: str, code: str) -> None:
    assert coded(title, taken={"gastlessen", "gastlessen-2"}) == code


@given(title=st.text(max_size=120), taken=st.sets(st.sampled_from(["praktijk", "a", "a-2"])))
def test_any_title_gives_a_code_that_nothing_has(title: str, taken: set[str]) -> None:
    code = coded(title, taken=taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert code not in taken
