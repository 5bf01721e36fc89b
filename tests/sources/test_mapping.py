"""Cells of a table with dimensions become figures as mapping.toml says; whatever changed in the table is named."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stemagenda.core.observation import Datum, Details, Observation, Release, Step
from stemagenda.core.validation import Refused
from stemagenda.formats.cube import Cube
from stemagenda.formats.problems import Findings
from stemagenda.sources import cube_release
from stemagenda.sources.cube_release import Instrument, release_of_cube
from stemagenda.sources.finding import SHIPPED
from stemagenda.sources.flags import flag_of
from stemagenda.sources.mapping import Mapped, load_mapping, read_mapping
from stemagenda.sources.protocol import Keep, keep_nothing

DIMENSIONS = ("freq", "unit", "field", "geo")
TABLE: dict[str, Any] = {
    "dataset": "made_up_01",
    "title": "A table made for the test",
    "dimensions": [*DIMENSIONS],
    "codes": {"unit": ["NR", "PC"]},
    "fixed": {"unit": "NR"},
    "figures": [
        {"indicator": "RG4", "series": "belgie", "codes": {"geo": "BE", "field": "F05"}},
        {
            "indicator": "RG4",
            "series": "aandeel",
            "codes": {"geo": "BE", "field": "F05_06"},
            "share_of": {"field": "TOTAL"},
            "sum_of": [{"field": "F05"}, {"field": "F06"}],
        },
    ],
}
SAID = Details(published="2026-03-01")


def mapped(*, flags: dict[str, str] | None = None, **changes: Any) -> Mapped:
    return read_mapping(
        parsed={"tables": [{**TABLE, **changes}], "flags": flags or {}}, findings=Findings(file="mapping.toml")
    )


def faults(parsed: dict[str, Any]) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_mapping(parsed=parsed, findings=Findings(file="mapping.toml"))
    assert all(problem.remedy.endswith((".", "?")) for problem in refused.value.problems)
    return [problem.message for problem in refused.value.problems]


def cell(key: str, period: str, value: float | None, *, decimals: int = 0, status: str = "", row: int = 2) -> Datum:
    return Datum(key, period, value, decimals, status, row)


def cube(
    *cells: Datum,
    dataset: str = "MADE_UP_01",
    dimensions: Sequence[str] = DIMENSIONS,
    title: str = "",
    updated: date | None = None,
) -> Cube:
    return Cube(dataset=dataset, dimensions=tuple(dimensions), title=title, updated=updated, cells=iter(cells))


def release(
    table: Cube,
    *,
    by: Mapped | None = None,
    details: Details = SAID,
    name: str = "file.csv",
    keep: Keep = keep_nothing,
) -> Release:
    return release_of_cube(
        instrument=Instrument(folder=SHIPPED / "eurostat", mapped=by or mapped(), reader="test 1"),
        cube=table,
        name=name,
        content=b"bytes",
        details=details,
        keep=keep,
        findings=Findings(file=name),
    )


def refused(table: Cube, **said: Any) -> list[str]:
    with pytest.raises(Refused) as found:
        release(table, **said)
    return [str(problem) for problem in found.value.problems]


def by_series(found: Iterable[Observation]) -> dict[tuple[str, str], Observation]:
    return {(item.series, item.period.code): item for item in found}


BOTH = (
    cell("A.NR.F05.BE", "2024", 120, row=2),
    cell("A.NR.F06.BE", "2024", 80, row=3),
    cell("A.NR.TOTAL.BE", "2024", 800, row=4),
    cell("A.NR.F05.NL", "2024", 999, row=5),
)


def test_a_cell_becomes_a_figure_with_its_way_back() -> None:
    found = release(cube(cell("A.NR.F05.BE", "2024", 12.5, decimals=1, row=7)))

    assert found.observations == (
        Observation(
            indicator="RG4",
            series="belgie",
            period=found.observations[0].period,
            value=12.5,
            half_width=0.05,
            where="A.NR.F05.BE",
            row=7,
            steps=(Step("select", (("table", "MADE_UP_01"), ("key", "A.NR.F05.BE"))),),
        ),
    )
    assert found.observations[0].period.code == "2024"
    assert (found.code, found.dataset, found.rank) == ("made_up_01-2026-03-01", "made_up_01", "primary")
    assert (found.publisher, found.title, found.reader) == ("Eurostat", "A table made for the test", "test 1")


def test_a_share_is_counted_from_its_parts_where_the_file_lacks_their_sum() -> None:
    share = by_series(release(cube(*BOTH)).observations)["aandeel", "2024"]

    assert share.value == 25.0
    # 200 may be 199 to 201, 800 may be 799.5 to 800.5
    assert share.half_width == pytest.approx(100 * 201 / 799.5 - 25, rel=0.02)
    assert [step.kind for step in share.steps] == ["select", "select", "sum", "share"]
    assert share.steps[-1] == Step("share", (("table", "MADE_UP_01"), ("key", "A.NR.TOTAL.BE"), ("value", 800)))
    assert share.where == "A.NR.F05.BE + A.NR.F06.BE / A.NR.TOTAL.BE"


def test_the_published_sum_goes_before_our_own() -> None:
    found = release(cube(*BOTH, cell("A.NR.F05_06.BE", "2024", 202, row=9)))

    share = by_series(found.observations)["aandeel", "2024"]
    assert (share.value, share.row, share.where) == (25.25, 9, "A.NR.F05_06.BE / A.NR.TOTAL.BE")


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(cell("A.NR.F06.BE", "2024", None), id="a part is missing"),
        pytest.param(cell("A.NR.F06.BE", "2024", 80, status="c"), id="a part is confidential"),
        pytest.param(cell("A.NR.TOTAL.BE", "2024", None), id="the whole is missing"),
        pytest.param(cell("A.NR.TOTAL.BE", "2024", 0), id="the whole is nothing"),
    ],
)
def test_no_share_is_made_of_less_than_everything(broken: Datum) -> None:
    rest = [item for item in BOTH if item.key != broken.key]
    assert ("aandeel", "2024") not in by_series(release(cube(*rest, broken)).observations)


def test_the_order_of_the_dimensions_is_the_files_own_and_an_old_table_has_no_frequency() -> None:
    found = release(cube(cell("BE.F05.NR", "2015", 4), dimensions=("geo", "field", "unit")))
    assert [(item.series, item.where) for item in found.observations] == [("belgie", "BE.F05.NR")]


def test_a_dimension_that_comes_or_goes_is_named() -> None:
    message = refused(cube(dimensions=("freq", "unit", "field", "nationality")))[0]
    assert "new: nationality" in message
    assert "gone: geo" in message
    assert "Expected are freq, unit, field, geo" in message


def test_a_figure_that_the_file_lacks_is_named() -> None:
    note = release(cube(cell("A.NR.F05.BE", "2024", 4)), details=Details(published="2026", note="Van hen.")).note
    assert note == "Van hen. Niet in dit bestand: RG4/aandeel (A.NR.F05_06.BE)."


def test_an_unknown_code_of_a_known_list_is_named() -> None:
    note = release(cube(*BOTH, cell("A.PERCENT.F05.BE", "2024", 4), cell("A.NR.F99.XX", "2024", 1))).note
    assert note == "Onbekende codes in de tabel: unit 'PERCENT'."


def test_every_cell_is_handed_on_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cube_release, "BATCH", 3)
    batches: list[list[Datum]] = []
    cells = [cell(f"A.NR.F05.X{number}", "2024", number) for number in range(8)]

    release(cube(*cells), keep=lambda batch: batches.append(list(batch)))

    assert [len(batch) for batch in batches] == [3, 3, 2]
    assert [datum for batch in batches for datum in batch] == cells


def test_of_a_large_table_only_the_declared_cells_are_kept() -> None:
    kept: list[Datum] = []
    found = release(cube(*BOTH), by=mapped(keep={"field": ["F05"], "geo": ["NL", "BE"]}), keep=kept.extend)
    assert [datum.key for datum in kept] == ["A.NR.F05.BE", "A.NR.F05.NL"]
    assert len(found.observations) == 2, "figures are made of any cell"


def test_only_years_are_figures() -> None:
    found = release(cube(*(cell("A.NR.F05.BE", period, 4) for period in ("2023", "2024-Q1", "2024-05", "2022-A1"))))
    assert [item.period.code for item in found.observations] == ["2022", "2023"]


def test_a_year_nobody_can_mean_is_named() -> None:
    assert "year 3024" in refused(cube(cell("A.NR.F05.BE", "3024", 4, row=8)))[0]


def test_a_cell_twice_is_named() -> None:
    twice = (cell("A.NR.F05.BE", "2024", 4, row=3), cell("A.NR.F05.BE", "2024", 5, row=9))
    assert "row 9: gives 'A.NR.F05.BE' for '2024' again, after row 3" in refused(cube(*twice))[0]


@pytest.mark.parametrize(
    ("flag", "status", "note"),
    [
        ("", "A", ""),
        ("b", "B", ""),
        ("p", "P", ""),
        ("e", "E", ""),
        ("s", "E", ""),
        ("u", "U", ""),
        ("f", "F", ""),
        ("A", "A", ""),
        ("bp", "B", "Vlag van de uitgever: bp."),
        ("b e", "B", "Vlag van de uitgever: b e."),
        ("d", "A", "Vlag van de uitgever: d (de definitie wijkt af)."),
        ("du", "U", "Vlag van de uitgever: du (de definitie wijkt af)."),
    ],
)
def test_flags_become_statuses(flag: str, status: str, note: str) -> None:
    seen = release(cube(cell("A.NR.F05.BE", "2024", 4, status=flag))).observations[0]
    assert (seen.status, seen.note) == (status, note)


@pytest.mark.parametrize("flag", ["c", "n", "z", "m", "bc", "M", "Q"])
def test_some_flags_leave_no_figure(flag: str) -> None:
    assert not release(cube(cell("A.NR.F05.BE", "2024", 4, status=flag))).observations


def test_an_odd_flag_is_named_and_can_be_declared() -> None:
    odd = cell("A.NR.F05.BE", "2024", 4, status="y", row=5)
    assert "row 5: has the flag 'y', which we do not know" in refused(cube(odd))[0]
    assert release(cube(odd), by=mapped(flags={"y": "P"})).observations[0].status == "P"
    assert flag_of(flag="yb", own={"y": "P"}) is not None
    assert release(cube(cell("A.NR.F05.NL", "2024", 4, status="y"))), "a cell we do not use may have any flag"


def test_a_scale_is_a_step() -> None:
    figure = {"indicator": "RG4", "series": "s", "codes": {"geo": "BE", "field": "F05"}, "scale": 0.1}
    seen = release(cube(cell("A.NR.F05.BE", "2024", 15.9, decimals=1)), by=mapped(figures=[figure])).observations[0]
    assert (seen.value, seen.half_width) == (1.59, pytest.approx(0.005))
    assert seen.steps[-1] == Step("scale", (("value", 0.1),))


def test_what_a_person_says_goes_first_then_the_file_then_the_mapping() -> None:
    table = {"title": "The file's own title", "updated": date(2026, 2, 3)}
    own = release(cube(*BOTH, **table), details=Details())
    assert (own.title, own.published, own.precision) == ("The file's own title", date(2026, 2, 3), "day")
    assert own.code == "made_up_01-2026-02-03"
    said = Details(title="Mine", published="2017", url="https://example.org/x")
    theirs = release(cube(*BOTH, **table), details=said)
    assert (theirs.title, theirs.url, theirs.code) == ("Mine", "https://example.org/x", "made_up_01-2017")
    assert (theirs.published, theirs.precision) == (date(2017, 12, 31), "year")


def test_without_a_day_the_remedy_says_how_to_give_one() -> None:
    assert "--published" in refused(cube(*BOTH), details=Details())[0]


def test_a_table_of_another_name_is_refused_and_a_near_one_suggested() -> None:
    assert "Did you mean 'MADE_UP_01'?" in refused(cube(dataset="MADE_UP_02"))[0]


def test_a_table_without_a_name_is_known_by_the_files_name() -> None:
    old = {"dataset": "", "dimensions": ("unit", "field", "geo")}
    assert release(cube(cell("NR.F05.BE", "2015", 4), **old), name="Made_up_01.tsv.gz").observations
    assert "Name the file after its table" in refused(cube(**old), name="download.tsv")[0]
    assert "Name the file after its table" in refused(cube(**old), name="made_up_012.tsv")[0]


def test_reading_costs_less_than_half_a_microsecond_a_cell() -> None:
    """A bar of 0.5 on a quiet machine; six times that here, because others may be using this one."""
    cells = [
        cell(f"A.NR.F{number // 10 % 997}.G{number // 10 % 311}", f"{2000 + number % 10}", 1)
        for number in range(50_000)
    ]

    def seconds() -> float:
        start = time.process_time()
        release(cube(*cells))
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 6 * 0.5e-6 * len(cells)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dimension": ["geo"]}, "is no key we know"),
        ({"title": ""}, "lacks title"),
        ({"codes": {"unit": ["PC"]}}, "asks for unit 'NR', not in its code list"),
        ({"codes": {"colour": ["red"]}}, "'colour' is no dimension"),
        ({"keep": {"colour": ["red"]}}, "uses colour, no dimension"),
        (
            {"figures": [{"indicator": "RG4", "series": "x", "codes": {"geo": "BE"}}]},
            "one code for each dimension (field)",
        ),
        ({"figures": [{"series": "x", "codes": {}}]}, "names no series"),
        (
            {
                "figures": [
                    {"indicator": "R", "series": "x", "codes": {"geo": "BE", "field": "F"}, "share_of": {"sex": "T"}}
                ]
            },
            "uses sex, no dimension",
        ),
    ],
)
def test_a_fault_in_the_mapping_is_named(change: dict[str, Any], message: str) -> None:
    found = faults({"tables": [{**TABLE, **change}]})
    assert any(message in one for one in found), found


def test_a_table_twice_and_a_wrong_status_are_named() -> None:
    assert any("stands here twice" in one for one in faults({"tables": [TABLE, TABLE]}))
    assert any("is no status" in one for one in faults({"tables": [], "flags": {"y": "?"}}))


def test_a_mapping_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text("[[tables", encoding="utf-8")
    with pytest.raises(Refused, match="no valid TOML"):
        load_mapping(tmp_path)


@pytest.mark.parametrize("source", ["eurostat", "oecd", "open_sdg"])
def test_shipped_mappings_are_read(source: str) -> None:
    assert load_mapping(SHIPPED / source) is not None
