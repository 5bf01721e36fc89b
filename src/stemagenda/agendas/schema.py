"""A small declarative schema: which keys a table may hold, and what each must be.

A *kind* reads one raw TOML value into a Python value or notes a problem and returns `BAD`. A *schema* maps keys to
fields, so the framework and the indicators are described as data (framework.py, indicator.py), not as chains of ifs.
Places are key paths that count from 1: `strands[2].title.en` is the English title of the second strand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any, Final, Literal, NamedTuple, get_args

from stemagenda.agendas.findings import Findings, Place
from stemagenda.core.period import Period, PeriodError
from stemagenda.core.text import Text


class _Bad:
    """The one value that stands for "could not be read; the problem is noted"."""


BAD: Final = _Bad()
Record = dict[str, Any]
Kind = Callable[[Any, Place, Findings], Any]
LONGEST_TEXT: Final = 3_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_URL = re.compile(r"https?://[^\s<>\"]+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")


@dataclass(frozen=True)
class Field:
    """What one key must hold. `remedy` explains why a required key is needed where that is not plain."""

    kind: Kind
    required: bool = True
    remedy: str = ""


Schema = Mapping[str, Field]


def shown(value: object) -> str:
    """Write a value from a file for a message: short, on one line."""
    written = str(value) if isinstance(value, str | int | float | date) else type(value).__name__
    written = " ".join(_CONTROL.sub(" ", written).split())
    return f'"{written[:37]}..."' if len(written) > 40 else f'"{written}"'


def expected(place: Place, found: Findings, value: object, wanted: str) -> Any:
    """Note that another value was expected here and return `BAD`."""
    found.add(place, f"{shown(value)} cannot be used", f"Expected {wanted}")
    return BAD


def read_table(schema: Schema, value: Any, place: Place, found: Findings) -> Any:
    """Read a table by its schema into a record of the keys that could be read, or `BAD` when it is no table."""
    if not isinstance(value, dict):
        return expected(place, found, value, f"a table with {_listed(list(schema))}")
    for name in value:
        if name not in schema:
            near = [] if found.full else get_close_matches(name, schema, n=1)
            remedy = f'Did you mean "{near[0]}"?' if near else f"Known keys are {_listed(list(schema))}"
            found.add(place.key(shown(name)[1:-1]), "is no key we know", remedy)
    record: Record = {}
    for name, field in schema.items():
        if name in value:
            record[name] = field.kind(value[name], place.key(name), found)
        elif field.required:
            found.add(place.key(name), "is missing", field.remedy or f'Add the key "{name}"')
            record[name] = BAD
    return record


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def words(value: Any, place: Place, found: Findings) -> Any:
    """A text that is not blank, without control characters, at most `LONGEST_TEXT` long."""
    if not isinstance(value, str) or not value.strip():
        return expected(place, found, value, "a text between quotes")
    if len(value) > LONGEST_TEXT or _CONTROL.search(value):
        return expected(place, found, value, f"plain text of at most {LONGEST_TEXT:,} characters")
    return " ".join(value.split())


def code(pattern: str, example: str) -> Kind:
    """A code that matches the pattern as a whole."""
    known = re.compile(pattern)

    def read(value: Any, place: Place, found: Findings) -> Any:
        if isinstance(value, str) and known.fullmatch(value):
            return value
        return expected(place, found, value, f'a code such as "{example}"')

    return read


def choice(options: object) -> Kind:
    """One of the values of a `Literal`."""
    known: tuple[str, ...] = get_args(options)

    def read(value: Any, place: Place, found: Findings) -> Any:
        if isinstance(value, str) and value in known:
            return value
        return expected(place, found, value, f"one of {_listed(list(known))}")

    return read


def whole(low: int, high: int) -> Kind:
    """A whole number from `low` to `high`."""

    def read(value: Any, place: Place, found: Findings) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        return expected(place, found, value, f"a whole number from {low} to {high}")

    return read


def number(low: float = -math.inf, high: float = math.inf) -> Kind:
    """A finite number from `low` to `high`."""

    def read(value: Any, place: Place, found: Findings) -> Any:
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and abs(value) < 1e15
            and low <= value <= high
        ):
            return float(value)
        bounds = "" if math.isinf(low) and math.isinf(high) else f" of at least {low:g}"
        bounds += "" if math.isinf(high) else f" and at most {high:g}"
        return expected(place, found, value, f"a number{bounds}")

    return read


def truth(value: Any, place: Place, found: Findings) -> Any:
    """True or false."""
    return value if isinstance(value, bool) else expected(place, found, value, "true or false")


def day(value: Any, place: Place, found: Findings) -> Any:
    """A calendar day, written without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime) and 1900 <= value.year <= 2100:
        return value
    return expected(place, found, value, "a day without quotes, such as 2021-06-11")


class Published(NamedTuple):
    """When something was published; a year or month alone counts as its last day."""

    on: date
    precision: Literal["day", "month", "year"]


def published(value: Any, place: Place, found: Findings) -> Any:
    """A day, or the text "2018-12" or "2018" where only the month or the year is known."""
    if isinstance(value, str) and (match := _DATE.fullmatch(value)) and 1900 <= int(match[1]) <= 2100:
        year, month = int(match[1]), int(match[2] or 12)
        if 1 <= month <= 12:
            after = date(year + month // 12, month % 12 + 1, 1)
            return Published(after - timedelta(days=1), "month" if match[2] else "year")
    elif isinstance(value, date):
        read = day(value, place, found)
        return read if read is BAD else Published(read, "day")
    return expected(place, found, value, 'a day (2021-06-11), or "2021-06" or "2021" where no more is known')


def period(value: Any, place: Place, found: Findings) -> Any:
    """A year or school year between quotes."""
    if not isinstance(value, str):
        return expected(place, found, value, 'a period between quotes: "2018" or "2018-19"')
    try:
        return Period.parse(value)
    except PeriodError:
        return expected(place, found, value, 'a year from 1900 to 2100 ("2018") or a school year ("2018-19")')


def url(value: Any, place: Place, found: Findings) -> Any:
    """A public web address, or an empty text where there is none."""
    if value == "" or (isinstance(value, str) and len(value) <= 500 and _URL.fullmatch(value)):
        return value
    return expected(place, found, value, 'a web address that begins with "https://", or ""')


def text(value: Any, place: Place, found: Findings) -> Any:
    """A text in Dutch (nl) and English (en)."""
    record = read_table(_TEXT, value, place, found)
    return BAD if record is BAD or BAD in record.values() else Text(nl=record["nl"], en=record["en"])


_TEXT: Final = {
    "nl": Field(words, remedy="Add the Dutch text"),
    "en": Field(words, remedy="Add the English text"),
}


def list_of(kind: Kind) -> Kind:
    """A list whose items are all of one kind; the items that can be read, as a tuple."""

    def read(value: Any, place: Place, found: Findings) -> Any:
        if not isinstance(value, list):
            return expected(place, found, value, "a list between square brackets")
        items = [kind(item, place.item(number), found) for number, item in enumerate(value, 1)]
        return tuple(item for item in items if item is not BAD)

    return read


def tables(schema: Schema) -> Kind:
    """Tables of one schema ([[name]] ... in TOML), as a tuple of records with their `place`."""

    def read(value: Any, place: Place, found: Findings) -> Any:
        if not isinstance(value, list):
            return expected(place, found, value, f"tables that each begin with [[{place.path.rpartition('.')[2]}]]")
        records = []
        for position, item in enumerate(value, 1):
            record = read_table(schema, item, place.item(position), found)
            if record is not BAD:
                records.append({**record, "place": place.item(position)})
        return tuple(records)

    return read
