"""JSON-stat 2.0 datasets, as Eurostat's API gives them: bounded before they are taken in as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Final

from stemagenda.core.observation import Datum
from stemagenda.formats.cells import CellError
from stemagenda.formats.cube_cells import (
    Cube,
    Remembered,
    check_code,
    check_period,
    dimension_ids,
    joined_key,
    note,
    read_dataset,
    read_day,
    read_flags,
    read_value,
)
from stemagenda.formats.jsonstat_text import Printed, parsed
from stemagenda.formats.problems import Findings, shown

_UNCHANGED: Final = "Give the answer of the publisher's service unchanged."
_TIMES: Final = ("time", "time_period")
_OTHERS: Final = {
    "collection": ("is a JSON-stat collection, which lists tables", "Open the link of one table and give that file."),
    "dimension": ("is a JSON-stat dimension, without figures", "Ask for the dataset."),
    "bundle": ("is a JSON-stat bundle of several tables", "Give one table a file, as JSON-stat 2.0."),
}
#: Cells of an object without figures that may still be asked for, when it says nothing but sizes.
_LARGEST: Final = 10**15


def read(*, name: str, content: bytes, findings: Findings) -> Cube:  # noqa: ARG001  (every format is read in one way)
    """Open a dataset. Datum.row is the place of a cell in it, from 1.

    A value that is null, or absent and yet flagged, is a missing value; one that is merely absent is no cell.

    Raises:
        Refused: no JSON, another class of JSON-stat, or sizes, codes and values that do not fit one another.
    """
    document = parsed(content=content, findings=findings)
    _check_class(document, findings)
    axes = _axes(document, findings)
    time = _time(document, axes, findings)
    ids = dimension_ids([axis.id for axis in axes if axis is not time], place="id", findings=findings)
    size = prod(len(axis.codes) for axis in axes)
    values = _given(document, "value", size, findings)
    statuses = _given(document, "status", size, findings) if document.get("status") is not None else {}
    updated = _text(document, "updated")
    day = read_day(updated) if updated else None
    if updated and day is None:
        findings.stop("updated", f"{shown(updated)} is no day", "Write it as 2024-04-24.")
    return Cube(
        dataset=_dataset(document),
        dimensions=ids,
        title=" ".join(_text(document, "label").split())[:400],
        updated=day,
        cells=_Cells(axes=axes, time=time, findings=findings).read(values, statuses),
    )


@dataclass(frozen=True, kw_only=True)
class _Axis:
    """One dimension: its id, its codes in their order and how far apart two neighbours lie in the list of values."""

    id: str
    codes: tuple[str, ...]
    stride: int


def _check_class(document: Mapping[str, Any], findings: Findings) -> None:
    found = document.get("class")
    if isinstance(found, str) and found in _OTHERS:
        findings.stop("class", *_OTHERS[found])
    if found != "dataset":
        if isinstance(document.get("dataset"), dict):
            findings.stop("", "is JSON-stat 1", "Ask for JSON-stat 2.0.")
        if "error" in document:
            findings.stop(
                "", f"is an error message: {shown(json.dumps(document['error']))}", "Ask for the table again."
            )
        findings.stop("class", "is not 'dataset', so it is no JSON-stat table", "Ask for JSON-stat 2.0.")


def _text(document: Mapping[str, Any], key: str) -> str:
    found = document.get(key)
    return str(found) if isinstance(found, str) and not isinstance(found, Printed) else ""


def _dataset(document: Mapping[str, Any]) -> str:
    """Return the code of the table, from the place where Eurostat writes it."""
    extension = document.get("extension")
    found = read_dataset(_text(extension, "id")) if isinstance(extension, dict) else None
    return found[0] if found else ""


def _axes(document: Mapping[str, Any], findings: Findings) -> list[_Axis]:
    """Return the dimensions in the order of their ids.

    Raises:
        Refused: ids, sizes and categories do not fit one another, or make a table of absurd size.
    """
    names, sizes, dimensions = document.get("id"), document.get("size"), document.get("dimension")
    if not isinstance(names, list) or not isinstance(sizes, list) or not isinstance(dimensions, dict):
        findings.stop("", "lacks id, size or dimension", _UNCHANGED)
    if len(names) != len(sizes) or not 0 < len(names) <= findings.limits.cube_dimensions + 1:
        findings.stop("size", f"has {len(sizes):,} sizes for {len(names):,} ids", _UNCHANGED)
    lists: list[tuple[str, tuple[str, ...]]] = []
    for name, written in zip(names, sizes, strict=True):
        size = _whole(written)
        if not isinstance(name, str) or size is None or size < 1:
            findings.stop("size", "holds something else than a number above 0 for each id", _UNCHANGED)
        codes = _codes(name, dimensions.get(name), findings)
        if len(codes) != size:
            message = f"has {len(codes):,} codes where size says {size:,}"
            findings.stop(f"dimension {shown(name)}", message, _UNCHANGED)
        lists.append((name, codes))
    total = prod(len(codes) for _, codes in lists)
    if total > _LARGEST:
        findings.stop("size", "multiplies up to more cells than any table has", "Ask for a part of the table.")
    axes = []
    for name, codes in lists:
        total //= len(codes)
        axes.append(_Axis(id=name, codes=codes, stride=total))
    return axes


def _whole(written: object) -> int | None:
    """Return a whole number of at most 15 digits; None for anything else."""
    return (
        int(written)
        if isinstance(written, str) and written.isdigit() and written.isascii() and len(written) < 16
        else None
    )


def _codes(name: str, dimension: object, findings: Findings) -> tuple[str, ...]:
    """Return the codes of a dimension in their order: category.index is a list, or an object with places.

    One that has a single category may give its label only.
    """
    place = f"dimension {shown(name)}"
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        findings.stop(place, "has no category", _UNCHANGED)
    index = category.get("index")
    if index is None and isinstance(label := category.get("label"), dict) and len(label) == 1:
        index = list(label)
    if isinstance(index, dict):
        places = {_whole(at): code for code, at in index.items()}
        if sorted(at for at in places if at is not None) != list(range(len(index))):
            findings.stop(place, "does not number its codes 0, 1, 2, ...", _UNCHANGED)
        index = [places[at] for at in range(len(index))]
    if not isinstance(index, list) or not all(type(code) is str for code in index):
        findings.stop(place, "has no list of codes", _UNCHANGED)
    codes = tuple(str(code) for code in index)
    if len(set(codes)) < len(codes):
        findings.stop(place, "has a code twice", _UNCHANGED)
    return codes


def _time(document: Mapping[str, Any], axes: Sequence[_Axis], findings: Findings) -> _Axis:
    """Return the dimension that is time: by its role, or else by its name."""
    role = document.get("role")
    named = role.get("time") if isinstance(role, dict) else None
    wanted = named if isinstance(named, list) and named else None
    found = [axis for axis in axes if (axis.id in wanted if wanted else axis.id.lower() in _TIMES)]
    if len(found) != 1:
        findings.stop("role", f"makes {len(found)} dimensions time, not one", _UNCHANGED)
    return found[0]


def _given(document: Mapping[str, Any], key: str, size: int, findings: Findings) -> Mapping[int, Any] | Sequence[Any]:
    """Return the values or statuses by place: as the list they are, or from an object with places."""
    found = document.get(key)
    if key == "status" and isinstance(found, str):
        return _Everywhere(found)
    if key == "status" and isinstance(found, list) and len(found) == 1:
        return _Everywhere(found[0])
    if isinstance(found, list):
        if len(found) != size:
            findings.stop(key, f"holds {len(found):,} entries where the sizes multiply up to {size:,}", _UNCHANGED)
        return found
    if not isinstance(found, dict):
        findings.stop(key, "is neither a list nor an object", _UNCHANGED)
    at: dict[int, Any] = {}
    for text, entry in found.items():
        place = _whole(text)
        if place is None or place >= size:
            findings.stop(key, f"has an entry at {shown(text)}; the table has the places 0 to {size - 1:,}", _UNCHANGED)
        at[place] = entry
    if len(at) < len(found):
        findings.stop(key, "has two entries for one place", _UNCHANGED)
    return at


class _Everywhere(dict[int, Any]):
    """One status for all cells."""

    def __init__(self, status: object) -> None:
        super().__init__()
        self._status = status

    def get(self, _place: int, _default: object = None) -> Any:
        return self._status


class _Cells:
    """Turns places in the list of values into cells."""

    def __init__(self, *, axes: Sequence[_Axis], time: _Axis, findings: Findings) -> None:
        """Check the codes and periods, which every cell of theirs repeats.

        Raises:
            Refused: some are none.
        """
        self._findings = findings
        self._time = time
        self._others = [axis for axis in axes if axis is not time]
        self._codes = [self._checked(axis, check_code) for axis in self._others]
        self._periods = self._checked(time, check_period)
        findings.refuse_if_any()
        self._keys = Remembered(self._key)

    def _checked(self, axis: _Axis, check: Any) -> list[str]:
        checked: list[str] = []
        for code in axis.codes:
            try:
                checked.append(check(code))
            except CellError as error:
                note(self._findings, f"dimension {shown(axis.id)}", error)
        return checked

    def _key(self, rest: int) -> str:
        """Return the key of a place, of which the part that is time was left out."""
        codes = zip(self._others, self._codes, strict=True)
        return joined_key([list_[rest // axis.stride % len(list_)] for axis, list_ in codes], self._findings)

    def read(
        self, values: Mapping[int, Any] | Sequence[Any], statuses: Mapping[int, Any] | Sequence[Any]
    ) -> Iterator[Datum]:
        """Yield the cells that are there, in the order of their places."""
        stride, count = self._time.stride, len(self._periods)
        printed, flags = Remembered(_printed), Remembered(_flags)
        by_place = statuses if isinstance(statuses, dict) else dict(enumerate(statuses))
        for place, value in _entries(values, by_place):
            moment = place // stride % count
            try:
                figure, decimals = printed[value]
                status = flags[by_place.get(place)]
                key = self._keys[place - moment * stride]
            except (CellError, TypeError) as error:
                known = error if isinstance(error, CellError) else CellError("is no number", _UNCHANGED)
                note(self._findings, f"value {place:,}", known)
            else:
                yield Datum(key, self._periods[moment], figure, decimals, status, place + 1)
        self._findings.refuse_if_any()


def _entries(values: Mapping[int, Any] | Sequence[Any], statuses: Mapping[int, Any]) -> Iterable[tuple[int, Any]]:
    if not isinstance(values, dict):
        return enumerate(values)
    flagged = [] if isinstance(statuses, _Everywhere) else [place for place in statuses if place not in values]
    return ((place, values.get(place)) for place in sorted([*values, *flagged]))


def _printed(value: object) -> tuple[float | None, int]:
    if value is None:
        return None, 0
    if not isinstance(value, str):
        raise CellError("is no number", _UNCHANGED)
    return read_value(value)


def _flags(status: object) -> str:
    if status is None:
        return ""
    if not isinstance(status, str):
        raise CellError("has a status that is no text", _UNCHANGED)
    return read_flags([status])
