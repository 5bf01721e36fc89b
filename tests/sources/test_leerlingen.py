"""The pupil counts: what is counted, what stays unseen, and what a changed file is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.sources import instruments
from tests.sources.leerlingen import files

from stemagenda.core.observation import Details
from stemagenda.sources.leerlingen.reader import read, recognises

BOOK = "leerlingenaantallen_discimus_voorlopig_1.xlsx"


def given(rows: list[list[Any]] | None = None, *, sheet: str = "data", **others: bytes) -> bytes:
    """The archive a person gives: the workbook with these rows, and the list of programmes."""
    content = {
        BOOK: instruments.saved(files.pupil_book(rows, sheet)),
        "administratievegroep.csv": files.programme_list(),
    }
    return instruments.package(content | others)


def told(content: bytes, name: str = "leerlingen.zip") -> str:
    found = instruments.problems(read, content, name=name)
    assert len(found) == 1, found
    return found[0]


def figures(rows: list[list[Any]]) -> dict[str, float]:
    release = read(name="leerlingen.zip", content=given(rows), details=instruments.SAID)
    return {series: value for (_, series, _), value in instruments.figures(release).items()}


def test_the_share_is_that_of_the_first_year_of_the_second_grade_on_1_october() -> None:
    release = read(name="leerlingen.zip", content=given(), details=instruments.SAID)
    found = instruments.figures(release)

    # By hand: 120 + 80 + 3 + 90 + 10 + 30 + 12 pupils in programmes of the category STEM, of 765 in that year.
    assert found["RG3-SO", "officieel", "2026-27"] == pytest.approx(100 * 345 / 765)
    assert found["RG3-SO", "officieel-aantal", "2026-27"] == 345
    assert found["RG3-SO", "officieel-bso", "2026-27"] == pytest.approx(100 * 42 / 92)  # dual learning is in it
    assert found["RG5-SO", "officieel-meisjes-in-stem", "2026-27"] == pytest.approx(100 * 14 / 84)
    assert release.dataset == "leerlingen-2026-27"
    assert release.title == "Leerlingen per opleiding op 1 oktober, schooljaar 2026-27"
    assert "50 leerlingen zitten in een opleiding zonder STEM-categorie" in release.note


def test_every_figure_says_how_it_was_made() -> None:
    release = read(name="leerlingen.zip", content=given(), details=instruments.SAID)
    (one,) = [one for one in release.observations if one.series == "officieel"]

    assert [step.kind for step in one.steps] == ["select", "classify", "sum", "sum", "share"]
    assert dict(one.steps[1].values)["by"] == (
        "officiële STEM-categorie per administratieve groep, indeling van 2026-11-22"
    )
    assert [dict(step.values)["value"] for step in one.steps if step.kind == "sum"] == [345, 765]
    assert one.note == "345 op 765"
    assert BOOK in one.where
    assert files.COLUMN in one.where


def test_later_days_of_counting_are_never_read() -> None:
    rows = [files.row(*counted, aantal_lln_op_teldag_01_02=99_999) for counted in files.COUNTED]
    assert figures(rows) == figures(files.pupil_rows())


def test_a_group_of_one_to_four_gives_no_figure_and_cannot_be_worked_out() -> None:
    rows = [files.row(0, "311", "Antwerpen", "M", 100), files.row(1, "311", "Antwerpen", "M", 100)]
    rows += [files.row(0, "311", "Limburg", "V", 4), files.row(1, "311", "Limburg", "V", 96)]
    found = figures(rows)

    assert found["officieel"] == pytest.approx(100 * 104 / 300)
    assert found["officieel-aantal"] == 104
    assert not {"officieel-meisjes", "officieel-jongens", "officieel-limburg", "officieel-antwerpen"} & set(found)


def test_a_number_from_one_to_four_is_no_figure() -> None:
    rows = [files.row(0, "311", "Antwerpen", "M", 3), files.row(1, "311", "Antwerpen", "V", 500)]
    assert figures([*rows, files.row(9, "311", "Antwerpen", "M", 30), files.row(10, "311", "Limburg", "M", 30)]) == {
        "officieel-licht": 0,
        "officieel-zorg": 0,
        "officieel-laatste-jaar": 50,
        "officieel-laatste-jaar-jongens": 50,
        "officieel-meisjes-in-stem": 0,
    }


def test_the_pages_of_the_api_give_the_same_figures() -> None:
    paged = instruments.package({**files.programme_pages(), **files.count_pages()})
    assert recognises(name="api.zip", content=paged)
    from_api = instruments.figures(read(name="api.zip", content=paged, details=instruments.SAID))
    from_book = instruments.figures(read(name="leerlingen.zip", content=given(), details=instruments.SAID))

    assert from_api
    assert {key: from_book[key] for key in from_api} == pytest.approx(from_api)
    places = {"antwerpen", "limburg", "brussel"}
    assert {series.removeprefix("officieel-") for _, series, _ in from_book.keys() - from_api.keys()} == places


def test_both_tables_of_the_api_may_stand_in_one_json_file() -> None:
    pages = {
        kind: [json.loads(page) for page in made.values()]
        for kind, made in (
            ("inschrijvingsaantal", files.count_pages()),
            ("administratievegroep", files.programme_pages()),
        )
    }
    content = json.dumps(pages).encode()
    assert recognises(name="api.json", content=content)
    assert instruments.figures(read(name="api.json", content=content, details=instruments.SAID))


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
def test_lists_end_their_lines_in_any_way(ending: str) -> None:
    others = {"administratievegroep.csv": files.programme_list(ending)}
    release = read(name="leerlingen.zip", content=given(**others), details=instruments.SAID)
    assert len(release.observations) == 20


def test_the_workbook_may_hold_the_category_itself() -> None:
    header = [*files.HEADER, "administratievegroep_stem_categorie"]
    rows = [[*files.row(*counted), files.PROGRAMMES[counted[0]][5]] for counted in files.COUNTED]
    content = instruments.xlsx(header, rows)
    assert recognises(name=BOOK, content=content)
    release = read(name=BOOK, content=content, details=instruments.SAID)
    assert instruments.figures(release)["RG3-SO", "officieel-aantal", "2026-27"] == 345


CHANGED: list[tuple[dict[str, Any], str]] = [
    ({"nummer_hoofdstructuur": "399"}, "'399' is not known here"),
    ({"graad": "4"}, "'4' is not known here"),
    ({"geslacht": "F"}, "'f' is not known here"),
    ({"onderwijsvorm": "vso"}, "'vso' is not known here"),
    ({"provincie_vpl": "Henegouwen"}, "'henegouwen' is not known here"),
    ({"leerjaar": "eerste"}, "'eerste' is no year of a grade"),
    ({files.COLUMN: "12,5"}, "'12,5' is no whole number"),
    ({files.COLUMN: -1}, "'-1' is no whole number"),
    ({files.COLUMN: "<5"}, "'<5' is no whole number"),
    ({files.COLUMN: ""}, "is blank"),
    ({"schooljaar": 2025}, "'2025' is another school year than 2026-27"),
    ({"schooljaar": "2026-10-01"}, "'2026-10-01' is no period"),
    ({"naam_administratieve_groep": "Nieuwe richting"}, "is not in the list of programmes (7 pupils)"),
]


@pytest.mark.parametrize(("changed", "message"), CHANGED)
def test_a_changed_cell_is_named_with_its_row(changed: dict[str, Any], message: str) -> None:
    values = {files.COLUMN: 7} | changed
    row = files.row(0, "311", "Antwerpen", "M", values.pop(files.COLUMN), **values)
    said = told(given([*files.pupil_rows(), row]))
    assert message in said
    assert f"row {len(files.COUNTED) + 2}" in said or "programme" in said


def test_a_date_in_the_school_year_is_told_to_become_text() -> None:
    from datetime import date

    said = told(given([files.row(0, "311", "Antwerpen", "M", 7, schooljaar=date(2026, 9, 1))]))
    assert "format the column as text first" in said


def test_a_missing_column_is_named_with_what_it_may_be_called_now() -> None:
    header = [column.replace("teldag_01_10", "teldag_1_10") for column in files.HEADER]
    content = instruments.package(
        {BOOK: instruments.xlsx(header, files.pupil_rows()), "administratievegroep.csv": files.programme_list()}
    )
    assert "has no column 'aantal_lln_op_teldag_01_10'. Was it renamed to 'aantal_lln_op_teldag_1_10'?" in told(content)


def test_another_sheet_a_hidden_sheet_and_merged_cells_are_named() -> None:
    assert "has no visible sheet named 'data'; visible are 'blad1'" in told(given(sheet="blad1"))

    hidden = files.pupil_book()
    hidden["data"].sheet_state = "hidden"
    hidden.create_sheet("toelichting")
    content = instruments.package({BOOK: instruments.saved(hidden), "administratievegroep.csv": files.programme_list()})
    assert "has no visible sheet named 'data'; visible are 'toelichting'" in told(content)

    merged = files.pupil_book()
    merged["data"].merge_cells("A2:A5")
    content = instruments.package({BOOK: instruments.saved(merged), "administratievegroep.csv": files.programme_list()})
    assert "row 2: has merged cells" in told(content)


def test_a_workbook_without_the_list_is_asked_for_it() -> None:
    said = told(instruments.saved(files.pupil_book()), BOOK)
    assert "Give it in one zip file with the list of programmes" in said


def test_a_name_of_two_categories_is_unclear() -> None:
    extra = b'administratievegroep_code;administratievegroep_omschrijving;administratievegroep_stem_categorie\r"77";"'
    extra += files.PROGRAMMES[0][0].encode() + b'";"geen STEM"\r'
    said = told(given(**{"tweede.csv": extra}))
    assert "stands for programmes of different STEM categories (203 pupils)" in said


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (files.count_pages(teldatum="2026-02-01"), "counts on '2026-02-01', which is not comparable with 1 October"),
        (files.count_pages(aantal_mannen="veel"), "is no number of pupils"),
        (files.count_pages(administratievegroep_code=9), "which is not in the list"),
        (files.count_pages(schooljaar="straks"), "'straks' is no school year"),
        (dict(list(files.count_pages().items())[:-1]), "has 2 of the 3 pages"),
        ({"inschrijvingsaantal-0001.json": b'{"content": [{"aantal": 5}]}'}, "has no field that is known to hold"),
        ({"inschrijvingsaantal-0001.json": b'{"content": '}, "is no JSON, or it is cut off"),
    ],
)
def test_faults_of_the_api_are_named(count: dict[str, bytes], message: str) -> None:
    found = instruments.problems(read, instruments.package({**files.programme_pages(), **count}), name="api.zip")
    assert message in found[0]


def test_the_first_page_again_is_noticed() -> None:
    pages = files.count_pages()
    again = {f"inschrijvingsaantal-{number:04d}.json": pages["inschrijvingsaantal-0001.json"] for number in (1, 2)}
    found = instruments.problems(read, instruments.package({**files.programme_pages(), **again}), name="api.zip")
    assert "is page 1 again" in found[0]
    assert "page=, not number=" in found[0]


def test_a_day_of_publication_is_asked_for() -> None:
    found = instruments.problems(read, given(), name="a.zip", details=Details())
    assert "says no day of publication" in found[0]


def test_february_is_another_table() -> None:
    content = instruments.text(("graad_so", "aantal_inschrijvingen"), [("2e graad", 5)])
    assert not recognises(name="inschrijvingen-1feb.csv", content=content)
    assert "has no column" in instruments.problems(read, content, name="inschrijvingen-1feb.csv")[0]


def page(*records: Any, **meta: Any) -> bytes:
    return json.dumps({"meta": meta, "content": list(records)}).encode()


ONE = {"administratievegroep_code": 1, "administratievegroep_stem_categorie": "STEM"}


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ([page(ONE, {**ONE, "administratievegroep_stem_categorie": "geen"})], "programme '1' has two STEM categories"),
        ([page({"administratievegroep_stem_categorie": "STEM"})], "a programme without administratievegroep_code"),
        ([page({**ONE, "administratievegroep_stem_categorie": None})], "holds no programme with a STEM category"),
        ([page(ONE, total_elements=7)], "holds 1 records where 7 are announced"),
        ([page(ONE), b'{"administratievegroep_stem_categorie": 5}'], "is no page of records"),
        ([page("administratievegroep_stem_categorie")], "is no page of records"),
    ],
)
def test_faults_of_the_list_of_programmes_are_named(pages: list[bytes], message: str) -> None:
    lists = {f"lijst-{number}.json": content for number, content in enumerate(pages)}
    book = {BOOK: instruments.saved(files.pupil_book())}
    assert message in instruments.problems(read, instruments.package(book | lists), name="a.zip")[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"inschrijvingsaantal": [], "administratievegroep": ', "is no JSON, or it is cut off"),
        (b'{"inschrijvingsaantal": {}, "administratievegroep": []}', "has no lists"),
        (instruments.package({"a.csv": b"1", "b.csv": b"2"}), "holds 2 files beside the list of programmes"),
        (instruments.package({**files.programme_pages(), "telling.json": page()}), "holds no record of the count"),
    ],
)
def test_other_files_are_told_what_is_missing(content: bytes, message: str) -> None:
    assert message in instruments.problems(read, content, name="a.json")[0]


def test_an_archive_that_cannot_be_opened_is_not_recognised() -> None:
    assert not recognises(name="a.zip", content=instruments.package({"../a": b"1"}))
    assert not recognises(name="a.zip", content=instruments.package({"a.csv": b"b;c"}))


@pytest.mark.parametrize(("moment", "day"), [("2026-10-07", "2026-10-07"), ("31/02/2026", ""), ("onbekend", "")])
def test_the_day_of_the_data_is_said_where_it_is_known(moment: str, day: str) -> None:
    rows = [files.row(*counted, tijdstip_gegevens=moment) for counted in files.COUNTED]
    note = read(name="leerlingen.zip", content=given(rows), details=instruments.SAID).note
    assert (f"Stand van de gegevens: {day}." in note) == bool(day)
    assert ("Stand van de gegevens" in note) == bool(day)
