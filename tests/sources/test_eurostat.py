"""Eurostat's tables: what we ask for exists there, the shipped ones give the printed figures, faults are named."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest
from tests.sources import released

from stemagenda.core.observation import Datum, Details, Release
from stemagenda.core.validation import Refused
from stemagenda.sources.eurostat.reader import instrument, read, recognises
from stemagenda.sources.finding import releases_of, sources
from stemagenda.sources.mapping import load_mapping
from stemagenda.sources.reading import open_release

EUROSTAT = sources()["eurostat"]
SHARED = released.ROOT.parent / "shared" / "data" / "eurostat"
CODES = SHARED / "stem_subset_derived.csv"
FLEMISH = SHARED / "flanders_dataflows_derived.csv"
SAID = Details(published="2026-03-01")

with_codes = pytest.mark.skipif(
    not CODES.exists(), reason="the list of codes that Eurostat has in use lies outside this repository"
)


@cache
def in_use() -> dict[str, dict[str, set[str]]]:
    """The codes that Eurostat has in use, by dataset and dimension."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with CODES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["df_id"]][row["dimension_id"]].add(row["code_id"])
    return found


def asked() -> Iterator[tuple[str, str, str]]:
    """Every dataset, dimension and code of mapping.toml."""
    for dataset, table in load_mapping(EUROSTAT.folder).tables.items():
        for dimension in table.dimensions:
            yield dataset, dimension, ""
        for dimension, codes in (*table.known.items(), *table.kept.items()):
            for code in codes:
                yield dataset, dimension, code
        for figure in table.figures:
            for cell in (figure.cell, *figure.parts, *([figure.whole] if figure.whole else [])):
                for dimension, code in cell.items():
                    yield dataset, dimension, code


@with_codes
def test_every_dataset_dimension_and_code_of_the_mapping_is_in_use() -> None:
    known = in_use()
    wrong = {
        item
        for item in asked()
        if item[1] not in known[item[0]] or (item[2] and item[2] not in known[item[0]][item[1]])
    }
    assert not wrong
    for dataset, table in load_mapping(EUROSTAT.folder).tables.items():
        assert set(table.dimensions) == set(known[dataset]) - {"TIME_PERIOD"}, dataset
        for dimension, codes in table.known.items():
            assert codes == known[dataset][dimension], (dataset, dimension)


@with_codes
@pytest.mark.parametrize("download", EUROSTAT.downloads, ids=lambda item: item.dataset)
def test_every_address_asks_for_what_is_in_use(download: object) -> None:
    url = urlsplit(str(getattr(download, "url", "")))
    dataset = str(getattr(download, "dataset", ""))
    path = re.fullmatch(r"/eurostat/api/dissemination/sdmx/3\.0/data/dataflow/ESTAT/(\w+)/1\.0/([*.]+)", url.path)
    assert url.netloc == "ec.europa.eu"
    assert path is not None
    assert path[1].upper() == dataset
    known = in_use()[dataset]
    assert len(path[2].split(".")) == len(set(known) - {"TIME_PERIOD"}), "one place in the key for every dimension"
    query = [part.partition("=")[::2] for part in unquote(url.query).split("&")]
    filters = {name[2:-1]: value.split(",") for name, value in query if name.startswith("c[")}
    assert filters["freq"] == ["A"]
    assert not [(name, code) for name, codes in filters.items() for code in codes if code not in known[name]]
    rest = {name: value for name, value in query if not name.startswith("c[")}
    assert rest == {"compress": "true", "format": "csvdata", "formatVersion": "2.0"}


@pytest.mark.parametrize("download", EUROSTAT.downloads, ids=lambda item: item.dataset)
def test_an_address_brings_every_cell_we_use(download: object) -> None:
    table = load_mapping(EUROSTAT.folder).tables[str(getattr(download, "dataset", ""))]
    query = [part.partition("=")[::2] for part in urlsplit(str(getattr(download, "url", ""))).query.split("&")]
    filters = {name[2:-1]: value.split(",") for name, value in query if name.startswith("c[")}
    for figure in table.figures:
        for cell in (figure.cell, *figure.parts, *([figure.whole] if figure.whole else [])):
            assert not [name for name, codes in filters.items() if cell[name] not in codes], figure.series


@pytest.mark.skipif(not FLEMISH.exists(), reason="the list of Flemish dataflows lies outside this repository")
def test_flemish_figures_are_asked_only_where_eurostat_has_them() -> None:
    with FLEMISH.open(encoding="utf-8", newline="") as file:
        flemish = {row["dataflow"] for row in csv.DictReader(file) if row["BE2"]}
    wanted = {dataset for dataset, dimension, code in asked() if (dimension, code) == ("geo", "BE2")}
    assert wanted
    assert wanted <= flemish


