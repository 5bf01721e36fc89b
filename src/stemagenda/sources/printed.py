"""Numbers as publishers print them in their own tables: with footnote marks, percent signs, errors in brackets.

What was seen in real tables: a percent sign and a decimal point (vlaamsindicatorenboek.be, table 13 of 6.2.5); letters
for a missing figure (OECD, reader's guide of PISA: a, c, m, w); the standard error in brackets (TIMSS exhibits).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stemagenda.formats.cells import CellError, Numbers
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.table import Written

#: Signs that stand for "no figure", and what they say. The letters are the OECD's and Eurostat's.
MISSING: Final[dict[str, str]] = {
    "": "leeg",
    "a": "niet van toepassing",
    "c": "te weinig leerlingen, scholen of eenheden voor een betrouwbaar cijfer, of vertrouwelijk",
    "m": "niet beschikbaar",
    "w": "teruggetrokken op vraag van het land",
    "x": "begrepen in een andere categorie, of niet van toepassing",
    "z": "niet van toepassing",
    ":": "niet beschikbaar",
    "-": "geen cijfer",
    "–": "geen cijfer",
    "—": "geen cijfer",
    "..": "niet beschikbaar",
    "...": "niet beschikbaar",
    "~": "te weinig gegevens",
    "†": "niet van toepassing",
    "‡": "voldoet niet aan de norm",
    "na": "niet beschikbaar",
    "n/a": "niet beschikbaar",
    "n.a.": "niet beschikbaar",
    "nb": "niet beschikbaar",
    "n.b.": "niet beschikbaar",
    "nvt": "niet van toepassing",
}
_PARTS: Final = re.compile(
    r"""(?P<number>[+-]?[\d.,\s\u00a0\u202f]*\d)\s*(?P<percent>%)?\s*
        (?:\((?P<error>[\d.,]+)\)\s*)?
        (?P<mark>\*+|[\u00b9\u00b2\u00b3\u2070-\u2079]+|\([a-z]\)|[bepu†‡]|[▲▼△▽])?""",
    re.VERBOSE,
)
#: Letters that Eurostat prints behind a figure, as SDMX writes them.
_STATUS: Final = {"b": "B", "e": "E", "p": "P", "u": "U"}
_THREE: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, kw_only=True)
class Printed:
    """One cell: its number, half its rounding step, the error in brackets, its status and a footnote mark.

    `value` is None where a sign says that there is no figure; `missing` is that sign.
    """

    value: float | None
    half_width: float = 0.0
    error: float | None = None
    status: str = "A"
    mark: str = ""
    missing: str = ""


class PrintedNumbers:
    """Reads the numbers of one table, which must all use one decimal mark, and no sign for thousands."""

    def __init__(self, *, written: Written, percent: bool = False) -> None:
        """Start; `percent` allows a percent sign behind a number, in a table that holds percentages."""
        self._numbers = Numbers(written)
        self._typed = written == "workbook"
        self._percent = percent
        self._unsure: tuple[str, str] | None = None
        self._sure = False

    def read(self, text: str, *, row: int, place: str) -> Printed:
        """Return what a cell holds.

        Raises:
            CellError: it is neither a number nor a sign for a missing one.
        """
        text = text.strip()
        if text.lower() in MISSING:
            return Printed(value=None, missing=text.lower())
        parts = _PARTS.fullmatch(text)
        if not parts or (parts["percent"] and not self._percent):
            self._numbers.read(text, row=row)  # says what is wrong with it
            raise CellError(f"{shown(text)} is no number", "Write digits with a decimal mark.")
        value = self._number(parts["number"], row, place)
        error = self._number(parts["error"], row, place) if parts["error"] else None
        mark = (parts["mark"] or "").strip("()")
        return Printed(
            value=value,
            half_width=half_width(parts["number"]),
            error=error,
            status=_STATUS.get(mark, "A"),
            mark="" if mark in _STATUS else mark,
        )

    def _number(self, text: str, row: int, place: str) -> float:
        value = self._numbers.read(text, row=row)
        if _THREE.fullmatch(text):
            self._unsure = self._unsure or (place, text)
        elif "." in text or "," in text:
            self._sure = True
        return value

    def refuse_if_unsure(self, findings: Findings) -> None:
        """Note a number that may be read in two ways, when no other number of the table decides it.

        1.234 alone is either a thousand and more or little more than one; a 12.5 elsewhere says that the point is a
        decimal mark. What a workbook stores as numbers is sure. Where something else is wrong, that goes first.
        """
        if self._unsure and not self._sure and not self._typed and not findings.count:
            place, text = self._unsure
            findings.add(
                place,
                f"{shown(text)} may mean a thousand and more, or a number with three decimals",
                "Write thousands without a sign, or give one decimal more or less.",
            )


def half_width(text: str) -> float:
    """Return half the rounding step of a printed number: 0.5 for 18, 0.05 for 18.3 and 18,3."""
    decimals = len(re.split(r"[.,]", text.strip())[-1]) if re.search(r"[.,]", text) else 0
    return 0.5 * 10.0**-decimals
