"""Reading the question of `stemagenda light`: one JSON document in, one `Case` out, or every fault by name.

Strict: sizes, types, unknown and repeated names, impossible numbers and periods are each a named problem with its place
("points[2].value") and its remedy. Nothing is guessed, nothing is silently dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, NoReturn, cast, get_args

from stemagenda.core.indicators.case import Case, Goal, Point
from stemagenda.core.indicators.definition import Better, TargetMethod, Unit
from stemagenda.core.indicators.field import Fault, Fields, Repeated
from stemagenda.core.period import Period
from stemagenda.core.validation import Problem, Refused

FILE: Final = "standard input"
MOST_BYTES: Final = 1_000_000
MOST_POINTS: Final = 10_000
#: Problems that are written out; the rest is counted.
MOST_PROBLEMS: Final = 100

_CASE_NAMES: Final = (
    "better", "unit", "points", "link_error", "reference", "tolerance", "target", "limit", "method", "horizon",
)  # fmt: skip
_POINT_NAMES: Final = ("period", "value", "standard_error", "rounding", "break_before")
_EXAMPLE: Final = '{"better": "down", "unit": "share", "points": [{"period": "2018", "value": 17.3}]}'


def read_case(text: str | bytes) -> Case:
    """Read the JSON document of the light command.

    `better`, `unit` and `points` are required; the rest has the defaults of `Case`. Points are put in order of time.

    Raises:
        Refused: with one problem per fault, file "standard input", place the path in the document.
    """
    document = _parse(_decode(text))
    if not isinstance(document, dict):
        _refuse("", f"holds {_kind(document)} where one object is expected", f"Write for instance {_EXAMPLE}")
    faults: list[Fault] = []
    fields = Fields(document, "", _CASE_NAMES, faults)
    unit = cast("Unit", fields.choice("unit", get_args(Unit)) or "score")
    case = Case(
        better=cast("Better", fields.choice("better", get_args(Better)) or "up"),
        unit=unit,
        points=_points(fields, unit),
        link_error=fields.number("link_error", least=0.0) or 0.0,
        reference=fields.period("reference"),
        tolerance=fields.number("tolerance", least=0.0),
        target=_target(fields, unit),
        limit=_amount(fields, "limit", unit),
        target_method=cast(
            "TargetMethod", fields.choice("method", get_args(TargetMethod), default="linear_path") or "linear_path"
        ),
        horizon=fields.period("horizon"),
    )
    if faults:
        raise Refused(_problems(faults))
    return case


def _decode(text: str | bytes) -> str:
    size = len(text)
    if size > MOST_BYTES:
        _refuse(
            "",
            f"is {size:,} characters long where {MOST_BYTES:,} are the most",
            "A series has one point per period: leave out what is not one series.",
        )
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(f"byte {error.start}", "is not UTF-8", "Save the document as UTF-8.")


def _parse(text: str) -> Any:
    if not text.strip():
        _refuse("", "is empty", f"Write one JSON document, for instance {_EXAMPLE}")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        _refuse(f"line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}", "Mend the document there.")
    except RecursionError:
        _refuse("", "is nested too deeply", "The document has three levels: object, points, point.")
    except ValueError as error:
        if isinstance(error, _NoNumberError):
            _refuse(
                "", f"holds {error}, which is no number", "Leave the point out, or write null where that is allowed."
            )
        _refuse("", "holds a whole number of more than 4,300 digits", "Write the value in its own unit.")


class _NoNumberError(ValueError):
    """NaN or Infinity, which JSON does not know."""


def _no_number(name: str) -> NoReturn:
    raise _NoNumberError(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; a name that stands twice is kept as a mark, so that its place can be told."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        found[name] = Repeated() if name in found else value
    return found


def _points(fields: Fields, unit: Unit) -> tuple[Point, ...]:
    listed = fields.items("points")
    if len(listed) > MOST_POINTS:
        fields.fault(
            "points",
            f"holds {len(listed):,} points where {MOST_POINTS:,} are the most",
            "A series has one point per period.",
        )
        return ()
    points: list[Point] = []
    places: dict[Period, str] = {}
    for index, item in enumerate(listed):
        place = f"points[{index}]"
        inner = fields.inside(item, place, _POINT_NAMES)
        point = _point(inner, unit) if inner is not None else None
        if point is None or inner is None:
            continue
        if point.period in places:
            message = f"is {point.period}, as {places[point.period]} is"
            inner.fault("period", message, "Keep one point per period.")
            continue
        places[point.period] = f"{place}.period"
        points.append(point)
    return tuple(sorted(points, key=lambda point: point.period))


def _point(fields: Fields, unit: Unit) -> Point | None:
    period = fields.period("period", required=True)
    value = _amount(fields, "value", unit, required=True)
    error = fields.number("standard_error", least=0.0)
    rounding = fields.number("rounding", least=0.0)
    broken = fields.flag("break_before")
    if period is None or value is None:
        return None
    return Point(period=period, value=value, standard_error=error, rounding=rounding or 0.0, break_before=broken)


def _target(fields: Fields, unit: Unit) -> Goal | None:
    item = fields.optional("target")
    if item is None:
        return None
    inner = fields.inside(item, "target", ("value", "period"))
    if inner is None:
        return None
    value, period = _amount(inner, "value", unit, required=True), inner.period("period", required=True)
    return Goal(value=value, period=period) if value is not None and period is not None else None


def _amount(fields: Fields, name: str, unit: Unit, *, required: bool = False) -> float | None:
    """A value in the unit of the series: a share lies within 0 and 100."""
    if unit == "share":
        return fields.number(name, least=0.0, most=100.0, required=required, what="a share (0 to 100)")
    return fields.number(name, required=required)


def _kind(value: object) -> str:
    return Fields.kind_of(value)


def _problems(faults: Iterable[Fault]) -> list[Problem]:
    listed = list(faults)
    found = [Problem(file=FILE, place=at, message=what, remedy=how) for at, what, how in listed[:MOST_PROBLEMS]]
    if len(listed) > MOST_PROBLEMS:
        rest = f"has {len(listed) - MOST_PROBLEMS} more problems"
        found.append(Problem(file=FILE, place="", message=rest, remedy="Mend these first."))
    return found


def _refuse(place: str, message: str, remedy: str) -> NoReturn:
    # The parser's own error says less than the problem does, and its traceback could hold the whole input.
    raise Refused([Problem(file=FILE, place=place, message=message, remedy=remedy)]) from None
