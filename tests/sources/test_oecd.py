"""The OECD's tables: read as SDMX-CSV, mapped by key; what cannot be checked is not asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from stemagenda.core.observation import Datum, Details
from stemagenda.core.validation import Refused
from stemagenda.sources.finding import sources
from stemagenda.sources.mapping import load_mapping
from stemagenda.sources.oecd.reader import read, recognises

OECD = sources()["oecd"]
SAMPLE = (OECD.folder / "sample.csv").read_text(encoding="utf-8")
SAID = Details(published="2026-03-01")


def test_researchers_are_picked_out_and_every_cell_is_kept() -> None:
    kept: list[Datum] = []
    release = read(name="x.csv", content=SAMPLE.encode(), details=SAID, keep=kept.extend)

    assert len(kept) == len(SAMPLE.splitlines()) - 1
    assert (release.source, release.dataset) == ("oecd", "dsd_msti@df_msti")
    assert release.code == "dsd_msti-df_msti-2026-03-01"
    assert {item.series for item in release.observations} == {
        f"onderzoekers-{name}" for name in ("belgie", "nederland", "duitsland", "frankrijk", "finland", "oeso")
    }
    first = next(item for item in release.observations if item.series == "onderzoekers-belgie")
    assert first.where == "BEL.A.T_RS.10P3EMP._Z._Z"


def test_the_address_asks_for_the_cells_we_use() -> None:
    (download,) = OECD.downloads
    table = load_mapping(OECD.folder).tables[download.dataset]
    path = re.fullmatch(r"/public/rest/data/OECD\.STI\.STP,DSD_MSTI@DF_MSTI,/(.+)", urlsplit(download.url).path)
    assert path is not None
    places = [place.split("+") for place in path[1].split(".")]
    for figure in table.figures:
        wanted = [figure.cell[dimension] for dimension in table.dimensions]
        assert all(code in place for code, place in zip(wanted, places, strict=True))


def test_a_change_of_columns_is_named() -> None:
    rows = [line.split(",") for line in SAMPLE.splitlines()]
    changed = [[*row[:3], "W" if number else "COUNTERPART_AREA", *row[3:]] for number, row in enumerate(rows)]
    content = "\n".join(",".join(row) for row in changed).encode()
    with pytest.raises(Refused, match=r"new: counterpart_area"):
        read(name="x.csv", content=content, details=SAID)


def test_an_odd_flag_is_named() -> None:
    with pytest.raises(Refused, match="has the flag 'Y'"):
        read(name="x.csv", content=SAMPLE.replace(",A,0,2", ",Y,0,2").encode(), details=SAID)


def test_tables_are_recognised_by_their_bytes() -> None:
    assert recognises(name="x", content=SAMPLE.encode())
    assert not recognises(name="x", content=SAMPLE.replace("DSD_MSTI@DF_MSTI", "DSD_OTHER@DF_OTHER").encode())
    assert not recognises(name="x", content=b"\x00\x01")


def test_pisa_is_typed_over_into_a_release_file() -> None:
    text = (
        "# title: T\n# publisher: OESO\n# published: 2023-12-05\n# rank: primary\n# url: https://example.org\n"
        "# licence: CC BY 4.0\nindicator,series,period,value,standard_error\nRG2-WIS,pisa-finland,2022,12.3,0.4\n"
    )
    release = read(name="2023-x.csv", content=text.encode())
    assert [(item.series, item.standard_error) for item in release.observations] == [("pisa-finland", 0.4)]
