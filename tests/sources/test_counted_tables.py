"""Higher education, shortage occupations, enterprises, learners: what is counted, and what a wrong table is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.sources import instruments, tables

from stemagenda.sources.cursisten import reader as cursisten
from stemagenda.sources.hoger_onderwijs import reader as ho
from stemagenda.sources.statbel import reader as statbel
from stemagenda.sources.vdab import reader as vdab


def one(found: list[str]) -> str:
    assert len(found) == 1, found
    return found[0]


# ---------------------------------------------------------------- higher education


def ho_told(column: str, value: Any, *, header: list[str] | None = None) -> str:
    """What is said of a table whose last row has this value in a column."""
    rows = tables.ho_rows()
    rows[-1][tables.HO_HEADER.index(column)] = value
    return one(instruments.problems(ho.read, tables.ho(rows, header or tables.HO_HEADER), name="ho.csv"))


def test_entrants_are_counted_by_both_classifications() -> None:
    release = ho.read(name="ho.csv", content=tables.ho(), details=instruments.SAID)
    found = instruments.figures(release)

    # By hand, 2022-23: 300 + 120 + 30 of 1,150 by the Flemish mark; the 30 in agriculture (0831) are not ISCED-F 05-07.
    assert found["RG3-HO", "vlaams-instroom", "2022-23"] == pytest.approx(100 * 450 / 1150)
    assert found["RG3-HO", "isced-instroom", "2022-23"] == pytest.approx(100 * 420 / 1150)
    assert found["RG3-HO", "isced-instroom-vrouwen-in-stem", "2022-23"] == pytest.approx(100 * 120 / 420)
    assert release.dataset == "registrations-2022-23-2023-24"
    assert "ISCED-F 2013" in dict(release.observations[4].steps[1].values)["by"]


def test_four_women_are_not_shown_nor_given_back_by_the_men() -> None:
    release = ho.read(name="ho.csv", content=tables.ho(), details=instruments.SAID)
    assert {series for _, series, period in instruments.figures(release) if period == "2023-24"} == {
        "vlaams-instroom",
        "isced-instroom",
    }
    assert "6 cijfers blijven weg" in release.note


def test_diplomas_go_to_their_own_indicators_and_certificates_do_not_count() -> None:
    header = ("academiejaar", "geslacht", "type_studiebewijs", "stem_opleiding", "isced_f", "aantal_studiebewijzen")
    rows = [
        ("2023-24", "Mannelijk", "Diploma", "STEM", "06", 30),
        ("2023-24", "Vrouwelijk", "Diploma", "geen STEM", "09", 70),
        ("2023-24", "Vrouwelijk", "Getuigschrift", "STEM", "06", 500),
    ]
    content = instruments.text(header, rows)
    assert ho.recognises(name="d.csv", content=content)
    found = instruments.figures(ho.read(name="d.csv", content=content, details=instruments.SAID))
    assert found["RG5-HO", "vlaams-diplomas", "2023-24"] == 30
    assert found["VARIO-DIPL", "eigen-telling", "2023-24"] == 30
    assert found["VARIO-DIPL", "eigen-telling-vrouwen", "2023-24"] == 0


def test_those_with_a_stem_diploma_who_choose_stem() -> None:
    header = [*tables.HO_HEADER, "stem_secundair"]
    rows = [[*row, "ja" if row[2] == "Mannelijk" else "nee"] for row in tables.ho_rows()]
    found = instruments.figures(ho.read(name="ho.csv", content=tables.ho(rows, header), details=instruments.SAID))
    assert found["RG4", "onder-instromers", "2022-23"] == 60


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("academiejaar", "2023-2025", "is no period"),
        ("academiejaar", "1/09/2023", "is no period"),
        ("geslacht", "Totaal", "'totaal' is not known here"),
        ("generatiestudent", "soms", "'soms' is not known here"),
        ("soort_contract", "", "is blank"),
        ("stem_opleiding", "=1+1", "is a formula"),
        ("isced_f_code", "714", "'714' is no code of ISCED-F 2013. Write it as text with all its digits"),
        ("isced_f_code", "F12", "'12' is no code of ISCED-F 2013"),
        ("aantal_inschrijvingen", "1.234", "'1.234' is no whole number"),
        ("aantal_inschrijvingen", "12,0", "'12,0' is no whole number"),
    ],
)
def test_a_wrong_cell_of_higher_education_is_named(column: str, value: str, message: str) -> None:
    said = ho_told(column, value)
    assert message in said
    assert f"row 12, column {column}" in said


@pytest.mark.parametrize(
    ("drop", "message"),
    [
        ({"stem_opleiding", "isced_f_code"}, "has neither stem_opleiding nor a column with the field of study"),
        ({"generatiestudent"}, "has no column 'generatiestudent'"),
        ({"aantal_inschrijvingen"}, "has neither aantal_inschrijvingen nor aantal_studiebewijzen"),
        ({"geslacht"}, "has no column 'geslacht'"),
    ],
)
def test_a_missing_column_of_higher_education_is_named(drop: set[str], message: str) -> None:
    kept = [place for place, name in enumerate(tables.HO_HEADER) if name not in drop]
    rows = [[row[place] for place in kept] for row in tables.ho_rows()]
    content = tables.ho(rows, [tables.HO_HEADER[place] for place in kept])
    assert message in one(instruments.problems(ho.read, content, name="ho.csv"))


# ---------------------------------------------------------------- shortage occupations


def vdab_told(*row: Any) -> str:
    return one(instruments.problems(vdab.read, tables.vdab([*tables.VDAB_ROWS, row]), name="lijst.xlsx"))


def test_occupations_are_counted_by_a_dated_list() -> None:
    release = vdab.read(name="lijst.xlsx", content=tables.vdab(), details=instruments.SAID)
    found = instruments.figures(release)
    assert found["RG10", "isco-kern", "2026"] == 3
    assert found["RG10", "isco-kern-aandeel", "2026"] == 60
    assert found["RG10", "isco-vakberoepen", "2026"] == 1
    assert found["RG10", "lijst-totaal", "2025"] == 3
    assert "vanaf 2008" in dict(release.observations[0].steps[1].values)["by"]


def test_a_list_of_stem_occupations_counts_from_its_year_on() -> None:
    assert vdab.classifications(2007) == {}
    assert vdab.classifications(2026)["isco-kern"]["groups"] == ["21", "25", "31", "35"]


def test_the_year_may_stand_in_the_name_of_the_file() -> None:
    content = instruments.text(("beroep", "isco"), [("Voorbeeld", "2512")])
    release = vdab.read(name="knelpuntberoepen-2026.csv", content=content, details=instruments.SAID)
    assert instruments.figures(release)["RG10", "isco-kern", "2026"] == 1
    for name in ("knelpuntberoepen.csv", "lijst-2025-2026.csv"):
        said = one(instruments.problems(vdab.read, content, name=name))
        assert "does not say of which year the list is" in said


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((2026, "Voorbeeldkapper", ""), "has no code for 'Voorbeeldkapper'"),
        ((2026, "Voorbeeldkapper", "9999"), "'9999' is no code of ISCO-08"),
        ((2026, "Voorbeeldkapper", "5141; 5142"), "is no code of ISCO-08"),
        ((2026, "voorbeeldingenieur ", "2144"), "stands on the list of 2026 already, in row 5"),
        ((2026, "", "2144"), "is blank"),
        (("2025-26", "Voorbeeldkapper", "5141"), "'2025-26' is a school year, not a year"),
        ((date(2026, 1, 1), "Voorbeeldkapper", "5141"), "format the column as text first"),
    ],
)
def test_a_wrong_row_of_the_list_is_named(row: tuple[Any, ...], message: str) -> None:
    said = vdab_told(*row)
    assert message in said
    assert f"row {len(tables.VDAB_ROWS) + 2}" in said


# ---------------------------------------------------------------- enterprises


def statbel_told(rows: list[tuple[str, ...]], *, name: str = "TF_VAT_NACE_EMPL_2021.txt", **table: Any) -> str:
    content = tables.statbel_text(rows, **table)
    return one(instruments.problems(statbel.read, content, name=name))


def test_starting_enterprises_of_the_flemish_region_are_shared_out() -> None:
    release = statbel.read(name="TF_VAT_NACE_EMPL_2021.zip", content=tables.statbel(), details=instruments.SAID)
    found = instruments.figures(release)
    # By hand: 60 + 10 (62) + 6 (72) + 3 (26) + 2 (28) of 404; Brussels, Walloon Brabant and abroad are outside.
    assert found["RG11", "totaal", "2021"] == pytest.approx(100 * 81 / 404)
    assert found["RG11", "aantal", "2021"] == 81
    assert found["RG11", "industrie", "2021"] == pytest.approx(100 * 5 / 404)
    assert "NACEBEL 2008 (NACE Rev. 2)" in dict(release.observations[0].steps[1].values)["by"]


def test_the_layout_with_regions_and_a_workbook_give_the_same() -> None:
    header = (
        "CD_NIS_STAT_UNT_CLS",
        "CD_NACE",
        "TX_NACE_NL_LVL1",
        "CD_ADM_DSTR_REFNIS",
        "CD_RGN_REFNIS",
        "MS_NUM_VAT_START",
    )
    regions = {"2": "04000", "-": "-----"}
    rows = [
        (size, nace, "tekst", area, "03000" if area == "25000" else regions.get(area[0], "02000"), int(starts))
        if area != "21000"
        else (size, nace, "tekst", area, "04000", int(starts))
        for area, size, nace, _, starts, _ in tables.STATBEL_ROWS
    ]
    rows = [(*row[:4], "02000", row[5]) if row[3] == "24000" else row for row in rows]
    content = instruments.xlsx(header, rows, sheet="TF_VAT_NACE_EMPL_2021")
    assert statbel.recognises(name="a.xlsx", content=content)
    found = instruments.figures(
        statbel.read(name="TF_VAT_NACE_EMPL_2021.xlsx", content=content, details=instruments.SAID)
    )
    expected = instruments.figures(statbel.read(name="a_2021.zip", content=tables.statbel(), details=instruments.SAID))
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("11000", "00", "34000", "1", "1", "1"), "'34000' is no code of NACE"),
        (("11000", "00", "62100", "1", "1", "1"), "'62100' is a code of NACEBEL 2025"),
        (("99", "00", "47120", "1", "1", "1"), "'99' is no area"),
        (("11000", "00", "47120", "1", "2,5", "1"), "'2,5' is no whole number"),
        (("11000", "00", "62010", "1", "1", "1"), "repeats the activity, area and size class of row 2"),
        (
            ("11000", "00", "1110", "1", "1", "1"),
            "mixes codes of different lengths (4 digits in row 13, 5 digits in row 2)",
        ),
    ],
)
def test_a_wrong_row_of_enterprises_is_named(row: tuple[str, ...], message: str) -> None:
    assert message in statbel_told([*tables.STATBEL_ROWS, row])


def test_the_version_of_nace_follows_the_year_and_may_be_declared() -> None:
    assert "does not say of which year it is" in statbel_told(list(tables.STATBEL_ROWS), name="btw.txt")
    said = instruments.problems(statbel.read, tables.statbel_text(), name="TF_VAT_NACE_EMPL_2025.txt")
    assert any("is a code of NACEBEL 2008 (NACE Rev. 2)" in one for one in said)

    header = (*tables.STATBEL_HEADER, "NACE_VERSIE")
    declared = [(*row, "NACEBEL 2025") for row in tables.STATBEL_ROWS[-3:]]
    said = instruments.problems(statbel.read, tables.statbel_text(declared, header), name="TF_VAT_NACE_EMPL_2021.txt")
    assert any("declares NACEBEL 2025 (NACE Rev. 2.1); the figures of 2021 follow NACEBEL 2008" in one for one in said)

    new = [("11000", "00", "62100", "1", "40", "1"), ("11000", "00", "47110", "1", "60", "1")]
    release = statbel.read(name="TF_VAT_NACE_EMPL_2025.txt", content=tables.statbel_text(new), details=instruments.SAID)
    assert instruments.figures(release)["RG11", "totaal", "2025"] == 40


# ---------------------------------------------------------------- learners


def cursisten_told(*row: Any) -> str:
    content = tables.cursisten([*tables.CURSISTEN_ROWS, row])
    return one(instruments.problems(cursisten.read, content, name="cursisten.csv"))


def test_learners_are_added_up_over_the_three_providers() -> None:
    found = instruments.figures(
        cursisten.read(name="cursisten.csv", content=tables.cursisten(), details=instruments.SAID)
    )
    assert found["RG6", "totaal", "2023-24"] == pytest.approx(100 * 530 / 1500)
    assert found["RG6", "aanbieder-vdab", "2023-24"] == 40
    assert found["RG6", "vrouwen-in-stem", "2023-24"] == pytest.approx(100 * 63 / 530)


def test_without_a_provider_there_is_no_total() -> None:
    rows = [row for row in tables.CURSISTEN_ROWS if row[0] != "Syntra"]
    found = instruments.figures(
        cursisten.read(name="cursisten.csv", content=tables.cursisten(rows), details=instruments.SAID)
    )
    assert {series for _, series, _ in found} == {"aanbieder-vdab", "aanbieder-svwo"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("VDAB", "2023-2024", "totaal", "", 999, "", "", ""),
            "the total of VDAB for 2023-24 is 999; its parts make 1000",
        ),
        (("SVWO", "2023-2024", "nieuw", "ja", 10, 4, 5, 0), "vrouwen + mannen + onbekend is 9, not 10"),
        (("SVWO", "2023-2024", "nieuw", "ja", 10, 14, "", ""), "vrouwen is 14, not 10"),
        (("SVWO", "2023-2024", "Voorbeelddomein ICT", "ja", 10, 4, 6, 0), "again, after row 5"),
        (("CVO", "2023-2024", "nieuw", "ja", 10, 4, 6, 0), "'cvo' is not known here"),
        (("VDAB", "2023-2024", "nieuw", "misschien", 10, 4, 6, 0), "'misschien' is not known here"),
        (("VDAB", "2023-2024", "nieuw", "ja", "10,5", 4, 6, 0), "'10,5' is no whole number"),
    ],
)
def test_a_wrong_row_of_learners_is_named(row: tuple[Any, ...], message: str) -> None:
    assert message in cursisten_told(*row)


def test_calendar_years_and_school_years_are_not_mixed() -> None:
    header = ("aanbieder", "jaar", "schooljaar", "stem", "cursisten")
    content = instruments.text(header, [("VDAB", "2023", "2023-2024", "ja", 50)])
    said = one(instruments.problems(cursisten.read, content, name="a.csv"))
    assert "has the columns jaar and schooljaar, which mean the same" in said


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("reader", [ho, vdab, statbel, cursisten])
def test_an_archive_of_several_tables_is_no_table(reader: Any) -> None:
    content = instruments.package({"a.csv": b"a;b\r1;2\r", "b.csv": b"a;b\r1;2\r"})
    assert instruments.problems(reader.read, content, name="a.zip")


@pytest.mark.parametrize("reader", [ho, vdab, statbel, cursisten])
def test_a_column_given_twice_is_named(reader: Any) -> None:
    header, row = {
        ho: ("academiejaar;geslacht;geslacht;aantal_inschrijvingen", "2023-24;M;M;1"),
        vdab: ("beroep;beroep;isco", "a;a;2512"),
        statbel: ("cd_nace;cd_nace;ms_num_vat_start", "1;1;1"),
        cursisten: ("aanbieder;aanbieder;stem;cursisten", "VDAB;VDAB;ja;1"),
    }[reader]
    said = instruments.problems(reader.read, f"{header}\r{row}\r".encode(), name="a-2021.csv")
    assert "twice" in said[0]
