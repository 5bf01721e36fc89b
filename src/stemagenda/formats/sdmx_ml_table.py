"""From the series and observations of an SDMX-ML message to cells."""

from __future__ import annotations

import re
from typing import Final

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError
from stemagenda.formats.cube_cells import (
    Remembered,
    check_code,
    check_period,
    dimension_ids,
    joined_key,
    read_dataset,
    read_flags,
    read_value,
)
from stemagenda.formats.problems import Findings, shown
from stemagenda.formats.sdmx_csv_header import ATTRIBUTES

_TIME: Final = "TIME_PERIOD"
_VALUE: Final = "OBS_VALUE"
_FLAGS: Final = ("OBS_STATUS", "OBS_FLAG")
_CONFIDENTIALITY: Final = "CONF_STATUS"
_SAID_OF_CELL: Final = frozenset({_VALUE, *_FLAGS, _CONFIDENTIALITY})
_URN: Final = re.compile(r"urn:sdmx:[\w.]+=(.*)", re.ASCII | re.DOTALL)
_UNCHANGED: Final = "Give the message as the publisher's service wrote it."
#: The parts of a generic message that hold <Value id= value=>.
_PARTS: Final = frozenset({"SeriesKey", "ObsKey", "Attributes", "Group", "GroupKey"})
Pairs = dict[str, str]


class Header:
    """What the header of a message says."""

    def __init__(self) -> None:
        """Start without anything said."""
        self.dataset = ""
        self.title = ""
        self.at_observation = _TIME

    def take_name(self, text: str) -> None:
        """Take the first name of a table."""
        found = read_dataset(text)
        if found and not self.dataset:
            self.dataset = found[0]

    def take_urn(self, text: str) -> None:
        """Take the name from urn:sdmx:...Dataflow=ESTAT:TRNG_LFSE_04(1.0)."""
        if match := _URN.fullmatch(text):
            self.take_name(match[1])


class Table:
    """Collects the parts of a cell as their elements come along.

    `ids` are the dimensions, known from the first observation on; `count` the observations so far.
    """

    def __init__(self, *, header: Header, findings: Findings) -> None:
        """Start without a series."""
        self.ids: tuple[str, ...] | None = None
        self.count = 0
        self._header = header
        self._findings = findings
        self._made: list[Datum] = []
        self._series: Pairs = {}
        self._series_said: Pairs = {}
        self._in_series = False
        self._key = ""
        self._cell: Pairs = {}
        self._said: Pairs = {}
        self._in_cell = False
        self._part = ""
        self._generic = False
        self._codes = Remembered(check_code)
        self._periods = Remembered(check_period)
        self._values = Remembered(read_value)
        self._statuses = Remembered(_status)

    def taken(self) -> list[Datum]:
        """Hand over the cells made since the last time."""
        made, self._made = self._made, []
        return made

    def start_series(self, attributes: Pairs) -> None:
        """Begin a series of a structure-specific message, whose attributes are its dimensions and attributes."""
        self._in_series = True
        self._key = ""
        self._series = {
            name.lower(): value
            for name, value in attributes.items()
            if " " not in name and name.upper() not in ATTRIBUTES
        }
        self._series_said = {name: value for name, value in attributes.items() if name in _SAID_OF_CELL}

    def start_specific(self, attributes: Pairs) -> None:
        """Begin an observation of a structure-specific message."""
        self._begin()
        self._said = attributes
        self._cell = {}
        if not self._in_series:
            self._cell = {
                name.lower(): value
                for name, value in attributes.items()
                if " " not in name and name != _VALUE and name.upper() not in ATTRIBUTES
            }
            return
        if time := attributes.get(_TIME):
            self._cell = {"time_period": time}
        other = self._header.at_observation
        if other in attributes and other != _TIME:
            self._cell[other.lower()] = attributes[other]

    def start_generic(self, local: str, attributes: Pairs) -> None:
        """Begin an element of a generic message."""
        self._generic = True
        if local == "Value":
            self._generic_value(attributes.get("id", ""), attributes.get("value", ""))
        elif local in _PARTS:
            self._part = local
        elif local == "Series":
            self._in_series, self._key = True, ""
            self._series, self._series_said = {}, {}
        elif local == "Obs":
            self._begin()
            self._cell, self._said = {}, {}
        elif local == "ObsDimension":
            name = attributes.get("id") or self._header.at_observation
            self._cell[name.lower()] = attributes.get("value", "")
        elif local == "ObsValue":
            self._said[_VALUE] = attributes.get("value", "")

    def _generic_value(self, name: str, value: str) -> None:
        if self._part == "SeriesKey":
            self._series[name.lower()] = value
        elif self._part == "ObsKey":
            self._cell[name.lower()] = value
        elif self._part == "Attributes" and name in _SAID_OF_CELL:
            (self._said if self._in_cell else self._series_said)[name] = value

    def take_component(self, name: str, text: str) -> None:
        """Take a value or flag that SDMX 3.0 writes as an element of its own."""
        if name in _SAID_OF_CELL:
            said = self._said if self._in_cell else self._series_said
            said[name] = text if name == _VALUE else said.get(name, "") + text

    def _begin(self) -> None:
        self._in_cell = True
        self.count += 1
        most = self._findings.limits.cube_rows
        if self.count > most:
            self._findings.stop(
                f"observation {self.count:,}", f"is past the {most:,} that are read", "Ask for a part of the table."
            )

    def end(self, local: str) -> None:
        """End a series or an observation, which makes a cell.

        Raises:
            CellError: a part of the cell is missing or cannot be used.
        """
        if local == "Series":
            self._in_series = False
            self._series, self._series_said, self._key = {}, {}, ""
            return
        self._in_cell = False
        time = self._cell.pop("time_period", None) or self._series.get("time_period", "")
        key = self._whole_key()
        said = self._said
        flags = tuple(said.get(name) or self._series_said.get(name, "") for name in (*_FLAGS, _CONFIDENTIALITY))
        value, decimals = self._values[said.get(_VALUE, "")]
        self._made.append(Datum(key, self._periods[time], value, decimals, self._statuses[flags], self.count))

    def _whole_key(self) -> str:
        """Return the key of the cell at hand; that of a series is made once."""
        if self._key and not self._cell:
            return self._key
        codes = {**self._series, **self._cell}
        codes.pop("time_period", None)
        if self.ids is None:
            self.ids = dimension_ids(list(codes), place="observation 1", findings=self._findings)
        for name in self.ids:
            if name not in codes:
                raise CellError(f"lacks the dimension {shown(name)}", _UNCHANGED)
        if self._generic and len(codes) > len(self.ids):
            extra = next(name for name in codes if name not in self.ids)
            raise CellError(f"has a dimension {shown(extra)} that the first has not", _UNCHANGED)
        key = joined_key([self._codes[codes[name]] for name in self.ids], self._findings)
        if not self._cell:
            self._key = key
        return key


def _status(flags: tuple[str, ...]) -> str:
    return read_flags(flags[:-1], confidentiality=flags[-1])
