"""Faceted search against the obvious way: one row after another."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from stemagenda.core.facets import NOT_STATED, fitting, index_facets, positions

Row = dict[str, tuple[str, ...]]
FACETS = ("colour", "shape")
VALUES = st.lists(st.sampled_from("abc"), unique=True, max_size=3).map(tuple)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(FACETS, VALUES)), max_size=40)
CHOSEN = st.dictionaries(st.sampled_from((*FACETS, "unknown")), st.lists(st.sampled_from("abcz-"), max_size=3))


def values(row: Row, name: str) -> tuple[str, ...]:
    return row[name] or (NOT_STATED,)


def fits(row: Row, chosen: dict[str, list[str]], *, but: str = "") -> bool:
    return all(
        not chosen.get(name) or any(value in chosen[name] for value in values(row, name))
        for name in FACETS
        if name != but
    )


@given(rows=ROWS, chosen=CHOSEN, picked=st.sets(st.integers(min_value=0, max_value=39)))
def test_it_finds_and_counts_what_one_row_after_another_gives(
    rows: list[Row], chosen: dict[str, list[str]], picked: set[int]
) -> None:
    index = index_facets(rows=rows, picks={name: lambda row, name=name: row[name] for name in FACETS})
    within = sum(1 << number for number in picked if number < len(rows))
    among = [row for number, row in enumerate(rows) if number in picked]
    found = fitting(index=index, chosen=chosen, within=within)
    assert list(found.rows) == [row for row in among if fits(row, chosen)]
    for name in FACETS:
        counted = Counter(value for row in among if fits(row, chosen, but=name) for value in values(row, name))
        assert {value: count for value, count in found.counts[name].items() if count} == counted
        assert set(chosen.get(name, ())) <= set(found.counts[name])


@given(mask=st.integers(min_value=0, max_value=1 << 70))
def test_positions_are_the_bits(mask: int) -> None:
    assert sum(1 << place for place in positions(mask)) == mask
    assert list(positions(mask)) == sorted(positions(mask))


def test_without_choices_everything_is_there() -> None:
    rows = [{"colour": ("a",)}, {"colour": ()}]
    index = index_facets(rows=rows, picks={"colour": lambda row: row["colour"]})
    found = fitting(index=index, chosen={})
    assert list(found.rows) == rows
    assert found.counts == {"colour": {"a": 1, NOT_STATED: 1}}
