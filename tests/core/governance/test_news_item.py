"""News as written: what is wrong with it is named, and its text falls apart in paragraphs alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stemagenda.core.actions.action import DocumentLink, Wording
from stemagenda.core.governance.news_item import NewsItem, paragraphs, problems

LONG = "x" * 20_001


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ({}, []),
        ({"title": Wording(en="Only English")}, ["title"]),
        ({"summary": Wording(nl=" ")}, ["summary"]),
        ({"title": Wording(nl="x" * 301)}, ["title"]),
        ({"summary": Wording(nl="x", en="x" * 1001)}, ["summary"]),
        ({"description": Wording(nl=LONG)}, ["description"]),
        ({"on": date.min}, ["on"]),
        ({"on": date(2061, 1, 1)}, ["on"]),
        ({"documents": (DocumentLink(title="", url="javascript:alert(1)"),)}, ["documents[1]", "documents[1]"]),
        ({"documents": (DocumentLink(title="x"),) * 61}, ["documents"]),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], places: list[str]) -> None:
    fine = {"code": "n", "title": Wording(nl="Titel"), "summary": Wording(nl="Kort"), "on": date(2026, 11, 30)}
    assert [problem.place for problem in problems(NewsItem(**{**fine, **changed}))] == places


def test_paragraphs_stand_between_empty_lines() -> None:
    assert paragraphs(" een\r\ntwee\r\n \r\n\r\n# drie\n\n") == ("een\ntwee", "# drie")
    assert paragraphs("") == ()
