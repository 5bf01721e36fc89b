"""Pupils counted into the figures that the agenda's series ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from stemagenda.core.period import Period
from stemagenda.sources.shares import Derivation, Figures, Part, Tally

INTAKE: Final = "RG3-SO"
OUTFLOW: Final = "RG5-SO"
_FORMS: Final = ("aso", "tso", "bso", "kso")
_FINALITIES: Final = ("doorstroom", "dubbel", "arbeidsmarkt")
_PROVINCES: Final = ("antwerpen", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen", "brussel")
_FIRST: Final = "eerste leerjaar van de tweede graad"
_LAST: Final = "tweede leerjaar van de derde graad"


@dataclass(frozen=True, kw_only=True)
class Pupils:
    """So many pupils of one programme, all alike: `category` is stem, licht, zorg or geen.

    `grade` is 1, 2, 3 or other; `year` the year within the grade, 0 where the programme has none; `form`, `finality`,
    `sex` and `province` are the words of mapping.toml, "" where the file does not say.
    """

    number: int
    category: str
    grade: str
    year: int
    form: str
    finality: str
    sex: str
    province: str


@dataclass(kw_only=True)
class Count:
    """What one file counts: the pupils at the start of the second grade and those at the end of the third."""

    start: dict[str, Tally] = field(default_factory=dict)
    end: dict[str, Tally] = field(default_factory=dict)

    def add(self, pupils: Pupils) -> None:
        """Count a row; rows of other grades and years pass by."""
        is_stem = pupils.category == "stem"
        if (pupils.grade, pupils.year) == ("2", 1):
            for group in ("all", pupils.form, pupils.finality, f"sex {pupils.sex}", pupils.province):
                _tally(self.start, group).add(pupils.number, counts=is_stem)
            _tally(self.start, "licht").add(pupils.number, counts=pupils.category == "licht")
            _tally(self.start, "zorg").add(pupils.number, counts=pupils.category == "zorg")
        elif (pupils.grade, pupils.year) == ("3", 2):
            for group in ("all", f"sex {pupils.sex}"):
                _tally(self.end, group).add(pupils.number, counts=is_stem)
            if is_stem:
                _tally(self.end, "girls in stem").add(pupils.number, counts=pupils.sex == "v")

    def figures(self, *, period: Period, table: str, column: str, by: str) -> Figures:
        """Return the figures of the file, without those that would show a small group."""
        found = Figures()

        def parts(tallies: dict[str, Tally], where: str, groups: Sequence[tuple[str, str, str]]) -> list[Part]:
            return [
                Part(
                    series=f"officieel{series}",
                    tally=tallies.get(group, Tally()),
                    made=Derivation(table=table, column=column, where=f"{where}, {words}", by=by),
                )
                for series, group, words in groups
            ]

        for groups in _AT_THE_START:
            found.shares(indicator=INTAKE, period=period, parts=parts(self.start, _FIRST, groups))
        (everyone,) = parts(self.start, _FIRST, [("-aantal", "all", "alle leerlingen")])
        found.number(indicator=INTAKE, series=everyone.series, period=period, tally=everyone.tally, made=everyone.made)
        for groups, others in _AT_THE_END:
            beside = parts(self.end, _LAST, others)
            found.shares(indicator=OUTFLOW, period=period, parts=parts(self.end, _LAST, groups), beside=beside)
        return found


#: End of the series, group of pupils, and how the group is called in the lineage; what stands together is one whole.
_Groups = tuple[tuple[str, str, str], ...]
_AT_THE_START: Final[tuple[_Groups, ...]] = (
    (("", "all", "alle leerlingen"),),
    (("-licht", "licht", "categorie lichte STEM"), ("-zorg", "zorg", "categorie zorg-STEM")),
    tuple((f"-{form}", form, form.upper()) for form in _FORMS),
    tuple((f"-{finality}", finality, f"finaliteit {finality}") for finality in _FINALITIES),
    (("-meisjes", "sex v", "meisjes"), ("-jongens", "sex m", "jongens")),
    tuple((f"-{province}", province, f"provincie of gewest {province}") for province in _PROVINCES),
)
_AT_THE_END: Final[tuple[tuple[_Groups, _Groups], ...]] = (
    ((("-laatste-jaar", "all", "alle leerlingen"),), ()),
    (
        (("-laatste-jaar-meisjes", "sex v", "meisjes"), ("-laatste-jaar-jongens", "sex m", "jongens")),
        (("-meisjes-in-stem", "girls in stem", "meisjes onder de STEM-leerlingen"),),
    ),
)


def _tally(tallies: dict[str, Tally], group: str) -> Tally:
    return tallies.setdefault(group, Tally())
