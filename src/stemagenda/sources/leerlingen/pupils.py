"""The yearly pupil file: one sheet "data", some 100,000 rows of 56 columns, one column for each day of counting.

Only the column of 1 October is read. The later ones hold the state on the day of export until their own day has come,
and a count on 1 February is another moment: the two are never put in one series.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from stemagenda.core.period import Period
from stemagenda.formats.package import Packed
from stemagenda.formats.problems import Findings, shown
from stemagenda.sources.leerlingen.catalogue import CATEGORY, Catalogue
from stemagenda.sources.leerlingen.counting import Count, Pupils
from stemagenda.sources.rows import Cells, Record, Wanted, open_rows
from stemagenda.sources.table_release import mapping_of

COLUMN: Final = "aantal_lln_op_teldag_01_10"
STRUCTURE: Final = "nummer_hoofdstructuur"
NAME: Final = "naam_administratieve_groep"
NUMBER: Final = "nummer_administratieve_groep"
MOMENT: Final = "tijdstip_gegevens"
WANTED: Final = Wanted(
    required=("schooljaar", STRUCTURE, NAME, "graad", "leerjaar", "geslacht", COLUMN),
    optional=(NUMBER, "onderwijsvorm", "finaliteit_so", "provincie_vpl", CATEGORY, "stem_categorie", MOMENT),
    sheet="data",
)
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_LIST: Final = "Put the list of programmes of the same school year in the zip file."


@dataclass(kw_only=True)
class PupilFile:
    """What was read from one file: the counts, its school year, the day of its data, and pupils without a category."""

    count: Count = field(default_factory=Count)
    period: Period | None = None
    exported: date | None = None
    uncategorised: int = 0


def read_pupils(*, file: Packed, catalogue: Catalogue | None, findings: Findings) -> PupilFile:
    """Read the pupil file. `catalogue` is None where the file holds the STEM category itself.

    Raises:
        Refused: missing columns, unknown words, two school years, or programmes without a known category.
    """
    rows = open_rows(file=file, wanted=WANTED, findings=findings)
    own = next((name for name in (CATEGORY, "stem_categorie") if name in rows.columns), "")
    if catalogue is None and not own:
        message = f"does not hold the STEM category of a programme ({CATEGORY})"
        findings.stop("", message, "Give it in one zip file with the list of programmes (administratieve groepen).")
    reader = _Reader(Cells(findings), None if own else catalogue, own, mapping_of(Path(__file__).parent))
    for record in rows.records:
        reader.read(record)
    reader.finish()
    findings.refuse_if_any()
    return reader.found


class _Reader:
    """Turns rows into pupils, and remembers which programmes have no category."""

    def __init__(self, cells: Cells, catalogue: Catalogue | None, own: str, words: Mapping[str, Any]) -> None:
        self.found = PupilFile()
        self._cells = cells
        self._catalogue = catalogue
        self._own = own
        self._words = words
        self._secondary = frozenset(words["secondary"])
        self._structures = {code: code for code in words["structures"]}
        self._unknown: Counter[str] = Counter()
        self._unclear: Counter[str] = Counter()
        self._seen: dict[tuple[str, ...], str | None] = {}

    def read(self, record: Record) -> None:
        """Count the pupils of one row, or note what is wrong with it."""
        cells = self._cells
        self._note_period(record)
        structure = cells.word(record, STRUCTURE, self._structures)
        if structure not in self._secondary:
            return
        grade = cells.word(record, "graad", self._words["grades"])
        year = self._year(record)
        number = cells.count(record, COLUMN)
        if number is None or (grade, year) not in {("2", 1), ("3", 2)}:
            return
        category = self._category(record, number)
        sex = cells.word(record, "geslacht", self._words["sexes"])
        form = cells.word(record, "onderwijsvorm", self._words["forms"], blank="")
        finality = cells.word(record, "finaliteit_so", self._words["finalities"], blank="")
        province = cells.word(record, "provincie_vpl", self._words["provinces"], blank="")
        if None in {category, sex, form, finality, province}:
            return
        self.found.count.add(
            Pupils(
                number=number,
                category=category or "",
                grade=grade or "",
                year=year,
                form=form or "",
                finality=finality or "",
                sex=sex or "",
                province=province or "",
            )
        )

    def _year(self, record: Record) -> int:
        """Return the year within the grade; 0 where the programme has none."""
        text = record.cells["leerjaar"].strip()
        if re.fullmatch(r"[0-9](\.0)?", text):
            return int(text[0])
        if text:
            self._cells.wrong(record, "leerjaar", f"{shown(text)} is no year of a grade", "It is a number from 0 to 6.")
        return 0

    def _note_period(self, record: Record) -> None:
        text = record.cells["schooljaar"]
        if self.found.period is not None and (text,) in self._seen:
            return
        period = self._cells.period(record, "schooljaar", school_year=True)
        if period is None:
            return
        self._seen[(text,)] = ""
        if self.found.period is None:
            self.found.period = period
            self.found.exported = _day(record.cells[MOMENT])
        elif period != self.found.period:
            message = f"{shown(text)} is another school year than {self.found.period}"
            self._cells.wrong(record, "schooljaar", message, "Give the file of one school year.")

    def _category(self, record: Record, number: int) -> str | None:
        """Return stem, licht, zorg or geen; None where the programme or the wording of its category is not known."""
        if self._own:
            word = record.cells[self._own]
        else:
            found = self._looked_up(record)
            if len(found) != 1:
                group = self._unclear if found else self._unknown
                group[record.cells[NAME] or record.cells[NUMBER]] += number
                return None
            (word,) = found
        if not word.strip():
            self.found.uncategorised += number
            return "geen"
        known: dict[str, str] = self._words["stem"]["categories"]
        return self._cells.word(record._replace(cells={"category": word}), "category", known)

    def _looked_up(self, record: Record) -> set[str]:
        if self._catalogue is None:
            return set()
        return self._catalogue.category(code=record.cells[NUMBER].strip(), name=record.cells[NAME])

    def finish(self) -> None:
        """Note the programmes that could not be classified, the largest first."""
        findings = self._cells.findings
        for name, number in self._unknown.most_common():
            findings.add(f"programme {shown(name)}", f"is not in the list of programmes ({number} pupils)", _LIST)
        for name, number in self._unclear.most_common():
            message = f"stands for programmes of different STEM categories ({number} pupils)"
            findings.add(f"programme {shown(name)}", message, f"Give a file with the column {NUMBER}.")
        if self.found.period is None and not findings.count:
            findings.add("", "holds no row", "Give the file as the publisher offers it.")


def _day(text: str) -> date | None:
    """Return the day of an export, however it is written; None where it is not said."""
    found = _DAY.search(text)
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