def test_every_table_can_be_fetched() -> None:
    assert [item.dataset for item in EUROSTAT.downloads] == list(load_mapping(EUROSTAT.folder).tables)


def test_every_figure_is_a_declared_series_of_this_source() -> None:
    declared = {
        (indicator["code"], series["code"]): series["source"]
        for indicator in released.indicators()
        for series in indicator["series"]
    }
    for source in ("eurostat", "oecd"):
        mapped = load_mapping(sources()[source].folder)
        figures = [(item.indicator, item.series) for table in mapped.tables.values() for item in table.figures]
        assert len(set(figures)) == len(figures)
        assert {declared.get(figure) for figure in figures} == {source}


# ------------------------------------------------------------------ the tables that are shipped


@cache
def shipped() -> dict[str, Release]:
    return {path.name: open_release(source=EUROSTAT, path=path)[0] for path in releases_of(EUROSTAT)}


def test_the_shipped_tables_of_2017_are_read() -> None:
    assert {release.code: len(release.observations) for release in shipped().values()} == {
        "trng_lfse_04-2017": 96,
        "educ_uoe_grad02-2017": 8,
    }
    for release in shipped().values():
        assert (release.published.isoformat(), release.precision, release.rank) == ("2017-12-31", "year", "primary")
        assert "alleen het jaar bekend" in release.note
        assert "EU27_2020" in release.note, "the EU without the United Kingdom did not exist yet"


@pytest.mark.parametrize(
    ("series", "period", "value", "status"),
    [
        ("vier-weken-eurostat", "2015", 7.0, "A"),
        ("vier-weken-eurostat", "2004", 9.8, "B"),
        ("vier-weken-eurostat-belgie", "2015", 6.9, "A"),
        ("vier-weken-eurostat-belgie", "2006", 7.8, "B"),
        ("vier-weken-eurostat-frankrijk", "2013", 17.8, "B"),
        ("vier-weken-eurostat-luxemburg", "2015", 18.0, "B"),
        ("vier-weken-eurostat-nederland", "2010", 17.0, "B"),
        ("vier-weken-eurostat-duitsland", "2000", 5.2, "A"),
    ],
)
def test_adult_learning_as_printed(series: str, period: str, value: float, status: str) -> None:
    release = shipped()["trng_lfse_04.tsv"]
    found = [item for item in release.observations if (item.series, item.period.code) == (series, period)]
    assert [(item.value, item.half_width, item.status) for item in found] == [(value, 0.05, status)]


@pytest.mark.parametrize(
    ("series", "period", "parts", "whole"),
    [
        ("belgie-eurostat", "2014", (4174, 1947, 13776), 110888),
        ("belgie-eurostat", "2013", (3789, 1883, 12956), 107884),
        ("duitsland-eurostat", "2015", (53676, 24755, 121709), 544743),
        ("frankrijk-eurostat", "2015", (55411, 23012, 111603), 752068),
        ("luxemburg-eurostat", "2014", (87, 67, 103), 1847),
    ],
)
def test_graduates_as_counted_by_hand(series: str, period: str, parts: tuple[int, ...], whole: int) -> None:
    release = shipped()["educ_uoe_grad02.tsv.gz"]
    found = [item for item in release.observations if (item.series, item.period.code) == (series, period)]
    assert [item.value for item in found] == [pytest.approx(100 * sum(parts) / whole, abs=1e-6)]
    assert [dict(step.values).get("value") for step in found[0].steps[-2:]] == [sum(parts), whole]


def test_no_share_is_made_where_a_field_is_missing() -> None:
    """The Netherlands of 2013 lack two fields; France before 2015 and Luxembourg of 2015 lack some."""
    found = {(item.series, item.period.code) for item in shipped()["educ_uoe_grad02.tsv.gz"].observations}
    assert not {("frankrijk-eurostat", "2014"), ("luxemburg-eurostat", "2015"), ("belgie-eurostat", "2015")} & found
    assert not [series for series, _ in found if series.startswith("nederland")]


@pytest.mark.parametrize("name", ["trng_lfse_04.tsv", "educ_uoe_grad02.tsv.gz"])
def test_the_shipped_files_are_eurostats_own(name: str) -> None:
    original = SHARED / name
    if not original.exists():
        pytest.skip("the files as Eurostat gave them lie outside this repository")
    assert (EUROSTAT.folder / "releases" / name).read_bytes() == original.read_bytes()


# ------------------------------------------------------------------ what an import meets

SAMPLE = (EUROSTAT.folder / "sample.csv").read_text(encoding="utf-8")


def named(content: str | bytes, name: str = "file.csv") -> str:
    as_bytes = content.encode() if isinstance(content, str) else content
    with pytest.raises(Refused) as refused:
        read(name=name, content=as_bytes, details=SAID)
    return str(refused.value)


