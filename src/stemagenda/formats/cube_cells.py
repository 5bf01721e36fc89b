"""What a table with dimensions is, and what its cells, codes, periods and flags may look like in any format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NoReturn, TypeVar

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError
from stemagenda.formats.limits import LARGEST_CELL
from stemagenda.formats.problems import Findings, shown

Given = TypeVar("Given")
Made = TypeVar("Made")
#: Distinct keys, periods and flags kept at hand.
_REMEMBERED: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class Cube:
    """A table with dimensions, as one of the statistical formats writes it.

    `dataset` is the table's code in capitals (TRNG_LFSE_04), "" where the file does not say; `dimensions` the ids in
    small letters without time, in the order of the key; `title` "" and `updated` (the day the publisher last changed
    the table) None where the file does not say. `cells` is read once, raises `Refused` where the file breaks, and at
    its end when rows were wrong.
    """

    dataset: str
    dimensions: tuple[str, ...]
    title: str
    updated: date | None
    cells: Iterator[Datum]


#: Cells that a publisher prints where there is no figure; SDMX writes NaN.
MISSING: Final = frozenset({"", ":", "NaN", "nan", "#N/A"})
#: A plain number; group 1 holds the digits after the mark.
NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
_COMMA: Final = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_MOST_DIGITS: Final = 60
#: A dot would split the key elsewhere, and the other signs left out belong to formulas, markup and lists.
CODE: Final = re.compile(r"[A-Za-z0-9_$@%*+/&()\-]{1,120}", re.ASCII)
_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_@$\-]{0,59}", re.ASCII)
_DATASET: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9_.\-]*:)?([A-Za-z0-9_@$\-]{1,100})(?:\([0-9][0-9.+*a-z\-]{0,19}\))?(?:\s*:\s*(.*))?",
    re.ASCII | re.DOTALL,
)
_FLAG: Final = re.compile(r"[A-Za-z0-9]{1,10}", re.ASCII)
_BETWEEN_FLAGS: Final = str.maketrans("", "", " ,;|")
_LAST_UPDATE: Final = re.compile(r"(\d\d)/(\d\d)/(\d\d|\d{4})(?:[ T].{0,30})?", re.ASCII)
_ISO_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T].{0,40})?", re.ASCII)

_YEAR: Final = r"(?P<year>\d{4})"
_PARTS: Final = (
    r"A1?|S0?[12]|H[12]|B[12]|T0?[1-3]|Q0?[1-4]|M(?:0?[1-9]|1[0-2])|W(?:0?[1-9]|[1-4]\d|5[0-3])"
    r"|D(?:00[1-9]|0[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])|M(?:0[1-9]|1[0-2])D(?:0[1-9]|[12]\d|3[01])"
)
_PERIOD: Final = re.compile(
    rf"{_YEAR}(?:-?(?:{_PARTS})|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d)(?:T\d\d:\d\d:\d\d)?)?|[-/](?P<to>\d{{4}}|\d\d))?",
    re.ASCII,
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_DATED: Final = re.compile(
    r"\d{5}(\.\d+)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d\d-\d\d \d\d:.*|.*[a-z]{3}.*", re.IGNORECASE
)
_WRITE_PERIOD: Final = "Write 2015, 2015-Q1, 2015-S1, 2015-M01, 2015-01 or 2015-2016"


class Remembered(dict[Given, Made]):
    """A function's answers, kept at hand; what it raises is not kept. Bounded: when full it starts afresh."""

    def __init__(self, make: Callable[[Given], Made]) -> None:
        """Start with none."""
        super().__init__()
        self._make = make

    def __missing__(self, given: Given) -> Made:
        """Ask the function."""
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[given] = self._make(given)
        return made


def check_code(text: str) -> str:
    """Return the code of a dimension: without its label in a file that writes both ("PC: Percentage").

    Raises:
        CellError: when it is blank, or no code.
    """
    code = text.strip()
    if ":" in code:
        code = code.partition(":")[0].rstrip()
    if not code:
        raise CellError("is blank", "Give every row a code for each dimension.")
    if not CODE.fullmatch(code):
        raise CellError(f"{shown(text)} is no code", "Write the code of the code list, such as Y25-64.")
    return code


def check_period(text: str) -> str:
    """Return a period as published, after comparing it with the spellings of SDMX and of Eurostat.

    Raises:
        CellError: when it is none of them, or no moment that exists.
    """
    text = text.strip()
    match = _PERIOD.fullmatch(text)
    if match and _exists(match) and len(text) <= 20:
        return text
    if not text:
        raise CellError("is blank", f"{_WRITE_PERIOD}.")
    remedy = f"{_WRITE_PERIOD}."
    if _DATED.fullmatch(text):
        remedy = f"{_WRITE_PERIOD}; where a spreadsheet made a date of it, format the column as text first."
    raise CellError(f"{shown(text)} is no period", remedy)


