"""Reading the fields of one JSON object strictly: each fault is noted with its place, and reading goes on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from stemagenda.core.indicators.points import LARGEST
from stemagenda.core.period import Period, PeriodError

#: place, message, remedy
Fault: TypeAlias = tuple[str, str, str]

_WRITTEN: Final = 40


class Repeated:
    """Stands where an object names something twice."""


class Fields:
    """The named values of one object at `place`. Faults are added to `faults`; a faulty field reads as absent."""

    def __init__(self, found: Mapping[str, Any], place: str, known: Sequence[str], faults: list[Fault]) -> None:
        """Note unknown and repeated names at once."""
        self._found = {name: value for name, value in found.items() if not isinstance(value, Repeated)}
        self._repeated = {name for name, value in found.items() if isinstance(value, Repeated)}
        self._place = place
        self._faults = faults
        for name in found:
            if name not in known:
                self.fault(_short(name), "is not a known name", f"Known are {', '.join(known)}.")
            elif name in self._repeated:
                self.fault(name, "stands twice", "Keep one of the two.")

    def fault(self, name: str, message: str, remedy: str) -> None:
        """Note a fault of one field."""
        self._faults.append((f"{self._place}.{name}" if self._place else name, message, remedy))

    def optional(self, name: str) -> Any:
        """The value as it is; null and absent are the same."""
        return self._found.get(name)

    def inside(self, item: Any, place: str, known: Sequence[str]) -> Fields | None:
        """The fields of an object inside this one; None where it is no object."""
        if isinstance(item, Mapping):
            return Fields(item, place, known, self._faults)
        self._faults.append(
            (place, f"is {self.kind_of(item)} where an object is expected", f"Name {', '.join(known)}.")
        )
        return None

    def items(self, name: str) -> Sequence[Any]:
        """A list that has to be there."""
        value = self._required(name, "a list")
        if value is None or isinstance(value, list):
            return value or []
        self.fault(
            name, f"is {self.kind_of(value)} where a list is expected", "Write [ ... ], empty where there is none."
        )
        return []

    def choice(self, name: str, allowed: Sequence[str], *, default: str | None = None) -> str | None:
        """One of a closed list of words; required where there is no default."""
        among = "Write one of " + ", ".join(f'"{word}"' for word in allowed) + "."
        value = self._found.get(name)
        if value is None:
            if default is None and name not in self._repeated:
                self.fault(name, "is missing", among)
            return default
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(name, f"is {self.kind_of(value)} that is not in the list", among)
        return default

    def number(
        self,
        name: str,
        *,
        least: float = -LARGEST,
        most: float = LARGEST,
        required: bool = False,
        what: str = "a number",
    ) -> float | None:
        """A finite number within bounds; true and false are no numbers."""
        value = self._required(name, what) if required else self._found.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(name, f"is {self.kind_of(value)} where {what} is expected", "Write digits with a decimal point.")
            return None
        if not least <= value <= most or not math.isfinite(value):
            bounds = f"{least:g} and {most:g}"
            self.fault(name, f"lies outside {bounds}", f"Write {what} between {bounds}.")
            return None
        return float(value)

    def flag(self, name: str) -> bool:
        """True or false; absent is false."""
        value = self._found.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(name, f"is {self.kind_of(value)} where true or false is expected", "Write true or false.")
        return False

    def period(self, name: str, *, required: bool = False) -> Period | None:
        """A calendar year or a school year, as text."""
        value = self._required(name, "a period") if required else self._found.get(name)
        if value is None:
            return None
        remedy = 'Write a year ("2018") or a school year ("2018-19").'
        if not isinstance(value, str):
            self.fault(name, f"is {self.kind_of(value)} where a period is expected", remedy)
            return None
        if len(value) > _WRITTEN:
            self.fault(name, "is too long for a period", remedy)
            return None
        try:
            return Period.parse(value)
        except PeriodError:
            self.fault(name, f"is {_short(value)!r}, which is no period from 1900 to 2100", remedy)
            return None

    def _required(self, name: str, what: str) -> Any:
        value = self._found.get(name)
        if value is None and name not in self._repeated:
            self.fault(name, "is missing", f"Write {what}.")
        return value

    @staticmethod
    def kind_of(value: object) -> str:
        """What a value is, in words."""
        if value is None:
            return "null"
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int | float):
            return "a number"
        if isinstance(value, str):
            return f'the text "{_short(value)}"'
        return "a list" if isinstance(value, list) else "an object"


def _short(text: str) -> str:
    """At most forty characters, without control characters: a message never repeats the whole input."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[: _WRITTEN + 1])
    return shown if len(text) <= _WRITTEN else shown[: _WRITTEN - 1] + "…"