def test_every_cell_of_the_table_is_kept() -> None:
    kept: list[Datum] = []
    release = read(name="x.csv", content=SAMPLE.encode(), details=SAID, keep=kept.extend)

    assert len(kept) == len(SAMPLE.splitlines()) - 1
    assert release.dataset == "trng_lfse_04"
    assert len({datum.key for datum in kept}) > len({item.series for item in release.observations})


def test_a_packed_download_is_read_as_well() -> None:
    packed = gzip.compress(SAMPLE.encode(), mtime=0)
    plain = read(name="x.csv", content=SAMPLE.encode(), details=SAID)
    assert read(name="x.csv.gz", content=packed, details=SAID).observations == plain.observations


def test_a_column_that_was_added_is_named() -> None:
    lines = SAMPLE.splitlines()
    changed = [lines[0].replace(",age,", ",age,citizen,")]
    changed += [line.replace(",Y25-64,", ",Y25-64,TOTAL,").replace(",Y18-64,", ",Y18-64,TOTAL,") for line in lines[1:]]
    assert "has other dimensions than before (new: citizen)" in named("\n".join(changed))


def test_a_column_that_was_renamed_is_named() -> None:
    message = named(SAMPLE.replace(",geo,", ",region,", 1))
    assert "new: region; gone: geo" in message
    assert "Expected are freq, unit, sex, age, geo" in message


def test_an_odd_flag_is_named() -> None:
    line = next(line for line in SAMPLE.splitlines() if ",T,Y25-64,BE2,2023," in line)
    value = line.split(",")[8]
    assert "has the flag 'y'" in named(SAMPLE.replace(line, line.replace(f",{value},", f",{value},y", 1)))


def test_missing_keys_and_unknown_codes_stand_in_the_note() -> None:
    kept = "\n".join(line for line in SAMPLE.splitlines() if ",LU," not in line)
    strange = kept.splitlines()[1].replace(",PC,", ",PERC,")
    note = read(name="x.csv", content=f"{kept}\n{strange}\n".encode(), details=SAID).note
    assert "VARIO-LLL12/vier-weken-eurostat-luxemburg (A.PC.T.Y25-64.LU)" in note
    assert "Onbekende codes in de tabel: unit 'PERC'." in note


def test_a_table_we_do_not_use_is_named() -> None:
    assert "holds the table 'TRNG_LFSE_01'" in named(SAMPLE.replace("TRNG_LFSE_04", "TRNG_LFSE_01"))


def test_a_truncated_download_is_refused() -> None:
    assert named(gzip.compress(SAMPLE.encode(), mtime=0)[:-20], name="x.csv.gz")


def test_tables_are_recognised_by_their_bytes() -> None:
    old = (EUROSTAT.folder / "releases" / "trng_lfse_04.tsv").read_bytes()
    assert recognises(name="whatever.csv", content=SAMPLE.encode())
    assert recognises(name="trng_lfse_04.tsv", content=old)
    assert not recognises(name="other.tsv", content=old), "an old table does not say which it is"
    assert not recognises(name="rd_p_persreg.tsv", content=old), "its dimensions are others"
    assert not recognises(name="trng_lfse_04.tsv", content=old.replace(b"PC,", b"XX,")), "its codes are others"
    assert not recognises(name="trng_lfse_04.csv", content=SAMPLE.replace("TRNG_LFSE_04", "TRNG_LFSE_01").encode())
    assert not recognises(name="trng_lfse_04.tsv", content=b"indicator,series,period,value\n")
    assert not recognises(name="trng_lfse_04.tsv", content=b"")


def test_release_files_are_read_as_ever() -> None:
    text = (
        "# title: T\n# publisher: P\n# published: 2026-01-01\n# rank: primary\n# url: https://example.org\n"
        "# licence: CC0\nindicator,series,period,value\nVARIO-DIPL,belgie-eurostat,2024,18.0\n"
    )
    release = read(name="2026-x.csv", content=text.encode())
    assert (release.source, release.dataset, len(release.observations)) == ("eurostat", "", 1)


def test_a_table_without_figures_of_ours_is_kept_all_the_same() -> None:
    header = "STRUCTURE,STRUCTURE_ID,freq,category,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    kept: list[Datum] = []
    content = f"{header}\ndataflow,ESTAT:HRST_ST_RCAT(1.0),A,HRST,PC_ACT,BE2,2024,1.5,\n".encode()

    release = read(name="x.csv", content=content, details=SAID, keep=kept.extend)

    assert (release.dataset, release.observations, len(kept)) == ("hrst_st_rcat", (), 1)
    assert instrument().reader == release.reader == "eurostat 1"
