"""Pupil files made for the tests: the columns of the real one, made-up programmes and numbers."""

from __future__ import annotations

import json
from typing import Any

from openpyxl import Workbook
from tests.sources import instruments

COLUMN = "aantal_lln_op_teldag_01_10"
#: Those of the 56 columns whose names are known, in a likely order.
HEADER = [
    "schooljaar",
    "tijdstip_gegevens",
    "nummer_instelling",
    "naam_instelling",
    "intern_volgnr_vpl",
    "straatnaam_vpl",
    "huisnr_vpl",
    "postnummer_vpl",
    "gemeente_vpl",
    "fusiegemeente_vpl",
    "provincie_vpl",
    "naam_im",
    "naam_net",
    "nummer_hoofdstructuur",
    "naam_administratieve_groep",
    "onderwijsvorm",
    "type_buitengewoon",
    "opleidingsvorm_buso",
    "domein_so",
    "finaliteit_so",
    "graad",
    "leerjaar",
    "studierichting",
    "geslacht",
    "aantal_lln_op_instap_01_09",
    "aantal_lln_op_teldag_01_10",
    "aantal_lln_op_instap_herfst",
    "aantal_lln_op_instap_kerst",
    "aantal_lln_op_teldag_15_01",
    "aantal_lln_op_teldag_01_02",
    "aantal_lln_op_instap_krokus",
    "aantal_lln_op_instap_paas",
    "aantal_lln_op_instap_hemel",
    "aantal_lln_op_teldag_15_05",
    "aantal_lln_op_teldag_01_06",
    "aantal_lln_op_30_06",
]
#: Name, form, finality, grade, year, category.
PROGRAMMES = (
    ("2e gr 1e lj ASO Proef wetenschappen", "aso", "Doorstroomfinaliteit", "2", 1, "STEM"),
    ("2e gr 1e lj ASO Proef talen", "aso", "Doorstroomfinaliteit", "2", 1, "geen STEM"),
    ("2e gr 1e lj TSO Proef techniek", "tso", "Dubbele finaliteit", "2", 1, "STEM"),
    ("2e gr 1e lj TSO Proef voeding", "tso", "Dubbele finaliteit", "2", 1, "lichte STEM"),
    ("2e gr 1e lj TSO Proef zorg", "tso", "Dubbele finaliteit", "2", 1, "zorg STEM"),
    ("2e gr 1e lj BSO Proef hout", "bso", "Arbeidsmarktfinaliteit", "2", 1, "STEM"),
    ("2e gr 1e lj BSO Proef kantoor", "bso", "Arbeidsmarktfinaliteit", "2", 1, ""),
    ("2e gr 1e lj KSO Proef kunst", "kso", "Doorstroomfinaliteit", "2", 1, "geen STEM"),
    ("2e gr 2e lj ASO Proef wetenschappen", "aso", "Doorstroomfinaliteit", "2", 2, "STEM"),
    ("3e gr 2e lj TSO Proef elektriciteit", "tso", "Dubbele finaliteit", "3", 2, "STEM"),
    ("3e gr 2e lj ASO Proef economie", "aso", "Doorstroomfinaliteit", "3", 2, "geen STEM"),
)
#: Programme, main structure, province, sex, pupils on 1 October.
COUNTED = (
    (0, "311", "Antwerpen", "M", 120),
    (0, "311", "Antwerpen", "V", 80),
    (0, "311", "Limburg", "V", 3),
    (1, "311", "Antwerpen", "M", 60),
    (1, "311", "Limburg", "V", 190),
    (2, "311", "Limburg", "M", 90),
    (2, "311", "Brussels Hoofdstedelijk Gewest", "V", 10),
    (3, "311", "Antwerpen", "V", 40),
    (4, "311", "Limburg", "V", 55),
    (5, "312", "Antwerpen", "M", 30),
    (5, "315", "Limburg", "M", 12),
    (6, "311", "Antwerpen", "V", 50),
    (7, "311", "Brussels Hoofdstedelijk Gewest", "V", 25),
    (8, "311", "Antwerpen", "M", 999),
    (9, "311", "Antwerpen", "M", 70),
    (9, "311", "Antwerpen", "V", 14),
    (10, "311", "Limburg", "V", 116),
    (0, "321", "Antwerpen", "M", 777),
    (0, "111", "Antwerpen", "M", 555),
)


