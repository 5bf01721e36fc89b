"""Every collected figure stands in exactly one release, or is a target of an indicator."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.sources import released

pytestmark = pytest.mark.skipif(
    not released.FIGURES.exists(), reason="the collection the figures were typed from lies outside this repository"
)

#: 40 % "by 2030" is a newspaper's rounding of the 40.25 % by 2030-31: one target, not two.
ROUNDED_AGAIN = {("TARGET-2030", 40.0)}

Figure = tuple[str, str, float]


def collected() -> Counter[Figure]:
    return Counter(
        (row["url"], released.period_of(row), float(row["value"]))
        for row in released.figures()
        if not row["indicator_code"].startswith("TARGET")
    )


def typed() -> Counter[Figure]:
    return Counter(
        (release.metadata["url"], row["period"], float(row["value"]))
        for release in released.releases()
        for row in release.rows
    )


def test_the_collection_is_the_one_we_know() -> None:
    assert len(released.figures()) == 473


def test_every_figure_stands_in_exactly_one_release() -> None:
    expected, found = collected(), typed()
    assert not {figure: (wanted, found[figure]) for figure, wanted in expected.items() if found[figure] != wanted}


def test_no_figure_was_added_to_a_document() -> None:
    known = {url for url, _, _ in collected()}
    assert not [figure for figure in typed() - collected() if figure[0] in known]


def test_publisher_year_and_rank_follow_the_collection() -> None:
    """The maker's name is taken over as it stands; of somebody who quotes, we may say more plainly whom they quote."""

    def known(url: str, year: str, publisher: str, *, is_primary: bool) -> tuple[str, str, str, bool]:
        return url, year, publisher if is_primary else "", is_primary

    seen = {
        known(
            row["url"],
            row["publication_year"],
            row["publisher"],
            is_primary="primaire bron" in row["note"].split("]")[0],
        )
        for row in released.figures()
    }
    urls = {url for url, *_ in seen}
    ours = {
        known(data["url"], data["published"][:4], data["publisher"], is_primary=data["rank"] == "primary")
        for data in (release.metadata for release in released.releases())
        if data["url"] in urls
    }
    assert ours <= seen


def test_every_sample_size_was_collected() -> None:
    sizes = {(row["url"], row["sample_size"]) for row in released.figures()}
    ours = {
        (release.metadata["url"], row["sample_size"])
        for release in released.releases()
        for row in release.rows
        if row["sample_size"]
    }
    assert ours
    assert {pair for pair in ours if pair[0] in {url for url, _ in sizes}} <= sizes


def test_every_target_is_declared() -> None:
    declared = {
        (float(target["value"]), str(target["period"]))
        for indicator in released.indicators()
        for series in indicator.get("series", [])
        for target in series.get("targets", [])
    }
    wanted = {
        (float(row["value"]), released.period_of(row)): row["indicator"]
        for row in released.figures()
        if row["indicator_code"].startswith("TARGET")
        and (row["indicator_code"], float(row["value"])) not in ROUNDED_AGAIN
    }
    assert not {key: title for key, title in wanted.items() if key not in declared}
