"""Bilingual texts and the way numbers and dates are written in Dutch and English.

Pure functions: no clock, no locale of the machine. Dutch writes 1.234,5 and 17,3 %; English writes 1,234.5 and 17.3%.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")

MINUS: Final = "\u2212"
THIN_SPACE: Final = "\u202f"
_ODD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def is_plain(written: str) -> bool:
    """Whether a text holds only what people write: no control characters but line ends and tabs, no half characters.

    No database takes the rest alike.
    """
    return _ODD.search(written) is None


@dataclass(frozen=True)
class Text:
    """A text in Dutch and English. Neither may be blank.

    Raises:
        ValueError: when one of the two is empty.
    """

    nl: str
    en: str

    def __post_init__(self) -> None:
        """Refuse a text that lacks a language."""
        if not self.nl.strip() or not self.en.strip():
            raise ValueError("a text needs both Dutch (nl) and English (en)")

    def to(self, language: Language) -> str:
        """Return the text in one language."""
        return self.nl if language == "nl" else self.en


def format_number(value: float, *, language: Language, decimals: int | None = None, sign: bool = False) -> str:
    """Write a number for a reader: rounded half up, grouped, with a true minus.

    Args:
        value: a finite number.
        language: "nl" writes 1.234,5; "en" writes 1,234.5.
        decimals: digits after the mark; None keeps the value's own digits (at most 2).
        sign: write a plus before positive numbers (for differences).
    """
    exact = Decimal(repr(float(value)))
    digits = _own_decimals(exact) if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    written = f"{abs(rounded):,.{digits}f}"
    if language == "nl":
        written = written.translate(str.maketrans(",.", ".,"))
    if rounded < 0:
        return MINUS + written
    return f"+{written}" if sign and rounded > 0 else written


def _own_decimals(value: Decimal) -> int:
    """The digits a value has itself, at most two; a smaller value keeps its first digit that is not zero."""
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or not value:
        return 0
    return min(max(0, -exponent), max(2, -value.adjusted()))


def format_date(day: date, *, language: Language) -> str:
    """Write a day in words: 22 november 2026, 22 November 2026."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def format_percent(value: float, *, language: Language, decimals: int | None = None) -> str:
    """Write a share (0-100) with its sign: 17,3 % in Dutch, 17.3% in English."""
    written = format_number(value, language=language, decimals=decimals)
    return f"{written}{THIN_SPACE}%" if language == "nl" else f"{written}%"
