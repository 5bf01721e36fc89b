"""The made-up tables of the sources that count from a publisher's own table; each is the sample of its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.sources import instruments

#: Registrations in higher education: a generation student, a diploma contract, both classifications.
HO_HEADER = [
    "academiejaar",
    "instellingsnummer",
    "geslacht",
    "generatiestudent",
    "soort_contract",
    "type_opleiding",
    "studiegebied",
    "opleidingsvarieteit",
    "stem_opleiding",
    "isced_f_code",
    "aantal_inschrijvingen",
]
ENTRANT = "Inschrijving van een generatiestudent"
_HO = (
    ("2022-2023", "Mannelijk", ENTRANT, "Diplomacontract", "STEM", "0714", 300),
    ("2022-2023", "Vrouwelijk", ENTRANT, "Diplomacontract", "STEM", "0511", 120),
    ("2022-2023", "Vrouwelijk", ENTRANT, "Diplomacontract", "STEM", "0831", 30),
    ("2022-2023", "Vrouwelijk", ENTRANT, "Diplomacontract", "geen STEM", "0913", 500),
    ("2022-2023", "Mannelijk", ENTRANT, "Diplomacontract", "geen STEM", "0411", 200),
    ("2022-2023", "Mannelijk", ENTRANT, "Creditcontract", "STEM", "0714", 999),
    ("2022-2023", "Mannelijk", "Geen inschrijving van een generatiestudent", "Diplomacontract", "STEM", "0714", 999),
    ("2023-2024", "Mannelijk", ENTRANT, "Diplomacontract", "STEM", "0613", 310),
    ("2023-2024", "Vrouwelijk", ENTRANT, "Diplomacontract", "STEM", "0541", 4),
    ("2023-2024", "Vrouwelijk", ENTRANT, "Diplomacontract", "geen STEM", "0922", 490),
    ("2023-2024", "Mannelijk", ENTRANT, "Diplomacontract", "geen STEM", "9999", 196),
)
VDAB_HEADER = ("jaar", "beroep", "isco_08")
VDAB_ROWS = (
    (2025, "Voorbeeldingenieur", "2144"),
    (2025, "Voorbeeldlasser", "7212"),
    (2025, "Voorbeeldkok", "5120"),
    (2026, "Voorbeeldingenieur", "2144"),
    (2026, "Voorbeeldontwikkelaar", "2512"),
    (2026, "Voorbeeldtekenaar", "3118"),
    (2026, "Voorbeeldelektricien", "7411"),
    (2026, "Voorbeeldverpleegkundige", "2221"),
)
STATBEL_HEADER = ("CD_REFNIS", "CD_NIS_STAT_UNT_CLS", "CD_NACE", "MS_NUM_VAT", "MS_NUM_VAT_START", "MS_NUM_VAT_STOP")
STATBEL_ROWS = (
    ("11000", "00", "62010", "500", "60", "20"),
    ("11000", "01", "62010", "200", "10", "5"),
    ("24000", "00", "72110", "40", "6", "1"),
    ("44000", "00", "26110", "20", "3", "1"),
    ("73000", "00", "28990", "30", "2", "1"),
    ("73000", "00", "01110", "900", "19", "40"),
    ("11000", "00", "47110", "3000", "300", "350"),
    ("21000", "00", "62010", "700", "80", "30"),
    ("25000", "00", "21200", "9", "1", "0"),
    ("-----", "00", "62020", "90", "7", "2"),
    ("11000", "00", "XXXXX", "15", "4", "2"),
)
CURSISTEN_HEADER = (
    "aanbieder",
    "schooljaar",
    "opleidingsdomein",
    "stem",
    "cursisten",
    "vrouwen",
    "mannen",
    "onbekend",
)
CURSISTEN_ROWS = (
    ("VDAB", "2023-2024", "voorbeelddomein bouw", "ja", 400, 40, 360, 0),
    ("VDAB", "2023-2024", "voorbeelddomein zorg", "nee", 600, 450, 148, 2),
    ("VDAB", "2023-2024", "totaal", "", 1000, "", "", ""),
    ("SVWO", "2023-2024", "voorbeelddomein ict", "ja", 50, 20, 30, 0),
    ("SVWO", "2023-2024", "voorbeelddomein talen", "nee", 250, 140, 110, 0),
    ("Syntra", "2023-2024", "voorbeelddomein koeltechniek", "ja", 80, 3, 77, 0),
    ("Syntra", "2023-2024", "voorbeelddomein kapper", "nee", 120, 110, 10, 0),
)


def ho_rows() -> list[list[Any]]:
    """The rows of the table of registrations."""
    return [
        [
            year,
            "000001",
            sex,
            entrant,
            contract,
            "Professioneel gerichte bachelor",
            "Voorbeeldgebied",
            "Voorbeeld",
            *rest,
        ]
        for year, sex, entrant, contract, *rest in _HO
    ]


def ho(rows: Sequence[Sequence[Any]] | None = None, header: Sequence[str] = HO_HEADER) -> bytes:
    return instruments.text(header, ho_rows() if rows is None else rows, ending="\r\n")


def vdab(rows: Sequence[Sequence[Any]] = VDAB_ROWS, header: Sequence[str] = VDAB_HEADER) -> bytes:
    return instruments.xlsx(header, rows, sheet="Knelpuntberoepen")


def statbel_text(rows: Sequence[Sequence[Any]] = STATBEL_ROWS, header: Sequence[str] = STATBEL_HEADER) -> bytes:
    return instruments.text(header, rows, separator="|", ending="\r\n", codec="utf-8")


def statbel(rows: Sequence[Sequence[Any]] = STATBEL_ROWS) -> bytes:
    return instruments.package({"TF_VAT_NACE_EMPL_2021.txt": statbel_text(rows)})


def cursisten(rows: Sequence[Sequence[Any]] = CURSISTEN_ROWS, header: Sequence[str] = CURSISTEN_HEADER) -> bytes:
    return instruments.text(header, rows, ending="\n")
