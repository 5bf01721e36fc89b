"""Shares and numbers counted from a publisher's own table, each with the steps that led to it.

A share is numerator over denominator of one file. People in small groups stay unseen: a number from 1 to 4 gives no
figure, and no share is given whose numerator, or what is left beside it, is that small, or whose denominator is under
20. Such groups do count in the sums above them. Where one part of a whole stays away, a second one does too: else the
whole and the other parts would give it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from stemagenda.core.observation import Observation, Step
from stemagenda.core.period import Period

#: Numbers of people from 1 up to this one are not shown, nor what would give them back.
SMALL: Final = 4
#: The smallest denominator of a share of people.
FEWEST: Final = 20


@dataclass(kw_only=True)
class Tally:
    """What was counted for one figure: the part, the whole, and how many rows each came from."""

    part: int = 0
    whole: int = 0
    part_rows: int = 0
    whole_rows: int = 0

    def add(self, number: int, *, counts: bool) -> None:
        """Count a row of so many; `counts` where it belongs to the part."""
        self.whole += number
        self.whole_rows += 1
        if counts:
            self.part += number
            self.part_rows += 1


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """How a figure was made, for its lineage: which column was counted where, and by which dated classification."""

    table: str
    column: str
    where: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a whole, such as girls of all pupils: its series, what was counted and how."""

    series: str
    tally: Tally
    made: Derivation


@dataclass(kw_only=True)
class Figures:
    """Collects figures; counts those that stay away because they would show a small group."""

    protects: bool = True
    found: list[Observation] = field(default_factory=list)
    withheld: int = 0

    def share(self, *, indicator: str, series: str, period: Period, tally: Tally, made: Derivation) -> None:
        """Add part over whole in per cent; nothing where the whole is zero."""
        if not tally.whole:
            return
        if self.protects and _would_show(tally):
            self.withheld += 1
            return
        value = 100 * tally.part / tally.whole
        steps = (*_counted(tally, made), Step("share", (("value", value),)))
        note = f"{tally.part} op {tally.whole}"
        self.found.append(
            _figure(indicator=indicator, series=series, period=period, value=value, made=made, steps=steps, note=note)
        )

    def shares(self, *, indicator: str, period: Period, parts: Sequence[Part], beside: Sequence[Part] = ()) -> None:
        """Add the shares of the parts of one whole; where one part stays away, the smallest other one does too.

        `beside` are shares that tell the same otherwise (girls among pupils in STEM): they go with the parts.
        """
        there = sorted((part for part in parts if part.tally.whole), key=lambda part: part.tally.whole)
        away = {part.series for part in there if self.protects and _would_show(part.tally)}
        if away:
            others = [part.series for part in there if part.series not in away]
            away.update(others[:1] if len(away) == 1 else ())
            away.update(part.series for part in beside if part.tally.whole)
        self.withheld += len(away)
        for part in (*parts, *beside):
            if part.series not in away:
                self.share(indicator=indicator, series=part.series, period=period, tally=part.tally, made=part.made)

    def number(self, *, indicator: str, series: str, period: Period, tally: Tally, made: Derivation) -> None:
        """Add the part as a number; nothing where nothing at all was counted."""
        if not tally.whole:
            return
        if self.protects and _is_small(tally.part):
            self.withheld += 1
            return
        self.found.append(
            _figure(
                indicator=indicator,
                series=series,
                period=period,
                value=float(tally.part),
                made=made,
                steps=_counted(tally, made),
                note="",
            )
        )

    def notes(self) -> Sequence[str]:
        """Return a sentence on what stayed away, for the note of the release."""
        if not self.withheld:
            return ()
        what = "Eén cijfer blijft" if self.withheld == 1 else f"{self.withheld} cijfers blijven"
        return (f"{what} weg: er zouden groepen van minder dan vijf personen uit af te leiden zijn.",)


def _would_show(tally: Tally) -> bool:
    """Whether a share would show a small group."""
    return _is_small(tally.part) or _is_small(tally.whole - tally.part) or tally.whole < FEWEST


def _is_small(number: int) -> bool:
    return 0 < number <= SMALL


def _counted(tally: Tally, made: Derivation) -> tuple[Step, ...]:
    """Return the steps up to the sums: which rows, classified by what, and both sums."""
    where = (("table", made.table), ("where", made.where), ("rows", tally.whole_rows))
    return (
        Step("select", where),
        Step("classify", (("by", made.by), ("rows", tally.part_rows))),
        Step("sum", (("column", made.column), ("rows", tally.part_rows), ("value", tally.part))),
        Step("sum", (("column", made.column), ("rows", tally.whole_rows), ("value", tally.whole))),
    )


def _figure(
    *, indicator: str, series: str, period: Period, value: float, made: Derivation, steps: Iterable[Step], note: str
) -> Observation:
    return Observation(
        indicator=indicator,
        series=series,
        period=period,
        value=value,
        where=f"{made.table}, {made.column}"[:300],
        note=note,
        steps=tuple(steps),
    )
