"""Two people, one record: what changed, and how both changes come together."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.versions import Clash, FieldChange, changes, merge

START = {"title": "Duaal lesgeven", "lead": "", "objectives": ["OD 4.2.2", "OD 3.1.2"], "ends": None}
RECORD = st.dictionaries(
    st.sampled_from("abcd"), st.integers(0, 3) | st.lists(st.sampled_from("xyz"), unique=True, max_size=3), min_size=4
)


def test_changes_name_each_field_once() -> None:
    after = {**START, "lead": "vdab", "place": "Brussel"}
    found = changes(before={**START, "gone": 1}, after=after)
    assert found == (
        FieldChange(field="lead", before="", after="vdab"),
        FieldChange(field="place", before=None, after="Brussel"),
        FieldChange(field="gone", before=1, after=None),
    )


def test_changes_of_different_fields_come_together() -> None:
    merged = merge(base=START, theirs={**START, "lead": "vdab"}, mine={**START, "title": "Duaal lesgeven, vervolg"})
    assert merged.clashes == ()
    assert dict(merged.value) == {**START, "lead": "vdab", "title": "Duaal lesgeven, vervolg"}
    assert [change.field for change in merged.theirs] == ["lead"]


def test_the_same_field_changed_twice_is_a_clash_and_keeps_what_was_stored() -> None:
    merged = merge(base=START, theirs={**START, "lead": "vdab"}, mine={**START, "lead": "vlaio"})
    assert merged.clashes == (Clash(field="lead", base="", theirs="vdab", mine="vlaio"),)
    assert merged.value["lead"] == "vdab"


def test_the_same_change_twice_is_no_clash() -> None:
    merged = merge(base=START, theirs={**START, "lead": "vdab"}, mine={**START, "lead": "vdab"})
    assert merged.clashes == ()
    assert merged.value["lead"] == "vdab"


@pytest.mark.parametrize(
    ("theirs", "mine", "together"),
    [
        (["a", "b", "c"], ["a", "b", "d"], ["a", "b", "c", "d"]),
        (["b"], ["a", "b", "d"], ["b", "d"]),
        (["a"], ["b"], []),
        ([], ["a", "b", "a2"], ["a2"]),
    ],
)
def test_lists_of_codes_are_merged_as_sets(theirs: list[str], mine: list[str], together: list[str]) -> None:
    merged = merge(base={"codes": ["a", "b"]}, theirs={"codes": theirs}, mine={"codes": mine})
    assert merged.clashes == ()
    assert merged.value["codes"] == together


def test_lists_of_anything_else_clash() -> None:
    def notes(text: str) -> dict[str, Any]:
        return {"notes": [{"year": 2025, "text": text}]}

    assert merge(base=notes("a"), theirs=notes("b"), mine=notes("c")).clashes[0].field == "notes"


@given(base=RECORD, mine=RECORD)
def test_who_was_alone_gets_what_they_wrote(base: dict[str, Any], mine: dict[str, Any]) -> None:
    merged = merge(base=base, theirs=base, mine=mine)
    assert dict(merged.value) == mine
    assert merged.clashes == ()


@given(base=RECORD, theirs=RECORD, mine=RECORD)
def test_nothing_of_either_is_lost_in_silence(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    """Each changed field has the value of somebody who changed it, or both sets of codes, or is named as a clash."""
    merged = merge(base=base, theirs=theirs, mine=mine)
    clashing = {clash.field for clash in merged.clashes}
    for field in "abcd":
        if field in clashing or isinstance(merged.value[field], list):
            continue
        changed = [version[field] for version in (theirs, mine) if version[field] != base[field]]
        assert merged.value[field] in (changed or [base[field]])