def _exists(match: re.Match[str]) -> bool:
    year = int(match["year"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    if match["day"]:
        try:
            date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            return False
    if match["to"] and len(match["to"]) == 4:
        return year < int(match["to"]) <= year + 10
    return not match["to"] or int(match["to"]) == (year + 1) % 100


def read_value(text: str) -> tuple[float | None, int]:
    """Return a number and how many decimals were printed; None where the cell says that there is no figure.

    An exponent moves the mark: 1.5e-3 has 4 decimals, 1e3 none.

    Raises:
        CellError: saying which kind of non-number it is.
    """
    text = text.strip()
    if text in MISSING:
        return None, 0
    match = NUMBER.fullmatch(text)
    if not match:
        _stop_at_no_number(text)
    if len(text) > _MOST_DIGITS:
        raise CellError(f"{shown(text)} has {len(text):,} characters", "Round it.")
    value = float(text)
    if not abs(value) < LARGEST_CELL:
        raise CellError(f"{shown(text)} is too large", f"A value stays under {LARGEST_CELL:.0e}.")
    decimals = len(match[1] or match[2] or "") - int(match[3] or 0)
    return value, max(0, decimals)


def _stop_at_no_number(text: str) -> NoReturn:
    if _COMMA.fullmatch(text):
        raise CellError(f"{shown(text)} has a decimal comma", f"Write {text.replace(',', '.')[:30]} with a point.")
    if text.lower().lstrip("+-") in {"inf", "infinity", "nan"}:
        raise CellError(f"{shown(text)} is no finite number", "Leave the cell empty where there is no figure.")
    raise CellError(f"{shown(text)} is no number", "Write digits with a decimal point: 15.4.")


def read_flags(parts: Sequence[str], *, confidentiality: str = "") -> str:
    """Return the flags of a cell joined ("b", "p" to "bp"), each without the label after it.

    `confidentiality` is the CONF_STATUS: free ("F") adds nothing; anything else adds c, because its letters mean
    something else among the flags.

    Raises:
        CellError: when they are no flags.
    """
    joined = ""
    for part in parts:
        flag = part.partition(":")[0].translate(_BETWEEN_FLAGS)
        if flag not in joined:
            joined += flag
    if confidentiality.partition(":")[0].strip() not in {"", "F"} and "c" not in joined:
        joined += "c"
    if joined and not _FLAG.fullmatch(joined):
        raise CellError(f"{shown(' '.join(parts))} is no flag", "Write its code of at most 10 letters, such as b or p.")
    return joined


def read_dataset(text: str) -> tuple[str, str] | None:
    """Return the code of a table and its title from ESTAT:TRNG_LFSE_04(1.0): Adult learning; None where it is none."""
    match = _DATASET.fullmatch(text.strip())
    return (match[1].upper(), " ".join((match[2] or "").split())[:400]) if match else None


def read_day(text: str) -> date | None:
    """Return the day in 24/04/24 23:00:00 (day first) or 2024-04-24T23:00:00+0200; None where it is neither."""
    text = text.strip()
    try:
        if match := _LAST_UPDATE.fullmatch(text):
            day, month, year = (int(part) for part in match.groups())
            return date(year if year > 99 else 2000 + year, month, day)
        if match := _ISO_DAY.fullmatch(text):
            return date.fromisoformat(match[1])
    except ValueError:
        return None
    return None


def dimension_ids(names: Sequence[str], *, place: str, findings: Findings) -> tuple[str, ...]:
    """Return the ids of the dimensions in small letters.

    Raises:
        Refused: none or too many of them, one that is no id, or one that occurs twice.
    """
    most = findings.limits.cube_dimensions
    if not names:
        findings.stop(place, "names no dimension beside time", "Give the table as the publisher wrote it.")
    if len(names) > most:
        findings.stop(place, f"names {len(names):,} dimensions; at most {most} are read", "Give one table.")
    ids: list[str] = []
    for name in names:
        found = name.strip().lower()
        if not _ID.fullmatch(found):
            findings.stop(place, f"names a dimension {shown(name)}", "Write its id, such as geo.")
        if found in ids:
            findings.stop(place, f"names the dimension {shown(found)} twice", "Keep one of the two.")
        ids.append(found)
    return tuple(ids)


def joined_key(codes: Sequence[str], findings: Findings) -> str:
    """Join codes that were checked to a key.

    Raises:
        CellError: when it grows too long.
    """
    key = ".".join(codes)
    if len(key) > findings.limits.key_characters:
        raise CellError(f"has codes of {len(key):,} characters together", "Give the codes, not their labels.")
    return key


def note(findings: Findings, place: str, error: CellError) -> None:
    """Note what is wrong with a cell and go on, until there is so much that reading on makes no sense.

    Raises:
        Refused: after `cube_problems` of them.
    """
    findings.add(place, error.message, error.remedy)
    if findings.count >= findings.limits.cube_problems:
        findings.stop(place, "is as far as the file was read: too much was wrong before it", "Mend these first.")
