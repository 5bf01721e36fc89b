"""Releases are append-only: a corrected file supersedes, the old one stays with its figures and its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.store.kept import NOW, add, later, observation, release

from stemagenda.core.observation import Observation
from stemagenda.core.period import Period
from stemagenda.store import releases
from stemagenda.store.models import ObservationRow, ReleaseRow

pytestmark = pytest.mark.django_db


def values() -> list[float]:
    return [f.observation.value for f in releases.figures().get(("RG1", "a"), ())]


def test_a_new_release_keeps_heading_figures_and_bytes() -> None:
    made = release(
        observation(half_width=0.05, standard_error=1.2, sample_size=900, where="p. 7", note="n"),
        observation("2018-19", 18, approximate=True, bound="above", status="P", row=10),
        note="jaar afgeleid",
    )
    assert add(made) == "new"
    found = releases.release(source="pisa", code="r")
    assert found is not None
    kept, observations = found
    assert observations == made.observations
    said = {name: value for name, value in vars(kept.heading).items() if name != "replaced_on"}
    assert {name: getattr(made, name) for name in said} == said
    assert (kept.digest, kept.file_name, kept.recorded_at, kept.recorded_by) == (made.digest, "r.csv", NOW, "iemand")
    assert kept.observations == 2
    assert releases.content(source="pisa", code="r") == ("r.csv", b"one")
    assert releases.counts() == (1, 2)


def test_the_very_same_file_changes_nothing() -> None:
    add(release())
    assert add(release(), now=later(1)) == "unchanged"
    assert ReleaseRow.objects.count() == ObservationRow.objects.count() == 1
    assert ReleaseRow.objects.get().recorded_at == NOW


def test_a_corrected_file_supersedes_and_the_old_one_stays() -> None:
    add(release(observation("2018", 17.3), observation("2019", 18.0)))
    assert add(release(observation("2018", 17.5), content=b"two"), content=b"two", now=later(1)) == "superseded"
    assert values() == [17.5]
    assert releases.counts() == (1, 1)
    old, new = ReleaseRow.objects.order_by("recorded_at")
    assert (old.superseded_at, new.superseded_at) == (later(1), None)
    assert bytes(old.content) == b"one"
    assert sorted(row.value for row in old.observations.all()) == [17.3, 18.0]
    assert releases.content(source="pisa", code="r") == ("r.csv", b"two")
    assert releases.digests() == {("pisa", "r"): new.digest}


def test_a_correction_may_be_taken_back_by_the_first_file() -> None:
    add(release(observation("2018", 17.3)))
    add(release(observation("2018", 17.5), content=b"two"), content=b"two", now=later(1))
    assert add(release(observation("2018", 17.3)), now=later(2)) == "superseded"
    assert values() == [17.3]
    assert ReleaseRow.objects.count() == 3


def test_the_same_code_of_another_source_is_another_release() -> None:
    add(release())
    assert add(release(source="timss")) == "new"
    assert releases.counts() == (2, 2)


def test_two_releases_of_one_code_cannot_be_in_force() -> None:
    add(release())
    row = ReleaseRow.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_figures_come_in_the_order_of_time_with_their_release() -> None:
    add(release(observation("2021", 3), observation("2018-19", 2, row=10), observation("2018", 1, row=11)))
    add(release(observation("2019", 2.5), code="s", content=b"s"), content=b"s")
    found = releases.figures()["RG1", "a"]
    assert [f.observation.value for f in found] == [1, 2, 2.5, 3]
    assert [f.release.code for f in found] == ["r", "r", "s", "r"]


def test_all_figures_are_two_queries(django_assert_num_queries: Any) -> None:
    for number in range(8):
        add(release(observation("2018", number), code=f"r{number}", content=b"%d" % number))
    with django_assert_num_queries(2):
        assert len(releases.figures()["RG1", "a"]) == 8


def test_a_release_is_unknown_before_its_publication() -> None:
    add(release(code="old"))
    add(release(code="new", published=date(2023, 12, 5), content=b"new"), content=b"new")
    assert [r.heading.code for r in releases.releases()] == ["new", "old"]
    assert [r.heading.code for r in releases.releases(on=date(2023, 12, 4))] == ["old"]
    assert [r.heading.code for r in releases.releases(on=date(2023, 12, 5))] == ["new", "old"]
    assert releases.releases(source="timss") == ()


def test_what_is_not_there_is_none() -> None:
    assert releases.release(source="pisa", code="nowhere") is None
    assert releases.content(source="pisa", code="nowhere") is None
    assert releases.figures() == {}
    assert releases.counts() == (0, 0)


class AnyObservation(TestCase):
    """A transaction for each example."""

    @given(
        value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
        half_width=st.floats(0, 1e6),
        standard_error=st.none() | st.floats(0, 1e6),
        sample_size=st.none() | st.integers(0, 2_000_000_000),
        words=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=300),
        period=st.builds(Period, st.sampled_from(("year", "school_year")), st.integers(1900, 2100)),
    )
    def test_any_observation_comes_back_as_it_went(self, words: str, **seen: Any) -> None:
        item = replace(observation(), where=words, note=words, **seen)
        add(release(item))
        found = releases.release(source="pisa", code="r")
        assert found is not None
        assert found[1] == (item,)
        assert isinstance(found[1][0], Observation)
