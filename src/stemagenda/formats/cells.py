"""What one cell of a release may hold. Every reader takes text and returns a value, or says what is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from typing import Final

from stemagenda.core.period import Period, PeriodError
from stemagenda.formats.limits import LARGEST_SAMPLE, LARGEST_VALUE
from stemagenda.formats.problems import shown, suggestion
from stemagenda.formats.table import Written


class CellError(Exception):
    """The cell cannot be used: what is wrong, and how to mend it."""

    def __init__(self, message: str, remedy: str) -> None:
        """Keep both."""
        self.message = message
        self.remedy = remedy
        super().__init__(message)


_NUMBER: Final = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,12}(\.0+)?", re.ASCII)
_LEAVE_OUT: Final = "Leave the row out where there is no figure."
#: Control characters, marks that turn the writing direction, and the sign for "unreadable".
_UNWANTED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ufffe\uffff]")
#: UTF-8 that was read as Windows-1252 and saved again: "België" for "België" with its accent taken apart.
_MISREAD: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00e2\u20ac"
)

_COMMAND: Final = re.compile(r"[|!(]")


def refuse_formula(text: str) -> None:
    """Refuse a text that a spreadsheet program would run: =1+1, @SUM(A1), +cmd|...

    Raises:
        CellError: naming the formula.
    """
    first = text[:1]
    if first in {"=", "@", "\uff1d", "\uff20"} or (first in {"+", "-"} and _COMMAND.search(text)):
        raise CellError(f"{shown(text)} is a formula", "Give the value itself, not the formula that computes it.")


def clean_text(text: str, *, most: int) -> str:
    """Return the text on one line with single spaces.

    Raises:
        CellError: a formula, signs nobody can see or read, wrongly read accents, or more than `most` characters.
    """
    text = text.strip()
    refuse_formula(text)
    if unwanted := _UNWANTED.search(text):
        raise CellError(f"holds the unreadable character U+{ord(unwanted[0]):04X}", "Remove it.")
    if misread := _MISREAD.search(text):
        raise CellError(
            f"holds accents that were misread ({shown(misread[0])})",
            "Export the file again as CSV UTF-8 from the original.",
        )
    text = " ".join(text.split())
    if len(text) > most:
        raise CellError(f"has {len(text):,} characters, at most {most:,} fit", "Shorten it.")
    return text


def read_period(text: str) -> Period:
    """Read a year or school year.

    Raises:
        CellError: when it is neither.
    """
    refuse_formula(text.strip())
    if not text.strip():
        raise CellError("is blank", "Write a year (2018) or a school year (2018-19).")
    try:
        return Period.parse(text)
    except PeriodError:
        pass  # said below, with the text shortened
    remedy = "Write a year from 1900 to 2100 (2018) or a school year (2018-19)"
    if re.search(r"\d{4}-\d{2}-\d{2}|[a-z]{3}", text, re.IGNORECASE):
        remedy += "; where a spreadsheet made a date of it, format the column as text first"
    raise CellError(f"{shown(text)} is no period", f"{remedy}.")


class Numbers:
    """Reads the numbers of one file, which must all use one decimal mark.

    In a file with commas between cells, and in a workbook, the mark is a point. In a file with semicolons or tabs it
    may be a comma; then it must be one everywhere.
    """

    def __init__(self, written: Written) -> None:
        """Start without having seen a mark."""
        self._comma_may_be = written in {"semicolon", "tab"}
        self._workbook = written == "workbook"
        self._mark = ""
        self._seen_at = 0

    def read(self, text: str, *, row: int) -> float:
        """Return the number in the cell of this row.

        Raises:
            CellError: saying which kind of non-number it is.
        """
        text = text.strip()
        if not _NUMBER.fullmatch(text):
            raise _no_number(text)
        mark = "," if "," in text else "." if "." in text else ""
        if mark:
            self._check_mark(text, mark, row)
        value = float(text.replace(",", "."))
        if not math.isfinite(value) or abs(value) >= LARGEST_VALUE:
            raise CellError(f"{shown(text)} is too large", f"A value stays under {LARGEST_VALUE:,.0f}.")
        return value

    def _check_mark(self, text: str, mark: str, row: int) -> None:
        if mark == "," and not self._comma_may_be:
            remedy = (
                "Store it as a number, not as text."
                if self._workbook
                else f"Write {text.replace(',', '.')} with a point, or separate the cells with semicolons."
            )
            raise CellError(f"{shown(text)} has a decimal comma", remedy)
        if not self._mark:
            self._mark, self._seen_at = mark, row
        elif self._mark != mark:
            raise CellError(
                f"{shown(text)} uses another decimal mark than row {self._seen_at}",
                "Use one decimal mark in the whole file, and none for thousands.",
            )


#: How a non-number looks, what it is, and what to do; the first that fits is said.
_SAID: Final[tuple[tuple[re.Pattern[str], str, str], ...]] = (
    (re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE), "is no finite number", _LEAVE_OUT),
    (
        re.compile(r"-|\.{1,3}|:|c|n|x|z|na|n\.a\.|n/a|nb|n\.b\.|nvt|null|none", re.IGNORECASE),
        "stands for no figure",
        _LEAVE_OUT,
    ),
    (
        re.compile(r"[+-]?\d{1,3}([.,\s'\u2019]\d{3})+([.,]\d+)?"),
        "has thousands separators",
        "Write the digits without them.",
    ),
    (re.compile(r".*%"), "has a percent sign", "Write the number alone; the definition knows the unit."),
    (
        re.compile(r"[<>~\u2264\u2265].*"),
        "is a limit, not a value",
        "Write the number, and 'above' or 'below' in bound.",
    ),
    (re.compile(r"\u2212.*"), "has a typographic minus", "Write it with a hyphen: -1.5."),
)


def _no_number(text: str) -> CellError:
    try:
        refuse_formula(text)
    except CellError as error:
        return error
    if not text:
        return CellError("is blank", _LEAVE_OUT)
    for pattern, message, remedy in _SAID:
        if pattern.fullmatch(text):
            return CellError(f"{shown(text)} {message}", remedy)
    return CellError(f"{shown(text)} is no number", "Write digits with a decimal point: 15.4.")


def read_whole(text: str) -> int | None:
    """Read a number of people or things asked; None when blank.

    Raises:
        CellError: when it is no whole number of at least 0.
    """
    text = text.strip()
    if not text:
        return None
    refuse_formula(text)
    if not _WHOLE.fullmatch(text) or int(text.partition(".")[0]) > LARGEST_SAMPLE:
        raise CellError(f"{shown(text)} is no whole number", "Write digits only, without separators: 4714.")
    return int(text.partition(".")[0])


def read_word(text: str, known: Collection[str], *, otherwise: str) -> str:
    """Read one of a few words; blank stays blank.

    Raises:
        CellError: with the word that was probably meant.
    """
    text = text.strip()
    if not text or text in known:
        return text
    refuse_formula(text)
    folded = {word.lower(): word for word in known if word}
    if text.lower() in folded:
        raise CellError(f"{shown(text)} is not known here", f"Write it as '{folded[text.lower()]}'.")
    remedy = otherwise if len(text) < 2 else suggestion(text, folded, otherwise=otherwise)
    raise CellError(f"{shown(text)} is not known here", remedy)


def read_code(text: str, pattern: re.Pattern[str], *, most: int, example: str) -> str:
    """Read a code as a whole.

    Raises:
        CellError: blank, too long, or spelt as no code is.
    """
    text = text.strip()
    if not text:
        raise CellError("is blank", f"Write a code such as {example}.")
    refuse_formula(text)
    if len(text) > most or not pattern.fullmatch(text):
        raise CellError(f"{shown(text)} is no code", f"Write a code such as {example}, without spaces or accents.")
    return text
