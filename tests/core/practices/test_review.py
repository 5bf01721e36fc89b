"""A review counts where every criterion is judged and stands on words; codes come from titles."""

from __future__ import annotations

import pytest

from stemagenda.core.actions.action import Met, QualityAnswer
from stemagenda.core.practices.review import Review, shortcomings


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