def row(programme: int, structure: str, province: str, sex: str, number: Any, **others: Any) -> list[Any]:
    """One row of the pupil file; the days after 1 October hold what nobody should read."""
    name, form, finality, grade, year, _ = PROGRAMMES[programme]
    values: dict[str, Any] = {
        "schooljaar": 2026,
        "tijdstip_gegevens": "07/10/2026 20:50",
        "nummer_instelling": "012345",
        "naam_instelling": "Voorbeeldschool (verzonnen)",
        "provincie_vpl": province,
        "nummer_hoofdstructuur": structure,
        "naam_administratieve_groep": name,
        "onderwijsvorm": form,
        "finaliteit_so": finality,
        "graad": grade,
        "leerjaar": year,
        "geslacht": sex,
        **{column: 1 for column in HEADER if column.startswith("aantal")},
        COLUMN: number,
        **others,
    }
    return [values.get(column, "") for column in HEADER]


def pupil_rows() -> list[list[Any]]:
    return [row(*counted) for counted in COUNTED]


def pupil_book(rows: list[list[Any]] | None = None, sheet: str = "data") -> Workbook:
    return instruments.workbook(HEADER, pupil_rows() if rows is None else rows, sheet=sheet)


def programme_list(ending: str = "\r") -> bytes:
    """The list of programmes as a CSV file."""
    header = ("administratievegroep_code", "administratievegroep_omschrijving", "administratievegroep_stem_categorie")
    rows = [(1000 + number, name, category) for number, (name, *_, category) in enumerate(PROGRAMMES)]
    return instruments.text(header, rows, ending=ending)


def programme_pages(size: int = 6) -> dict[str, bytes]:
    """The list of programmes as the API gives it, in pages."""
    records = [
        {
            "administratievegroep_code": 1000 + number,
            "administratievegroep_omschrijving": name,
            "administratievegroep_graad": {"omschrijving": {"2": "Tweede graad", "3": "Derde graad"}[grade]},
            "administratievegroep_leerjaar": {"code": str(year), "omschrijving": f"{year}e leerjaar"},
            "administratievegroep_onderwijsvorm": {"code": form.upper()},
            "administratievegroep_finaliteit": {"code": {"Do": "DO", "Du": "DU", "Ar": "A"}[finality[:2]]},
            "administratievegroep_duaal": False,
            **(
                {"administratievegroep_stem_categorie": {"code": category[:1], "omschrijving": category}}
                if category
                else {}
            ),
        }
        for number, (name, form, finality, grade, year, category) in enumerate(PROGRAMMES)
    ]
    return paged("administratievegroep", records, size)


def count_pages(size: int = 5, **others: Any) -> dict[str, bytes]:
    """The count as the API might give it, in pages; `others` replace fields of every record."""
    totals: dict[int, dict[str, int]] = {}
    for programme, structure, _, sex, number in COUNTED:
        if structure in {"311", "312", "315"}:
            totals.setdefault(programme, {"M": 0, "V": 0})[sex] += number
    records = [
        {
            "administratievegroep_code": 1000 + programme,
            "schooljaar": 2026,
            "teldatum": "2026-10-01",
            "aantal_mannen": by_sex["M"],
            "aantal_vrouwen": by_sex["V"],
            **others,
        }
        for programme, by_sex in totals.items()
    ]
    return paged("inschrijvingsaantal", records, size)


def paged(name: str, records: list[dict[str, Any]], size: int) -> dict[str, bytes]:
    parts = [records[start : start + size] for start in range(0, len(records), size)]
    return {
        f"{name}-{number:04d}.json": json.dumps(
            {
                "meta": {"total_pages": len(parts), "number": number, "last": number == len(parts), "links": []},
                "content": part,
            }
        ).encode()
        for number, part in enumerate(parts, 1)
    }


def sample() -> bytes:
    """The sample of the source: the pupil workbook with the list of programmes."""
    return instruments.package(
        {
            "leerlingenaantallen_discimus_voorlopig_1.xlsx": instruments.saved(pupil_book()),
            "administratievegroep.csv": programme_list(),
        }
    )
