"""Students and diplomas counted into the figures that the agenda's series ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from stemagenda.core.period import Period
from stemagenda.sources.shares import Derivation, Figures, Part, Tally

Kind = Literal["registrations", "diplomas"]
Classification = Literal["flemish", "isced"]

#: By what is counted and how it is classified: indicator and the start of its series.
_TARGETS: Final[dict[tuple[Kind, Classification], tuple[str, str]]] = {
    ("registrations", "flemish"): ("RG3-HO", "vlaams-instroom"),
    ("registrations", "isced"): ("RG3-HO", "isced-instroom"),
    ("diplomas", "flemish"): ("RG5-HO", "vlaams-diplomas"),
    ("diplomas", "isced"): ("VARIO-DIPL", "eigen-telling"),
}
#: Group of people, end of the series, and how the group is called in the lineage.
_Groups = tuple[tuple[str, str, str], ...]
_EVERYBODY: Final[_Groups] = (("all", "", "allen"),)
_BY_SEX: Final[_Groups] = (("v", "-vrouwen", "vrouwen"), ("m", "-mannen", "mannen"))
_WOMEN: Final[_Groups] = (("women in stem", "-vrouwen-in-stem", "vrouwen onder wie in STEM zit"),)


@dataclass(frozen=True, kw_only=True)
class Students:
    """So many students or diplomas, all alike; `stem` tells it by each classification the file has."""

    period: Period
    number: int
    sex: str
    stem: dict[Classification, bool]
    has_prior: bool = False


@dataclass(kw_only=True)
class Count:
    """What one file counts, by period, classification and group."""

    kind: Kind
    tallies: dict[tuple[Period, Classification, str], Tally] = field(default_factory=dict)

    @property
    def periods(self) -> list[Period]:
        """The academic years in the file, oldest first."""
        return sorted({period for period, _, _ in self.tallies})

    def add(self, students: Students) -> None:
        """Count a row."""
        for classification, is_stem in students.stem.items():
            for group in ("all", students.sex):
                self._tally(students.period, classification, group).add(students.number, counts=is_stem)
            if is_stem:
                women = self._tally(students.period, classification, "women in stem")
                women.add(students.number, counts=students.sex == "v")
            if students.has_prior:
                self._tally(students.period, classification, "prior").add(students.number, counts=is_stem)

    def _tally(self, period: Period, classification: Classification, group: str) -> Tally:
        return self.tallies.setdefault((period, classification, group), Tally())

    def figures(self, *, table: str, column: str, by: dict[Classification, str]) -> Figures:
        """Return the figures of the file, without those that would show a small group."""
        found = Figures()
        for period in self.periods:
            for classification, name in by.items():
                indicator, start = _TARGETS[self.kind, classification]
                everybody, by_sex, women = (
                    [
                        Part(
                            series=start + end,
                            tally=self.tallies.get((period, classification, group), Tally()),
                            made=Derivation(table=table, column=column, where=where, by=name),
                        )
                        for group, end, where in groups
                    ]
                    for groups in (_EVERYBODY, _BY_SEX, _WOMEN)
                )
                found.shares(indicator=indicator, period=period, parts=everybody)
                found.shares(indicator=indicator, period=period, parts=by_sex, beside=women)
            if self.kind == "registrations" and "flemish" in by:
                where = "generatiestudenten met een STEM-diploma secundair onderwijs"
                made = Derivation(table=table, column=column, where=where, by=by["flemish"])
                tally = self.tallies.get((period, "flemish", "prior"), Tally())
                found.share(indicator="RG4", series="onder-instromers", period=period, tally=tally, made=made)
        return found
