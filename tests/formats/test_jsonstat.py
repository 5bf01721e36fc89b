"""JSON-stat 2.0, in its many spellings, and documents whose parts do not fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.formats.cubes import EXPECTED, as_json, jsonstat, jsonstat_document, opened, problem, said

Change = Callable[[dict[str, Any]], object]


def changed(change: Change) -> str:
    """Return the sample with one thing changed."""
    document = jsonstat_document()
    change(document)
    return as_json(document)


def places(document: dict[str, Any], key: str) -> list[Any]:
    """Return an object with places as a list."""
    return [document[key].get(str(place)) for place in range(4)]


def index_as_list(document: dict[str, Any]) -> None:
    for dimension in document["dimension"].values():
        dimension["category"]["index"] = list(dimension["category"]["index"])


def single_categories(document: dict[str, Any]) -> None:
    for name in ("freq", "unit"):
        category = document["dimension"][name]["category"]
        category["label"] = dict.fromkeys(category.pop("index"), "words")


@pytest.mark.parametrize(
    "change",
    [
        lambda document: None,
        lambda document: document.update(value=places(document, "value")),
        lambda document: document.update(status=places(document, "status")),
        index_as_list,
        single_categories,
        lambda document: document.pop("role"),
        lambda document: document["value"].pop("2"),  # flagged, so it is a missing value all the same
    ],
)
def test_spellings_of_one_table(change: Change) -> None:
    assert said(changed(change)) == EXPECTED


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_encodings(codec: str) -> None:
    assert said(jsonstat().encode(codec)) == EXPECTED


def test_what_the_document_says_of_itself() -> None:
    cube = opened(jsonstat())

    assert (cube.dataset, cube.title, cube.updated) == ("SAMPLE_1", "Sample made for the test", date(2024, 4, 24))


@pytest.mark.parametrize("status", ["p", ["p"]])
def test_one_status_for_all(status: object) -> None:
    assert {cell[4] for cell in said(changed(lambda document: document.update(status=status)))} == {"p"}


def test_a_cell_that_is_merely_absent_is_none() -> None:
    content = changed(lambda document: (document["value"].pop("2"), document["status"].pop("2")))

    assert said(content) == [cell for cell in EXPECTED if cell[2] is not None]


def test_time_need_not_be_last() -> None:
    content = as_json(
        {
            "class": "dataset",
            "id": ["Year", "geo"],
            "size": [2, 2],
            "role": {"time": ["Year"]},
            "dimension": {
                "Year": {"category": {"index": ["2015", "2016"]}},
                "geo": {"category": {"index": ["BE", "NL"]}},
            },
            "value": ["@1@", "@2.0@", "@3@", "@4@"],
        }
    )

    assert [cell[:3] for cell in said(content)] == [
        ("BE", "2015", 1.0),
        ("NL", "2015", 2.0),
        ("BE", "2016", 3.0),
        ("NL", "2016", 4.0),
    ]


def category(name: str, value: object) -> Change:
    """Change the index of a dimension."""
    return lambda document: document["dimension"][name]["category"].update(index=value)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.update({"class": "collection"}), "is a JSON-stat collection, which lists tables. Open the link"),
        (lambda d: d.update({"class": "dimension"}), "is a JSON-stat dimension"),
        (lambda d: d.update({"class": "bundle"}), "is a JSON-stat bundle"),
        (lambda d: d.update({"class": 1}), "class: is not 'dataset'"),
        (lambda d: (d.pop("class"), d.update(dataset={})), "is JSON-stat 1. Ask for JSON-stat 2.0."),
        (lambda d: (d.pop("class"), d.update(error=[{"status": "@404@"}])), "is an error message"),
        (lambda d: d.pop("id"), "lacks id, size or dimension"),
        (lambda d: d["size"].pop(), "size: has 3 sizes for 4 ids"),
        (lambda d: d.update(size=["x", 1, 1, 1]), "size: holds something else than a number above 0"),
        (lambda d: d.update(size=[0, 1, 2, 2]), "size: holds something else than a number above 0"),
        (lambda d: d.update(size=[-1, 1, 2, 2]), "size: holds something else than a number above 0"),
        (lambda d: d.update(size=[10**9, 1, 2, 2]), "dimension 'freq': has 1 codes where size says 1,000,000,000"),
        (lambda d: d["dimension"].pop("geo"), "dimension 'geo': has no category"),
        (category("geo", None), "dimension 'geo': has no list of codes"),
        (category("geo", {"BE": 0, "BE2": 2}), "dimension 'geo': does not number its codes"),
        (category("geo", {"BE": 0, "BE2": "x"}), "dimension 'geo': does not number its codes"),
        (category("geo", ["BE", "BE"]), "dimension 'geo': has a code twice"),
        (category("geo", ["BE", 2]), "dimension 'geo': has no list of codes"),
        (category("geo", ["BE", "B.E"]), "dimension 'geo': 'B.E' is no code"),
        (category("time", ["2015", "soon"]), "dimension 'time': 'soon' is no period"),
        (lambda d: d.update(role={"time": ["geo", "time"]}), "role: makes 2 dimensions time, not one"),
        (lambda d: d.update(role={"time": ["none"]}), "role: makes 0 dimensions time"),
        (lambda d: d.update(value=[1, 2, 3]), "value: holds 3 entries where the sizes multiply up to 4"),
        (lambda d: d.update(value="1"), "value: is neither a list nor an object"),
        (lambda d: d["value"].update({"4": 1}), "value: has an entry at '4'; the table has the places 0 to 3"),
        (lambda d: d["value"].update({"-1": 1}), "value: has an entry at '-1'"),
        (lambda d: d["value"].update({"00": 1}), "value: has two entries for one place"),
        (lambda d: d["value"].update({"1": True}), "value 1: is no number"),
        (lambda d: d["value"].update({"1": [1]}), "value 1: is no number"),
        (lambda d: d["value"].update({"1": "@1e999@"}), "value 1: '1e999' is too large"),
        (lambda d: d["value"].update({"1": "@Infinity@"}), "value 1: 'Infinity' is no finite number"),
        (lambda d: d["value"].update({"1": "@" + "9" * 5_000 + "@"}), "has 5,000 characters"),
        (lambda d: d["status"].update({"1": 5}), "value 1"),
        (lambda d: d["status"].update({"1": None, "3": {}}), "value 3: is no number"),
        (lambda d: d["status"].update({"1": True}), "value 1: has a status that is no text"),
        (lambda d: d.update(updated="soon"), "updated: 'soon' is no day"),
    ],
    ids=range(36),
)
def test_documents_that_are_refused(change: Change, told: str) -> None:
    if told == "value 1":  # a number as a status is read as it is printed
        assert said(changed(change))[1][4] == "5"
    else:
        assert told in problem(changed(change))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (jsonstat()[:-30] + '"class":"dataset"', "is no JSON"),
        (jsonstat().replace('"label"', '"label": 1, "label"'), "has two entries named 'label' in one object"),
        ('{"class": "dataset", "a": ' + "[" * 100_000, "nests its brackets too deep"),
        ('{"class": "dataset", "a": [' + "[]," * 600_000, "entries; at most 1,000,000 are read"),
        ('{"class": "dataset", "a": "' + "x" * 40_000_000, "is JSON of more than 40 MB"),
        (jsonstat().encode() + b"\xe9", "is not UTF-8"),
    ],
)
def test_text_that_is_refused(content: str | bytes, told: str) -> None:
    assert told in problem(content)


def test_a_list_is_no_table() -> None:
    from stemagenda.core.validation import Refused
    from stemagenda.formats.jsonstat import read
    from stemagenda.formats.problems import Findings

    with pytest.raises(Refused, match="is JSON without names"):
        read(name="a", content=b"[]", findings=Findings(file="a"))


def test_sizes_that_multiply_without_end() -> None:
    names = [f"d{number}" for number in range(8)]
    document = {
        "class": "dataset",
        "id": [*names, "time"],
        "size": [100] * 8 + [1],
        "value": {},
        "dimension": {
            **{name: {"category": {"index": [f"c{n}" for n in range(100)]}} for name in names},
            "time": {"category": {"index": ["2015"]}},
        },
    }
    assert "multiplies up to more cells than any table has" in problem(as_json(document))
