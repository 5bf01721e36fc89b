"""Periods on the time axis: calendar years and school years.

A school year is written 2018-19 and runs from 1 September 2018 to 31 August 2019, so it lies after the calendar year
2018 has begun and before 2019 has. Comparing and subtracting periods uses their real place on the time axis.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal

FIRST_YEAR, LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"(\d{4})")
_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-/\u2013]\s*(\d{4}|\d{2})")


class PeriodError(ValueError):
    """The text is no period we know."""


@total_ordering
@dataclass(frozen=True)
class Period:
    """One calendar year or one school year.

    Raises:
        PeriodError: when the first year lies outside 1900-2100.
    """

    kind: Literal["year", "school_year"]
    first_year: int

    def __post_init__(self) -> None:
        """Refuse years nobody can mean."""
        if not FIRST_YEAR <= self.first_year <= LAST_YEAR:
            raise PeriodError(f"year {self.first_year} lies outside {FIRST_YEAR}-{LAST_YEAR}")

    @classmethod
    def parse(cls, written: str) -> Period:
        """Read "2018", "2018-19" or "2018-2019".

        Raises:
            PeriodError: with the text and what was expected.
        """
        text = written.strip()
        if match := _YEAR.fullmatch(text):
            return cls("year", int(match[1]))
        if match := _SCHOOL_YEAR.fullmatch(text):
            first, second = int(match[1]), match[2]
            if second in {str(first + 1), f"{(first + 1) % 100:02d}"}:
                return cls("school_year", first)
            raise PeriodError(f"'{text}' is no school year: after {first} comes {first + 1}")
        raise PeriodError(f"'{text}' is no period: write a year (2018) or a school year (2018-19)")

    @property
    def code(self) -> str:
        """The canonical spelling: 2018 or 2018-19."""
        if self.kind == "year":
            return str(self.first_year)
        return f"{self.first_year}-{(self.first_year + 1) % 100:02d}"

    @property
    def start(self) -> date:
        """First day of the period."""
        return date(self.first_year, 1, 1) if self.kind == "year" else date(self.first_year, 9, 1)

    @property
    def end(self) -> date:
        """Last day of the period."""
        return date(self.first_year, 12, 31) if self.kind == "year" else date(self.first_year + 1, 8, 31)

    @property
    def position(self) -> float:
        """Place of the first day on the time axis, in years: 2018.0, or 2018.667 for school year 2018-19."""
        return self.first_year + (0.0 if self.kind == "year" else 8 / 12)

    def __lt__(self, other: Period) -> bool:
        """Order by the first day."""
        return self.start < other.start

    def __str__(self) -> str:
        """Return the canonical spelling."""
        return self.code
